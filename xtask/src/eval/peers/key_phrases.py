"""Key phrases by another program: NAME GOLD.jsonl OUT.jsonl. Ends with 3 where it is not installed."""
import json
import sys

name, gold, out = sys.argv[1:4]
LANGUAGES = {"en": "english", "fr": "french", "pt": "portuguese", "de": "german"}


def yake():
    import yake as program

    made = {}

    def find(text, language):
        if language not in made:
            made[language] = program.KeywordExtractor(lan=language, n=3, top=15)
        return [phrase for phrase, _ in made[language].extract_keywords(text)]

    return find


def rake():
    import rake_nltk as program

    def find(text, language):
        reader = program.Rake(language=LANGUAGES.get(language, "english"), max_length=4)
        reader.extract_keywords_from_text(text)
        return reader.get_ranked_phrases()[:15]

    return find


def keybert():
    import keybert as program

    reader = program.KeyBERT("all-MiniLM-L6-v2")

    def find(text, language):
        found = reader.extract_keywords(text, keyphrase_ngram_range=(1, 3), top_n=15)
        return [phrase for phrase, _ in found]

    return find


try:
    find = {"yake": yake, "rake": rake, "keybert": keybert}[name]()
    find("A short text to see that the program has what it needs.", "en")
except Exception as error:
    print(f"{type(error).__name__}: {error}", file=sys.stderr)
    sys.exit(3)

with open(gold, encoding="utf8") as rows, open(out, "w", encoding="utf8") as answers:
    for line in rows:
        row = json.loads(line)
        phrases = find(row["text"], row.get("lang", "en")[:2])
        answers.write(json.dumps({"id": row["id"], "keyphrases": phrases}) + "\n")
