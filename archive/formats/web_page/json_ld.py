"""JSON-LD (schema.org) in a page's scripts: statements about its article."""

import html
import importlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from lxml.html import HtmlElement

from archive.model.text import one_line

Node = dict[str, Any]

# Types of schema.org that are articles, whatever stands before ("Reportage", "AnalysisNews").
_ARTICLE = re.compile(r"(?:Article|Posting|Report|Review)$")
# Pages and works that are none by their type, yet may be all that a page describes.
_PAGE = re.compile(r"^(?:(?:Web|Item|About|FAQ|QA)Page|HowTo|Recipe|CreativeWork|\w*Episode)$")
_ORGANIZATION = re.compile(r"(?:Organization|Corporation|Brand)$")
# Keys under which an article stands inside of other statements.
_INSIDE = ("@graph", "mainEntity", "mainEntityOfPage", "hasPart", "isPartOf")
_MOST_NODES = 2_000
_LONGEST = 2_000
# Reading JSON with comments in it goes character by character.
_LONGEST_LENIENT = 300_000
_DECODER = json.JSONDecoder(strict=False)


@dataclass(frozen=True, slots=True)
class NamedCreator:
    """Person or organization that a page names; `part` is the property ("author")."""

    name: str
    is_organization: bool
    part: str


@dataclass(frozen=True, slots=True)
class LinkedArticle:
    """Statements about one article; empty where unstated."""

    headlines: tuple[str, ...] = ()
    descriptions: tuple[str, ...] = ()
    people: tuple[NamedCreator, ...] = ()
    published: tuple[str, ...] = ()
    modified: tuple[str, ...] = ()
    publisher: str | None = None
    sections: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    language: str | None = None
    addresses: tuple[str, ...] = ()


_PARTS = ("author", "creator", "translator")


def read_linked(root: HtmlElement) -> tuple[LinkedArticle, ...]:
    """The articles that a page describes, in order; of other pages' articles only the links."""
    nodes = list(_nodes(list(_scripts(root))))
    known = {str(node["@id"]): node for node in nodes if "@id" in node and "name" in node}
    return tuple(_article(node, known) for node in nodes if _is_article(node))


def read_pages(root: HtmlElement) -> tuple[LinkedArticle, ...]:
    """What a page describes as itself, or as a work that is no article, in order."""
    nodes = list(_nodes(list(_scripts(root))))
    return tuple(_article(node, {}) for node in nodes if any(map(_PAGE.search, _types(node))))


def _scripts(root: HtmlElement) -> Iterator[Any]:
    for script in root.iter("script"):
        text = script.text
        if text and "ld+json" in (script.get("type") or "").lower():
            try:
                yield json.loads(text, strict=False)
            except (ValueError, RecursionError):
                yield from _lenient(script)


def _lenient(script: HtmlElement) -> list[Any]:
    """The readable parts of JSON with comments, stray commas or more behind its end."""
    text = (script.text or "").strip()
    try:
        return [_DECODER.raw_decode(text)[0]]
    except (ValueError, RecursionError):
        if len(text) > _LONGEST_LENIENT:
            return []
    # Loading it takes 0.8 s and 40 MB, for all the formats that it knows besides.
    extractor = importlib.import_module("extruct.jsonld").JsonLdExtractor()
    script.set("type", "application/ld+json")
    try:
        return list(extractor.extract_items(script))
    except (ValueError, IndexError, RecursionError):
        return []


def _nodes(waiting: list[Any]) -> Iterator[Node]:
    """Every object that may be the article or refer to it, outer ones first."""
    for count, item in enumerate(waiting):
        if count > _MOST_NODES:
            return
        if isinstance(item, list):
            waiting += cast("list[Any]", item)
        elif isinstance(item, dict):
            node = cast("Node", item)
            yield node
            waiting += [node[key] for key in _INSIDE if isinstance(node.get(key), dict | list)]


def _types(node: Node) -> list[str]:
    stated = node.get("@type")
    kinds = cast("list[Any]", stated) if isinstance(stated, list) else [stated]
    return [kind for kind in kinds if isinstance(kind, str)]


def _is_article(node: Node) -> bool:
    return any(_ARTICLE.search(kind) for kind in _types(node))


def _article(node: Node, known: dict[str, Node]) -> LinkedArticle:
    return LinkedArticle(
        headlines=_lines(node.get("headline") or node.get("name")),
        descriptions=_lines(node.get("description")),
        people=tuple(
            named for part in _PARTS for named in _people(node.get(part), part, known) if named.name
        ),
        published=_lines(
            node.get("datePublished") or node.get("dateCreated") or node.get("uploadDate")
        ),
        modified=_lines(node.get("dateModified")),
        publisher=next((n.name for n in _people(node.get("publisher"), "", known)), None),
        sections=_lines(node.get("articleSection")),
        keywords=_lines(node.get("keywords")),
        language=next(iter(_lines(node.get("inLanguage"))), None),
        addresses=_lines(node.get("url")) + _lines(node.get("mainEntityOfPage")),
    )


def _lines(value: object) -> tuple[str, ...]:
    """The texts of a value: a string, a list, or an object with one."""
    if isinstance(value, list):
        return tuple(line for item in cast("list[Any]", value) for line in _line(item))
    return _line(value)


def _line(value: object) -> tuple[str, ...]:
    if isinstance(value, dict):
        held = cast("Node", value)
        value = held.get("@value") or held.get("name") or held.get("@id") or held.get("url")
    if not isinstance(value, str):
        return ()
    line = one_line(html.unescape(value[:_LONGEST]))
    return (line,) if line else ()


def _people(value: object, part: str, known: dict[str, Node]) -> Iterator[NamedCreator]:
    """The people of a value: strings, objects, references, or nested lists of these."""
    waiting: list[object] = [value]
    for count, item in enumerate(waiting):
        if count > _MOST_NODES:
            return
        if isinstance(item, list):
            waiting += cast("list[Any]", item)
        elif isinstance(item, str):
            yield from (NamedCreator(name, False, part) for name in _line(item))
        elif isinstance(item, dict):
            node = cast("Node", item)
            if "name" not in node and "givenName" not in node:
                node = known.get(str(node.get("@id")), node)
            name = _name(node)
            if name:
                organization = any(_ORGANIZATION.search(kind) for kind in _types(node))
                yield NamedCreator(name, organization, part)


def _name(node: Node) -> str:
    stated = _lines(node.get("name"))
    if not stated:
        stated = _lines([node.get("givenName"), node.get("familyName")])
        return " ".join(stated)
    return ", ".join(stated)
