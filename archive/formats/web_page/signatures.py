"""Signatures of a page's article among its first and last lines, where nothing else names a writer.

A line that says so ("By A"), or a name alone that is set in bold, in italics or to the right.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

from archive.facts.credits.credit_lines import parse_credits
from archive.formats.web_page.byline_names import (
    house_key,
    is_name,
    is_nobody,
    names_in,
    says_by,
)
from archive.model.article import Credit, Role
from archive.model.text import one_line

_MARKED = etree.XPath(
    "(//b|//strong|//em|//i|//*[@align='right' or contains(@style,'right') or "
    "contains(@class,'right') or contains(@class,'sign')])"
    "[not(ancestor::a or ancestor::li or ancestor::h2 or ancestor::h3 or ancestor::h4)]"
)
_MOST_MARKED = 2_000
_LONGEST = 100
_LINES_ABOVE, _LINES_BELOW = 3, 2
_IN_BRACKETS = re.compile(r"[(（\[]\s*(?P<name>[^()（）\[\]]+)[)）\]]|[-–—]\s?(?P<behind>.+)")
_WORD = re.compile(r"\w+")
_MOST_NAMES = 4
# What may stand beside names: a word for "by", a town.
_MOST_ELSE = 25


@dataclass(frozen=True, slots=True)
class Signed:
    """A story without its signature, and whom that names."""

    body: tuple[str, ...]
    credits: tuple[Credit, ...] = ()


def signed(body: tuple[str, ...], root: HtmlElement, sites: Iterable[str] = ()) -> Signed:
    """The story, and the credits in one of its first or last lines.

    `sites` are the names of the paper, its publisher and its site, who are no people.

    Credits at the end that say what somebody did ("Reporting by A") stay in the story here.
    """
    last = len(body) - 1
    above = range(min(_LINES_ABOVE, last))
    below = range(last, max(last - _LINES_BELOW, 0), -1)
    marked: set[str] | None = None
    for number in (*above, *below):
        line = body[number]
        if len(line) > _LONGEST:
            continue
        found = _stated(line, may_be_credits=number in above)
        if not found and (names := _names(line, is_last=number == last)):
            marked = _marked_texts(root) if marked is None else marked
            is_set_apart = line in marked or line != ", ".join(name.name for name in names)
            rest = (*body[:number], *body[number + 1 :])
            found = names if is_set_apart and not _are_in(names, rest) else ()
        if found:
            houses = frozenset(map(house_key, sites))
            found = tuple(
                Credit(credit.name, Role.AGENCY) if house_key(credit.name) in houses else credit
                for credit in found
            )
            return Signed((*body[:number], *body[number + 1 :]), found)
    return Signed(body)


def _are_in(names: tuple[Credit, ...], story: tuple[str, ...]) -> bool:
    """Whether a word of the names is in the story: its subject, or no name ("Key Points")."""
    words = {word for text in story for word in _WORD.findall(text.casefold())}
    return any(
        len(word) > 1 and word in words
        for name in names
        for word in _WORD.findall(name.name.casefold())
    )


def _stated(line: str, *, may_be_credits: bool) -> tuple[Credit, ...]:
    """The credits of a line that says by whom the story is."""
    found = parse_credits(line) if may_be_credits else ()
    if any(credit.role in {Role.REPORTER, Role.WRITER} for credit in found):
        return tuple(credit for credit in found if not is_nobody(credit.name))
    return _names(line, is_last=False) if says_by(line) else ()


def _names(line: str, *, is_last: bool) -> tuple[Credit, ...]:
    """The names that are the whole line, but for brackets or a dash around those of a last one."""
    if is_last and (match := _IN_BRACKETS.fullmatch(line)):
        line = match["name"] or match["behind"]
    names = names_in(line)
    if not 0 < len(names) <= _MOST_NAMES or not all(map(is_name, names)):
        return ()
    if len(line) - sum(map(len, names)) > _MOST_ELSE:
        return ()
    # Nothing tells a name in scripts without capitals from two words.
    if not says_by(line) and any(name == name.swapcase() for name in names):
        return ()
    return tuple(Credit(name, Role.REPORTER) for name in names if not is_nobody(name))


def _marked_texts(root: HtmlElement) -> set[str]:
    texts = (one_line("".join(one.itertext())) for one in _MARKED(root)[:_MOST_MARKED])
    return {text for text in texts if len(text) <= _LONGEST}
