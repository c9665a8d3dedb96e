"""What a reader takes and what it gives."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO, Protocol

from archive.article import Record
from archive.errors import UnreadableRecord


@dataclass(frozen=True, slots=True)
class Source:
    """One stream of bytes to read articles from.

    `name` is the file or address as the user knows it. `mapping` goes from an article's
    field to the column (a dotted path in JSON) that holds it; empty where the user gave none.
    """

    name: str
    stream: BinaryIO
    mapping: Mapping[str, str] = field(default_factory=dict[str, str])


class Reader(Protocol):
    """Reads one format. Does no I/O but on the stream it is given."""

    @property
    def media_type(self) -> str:
        """The media type of what it reads (RFC 6838)."""
        ...

    @property
    def suffixes(self) -> tuple[str, ...]:
        """How the names of such files end."""
        ...

    def read(self, source: Source) -> Iterator[Record | UnreadableRecord]:
        """The articles in the order they stand in, and in place of each that fails its reason.

        Raises `SourceError` where the whole stream cannot be read on, `MappingError` where
        the mapping does not fit it.
        """
        ...
