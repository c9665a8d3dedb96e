"""The page of a cluster of near-duplicates: who reported first, and what each other one changed."""

from collections.abc import Iterator, Sequence
from math import ceil

from archive.diff.passages import Matcher
from archive.model.article import Article
from indexer.engines.engine import Sort
from indexer.query.ast import Cluster
from indexer.query.narrowing import with_duplicates
from indexer.query.unparse import written
from indexer.search.results import Results, SearchQuery
from webui.pages.contexts import ClusterContext
from webui.pages.page_room import PageRoom
from webui.pages.time_gaps import after_text
from webui.pages.versions import text_comparison
from webui.pages.view_models import ClusterMember, ReportLine
from webui.search_state import SearchState

MEMBERS_A_PAGE = 10
# Characters that one page compares: a pair of articles beyond them is compared on a page of its
# own, if it is not longer than the other limit.
_MOST_CHARACTERS = 300_000
_MOST_OF_A_PAIR = 600_000


def cluster_question(cluster_id: str, *, offset: int = 0, limit: int = 1) -> SearchQuery:
    """Search for the members of a cluster, earliest first, undated ones last."""
    return SearchQuery(
        with_duplicates(written(Cluster(cluster_id))), sort=Sort.OLDEST, offset=offset, limit=limit
    )


def cluster_context(
    cluster_id: str,
    first: Article,
    results: Results,
    notices: Sequence[str],
    compared: Article | None = None,
) -> ClusterContext:
    """Context of one page of members; with `compared`, of the first and that one alone."""
    offset = results.question.offset
    page, pages = offset // MEMBERS_A_PAGE + 1, ceil(results.total / MEMBERS_A_PAGE)
    articles = [compared] if compared else [found.article for found in results.found]
    return ClusterContext(
        cluster=cluster_id,
        first=first,
        total=results.total,
        start=offset + 1,
        compared=compared is not None,
        members=tuple(_members(first, articles, alone=compared is not None)),
        all_of_it=SearchState(text=with_duplicates(written(Cluster(cluster_id))), sort=Sort.OLDEST),
        page=page,
        pages=pages,
        warnings=tuple(notices),
        time_zone=results.time_zone,
    )


def report_line(article: Article, results: Results) -> ReportLine | None:
    """Place of an article among its near-duplicates; None without any.

    `results` are those of `cluster_question` for its cluster.
    """
    if results.total < 2 or not results.found:
        return None
    first = results.found[0].article
    return ReportLine(
        cluster=article.cluster,
        total=results.total,
        first=first,
        is_first=first.id == article.id,
        after=after_text(first.published, article.published),
    )


def _members(
    first: Article, articles: Sequence[Article], *, alone: bool
) -> Iterator[ClusterMember]:
    matcher = Matcher()
    room = PageRoom()
    left = _MOST_OF_A_PAIR if alone else _MOST_CHARACTERS
    for article in articles:
        size = _size(first) + _size(article)
        is_first = article.id == first.id
        comparison = None
        if not is_first and size <= left:
            left -= size
            comparison = text_comparison(first, article, matcher, room)
        yield ClusterMember(
            article=article,
            is_first=is_first,
            after=after_text(first.published, article.published),
            comparison=comparison,
            comparable=size <= _MOST_OF_A_PAIR,
        )


def _size(article: Article) -> int:
    return len(article.headline) + sum(map(len, article.body)) + sum(map(len, article.captions))
