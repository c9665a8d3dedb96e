"""Input of the formats: sources and documents; and the reports on what becomes no article."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from archive.model.article import Provenance, RawDocument


@dataclass(frozen=True, slots=True)
class Source:
    """Input stream of documents.

    `name` is the file or address as the user knows it; what is inside of another goes on with
    a slash ("export.zip/2019/story.html"). `mapping` goes from an article's field to the column
    (a dotted path in JSON) that holds it, and from the field with "=" behind it to a constant that
    all articles have; empty where the user gave none.
    """

    name: str
    stream: BinaryIO
    mapping: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class Document:
    """Bytes to read articles from, with what is known of where they came from.

    `media_type` may carry parameters, as HTTP gives it ("text/html; charset=euc-kr").
    `address` is where the bytes were fetched from, None where they were not; `retrieved` when,
    ISO 8601, "" where it is not known. `position` is the 1-based record in the file `name`
    that the bytes are, or begin with.
    """

    name: str
    content: bytes
    media_type: str
    address: str | None = None
    retrieved: str = ""
    position: int = 1
    mapping: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def raw(self) -> RawDocument:
        """The bytes with their media type, parameters left out."""
        return RawDocument(self.content, bare_media_type(self.media_type))

    def part_unreadable(self, reason: str, content: bytes, position: int) -> "Unreadable":
        """Report on an unreadable part, kept as a document of its own to be retried."""
        part = replace(self, content=content, position=position)
        return Unreadable(f"{self.name}: {reason}", self.name, position, part)

    def provenance(self, raw: RawDocument, position: int | None = None) -> Provenance:
        """Provenance of an article in these bytes, or in `raw`, a part of them."""
        return Provenance(
            raw.sha256,
            raw.media_type,
            self.name,
            self.position if position is None else position,
            address=self.address,
            retrieved=self.retrieved,
        )


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Report on input that yields no article; reading goes on after it.

    `reason` is one sentence that names file and record, says what is wrong and what to do.
    `position` is the 1-based record in the file `name`, None for the whole of it. `document` is
    kept to be retried, None where there is nothing to keep.
    """

    reason: str
    name: str
    position: int | None = None
    document: Document | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """Report on parts of a document that are left out of its articles; nothing is to be retried.

    `kind` is what they are called in counts ("attachments"); `sentence` names file and record, and
    what was left out.
    """

    kind: str
    sentence: str


def bare_media_type(media_type: str) -> str:
    """The media type in lower case without its parameters."""
    return media_type.partition(";")[0].strip().lower()
