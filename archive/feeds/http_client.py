"""HTTP client: conditional GET within limits of time, size, redirects and frequency."""

import http.client
import time
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from urllib.parse import urldefrag, urljoin

from archive.errors import SourceError
from archive.feeds.http_connection import (
    NotPublicError,
    RequestTarget,
    Resolve,
    connected,
    parse_target,
    resolve,
)

AGENT = "Backfile"
USER_AGENT = f"{AGENT}/{version('backfile')} (+news archive; reads feeds and the pages they name)"

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_CHUNK_BYTES = 65_536
# `wbits` of zlib: 15 for the largest window, and 32 to detect gzip or zlib headers.
_GZIP_OR_ZLIB = 47


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one fetch.

    `timeout_s` covers all of it, redirects included. `size_bytes` bounds both the transfer and
    its unpacked content. `delay_s` is the least time between two fetches from one host.
    """

    timeout_s: float = 30.0
    size_bytes: int = 10_000_000
    redirects: int = 5
    delay_s: float = 1.0


@dataclass(frozen=True, slots=True)
class Answer:
    """Final response after redirects.

    `url` is the address that sent it; `moved_to` the target of permanent redirects, None without
    any. `media_type` has its parameters. `content` is empty unless the status is 2xx.
    `retry_after_s` is None without such a header. `retrieved` is ISO 8601 in UTC.
    """

    status: int
    url: str
    moved_to: str | None
    media_type: str
    content: bytes
    etag: str
    last_modified: str
    retry_after_s: float | None
    retrieved: str

    @property
    def is_success(self) -> bool:
        """Whether the status is 2xx."""
        return 200 <= self.status < 300


class Fetcher:
    """Client for http and https; refuses servers in private networks unless allowed."""

    def __init__(
        self,
        *,
        allow_private: bool = False,
        limits: Limits | None = None,
        resolve: Resolve = resolve,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._allow_private = allow_private
        self._limits = limits or Limits()
        self._resolve = resolve
        self._sleep = sleep
        self._asked_s: dict[str, float] = {}

    def get(
        self, url: str, *, accept: str = "*/*", etag: str = "", last_modified: str = ""
    ) -> Answer:
        """Fetch an address, following redirects; conditionally if there are validators.

        With `etag` or `last_modified` the status is 304 if nothing has changed. Raises
        `SourceError`, naming the address, if there is no complete response within the limits.
        """
        headers = {
            "User-Agent": USER_AGENT,
            "Accept": accept,
            "Accept-Encoding": "gzip",
            "Connection": "close",
        }
        headers |= {"If-None-Match": etag} if etag else {}
        headers |= {"If-Modified-Since": last_modified} if last_modified else {}
        self._wait_for(parse_target(url).host)
        deadline_s = time.monotonic() + self._limits.timeout_s
        at, moved_to, is_permanent = urldefrag(url)[0], None, True
        seen = [at]
        while True:
            target = parse_target(at)
            answer, location = self._ask(at, target, headers, deadline_s)
            if answer.status not in _REDIRECTS or not location:
                return replace(answer, moved_to=moved_to)
            is_permanent = is_permanent and answer.status in _PERMANENT
            at = _joined(at, location)
            moved_to = at if is_permanent else moved_to
            if at in seen:
                raise SourceError(f"{url}: it redirects in a circle, to {at}: correct the address")
            if len(seen) > self._limits.redirects:
                raise SourceError(
                    f"{url}: it redirects more than {self._limits.redirects} times, last to "
                    f"{at}: correct the address"
                )
            seen.append(at)

    def _wait_for(self, host: str) -> None:
        """Sleep until `delay_s` has passed since the last request to the host."""
        now_s = time.monotonic()
        wait_s = self._asked_s.get(host, -self._limits.delay_s) + self._limits.delay_s - now_s
        if wait_s > 0:
            self._sleep(wait_s)
        self._asked_s[host] = time.monotonic()

    def _ask(
        self, url: str, target: RequestTarget, headers: dict[str, str], deadline_s: float
    ) -> tuple[Answer, str]:
        """Response to a single request, and its Location header, "" for none."""
        try:
            with connected(
                target,
                deadline_s=deadline_s,
                allow_private=self._allow_private,
                resolve=self._resolve,
            ) as connection:
                connection.request("GET", target.path, headers=headers)
                response = connection.getresponse()
                is_success = 200 <= response.status < 300
                content = self._content(response) if is_success else b""
        except NotPublicError as error:
            raise SourceError(
                f"{url}: it lies in a private network: allow that with --allow-private"
            ) from error
        except TimeoutError as error:
            raise SourceError(
                f"{url}: no whole answer within {self._limits.timeout_s:g} s: try again later"
            ) from error
        except (OSError, http.client.HTTPException, zlib.error) as error:
            said = getattr(error, "strerror", None) or str(error) or type(error).__name__
            raise SourceError(f"{url}: {said}: check the address, or try again later") from error
        return _answer(url, response, content), response.getheader("Location", "")

    def _content(self, response: http.client.HTTPResponse) -> bytes:
        """Read and unpack the body; `HTTPException` if it is truncated or too large."""
        encoding = response.getheader("Content-Encoding", "").strip().lower()
        if encoding not in {"", "identity", "gzip", "x-gzip", "deflate"}:
            raise http.client.HTTPException(f"packed in a way not asked for ({encoding[:20]})")
        unpacker = zlib.decompressobj(_GZIP_OR_ZLIB) if encoding not in {"", "identity"} else None
        pieces: list[bytes] = []
        left = packed_left = self._limits.size_bytes
        while packed := response.read(_CHUNK_BYTES):
            packed_left -= len(packed)
            # One byte more than allowed shows that the limit is exceeded.
            piece = unpacker.decompress(packed, left + 1) if unpacker else packed
            left -= len(piece)
            if left < 0 or packed_left < 0:
                raise http.client.HTTPException(
                    f"larger than {self._limits.size_bytes / 1_000_000:g} MB"
                )
            pieces.append(piece)
        if response.length or (unpacker and not unpacker.eof):
            raise http.client.HTTPException("the answer is broken off")
        return b"".join(pieces)


def _answer(url: str, response: http.client.HTTPResponse, content: bytes) -> Answer:
    return Answer(
        status=response.status,
        url=url,
        moved_to=None,
        media_type=response.getheader("Content-Type", ""),
        content=content,
        etag=" ".join(response.getheader("ETag", "").split()),
        last_modified=" ".join(response.getheader("Last-Modified", "").split()),
        retry_after_s=_seconds(response.getheader("Retry-After", "")),
        retrieved=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def _joined(address: str, location: str) -> str:
    """Resolve a Location header; http.client decodes it as Latin-1, but most are UTF-8."""
    with suppress(UnicodeError):
        location = location.encode("latin-1").decode()
    try:
        return urldefrag(urljoin(address, location.strip()))[0]
    except ValueError as error:
        raise SourceError(f"{address}: it redirects to no address: correct it") from error


def _seconds(retry_after: str) -> float | None:
    """Parse Retry-After, seconds or a date, to seconds from now (RFC 9110, 10.2.3)."""
    if retry_after.strip().isdecimal():
        return float(retry_after[:9])
    try:
        moment = parsedate_to_datetime(retry_after)
    except (ValueError, TypeError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max((moment - datetime.now(UTC)).total_seconds(), 0.0)
