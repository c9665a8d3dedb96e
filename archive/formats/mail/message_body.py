"""Body of a message: its texts in order, and what is attached to them."""

import mimetypes
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from archive.errors import SourceError
from archive.formats.mail.body_text import (
    HTML_TYPES,
    RTF_TYPES,
    BodyText,
    best_alternative,
    plain_text,
    read_text,
    without_copies,
)
from archive.formats.mail.header_field import decoded
from archive.formats.mail.mime_parts import MimePart, text_of, with_real_boundary
from archive.formats.markup.block import TextBlock
from archive.model.document import Document
from archive.model.text import clean

# Deeper nesting is made to harm.
_DEEPEST = 50
# Parts with a wrong boundary that are looked into; others are plain text.
_MOST_REPAIRS = 50

_MEDIA = frozenset({"image", "audio", "video", "font", "model"})
# Signatures, keys, cards, appointments, reports of delivery, and files of a Macintosh's own.
_NOT_TEXT = re.compile(
    r"(?:application/(?:pgp-(?:signature|keys|encrypted)|(?:x-)?pkcs7-signature|applefile|ics)|"
    r"message/(?:delivery-status|disposition-notification|external-body)|"
    r"text/(?:calendar|vcard|x-vcard|directory))$"
)
# Types of text that are documents of their own wherever they stand.
_DATA_TYPES = frozenset({"text/xml", "text/csv", "text/tab-separated-values"})
# Encodings in which text has zero bytes.
_WIDE = re.compile(r"(?:utf|ucs|iso-10646-ucs)-?(?:16|32|2|4)", re.IGNORECASE)
_MARKS = (b"\xff\xfe", b"\xfe\xff")
_UNKNOWN_TYPES = frozenset(
    {"application/octet-stream", "application/x-unknown", "binary/octet-stream"}
)
_SEPARATOR = re.compile(r"[/\\]")
_LONGEST_STEM, _LONGEST_SUFFIX = 80, 12


@dataclass(slots=True)
class MessageBody:
    """Body in the making: texts in order, attached documents, and what is left out, in words.

    `charset` is that of the first text that states one, None where none does.
    """

    document: Document
    texts: list[BodyText] = field(default_factory=list[BodyText])
    attached: list[Document] = field(default_factory=list[Document])
    left_out: list[str] = field(default_factory=list[str])
    language: str = ""
    charset: str | None = None
    _bodies: dict[int, MimePart] = field(default_factory=dict[int, MimePart])
    _leaves: int = 0
    _repairs: int = 0

    @property
    def blocks(self) -> list[TextBlock]:
        """The blocks of all texts."""
        return [block for text in self.texts for block in text.blocks]

    def take(self, message: MimePart) -> None:
        """Read the parts; a text that is only attached stands in where there is no other."""
        self.texts = list(self._read(message, 0))
        if not self.blocks:
            self._promote()
        for text in self.texts:
            self.language = self.language or text.language
            self.left_out += text.left_out

    def _read(self, part: MimePart, depth: int) -> list[BodyText]:
        """The texts of a part; other leaves in it are attached or left out."""
        if depth > _DEEPEST:
            raise SourceError(
                f"{self.document.name}: message {self.document.position}: parts in more than "
                f"{_DEEPEST} others: save its text and add that"
            )
        kind = part.get_content_type()
        if kind == "message/delivery-status":
            self.left_out.append("a report of delivery")
            return []
        if not part.is_multipart():
            return self._leaf(part, kind, depth)
        before = self._stray(part.before, depth)
        inside = [self._read(each, depth + 1) for each in part.parts]
        if kind == "multipart/alternative":
            self.language = self.language or _language(inside)
            texts = best_alternative(inside)
        else:
            texts = without_copies([text for each in inside for text in each])
        return [*before, *texts, *self._stray(part.behind, depth)]

    def _leaf(self, part: MimePart, kind: str, depth: int) -> list[BodyText]:
        self._leaves += 1
        is_multipart = kind.startswith("multipart/")
        if is_multipart or (depth == 0 and kind == "text/plain"):
            content = part.content
            if repaired := self._repaired(content, kind):
                return self._read(repaired, depth + 1)
            if is_multipart:
                return [_unparted(content)]
        is_text = self._is_text(part, kind)
        self.charset = self.charset or (part.charset if is_text else None)
        if is_text and part.get_content_disposition() != "attachment":
            return self._text(part)
        self._attach(part, kind, is_body=is_text)
        return []

    def _text(self, part: MimePart) -> list[BodyText]:
        try:
            return [read_text(part, self.document.name)]
        except SourceError:
            if part.get_content_type() not in RTF_TYPES:
                raise
            self._attach(part, part.get_content_type(), is_body=False)
            return []

    def _stray(self, content: bytes, depth: int) -> list[BodyText]:
        if not content:
            return []
        repaired = self._repaired(content, "multipart/mixed")
        return self._read(repaired, depth + 1) if repaired else [_unparted(content)]

    def _repaired(self, content: bytes, kind: str) -> MimePart | None:
        self._repairs += 1
        kind = kind if kind.startswith("multipart/") else "multipart/mixed"
        return with_real_boundary(content, kind) if self._repairs <= _MOST_REPAIRS else None

    def _is_text(self, part: MimePart, kind: str) -> bool:
        """Whether a part is running text: of such a type, and no file with zero bytes."""
        if kind in HTML_TYPES | RTF_TYPES:
            return True
        if not part.is_text or kind in _DATA_TYPES or _NOT_TEXT.match(kind):
            return False
        content = part.content
        is_wide = _WIDE.match(part.charset or "") or content.startswith(_MARKS)
        return bool(is_wide) or b"\0" not in content or not _file_name(part)

    def _attach(self, part: MimePart, kind: str, *, is_body: bool) -> None:
        """Attach a leaf as a document, or say that it is left out, if it is of no kind of text."""
        content = part.content
        name = _file_name(part) or f"part {self._leaves}{mimetypes.guess_extension(kind) or ''}"
        meant = mimetypes.guess_type(name)[0] if kind in _UNKNOWN_TYPES else None
        meant = meant or kind
        if meant.partition("/")[0] in _MEDIA or _NOT_TEXT.match(meant):
            self.left_out.append(f"{name} ({meant})")
            return
        if not content.strip():
            return
        if kind == "text/plain":
            content = text_of(content, part.charset).encode("utf-8", "replace")
        charset = f"; charset={part.charset}" if part.charset and kind != "text/plain" else ""
        within = "" if self.document.position == 1 else f"{self.document.position}/"
        if kind == "message/rfc822" and not name.lower().endswith(".eml"):
            name = f"{name}.eml"
        if is_body:
            self._bodies[len(self.attached)] = part
        self.attached.append(
            Document(
                f"{self.document.name}/{within}{name}",
                content,
                f"{kind}{charset}",
                mapping=self.document.mapping,
            )
        )

    def _promote(self) -> None:
        """Make the first attached text the body."""
        for at, part in self._bodies.items():
            try:
                text = read_text(part, self.document.name)
            except SourceError:
                continue
            if text.blocks:
                self.texts = [text]
                del self.attached[at]
                return


def _language(alternatives: Iterable[Iterable[BodyText]]) -> str:
    """The first language that a text states."""
    return next((text.language for each in alternatives for text in each if text.language), "")


def _unparted(content: bytes) -> BodyText:
    """Text outside of all parts, in the encoding that fits."""
    return plain_text(clean(text_of(content, None)))


def _file_name(part: MimePart) -> str:
    """The name of the file that a part was, without folders, "" where there is none."""
    try:
        stated = part.get_filename("")
    except (ValueError, LookupError, TypeError):
        return ""
    name = _SEPARATOR.split(decoded(str(stated)))[-1]
    stem, dot, suffix = name.rpartition(".")
    if not stem:
        return name[:_LONGEST_STEM]
    return f"{stem[:_LONGEST_STEM]}{dot}{suffix[:_LONGEST_SUFFIX]}"
