"""Canonical address of a page: canonical link, OpenGraph, JSON-LD, then the fetched one."""

from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from archive.formats.web_page.json_ld import LinkedArticle
from archive.formats.web_page.meta_tags import Meta, Statement

_LONGEST = 2_000


def page_address(
    root: HtmlElement, linked: tuple[LinkedArticle, ...], meta: Meta, fetched: str | None
) -> Statement | None:
    """The canonical address and its origin; `fetched` is where the page was fetched from.

    An address of a site's front page names no article and is passed over.
    """
    base = _base(root, fetched)
    for said in _stated(root, linked, meta):
        address = _absolute(base, said.value)
        if address and _is_page(address):
            return Statement(address, said.why)
    own = _absolute("", fetched or "")
    return Statement(own, "address") if own else None


def _stated(
    root: HtmlElement, linked: tuple[LinkedArticle, ...], meta: Meta
) -> Iterator[Statement]:
    for link in root.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and (target := link.get("href")):
            yield Statement(target, "canonical link")
    yield from meta.all("og:url")
    yield from (Statement(url, "JSON-LD") for article in linked for url in article.addresses)
    yield from meta.all("twitter:url", "parsely-link")


def _base(root: HtmlElement, fetched: str | None) -> str:
    element = next(root.iter("base"), None)
    stated = element.get("href") if element is not None else None
    return _absolute(fetched or "", stated or "") or fetched or ""


def _absolute(base: str, target: str) -> str | None:
    """The whole address of a link, None where it is no web address."""
    if len(target) > _LONGEST:
        return None
    try:
        address = urljoin(base, target.strip())
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in {"http", "https"} and parts.netloc else None


def _is_page(address: str) -> bool:
    parts = urlsplit(address)
    return bool(parts.path.strip("/") or parts.query)
