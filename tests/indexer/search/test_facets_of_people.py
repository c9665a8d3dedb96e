"""The byline facet counts people, whatever is said about their names, and whenever."""

import random
from collections import Counter
from contextlib import closing

import pytest

from archive.authority import add_spellings, names_file, split_off
from archive.model.article import Credit, Role
from archive.store.refresh import refresh
from archive.store.store import Store
from indexer.engines.engine import SearchRequest
from indexer.engines.registry import ENGINES, engine_kind
from indexer.index.build import update
from indexer.index.generations import Generations
from indexer.query.ast import Everything
from tests.support.articles import record

SPELLED = ("Kim Jong-un", "KIM JONG UN", "김정은", "José Pérez", "Jose Perez", "JOSE PEREZ", "AP")
EDITS = (
    (add_spellings, "Kim Jong Un", ["김정은", "José Pérez"]),
    (split_off, "Kim Jong Un", "José Pérez"),
    (split_off, "José Pérez", "Jose Perez"),
    (add_spellings, "AP", ["Associated Press"]),
)


@pytest.fixture
def store(tmp_path):
    """A store with a hundred stories that credit two spellings each."""
    chance = random.Random(7)  # noqa: S311 - the same stories every time
    stories = [
        record(
            f"News {number}",
            credits=tuple(
                Credit(name, chance.choice((Role.REPORTER, Role.AGENCY)))
                for name in chance.sample(SPELLED, 2)
            ),
        )
        for number in range(100)
    ]
    with Store.open(tmp_path / "archive.sqlite3", create=True) as store:
        store.add(stories)
        yield store


def counted_plainly(store):
    """How many stories credit each person, and each in a role."""
    counts = Counter()
    for change in store.changes_since(0):
        credited = change.article.credits
        counts.update({credit.preferred for credit in credited})
        counts.update({f"{credit.preferred}/{credit.role}" for credit in credited})
    return counts


@pytest.mark.parametrize("engine", sorted(ENGINES))
def test_the_facet_counts_what_plain_counting_does_after_each_edit(store, tmp_path, engine):
    generations, kind = Generations(tmp_path / "index"), engine_kind(engine)
    assert update(store, generations, kind).rebuilt
    for change, name, spellings in EDITS:
        with names_file(tmp_path).editing() as document:
            change(document, name, spellings)
        changed = refresh(store, tmp_path).articles
        built = update(store, generations, kind)
        assert (built.rebuilt, built.changes) == (False, changed)
        assert changed > 0
        with closing(kind.open(generations.current().directory)) as searched:
            page = searched.search(SearchRequest(Everything(), facets=("byline",)))
        assert page.facets["byline"] == counted_plainly(store)
