"""Repair of feeds' XML: makes any feed's text acceptable to an XML parser."""

import html.entities
import re
from collections.abc import Iterator
from functools import partial

# The beginning and end of each part of a prologue (XML 1.0, 2.8); a DTD may have an inner part.
_PROLOGUE = re.compile(r"\s*(?P<opening><!--|<\?|<!)")
_DTD_END = re.compile(r"\]\s{0,99}>")
_ENTITY = re.compile(r"""<!ENTITY\s{1,9}([\w.-]{1,32})\s{1,9}["']([^"'&%<>]{0,32})["']\s{0,9}>""")
_LONE_AMPERSAND = re.compile(r"&(?!#?\w{1,32};)")
# Names that XML does not know by itself; numbers, which it has with a small x only.
_REFERENCE = re.compile(
    r"&(?!(?:lt|gt|amp|quot|apos);)"
    r"(?:(?P<name>[A-Za-z]\w{0,31})|#(?P<decimal>\d{1,8})|#[xX](?P<hex>[0-9A-Fa-f]{1,7}));"
)
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Code points that are Windows-1252 on the web; in Unicode they are controls.
_WINDOWS = {code: ord(bytes([code]).decode("cp1252", "replace")) for code in range(0x80, 0xA0)}


def without_prologue(text: str) -> str:
    """The text from its first element on, with characters that XML knows.

    Entities of HTML and of the DTD are expanded, and stray ampersands escaped.
    """
    text = _FORBIDDEN.sub("", text)
    root = _prologue_end(text)
    own = dict(_ENTITY.findall(text, 0, root))
    rest = text[root:].lstrip().translate(_WINDOWS)
    return "".join(
        piece
        if is_literal
        else _REFERENCE.sub(partial(_character, own), _LONE_AMPERSAND.sub("&amp;", piece))
        for piece, is_literal in _pieces(rest)
    )


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Split the text into pieces, each with whether it is a CDATA section, to be left as is."""
    at = 0
    while (start := text.find("<![CDATA[", at)) >= 0:
        yield text[at:start], False
        end = text.find("]]>", start)
        at = len(text) if end < 0 else end
        yield text[start:at], True
    yield text[at:], False


def _prologue_end(text: str) -> int:
    """The offset of the first element."""
    at = 0
    while True:
        match = _PROLOGUE.match(text, at)
        if match is None:
            return at
        closing = {"<!--": "-->", "<?": "?>"}.get(match["opening"], ">")
        end = text.find(closing, match.end())
        if closing == ">" and text.find("[", at, end) >= 0:
            inner = _DTD_END.search(text, at)
            end = inner.end() - 1 if inner else -1
        if end < 0:
            return at
        at = end + len(closing)


def _character(own: dict[str, str], match: re.Match[str]) -> str:
    """An XML reference for a named or numbered character of HTML or the document."""
    name, decimal, hexadecimal = match.groups()
    if name:
        return own.get(name) or html.entities.html5.get(f"{name};") or f"&amp;{name};"
    number = int(decimal) if decimal else int(hexadecimal, 16)
    return f"&#{_WINDOWS.get(number, number)};"
