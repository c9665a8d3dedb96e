"""Bounds of a request: what is longer is refused on a page of ours, before anything reads it."""

from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask, abort, request

# Bytes of an address as it is sent: a query of 2,000 letters of English fits, or of 880 of Korean.
LONGEST_ADDRESS = 8_000
# Bytes of a form, but for one that brings a receipt: of some 90,000 articles.
LARGEST_FORM = 1_000_000
LARGEST_RECEIPT = 4_000_000
# A form that brings a file has other fields, and bytes between them.
BESIDES_A_FILE = 100_000
# Whatever is sent, the server reads no more of it.
LARGEST_BODY = LARGEST_RECEIPT + BESIDES_A_FILE
_MOST_FIELDS = 1_000
# Key of the status that a request is to be refused with.
REFUSAL = "backfile.refusal"

# Key of the patience with a form that changes nothing: another process can answer it instead.
PATIENCE = "backfile.patience"

# Keys of an address as it was sent; servers differ.
_AS_SENT = ("REQUEST_URI", "RAW_URI")

_Environ = dict[str, Any]
_Application = Callable[[_Environ, Any], Iterable[bytes]]


def bound(app: Flask) -> None:
    """Bound the addresses and forms that an application reads."""
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_FORM
    app.config["MAX_FORM_MEMORY_SIZE"] = LARGEST_FORM
    app.config["MAX_FORM_PARTS"] = _MOST_FIELDS
    app.before_request(_refuse)
    app.wsgi_app = _AddressBound(app.wsgi_app)


def refused(environ: _Environ, status: int) -> _Environ:
    """Environment of a request that is answered by the error page of a status, and by that alone.

    Of its address only whether it is one of the API is kept.
    """
    path = "/api/" if environ.get("PATH_INFO", "").startswith("/api/") else "/"
    return {
        **environ,
        "REQUEST_METHOD": "HEAD" if environ.get("REQUEST_METHOD") == "HEAD" else "GET",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "REQUEST_URI": path,
        "RAW_URI": path,
        REFUSAL: status,
    }


class _AddressBound:
    """WSGI middleware that refuses long addresses."""

    def __init__(self, application: _Application) -> None:
        self._application = application

    def __call__(self, environ: _Environ, start_response: Any) -> Iterable[bytes]:  # noqa: ANN401 - WSGI's own
        if _length(environ) > LONGEST_ADDRESS:
            environ = refused(environ, 414)
        return self._application(environ, start_response)


def _length(environ: _Environ) -> int:
    """Length of an address as sent, where the server says so, or in part decoded."""
    parts = (environ.get(name, "") for name in ("PATH_INFO", "QUERY_STRING"))
    return max(sum(map(len, parts)), *(len(environ.get(name, "")) for name in _AS_SENT))


def _refuse() -> None:
    if status := request.environ.get(REFUSAL):
        abort(status)
