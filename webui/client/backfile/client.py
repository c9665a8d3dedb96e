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
    ArticlesToCollect,
    ArticleVersion,
    ChangeList,
    CollectedArticle,
    CollectionEntry,
    CollectionList,
    CollectionPage,
    CorrectedLines,
    CorrectionEntry,
    CorrectionList,
    FacetListing,
    ListedFacetValue,
    NewCollection,
    NewCorrection,
    NewSavedSearch,
    Problem,
    QueryExplanation,
    SavedSearchEntry,
    SavedSearchList,
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
    "CollectedArticle",
    "CollectionEntry",
    "CorrectedLines",
    "CorrectionEntry",
    "FacetListing",
    "ListedFacetValue",
    "Problem",
    "ProblemError",
    "QueryExplanation",
    "SavedSearchEntry",
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
_MOST_COLLECTED = 1_000
_PIECE_BYTES = 65_536

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

    def export(self, format: str, q: str = "", **parameters: Given) -> Iterator[bytes]:  # noqa: A002 - the API's word
        """Every article of a list as a file, piece by piece: jsonl, csv, ris and others."""
        with self._transport.opened(
            f"{_ROOT}/export{_query(format=format, q=q, **parameters)}"
        ) as file:
            while piece := file.read(_PIECE_BYTES):
                yield piece

    def saved_searches(self) -> tuple[SavedSearchEntry, ...]:
        """All saved searches."""
        return self._got("/saved-searches", SavedSearchList).searches

    def save_search(self, name: str, q: str = "", **parameters: Given) -> SavedSearchEntry:
        """Keep a list under a name."""
        query = _query(q=q, **parameters).removeprefix("?")
        new = NewSavedSearch(name, query)
        return self._sent("POST", "/saved-searches", new, SavedSearchEntry)

    def delete_saved_search(self, search_id: int) -> None:
        """Delete a saved search."""
        self._transport.send("DELETE", f"{_ROOT}/saved-searches/{search_id}")

    def collections(self) -> tuple[CollectionEntry, ...]:
        """All collections."""
        return self._got("/collections", CollectionList).collections

    def make_collection(self, name: str, description: str = "") -> CollectionEntry:
        """Make a collection, without articles."""
        new = NewCollection(name, description)
        return self._sent("POST", "/collections", new, CollectionEntry)

    def collected(self, collection_id: int) -> Iterator[CollectedArticle]:
        """All articles of a collection in their order, as they are needed."""
        offset = 0
        while True:
            query = _query(limit=_MOST_COLLECTED, offset=offset)
            page = self._got(f"/collections/{collection_id}{query}", CollectionPage)
            yield from page.articles
            offset += len(page.articles)
            if len(page.articles) < _MOST_COLLECTED:
                return

    def collect(self, collection_id: int, ids: Iterable[str], note: str = "") -> CollectionEntry:
        """Put articles at the end of a collection; those in it already stay."""
        new = ArticlesToCollect(tuple(ids), note)
        path = f"/collections/{collection_id}/articles"
        return self._sent("POST", path, new, CollectionEntry)

    def take_out(self, collection_id: int, article_id: str) -> None:
        """Take an article out of a collection."""
        path = f"/collections/{collection_id}{_article_path(article_id)}"
        self._transport.send("DELETE", f"{_ROOT}{path}")

    def delete_collection(self, collection_id: int) -> None:
        """Delete a collection; its articles stay in the archive."""
        self._transport.send("DELETE", f"{_ROOT}/collections/{collection_id}")

    def corrections(self, article_id: str) -> tuple[CorrectionEntry, ...]:
        """The corrections of an article, the last one first."""
        return self._got(f"{_article_path(article_id)}/corrections", CorrectionList).corrections

    def correct(
        self, article_id: str, why: str, **fields: str | Iterable[str]
    ) -> tuple[CorrectionEntry, ...]:
        """Correct fields of an article, each as it is typed; its corrections, the last one first.

        The fields are those of `CorrectedLines`: a line, or several in a list.
        """
        lines = {
            name: (given,) if isinstance(given, str) else tuple(given)
            for name, given in fields.items()
        }
        new = NewCorrection(CorrectedLines(**lines), why)
        path = f"{_article_path(article_id)}/corrections"
        return self._sent("POST", path, new, CorrectionList).corrections

    def undo_corrections(self, article_id: str, *fields: str) -> None:
        """Take corrections of an article back, of some fields or of all."""
        path = f"{_article_path(article_id)}/corrections{_query(field=fields)}"
        self._transport.send("DELETE", f"{_ROOT}{path}")

    def _sent(self, method: str, path: str, document: object, kind: type[_T]) -> _T:
        return _decoded(self._transport.send(method, f"{_ROOT}{path}", document), kind)

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
