"""New arrivals of a list: its articles in the order in which they came in, each by itself."""

from dataclasses import replace

from indexer.engines.engine import Sort
from indexer.search.results import SearchQuery


def new_arrivals(
    question: SearchQuery,
    *,
    limit: int,
    upto: int,
    since: int | None = None,
    offset: int = 0,
) -> SearchQuery:
    """Question for a page of what a list has of the arrivals up to a number, the last one first.

    Those `since` an arrival, by default those that the list itself is narrowed to.
    """
    return replace(
        question,
        sort=Sort.RECEIVED,
        offset=offset,
        limit=limit,
        facets=(),
        explain=False,
        timeline=None,
        each=True,
        since=question.since if since is None else max(since, question.since),
        upto=upto,
    )
