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
# libxml2 drops the rest of a page behind a node of more bytes, unless told to read on; then it
# takes deeper nesting too, which is limited here as it is elsewhere (XML_MAX_TEXT_LENGTH,
# xmlParserMaxDepth).
_LARGEST_NODE_BYTES = 10_000_000
_DEEPEST = 255
_NO_TEXT = frozenset({"script", "style", "noscript", "template", "svg", "textarea"})


def parse(text: str) -> HtmlElement | None:
    """Parse a page to its root element, None where it is empty.

    A page nested deeper than libxml2 allows, mostly by tags that are never closed, is parsed again
    without the tags that only nest.
    """
    text = _CLOSED_AT_ONCE.sub(r"\1>", _NO_CHARACTERS.sub("", text), count=1)
    root, complete = _parsed(text)
    if complete and (root is None or not _is_too_deep(root)):
        return root
    return _parsed(_FLAT.sub(" ", text))[0]


def drop_data(root: HtmlElement) -> int:
    """Remove each text that is longer than any page of an article; their length in characters.

    Scripts and styles of that length go too, and are not counted.
    """
    dropped = 0
    for text in _long_texts(root):
        element = text.getparent()
        if text.is_tail:
            element.tail = ""
        else:
            element.text = ""
        dropped += 0 if element.tag in _NO_TEXT and not text.is_tail else len(text)
    return dropped


def is_of_one_article(root: HtmlElement) -> bool:
    """Whether a page is small enough to be extracted in a few seconds.

    Removes attributes longer than any meaningful one, and, where a page is too large, all that is
    not in its story. Counting is done in XPath: iterating over the elements in Python takes as long
    as parsing them.
    """
    if _is_too_large(root):
        _keep_story(root)
        if _is_too_large(root):
            return False
    for attribute in _long_attributes(root):
        attribute.getparent().set(attribute.attrname, "")
    return True


def _is_too_large(root: HtmlElement) -> bool:
    return _elements(root) > _MOST_ELEMENTS or text_length(root) > _MOST_CHARACTERS


def _keep_story(root: HtmlElement) -> None:
    """Remove navigation, and all outside of the one main or article element with a headline."""
    for element in list(root.iter("nav", "aside", "footer", "select", "svg", "form")):
        if next(element.iter("h1"), None) is None and element.getparent() is not None:
            element.drop_tree()
    body = root.find("body")
    if body is None or not _is_too_large(root):
        return
    stories = [
        one for one in root.iter("main", "article") if next(one.iter("h1"), None) is not None
    ]
    story = next((one for one in stories if not _is_too_large(one)), None)
    if story is not None:
        body.clear()
        body.append(story)


def text_length(element: HtmlElement) -> int:
    """The length of an element's text in characters, scripts and styles left out."""
    return int(_characters(element) - sum(map(_characters, element.iter(*_NO_TEXT))))


_elements = etree.XPath("count(descendant-or-self::*)")
_characters = etree.XPath("string-length(.)")
_long_texts = etree.XPath(f"descendant-or-self::*/text()[string-length(.) > {_MOST_CHARACTERS}]")
_long_attributes = etree.XPath(f"descendant-or-self::*/@*[string-length(.) > {_LONGEST_ATTRIBUTE}]")


def _parsed(text: str) -> tuple[HtmlElement | None, bool]:
    content = text.encode()
    parser = HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False, no_network=True,
        huge_tree=len(content) > _LARGEST_NODE_BYTES,
    )  # fmt: skip
    try:
        root = document_fromstring(content, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None, True
    codes = {entry.type for entry in parser.error_log}
    return root, etree.ErrorTypes.ERR_RESOURCE_LIMIT not in codes


def _is_too_deep(root: HtmlElement) -> bool:
    """Whether a tree is deeper than libxml2 allows by itself."""
    return bool(_deepest(root))


_deepest = etree.XPath("/" + "/".join("*" * (_DEEPEST + 1)))
