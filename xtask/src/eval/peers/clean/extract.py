"""Pages cleaned by other programs: NAME ROWS.jsonl ANSWERS.jsonl [FOLDER OF THE PAGES | SCORER].

A page that a program fails on counts as empty, and is named on standard error.
"""
import importlib.util
import json
import pathlib
import sys

name, rows, answers, place = sys.argv[1:5]


def page(row):
    return (pathlib.Path(place) / row["html"]).read_bytes().decode("utf8", "replace")


def trafilatura(precision):
    import trafilatura as program

    def clean(row):
        html = page(row)
        text = program.extract(html, include_comments=False, favor_precision=precision)
        about = program.extract_metadata(html, default_url=row["meta"].get("url"))
        if about is None:
            return {"text": text}
        return {"text": text, "title": about.title, "date": about.date, "author": about.author}

    return clean


def newspaper():
    import newspaper as program

    def clean(row):
        # What is downloaded is given, so nothing is fetched.
        article = program.Article(row["meta"].get("url") or "https://news.example/", fetch_images=False)
        article.download(input_html=page(row))
        article.parse()
        date = article.publish_date
        return {
            "text": article.text,
            "title": article.title,
            "date": date.strftime("%Y-%m-%d") if hasattr(date, "strftime") else date,
            "author": ", ".join(article.authors),
        }

    return clean


def stop_words():
    """The list of the language that most words of a text are stop words of."""
    import justext as program

    lists = {language: program.get_stoplist(language) for language in program.get_stoplists()}

    def pick(text):
        words = text.lower().split()
        # A long list hits more by chance.
        share = lambda known: sum(word in known for word in words) / len(known) ** 0.15
        return max(sorted(lists), key=lambda language: share(lists[language]))

    return lambda text: lists[pick(text)]


def justext():
    import justext as program

    pick = stop_words()

    def clean(row):
        html = page(row)
        known = pick(" ".join(p.text for p in program.justext(html, frozenset())))
        paragraphs = program.justext(html, known)
        return {"text": "\n".join(p.text for p in paragraphs if not p.is_boilerplate)}

    return clean


def justext_lines():
    """Its own rules, with each line of a pasted text as a paragraph."""
    from justext import core
    from justext.paragraph import Paragraph

    pick = stop_words()

    def clean(row):
        paragraphs, at = [], []
        for number, line in enumerate(row["lines"]):
            if any(c.isalnum() for c in line["text"]):
                paragraph = Paragraph(core.PathInfo())
                paragraph.append_text(line["text"].strip())
                paragraphs.append(paragraph)
                at.append(number)
        core.classify_paragraphs(paragraphs, pick(row["text"]))
        core.revise_paragraph_classification(paragraphs)
        keep = [False] * len(row["lines"])
        for number, paragraph in zip(at, paragraphs):
            keep[number] = not paragraph.is_boilerplate
        return {"keep": keep}

    return clean


def long_lines():
    """The scorer's own rule: long lines that end as sentences do."""
    spec = importlib.util.spec_from_file_location("score", place)
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    return lambda row: {"keep": scorer.b_len80_punct(row)}


clean = {
    "trafilatura": lambda: trafilatura(False),
    "trafilatura-precision": lambda: trafilatura(True),
    "newspaper4k": newspaper,
    "jusText": justext,
    "jusText-lines": justext_lines,
    "long-lines": long_lines,
}[name]()

failed = 0
with open(rows, encoding="utf8") as given, open(answers, "w", encoding="utf8") as out:
    for line in given:
        row = json.loads(line)
        try:
            answer = clean(row)
        except Exception as error:
            failed += 1
            if failed <= 3:
                print(f"{row['id']}: {type(error).__name__}: {error}", file=sys.stderr)
            answer = {"keep": [False] * len(row["lines"])} if row.get("lines") else {"text": ""}
        out.write(json.dumps({"id": row["id"], **answer}) + "\n")
if failed:
    print(f"{failed} pages failed and count as empty", file=sys.stderr)
