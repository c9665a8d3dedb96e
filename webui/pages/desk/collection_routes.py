"""Routes of collections: each change is a form that is answered by the page that shows it."""

from dataclasses import replace

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from archive.errors import NotFoundError, UserError
from archive.store.annotations import Annotations
from archive.store.collections import Collections
from webui.access import editor
from webui.links import list_link
from webui.pages.contexts import render
from webui.pages.desk.collecting import (
    ENTRIES_A_PAGE,
    MOST_GATHERED,
    collection_context,
    collections_context,
    gathering_context,
    page_of,
)
from webui.pages.desk.collection_contexts import DeletionContext
from webui.parameters import NUMBER, first_value, quoted, values_of
from webui.query_string import read_page
from webui.services import backend, catch_up

blueprint = Blueprint("collections", __name__)


@blueprint.get("/collections")
def every() -> str | Response:
    """All collections and tags; with `name` the collection of this name."""
    kept = _kept()
    if name := first_value(values_of(request.query_string), "name"):
        return _shown(kept.named(name).id)
    tags = Annotations(backend().store.database).tag_counts()
    return render(collections_context(kept.listed(), tags))


@blueprint.post("/collections")
def make() -> Response:
    """Make a collection."""
    who = editor()
    form = request.form
    return _shown(_kept().create(form.get("name", ""), form.get("description", ""), who=who))


@blueprint.get("/collections/<int:collection_id>")
def one(collection_id: int) -> str:
    """A page of a collection, in its order."""
    store, kept = backend().store, _kept()
    collection = kept.get(collection_id)
    page = _number(first_value(values_of(request.query_string), "page"))
    entries = kept.entries(collection_id, offset=(page - 1) * ENTRIES_A_PAGE, limit=ENTRIES_A_PAGE)
    articles = store.get_many(each.article_id for each in entries)
    return render(collection_context(collection, entries, articles, page, store.time_zone))


@blueprint.post("/collections/<int:collection_id>")
def describe(collection_id: int) -> Response:
    """Give a collection another name and description."""
    who = editor()
    name, description = (request.form.get(field, "") for field in ("name", "description"))
    _kept().rename(collection_id, name, description, who=who)
    catch_up()
    return _shown(collection_id)


@blueprint.get("/collections/<int:collection_id>/delete")
def confirm(collection_id: int) -> str:
    """Page that asks whether a collection shall be deleted."""
    return render(DeletionContext(_kept().get(collection_id)))


@blueprint.post("/collections/<int:collection_id>/delete")
def delete(collection_id: int) -> Response:
    """Delete a collection."""
    _kept().delete(collection_id, who=editor())
    catch_up()
    return redirect(url_for("collections.every"), 303)


@blueprint.post("/collections/<int:collection_id>/articles/<article_id>")
def change(collection_id: int, article_id: str) -> Response:
    """Move an article of a collection, write its note, or take it out."""
    who, kept = editor(), _kept()
    form = request.form
    page = _number(form.get("page", ""))
    match form.get("do"):
        case "note":
            kept.annotate(collection_id, article_id, form.get("note", ""), who=who)
        case "move":
            place = _sent_number("place")
            kept.move(collection_id, article_id, place, who=who)
            page = (min(place, kept.get(collection_id).size) - 1) // ENTRIES_A_PAGE + 1
        case "remove":
            kept.remove(collection_id, [article_id], who=who)
            catch_up()
            return redirect(page_of(collection_id, page), 303)
        case _:
            raise UserError("that form says nothing that can be done: go back and try again")
    return redirect(page_of(collection_id, page, article_id), 303)


@blueprint.get("/collections/gather")
def gather() -> str:
    """Page with the articles of a list's page, or the one of `article`, to put somewhere."""
    store, service = backend().store, backend().service
    alone = first_value(values_of(request.query_string), "article")
    if alone:
        articles, total, warnings = [store.get(alone)], 1, ()
        back = url_for("pages.article", article_id=alone)
    else:
        reading = read_page(request.query_string)
        ids = service.listed(reading.question)
        found = store.get_many(ids)
        articles = [found[each] for each in ids if each in found]
        total = service.search(replace(reading.question, offset=0, limit=0, facets=())).total
        back, warnings = list_link(reading.state), reading.notices
    return render(gathering_context(articles, total, back, _kept().listed(), warnings))


@blueprint.post("/collections/gather")
def put() -> Response:
    """Put articles into a collection: one that there is, or a new one of this name."""
    who, kept, form = editor(), _kept(), request.form
    ids = form.getlist("article")[: MOST_GATHERED + 1]
    if not 0 < len(ids) <= MOST_GATHERED:
        raise UserError(f"tick 1 to {MOST_GATHERED} articles to put into a collection")
    held = backend().store.get_many(ids)
    if unknown := next((each for each in ids if each not in held), None):
        raise NotFoundError(f"{unknown}: the archive holds no article of this id")
    name = form.get("name", "").strip()
    if form.get("collection", ""):
        collection_id = kept.get(_sent_number("collection")).id
    else:
        collection_id = _named_or_new(kept, name, who)
    kept.add(collection_id, ids, who=who)
    catch_up()
    last_page = -(-kept.get(collection_id).size // ENTRIES_A_PAGE)
    return redirect(page_of(collection_id, last_page), 303)


def _named_or_new(kept: Collections, name: str, who: str) -> int:
    """Number of the collection of this name, made where there is none."""
    try:
        return kept.named(name).id
    except NotFoundError:
        return kept.create(name, who=who)


def _kept() -> Collections:
    return Collections(backend().store.database)


def _shown(collection_id: int) -> Response:
    return redirect(page_of(collection_id, 1), 303)


def _sent_number(name: str) -> int:
    """Number in a field of the form, from 1; `UserError` for anything else."""
    given = request.form.get(name, "").strip()
    if not (NUMBER.fullmatch(given) and int(given)):
        raise UserError(f"{quoted(given)} is no {name}: give a whole number from 1")
    return int(given)


def _number(text: str) -> int:
    """Number of a page, 1 for anything that is none."""
    return max(1, int(text)) if NUMBER.fullmatch(text) else 1
