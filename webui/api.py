"""The same answers for programs, as JSON: parse, call, render."""

from dataclasses import asdict

from flask import Blueprint, Response, jsonify, request

from archive.errors import BackfileError, UserError
from webui.query_string import read_api, read_typed
from webui.services import backend

blueprint = Blueprint("api", __name__)


@blueprint.get("/api/search")
def search() -> Response:
    """The answer to a query string. A value that a page would pass over is an error here."""
    reading = read_api(request.query_string)
    if reading.notices:
        raise UserError(" ".join(reading.notices))
    return jsonify(backend().service.search(reading.question).to_json())


@blueprint.get("/api/suggest")
def suggest() -> Response:
    """Ways to go on with what has been typed so far."""
    typed = read_typed(request.query_string)
    completions = backend().service.completions(typed)
    return jsonify(query=typed, completions=[asdict(each) for each in completions])


@blueprint.get("/api/articles/<article_id>")
def article(article_id: str) -> Response:
    """One article with all that is known of it."""
    return jsonify(backend().store.get(article_id).to_json())


@blueprint.get("/healthz")
def health() -> tuple[Response, int]:
    """Whether the archive can be searched, and how far its index has come."""
    try:
        state = backend().service.state()
    except BackfileError as error:
        return jsonify(status="failing", error=str(error)), 503
    return jsonify(
        status="ok",
        articles=state.articles,
        sequence=state.sequence,
        indexed_sequence=state.indexed_sequence,
        engine=state.engine,
    ), 200
