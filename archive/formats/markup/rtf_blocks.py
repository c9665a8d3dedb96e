"""Rich Text Format (RTF 1.9.1), read by striprtf as paragraphs.

What the library takes a quadratic time for, or fails at, is rewritten before it sees it: the table
of fonts, fields, pictures, and bytes beyond ASCII.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from striprtf import striprtf

from archive.errors import SourceError
from archive.formats.markup.block import LONGEST_STORY_CHARACTERS, TextBlock
from archive.model.text import one_line

# The library has no types: they are stated where values come out of it.
_to_text = cast("Callable[..., str]", striprtf.rtf_to_text)  # pyright: ignore[reportUnknownMemberType] - untyped

RTF_BEGINNING = b"{\\rtf"

_BINARY = re.compile(rb"\\bin(\d{1,9}) ?")
# Pictures are written in hexadecimal figures; no text has so many of them without a space.
_PICTURE = re.compile(rb"(?:[0-9a-fA-F]{16,}[\r\n]*){8,}")
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
_FONT_TABLE = re.compile(r"\{[^{}]{0,20}\\fonttbl\b")
_FONT_TOKEN = re.compile(r"\\(?:f(?P<font>\d{1,5})|fcharset(?P<charset>\d{1,3}))(?![a-z\d])|[{}]")
# Character sets of the first Macintoshes that Python has no codec for, and those nearest to them.
_MACINTOSH = {78: 128, 79: 136, 80: 129, 82: 177, 85: 134, 86: 238, 87: 204, 88: 222, 89: 238}
# Words that the library takes for what is not shown, or for an address beside a link.
_REWRITTEN = re.compile(r"\\(?:footnote|fldinst)(?![a-z])")
_INFO = re.compile(r"\{\\(title|author) ?([^{}]{1,400})\}")
# striprtf fails on these words without a figure, and at code pages that are none of text.
_UNREAD = re.compile(r"\\uc(?![a-z\d-])|\\ansicpg(?:65001|0|1|2)(?!\d)")


@dataclass(frozen=True, slots=True)
class RichText:
    """Paragraphs of an RTF document, with its title and author, "" where unstated."""

    blocks: tuple[TextBlock, ...]
    title: str = ""
    author: str = ""


def read_rtf(content: bytes, name: str) -> RichText:
    """Parse a document; `SourceError` where it is no RTF, or too long."""
    if not content.lstrip().startswith(RTF_BEGINNING):
        raise SourceError(f"{name}: no RTF: save it anew as .rtf or .docx")
    text = _plain(content)
    if len(text) > LONGEST_STORY_CHARACTERS:
        raise SourceError(
            f"{name}: more than {LONGEST_STORY_CHARACTERS // 10**6} million characters, so no "
            "single article: split it into one file an article"
        )
    info = {match[1]: _words(match[2], text, name) for match in _INFO.finditer(text[:20_000])}
    lines = _converted(text, name).split("\n")
    return RichText(
        tuple(TextBlock(folded) for line in lines if (folded := one_line(line))),
        info.get("title", ""),
        info.get("author", ""),
    )


def _plain(content: bytes) -> str:
    """The document in ASCII, without pictures, its table of fonts in a plain form."""
    content = _PICTURE.sub(b"", _without_binary(content.lstrip()))
    text = _BEYOND_ASCII.sub(lambda byte: b"\\'%02x" % byte[0][0], content).decode("ascii")
    text = _UNREAD.sub("", _REWRITTEN.sub(_rewritten, text))
    start = _FONT_TABLE.search(text)
    return text if start is None else _with_plain_fonts(text, start.start())


def _without_binary(content: bytes) -> bytes:
    kept: list[bytes] = []
    at = 0
    while match := _BINARY.search(content, at):
        kept.append(content[at : match.start()])
        at = min(match.end() + int(match[1]), len(content))
    return b"".join((*kept, content[at:])).replace(b"\\bin", b"")


def _rewritten(word: re.Match[str]) -> str:
    # A note stands where it is referred to; a field's instruction is not shown.
    return " " if word[0] == "\\footnote" else "\\fldtype"


def _with_plain_fonts(text: str, start: int) -> str:
    """The text with one line for each font in its table: number and character set."""
    depth = end = 0
    font, charsets = "", dict[str, int]()
    for token in _FONT_TOKEN.finditer(text, start):
        end = token.end()
        depth += (token[0] == "{") - (token[0] == "}")
        if depth == 0:
            break
        if token["font"]:
            font = token["font"]
        elif token["charset"] and font:
            number = int(token["charset"])
            charsets[font] = _MACINTOSH.get(number, number)
    table = "\n".join(f"{{\\f{font}\\fcharset{number} F;}}" for font, number in charsets.items())
    return f"{text[:start]}{{\\fonttbl\n{table}}}{text[end if depth == 0 else len(text) :]}"


def _words(value: str, text: str, name: str) -> str:
    """A value of the document's information, in the document's code page."""
    stated = re.search(r"\\ansicpg\d{1,5}", text[:200])
    return one_line(_converted(f"{{\\rtf1{stated[0] if stated else ''} {value}}}", name))


def _converted(text: str, name: str) -> str:
    try:
        converted = _to_text(text, errors="replace")
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise SourceError(
            f"{name}: no RTF that can be read ({one_line(str(error))[:100]}): save it anew as .docx"
        ) from error
    # Characters beyond 16 bits come as two halves.
    return converted.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
