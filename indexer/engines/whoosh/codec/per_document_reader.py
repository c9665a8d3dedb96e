"""What a segment has of each document, as Whoosh reads it."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from whoosh.codec import base

from indexer.engines.whoosh.codec.open_segment import COLUMNS, OpenSegment
from indexer.engines.whoosh.field_types import ValueReader

# ruff: noqa: ANN401 - Whoosh's columns and stored fields are of any type


class SegmentDocumentReader(base.PerDocumentReader):
    """Reads lengths, columns and stored fields, and which documents are deleted."""

    def __init__(self, opened: OpenSegment, segment: Any) -> None:
        self._opened = opened
        self._segment = segment
        self._lengths = cache(self._lengths_of)

    def close(self) -> None:
        """Let the segment's file go."""
        self._opened.close()

    def doc_count(self) -> int:
        """How many documents there are but for the deleted."""
        return self._segment.doc_count()

    def doc_count_all(self) -> int:
        """How many documents there are, deleted ones too."""
        return self._opened.documents

    def has_deletions(self) -> bool:
        """Whether any document is deleted."""
        return self._segment.has_deletions()

    def is_deleted(self, docnum: int) -> bool:
        """Whether a document is deleted."""
        return self._segment.is_deleted(docnum)

    def deleted_docs(self) -> Iterator[int]:
        """The deleted documents."""
        return self._segment.deleted_docs()

    def supports_columns(self) -> bool:  # pyright: ignore[reportIncompatibleMethodOverride] - the base has none
        """Whether there are columns: there are."""
        return True

    def list_columns(self) -> list[str]:
        """The fields that have a column."""
        return list(COLUMNS)

    def has_column(self, fieldname: str) -> bool:  # pyright: ignore[reportIncompatibleMethodOverride] - the base has none
        """Whether a field has a column."""
        return fieldname in COLUMNS

    def column_reader(self, fieldname: str, column: Any) -> ValueReader:
        """Reads the column of a field that has one; how, the column itself does not say."""
        return ValueReader(self._opened.values(fieldname))

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """How many words a document has in a field, the default where it has none."""
        lengths = self._lengths(fieldname)
        return (lengths[docnum] if lengths else 0) or default

    def field_length(self, fieldname: str) -> int:
        """How many words all documents have in a field."""
        return sum(self._lengths(fieldname))

    def min_field_length(self, fieldname: str) -> int:
        """How many words the document has that has the fewest in a field."""
        return min(self._lengths(fieldname), default=0)

    def max_field_length(self, fieldname: str) -> int:
        """How many words the document has that has the most in a field."""
        return max(self._lengths(fieldname), default=0)

    def stored_fields(self, docnum: int) -> dict[str, str]:
        """The id and the title of a document."""
        return self._opened.stored(docnum)

    def _lengths_of(self, fieldname: str) -> list[int]:
        """The lengths of a field, which are looked up one by one and in less time so."""
        lengths = self._opened.lengths(fieldname)
        return [] if lengths is None else lengths.tolist()
