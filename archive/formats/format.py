"""The protocols that every format implements: `Reader` for one document, `Container` for a stream.

A *container* takes a stream apart: a mailbox into messages, a web archive into pages, a table
into runs of rows. It never holds the whole. A *reader* makes articles of one document that is
held in memory; it is a function of its bytes alone, so that many can work at once.
"""

from collections.abc import Iterator
from typing import Protocol, runtime_checkable

from archive.model.article import Record
from archive.model.document import Document, Source, Unreadable

# As much of a file as tells its format.
HEAD_BYTES = 4_096


class Format(Protocol):
    """A file format: its media types, its suffixes, and the test of a file's first bytes."""

    @property
    def media_types(self) -> tuple[str, ...]:
        """Its media types (RFC 6838), the usual one first."""
        ...

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The endings of such files' names, in lower case."""
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
        """The articles in their order, with the reason in place of each that fails.

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
