"""Problem details (RFC 9457): every error of the API as `application/problem+json`."""

from http import HTTPStatus
from urllib.parse import quote

import msgspec
from flask import Response, request

from archive.errors import BackfileError
from webui.api.documents import Problem

PROBLEM_TYPE = "application/problem+json"


class RequestRefused(BackfileError):
    """A request that the API refuses, with the status that says why."""

    def __init__(self, status: HTTPStatus, message: str) -> None:
        super().__init__(message)
        self.http_status = status


def problem(status: int, detail: str) -> Response:
    """Response that says what went wrong with the current request."""
    # No more is known of an error than its status: then the type is this one (RFC 9457, 4.2.1).
    said = Problem("about:blank", HTTPStatus(status).phrase, status, detail, quote(request.path))
    return Response(
        msgspec.json.encode(said),
        status,
        content_type=PROBLEM_TYPE,
        headers={"Cache-Control": "no-store"},
    )
