"""Template contexts of what readers make of articles, with their parts."""

from dataclasses import dataclass
from typing import ClassVar

from archive.model.article import Article
from archive.store.annotations import Note
from archive.store.collections import ArticleList, Entry
from webui.search_state import SearchState


@dataclass(frozen=True, slots=True)
class TagLine:
    """Tag with the number of its articles, and the list of them."""

    tag: str
    articles: int
    state: SearchState


@dataclass(frozen=True, slots=True)
class CollectedLine:
    """Article of a collection at its place, None where the archive no longer holds it."""

    place: int
    entry: Entry
    article: Article | None


@dataclass(frozen=True, slots=True)
class CollectionsContext:
    """collections.html: all collections and all tags, the first of each; `more` are left out."""

    template: ClassVar[str] = "collections.html"

    collections: tuple[ArticleList, ...]
    more_collections: int
    tags: tuple[TagLine, ...]
    more_tags: int
    longest_name: int


@dataclass(frozen=True, slots=True)
class CollectionContext:
    """collection.html: a page of a collection in its order.

    `address` is the link to share. `state` is the list of its articles, near-duplicates one by one.
    `previous` and `following` are addresses, "" where there are none.
    """

    template: ClassVar[str] = "collection.html"

    collection: ArticleList
    collected: tuple[CollectedLine, ...]
    page: int
    address: str
    state: SearchState
    previous: str
    following: str
    longest_name: int
    longest_note: int
    time_zone: str


@dataclass(frozen=True, slots=True)
class DeletionContext:
    """deletion.html: whether a collection shall really be deleted."""

    template: ClassVar[str] = "deletion.html"

    collection: ArticleList


@dataclass(frozen=True, slots=True)
class GatheringContext:
    """gathering.html: articles to put into a collection, all ticked.

    They are those of one page of a list of `total`, or one article; `back` is where they stood.
    """

    template: ClassVar[str] = "gathering.html"

    articles: tuple[Article, ...]
    total: int
    back: str
    collections: tuple[ArticleList, ...]
    longest_name: int
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotesContext:
    """notes.html: the notes on an article, to read, add and remove."""

    template: ClassVar[str] = "notes.html"

    article: Article
    notes: tuple[Note, ...]
    longest_note: int


COLLECTING_CONTEXTS = (
    CollectionsContext,
    CollectionContext,
    DeletionContext,
    GatheringContext,
    NotesContext,
)
CollectingContext = (
    CollectionsContext | CollectionContext | DeletionContext | GatheringContext | NotesContext
)
