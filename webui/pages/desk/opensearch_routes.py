"""Routes for browsers that take the archive in as a search engine (OpenSearch 1.1)."""

from flask import Blueprint, Response, jsonify, make_response, render_template, request, url_for

from webui.query_string import read_typed
from webui.services import backend

opensearch = Blueprint("opensearch", __name__)


@opensearch.get("/opensearch.xml")
def description() -> Response:
    """Description of the search, with the addresses to ask at."""
    text = render_template(
        "opensearch.xml",
        search=url_for("pages.search", _external=True),
        atom=url_for("feeds.feed", format_="atom", _external=True),
        suggestions=url_for("opensearch.suggest", _external=True),
        itself=url_for("opensearch.description", _external=True),
        icon=url_for("static", filename="favicon.svg", _external=True),
    )
    response = make_response(text)
    response.content_type = "application/opensearchdescription+xml; charset=utf-8"
    return response


@opensearch.get("/opensearch.json")
def suggest() -> Response:
    """Completions of what is typed, in the form that browsers read: the text and a list."""
    typed = read_typed(request.query_string)
    completions = backend().service.completions(typed)
    response = jsonify([typed, [each.query for each in completions]])
    response.content_type = "application/x-suggestions+json; charset=utf-8"
    return response
