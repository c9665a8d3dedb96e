"""Standfirst (lead): the lines between the headline and the text of a story."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from archive.formats.web_page.main_text_repair import LONGEST_STORY, PageBlock, is_in, is_text, key
from archive.model.text import one_line

_TAGS = ("p", "h2", "h3", "h4", "div", "span", "strong", "section", "header", "li")
_CLASS = re.compile(
    r"(?:^|[\s_-])(?:lead|lede|standfirst|stand-first|intro|introduction|summary|dek|deck|chapeau|"
    r"abstract|excerpt|vorspann|entradilla|bajada|sommario|ingress|manchet|perex|subtitle|"
    r"sub-?head(?:line|ing)?|sub-?title|description)(?:$|[\s_-])|"
    r"[a-z](?:Lead|Lede|Standfirst|Intro|Summary|Dek|Excerpt|Subtitle|Subhead)",
)
_FEWEST_CHARACTERS, _MOST = 40, 1_000
_MOST_CHILDREN = 6
_CUT_OFF = ("…", "...", "[…]", "[...]")
_PICTURE = re.compile(r"figure|image|picture|photo|media|gallery|caption", re.IGNORECASE)


def with_lead(
    body: tuple[str, ...], blocks: list[PageBlock], root: HtmlElement, descriptions: list[str]
) -> tuple[str, ...]:
    """The body with the lead in front, where the page shows one that the body lacks.

    A lead stands above the story's first paragraph, and either repeats the page's description or is
    marked up as a lead.
    """
    known = key("".join(body))
    first = next((block.element for block in blocks if block.text in body), None)
    if first is None or len(known) > LONGEST_STORY:
        return body
    described = [
        letters
        for text in descriptions
        if (letters := key(text)) and len(text) >= _FEWEST_CHARACTERS and not is_in(known, text)
    ]
    for text in _candidates(root, first, described):
        if not is_in(known, text):
            return (text, *body)
    return body


def _candidates(root: HtmlElement, first: HtmlElement, described: list[str]) -> Iterator[str]:
    for element in _between(root, first):
        name = element.get("class") or ""
        called = _CLASS.search(name) is not None
        if not (called or described) or _PICTURE.search(name) or len(element) > _MOST_CHILDREN:
            continue
        text = one_line("".join(element.itertext())[:_MOST])
        if _FEWEST_CHARACTERS <= len(text) < _MOST and not text.endswith(_CUT_OFF):
            own = key(text)
            describes = any(own.startswith(one) or one.startswith(own) for one in described)
            if (called or describes) and is_text(PageBlock(element, text, 0)):
                yield text


def _between(root: HtmlElement, first: HtmlElement) -> Iterator[HtmlElement]:
    """The elements between headline and first paragraph, in page order."""
    headline = next(root.iter("h1"), None)
    above = set(headline.iterancestors()) if headline is not None else set[HtmlElement]()
    shared = next((one for one in first.iterancestors() if one in above), root)
    below_headline = headline is None
    for element in shared.iter("h1", *_TAGS):
        if element is first:
            return
        below_headline = below_headline or element is headline
        if below_headline and element.tag != "h1":
            yield element
