"""Shared by the tests of Tantivy: many similar articles, and a set of queries on them."""

from tempfile import TemporaryDirectory

from indexer.engines.engine import SearchRequest, Sort
from indexer.query.parser import parse
from indexer.schema.fields import FACETS
from tests.indexer.engines.corpus import article, id_of, name_of

FACET_NAMES = tuple(facet.name for facet in FACETS)
QUESTIONS = ("rice", '"market day"', "ric*", "-rice", "date:2019", "by:ahn OR hamhung", "")
MANY = [
    article(
        f"m{number}",
        "Market day",
        f"Rice and {number} wagons.",
        published="2019",
        source="Radio Harbor",
        cluster=id_of("m1") if number in {1, 2, 3} else "",
    )
    for number in range(300)
]


def made_up_folder():
    """A folder that goes away, for tests that need many."""
    # The library's watcher may take its lock there a moment after all is closed.
    return TemporaryDirectory(ignore_cleanup_errors=True)


def answers(engine):
    """An engine's whole answers to the queries, in every order."""
    return [
        engine.search(
            SearchRequest(parse(text).query, facets=FACET_NAMES, sort=sort, collapse=collapse)
        )
        for text in QUESTIONS
        for sort in Sort
        for collapse in (False, True)
    ]


def names(engine, query):
    """The names of the articles that a query finds."""
    hits = engine.search(SearchRequest(query, limit=100)).hits
    return {name_of(hit.id) for hit in hits}
