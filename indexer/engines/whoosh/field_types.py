"""The kinds of fields that Whoosh finds in an index of ours; it reads all of them and writes none.

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

# Behind a word as written that is also a term of its field: the lexicon has both.
ALSO_WRITTEN = "\0"
# Sorts behind every date, whichever way dates are sorted.
UNDATED = 1 << 62
_BETWEEN_VALUES = "; "

# ruff: noqa: ANN401 - values of Whoosh's columns have no common type


class ArticleText(fields.TEXT):
    """A text field: its terms, and in prose also the words as written that stemming changed.

    So a beginning, a form or a spelling finds what it finds in our engine. Words as written have
    no positions, and no phrase finds them.
    """

    def __init__(self, field: TextField, *, stored: bool = False, counted: bool = False) -> None:
        """`counted` fields are facets as well."""
        super().__init__(
            TermAnalyzer(field.analyzer),
            field_boost=field.weight,
            multitoken_query="phrase",
            stored=stored,
            sortable=ValueColumn((), lists=True) if counted else False,
        )

    def from_bytes(self, bs: Any) -> str:
        """A term as text."""
        return bs.decode().removesuffix(ALSO_WRITTEN)

    def from_column_value(self, value: Any) -> str:
        """A set of values as the name of a group."""
        return _BETWEEN_VALUES.join(value)


class WholeValue(fields.ID):
    """A field of whole values: an id, or a facet that has no words of its own."""

    def __init__(self, *, stored: bool = False, unique: bool = False, facet: bool = False) -> None:
        super().__init__(stored=stored, unique=unique)
        self.column_type = ValueColumn((), lists=True) if facet else ValueColumn("")

    def from_column_value(self, value: Any) -> str:
        """A value, or a set of them, as the name of a group."""
        return value if isinstance(value, str) else _BETWEEN_VALUES.join(value)


class Day(fields.DATETIME):
    """A day, as its midnight: the first or the last one that an article's date may mean.

    What is sorted is sorted by the hour too, as far as `indexer.schema.date_order` knows it.
    """

    def __init__(self, *, sorted_by: bool = False) -> None:
        super().__init__()
        # There are few days: ranges go through them one by one.
        self.shift_step = 0
        self.column_type = ValueColumn(UNDATED, reversible=True) if sorted_by else None

    def from_column_value(self, x: Any) -> datetime | None:  # pyright: ignore[reportIncompatibleMethodOverride] - None where there is no date
        """The day of a moment."""
        return None if abs(x) == UNDATED else _midnight(day_of(abs(x)))


def day_term(day: int) -> bytes:
    """The term of a day, counted from 1 for the first day of year 1."""
    return _DAY.to_bytes(_midnight(date.fromordinal(day)))


class ValueColumn(columns.Column):
    """A column of values that are all in memory."""

    def __init__(self, default: Any, *, lists: bool = False, reversible: bool = False) -> None:
        self._default = default
        self._lists = lists
        self.reversible = reversible

    def writer(self, dbfile: Any) -> NoReturn:
        """Refuse: raises `ReadOnlyError`."""
        raise ReadOnlyError

    def stores_lists(self) -> bool:
        """Whether a value is a set of several."""
        return self._lists


class ValueReader(columns.ColumnReader):
    """Reads such a column."""

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
        """What a document is sorted by."""
        value = self._values[docnum]
        return -value if self._reversed and value != UNDATED else value

    def set_reverse(self) -> None:
        """From now on the last comes first."""
        self._reversed = True


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())


_DAY = Day()
