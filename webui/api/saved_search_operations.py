"""Operations on saved searches."""

from http import HTTPStatus

from archive.store.saved_searches import SavedSearch, SavedSearches
from webui.api.desk_parts import GONE, LOCATION, NOT_TAKEN, done, made, refusals_told
from webui.api.documents import (
    ChangedSavedSearch,
    NewSavedSearch,
    SavedSearchEntry,
    SavedSearchList,
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
from webui.services import backend

_SEARCHES = "Saved searches"
_THIS_SEARCH = {"search_id": QueryParameter("search_id", RowNumber, "Number of the saved search.")}
_NO_SEARCH = {HTTPStatus.NOT_FOUND: "There is no such saved search."}


def _saved() -> SavedSearches:
    return SavedSearches(backend().store.database)


def _search_entry(search: SavedSearch) -> SavedSearchEntry:
    return SavedSearchEntry(
        search.id, search.name, search.query, search.who, search.created, search.looked
    )


@serves(
    Operation(
        name="saved_searches",
        method="GET",
        path="/saved-searches",
        summary="List the saved searches",
        help="All searches that are kept under a name.",
        group=_SEARCHES,
        answer=Answer(HTTPStatus.OK, "The saved searches.", SavedSearchList),
    )
)
def saved_searches() -> Reply:
    """Saved searches."""
    return Reply(SavedSearchList(tuple(map(_search_entry, _saved().listed()))))


@serves(
    Operation(
        name="save_search",
        method="POST",
        path="/saved-searches",
        summary="Save a search",
        help="Keep the query string of a list under a name.",
        group=_SEARCHES,
        body=NewSavedSearch,
        answer=Answer(
            HTTPStatus.CREATED,
            "The saved search.",
            SavedSearchEntry,
            headers=LOCATION,
            follow_ups=tuple(
                FollowUp(name, {"search_id": "$response.body#/id"})
                for name in ("saved_search", "change_saved_search", "delete_saved_search")
            ),
        ),
        refusals=NOT_TAKEN,
    )
)
def save_search(body: NewSavedSearch, who: str) -> Reply:
    """Save a search."""
    with refusals_told():
        number = _saved().create(body.name, body.query, who=who)
    return made("saved-searches", number, _search_entry(_saved().get(number)))


@serves(
    Operation(
        name="saved_search",
        method="GET",
        path="/saved-searches/{search_id}",
        summary="Read a saved search",
        help="One saved search.",
        group=_SEARCHES,
        segments=_THIS_SEARCH,
        answer=Answer(HTTPStatus.OK, "The saved search.", SavedSearchEntry),
        refusals=_NO_SEARCH,
    )
)
def saved_search(search_id: int) -> Reply:
    """One saved search."""
    return Reply(_search_entry(_saved().get(search_id)))


@serves(
    Operation(
        name="change_saved_search",
        method="PATCH",
        path="/saved-searches/{search_id}",
        summary="Rename a saved search, or mark it as looked at",
        help="Give it another name, or say up to which arrival it has been looked at.",
        group=_SEARCHES,
        segments=_THIS_SEARCH,
        body=ChangedSavedSearch,
        answer=Answer(HTTPStatus.OK, "The saved search.", SavedSearchEntry),
        refusals={**_NO_SEARCH, **NOT_TAKEN},
    )
)
def change_saved_search(search_id: int, body: ChangedSavedSearch, who: str) -> Reply:
    """Change a saved search."""
    with refusals_told():
        if body.name is not None:
            _saved().rename(search_id, body.name, who=who)
        if body.looked is not None:
            _saved().look(search_id, body.looked, who=who)
    return Reply(_search_entry(_saved().get(search_id)))


@serves(
    Operation(
        name="delete_saved_search",
        method="DELETE",
        path="/saved-searches/{search_id}",
        summary="Delete a saved search",
        help="Delete a saved search, and its alert.",
        group=_SEARCHES,
        segments=_THIS_SEARCH,
        answer=GONE,
        refusals=_NO_SEARCH,
    )
)
def delete_saved_search(search_id: int, who: str) -> Reply:
    """Delete a saved search."""
    _saved().delete(search_id, who=who)
    return done()
