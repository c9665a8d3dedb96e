"""HTML tree of a page, parsed as leniently as browsers do."""

import re

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

# Exceptions of libraries on trees that they did not expect.
LIBRARY_ERRORS: tuple[type[Exception], ...] = (
    ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError,
    etree.LxmlError,
)  # fmt: skip
# Characters that XML does not allow, and lone surrogates, which no encoding has.
_NO_CHARACTERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# libxml2 takes a page that begins with <html … /> for an empty one.
_CLOSED_AT_ONCE = re.compile(r"(<html\b[^<>]{0,1000}?)\s*/>", re.IGNORECASE)
# Tags that carry the paragraphs and what is said of them; the others only nest them.
_FLAT = re.compile(
    r"</?(?!(?:p|h[1-6]|li|br|table|tr|td|th|blockquote|figcaption|title|meta|link|script|style|"
    r"time|head|body|html|noscript|textarea|svg|template)\b)[a-z][^<>]*>",
    re.IGNORECASE,
)
# Four times as many as the largest of 297 news pages; reading as many takes up to 7 s.
_MOST_ELEMENTS = 12_000
_MOST_CHARACTERS = 2_000_000
_LONGEST_ATTRIBUTE = 20_000
_NO_TEXT = frozenset({"script", "style", "noscript", "template", "svg", "textarea"})


def parse(text: str) -> HtmlElement | None:
    """Parse a page to its root element, None where it is empty.

    A page nested deeper than libxml2 allows, mostly by tags that are never closed, is parsed again
    without the tags that only nest.
    """
    text = _CLOSED_AT_ONCE.sub(r"\1>", _NO_CHARACTERS.sub("", text), count=1)
    root, complete = _parsed(text)
    return root if complete else _parsed(_FLAT.sub(" ", text))[0]


def is_of_one_article(root: HtmlElement) -> bool:
    """Whether a page is small enough to be extracted in a few seconds.

    Removes attributes longer than any meaningful one. Counting is done in XPath: iterating over the
    elements in Python takes as long as parsing them.
    """
    if _elements(root) > _MOST_ELEMENTS or text_length(root) > _MOST_CHARACTERS:
        return False
    for attribute in _long_attributes(root):
        attribute.getparent().set(attribute.attrname, "")
    return True


def text_length(element: HtmlElement) -> int:
    """The length of an element's text in characters, scripts and styles left out."""
    return int(_characters(element) - sum(map(_characters, element.iter(*_NO_TEXT))))


_elements = etree.XPath("count(descendant-or-self::*)")
_characters = etree.XPath("string-length(.)")
_long_attributes = etree.XPath(f"descendant-or-self::*/@*[string-length(.) > {_LONGEST_ATTRIBUTE}]")


def drop_scripts(root: HtmlElement) -> None:
    """Remove elements without text, except JSON-LD scripts, which may hold the story.

    Line breaks get a newline, so that the words around them stay apart.
    """
    for element in list(root.iter("script", "style", "template", "svg", "iframe")):
        parent = element.getparent()
        if parent is not None and "articleBody" not in (element.text or ""):
            element.drop_tree()
    for line_break in root.iter("br"):
        line_break.tail = f"\n{line_break.tail or ''}"


def _parsed(text: str) -> tuple[HtmlElement | None, bool]:
    parser = HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False, no_network=True
    )
    try:
        root = document_fromstring(text.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None, True
    codes = {entry.type for entry in parser.error_log}
    return root, etree.ErrorTypes.ERR_RESOURCE_LIMIT not in codes
