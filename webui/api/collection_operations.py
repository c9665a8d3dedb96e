"""Operations on collections and their articles."""

from dataclasses import asdict
from http import HTTPStatus
from typing import Annotated

from msgspec import Meta

from archive.errors import NotFoundError
from archive.store.collections import ArticleList, Collections
from webui.api.article_operations import ARTICLE_ID
from webui.api.desk_parts import (
    GONE,
    LOCATION,
    NOT_TAKEN,
    done,
    limit_of,
    made,
    number_in,
    refusals_told,
)
from webui.api.documents import (
    ArticlesToCollect,
    ChangedCollection,
    ChangedEntry,
    CollectedArticle,
    CollectionEntry,
    CollectionList,
    CollectionPage,
    NewCollection,
)
from webui.api.operations import (
    Answer,
    FollowUp,
    Operation,
    QueryParameter,
    Reply,
    RowNumber,
    serves,
)
from webui.services import backend, catch_up

_COLLECTIONS = "Collections"
_MOST_ENTRIES = 1_000
_THIS_COLLECTION = {
    "collection_id": QueryParameter("collection_id", RowNumber, "Number of the collection.")
}
_NO_COLLECTION = {HTTPStatus.NOT_FOUND: "There is no such collection."}
_NO_ENTRY = {HTTPStatus.NOT_FOUND: "There is no such collection, or it has no such article."}
_OFFSET = QueryParameter(
    "offset", Annotated[int, Meta(ge=0, le=1_000_000)], "How many articles to pass over."
)


def _lists() -> Collections:
    return Collections(backend().store.database)


def _collection_entry(collection: ArticleList) -> CollectionEntry:
    return CollectionEntry(**asdict(collection))


@serves(
    Operation(
        name="collections",
        method="GET",
        path="/collections",
        summary="List the collections",
        help="All collections, without their articles.",
        group=_COLLECTIONS,
        answer=Answer(HTTPStatus.OK, "The collections.", CollectionList),
    )
)
def collections() -> Reply:
    """Collections."""
    return Reply(CollectionList(tuple(map(_collection_entry, _lists().listed()))))


@serves(
    Operation(
        name="make_collection",
        method="POST",
        path="/collections",
        summary="Make a collection",
        help="Make a collection, without articles.",
        group=_COLLECTIONS,
        body=NewCollection,
        answer=Answer(
            HTTPStatus.CREATED,
            "The collection.",
            CollectionEntry,
            headers=LOCATION,
            follow_ups=tuple(
                FollowUp(name, {"collection_id": "$response.body#/id"})
                for name in ("collection", "change_collection", "collect", "delete_collection")
            ),
        ),
        refusals=NOT_TAKEN,
    )
)
def make_collection(body: NewCollection, who: str) -> Reply:
    """Make a collection."""
    with refusals_told():
        number = _lists().create(body.name, body.description, who=who)
    return made("collections", number, _collection_entry(_lists().get(number)))


@serves(
    Operation(
        name="collection",
        method="GET",
        path="/collections/{collection_id}",
        summary="Read a collection",
        help="A collection with its articles in their order, some at a time; also those that were "
        "removed from the archive.",
        group=_COLLECTIONS,
        segments=_THIS_COLLECTION,
        parameters=(limit_of(_MOST_ENTRIES, "articles"), _OFFSET),
        answer=Answer(HTTPStatus.OK, "The collection.", CollectionPage),
        refusals={HTTPStatus.BAD_REQUEST: "A parameter is not valid.", **_NO_COLLECTION},
    )
)
def collection(collection_id: int) -> Reply:
    """A collection with some of its articles."""
    there = _lists().get(collection_id)
    entries = _lists().entries(
        collection_id, offset=number_in("offset", 0), limit=number_in("limit", 100)
    )
    articles = tuple(CollectedArticle(**asdict(entry)) for entry in entries)
    return Reply(CollectionPage(_collection_entry(there), articles))


@serves(
    Operation(
        name="change_collection",
        method="PATCH",
        path="/collections/{collection_id}",
        summary="Rename or describe a collection",
        help="Give it another name or description.",
        group=_COLLECTIONS,
        segments=_THIS_COLLECTION,
        body=ChangedCollection,
        answer=Answer(HTTPStatus.OK, "The collection.", CollectionEntry),
        refusals={**_NO_COLLECTION, **NOT_TAKEN},
    )
)
def change_collection(collection_id: int, body: ChangedCollection, who: str) -> Reply:
    """Change a collection."""
    was = _lists().get(collection_id)
    name = was.name if body.name is None else body.name
    with refusals_told():
        _lists().rename(collection_id, name, body.description, who=who)
    catch_up()
    return Reply(_collection_entry(_lists().get(collection_id)))


@serves(
    Operation(
        name="delete_collection",
        method="DELETE",
        path="/collections/{collection_id}",
        summary="Delete a collection",
        help="Delete a collection; its articles stay in the archive.",
        group=_COLLECTIONS,
        segments=_THIS_COLLECTION,
        answer=GONE,
        refusals=_NO_COLLECTION,
    )
)
def delete_collection(collection_id: int, who: str) -> Reply:
    """Delete a collection."""
    _lists().delete(collection_id, who=who)
    catch_up()
    return done()


@serves(
    Operation(
        name="collect",
        method="POST",
        path="/collections/{collection_id}/articles",
        summary="Put articles into a collection",
        help="Put articles at its end, in this order; those that are in it already stay.",
        group=_COLLECTIONS,
        segments=_THIS_COLLECTION,
        body=ArticlesToCollect,
        answer=Answer(HTTPStatus.OK, "The collection.", CollectionEntry),
        refusals={
            HTTPStatus.NOT_FOUND: "There is no such collection, or one of the articles.",
            **NOT_TAKEN,
        },
    )
)
def collect(collection_id: int, body: ArticlesToCollect, who: str) -> Reply:
    """Put articles into a collection."""
    with refusals_told():
        _lists().add(collection_id, body.ids, note=body.note, who=who)
    catch_up()
    return Reply(_collection_entry(_lists().get(collection_id)))


@serves(
    Operation(
        name="change_entry",
        method="PATCH",
        path="/collections/{collection_id}/articles/{article_id}",
        summary="Move an article in a collection, or write its note",
        help="Write the note of an article in a collection, or give it another place.",
        group=_COLLECTIONS,
        segments={**_THIS_COLLECTION, "article_id": ARTICLE_ID},
        body=ChangedEntry,
        answer=GONE,
        refusals={**_NO_ENTRY, **NOT_TAKEN},
    )
)
def change_entry(collection_id: int, article_id: str, body: ChangedEntry, who: str) -> Reply:
    """Change the note or the place of an article in a collection."""
    _check_entry(collection_id, article_id)
    with refusals_told():
        if body.note is not None:
            _lists().annotate(collection_id, article_id, body.note, who=who)
        if body.place is not None:
            _lists().move(collection_id, article_id, body.place, who=who)
    return done()


@serves(
    Operation(
        name="take_out",
        method="DELETE",
        path="/collections/{collection_id}/articles/{article_id}",
        summary="Take an article out of a collection",
        help="Take an article out of a collection; it stays in the archive.",
        group=_COLLECTIONS,
        segments={**_THIS_COLLECTION, "article_id": ARTICLE_ID},
        answer=GONE,
        refusals=_NO_ENTRY,
    )
)
def take_out(collection_id: int, article_id: str, who: str) -> Reply:
    """Take an article out of a collection."""
    _check_entry(collection_id, article_id)
    _lists().remove(collection_id, [article_id], who=who)
    catch_up()
    return done()


def _check_entry(collection_id: int, article_id: str) -> None:
    """Raise `NotFoundError` where a collection is not there, or has no such article."""
    _lists().get(collection_id)
    if all(entry.article_id != article_id for entry in _lists().entries(collection_id)):
        raise NotFoundError(f"{article_id}: the collection has no article of this id")
