"""HTTP of the client: requests to one server, tried again only where that server says when."""

import http.client
import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from importlib.metadata import version
from typing import Self
from urllib.parse import SplitResult, urlsplit

import msgspec

from archive.errors import BackfileError, SourceError, UserError
from webui.api.documents import Problem

_AGENT = f"backfile-client/{version('backfile')}"
_JSON_TYPE = "application/json"
_PROBLEM_TYPE = "application/problem+json"
_BUSY = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})
_LONGEST_WAIT_S = 60.0
_LONGEST_PROBLEM_BYTES = 100_000
_CONNECTIONS = {"http": http.client.HTTPConnection, "https": http.client.HTTPSConnection}


class ProblemError(BackfileError):
    """An answer of the archive that says what is wrong; `problem` has it by RFC 9457."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.status} {problem.title}: {problem.detail}")
        self.problem = problem
        self.http_status = problem.status


class Transport:
    """Connection to one server, kept open between requests. For one thread at a time.

    A GET that is answered 429 or 503 with a Retry-After is sent again then, up to `retries` times;
    nothing else is ever sent twice. Redirects are not followed: the token is for this server.
    """

    def __init__(self, address: str, *, token: str | None, timeout_s: float, retries: int) -> None:
        self._address = _parsed(address)
        self._root = self._address.path.rstrip("/")
        self._headers = {"User-Agent": _AGENT, "Accept": f"{_JSON_TYPE}, {_PROBLEM_TYPE}"}
        if token:
            self._headers["Authorization"] = f"Bearer {token}"
        self._timeout_s = timeout_s
        self._retries = retries
        self._connection: http.client.HTTPConnection | None = None

    def close(self) -> None:
        """Close the connection; a later request opens another."""
        if self._connection:
            self._connection.close()
            self._connection = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_raised: object) -> None:
        self.close()

    def get(self, path: str) -> bytes:
        """Body of an answer to GET. Raises `ProblemError`, or `SourceError` without any answer."""
        with self.opened(path) as response:
            return response.read()

    def send(self, method: str, path: str, document: object = None) -> bytes:
        """Body of the answer to a request that changes something; sent once."""
        body = None if document is None else msgspec.json.encode(document)
        headers = {} if body is None else {"Content-Type": _JSON_TYPE}
        response = self._asked(method, path, body, headers)
        _raise_for(response)
        return response.read()

    @contextmanager
    def opened(self, path: str) -> Generator[http.client.HTTPResponse]:
        """Answer to GET, to be read piece by piece; what is left of it is thrown away."""
        response = self._asked("GET", path, None, {})
        for _ in range(self._retries):
            wait_s = _wait_s(response)
            if wait_s is None:
                break
            response.read()
            time.sleep(wait_s)
            response = self._asked("GET", path, None, {})
        _raise_for(response)
        try:
            yield response
        finally:
            if not response.isclosed():
                self.close()

    def _asked(
        self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]
    ) -> http.client.HTTPResponse:
        kept = self._connection is not None
        try:
            return self._exchange(method, path, body, headers)
        except (http.client.BadStatusLine, ConnectionError) as error:
            self.close()
            # A server closes connections that were idle for long.
            if kept and method == "GET":
                return self._asked(method, path, body, headers)
            raise self._unreachable(error) from error
        except (OSError, http.client.HTTPException) as error:
            self.close()
            raise self._unreachable(error) from error

    def _exchange(
        self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]
    ) -> http.client.HTTPResponse:
        if self._connection is None:
            kind = _CONNECTIONS[self._address.scheme]
            self._connection = kind(self._address.netloc, timeout=self._timeout_s)
        sent = {**self._headers, **headers}
        self._connection.request(method, f"{self._root}{path}", body, sent)
        return self._connection.getresponse()

    def _unreachable(self, error: Exception) -> SourceError:
        said = str(error) or type(error).__name__
        return SourceError(f"{self._address.geturl()}: no answer ({said}): is the archive served?")


def _parsed(address: str) -> SplitResult:
    parts = urlsplit(address)
    if parts.scheme not in _CONNECTIONS or not parts.hostname or "@" in parts.netloc:
        raise UserError(f"{address}: it is no address of an archive: write http://host:port/")
    return parts


def _wait_s(response: http.client.HTTPResponse) -> float | None:
    """How long the server asks to wait, None where it is not busy, or does not say."""
    stated = response.headers.get("Retry-After", "").strip()
    if response.status not in _BUSY or not stated:
        return None
    if stated.isascii() and stated.isdecimal():
        return min(float(stated), _LONGEST_WAIT_S)
    try:
        until = parsedate_to_datetime(stated)
    except ValueError:
        return None
    wait = (until.astimezone(UTC) - datetime.now(UTC)).total_seconds()
    return min(max(wait, 0.0), _LONGEST_WAIT_S)


def _raise_for(response: http.client.HTTPResponse) -> None:
    """Raise the problem of an answer that is none of success."""
    if response.status < HTTPStatus.MULTIPLE_CHOICES:
        return
    body = response.read(_LONGEST_PROBLEM_BYTES)
    response.close()
    try:
        raise ProblemError(msgspec.json.decode(body, type=Problem))
    except msgspec.MsgspecError:
        said = f"The answer is no problem document but {response.headers.get_content_type()}."
    raise ProblemError(Problem("about:blank", response.reason, response.status, said, ""))
