"""Front door: WSGI middleware that reads what proxies say, and refuses requests for other hosts."""

import re
from collections.abc import Iterable
from typing import Any

from flask import Flask
from werkzeug import Response
from werkzeug.middleware.proxy_fix import ProxyFix

from archive.settings import Settings
from webui.access.policy import Policy
from webui.bounds import REFUSAL
from webui.security import HEADERS

_PREFIX = re.compile(r"(?:/[A-Za-z0-9._~-]+)*")


class FrontDoor:
    """Middleware: the address that the reader typed is put together, and its host checked."""

    def __init__(self, wsgi_app: Any, settings: Settings, policy: Policy) -> None:  # noqa: ANN401 - PEP 3333
        self._wsgi_app = wsgi_app
        self._prefix = settings.prefix
        self._policy = policy

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:  # noqa: ANN401 - PEP 3333
        """Answer 421 for a host that is not this archive's, and hand on all other requests.

        What the server has refused already goes on to its page: it may have had no host.
        """
        # Servers name the request target differently; WSGI itself does not hand it on.
        target = environ.get("RAW_URI") or environ.get("REQUEST_URI") or ""
        is_refused = REFUSAL in environ
        if not (is_refused or self._policy.hosts.allows(environ.get("HTTP_HOST"), target)):
            return _refused(
                421,
                "This archive is not served under the host name of the request. Whoever serves it "
                "can allow the name with --allow-host.",
            )(environ, start_response)
        if self._prefix:
            _mount(environ, self._prefix)
        elif not _PREFIX.fullmatch(environ.get("SCRIPT_NAME", "")):
            return _refused(400, "The proxy names a prefix that is no path.")(
                environ, start_response
            )
        if self._policy.https or environ["wsgi.url_scheme"] not in {"http", "https"}:
            environ["wsgi.url_scheme"] = "https" if self._policy.https else "http"
        return self._wsgi_app(environ, start_response)


def put_before(app: Flask, settings: Settings, policy: Policy) -> None:
    """Put the front door before an application, and before it what reads the proxies' headers."""
    door = FrontDoor(app.wsgi_app, settings, policy)
    trusted = settings.behind_proxy
    app.wsgi_app = (
        ProxyFix(
            door,
            x_for=trusted,
            x_proto=trusted,
            x_host=trusted,
            x_prefix=0 if settings.prefix else trusted,
        )
        if trusted
        else door
    )


def _mount(environ: dict[str, Any], prefix: str) -> None:
    """Mount at a prefix, whether the proxy has taken it off the path or not."""
    path = environ.get("PATH_INFO", "")
    environ["SCRIPT_NAME"] = prefix
    if path == prefix or path.startswith(f"{prefix}/"):
        environ["PATH_INFO"] = path[len(prefix) :] or "/"


def _refused(status: int, sentence: str) -> Response:
    return Response(f"{sentence}\n", status, headers=HEADERS, mimetype="text/plain")
