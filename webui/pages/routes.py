"""Routes of the pages: each parses its query string, calls the services and renders."""

from datetime import datetime
from io import BytesIO

from flask import Blueprint, Response, redirect, request, send_file, url_for
from werkzeug.wrappers import Response as AnyResponse

from archive.errors import NotFoundError
from archive.model.time_zones import zone_named
from webui.pages.api_reference import api_context
from webui.pages.article import Visit, article_context
from webui.pages.browsing.front_page import ARRIVALS, front_context
from webui.pages.browsing.overview import overviews
from webui.pages.changes import CHANGES_A_PAGE, changes_context, edit_filter
from webui.pages.clusters import (
    MEMBERS_A_PAGE,
    cluster_context,
    cluster_question,
    report_line,
)
from webui.pages.compare import compare_context, compare_questions
from webui.pages.contexts import EmptyContext, render
from webui.pages.download import download_of
from webui.pages.facet_page import facet_context
from webui.pages.help import help_context
from webui.pages.neighbours import neighbours
from webui.pages.search import asked_like, search_context
from webui.pages.trends import trends_context, trends_questions
from webui.pages.versions import versions_context
from webui.query_string import (
    read_changes,
    read_cluster,
    read_facet,
    read_page,
    read_pair,
    read_part,
    read_trends,
)
from webui.services import api_description, backend

blueprint = Blueprint("pages", __name__)


@blueprint.get("/")
def search() -> str:
    """List of the articles that a query string asks for; the front page without one."""
    return _list() if request.query_string else _front()


@blueprint.get("/articles")
def articles() -> str:
    """List of all articles, newest first."""
    return _list()


def _front() -> str:
    store, size = backend().store, backend().service.state()
    if not size.articles:
        return render(EmptyContext(home=str(backend().settings.home)))
    return render(front_context(overviews(), store.latest(ARRIVALS), size, store.time_zone))


def _list() -> str:
    reading = read_page(request.query_string)
    results = backend().service.search(reading.question)
    if not results.total and not backend().service.state().articles:
        return render(EmptyContext(home=str(backend().settings.home)))
    asked = asked_like(results)
    model = backend().store.get_many([asked]).get(asked) if asked else None
    return render(search_context(reading, results, model))


@blueprint.get("/compare")
def compare() -> str:
    """Two lists side by side."""
    reading = read_pair(request.query_string)
    results = backend().service.search_together(compare_questions(reading))
    return render(compare_context(reading, results))


@blueprint.get("/trends")
def trends() -> str:
    """Up to five words over time."""
    reading = read_trends(request.query_string)
    results = backend().service.search_together(trends_questions(reading))
    return render(trends_context(reading, results))


@blueprint.get("/facets/<facet>")
def facet(facet: str) -> str:
    """All values of one facet in the list that a query string asks for."""
    reading = read_facet(facet, request.query_string)
    results = backend().service.search(reading.question)
    merges = backend().store.suggested_source_merges() if facet == "source" else []
    return render(facet_context(reading, results, merges))


@blueprint.get("/help")
def language() -> str:
    """Help: the whole query language, with examples to try."""
    return render(help_context())


@blueprint.get("/api/v1/")
def programs() -> str:
    """The JSON API: what its description says, for people to read."""
    return render(api_context(api_description()))


@blueprint.get("/articles/<article_id>")
def article(article_id: str) -> str:
    """One article, with the hits of the search in the query string marked."""
    state = read_page(request.query_string).state
    found = backend().store.get(article_id)
    versions = backend().store.version_count(article_id)
    highlighter = backend().service.highlighter(state.text)
    zone = backend().store.time_zone
    report = None
    if found.cluster:
        members = backend().service.search(cluster_question(found.cluster))
        report = report_line(found, members)
    visit = Visit(
        part=read_part(request.query_string),
        page_address=request.base_url,
        today=datetime.now(zone_named(zone)).date(),
        size_bytes=backend().store.raw_size_bytes(found.provenance.sha256),
        time_zone=zone,
        report=report,
        beside=neighbours(article_id, state, backend().service, backend().store),
    )
    return render(article_context(found, versions, highlighter, state, visit))


@blueprint.get("/articles/<article_id>/versions")
def versions(article_id: str) -> str:
    """Changes of an article from version to version; a removed article is not found here either."""
    found = backend().store.get(article_id)
    every = backend().store.versions(article_id)
    return render(versions_context(found, every, request.query_string))


@blueprint.get("/changes")
def changes() -> str:
    """Articles that changed after they first came in, the newest change first."""
    store = backend().store
    reading = read_changes(request.query_string)
    zone = store.time_zone
    page = store.edited(
        edit_filter(reading, zone),
        offset=(reading.page - 1) * CHANGES_A_PAGE,
        limit=CHANGES_A_PAGE,
    )
    articles = store.get_many(each.id for each in page.shown)
    return render(changes_context(reading, page, articles, store.edited_sources(), zone))


@blueprint.get("/clusters/<cluster_id>")
def cluster(cluster_id: str) -> str | AnyResponse:
    """Near-duplicates, the earliest first; a member that the cluster was once called by redirects.

    With the parameter `with`, the first and the member of this id alone.
    """
    named = backend().store.get(cluster_id)
    if named.cluster and named.cluster != cluster_id:
        return redirect(url_for("pages.cluster", cluster_id=named.cluster))
    reading = read_cluster(request.query_string)
    search = backend().service.search
    offset = (reading.page - 1) * MEMBERS_A_PAGE
    results = search(cluster_question(cluster_id, offset=offset, limit=MEMBERS_A_PAGE))
    earliest = results if not offset else search(cluster_question(cluster_id))
    if not (named.cluster and earliest.found):
        raise NotFoundError(f"{cluster_id}: no article says the same as this one")
    other = backend().store.get(reading.member) if reading.member else None
    if other and other.cluster != cluster_id:
        raise NotFoundError(f"{other.id}: this article is none of the cluster {cluster_id}")
    first = earliest.found[0].article
    return render(cluster_context(cluster_id, first, results, reading.notices, other))


@blueprint.get("/articles/<article_id>/raw")
def raw(article_id: str) -> Response:
    """Document that an article was read from, as a download that no browser displays."""
    found = backend().store.get(article_id)
    document = backend().store.raw(found.provenance.sha256)
    return send_file(
        BytesIO(document.content),
        mimetype="application/octet-stream",
        as_attachment=True,
        download_name=download_of(found, len(document.content)).name,
        etag=False,
        max_age=0,
    )
