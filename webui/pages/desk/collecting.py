"""Pages of collections: all of them, one in its order, and what is to be put into one."""

from collections.abc import Mapping, Sequence
from math import ceil

from flask import url_for

from archive.model.article import Article
from archive.store.annotations import LONGEST_NOTE
from archive.store.collections import ArticleList, Entry
from archive.store.given_names import LONGEST_NAME
from webui.pages.desk.collection_contexts import (
    CollectedLine,
    CollectionContext,
    CollectionsContext,
    GatheringContext,
    TagLine,
)
from webui.search_state import Choice, SearchState

ENTRIES_A_PAGE = 100
# Collections and tags that one page lists, and articles that one form puts into a collection.
_MOST_LISTED = 1_000
MOST_GATHERED = 100
_EACH_COPY = "duplicates:show"


def collections_context(
    collections: Sequence[ArticleList], tags: Sequence[tuple[str, int]]
) -> CollectionsContext:
    """Context of the page of all collections and tags."""
    return CollectionsContext(
        collections=tuple(collections[:_MOST_LISTED]),
        more_collections=max(0, len(collections) - _MOST_LISTED),
        tags=tuple(
            TagLine(tag, number, SearchState(_EACH_COPY, frozenset({Choice("tag", tag)})))
            for tag, number in tags[:_MOST_LISTED]
        ),
        more_tags=max(0, len(tags) - _MOST_LISTED),
        longest_name=LONGEST_NAME,
    )


def collection_context(
    collection: ArticleList,
    entries: Sequence[Entry],
    articles: Mapping[str, Article],
    page: int,
    time_zone: str,
) -> CollectionContext:
    """Context of a page of a collection; `articles` are those that are there, by id."""
    first = (page - 1) * ENTRIES_A_PAGE + 1
    last_page = max(1, ceil(collection.size / ENTRIES_A_PAGE))

    def link(to: int) -> str:
        return page_of(collection.id, to)

    return CollectionContext(
        collection=collection,
        collected=tuple(
            CollectedLine(place, entry, articles.get(entry.article_id))
            for place, entry in enumerate(entries, first)
        ),
        page=page,
        address=url_for("collections.one", collection_id=collection.id, _external=True),
        state=SearchState(_EACH_COPY, frozenset({Choice("collection", collection.name)})),
        previous=link(min(page - 1, last_page)) if page > 1 else "",
        following=link(page + 1) if page < last_page else "",
        longest_name=LONGEST_NAME,
        longest_note=LONGEST_NOTE,
        time_zone=time_zone,
    )


def page_of(collection_id: int, page: int, article_id: str = "") -> str:
    """Address of a page of a collection, at one of its articles where its id is given."""
    return url_for(
        "collections.one",
        collection_id=collection_id,
        page=page if page > 1 else None,
        _anchor=f"a-{article_id}" if article_id else None,
    )


def gathering_context(
    articles: Sequence[Article],
    total: int,
    back: str,
    collections: Sequence[ArticleList],
    warnings: Sequence[str],
) -> GatheringContext:
    """Context of the page that puts articles into a collection."""
    return GatheringContext(
        articles=tuple(articles),
        total=total,
        back=back,
        collections=tuple(collections[:_MOST_LISTED]),
        longest_name=LONGEST_NAME,
        warnings=tuple(warnings),
    )
