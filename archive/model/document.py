"""What readers take and what they give.

A *container* takes a stream apart: a mailbox into messages, a web archive into pages, a table
into runs of rows. It never holds the whole. A *reader* makes articles of one document that is
held in memory; it is a function of its bytes alone, so that many can work at once.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import BinaryIO, Protocol, runtime_checkable

from archive.model.article import Provenance, RawDocument, Record


@dataclass(frozen=True, slots=True)
class Source:
    """One stream of bytes to take apart.

    `name` is the file or address as the user knows it; what is inside of another goes on with
    a slash ("export.zip/2019/story.html"). `mapping` goes from an article's field to the column
    (a dotted path in JSON) that holds it; empty where the user gave none.
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
        """Why a part of these bytes, by itself a document to try again, is no article."""
        part = replace(self, content=content, position=position)
        return Unreadable(f"{self.name}: {reason}", self.name, position, part)

    def provenance(self, raw: RawDocument, position: int | None = None) -> Provenance:
        """Where an article came from that is in these bytes, or in `raw`, a part of them."""
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
    """Something that holds no article; what comes after it still counts.

    `reason` is one sentence that names file and record, says what is wrong and what to do.
    `position` is the 1-based record in the file `name`, None for the whole of it. `document` is
    what can be tried again later, None where there is nothing to keep.
    """

    reason: str
    name: str
    position: int | None = None
    document: Document | None = None


class Format(Protocol):
    """What a format is called, and how it is told from others."""

    @property
    def media_types(self) -> tuple[str, ...]:
        """Its media types (RFC 6838), the usual one first."""
        ...

    @property
    def suffixes(self) -> tuple[str, ...]:
        """How the names of such files end, in lower case."""
        ...

    def recognizes(self, head: bytes, /) -> bool:
        """Whether a file that begins so is of this format, whatever its name.

        `head` is up to `HEAD_BYTES` long. It is asked where a name tells nothing, or where
        several formats share a suffix (".xml", ".json").
        """
        ...


@runtime_checkable
class Reader(Format, Protocol):
    """Makes articles of one document. Does no I/O."""

    def read(self, document: Document) -> Iterator[Record | Unreadable]:
        """The articles in the order they stand in, and in place of each that fails its reason.

        Raises `SourceError` where nothing at all can be read, in a sentence that names the
        document and says what is wrong and what to do.
        """
        ...


@runtime_checkable
class Container(Format, Protocol):
    """Takes a stream apart. Does no I/O but on the stream it is given."""

    def unpack(self, source: Source) -> Iterator[Document | Source | Unreadable]:
        """Documents for a reader, streams to be taken apart in turn, reasons for what is lost.

        A stream is used up before the next thing is asked for. Raises `SourceError` where it
        cannot be read on, `MappingError` where the mapping does not fit it.
        """
        ...


# As much of a file as tells its format.
HEAD_BYTES = 4_096


def bare_media_type(media_type: str) -> str:
    """The media type in lower case without its parameters."""
    return media_type.partition(";")[0].strip().lower()
