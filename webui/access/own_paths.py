"""Own paths: addresses to go on to that lead to no other site."""

import re
from urllib.parse import quote, unquote, urlsplit

from flask import request

_LONGEST = 2_000
# Where browsers end the path or begin a host: after "/", "\" counts as "/".
_LEADS_ELSEWHERE = re.compile(r"^[/\\]{2}|[\\\x00-\x20\x7f]")


def here() -> str:
    """Path and query string of the current request, from the root of the host."""
    path = quote(request.script_root + request.path, safe="/:@!$&'()*+,;=~")
    query = quote(request.query_string, safe="/?:@!$&'()*+,;=~%[]")
    return f"{path}?{query}" if query else path


def own_path(given: str) -> str | None:
    """The address, if it is a path of this archive; None for what leads or may lead elsewhere."""
    if not given.startswith(f"{request.script_root}/") or len(given) > _LONGEST:
        return None
    decoded = given
    for _ in range(3):
        if _leads_elsewhere(decoded):
            return None
        decoded = unquote(decoded.partition("?")[0])
    return quote(given, safe="/?:@!$&'()*+,;=~%[]#")


def _leads_elsewhere(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return True
    return bool(parts.scheme or parts.netloc or _LEADS_ELSEWHERE.search(address))
