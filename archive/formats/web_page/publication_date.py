"""Publication date of a page's article, from its most reliable statement."""

import logging
import re
from collections.abc import Iterator

from htmldate import find_date
from lxml.html import HtmlElement

from archive.facts.dates import first_told, parse_date
from archive.formats.web_page.html_tree import LIBRARY_ERRORS
from archive.formats.web_page.json_ld import LinkedArticle
from archive.formats.web_page.meta_tags import Meta, Statement
from archive.model.article import Precision, Published

# A page without a date is reported by us, not by the library's log.
logging.getLogger("htmldate").setLevel(logging.CRITICAL)

_PUBLISHED = (
    "article:published_time", "og:article:published_time", "article:published", "datepublished",
    "og:published_time", "pubdate", "publishdate", "publish-date", "publish_date",
    "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued", "dc.date.created",
    "dcterms.created", "dc.date", "dcterms.date", "citation_publication_date", "date",
    "article.published", "published-date", "publication_date", "article_date_original",
)  # fmt: skip
_MODIFIED = ("article:modified_time", "og:updated_time", "dcterms.modified")
# A day in an address: /2019/06/04/ or /2019-06-04-.
_IN_ADDRESS = re.compile(
    r"(?:^|[/_-])((?:19|20)\d\d)([/-])(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?=$|[/_.-])"
)
_OF_ANOTHER = frozenset({"aside", "footer", "nav", "li"})
_KINDS = re.compile(r"publish|pubdate|posted|created|date", re.IGNORECASE)


def published(
    root: HtmlElement, linked: tuple[LinkedArticle, ...], meta: Meta, address: str | None
) -> Published:
    """The date of publication, else of the last change, else unknown.

    Where every stated date is refused, the first one's notice is kept.
    """
    return first_told(_readings(root, linked, meta, address))


def _readings(
    root: HtmlElement, linked: tuple[LinkedArticle, ...], meta: Meta, address: str | None
) -> Iterator[Published]:
    """Parsed dates from the most reliable on, exact to the day first, the searched one last."""
    said = [parse_date(one.value, one.why) for one in _candidates(root, linked, meta, address)]
    yield from (date for date in said if date.precision in {Precision.INSTANT, Precision.DAY})
    yield from said
    yield _searched(root, address)


def _candidates(
    root: HtmlElement, linked: tuple[LinkedArticle, ...], meta: Meta, address: str | None
) -> Iterator[Statement]:
    yield from (Statement(text, "JSON-LD") for article in linked for text in article.published)
    yield from meta.all(*_PUBLISHED)
    yield from (Statement(text, "time element") for text in _times(root))
    if match := _IN_ADDRESS.search(address or ""):
        yield Statement("-".join(match.group(1, 3, 4)), "address")
    yield from (Statement(text, "JSON-LD") for article in linked for text in article.modified)
    yield from meta.all(*_MODIFIED)


def _times(root: HtmlElement) -> Iterator[str]:
    """Dates of time elements, those marked as publication first."""
    others: list[str] = []
    for element in root.iter("time"):
        stated = element.get("datetime") or "".join(element.itertext())[:80]
        if any(ancestor.tag in _OF_ANOTHER for ancestor in element.iterancestors()):
            continue
        kind = " ".join(element.get(name) or "" for name in ("itemprop", "class", "pubdate"))
        if _KINDS.search(kind) and "modif" not in kind.lower() and "updat" not in kind.lower():
            yield stated
        else:
            others.append(stated)
    yield from others[:1]


def _searched(root: HtmlElement, address: str | None) -> Published:
    """The date that htmldate finds in the page's text."""
    try:
        found = find_date(root, extensive_search=False, original_date=True, url=address)
    except LIBRARY_ERRORS:
        return Published()
    return parse_date(found, "text") if found else Published()
