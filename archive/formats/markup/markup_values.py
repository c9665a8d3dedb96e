"""Values that programs export as HTML, or with characters escaped, among plain ones."""

import re

from archive.formats.markup.html_blocks import read_markup
from archive.model.text import one_line, paragraphs, unescaped

# Elements that part paragraphs or stand alone: one of their tags is enough.
_PARTING = re.compile(
    r"</?(?:p|br|hr|div|h[1-6]|ul|ol|li|dl|dt|dd|table|tbody|thead|tr|td|th|blockquote|pre|article|"
    r"section|header|footer|aside|main|figure|figcaption|img|iframe|script|style|html|body|head|"
    r"center|noscript)(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
# Elements within a line: a tag that is not closed may be what the text is about.
_INLINE = frozenset(
    {"a", "abbr", "b", "big", "cite", "code", "em", "font", "i", "ins", "mark", "q", "s", "small",
     "span", "strike", "strong", "sub", "sup", "time", "u"}
)  # fmt: skip
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z]{1,6})(?:\s[^<>]{0,2000})?/?>")


def is_html(text: str) -> bool:
    """Whether a value is HTML: by a tag that parts paragraphs, or a closed one within a line."""
    if "<" not in text:
        return False
    if _PARTING.search(text):
        return True
    opened: set[str] = set()
    for tag in _TAG.finditer(text):
        name = tag["name"].lower()
        if tag["end"] and name in opened:
            return True
        if not tag["end"] and name in _INLINE:
            opened.add(name)
    return False


def value_paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a value, with markup and escapes resolved where it has any.

    Raises `SourceError` for one with more elements than any article has.
    """
    text = _resolved(text)
    if not is_html(text):
        return paragraphs(text)
    blocks = read_markup(_with_lines(text), "its text").blocks
    return tuple(unescaped(block.text) for block in blocks)


def value_line(text: str) -> str:
    """The value on one line, with markup and escapes resolved where it has any."""
    text = _resolved(text)
    return " ".join(value_paragraphs(text)) if is_html(text) else one_line(text)


def _resolved(text: str) -> str:
    """The value without escapes; one whose tags are escaped is HTML too."""
    return text if is_html(text) else unescaped(text)


def _with_lines(text: str) -> str:
    """The HTML with blank lines as breaks, if it parts its paragraphs by nothing else."""
    if _PARTING.search(text):
        return text
    return re.sub(r"\n\s*\n", "<br><br>", text)
