"""Canonical form of web addresses."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

# An address that is canonical as it stands, as most are: taking it apart costs ten times as much.
_CANONICAL = re.compile(r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+/[A-Za-z0-9/._~%!$'()*+,;=@-]*")
# What newsletters and share buttons hang on an address without changing what it names.
_TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "igshid")


def canonical_url(url: str) -> str:
    """Canonical address, without the parts that do not change the page.

    Scheme and host in lower case, no default port, fragment or tracking parameters, and the
    parameters in order. An address without a host, or that cannot be parsed, comes back as it is.
    """
    if _CANONICAL.fullmatch(url):
        return url
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url.strip()
    if not parts.netloc:
        return url.strip()
    host = (parts.hostname or "").rstrip(".")
    if ":" in host:
        host = f"[{host}]"
    scheme = parts.scheme.lower()
    if port and (scheme, port) not in {("http", 80), ("https", 443)}:
        host = f"{host}:{port}"
    parameters = sorted(
        (key, value)
        for key, value in parse_qsl(parts.query, True, errors="surrogateescape")
        if not key.lower().startswith(_TRACKING)
    )
    query = urlencode(parameters, errors="surrogateescape")
    return urlunsplit((scheme, host, parts.path or "/", query, "")).strip()
