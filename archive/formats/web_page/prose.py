"""Prose of a page: all its paragraphs of some length, outside of what frames the page.

It stands in where the extraction of the story finds next to nothing of a text.
"""

import re
from collections.abc import Iterator
from copy import deepcopy

from lxml.html import HtmlElement

from archive.formats.markup.block import TextBlockKind
from archive.formats.markup.html_blocks import blocks_of
from archive.formats.web_page.main_text_repair import OUTSIDE_CLASS
from archive.model.text import one_line

_OUTSIDE = ("nav", "aside", "footer", "form", "button", "select", "figure", "template", "noscript")
_MAY_BE_OUTSIDE = ("div", "section", "ul", "ol", "table", "p")
_FEWEST_CHARACTERS = 80
# Ends of sentences in the world's scripts.
_SENTENCE_ENDS = tuple('.!?。！？؟।॥۔။።։…"”»」』')
# What a sentence has somewhere, and a list of links has not.
_MARK = re.compile("[.!?。！？؟।॥۔።։,、，،\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff]")
# Scripts that write sentences without an end: Thai, Lao, Tibetan, Burmese, Khmer.
_ENDLESS = re.compile("[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff]")
_FEWEST_OF_ENDLESS = 20
# Signs that are a word or half of one count for so many letters.
_OF_WIDE_SIGN = 3
_WIDE_SIGN = re.compile("[\u3040-\u30ff\u3400-\u9fff가-힣]")
# 250 words of English.
LEAST_WEIGHT = 1_400
_MOST_OF_LINKS = 0.5
# A page's text begins among so many paragraphs.
_MOST_ASKED = 20
_MOST_OF_BODY = 0.25


def weight(texts: tuple[str, ...]) -> int:
    """The length of texts in letters of an alphabet: a sign of Han or Hangul counts for three."""
    wide = sum(len(_WIDE_SIGN.findall(text)) for text in texts)
    return sum(map(len, texts)) + (_OF_WIDE_SIGN - 1) * wide


def has_sentence(texts: tuple[str, ...]) -> bool:
    """Whether one of the texts is a sentence, or as long as one."""
    return any(
        text.endswith(_SENTENCE_ENDS)
        or _is_paragraph(text)
        or len(_ENDLESS.findall(text)) >= _FEWEST_OF_ENDLESS
        for text in texts
    )


def has_unlinked(texts: tuple[str, ...], root: HtmlElement) -> bool:
    """Whether one of the texts is a paragraph of sentences that is in no link."""
    linked = {one_line("".join(link.itertext())) for link in root.iter("a")}
    return any(
        _is_paragraph(text)
        and text.endswith(_SENTENCE_ENDS)
        and not any(text in link for link in linked)
        for text in texts[:_MOST_ASKED]
    )


def is_prose(texts: tuple[str, ...]) -> bool:
    """Whether texts have some 250 words in paragraphs of sentences."""
    paragraphs = (text for text in texts if _is_paragraph(text) and _MARK.search(text))
    return weight(tuple(paragraphs)) >= LEAST_WEIGHT


def rescued(body: tuple[str, ...], root: HtmlElement) -> tuple[str, ...]:
    """The body, or the prose of the page where that is far more."""
    if is_prose(body):
        return body
    for number, prose in enumerate(_readings(root)):
        # What frames a page is better than nothing, and only than that.
        if is_prose(prose) and (number == 0 or not has_sentence(body)):
            return prose if weight(body) < weight(prose) * _MOST_OF_BODY else body
    return body


def _readings(root: HtmlElement) -> Iterator[tuple[str, ...]]:
    """The prose of the page without what frames it; then, as a last resort, all of its prose."""
    page = deepcopy(root)
    for element in list(page.iter(*_OUTSIDE, *_MAY_BE_OUTSIDE)):
        if element.getparent() is not None and _is_outside(element):
            element.drop_tree()
    yield _prose(page)
    yield _prose(root)


def _prose(page: HtmlElement) -> tuple[str, ...]:
    """The paragraphs in order, with the headings between them."""
    found: list[str] = []
    heading = ""
    for block in blocks_of(page):
        if block.kind is TextBlockKind.HEADING:
            heading = block.text
        elif _is_paragraph(block.text):
            found += [heading, block.text] if heading and found else [block.text]
            heading = ""
    return tuple(found)


def _is_outside(element: HtmlElement) -> bool:
    if element.tag in _OUTSIDE:
        return True
    name = element.get("class")
    if name and OUTSIDE_CLASS.search(name):
        return True
    linked = sum(len("".join(link.itertext())) for link in element.iter("a"))
    return linked > 0 and linked > len("".join(element.itertext())) * _MOST_OF_LINKS


def _is_paragraph(text: str) -> bool:
    return weight((text,)) >= _FEWEST_CHARACTERS
