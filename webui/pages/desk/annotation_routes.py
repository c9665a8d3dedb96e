"""Routes of tags and notes: forms of an article's page, and the page of its notes."""

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from archive.errors import NotFoundError, UserError
from archive.store.annotations import LONGEST_NOTE, Annotations
from webui.access import editor
from webui.pages.contexts import render
from webui.pages.desk.collection_contexts import NotesContext
from webui.services import backend, catch_up

blueprint = Blueprint("annotations", __name__)

# Tags that one form adds.
_MOST_TAGS = 20


@blueprint.post("/articles/<article_id>/tags")
def tag(article_id: str) -> Response:
    """Add the tags that commas part to an article, or remove the one of a button."""
    who = editor()
    backend().store.get(article_id)
    annotations = _annotations()
    if removed := request.form.get("remove", ""):
        annotations.remove_tags([article_id], [removed], who=who)
    else:
        typed = [each for each in request.form.get("tags", "").split(",") if each.strip()]
        if not 0 < len(typed) <= _MOST_TAGS:
            raise UserError(
                f"write 1 to {_MOST_TAGS} tags, with commas between: these are {len(typed)}"
            )
        annotations.add_tags([article_id], typed, who=who)
    catch_up()
    return _back(article_id)


@blueprint.get("/articles/<article_id>/notes")
def notes(article_id: str) -> str:
    """Notes on an article."""
    article = backend().store.get(article_id)
    found = _annotations().notes_of(article_id)
    return render(NotesContext(article, tuple(found), LONGEST_NOTE))


@blueprint.post("/articles/<article_id>/notes")
def add_note(article_id: str) -> Response:
    """Add a note to an article."""
    who = editor()
    _annotations().add_note(article_id, request.form.get("note", ""), who=who)
    catch_up()
    return _back(article_id)


@blueprint.post("/articles/<article_id>/notes/<int:note_id>/remove")
def remove_note(article_id: str, note_id: int) -> Response:
    """Remove a note from an article."""
    who, annotations = editor(), _annotations()
    if all(note.id != note_id for note in annotations.notes_of(article_id)):
        raise NotFoundError(f"{note_id}: the article has no note of this number")
    annotations.remove_note(note_id, who=who)
    catch_up()
    return redirect(url_for("annotations.notes", article_id=article_id), 303)


def _annotations() -> Annotations:
    return Annotations(backend().store.database)


def _back(article_id: str) -> Response:
    return redirect(url_for("pages.article", article_id=article_id, _anchor="kept"), 303)
