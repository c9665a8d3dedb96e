"""Headline of a page: a weighted vote among the several that it gives itself.

A page names itself in its JSON-LD, for social networks, in its title, and in what it shows.
None of these is right often enough alone: one has the site's name, one is written for search
engines, one is the name of the section. What several agree on is the headline. Where an h1 is
like what the page states, the headline is that of the h1: the others are written for machines.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

from archive.formats.web_page.meta_tags import Statement
from archive.model.text import one_line, unescaped

_PART = "part of h1"
# The weight of each part of the page. Measured on 116 pages of 80 papers: what matters is that
# any two of the first three outweigh the third.
_WEIGHTS = {
    "JSON-LD": 3.0,
    "h1": 3.0,
    "heading": 3.0,
    _PART: 2.5,
    "og:title": 2.0,
    "twitter:title": 1.0,
    "title element": 1.0,
    "trail of links": 0.3,
    "navigation": 0.3,
}
# Where the page states for others what stands in its navigation, that is its h1 all the same.
_STATED_IN_NAVIGATION = 3.0
_SHOWN = frozenset({"h1", "heading", _PART, "trail of links", "navigation"})
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
# What follows these is another thing, be it longer than the headline: a motto of the site.
_STRONGLY_AFTER = re.compile(r"\s*(?:[|ㅣ｜]|\s[–—-]\s)")
_SHORTEST_REPEATED = 20
_COLON = re.compile(r"\s*[:：]")
_NOT_WORDS = re.compile(r"[\W_]+")
_FEWEST_WORDS, _MOST_OF_SITE = 4, 3
# An h1 with fewer characters is as often the name of a section.
_SHORTEST_PRINTED, _SHORTEST_LETTERS = 12, 5
# The shares of its sequences of letters that an h1 has in common with a statement. Measured on
# 690 pages: the h1 of another thing (a teaser, a box) has up to .36, but for those below another.
_GRAM = 3
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff가-힣]")
_LONGEST_SITE = 40
_LEAST_ALIKE = 0.38
# A later h1 is the headline only where it is more alike by so much: teasers share words too.
_MORE_ALIKE = 0.2


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
            found.append(ShownHeading(text, _PART))
        found += [ShownHeading(part, _PART) for part in others if part not in {"", text}]
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
        return "h1" if not in_trail else "trail of links" if in_story else "navigation"
    return "heading" if in_header and in_story and not in_trail else None


def choose(
    stated: Iterable[Statement], shown: list[ShownHeading], site_names: Iterable[str]
) -> Statement | None:
    """The headline without the site's name, and the reason for the choice; None without one."""
    said = list(stated)
    sites = _keys_of_sites(site_names, [*(one.value for one in said), *(h.text for h in shown)])
    printed = _printed(shown, [one.value for one in said], sites)
    candidates = [*said, *(Statement(one.text, one.where) for one in _eligible(shown, printed))]
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
    keys = {_key(one.text) for one in printed}
    of_h1 = [group for key, group in proper.items() if key in keys]
    if of_h1 and best not in of_h1:
        best = _rather(best, max(of_h1, key=_weight))
    sources = list(dict.fromkeys(one.why for one in best))
    agreed = " and ".join(sources[:2]) + " agree" if len(sources) > 1 else sources[0]
    return Statement(_spelled(best), agreed)


def _spelled(group: list[Statement]) -> str:
    """The spelling of an h1 where others have other marks; else the first, whatever its case."""
    first = group[0].value
    printed = next((one.value for one in group if one.why == "h1"), first)
    is_same = "".join(first.casefold().split()) == "".join(printed.casefold().split())
    return first if is_same else printed


def _rather(elected: list[Statement], printed: list[Statement]) -> list[Statement]:
    """The headline of the vote or of the h1: the vote's only where the page shows it or insists.

    A page insists where its JSON-LD and its og:title agree, and its title is not that of the h1;
    where the h1 stands in a list, the JSON-LD is enough.
    """
    votes, names = {one.why for one in elected}, {one.why for one in printed}
    insists = {"JSON-LD", "og:title"} <= votes and "title element" not in names
    if names & {"trail of links", "navigation"}:
        insists = "JSON-LD" in votes
    return elected if insists or votes & _SHOWN else printed


def _keys_of_sites(names: Iterable[str], texts: list[str]) -> set[str]:
    """Keys of the site's names; a headline that stands where the publisher should is none."""
    said = {key for text in texts if len(key := _key(text)) > _LONGEST_SITE}
    return {key for name in names if (key := _key(name)) and key not in said}


def _printed(shown: list[ShownHeading], stated: list[str], sites: set[str]) -> list[ShownHeading]:
    """The h1 that is most like a statement of the page, and its parts behind it."""
    best: list[ShownHeading] = []
    most = 0.0
    is_best = False
    grams = [_grams(text) for text in stated]
    for one in shown:
        if one.where != _PART:
            alike = _alike(one, grams) if _key(one.text) not in sites else 0.0
            if is_best := alike > most + (_MORE_ALIKE if best else 0.0):
                best, most = [one], alike
        elif is_best:
            best.append(one)
    return best


def _alike(heading: ShownHeading, grams: list[frozenset[str]]) -> float:
    """The greatest share of letters that a long h1 has in common with a text; 0 if too little."""
    letters = _key(heading.text)
    shortest = _SHORTEST_LETTERS if _UNSPACED.search(letters) else _SHORTEST_PRINTED
    if heading.where == "heading" or len(letters) < shortest:
        return 0.0
    own = _grams(heading.text)
    shares = (len(own & other) / max(min(len(own), len(other)), 1) for other in grams)
    most = max(shares, default=0.0)
    return most if most >= _LEAST_ALIKE else 0.0


def _grams(text: str) -> frozenset[str]:
    letters = _key(text)
    return frozenset(letters[at : at + _GRAM] for at in range(len(letters) - _GRAM + 1))


def _eligible(shown: list[ShownHeading], printed: list[ShownHeading]) -> Iterator[ShownHeading]:
    """The first heading of each kind; below h1 only where no h1 is the story's."""
    has_h1 = any(one.where == "h1" for one in shown)
    seen = {one.where for one in printed[:1]}
    yield from printed[:1]
    for one in shown:
        if one.where == "heading" and has_h1:
            continue
        if one.where not in seen or one.where == _PART:
            yield one
        seen.add(one.where)


def _weight(group: list[Statement]) -> float:
    sources = {one.why for one in group}
    is_stated = {"navigation", "og:title"} <= sources
    return sum(_WEIGHTS.get(why, _OTHER_WEIGHT) for why in sources) + (
        _STATED_IN_NAVIGATION if is_stated else 0.0
    )


def _without_site(candidate: Statement, texts: list[str], sites: set[str]) -> str:
    """The text without a site name, which other parts of the page show it to be."""
    text = candidate.value
    repeated = _repeated(text, texts, sites)
    # What an h1 says behind a colon belongs to it: a title for search engines leaves it out.
    if repeated and (candidate.why != "h1" or not _COLON.match(text, len(repeated))):
        return repeated
    separators = list(_SEPARATOR.finditer(text))
    for separator in (*separators, *_LOOSE_SEPARATOR.finditer(text)):
        if separator.start() and _ends_in_site(text[separator.end() :], sites):
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
        if (
            text.startswith(other)
            and len(other) >= _SHORTEST_REPEATED
            and _STRONGLY_AFTER.match(text, len(other))
        ):
            return other
        if len(text) > len(other) > len(text) / 2 and _key(other) not in sites:
            if text.startswith(other) and _AFTER.match(text, len(other)):
                return other
            if text.endswith(other) and _BEFORE.search(text[: -len(other)]):
                return other
    return None


def _ends_in_site(text: str, sites: set[str]) -> bool:
    """Whether what stands behind a mark is the site, or short names of sections and the site."""
    *sections, _ = _SEPARATOR.split(text)
    return _names_site(text, sites) and all(len(s.split()) <= _MOST_OF_SITE for s in sections)


def _names_site(text: str, sites: set[str]) -> bool:
    """Whether a text is a name of the site, its initials, or words that stand in its address."""
    key = _key(text)
    words = [word for word in _NOT_WORDS.split(text.casefold()) if word]
    if len(words) > 1 and "".join(word[0] for word in words) in sites:
        return True
    if len(key) >= _SHORTEST_SITE and all(
        len(word) > 2 and any(word in site for site in sites) for word in words
    ):
        return True
    return any(
        key == site
        or (len(site) > 3 and key.endswith(site))
        or (len(site) >= _SHORTEST_SITE and site in key and len(key) < 3 * len(site))
        for site in sites
    )


def _key(text: str) -> str:
    """Key that spellings of one headline share."""
    return _NOT_WORDS.sub("", text).casefold()
