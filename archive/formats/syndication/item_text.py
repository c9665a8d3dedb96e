"""Text of a feed item (plain, escaped HTML or markup) as paragraphs and captions."""

import html
import re
from dataclasses import dataclass

from lxml import etree

from archive.formats.markup.block import TextBlockKind, numbers_of
from archive.formats.markup.element import XmlElement, local_name
from archive.formats.markup.html_blocks import read_markup
from archive.model.article import Picture
from archive.model.text import one_line, paragraphs, unescaped

_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>|&#?\w{1,31};")


@dataclass(frozen=True, slots=True)
class Prose:
    """Item text in paragraphs, and the captions and pictures among them.

    `subheads` and `items` are the numbers of those of the paragraphs.
    """

    body: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    subheads: tuple[int, ...] = ()
    items: tuple[int, ...] = ()
    pictures: tuple[Picture, ...] = ()


def is_markup(text: str) -> bool:
    """Whether a text that may be plain or HTML has tags or character references."""
    return _MARKUP.search(text) is not None


def plain_prose(text: str) -> Prose:
    """Prose of a text without markup."""
    return Prose(paragraphs(text))


def html_prose(text: str, base: str = "") -> Prose:
    """Prose of HTML, or of text with only its characters escaped."""
    if "<" not in text:
        return plain_prose(unescaped(html.unescape(text)))
    page = read_markup(text, "its text", base)
    body = [block for block in page.blocks if block.kind is not TextBlockKind.CAPTION]
    return Prose(
        tuple(unescaped(each.text) for each in body),
        tuple(unescaped(each.text) for each in page.blocks if each.kind is TextBlockKind.CAPTION),
        numbers_of(TextBlockKind.HEADING, body),
        numbers_of(TextBlockKind.ITEM, body),
        page.pictures,
    )


def html_line(text: str) -> str:
    """Flatten HTML to one line of text."""
    return one_line(" ".join(html_lines(text)))


def html_lines(text: str) -> tuple[str, ...]:
    """Flatten HTML to a line for each of its blocks."""
    if "<" not in text:
        return (unescaped(html.unescape(text)),)
    return tuple(unescaped(block.text) for block in read_markup(text, "a line").blocks)


def inner_html(element: XmlElement) -> str:
    """Serialize the content of an element as HTML; names lose their prefixes."""
    for each in element.iter("*"):
        each.tag = feed_name(each) or "span"
    element.tag = "div"
    return str(etree.tostring(element, method="html", encoding="unicode", with_tail=False))


def feed_name(element: XmlElement) -> str:
    """The name of an element without its namespace, in lower case; "" for an entity."""
    return local_name(element).rpartition(":")[2].lower()
