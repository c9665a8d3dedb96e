"""Routes of corrections: the form of one article, taking one back, and the list of all."""

from flask import Blueprint, make_response, redirect, request, url_for
from werkzeug.wrappers import Response

from archive.errors import UserError
from archive.model.article import Article
from archive.store.corrections import Corrections
from webui.access import editor
from webui.pages.browsing.overview import overviews
from webui.pages.contexts import render
from webui.pages.desk.correcting import (
    CORRECTIONS_A_PAGE,
    CorrectionForm,
    correct_context,
    corrections_context,
    read_form,
)
from webui.services import backend, catch_up

blueprint = Blueprint("correct", __name__)


@blueprint.get("/articles/<article_id>/correct")
def form(article_id: str) -> str:
    """Form that corrects an article, filled with what stands there."""
    editor()
    return _page(backend().store.get(article_id), CorrectionForm())


@blueprint.post("/articles/<article_id>/correct")
def correct(article_id: str) -> Response:
    """Correct an article; the form again, with what was typed, where that has a fault."""
    who, store = editor(), backend().store
    article = store.get(article_id)
    read = read_form(article, request.form, store.amendments)
    if not read.is_sound:
        return make_response(_page(article, read), UserError.http_status)
    Corrections(store.database).correct(article_id, {**read.typed}, why=read.why, who=who)
    catch_up()
    return redirect(f"{_article(article_id)}#corrected", 303)


@blueprint.post("/articles/<article_id>/correct/undo")
def undo(article_id: str) -> Response:
    """Take the correction of a field back, if it is still the one that was seen."""
    who, store = editor(), backend().store
    name, number = request.form.get("field", ""), request.form.get("correction", "")
    made = {each.field: str(each.id) for each in store.get(article_id).corrections}
    if made.get(name, "") != number:
        raise UserError(
            "that correction does not stand any more: look at the article to see what does"
        )
    Corrections(store.database).undo(article_id, [name], who=who)
    catch_up()
    to_list = request.form.get("back") == "list"
    return redirect(url_for("correct.listed") if to_list else _article(article_id), 303)


@blueprint.get("/corrections")
def listed() -> str:
    """Corrections of all articles, the last one first."""
    given = request.args.get("before", "")
    before = int(given) if given.isascii() and given.isdigit() and len(given) < 16 else None
    store = backend().store
    found = Corrections(store.database).latest(CORRECTIONS_A_PAGE + 1, before)
    shown = found[:CORRECTIONS_A_PAGE]
    more = len(found) > len(shown)
    following = url_for("correct.listed", before=shown[-1].id) if more else ""
    articles = store.get_many({each.article_id for each in shown})
    return render(corrections_context(shown, articles, following))


def _page(article: Article, read: CorrectionForm) -> str:
    history = Corrections(backend().store.database).history(article.id)
    return render(correct_context(article, read, history, overviews()))


def _article(article_id: str) -> str:
    return url_for("pages.article", article_id=article_id)
