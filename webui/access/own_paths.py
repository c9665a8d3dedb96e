"""Own paths: addresses to go on to that lead to no other site."""

import re
from urllib.parse import quote, unquote, urlsplit

from flask import request

_LONGEST = 2_000
# What browsers drop or change on their way to a host: after "/", "\" counts as "/".
_UNFIT = re.compile(r"[\\\x00-\x20\x7f]")
_LEADS_ELSEWHERE = re.compile(r"[/\\ ]{2}|.*[\x00-\x1f\x7f]", re.DOTALL)
_UPWARD = frozenset({".", ".."})


def here() -> str:
    """Path and query string of the current request, from the root of the host."""
    path = quote(request.script_root + request.path, safe="/:@!$&'()*+,;=~")
    query = quote(request.query_string, safe="/?:@!$&'()*+,;=~%[]")
    return f"{path}?{query}" if query else path


def own_path(given: str) -> str | None:
    """The address, if it is a path of this archive; None for what leads or may lead elsewhere."""
    begins = given.startswith(f"{request.script_root}/")
    if not begins or len(given) > _LONGEST or _UNFIT.search(given):
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
    # Browsers go up at such segments, which is out of a prefix.
    goes_up = not _UPWARD.isdisjoint(parts.path.split("/"))
    return bool(goes_up or parts.scheme or parts.netloc or _LEADS_ELSEWHERE.match(address))
