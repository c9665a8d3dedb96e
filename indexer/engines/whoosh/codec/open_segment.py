"""An open segment by the field names of the Whoosh schema, read lazily, for both codec readers."""

from functools import cache, cached_property
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from indexer.engines.whoosh.codec.field_terms import (
    FieldTerms,
    TextTerms,
    terms_of_numbers,
    terms_of_sets,
)
from indexer.engines.whoosh.errors import DamageError
from indexer.engines.whoosh.field_types import UNDATED, day_term
from indexer.engines.whoosh.index_entry import (
    CLUSTER,
    DATE,
    FACET_NAMES,
    ID,
    ID_COLUMN,
    LAST_DAY,
    LENGTH,
    MOMENT,
    TEXT_FIELD_OF,
    TITLE,
    WRITTEN,
)
from indexer.engines.whoosh.segment.columns import read_column, read_sets
from indexer.engines.whoosh.segment.file import SegmentFile
from indexer.engines.whoosh.segment.stored_texts import StoredTexts
from indexer.engines.whoosh.segment.term_dictionary import BlockCache, TermDictionary, field_names
from indexer.schema.date_order import days_of

_BLOCKS_BYTES = 3 << 20
# The fields that have columns for Whoosh.
COLUMNS = sorted({*FACET_NAMES, ID, CLUSTER, DATE})
# The columns from which ids and dates are derived.
_COLUMN_OF = {ID: ID_COLUMN, CLUSTER: CLUSTER, DATE: MOMENT, LAST_DAY: LAST_DAY}


class OpenSegment:
    """The fields of one open segment: terms, lengths, columns and stored fields."""

    def __init__(self, path: Path, documents: int) -> None:
        self.file = SegmentFile(path)
        self.documents = documents
        self._kept = BlockCache(_BLOCKS_BYTES)
        self.terms = cache(self._terms)
        self.lengths = cache(self._lengths)
        self.values = cache(self._values)

    def close(self) -> None:
        """Close the file."""
        self.file.close()

    @cached_property
    def indexed(self) -> list[str]:
        """The fields that can have terms, in order."""
        there = set(field_names(self.file))
        texts = {name for name, field in TEXT_FIELD_OF.items() if field.name in there}
        return sorted({*texts, *(FACET_NAMES - TEXT_FIELD_OF.keys()), *_COLUMN_OF})

    def stored(self, document: int) -> dict[str, str]:
        """The stored fields of a document."""
        return {ID: self.values(ID)[document], TITLE: self._titles[document]}

    @cached_property
    def _titles(self) -> StoredTexts:
        return StoredTexts(self.file, TITLE, self.documents)

    def _terms(self, name: str) -> FieldTerms | None:
        """The terms of a field, None where it has none."""
        if name not in self.indexed:
            return None
        if (field := TEXT_FIELD_OF.get(name)) is not None:
            written = WRITTEN[field.name]
            has_written = written in field_names(self.file)
            return TextTerms(
                TermDictionary(self.file, field.name, self._kept),
                TermDictionary(self.file, written, self._kept) if has_written else None,
            )
        if name in FACET_NAMES:
            return terms_of_sets(read_sets(self.file, name), self._column(name))
        column = self._column(_COLUMN_OF[name])
        if name in {ID, CLUSTER}:
            return terms_of_numbers(column, lambda number: _hexadecimal(number).encode())
        return terms_of_numbers(days_of(column) if name == DATE else column, day_term)

    def _lengths(self, name: str) -> NDArray[Any] | None:
        """How many words each document has in a field, None where none has text there."""
        field = TEXT_FIELD_OF.get(name)
        return field and read_column(self.file, LENGTH[field.name], self.documents)

    def _values(self, name: str) -> list[Any]:
        """The column of a field, one value for each document."""
        if name in FACET_NAMES:
            sets = read_sets(self.file, name)
            return [sets[number] for number in self._column(name).tolist()]
        numbers = self._column(_COLUMN_OF[name]).tolist()
        if name == DATE:
            return [moment or UNDATED for moment in numbers]
        return [_hexadecimal(number) if number else "" for number in numbers]

    def _column(self, name: str) -> NDArray[Any]:
        column = read_column(self.file, name, self.documents)
        if column is None:
            raise DamageError(f"a segment without the column {name}")
        return column


def _hexadecimal(number: int) -> str:
    return f"{number:016x}"
