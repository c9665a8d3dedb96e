"""Main text of a page, extracted by trafilatura, in paragraphs without boilerplate."""

import logging
import re
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

_FORUM_PROGRAM = re.compile(
    r"phpbb|vbulletin|xenforo|\bxf\b|discourse|simple machines|\bsmf\b|mybb|invision|ipsapp|"
    r"\bips\b|vanilla forums|flarum|fluxbb|punbb|nodebb|woltlab|burning board|yabb|"
    r"ubb\.threads|bbpress",
    re.IGNORECASE,
)
_FORUM_ITEMS = etree.XPath(
    "//*[contains(@itemtype, 'DiscussionForumPosting') or contains(@itemtype, 'schema.org/QAPage')]"
)
# Elements of trafilatura's tree that end a paragraph; those left over stand inside of one.
_BLOCKS = frozenset(
    {"body", "p", "head", "item", "list", "quote", "row", "table", "lb", "code", "div"}
)


def body_of(root: HtmlElement) -> tuple[str, ...]:
    """The story's paragraphs, subheads and list items; empty where there is no story.

    In a forum what readers write is the text, and comes too.
    """
    comments = is_forum(root)
    options = Extractor(comments=comments, recall=comments, output_format="python")
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


def is_forum(root: HtmlElement) -> bool:
    """Whether a page is of a forum, by the program that made it or what it says of itself."""
    generators = (one.get("content") or "" for one in root.iter("meta") if _is_generator(one))
    if any(map(_FORUM_PROGRAM.search, generators)):
        return True
    body = root.find("body")
    stated = [] if body is None else [body.get("id") or "", body.get("class") or ""]
    stated += [root.get("id") or "", root.get("class") or ""]
    return any(map(_FORUM_PROGRAM.search, stated)) or bool(_FORUM_ITEMS(root))


def _is_generator(meta: HtmlElement) -> bool:
    return (meta.get("name") or "").lower() in {"generator", "application-name", "copyright"}


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
