"""Corrections of single articles: what stands, what came in, and what never overwrites them."""

import pytest

from archive.errors import NotFoundError, UserError
from archive.model.article import Credit, Precision, Role
from archive.model.correction import CorrectionState, correction_from
from archive.store.audit import lines
from archive.store.corrections import Corrections
from archive.store.credited_people import PEOPLE, SOURCES
from archive.store.refresh import refresh
from archive.store.store import Store
from tests.support.articles import record

URL = "https://news.example/ferry"


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "home" / "archive.sqlite3", create=True) as opened:
        yield opened


def ferry(**fields):
    given = {
        "published": "2021-04-15",
        "credits": (Credit("KIM HA-NEUL", Role.REPORTER),),
        "source": "Harbour Post",
        "language": "en",
        "section": "Shipping",
        "regions": ("Asia/Nepal",),
        "url": URL,
    }
    return record(**(given | fields))


def added(store, **fields):
    store.add([ferry(**fields)])
    (change,) = [each for each in store.changes_since(0) if each.article]
    return change.id


EVERY = {
    "headline": "Ferry stays in port",
    "published": "2012-04-15",
    "regions": ["Japan", "KP"],
    "credits": ["Reporter: Ha-neul Kim", "translator: Moon So-ra"],
    "source": "Harbor Post",
    "language": "Korean",
    "section": "none",
}


def standing(article):
    return {
        "headline": article.headline,
        "published": article.published.value,
        "regions": ["/".join(region.path) for region in article.regions],
        "credits": [f"{credit.role}: {credit.name}" for credit in article.credits],
        "source": article.source,
        "language": article.language,
        "section": article.section,
    }


CORRECTED = {
    "headline": "Ferry stays in port",
    "published": "2012-04-15",
    "regions": ["Asia/Japan", "Asia/North Korea"],
    "credits": ["reporter: Ha-neul Kim", "translator: Moon So-ra"],
    "source": "Harbor Post",
    "language": "ko",
    "section": None,
}


def test_each_field_stands_corrected_wherever_the_store_gives_the_article_out(store):
    article_id = added(store)
    came_in, before = standing(store.get(article_id)), store.sequence()
    changed = Corrections(store.database).correct(article_id, EVERY, why="as printed", who="ada")
    assert set(changed) == set(EVERY)
    (change,) = store.changes_since(before)
    for article in (store.get(article_id), change.article, *store.latest(1)):
        assert standing(article) == CORRECTED
        assert {each.field: each.came_in for each in article.corrections} == {
            "headline": ("Ferry runs again",),
            "published": ("2021-04-15",),
            "regions": ("Asia/Nepal",),
            "credits": ("reporter: KIM HA-NEUL",),
            "source": ("Harbour Post",),
            "language": ("en",),
            "section": ("Shipping",),
        }
        assert {(each.who, each.why) for each in article.corrections} == {("ada", "as printed")}
        assert (article.id, article.arrival) == (article_id, 1)
        assert article.published.precision is Precision.DAY
        assert article.published.why == "corrected"
        assert [region.code for region in article.regions] == ["JP", "KP"]
    (version,) = store.versions(article_id)
    assert (standing(version), version.corrections) == (came_in, ())
