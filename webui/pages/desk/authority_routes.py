"""Routes of the owner's authority files: forms on names and places, and the list of edits."""

from collections.abc import Callable

from flask import Blueprint, make_response, redirect, request, url_for
from werkzeug.wrappers import Response

from archive.authority import Kind
from archive.errors import AuthorityError, BusyError, NotFoundError, UserError
from archive.store import audit
from archive.store.authority_edits import ACTIONS, AuthorityEdits
from webui.access import editor, may_edit
from webui.pages.browsing.overview import overviews
from webui.pages.contexts import render
from webui.pages.desk.authority_pages import (
    EDITS_LISTED,
    authority_context,
    checked_kind,
    name_context,
    place_context,
)
from webui.pages.desk.following import follow_authority, is_behind
from webui.services import backend

blueprint = Blueprint("authority", __name__, url_prefix="/authority")


@blueprint.get("")
def listed() -> str:
    """The last edits of the authority files."""
    lines = audit.lines(backend().store.database, actions=ACTIONS, limit=EDITS_LISTED)
    try:
        behind, problem = is_behind(), ""
    except AuthorityError as error:
        # It names files of this machine.
        behind, problem = True, str(error) if may_edit() else ""
    return render(authority_context(lines, behind=behind, problem=problem))


@blueprint.post("")
def follow() -> Response:
    """Bring the articles up to the files, as far as they are behind."""
    editor()
    follow_authority()
    return redirect(url_for("authority.listed"), 303)


@blueprint.get("/<any(person, source):kind>")
def name(kind: str) -> str:
    """Page of a name, with the forms that change who bears it."""
    editor()
    return _name_page(checked_kind(kind), request.args.get("name", ""))


@blueprint.post("/<any(person, source):kind>")
def change_name(kind: str) -> Response:
    """Join a name with another, part a spelling from it, or choose the spelling to show."""
    of_kind, sent = checked_kind(kind), request.form
    known, other = sent.get("name", ""), sent.get("other", "")
    changes: dict[str, Callable[[AuthorityEdits], str]] = {
        "merge": lambda edits: edits.merge(of_kind, known, other),
        "split": lambda edits: edits.split(of_kind, known, other),
        "prefer": lambda edits: edits.prefer(of_kind, other),
    }
    return _changed(changes, lambda problem: _name_page(of_kind, known, other, problem))


@blueprint.get("/region")
def place() -> str:
    """Page of a name of a place, with the forms that change what it means."""
    editor()
    return _place_page(request.args.get("name", ""), request.args.get("region", ""))


@blueprint.post("/region")
def change_place() -> Response:
    """Say what a name means, that it means no place, or show a region under another."""
    sent = request.form
    given, region = sent.get("name", ""), sent.get("region", "")
    changes: dict[str, Callable[[AuthorityEdits], str]] = {
        "means": lambda edits: edits.mean(region, [given]),
        "nothing": lambda edits: edits.split_region(given),
    }
    return _changed(changes, lambda problem: _place_page(given, region, problem))


def _changed(
    changes: dict[str, Callable[[AuthorityEdits], str]], page: Callable[[str], str]
) -> Response:
    """Make the change that a form names; its page again, with the fault, where it has one."""
    edits = AuthorityEdits(backend().store.database, backend().settings.home, who=editor())
    change = changes.get(request.form.get("change", ""))
    if change is None:
        raise UserError("that form names no change: go back to the page and send it again")
    try:
        change(edits)
    except BusyError:
        raise
    except UserError as error:
        return make_response(page(str(error)), error.http_status)
    follow_authority()
    return redirect(url_for("authority.listed"), 303)


def _name_page(kind: Kind, known: str, other: str = "", problem: str = "") -> str:
    store = backend().store
    # A facet's value has another slash in a name than the name itself.
    spellings = store.spellings(known, kind) or store.spellings(known.replace("∕", "/"), kind)
    if not spellings:
        raise NotFoundError(f"“{known[:80]}” is no {kind} of this archive")
    merges = store.suggested_source_merges() if kind is Kind.SOURCE else []
    return render(name_context(overviews(), kind, spellings, merges, other=other, problem=problem))


def _place_page(given: str, region: str, problem: str = "") -> str:
    amendments = backend().store.amendments
    return render(place_context(overviews(), given, region, amendments, problem))
