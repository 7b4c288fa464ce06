"""Direct quotes by textacy: GOLD.jsonl OUT.jsonl. Ends with 3 where it is not installed."""
import json
import sys

try:
    import spacy
    import textacy.extract

    english = spacy.load("en_core_web_sm")
except (ImportError, OSError):
    sys.exit(3)

with open(sys.argv[1], encoding="utf8") as gold, open(sys.argv[2], "w", encoding="utf8") as out:
    for line in gold:
        row = json.loads(line)
        quotes = []
        for found in textacy.extract.direct_quotations(english(row["text"])):
            first, last = found.speaker[0], found.speaker[-1]
            start, end = first.idx, last.idx + len(last)
            quotes.append({
                "start": found.content.start_char,
                "end": found.content.end_char,
                "speaker": row["text"][start:end],
                "speaker_start": start,
                "speaker_end": end,
            })
        out.write(json.dumps({"id": row["id"], "quotes": quotes}) + "\n")
