"""Client of an archive's JSON API, with the types that the server answers with.

    from backfile.client import Client

    with Client("http://127.0.0.1:8000/") as archive:
        for hit in archive.search("ferry", region="Africa/Kenya"):
            print(hit.published.value, hit.headline)

Parameters are those of the API (`/api/v1/` of an archive describes them), by keyword: a value, or
several in a list; `from_` and `not_` stand for `from` and `not`, which are words of Python.
"""

from collections.abc import Iterable, Iterator
from typing import Self, TypeVar
from urllib.parse import quote, urlencode

import msgspec

from archive.errors import SourceError
from archive.model.article import Article
from webui.api.documents import (
    ArticleChange,
    ArticleVersion,
    ChangeList,
    FacetListing,
    ListedFacetValue,
    Problem,
    QueryExplanation,
    SearchHit,
    SearchPage,
    SuggestedCompletions,
    VersionList,
)

from .transport import ProblemError, Transport

__all__ = [
    "Article",
    "ArticleChange",
    "ArticleVersion",
    "ChangeList",
    "Client",
    "FacetListing",
    "ListedFacetValue",
    "Problem",
    "ProblemError",
    "QueryExplanation",
    "SearchHit",
    "SearchPage",
    "SuggestedCompletions",
    "VersionList",
]

# A parameter's value, or several.
Given = str | int | Iterable[str | int] | None

_ROOT = "/api/v1"
_MOST_HITS = 100
_MOST_VALUES = 200
_MOST_CHANGES = 500

_T = TypeVar("_T")


class Client:
    """An archive at an address. Keeps one connection: make one client for each thread.

    `token` is that of an account, for an archive that asks for one. Errors that the archive
    answers with are `ProblemError`; `SourceError` says that there was no answer.
    """

    def __init__(
        self,
        address: str = "http://127.0.0.1:8000/",
        *,
        token: str | None = None,
        timeout_s: float = 60.0,
        retries: int = 3,
    ) -> None:
        self._transport = Transport(address, token=token, timeout_s=timeout_s, retries=retries)

    def close(self) -> None:
        """Close the connection."""
        self._transport.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_raised: object) -> None:
        self.close()

    def search(self, q: str = "", **parameters: Given) -> Iterator[SearchHit]:
        """All articles of a list, in its order, page by page as they are needed."""
        cursor: str | None = None
        while True:
            asked = {"limit": _MOST_HITS, **parameters, "cursor": cursor}
            page = self.page(q, **asked)
            yield from page.hits
            cursor = page.next
            if cursor is None:
                return

    def page(self, q: str = "", **parameters: Given) -> SearchPage:
        """One page of a list, with its total and facets."""
        return self._got(f"/search{_query(q=q, **parameters)}", SearchPage)

    def facet(self, facet: str, q: str = "", **parameters: Given) -> Iterator[ListedFacetValue]:
        """All values of a facet in a list, in their order, as they are needed."""
        offset = 0
        while True:
            asked = {"limit": _MOST_VALUES, **parameters, "offset": offset}
            listing = self.facet_page(facet, q, **asked)
            yield from listing.values
            offset += len(listing.values)
            if not listing.values or offset >= listing.found:
                return

    def facet_page(self, facet: str, q: str = "", **parameters: Given) -> FacetListing:
        """Some values of a facet in a list, with how many there are."""
        path = f"/facets/{quote(facet, safe='')}"
        return self._got(f"{path}{_query(q=q, **parameters)}", FacetListing)

    def suggest(self, q: str) -> SuggestedCompletions:
        """Ways to go on with a query that is being typed."""
        return self._got(f"/suggest{_query(q=q)}", SuggestedCompletions)

    def explain(self, q: str, **parameters: Given) -> QueryExplanation:
        """How a query is read."""
        return self._got(f"/explain{_query(q=q, **parameters)}", QueryExplanation)

    def article(self, article_id: str) -> Article:
        """One article."""
        return self._got(_article_path(article_id), Article)

    def versions(self, article_id: str) -> VersionList:
        """The versions of an article, the oldest first."""
        return self._got(f"{_article_path(article_id)}/versions", VersionList)

    def version(self, article_id: str, number: int) -> ArticleVersion:
        """One version of an article, by its number from 1."""
        return self._got(f"{_article_path(article_id)}/versions/{number}", ArticleVersion)

    def raw(self, article_id: str) -> bytes:
        """The bytes that an article was read from."""
        return self._transport.get(f"{_ROOT}{_article_path(article_id)}/raw")

    def changes(self, since: int = 0) -> Iterator[ArticleChange]:
        """What came in, changed or was removed after a number, up to now, each article once.

        Keep the `sequence` of the last one for the next time.
        """
        while True:
            page = self.change_page(since)
            yield from page.changes
            since = page.next
            if since >= page.sequence:
                return

    def change_page(self, since: int = 0, limit: int = _MOST_CHANGES) -> ChangeList:
        """Some changes after a number, with the number to go on from."""
        return self._got(f"/changes{_query(since=since, limit=limit)}", ChangeList)

    def _got(self, path: str, kind: type[_T]) -> _T:
        return _decoded(self._transport.get(f"{_ROOT}{path}"), kind)


def _article_path(article_id: str) -> str:
    return f"/articles/{quote(article_id, safe='')}"


def _query(**parameters: Given) -> str:
    """Query string of parameters; those that are None, or an empty query, are left out."""
    pairs = [
        (name.removesuffix("_"), str(value))
        for name, given in parameters.items()
        if given is not None and given != ""
        for value in ([given] if isinstance(given, str | int) else given)
    ]
    return f"?{urlencode(pairs)}" if pairs else ""


def _decoded(body: bytes, kind: type[_T]) -> _T:
    try:
        return msgspec.json.decode(body, type=kind)
    except msgspec.MsgspecError as error:
        raise SourceError(f"The answer is not what this client knows: {error}") from error
