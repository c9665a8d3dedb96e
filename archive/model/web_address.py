"""Canonical form of web addresses."""

import re
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

# An address that is canonical as it stands, as most are: taking it apart costs ten times as much.
_CANONICAL = re.compile(r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+/[A-Za-z0-9/._~%!$'()*+,;=@-]*")
# What newsletters and share buttons hang on an address without changing what it names.
_TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "igshid")
# Longer ones hold data of their own.
_LONGEST = 2_000
# What browsers leave out of an address, and what they escape.
_IN_ADDRESSES = {9: None, 10: None, 13: None, 32: "%20"}
_WITHOUT_HOST = re.compile(r"#|https?:(?!//[^/?#])", re.IGNORECASE)
_ON_THE_WEB = re.compile(
    r"https?://[^%/?#\s\x00-\x1f<>\"\\]+(?:[/?#][^\s\x00-\x1f<>\"\\]*)?", re.IGNORECASE
)


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


def absolute_address(stated: str, base: str = "") -> str:
    """Absolute http or https address, resolved against a base; "" for any other address."""
    stated = stated.strip().translate(_IN_ADDRESSES)
    if not 0 < len(stated) <= _LONGEST or _WITHOUT_HOST.match(stated):
        return ""
    try:
        address = urljoin(base, stated)
        parts = urlsplit(address)
        is_whole = bool(parts.hostname) and parts.username is None and (parts.port or 1) > 0
    except ValueError:
        return ""
    return address if is_whole and _ON_THE_WEB.fullmatch(address) else ""
