"""Metadata in the page of an article, for programs that read pages: `<meta>`, JSON-LD, COinS.

The names are those that Zotero's translators "Embedded Metadata" and "COinS" read. `DC.type` says
that it is a newspaper article; `citation_journal_title` would make it a journal's.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from archive.citation.cited_article import ARCHIVE, CitedArticle
from archive.citation.cited_names import CitedName

_ITEM_TYPE = "newspaperArticle"
_CONTEXT = {
    "ctx_ver": "Z39.88-2004",
    "rft_val_fmt": "info:ofi/fmt:kev:mtx:dc",
    "rft.type": _ITEM_TYPE,
}
# Names beyond these make addresses and pages long; nobody cites them.
_MOST_NAMES = 20


@dataclass(frozen=True, slots=True)
class MetaTag:
    """Element `<meta>`: its `name`, and its content."""

    name: str
    content: str


@dataclass(frozen=True, slots=True)
class EmbeddedMetadata:
    """Metadata of one article: tags by name, its section, JSON-LD, COinS, its own address here."""

    tags: tuple[MetaTag, ...]
    section: str
    linked_data: dict[str, Any]
    context_object: str
    canonical: str


def embedded_metadata(article: CitedArticle, page_address: str) -> EmbeddedMetadata:
    """Metadata of an article that stands on the page of an address."""
    return EmbeddedMetadata(
        tags=tuple(MetaTag(name, content) for name, content in _tags(article) if content),
        section=article.section,
        linked_data=_linked_data(article, page_address),
        context_object=_context_object(article),
        canonical=page_address,
    )


def _tags(article: CitedArticle) -> Iterator[tuple[str, str]]:
    title = article.headline.text
    date = article.published
    yield "citation_title", title
    yield from (("citation_author", _listed(name)) for name in article.authors[:_MOST_NAMES])
    yield from (("citation_editor", _listed(name)) for name in article.editors[:_MOST_NAMES])
    yield "citation_publication_date", date.iso.replace("-", "/") if date else ""
    yield "citation_language", article.language
    yield "citation_public_url", article.address
    yield "citation_keywords", "; ".join(article.keywords)
    yield "DC.type", _ITEM_TYPE
    yield "DC.title", title
    yield from (("DC.creator", _listed(name)) for name in article.authors[:_MOST_NAMES])
    yield "DC.date", date.iso if date else ""
    yield "DC.language", article.language
    yield "DC.source", article.container
    yield "prism.publicationName", article.container


def _listed(name: CitedName) -> str:
    """Name as "Surname, Given"; semicolons would part it, and blanks in one that stands alone."""
    family = name.family.replace(" ", "\u00a0") if name.given else name.family
    return ", ".join(filter(None, (family, name.given, name.suffix))).replace(";", ",")


def _linked_data(article: CitedArticle, page_address: str) -> dict[str, Any]:
    """NewsArticle of schema.org."""
    told = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.headline.text,
        "author": [_agent(name) for name in article.authors[:_MOST_NAMES]],
        "translator": [_agent(name) for name in article.translators[:_MOST_NAMES]],
        "editor": [_agent(name) for name in article.editors[:_MOST_NAMES]],
        "datePublished": article.published.iso if article.published else None,
        "isPartOf": {"@type": "Newspaper", "name": article.container}
        if article.container
        else None,
        "articleSection": article.section,
        "inLanguage": article.language,
        "keywords": list(article.keywords),
        "url": article.address,
        "archivedAt": page_address,
        "identifier": f"{ARCHIVE} {article.id}",
    }
    return {name: value for name, value in told.items() if value}


def _agent(name: CitedName) -> dict[str, str]:
    if name.is_house:
        return {"@type": "Organization", "name": name.family}
    parts = {"givenName": name.given, "familyName": name.family if name.given else ""}
    return {
        "@type": "Person",
        "name": name.in_order,
        **{part: text for part, text in parts.items() if text},
    }


def _context_object(article: CitedArticle) -> str:
    """OpenURL ContextObject in Dublin Core, which Zotero makes an item of any type of."""
    date = article.published.iso if article.published else ""
    told = [
        *_CONTEXT.items(),
        ("rft.title", article.headline.text),
        ("rft.source", article.container),
        ("rft.date", date),
        ("rft.language", article.language),
        ("rft.identifier", article.address),
        *(("rft.creator", _listed(name)) for name in article.authors[:_MOST_NAMES]),
    ]
    return urlencode([(name, value) for name, value in told if value], quote_via=quote)
