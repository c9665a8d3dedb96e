"""Protocols of file formats: `Reader` for one document, `Container` for a stream.

A *container* splits a stream: a mailbox into messages, a web archive into pages, a table into
batches of rows. It never holds the whole. A *reader* parses the articles of one document in memory;
it is a pure function of the bytes, so that many can run in parallel.
"""

from collections.abc import Iterator
from typing import Protocol, runtime_checkable

from archive.model.article import Record
from archive.model.document import Document, Notice, Source, Unreadable
from archive.model.exported import ExportedLine

# As much of a file as tells its format.
HEAD_BYTES = 4_096


class Format(Protocol):
    """A file format: its media types, its suffixes, and the test of a file's first bytes."""

    @property
    def media_types(self) -> tuple[str, ...]:
        """Media types (RFC 6838), the usual one first."""
        ...

    @property
    def suffixes(self) -> tuple[str, ...]:
        """File name suffixes, in lower case."""
        ...

    def recognizes(self, head: bytes, /) -> bool:
        """Whether a file that begins with `head` is of this format, whatever its name.

        `head` is at most `HEAD_BYTES` long. Only called where the name does not tell, or where
        several formats share a suffix (".xml", ".json").
        """
        ...


@runtime_checkable
class Reader(Format, Protocol):
    """Format of documents that are parsed in memory. Does no I/O."""

    def read(
        self, document: Document
    ) -> Iterator[Record | Unreadable | Notice | Document | ExportedLine]:
        """Parse the articles in order, with the reason in place of each that fails.

        A notice names what is left out. A document is one that is attached: its format is found by
        its name, its media type or its first bytes, and it is read after this one. Raises
        `SourceError` where nothing can be read at all; its sentence names the document, the fault
        and the repair.
        """
        ...


@runtime_checkable
class Container(Format, Protocol):
    """Format of streams that are split into documents. Does I/O only on the given stream."""

    def unpack(self, source: Source) -> Iterator[Document | Source | Unreadable]:
        """Documents for a reader, streams for another container, and reasons for what is lost.

        A stream is used up before the next item is requested. Raises `SourceError` where the rest
        cannot be read, `MappingError` where the source's column mapping does not fit it.
        """
        ...
