"""Text blocks of HTML and XHTML, divided as a browser renders them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from archive.errors import SourceError
from archive.formats.markup.block import TextBlock, TextBlockKind
from archive.formats.markup.element import XmlElement
from archive.formats.markup.html_pictures import pictures_in
from archive.model.article import Picture
from archive.model.text import clean, one_line

# Elements that begin and end a paragraph (HTML Standard, 15.3); a cell does not, so that a table's
# rows stay together.
_BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
        "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1",
        "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main", "ol", "p",
        "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul",
    }
)  # fmt: skip
_CELLS = frozenset({"td", "th"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# Elements without words of the article; "rt" is how the word before it is said. An <embed> or an
# unclosed <object> is not among it: to the parser it holds all that follows.
_DROPPED = frozenset(
    {
        "audio", "button", "canvas", "head", "iframe", "input", "math", "nav",
        "noscript", "rp", "rt", "script", "select", "style", "svg", "template",
        "textarea", "title", "video",
    }
)  # fmt: skip
# Newsletters hide a line that mail programs show beside the subject.
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE
)
# A tree takes a quarter of a kilobyte for each.
_MOST_TAGS = 500_000
_BREAK = "\n"
_TWO_BREAKS = re.compile(r"[ \t\r]*\n\s*\n\s*")
_SPACES = re.compile(r"[ \t\r\n\f]+")
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")


@dataclass(frozen=True, slots=True)
class MarkedUpPage:
    """Parsed page: its blocks in order, its title and its language, "" if unstated.

    `pictures` are those with an address of their own, or one resolved against a stated base.
    """

    blocks: tuple[TextBlock, ...] = ()
    title: str = ""
    language: str = ""
    pictures: tuple[Picture, ...] = ()


def read_markup(text: str, name: str, base: str = "") -> MarkedUpPage:
    """Parse markup, however broken, into blocks; an empty page where it has none.

    Scripts, styles, forms and hidden elements are left out. Raises `SourceError`, naming `name`,
    where there are more elements than any article's page has.
    """
    if text.count("<") > _MOST_TAGS:
        raise SourceError(
            f"{name}: more than {_MOST_TAGS:,} tags, so no page of an article: "
            "save its text as plain text and add that"
        )
    root = _parsed(text)
    if root is None:
        return MarkedUpPage()
    title = next(root.iter("title"), None)
    stated = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    language = str(stated or root.get("xml:lang") or "")
    words = "" if title is None else one_line("".join(map(str, title.itertext())))
    return MarkedUpPage(tuple(blocks_of(root)), words, language, pictures_in(root, base))


def _parsed(text: str) -> XmlElement | None:
    parser = etree.HTMLParser(
        no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, recover=True,
        encoding="utf-8",
    )  # fmt: skip
    # The text is decoded already: what it says of its encoding is no longer true.
    content = _XML_DECLARATION.sub("", clean(text)).encode()
    try:
        return etree.fromstring(content, parser) if content.strip() else None
    except (etree.LxmlError, ValueError):
        return None


def blocks_of(root: XmlElement) -> Iterator[TextBlock]:
    """The blocks of a tree in order; text between block elements joins the block before it.

    Scripts, styles, navigation and hidden elements are left out.
    """
    words: list[str] = []
    kinds = [TextBlockKind.PARAGRAPH]
    preformatted = 0
    passed_over: XmlElement | None = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if passed_over is not None:
            if event == "end" and element is passed_over:
                passed_over = None
                words.append(element.tail or "")
            continue
        if event == "start" and (tag in _DROPPED or _is_hidden(element)):
            passed_over = element
        elif event == "start":
            if tag in _BLOCKS:
                yield from _ended(words, kinds[-1])
            preformatted += tag == "pre"
            kinds += [_kind(tag, kinds[-1])] if tag in _BLOCKS else []
            words.append(" " if tag in _CELLS else _BREAK if tag == "br" else "")
            words.append(_folded(element.text, lines_kept=preformatted > 0))
        else:
            if tag in _BLOCKS:
                yield from _ended(words, kinds.pop())
            preformatted -= tag == "pre"
            words.append(" " if tag in _CELLS else "")
            words.append(_folded(element.tail, lines_kept=preformatted > 0))
    yield from _ended(words, TextBlockKind.PARAGRAPH)


def _kind(tag: str, around: TextBlockKind) -> TextBlockKind:
    if tag in _HEADINGS:
        return TextBlockKind.HEADING
    if tag == "figcaption":
        return TextBlockKind.CAPTION
    if tag == "li":
        return TextBlockKind.ITEM
    return around


def _is_hidden(element: XmlElement) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def _folded(text: str | None, *, lines_kept: bool = False) -> str:
    """The text with line breaks as spaces, so that only those of elements remain, or of <pre>."""
    if lines_kept:
        return text or ""
    return _SPACES.sub(" ", text or "")


def _ended(words: list[str], kind: TextBlockKind) -> Iterator[TextBlock]:
    """Split text into paragraphs at double line breaks, as old pages have them."""
    text = "".join(words)
    words.clear()
    if not text or text.isspace():
        return
    for part in _TWO_BREAKS.split(text):
        if folded := one_line(part):
            yield TextBlock(folded, kind)


def hidden_text(text: str) -> str:
    """The words of elements that do not show, on one line, scripts and styles left out."""
    root = _parsed(text)
    if root is None:
        return ""
    words: list[str] = []
    walk = etree.iterwalk(root, events=("start",))
    for _, element in walk:
        if element.tag in _DROPPED:
            walk.skip_subtree()
        elif _is_hidden(element):
            words += map(str, element.itertext())
            walk.skip_subtree()
    return one_line(" ".join(words))
