"""Repair of an extracted story: adds paragraphs that the extraction missed.

Extraction finds the part of a page with the most text. Pages split their story into several such
parts around advertisements, and set its first lines apart.
"""

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from lxml.html import HtmlElement

from archive.model.text import one_line

_TAGS = ("p", "h2", "h3", "h4")
_OUTSIDE = frozenset({"aside", "footer", "nav", "figure", "form", "li", "table", "template"})
OUTSIDE_CLASS = re.compile(
    r"comment|related|recommend|promo|newsletter|sidebar|teaser|caption|footer|author-?bio|"
    r"popup|modal|cookie|disclaimer",
    re.IGNORECASE,
)
# Shorter paragraphs are not taken on their own: too many of them are labels and buttons.
_FEWEST_CHARACTERS = 80
_MOST_OF_LINKS = 0.3
# As many letters as make two texts the same.
_PROBE = 40
# A longer story is whole: no paper prints it in parts.
LONGEST_STORY = 300_000
_NOT_WORDS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class PageBlock:
    """Paragraph or heading of a page, and its position in it."""

    element: HtmlElement
    text: str
    place: int


def page_blocks(root: HtmlElement) -> list[PageBlock]:
    """The paragraphs and headings of a page in order."""
    texts = ((element, one_line("".join(element.itertext()))) for element in root.iter(*_TAGS))
    return [PageBlock(element, text, place) for place, (element, text) in enumerate(texts) if text]


def completed_story(body: tuple[str, ...], blocks: list[PageBlock]) -> tuple[str, ...]:
    """The body with the missed paragraphs at similar positions, all in page order."""
    known = key("".join(body))
    if len(known) > LONGEST_STORY:
        return body
    of_text: dict[str, PageBlock] = {}
    for block in blocks:
        of_text.setdefault(block.text, block)
    taken = [of_text[text] for text in body if text in of_text and of_text[text].element.tag == "p"]
    weights = Counter[str]()
    for block in taken:
        if len(block.text) >= _FEWEST_CHARACTERS:
            weights[_kind(block.element)] += len(block.text)
    total = sum(weights.values())
    kinds = {kind for kind, weight in weights.items() if weight * 3 >= total}
    if not kinds:
        return body
    stories = {_story(block.element) for block in taken if _kind(block.element) in kinds}
    missing = [
        block
        for block in blocks
        if len(block.text) >= _FEWEST_CHARACTERS
        and not is_in(known, block.text)
        and _kind(block.element) in kinds
        and _story(block.element) in stories
        and is_text(block)
    ]
    return _inserted(body, missing, of_text) if missing else body


def key(text: str) -> str:
    """Key that spellings of one text share: its letters and digits."""
    return _NOT_WORDS.sub("", text).casefold()


def is_in(known: str, text: str) -> bool:
    """Whether a text, or most of it, is already there, perhaps broken into lines."""
    letters = key(text)
    return letters[:_PROBE] in known or letters[-_PROBE:] in known


def _kind(element: HtmlElement) -> str:
    """Key that elements at similar positions share."""
    parts = [f"{element.tag}.{_class(element)}"]
    if _class(element):
        return parts[0]
    for ancestor in element.iterancestors():
        name = _class(ancestor)
        parts.append(f"{ancestor.tag}.{name}")
        if name or len(parts) > 3:
            break
    return "<".join(parts)


def _class(element: HtmlElement) -> str:
    return element.get("class") or ""


def _story(element: HtmlElement) -> HtmlElement | None:
    """The nearest article element above an element, None for none; a page may hold several."""
    return next(element.iterancestors("article"), None)


def is_text(block: PageBlock) -> bool:
    """Whether a block is of the story by where it stands, and not mostly links."""
    for ancestor in block.element.iterancestors():
        if ancestor.tag in {"article", "body", "main"}:
            break
        if ancestor.tag in _OUTSIDE or OUTSIDE_CLASS.search(_class(ancestor)):
            return False
    linked = sum(len("".join(link.itertext())) for link in block.element.iter("a"))
    return linked <= len(block.text) * _MOST_OF_LINKS


def _inserted(
    body: tuple[str, ...], missing: Iterable[PageBlock], of_text: dict[str, PageBlock]
) -> tuple[str, ...]:
    standing = sorted(
        (of_text[text].place, number) for number, text in enumerate(body) if text in of_text
    )
    after: dict[int, list[str]] = {}
    for block in missing:
        before = bisect(standing, (block.place, 0))
        after.setdefault(standing[before - 1][1] if before else -1, []).append(block.text)
    return tuple(
        text
        for number in range(-1, len(body))
        for text in (*body[number : number + 1 if number >= 0 else 0], *after.get(number, ()))
    )
