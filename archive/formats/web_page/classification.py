"""Classification of a page's article: paper, section, topics, language."""

import re
from enum import StrEnum

from lxml.html import HtmlElement

from archive.facts.language_tags import parse_language
from archive.formats.web_page.discussion import is_forum
from archive.formats.web_page.json_ld import LinkedArticle
from archive.formats.web_page.meta_tags import Meta, Statement, Statements

_SECTIONS = ("article:section", "section", "parsely-section", "og:article:section", "dc.subject")
_TOPICS = ("article:tag", "news_keywords", "keywords", "parsely-tags", "sailthru.tags",
           "dcterms.subject")  # fmt: skip
_LANG = ("lang", "xml:lang", "{http://www.w3.org/XML/1998/namespace}lang")
_BETWEEN_TOPICS = re.compile(r"\s*[,;،、]\s*")
_PRODUCT = re.compile(r'"@type"\s*:\s*\[?\s*"Product(?:Group)?"')


class PageKind(StrEnum):
    """What a page is by its own statement; `UNSTATED` is most often a list, a service or a text."""

    ARTICLE = "article"
    THREAD = "thread"
    PRODUCT = "product"
    UNSTATED = "unstated"


def kind_of(root: HtmlElement, meta: Meta, linked: tuple[LinkedArticle, ...]) -> PageKind:
    """The kind of a page; asks scripts, so they have to be there still."""
    if is_forum(root):
        return PageKind.THREAD
    if linked or says_article(meta):
        return PageKind.ARTICLE
    stated = any("product" in said.value.lower() for said in meta.all("og:type"))
    is_product = stated or any(_PRODUCT.search(one.text or "") for one in root.iter("script"))
    return PageKind.PRODUCT if is_product else PageKind.UNSTATED


def says_article(meta: Meta) -> bool:
    """Whether the metadata call the page an article, or date it like one."""
    kinds = [said.value.lower() for said in meta.all("og:type")]
    return "article" in kinds or meta.first("article:published_time", "datepublished") is not None


def source_of(meta: Meta, linked: tuple[LinkedArticle, ...]) -> Statement | None:
    """The paper, by the name that it shows to others before that of its publisher."""
    if said := meta.first("og:site_name"):
        return said
    publishers = (Statement(one.publisher, "JSON-LD") for one in linked if one.publisher)
    return next(publishers, None) or meta.first("application-name", "dc.publisher")


def section_of(meta: Meta, linked: tuple[LinkedArticle, ...]) -> Statement | None:
    """The section of the paper."""
    stated = (Statement(text, "JSON-LD") for one in linked[:1] for text in one.sections)
    return next(stated, None) or meta.first(*_SECTIONS)


def topics_of(meta: Meta, linked: tuple[LinkedArticle, ...]) -> Statements:
    """The topics of the first part of the page that states any."""
    stated = [Statement(text, "JSON-LD") for one in linked[:1] for text in one.keywords]
    for name in ((), *((name,) for name in _TOPICS)):
        said = list(meta.all(*name)) if name else stated
        if said:
            parts = (part for one in said for part in _BETWEEN_TOPICS.split(one.value) if part)
            return Statements(tuple(dict.fromkeys(parts)), said[0].why)
    return Statements((), "")


def language_of(
    root: HtmlElement, meta: Meta, linked: tuple[LinkedArticle, ...]
) -> Statement | None:
    """The language as a BCP 47 tag."""
    stated = [Statement(value, "html lang") for name in _LANG if (value := root.get(name))]
    stated += [Statement(one.language, "JSON-LD") for one in linked if one.language]
    stated += meta.all("og:locale", "dc.language", "language")
    for said in stated:
        if tag := parse_language(said.value.strip().replace("_", "-")):
            return Statement(tag, said.why)
    return None
