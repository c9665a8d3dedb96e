"""Whoosh's per-document reader over a segment: lengths, columns, stored fields, deletions."""

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
        """Close the segment's file."""
        self._opened.close()

    def doc_count(self) -> int:
        """How many documents are not deleted."""
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
        """Reader of a field's column; `column`, its type in the schema, is not needed for it."""
        return ValueReader(self._opened.values(fieldname))

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """How many words a document has in a field, the default where it has none."""
        lengths = self._lengths(fieldname)
        return (lengths[docnum] if lengths else 0) or default

    def field_length(self, fieldname: str) -> int:
        """How many words all documents have in a field."""
        return sum(self._lengths(fieldname))

    def min_field_length(self, fieldname: str) -> int:
        """The least length of a field in any document."""
        return min(self._lengths(fieldname), default=0)

    def max_field_length(self, fieldname: str) -> int:
        """The greatest length of a field in any document."""
        return max(self._lengths(fieldname), default=0)

    def stored_fields(self, docnum: int) -> dict[str, str]:
        """The id and the title of a document."""
        return self._opened.stored(docnum)

    def _lengths_of(self, fieldname: str) -> list[int]:
        """The lengths of a field as a list, which is faster than an array to index one by one."""
        lengths = self._opened.lengths(fieldname)
        return [] if lengths is None else lengths.tolist()
