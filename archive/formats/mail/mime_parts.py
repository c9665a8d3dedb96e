"""MIME parts of a message (RFC 2045, 2046), also where their boundary is not the one stated.

The library parses them. It is kept from parsing attached messages, which are documents of their
own, byte for byte.
"""

import codecs
import re
import warnings
from email.errors import MessageError
from email.message import Message
from email.parser import BytesParser
from email.policy import Compat32
from functools import cached_property
from typing import cast

from archive.errors import SourceError
from archive.formats.markup.encoding import decode
from archive.model.document import Document
from archive.model.text import one_line

# The library looks at every line of a message once for each part that is open around it
# (measured: 20 nested parts of 300,000 lines take 0.6 s).
_MOST_LINES_TIMES_PARTS = 20_000_000
_MOST_PARTS = 1_000
# The time that the library takes for the parameters of a type grows with the square of their
# number (measured: 2.7 s for 64,000).
_LONGEST_TYPE = 16_000

# A line that can part parts: header fields of one follow it, or a line that ends them.
_DELIMITER = re.compile(
    rb"^--([^\s\"\\](?:[^\n\r\"\\]{0,198}[^\s\"\\])?)[ \t]*\r?\n"
    rb"(?=(?:content-[a-z-]{1,40}|mime-version|x-[a-z-]{1,40})[ \t]*:)",
    re.IGNORECASE | re.MULTILINE,
)
_LAST_DELIMITER = re.compile(rb"^--([^\s\"\\-][^\n\r\"\\]{0,198}?)--[ \t]*\r?$", re.MULTILINE)
# What programs write before the first part, for readers that know no parts.
_ABOUT_MIME = re.compile(rb"\bMIME\b|multi-?part", re.IGNORECASE)
_BLANK_LINES = re.compile(rb"\r?\n[ \t]*\r?\n")
_HEAD = re.compile(rb"(?:[^\r\n]+\r?\n){1,1000}")
_ABOUT_PARTS = re.compile(
    rb"^(?:content-(?:type|transfer-encoding)|mime-version)[ \t]*:", re.IGNORECASE | re.MULTILINE
)
_UNFOLDED = re.compile(rb"^(?=[^ \t\r\n])(?!>?From |[!-9;-~]{1,76}:)", re.MULTILINE)
_COMMENT = re.compile(r"\([^()]{0,200}\)")
_TOKEN = re.compile(r"[\w-]{1,40}")
# All types of media but text (RFC 6838, 4.2).
_OTHER_TYPES = frozenset(
    {"application", "audio", "example", "font", "haptics", "image", "message", "model", "multipart",
     "video"}
)  # fmt: skip
_AS_IT_STANDS = frozenset({"", "7bit", "8bit", "binary"})
# Characters beyond ASCII as quoted-printable has them, and an equals sign as it has none.
_QUOTED, _UNQUOTED = re.compile(rb"=[89A-F][0-9A-F]"), re.compile(rb"=(?![0-9A-F]{2}|\r?\n)")
_BASE64_LINE = re.compile(rb"[A-Za-z0-9+/]+={0,2}[ \t]*(?:\r?\n|\Z)|[ \t]*\r?\n")
# A line of this length is none of running text where it has only figures and letters.
_LEAST_BASE64 = 20


class MimePart(Message):
    """Message or part of one, in which attached messages are leaves."""

    def get_content_maintype(self) -> str:
        """The type before the slash; that of an attached message is "application"."""
        maintype = super().get_content_maintype()
        return "application" if maintype == "message" else maintype

    @property
    def parts(self) -> "list[MimePart]":
        """The parts of a multipart, in order."""
        return cast("list[MimePart]", self.get_payload()) if self.is_multipart() else []

    @property
    def is_text(self) -> bool:
        """Whether the type is one of text, or one that does not exist, as of no other thing."""
        return self.get_content_maintype() not in _OTHER_TYPES

    @property
    def charset(self) -> str | None:
        """The label of the text's encoding, None where it is unstated or cannot be read."""
        try:
            stated = self.get_content_charset()
        except (ValueError, LookupError, TypeError):
            return None
        return stated if isinstance(stated, str) else None

    @cached_property
    def content(self) -> bytes:
        """The bytes of a leaf, transfer encoding undone; as they stand where that fails."""
        stated = str(self.get("Content-Transfer-Encoding") or "")
        token = _TOKEN.search(_COMMENT.sub(" ", stated))
        encoding = token[0].lower() if token else ""
        raw = self._decoded("8bit")
        if encoding in _AS_IT_STANDS and self.is_text and _is_quoted(raw):
            encoding = "quoted-printable"
        if encoding != "base64":
            return self._decoded(encoding)
        end = _end_of_base64(raw)
        leaf = MimePart()
        leaf.set_payload(raw[:end].decode("ascii", "surrogateescape"))
        return b"\n\n".join(filter(None, (leaf._decoded(encoding), raw[end:])))

    @property
    def before(self) -> bytes:
        """Text before the first part, but for what programs write about MIME; b"" for none."""
        return _stray(self.preamble)

    @property
    def behind(self) -> bytes:
        """Text behind the last part, b"" for none."""
        return _stray(self.epilogue)

    def _decoded(self, encoding: str) -> bytes:
        del self["Content-Transfer-Encoding"]
        self["Content-Transfer-Encoding"] = encoding
        with warnings.catch_warnings():
            # The library warns of obsolete transfer encodings.
            warnings.simplefilter("ignore")
            try:
                content = self.get_payload(decode=True)
            except (ValueError, LookupError, TypeError):
                content = self._decoded("8bit")
        return content if isinstance(content, bytes) else b""


class _RawHeaders(Compat32):
    """Header policy that keeps non-ASCII bytes, which the library replaces by U+FFFD."""

    def header_fetch_parse(self, name: str, value: str) -> str:
        """The field's value, with non-ASCII bytes as surrogate escapes.

        Raises `ValueError` for a Content-Type of more characters than any real one has.
        """
        if len(value) > _LONGEST_TYPE and name.lower() == "content-type":
            raise ValueError(f"a Content-Type of more than {_LONGEST_TYPE:,} characters")
        return value


_PARSER = BytesParser(MimePart, policy=_RawHeaders())


def parsed(document: Document) -> MimePart:
    """Parse a message; `SourceError` where it is empty, or made of too many parts."""
    content = document.content
    if not content.strip():
        raise SourceError(f"{document.name}: the file is empty: there is nothing to add")
    parts = len(re.findall(rb"boundary\s*=|message/rfc822", content, re.IGNORECASE))
    lines = content.count(b"\n") + content.count(b"\r")
    if parts > _MOST_PARTS or (parts + 1) * lines > _MOST_LINES_TIMES_PARTS:
        raise SourceError(
            f"{document.name}: message {document.position}: more parts than a message of an "
            "article has: save its text and add that"
        )
    content = _with_whole_fields(_without_mark(content).lstrip(b"\r\n"))
    try:
        return cast("MimePart", _PARSER.parsebytes(content))
    except (MessageError, ValueError, LookupError, TypeError, RecursionError) as error:
        raise SourceError(
            f"{document.name}: message {document.position}: no mail that can be read "
            f"({one_line(str(error))[:200]}): save its text and add that"
        ) from error


def with_real_boundary(content: bytes, kind: str) -> MimePart | None:
    """Parse a text as a multipart by the boundary that it shows itself, None if it shows none."""
    boundary = _boundary(content)
    if not boundary:
        return None
    try:
        found = _PARSER.parsebytes(
            b'Content-Type: %s; boundary="%s"\n\n%s' % (kind.encode(), boundary, content)
        )
    except (MessageError, ValueError, LookupError, TypeError, RecursionError):
        return None
    return cast("MimePart", found) if found.is_multipart() else None


def text_of(content: bytes, charset: str | None) -> str:
    """Decode the text of a part; seven-bit Japanese and Korean are told without a label."""
    if charset in {None, "us-ascii", "ascii"} and b"\x1b$" in content:
        charset = "iso-2022-kr" if b"\x1b$)C" in content else "iso-2022-jp"
    return decode(content, charset)


def _without_mark(content: bytes) -> bytes:
    """A message without the mark that an editor saved it with, in UTF-8 if it was in UTF-16."""
    if content.startswith(codecs.BOM_UTF8):
        return content.removeprefix(codecs.BOM_UTF8)
    is_wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return decode(content).encode("utf-8", "replace") if is_wide else content


def _with_whole_fields(content: bytes) -> bytes:
    """A message whose folded fields lost the blanks that their lines begin with, mended.

    The library takes such a line for the text, and the fields about parts after it as well.
    """
    head = _HEAD.match(content)
    about_parts = [] if head is None else list(_ABOUT_PARTS.finditer(head[0]))
    if not about_parts:
        return content
    last = about_parts[-1]
    return _UNFOLDED.sub(b" ", content[: last.start()]) + content[last.start() :]


def _stray(text: str | None) -> bytes:
    words = (text or "").encode("ascii", "surrogateescape")
    if not words.strip() or _boundary(words):
        return words.strip() and words
    said = (part for part in _BLANK_LINES.split(words) if not _ABOUT_MIME.search(part))
    return b"\n\n".join(said).strip()


def _boundary(content: bytes) -> bytes:
    """The boundary of parts in a text, b"" where there are none."""
    if shown := _DELIMITER.search(content):
        return shown[1]
    last = _LAST_DELIMITER.search(content)
    if last and re.search(rb"^--%s[ \t]*\r?$" % re.escape(last[1]), content, re.MULTILINE):
        return last[1]
    return b""


def _is_quoted(content: bytes) -> bool:
    """Whether a text is in quoted-printable, though that is not stated."""
    return len(_QUOTED.findall(content)) > 1 and not _UNQUOTED.search(content)


def _end_of_base64(content: bytes) -> int:
    """Where the base64 ends: lists of readers append their footers to it in plain text."""
    end = 0
    longest = 0
    while end < len(content) and (line := _BASE64_LINE.match(content, end)):
        longest = max(longest, len(line[0].strip()))
        end = line.end()
    is_whole = end == len(content)
    return end if is_whole or longest >= _LEAST_BASE64 else 0
