"""JSON API: the answers of the pages, for programs."""

from dataclasses import asdict

from flask import Blueprint, Response, jsonify, request

from archive.errors import BackfileError, UserError
from indexer.search.facet_listing import listed_values
from webui.access import may_read
from webui.query_string import read_api, read_facet, read_typed
from webui.services import backend

blueprint = Blueprint("api", __name__)


@blueprint.get("/api/search")
def search() -> Response:
    """Results of a search; a parameter that a page would ignore with a notice is an error here."""
    reading = read_api(request.query_string)
    if reading.notices:
        raise UserError(" ".join(reading.notices))
    return jsonify(backend().service.search(reading.question).to_json())


@blueprint.get("/api/facets/<facet>")
def facet(facet: str) -> Response:
    """Values of one facet in a list of articles; notices are errors, as in a search."""
    reading = read_facet(facet, request.query_string)
    if reading.notices:
        raise UserError(" ".join(reading.notices))
    results = backend().service.search(reading.question)
    (values,) = results.facets
    listed = listed_values(values, reading.find, reading.order)
    shown = listed[reading.offset : reading.offset + reading.limit]
    return jsonify(
        facet=facet,
        total=results.total,
        complete=results.complete,
        found=len(listed),
        values=[each.to_json() for each in shown],
    )


@blueprint.get("/api/suggest")
def suggest() -> Response:
    """Completions of a query that is being typed."""
    typed = read_typed(request.query_string)
    completions = backend().service.completions(typed)
    return jsonify(query=typed, completions=[asdict(each) for each in completions])


@blueprint.get("/api/articles/<article_id>")
def article(article_id: str) -> Response:
    """One article with all its metadata."""
    return jsonify(backend().store.get(article_id).to_json())


@blueprint.get("/healthz")
def health() -> tuple[Response, int]:
    """Health check: whether the archive can be searched, and how far the index has read it.

    Strangers to an archive that only its users read are told no more than whether it can.
    """
    try:
        state = backend().service.state()
    except BackfileError as error:
        reason = {"error": str(error)} if may_read() else {}
        return jsonify(status="failing", **reason), 503
    if not may_read():
        return jsonify(status="ok"), 200
    return jsonify(
        status="ok",
        articles=state.articles,
        sequence=state.sequence,
        indexed_sequence=state.indexed_sequence,
        engine=state.engine,
    ), 200
