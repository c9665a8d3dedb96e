"""HTTP connections to verified IP addresses, under one deadline."""

import http.client
import io
import ipaddress
import re
import socket
import ssl
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

from archive.errors import SourceError

# Resolver: host name and port to IP addresses; raises `OSError` for an unknown name.
Resolve = Callable[[str, int], Sequence[str]]

# A name, or a number with dots or colons.
_HOST = re.compile(r"[\w.:-]+", re.ASCII)
_PORTS = {"http": 80, "https": 443}
# Characters of a request target that are not percent-encoded (RFC 3986).
_TARGET_SAFE = "/%:@!$&'()*+,;=?-._~[]"
# An address translated for IPv6-only networks has the IPv4 one in its last 32 bits (RFC 6052).
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class RequestTarget:
    """Parsed web address: server, and path with query, percent-encoded."""

    scheme: str
    host: str
    port: int
    path: str


class NotPublicError(Exception):
    """The server's IP address is private, or multicast."""


def parse_target(address: str) -> RequestTarget:
    """Parse a web address; `SourceError` unless it is http or https without credentials."""
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError as error:
        raise SourceError(f"{address}: it is no web address: correct it") from error
    if parts.scheme not in _PORTS or not _HOST.fullmatch(host):
        raise SourceError(f"{address}: only http and https addresses are fetched: give one")
    if "@" in parts.netloc:
        raise SourceError(f"{address}: it holds a name or password: leave that out")
    path = quote(parts.path or "/", safe=_TARGET_SAFE)
    query = f"?{quote(parts.query, safe=_TARGET_SAFE)}" if parts.query else ""
    return RequestTarget(parts.scheme, host, port, path + query)


def resolve(host: str, port: int) -> Sequence[str]:
    """Resolve a host name by the system's resolver; no repeats."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


@contextmanager
def connected(
    target: RequestTarget, *, deadline_s: float, allow_private: bool, resolve: Resolve
) -> Generator[http.client.HTTPConnection]:
    """Connection that times out at `deadline_s`, on the clock of `time.monotonic`.

    Connects to the IP addresses that were checked, without resolving the name again, which
    prevents DNS rebinding. Raises `NotPublicError` or `OSError`.
    """
    try:
        addresses = resolve(target.host, target.port)
    except UnicodeError as error:
        raise OSError(str(error)) from error
    if not allow_private and not all(map(is_public, addresses)):
        raise NotPublicError
    plain = _connect(addresses, target.port, deadline_s)
    try:
        if target.scheme == "https":
            context = ssl.create_default_context()
            plain = context.wrap_socket(plain, server_hostname=target.host)
        connection = http.client.HTTPConnection(target.host, target.port)
        # The Host header names the port where it is another than this.
        connection.default_port = _PORTS[target.scheme]
        connection.sock = _Timed(plain, deadline_s)
        yield connection
    finally:
        plain.close()


def is_public(address: str) -> bool:
    """Whether an IP address is global unicast; embedded IPv4 addresses are checked as such."""
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast


def _connect(addresses: Sequence[str], port: int, deadline_s: float) -> socket.socket:
    """Connect to the first address that accepts; `OSError` of the last if none does."""
    problem = OSError("the name has no address")
    for address in addresses:
        try:
            return socket.create_connection((address, port), timeout=_left_s(deadline_s))
        except OSError as error:
            problem = error
    raise problem


def _left_s(deadline_s: float) -> float:
    left_s = deadline_s - time.monotonic()
    if left_s <= 0:
        raise TimeoutError
    return left_s


class _Timed:
    """Socket adapter for http.client: before each operation, sets the timeout to the time left."""

    def __init__(self, plain: socket.socket, deadline_s: float) -> None:
        self._plain = plain
        self._deadline_s = deadline_s

    def sendall(self, content: bytes) -> None:
        """Send all bytes."""
        self._plain.settimeout(_left_s(self._deadline_s))
        self._plain.sendall(content)

    def makefile(self, _mode: str) -> io.BufferedReader:
        """Buffered reader of the response."""
        return io.BufferedReader(_TimedStream(self._plain, self._deadline_s))

    def close(self) -> None:
        """No-op: `connected` owns the socket, and http.client closes it before the body is read."""


class _TimedStream(io.RawIOBase):
    """Raw stream of received bytes, each read within the time left."""

    def __init__(self, plain: socket.socket, deadline_s: float) -> None:
        self._plain = plain
        self._deadline_s = deadline_s

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401 - any buffer, as its base says
        self._plain.settimeout(_left_s(self._deadline_s))
        return self._plain.recv_into(buffer)
