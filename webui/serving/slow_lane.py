"""The slow lane: one process that computes, one after the other, what takes others too long.

It is a server of its own on a private socket, with an archive of its own and a lower priority. A
worker asks it as a browser would, over HTTP, and passes its answer on.
"""

import socket
import threading
import time
from collections.abc import Callable, Generator, Iterable
from contextlib import closing
from http.client import HTTPConnection, HTTPException, HTTPResponse
from pathlib import Path
from typing import Any

from archive import time_budget

Environ = dict[str, Any]
Application = Callable[[Environ, Any], Iterable[bytes]]

# Requests of one worker that may wait for the lane; each holds a thread.
MOST_WAITING = 24
# A question alone has all of the time; beside others they share it, but each has some.
_TIME_S = 5.0
_LEAST_S = 0.4
# Longer than all that may wait take together; then the lane hangs.
_ANSWER_S = 60
# A lane that ended later than this after it was asked may have ended of that question.
_ASKED_AGAIN_S = 4.0
_PIECE_BYTES = 1 << 16
# Header in which the lane is told whose the request is; nobody else can reach the lane.
_CLIENT = "X-Backfile-Client"
_CLIENT_KEYS = ("REMOTE_ADDR", "REMOTE_PORT", "wsgi.url_scheme", "SERVER_NAME", "SERVER_PORT")
_FIELD_SEPARATOR = "\t"
# Headers about one connection, not about the answer (RFC 9110, 7.6.1).
_OF_A_CONNECTION = frozenset(
    {"connection", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade"}
)


class LaneFull(Exception):
    """So many requests wait for the lane already, or it does not answer."""


class SlowLane:
    """Client of the slow lane, for all threads of one worker."""

    def __init__(self, path: Path, most_waiting: int = MOST_WAITING) -> None:
        """`path` is that of the lane's socket."""
        self._path = path
        self._free = threading.BoundedSemaphore(most_waiting)

    def answer(self, environ: Environ, start_response: Any) -> Generator[bytes]:  # noqa: ANN401 - WSGI's own
        """Answer of the lane to a request, waited for; raises `LaneFull`.

        A lane that was killed is replaced; what it was about to answer is asked once more.
        """
        if not self._free.acquire(blocking=False):
            raise LaneFull
        connection = _LaneConnection(self._path)
        try:
            response = _asked(connection, environ)
        except BaseException:
            connection.close()
            self._free.release()
            raise
        headers = [
            (name, value)
            for name, value in response.getheaders()
            if name.lower() not in _OF_A_CONNECTION
        ]
        start_response(f"{response.status} {response.reason}", headers)
        return self._passed_on(connection, response)

    def _passed_on(self, connection: HTTPConnection, response: HTTPResponse) -> Generator[bytes]:
        try:
            with closing(connection):
                while piece := response.read(_PIECE_BYTES):
                    yield piece
        finally:
            self._free.release()


class _LaneConnection(HTTPConnection):
    """HTTP over the lane's socket."""

    def __init__(self, path: Path) -> None:
        super().__init__("localhost", timeout=_ANSWER_S)
        self._path = path

    def connect(self) -> None:
        """Connect to the socket; a lane that is about to be replaced keeps it open."""
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(str(self._path))


def _asked(connection: HTTPConnection, environ: Environ) -> HTTPResponse:
    address = environ.get("REQUEST_URI") or environ.get("RAW_URI") or "/"
    headers = {
        key.removeprefix("HTTP_").replace("_", "-"): value
        for key, value in environ.items()
        if key.startswith("HTTP_")
    }
    for name in ("CONNECTION", "TRANSFER-ENCODING", "EXPECT", "UPGRADE", _CLIENT.upper()):
        headers.pop(name, None)
    headers[_CLIENT] = _FIELD_SEPARATOR.join(str(environ.get(key, "")) for key in _CLIENT_KEYS)
    form = None
    if environ["REQUEST_METHOD"] == "POST":
        form = environ["wsgi.input"]
        for key in ("CONTENT_TYPE", "CONTENT_LENGTH"):
            headers[key.replace("_", "-")] = environ.get(key) or ""
    is_again = False
    given_up = time.monotonic() + _ASKED_AGAIN_S
    while True:
        try:
            if form is not None:
                # It was read before.
                form.seek(0)
            connection.request(environ["REQUEST_METHOD"], address, form, headers)
            return connection.getresponse()
        except TimeoutError as error:
            raise LaneFull from error
        except (OSError, HTTPException) as error:
            connection.close()
            if is_again or time.monotonic() > given_up:
                raise LaneFull from error
            is_again = True


class LaneApplication:
    """WSGI application of the lane, called in turns: each request shares its time with the others.

    `make` makes the application when it is asked for the first time: a server without slow
    questions has no second archive in memory. `waiting` counts the requests behind this one.
    """

    def __init__(self, make: Callable[[], Application], waiting: Callable[[], int]) -> None:
        self._make = make
        self._waiting = waiting
        self._application: Application | None = None

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:  # noqa: ANN401 - WSGI's own
        """Answer one request."""
        if self._application is None:
            self._application = self._make()
        given = environ.pop(f"HTTP_{_CLIENT.upper().replace('-', '_')}", "")
        fields = given.split(_FIELD_SEPARATOR)
        if len(fields) == len(_CLIENT_KEYS):
            environ |= zip(_CLIENT_KEYS, fields, strict=True)
        with time_budget.within(max(_LEAST_S, _TIME_S / (1 + self._waiting()))):
            return self._application(environ, start_response)
