"""Health check, for what watches the server."""

from flask import Blueprint, Response, jsonify

from archive.errors import BackfileError
from webui.access import may_read
from webui.services import backend

health = Blueprint("health", __name__)


@health.get("/healthz")
def checked() -> tuple[Response, int]:
    """Whether the archive can be searched, and how far the index has read it."""
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
