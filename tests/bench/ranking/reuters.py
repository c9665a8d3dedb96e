"""Reuters stories of 1987 as a collection: topics by their names, near-duplicates by a headline."""

import gzip
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from archive.facts.near_duplicates import alike, bands, signature
from archive.model.article import Article, Credit, Provenance, Role
from tests.bench.ranking.collection import Collection, Question

FOLDER = Path(__file__).resolve().parents[4] / "shared" / "data" / "reuters21578"
# The first half of the stories, and topics that so many of them have.
_FILES, _FEWEST = 5, 5
# Every so manieth headline of a near-duplicate is asked for.
_HEADLINES = 3

# Names of topics as somebody would type them, for the codes of the data.
TOPICS = {
    "earn": "earnings",
    "acq": "acquisitions",
    "money-fx": "foreign exchange",
    "grain": "grain",
    "crude": "crude oil",
    "trade": "trade",
    "interest": "interest rates",
    "ship": "shipping",
    "wheat": "wheat",
    "corn": "corn",
    "dlr": "dollar",
    "oilseed": "oilseeds",
    "money-supply": "money supply",
    "sugar": "sugar",
    "gnp": "gross national product",
    "coffee": "coffee",
    "veg-oil": "vegetable oil",
    "gold": "gold",
    "nat-gas": "natural gas",
    "soybean": "soybeans",
    "bop": "balance of payments",
    "livestock": "livestock",
    "cpi": "consumer prices",
    "reserves": "foreign reserves",
    "cocoa": "cocoa",
    "carcass": "meat",
    "jobs": "unemployment",
    "copper": "copper",
    "rice": "rice",
    "cotton": "cotton",
    "alum": "aluminium",
    "iron-steel": "iron and steel",
    "gas": "gasoline",
    "rubber": "rubber",
    "ipi": "industrial production",
    "tin": "tin",
    "barley": "barley",
    "meal-feed": "meal and feed",
    "palm-oil": "palm oil",
    "orange": "orange juice",
    "wpi": "wholesale prices",
    "zinc": "zinc",
    "pet-chem": "petrochemicals",
    "strategic-metal": "strategic metals",
    "housing": "housing starts",
    "lead": "lead",
    "hog": "hogs",
    "retail": "retail sales",
    "silver": "silver",
    "fuel": "fuel oil",
    "heat": "heating oil",
    "income": "personal income",
    "lei": "leading indicators",
    "yen": "yen",
}


def reuters() -> Collection:
    """The stories with a text, and both kinds of questions."""
    articles: dict[int, Article] = {}
    topics: dict[str, dict[int, float]] = defaultdict(dict)
    for story in _stories():
        number = int(story["id"])
        articles[number] = _article(number, story)
        for topic in story.get("topics", ()):
            topics[topic][number] = 1.0
    questions = [
        Question(TOPICS[topic], gains)
        for topic, gains in sorted(topics.items())
        if topic in TOPICS and len(gains) >= _FEWEST
    ]
    for number, others in sorted(_near_duplicates(articles).items())[::_HEADLINES]:
        questions.append(Question(articles[number].headline, dict.fromkeys(others, 1.0)))
    return Collection("reuters", articles, tuple(questions))


def _stories() -> Iterator[dict[str, str]]:
    for path in sorted(FOLDER.glob("*.jsonl.gz"))[:_FILES]:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                story = json.loads(line)
                if story.get("body") and story.get("title"):
                    yield story


def _article(number: int, story: dict[str, str]) -> Article:
    author = " ".join(story.get("author", "").split())
    return Article(
        id=f"{number:016x}",
        headline=story["title"],
        body=(" ".join(story["body"].split()),),
        credits=(Credit(author, Role.WRITER),) if author else (),
        provenance=Provenance("", "text/plain", "reuters.py"),
    )


def _near_duplicates(articles: dict[int, Article]) -> dict[int, set[int]]:
    """The stories that are nearly another's, each with all that it is nearly like, and itself."""
    signed = {number: found for number, a in articles.items() if (found := signature(a))}
    sharing: dict[int, list[int]] = defaultdict(list)
    near: dict[int, set[int]] = defaultdict(set)
    for number, signed_as in signed.items():
        for key in bands(signed_as):
            for other in sharing[key]:
                if alike(signed[other], signed_as):
                    near[number] |= {number, other}
                    near[other] |= {number, other}
            sharing[key].append(number)
    return near
