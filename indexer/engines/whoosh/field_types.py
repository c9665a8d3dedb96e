"""Field types of the Whoosh schema, read-only: Whoosh searches these fields but cannot write them.

They are Whoosh's own `TEXT`, `ID` and `DATETIME`, with our analysis, and with columns that hold the
sets of values of our facets.
"""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any, NoReturn

from whoosh import columns, fields

from indexer.engines.whoosh.errors import ReadOnlyError
from indexer.engines.whoosh.whoosh_analyzer import TermAnalyzer
from indexer.schema.date_order import day_of
from indexer.schema.fields import TextField

# Suffix of a word as written that is also a term of its field: the lexicon has both.
ALSO_WRITTEN = "\0"
# Sorts behind every date, whichever way dates are sorted.
UNDATED = 1 << 62
_BETWEEN_VALUES = "; "

# ruff: noqa: ANN401 - values of Whoosh's columns have no common type


class ArticleText(fields.TEXT):
    """Text field: its stemmed terms, and in prose also the words as written that stemming changed.

    So prefixes, wildcards and fuzzy words find what they find in our engine. Words as written have
    no positions: phrases do not match them.
    """

    def __init__(self, field: TextField, *, stored: bool = False, counted: bool = False) -> None:
        """`counted` fields are facets too, and have a column."""
        super().__init__(
            TermAnalyzer(field.analyzer),
            field_boost=field.weight,
            multitoken_query="phrase",
            stored=stored,
            sortable=ValueColumn((), lists=True) if counted else False,
        )

    def from_bytes(self, bs: Any) -> str:
        """Decode a term, without the suffix of words as written."""
        return bs.decode().removesuffix(ALSO_WRITTEN)

    def from_column_value(self, value: Any) -> str:
        """The name of the group of documents with this set of values."""
        return _BETWEEN_VALUES.join(value)


class WholeValue(fields.ID):
    """Keyword field: an id, or a facet that is not searched as text."""

    def __init__(self, *, stored: bool = False, unique: bool = False, facet: bool = False) -> None:
        super().__init__(stored=stored, unique=unique)
        self.column_type = ValueColumn((), lists=True) if facet else ValueColumn("")

    def from_column_value(self, value: Any) -> str:
        """The name of the group of documents with this value or set of values."""
        return value if isinstance(value, str) else _BETWEEN_VALUES.join(value)


class Day(fields.DATETIME):
    """Day field, indexed as midnight: the first or last day that an article's date may mean.

    The column to sort by has the hour too, where `indexer.schema.date_order` knows it.
    """

    def __init__(self, *, sorted_by: bool = False) -> None:
        super().__init__()
        # There are few days: no terms of coarser precision are needed for ranges.
        self.shift_step = 0
        self.column_type = ValueColumn(UNDATED, reversible=True) if sorted_by else None

    def from_column_value(self, x: Any) -> datetime | None:  # pyright: ignore[reportIncompatibleMethodOverride] - None where there is no date
        """The day of a moment, None where it is undated."""
        return None if abs(x) == UNDATED else _midnight(day_of(abs(x)))


def day_term(day: int) -> bytes:
    """The term of a day, given as a proleptic Gregorian ordinal (`date.toordinal`)."""
    return _DAY.to_bytes(_midnight(date.fromordinal(day)))


class ValueColumn(columns.Column):
    """Read-only column type whose values are read into memory whole."""

    def __init__(self, default: Any, *, lists: bool = False, reversible: bool = False) -> None:
        self._default = default
        self._lists = lists
        self.reversible = reversible

    def writer(self, dbfile: Any) -> NoReturn:
        """Refuse: raises `ReadOnlyError`."""
        raise ReadOnlyError

    def stores_lists(self) -> bool:
        """Whether each value is a set of several."""
        return self._lists


class ValueReader(columns.ColumnReader):
    """Reader of a `ValueColumn`: one value for each document."""

    def __init__(self, values: list[Any]) -> None:
        self._values = values
        self._reversed = False

    def __len__(self) -> int:
        return len(self._values)

    def __getitem__(self, docnum: int) -> Any:
        return self._values[docnum]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._values)

    def sort_key(self, docnum: int) -> Any:
        """The sort key of a document; undated ones come last in either order."""
        value = self._values[docnum]
        return -value if self._reversed and value != UNDATED else value

    def set_reverse(self) -> None:
        """Sort in descending order from now on."""
        self._reversed = True


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())


_DAY = Day()
