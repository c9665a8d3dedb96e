"""Headline of a page: a weighted vote among the several that it gives itself.

A page names itself in its JSON-LD, for social networks, in its title, and in what it shows.
None of these is right often enough alone: one has the site's name, one is written for search
engines, one is the name of the section. What several agree on is the headline.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

from archive.formats.web_page.meta_tags import Statement
from archive.model.text import one_line, unescaped

# The weight of each part of the page. Measured on 116 pages of 80 papers: what matters is that
# any two of the first three outweigh the third.
_WEIGHTS = {
    "JSON-LD": 3.0,
    "h1": 3.0,
    "heading": 3.0,
    "part of h1": 2.5,
    "og:title": 2.0,
    "twitter:title": 1.0,
    "title element": 1.0,
    "trail of links": 0.3,
}
_OTHER_WEIGHT = 0.5
_HEADINGS = ("h1", "h2", "h3")
# A heading in one of these is a crumb of the way to the page, or another page's headline.
_TRAIL = frozenset({"nav", "li", "ul", "ol"})
_ELSEWHERE = frozenset({"a", "aside", "footer", "figure", "template", "noscript"})
_TRAIL_CLASS = re.compile(r"breadcrumb", re.IGNORECASE)
_HEADERS = frozenset({"header", "hgroup"})
_OF_STORY = frozenset({"article", "main"})
_HEADER_CLASS = re.compile(r"head|title|intro", re.IGNORECASE)
_KICKER = re.compile(
    r"kicker|eyebrow|over-?line|dachzeile|topline|roofline|surtitre|antetitulo|occhiello|"
    r"(?:^|[\s_-])(?:label|flag|tag|section|category|rubric|rubrik|topic|channel)(?:$|[\s_-])",
    re.IGNORECASE,
)
_BETWEEN_PARTS = re.compile(r"^[-–—|:·•\s]+")
_BREAKS = frozenset({"br", "div", "p"})
_LONGEST = 400
_MOST_HEADINGS, _MOST_PARTS = 200, 10
_SEPARATOR = re.compile(r"\s+(?:[–—·•»«′']|::|-{1,2})\s+|\s*[|ㅣ｜]\s*")
# Marks that part a headline from the name of its site, and other things from each other.
_LOOSE_SEPARATOR = re.compile(r"\s+:\s+|\s*[_＿]\s*|\s+[|/<>~]\s+")
_SHORTEST_SITE = 6
# Separators between a headline and the rest of a title.
_BEFORE = re.compile(r"(?:[-–—|ㅣ｜·•«]|::)\s*$")
_AFTER = re.compile(r"\s*(?:[-–—|ㅣ｜·•»:]|::)")
_NOT_WORDS = re.compile(r"[\W_]+")
_FEWEST_WORDS, _MOST_OF_SITE = 4, 3


@dataclass(frozen=True, slots=True)
class ShownHeading:
    """Heading that a page shows, and its place: a name in the table of weights."""

    text: str
    where: str


def shown_headings(root: HtmlElement) -> list[ShownHeading]:
    """The headings that may be the article's, in page order."""
    found: list[ShownHeading] = []
    for element in islice(root.iter(*_HEADINGS), _MOST_HEADINGS):
        where = _place(element)
        if where is None:
            continue
        parts = [
            unescaped(one_line(part), but_tags=True)
            for part in islice(_parts(element), 2 * _MOST_PARTS)
        ]
        parts = [part for part in parts if part]
        text = " ".join(parts)
        if not text or len(text) > _LONGEST:
            continue
        rest = _BETWEEN_PARTS.sub("", " ".join(parts[1:]))
        whole = rest if rest and _is_kicker(element, parts[0]) else text
        found.append(ShownHeading(whole, where))
        others = dict.fromkeys((*parts, rest)) if len(parts) > 1 else {}
        if whole != text:
            found.append(ShownHeading(text, "part of h1"))
        found += [ShownHeading(part, "part of h1") for part in others if part not in {"", text}]
    return found


def _parts(heading: HtmlElement) -> Iterator[str]:
    """The texts of a heading's children and between them, where these are not one word."""
    running = heading.text or ""
    for child in heading:
        text = "".join(child.itertext())[:_LONGEST]
        joined = running[-1:].isalnum() and text[:1].isalnum() and not text[:1].isupper()
        if not joined and (child.tag in _BREAKS or running.strip()):
            yield running
            running = ""
        running += text
        tail = child.tail or ""
        if tail and not (text[-1:].isalnum() and tail[:1].isalnum()):
            yield running
            running = ""
        running += tail
    yield running[:_LONGEST]


def _is_kicker(heading: HtmlElement, first: str) -> bool:
    """Whether the first part of a heading is the name of its section, marked up as such."""
    child = next(iter(heading), None)
    if (
        child is None
        or (heading.text or "").strip()
        or one_line("".join(child.itertext())) != first
    ):
        return False
    return _KICKER.search(child.get("class") or "") is not None or child.tag == "small"


def _place(element: HtmlElement) -> str | None:
    """The place of a heading, None where it cannot be the article's."""
    in_header = in_story = in_trail = False
    for ancestor in element.iterancestors():
        tag = ancestor.tag
        if tag in _ELSEWHERE:
            return None
        name = ancestor.get("class") or ""
        in_trail = in_trail or tag in _TRAIL or _TRAIL_CLASS.search(name) is not None
        in_header = in_header or tag in _HEADERS or _HEADER_CLASS.search(name) is not None
        in_story = in_story or tag in _OF_STORY
    if element.tag == "h1":
        return "trail of links" if in_trail else "h1"
    return "heading" if in_header and in_story and not in_trail else None


def choose(
    stated: Iterable[Statement], shown: list[ShownHeading], site_names: Iterable[str]
) -> Statement | None:
    """The headline without the site's name, and the reason for the choice; None without one."""
    sites = {key for name in site_names if (key := _key(name))}
    candidates = [*stated, *(Statement(one.text, one.where) for one in _eligible(shown))]
    texts = [candidate.value for candidate in candidates if candidate.why != "title element"]
    groups: dict[str, list[Statement]] = {}
    for candidate in candidates:
        text = _without_site(candidate, texts, sites).strip()
        if key := _key(text):
            groups.setdefault(key, []).append(Statement(text, candidate.why))
    proper = {key: group for key, group in groups.items() if key not in sites}
    if not proper:
        return None
    best = max(proper.values(), key=_weight)
    sources = list(dict.fromkeys(one.why for one in best))
    agreed = " and ".join(sources[:2]) + " agree" if len(sources) > 1 else sources[0]
    return Statement(best[0].value, agreed)


def _eligible(shown: list[ShownHeading]) -> Iterator[ShownHeading]:
    """The first heading of each kind; below h1 only where no h1 is the story's."""
    has_h1 = any(one.where == "h1" for one in shown)
    seen: set[str] = set()
    for one in shown:
        if one.where == "heading" and has_h1:
            continue
        if one.where not in seen or one.where == "part of h1":
            yield one
        seen.add(one.where)


def _weight(group: list[Statement]) -> float:
    return sum(_WEIGHTS.get(why, _OTHER_WEIGHT) for why in {one.why for one in group})


def _without_site(candidate: Statement, texts: list[str], sites: set[str]) -> str:
    """The text without a site name, which other parts of the page show it to be."""
    text = candidate.value
    if repeated := _repeated(text, texts, sites):
        return repeated
    separators = list(_SEPARATOR.finditer(text))
    for separator in (*separators, *_LOOSE_SEPARATOR.finditer(text)):
        if separator.start() and _names_site(text[separator.end() :], sites):
            return text[: separator.start()]
    if separators and _names_site(text[: separators[0].start()], sites):
        return text[separators[0].end() :]
    if candidate.why == "title element" and separators:
        start, end = text[: separators[-1].start()], text[separators[-1].end() :]
        if len(start.split()) >= _FEWEST_WORDS and len(end.split()) <= _MOST_OF_SITE:
            return start
    return text


def _repeated(text: str, texts: list[str], sites: set[str]) -> str | None:
    """Another text that this one begins or ends with, parted from the rest by a mark."""
    for other in texts:
        if len(text) > len(other) > len(text) / 2 and _key(other) not in sites:
            if text.startswith(other) and _AFTER.match(text, len(other)):
                return other
            if text.endswith(other) and _BEFORE.search(text[: -len(other)]):
                return other
    return None


def _names_site(text: str, sites: set[str]) -> bool:
    key = _key(text)
    return any(
        key == site
        or (len(site) > 3 and key.endswith(site))
        or (len(site) >= _SHORTEST_SITE and site in key and len(key) < 3 * len(site))
        for site in sites
    )


def _key(text: str) -> str:
    """Key that spellings of one headline share."""
    return _NOT_WORDS.sub("", text).casefold()
