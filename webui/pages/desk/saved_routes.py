"""Routes of saved searches: each change is a form of its own, and leads back to the page."""

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from archive.errors import UserError
from archive.store.given_names import LONGEST_NAME
from archive.store.saved_searches import SavedSearches
from webui.access import editor
from webui.pages.contexts import render
from webui.pages.desk.saved_contexts import SavedContext
from webui.pages.desk.saved_counts import counted_searches, saved_state
from webui.parameters import number, values_of
from webui.search_state import LAST_ARRIVAL
from webui.services import backend

saved = Blueprint("saved", __name__)

# Each is counted, twice.
_A_PAGE = 50
_LAST_PAGE = 10_000


@saved.get("/saved")
def searches() -> str:
    """Saved searches with their counts. Looking at them changes nothing."""
    page = number(values_of(request.query_string), "page", 1, _LAST_PAGE, []) or 1
    every = _searches().listed()
    first = (page - 1) * _A_PAGE
    counted = counted_searches(every[first : first + _A_PAGE], backend().service)
    return render(
        SavedContext(
            searches=counted.searches,
            every=len(every),
            upto=counted.upto,
            longest_name=LONGEST_NAME,
            previous=_page(page - 1) if page > 1 else "",
            following=_page(page + 1) if first + _A_PAGE < len(every) else "",
        )
    )


@saved.post("/saved")
def save() -> Response:
    """Keep the list of a query string under a name; what it has now counts as looked at."""
    who = editor()
    query = saved_state(request.form.get("query", "")).query
    looked = backend().service.horizon()
    number = _searches().create(request.form.get("name", ""), query, looked=looked, who=who)
    return _back(number)


@saved.post("/saved/<int:search_id>/seen")
def seen(search_id: int) -> Response:
    """Mark what the page counted as looked at; what came in after that stays new."""
    who = editor()
    given = request.form.get("upto", "")
    if not given.isascii() or not given.isdigit() or int(given[:10]) > LAST_ARRIVAL:
        raise UserError("this form says nothing of what was seen: open the page again")
    _searches().look(search_id, int(given[:10]), who=who)
    return _back(search_id)


@saved.post("/saved/<int:search_id>/name")
def rename(search_id: int) -> Response:
    """Give a saved search another name."""
    who = editor()
    _searches().rename(search_id, request.form.get("name", ""), who=who)
    return _back(search_id)


@saved.post("/saved/<int:search_id>/delete")
def delete(search_id: int) -> Response:
    """Delete a saved search."""
    who = editor()
    _searches().delete(search_id, who=who)
    return redirect(url_for("saved.searches"), 303)


def _searches() -> SavedSearches:
    return SavedSearches(backend().store.database)


def _back(search_id: int) -> Response:
    """To the entry of a saved search, on whichever page it stands."""
    ids = [each.id for each in _searches().listed()]
    page = ids.index(search_id) // _A_PAGE + 1 if search_id in ids else 1
    return redirect(f"{_page(page)}#search-{search_id}", 303)


def _page(number: int) -> str:
    return url_for("saved.searches", page=number) if number > 1 else url_for("saved.searches")
