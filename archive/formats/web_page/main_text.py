"""Main text of a page, extracted by trafilatura, in paragraphs without boilerplate."""

import logging
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.settings import Extractor

from archive.formats.web_page.html_tree import LIBRARY_ERRORS
from archive.model.text import one_line

# A page that cannot be read is reported by us, not by the libraries' logs.
for _library in ("trafilatura", "justext", "readability"):
    logging.getLogger(_library).setLevel(logging.CRITICAL)

# Elements of trafilatura's tree that end a paragraph; those left over stand inside of one.
_BLOCKS = frozenset(
    {"body", "p", "head", "item", "list", "quote", "row", "table", "lb", "code", "div"}
)


def body_of(root: HtmlElement, *, comments: bool = False) -> tuple[str, ...]:
    """The story's paragraphs, subheads and list items; empty where there is no story.

    What readers write about it comes only with `comments`.
    """
    options = Extractor(comments=comments, output_format="python")
    try:
        extracted = bare_extraction(root, options=options)
    except LIBRARY_ERRORS:
        return ()
    body: HtmlElement | None = getattr(extracted, "body", None)
    found = tuple(_paragraphs(body)) if body is not None else ()
    posts: HtmlElement | None = getattr(extracted, "commentsbody", None)
    if comments and posts is not None:
        known = set(found)
        found += tuple(text for text in _paragraphs(posts) if text not in known)
    return found


def _paragraphs(body: HtmlElement) -> Iterator[str]:
    """The text between the boundaries of blocks."""
    running: list[str] = []
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if element.tag in _BLOCKS:
            if text := one_line("".join(running)):
                yield text
            running.clear()
        elif element.tag == "cell" and running:
            running.append(" ")
        running.append((element.text if event == "start" else element.tail) or "")
    if text := one_line("".join(running)):
        yield text
