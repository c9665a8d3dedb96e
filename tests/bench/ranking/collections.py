"""Retrieval collections, five classic ones and one of news, as articles with questions."""

import gzip
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from archive.model.article import Article, Credit, Provenance, Role
from tests.bench.ranking.collection import Collection, Question
from tests.bench.ranking.reuters import reuters

FOLDER = Path(__file__).resolve().parents[4] / "shared" / "data" / "ir"


def collections() -> Iterator[Collection]:
    """All of them, one after the other."""
    yield _cranfield()
    yield _cisi()
    yield _lisa()
    yield _medline()
    yield _npl()
    yield reuters()


def _article(number: int, headline: str, body: str, author: str = "") -> Article:
    return Article(
        id=f"{number:016x}",
        headline=" ".join(headline.split()),
        body=(" ".join(body.split()),),
        credits=(Credit(author, Role.WRITER),) if author else (),
        provenance=Provenance("", "text/plain", "collections.py"),
    )


def _text(name: str) -> str:
    path = FOLDER / name
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return content.decode("latin-1").replace("\r\n", "\n")


def _records(name: str) -> dict[int, dict[str, str]]:
    """The records of a file in SMART's format: a letter for each part of one."""
    found: dict[int, dict[str, str]] = {}
    for record in re.split(r"^\.I\s+", _text(name), flags=re.MULTILINE)[1:]:
        number, _, rest = record.partition("\n")
        parts = re.split(r"^\.([A-Z])[ ]*$", rest, flags=re.MULTILINE)
        found[int(number)] = dict(zip(parts[1::2], parts[2::2], strict=True))
    return found


def _smart(name: str, documents: str, texts: list[str], gains: dict[int, dict[int, float]]):
    articles = {
        number: _article(
            number, parts.get("T", ""), parts.get("W", ""), " ".join(parts.get("A", "").split())
        )
        for number, parts in _records(documents).items()
    }
    questions = [Question(text, gains[i]) for i, text in enumerate(texts, 1) if gains.get(i)]
    return Collection(name, articles, tuple(questions))


def _judged(name: str, question: int, article: int) -> dict[int, dict[int, float]]:
    """Which articles answer each question, from the columns of a file that have the two."""
    gains: dict[int, dict[int, float]] = defaultdict(dict)
    for line in _text(name).splitlines():
        if columns := line.split():
            gains[int(columns[question])][int(columns[article])] = 1.0
    return gains


def _cranfield() -> Collection:
    # Questions count from 1 in the judgements, whatever number they have; 1 is best and 4 least.
    gains: dict[int, dict[int, float]] = defaultdict(dict)
    for line in _text("cran/cranqrel").splitlines():
        question, article, grade = map(int, line.split())
        if grade > 0:
            gains[question][article] = 5.0 - grade
    texts = [parts["W"] for parts in _records("cran/cran.qry").values()]
    return _smart("cran", "cran/cran.all.1400.gz", texts, gains)


def _cisi() -> Collection:
    questions = _records("cisi/CISI.QRY.gz")
    texts = [questions[i]["W"] for i in sorted(questions)]
    return _smart("cisi", "cisi/CISI.ALL.gz", texts, _judged("cisi/CISI.REL.gz", 0, 1))


def _medline() -> Collection:
    texts = [parts["W"] for parts in _records("med/MED.QRY").values()]
    return _smart("med", "med/MED.ALL.gz", texts, _judged("med/MED.REL", 0, 2))


def _lisa() -> Collection:
    articles: dict[int, Article] = {}
    for path in sorted((FOLDER / "lisa").glob("LISA*.gz")):
        for document in re.split(r"^\*+\s*$", _text(f"lisa/{path.name}"), flags=re.MULTILINE):
            head, _, rest = document.strip().partition("\n")
            if match := re.fullmatch(r"Document\s+(\d+)", head.strip()):
                title, _, body = re.sub(r"\n[ ]*\n", "\n\n", rest).partition("\n\n")
                articles[int(match[1])] = _article(int(match[1]), title, body)
    answers = re.findall(
        r"Query (\d+)\s+\d+ Relevant Refs:\s+([\d\s]+?)\s*-1", _text("lisa/LISA.REL")
    )
    gains = {int(number): {int(n): 1.0 for n in found.split()} for number, found in answers}
    asked = re.findall(r"^(\d+)\n(.*?)#", _text("lisa/LISA.QUE"), re.MULTILINE | re.DOTALL)
    questions = [
        Question(text, gains[int(number)]) for number, text in asked if int(number) in gains
    ]
    return Collection("lisa", articles, tuple(questions))


def _npl() -> Collection:
    def entries(name: str) -> dict[int, str]:
        found = re.split(r"^\s*/\s*$", _text(name), flags=re.MULTILINE)
        split = (entry.strip().partition("\n") for entry in found if entry.strip())
        return {int(number): text for number, _, text in split}

    articles = {n: _article(n, "", text) for n, text in entries("npl/doc-text.gz").items()}
    answers = entries("npl/rlv-ass")
    questions = [
        Question(text, {int(each): 1.0 for each in answers[number].split()})
        for number, text in entries("npl/query-text").items()
    ]
    return Collection("npl", articles, tuple(questions))
