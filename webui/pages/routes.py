"""The pages: parse, call, render."""

from io import BytesIO

from flask import Blueprint, Response, request, send_file

from webui.formatting import file_name
from webui.pages.article import article_context
from webui.pages.contexts import EmptyContext, render
from webui.pages.help import help_context
from webui.pages.search import asked_like, search_context
from webui.pages.versions import versions_context
from webui.query_string import read_page
from webui.services import backend

blueprint = Blueprint("pages", __name__)


@blueprint.get("/")
def search() -> str:
    """The list of articles that a query string asks for; all of them without one."""
    reading = read_page(request.query_string)
    results = backend().service.search(reading.question)
    if not results.total and not backend().service.state().articles:
        return render(EmptyContext(home=str(backend().settings.home)))
    asked = asked_like(results)
    model = backend().store.get_many([asked]).get(asked) if asked else None
    return render(search_context(reading, results, model))


@blueprint.get("/help")
def language() -> str:
    """How to search: the whole language, with examples to try."""
    return render(help_context())


@blueprint.get("/articles/<article_id>")
def article(article_id: str) -> str:
    """One article, with the hits of the search in its query string."""
    state = read_page(request.query_string).state
    found = backend().store.get(article_id)
    versions = len(backend().store.versions(article_id))
    highlighter = backend().service.highlighter(state.text)
    zone = backend().store.time_zone
    return render(article_context(found, versions, highlighter, state, zone))


@blueprint.get("/articles/<article_id>/versions")
def versions(article_id: str) -> str:
    """How an article changed. What has been removed is as unseen here as it is elsewhere."""
    found = backend().store.get(article_id)
    every = backend().store.versions(article_id)
    return render(versions_context(found, every, request.query_string))


@blueprint.get("/articles/<article_id>/raw")
def raw(article_id: str) -> Response:
    """The bytes that an article came in, to be saved and never to be shown."""
    found = backend().store.get(article_id)
    document = backend().store.raw(found.provenance.sha256)
    return send_file(
        BytesIO(document.content),
        mimetype="application/octet-stream",
        as_attachment=True,
        download_name=file_name(found),
        etag=False,
        max_age=0,
    )
