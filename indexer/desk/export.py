"""Export: every article that a search finds, or the whole archive, streamed in bounded memory."""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, replace

from archive.export.article_format import ArticleFormat
from archive.export.history_lines import collection_line, document_line, version_line
from archive.model.article import Article
from archive.store.attached_annotations import collections_with
from archive.store.histories import (
    arrivals_of,
    count_of_all,
    history_pages,
    originals,
    pages_of_ids,
)
from archive.store.reader import StoreReader
from indexer.engines.engine import Sort
from indexer.search.results import SearchQuery
from indexer.search.service import SearchService


@dataclass(frozen=True, slots=True)
class Piece:
    """Bytes of an export; `ended` is the id of the article that ends with them, "" for none."""

    content: bytes
    ended: str = ""


@dataclass(frozen=True, slots=True)
class Selection:
    """Articles to be exported: their numbers of arrival in the order wanted, None for all.

    All are every article of the archive in the order of arrival, near-duplicates included.
    """

    arrivals: "array[int] | None"
    total: int

    @property
    def is_by_arrival(self) -> bool:
        """Whether the articles come in the order of their arrival."""
        arrivals = self.arrivals
        return arrivals is None or all(
            arrivals[at - 1] < arrivals[at] for at in range(1, len(arrivals))
        )


def whole_archive(store: StoreReader, *, with_removed: bool = False) -> Selection:
    """Every article, which needs no index."""
    return Selection(None, count_of_all(store.database, with_removed=with_removed))


def selected(
    store: StoreReader,
    service: SearchService,
    question: SearchQuery,
    sort: Sort | None = None,
    *,
    time_limit_s: float | None = None,
) -> Selection:
    """Every article that a search lists, in its order; in that of arrival for no `sort`.

    Raises like `SearchService.every_id`.
    """
    ids = service.every_id(replace(question, sort=sort or Sort.NEWEST), time_limit_s=time_limit_s)
    arrivals = arrivals_of(store.database, ids, keep_order=sort is not None)
    return Selection(arrivals, len(arrivals))


def history_pieces(
    store: StoreReader,
    selection: Selection,
    *,
    after: str = "",
    with_originals: bool,
    with_removed: bool = False,
) -> Iterator[Piece]:
    """Lines that bring back the articles of a selection by arrival, those up to `after` left out.

    Collections come first, and before the lines of an article the documents it was read from.
    """
    database = store.database
    if not after:
        with database.raw_reading() as execute:
            every = collections_with(execute, selection.arrivals)
        yield from (Piece(collection_line(each)) for each in every)
    pages = history_pages(database, selection.arrivals, after=after, with_removed=with_removed)
    for page in pages:
        wanted = [each for history in page for each in history.originals if with_originals]
        documents = originals(database, wanted)
        for history in page:
            for sha256 in history.originals if with_originals else ():
                if document := next(documents):
                    parts = document_line(sha256, document.media_type, document.content)
                    yield from map(Piece, parts)
            *earlier, current = (
                version_line(each.place, each.document, each.own_identity)
                for each in history.versions
            )
            yield from map(Piece, earlier)
            yield Piece(current, history.id)


def article_pieces(
    store: StoreReader, selection: Selection, form: ArticleFormat, *, after: str = ""
) -> Iterator[Piece]:
    """The articles of a selection in a format, those up to the id `after` left out.

    What is left out has been written before: then nothing stands before the first.
    """
    if not after and form.head:
        yield Piece(form.head)
    between = form.between if after else b""
    for article in articles_of(store, selection, after=after):
        yield Piece(between + form.written(article), article.id)
        between = form.between
    if form.foot:
        yield Piece(form.foot)


def articles_of(store: StoreReader, selection: Selection, *, after: str = "") -> Iterator[Article]:
    """The articles of a selection, read a page at a time; those removed meanwhile are left out."""
    for ids in pages_of_ids(store.database, selection.arrivals, after=after):
        there = store.get_many(ids)
        yield from (there[each] for each in ids if each in there)
