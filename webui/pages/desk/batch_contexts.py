"""Context of the page on which many queries are counted at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from indexer.desk.batch import CountedRow, CountMatrix
from webui.pages.desk.batch_tables import cell_state, row_state
from webui.search_state import SearchState

# Cells of a page: more of them take megabytes.
MOST_CELLS = 10_000
_FEWEST_COLUMNS = 10


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """Count of a row and a column, and the list of so many articles, None for none."""

    count: int
    state: SearchState | None


@dataclass(frozen=True, slots=True)
class MatrixView:
    """Matrix as the page shows it, with as many of its columns as it has room for."""

    matrix: CountMatrix

    @property
    def labels(self) -> tuple[str, ...]:
        """Labels of the columns shown."""
        return self.matrix.labels[: self._room]

    @property
    def more(self) -> int:
        """Number of columns that are left out."""
        return len(self.matrix.values) - len(self.labels)

    @property
    def sums(self) -> list[int]:
        """Sums of the columns shown."""
        return list(self.matrix.totals.values())[: self._room]

    @property
    def failed(self) -> int:
        """Number of rows that could not be counted."""
        return sum(row.total is None for row in self.matrix.rows)

    def state(self, row: CountedRow) -> SearchState:
        """List of a row's query."""
        return row_state(row)

    def cells(self, row: CountedRow) -> Iterator[MatrixCell]:
        """Cells of a row, in the order of the columns."""
        for value in self.matrix.values[: self._room]:
            count = row.counts.get(value, 0)
            yield MatrixCell(count, cell_state(row, self.matrix.facet, value) if count else None)

    @property
    def _room(self) -> int:
        return max(_FEWEST_COLUMNS, MOST_CELLS // max(1, len(self.matrix.rows)))


@dataclass(frozen=True, slots=True)
class BatchContext:
    """batch.html: a form for queries, and their counts where some were sent.

    `queries` is the text sent, `facets` what they can be counted by; `problem` is why there are no
    counts, "" for none.
    """

    template: ClassVar[str] = "batch.html"

    queries: str
    facet: str
    facets: tuple[str, ...]
    most_rows: int
    view: MatrixView | None
    problem: str
