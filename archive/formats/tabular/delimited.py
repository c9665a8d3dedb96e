"""Delimited text (RFC 4180): CSV, TSV and variants, an article for each row."""

import csv
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO

from archive.errors import MappingError, SourceError
from archive.formats.tabular.column_mapping import Columns, mapped_columns
from archive.formats.tabular.line_batches import LONGEST_LINE_BYTES, NumberedLine, read_lines, runs
from archive.formats.tabular.utf8_stream import in_utf8
from archive.model.article import Record
from archive.model.document import Document, Source, Unreadable
from archive.model.guarded_cells import GUARDED_ID, unguarded

_DELIMITERS = ",;\t|"
# Spreadsheets write in a line of its own which delimiter follows.
_STATED_DELIMITER = re.compile(r"\s*\"?sep=([^\"\r\n])\"?[\r\n]*", re.IGNORECASE)
_QUOTED = re.compile(r'"((?:[^"]|"")*+)"')
_OPEN_QUOTE = re.compile(r'"(?:[^"]|"")*+')
_NUMBERED = re.compile(r"#\d{1,4}")
# The most lines that are read again for quotes that never close; it bounds the time a table takes.
MOST_REPEATED_LINES = 1_000_000
# The decoder's stand-ins for bytes that are no UTF-8.
_NOT_UTF8 = re.compile("[\udc80-\udcff]")


class DelimitedReader:
    """Delimited text, as CSV and TSV: one article a row.

    The first row is the header, unless the mapping gives column numbers (`headline=#2`).
    """

    media_types = ("text/csv", "text/tab-separated-values")
    suffixes = (".csv", ".tsv", ".tab")

    def recognizes(self, _head: bytes) -> bool:
        """Never: any text has commas, so only the file's name tells."""
        return False

    def unpack(self, source: Source) -> Iterator[Document | Unreadable]:
        """Batches of rows, each with the header, and the reason in place of a malformed row."""
        table = _Table(source)
        for column in mapped_columns(source.mapping).values():
            if column not in table.header:
                raise MappingError(
                    f"{source.name}: no column is called {column!r}: "
                    f"it has {', '.join(table.header)}"
                )
        lines = (
            NumberedLine(row.content, row.first) if isinstance(row, _TableRow) else row
            for row in table.rows()
        )
        for run in runs(lines, before=table.header_content):
            if isinstance(run, Unreadable):
                yield run
            else:
                yield Document(
                    source.name,
                    bytes(run.content),
                    self.media_types[0],
                    position=run.first,
                    mapping=source.mapping,
                )

    def read(self, document: Document) -> Iterator[Record | Unreadable]:
        """The articles in row order, with the reason in place of each row that is none.

        The raw document of an article is the header and its row.
        """
        table = _Table(Source(document.name, BytesIO(document.content), document.mapping))
        columns = Columns(document.mapping)
        before = document.position - table.header_lines - 1
        for row in table.rows():
            if isinstance(row, Unreadable):
                yield replace(row, document=document)
            elif any(map(str.strip, row.cells)):
                yield self._record(row, before, table, columns, document)

    def _record(
        self, row: "_TableRow", before: int, table: "_Table", columns: Columns, document: Document
    ) -> Record | Unreadable:
        part = replace(
            document, content=table.header_content + row.content, position=before + row.first
        )
        last = before + row.last

        def unreadable(reason: str) -> Unreadable:
            return Unreadable(f"{document.name}: line {last}: {reason}", document.name, last, part)

        if len(row.cells) != len(table.header):
            return unreadable(
                f"{len(row.cells)} cells in the row that ends here, "
                f"{len(table.header)} in the header"
            )
        if any(map(_NOT_UTF8.search, row.cells)):
            return unreadable("not UTF-8 text in the row that ends here")
        raw = part.raw
        cells = dict(zip(table.header, row.cells, strict=True))
        try:
            article = columns.article(cells, document.provenance(raw, last))
        except SourceError as error:
            return unreadable(str(error))
        if article is None:
            return unreadable(columns.no_article())
        return Record(article, raw, columns=columns.use(cells))


@dataclass(frozen=True, slots=True)
class _TableRow:
    """Row: its cells, its raw bytes, and the numbers of its first and last line."""

    cells: list[str]
    content: bytes
    first: int
    last: int


class _Table:
    """Header and rows of a stream.

    Raises `SourceError` where no header can be read.
    """

    def __init__(self, source: Source) -> None:
        csv.field_size_limit(LONGEST_LINE_BYTES)
        self._source = source
        self._lines = _CsvLines(source)
        first_line = self._lines.first()
        self.header_lines, self.header_content = 0, b""
        stated = _STATED_DELIMITER.fullmatch(first_line)
        if stated:
            self.header_lines, self.header_content = self._lines.last.number, self._lines.take()
            first_line = self._lines.first()
        self._delimiter = stated[1] if stated else delimiter_of(first_line, source.name)
        self.header = _header(first_line, self._delimiter, source)
        if any(map(_NUMBERED.fullmatch, mapped_columns(source.mapping).values())):
            self.header = [f"#{number}" for number in range(1, len(self.header) + 1)]
            self._lines.start_again()
        else:
            self.header_lines = self._lines.last.number
            self.header_content += self._lines.take()

    def rows(self) -> Iterator[_TableRow | Unreadable]:
        """The rows in order, with the reason in place of each malformed one."""
        rows = csv.reader(self._lines, delimiter=self._delimiter)
        while True:
            try:
                cells = self._parted_by_tabs() or next(rows, None)
            except csv.Error as error:
                yield self._broken(f"not a row of this table ({str(error).partition(' - ')[0]})")
                continue
            yield from self._lines.take_unreadable()
            if cells is None:
                return
            if self._lines.at_end:
                yield self._broken("a quote opens here and never closes")
                rows = csv.reader(self._lines, delimiter=self._delimiter)
                continue
            first = self._lines.first_taken
            if self.header[:1] == [GUARDED_ID]:
                cells = list(map(unguarded, cells))
            yield _TableRow(cells, self._lines.take(), first, self._lines.last.number)

    def _parted_by_tabs(self) -> list[str] | None:
        """The next line's cells, if tabs alone part it into as many as the header has.

        Most that writes tables with tabs knows no quotes: a headline may begin with one. None
        where quotes have to be gone by, and at the end.
        """
        if self._delimiter != "\t":
            return None
        line = next(self._lines, None)
        if line is None:
            return None
        cells = line.rstrip("\r\n").split("\t")
        if len(cells) == len(self.header) and not _OPEN_QUOTE.fullmatch(cells[-1]):
            return [_unquoted(cell) for cell in cells]
        self._lines.start_again()
        return None

    def _broken(self, reason: str) -> Unreadable:
        line = self._lines.give_back()
        content = self.header_content + line.content
        name, media_type = self._source.name, DelimitedReader.media_types[0]
        document = Document(
            name, content, media_type, position=line.number, mapping=self._source.mapping
        )
        return document.part_unreadable(f"line {line.number}: {reason}", content, line.number)


def _unquoted(cell: str) -> str:
    quoted = _QUOTED.fullmatch(cell)
    return quoted[1].replace('""', '"') if quoted else cell


def delimiter_of(line: str, name: str) -> str:
    """The delimiter: a tab where the file name says so, else the most frequent in the line."""
    if "\t" in line and name.lower().removesuffix(".gz").endswith((".tsv", ".tab")):
        return "\t"
    return max(_DELIMITERS, key=line.count)


def _header(line: str, delimiter: str, source: Source) -> list[str]:
    try:
        return [name.strip() for name in next(csv.reader([line], delimiter=delimiter))]
    except csv.Error as error:
        raise SourceError(
            f"{source.name}: its lines do not end as those of a table do: "
            "save it as CSV in UTF-8 and add it again"
        ) from error


class _CsvLines:
    """Line source for the csv module, which keeps the raw bytes of the lines it has given."""

    def __init__(self, source: Source) -> None:
        self._source = source
        stream = in_utf8(source.stream, may_guess=True)
        self._lines = read_lines(replace(source, stream=stream))
        self._again: deque[NumberedLine] = deque()
        self._taken: list[NumberedLine] = []
        self._unreadable: list[Unreadable] = []
        self._repeated_lines = 0
        self.last = NumberedLine(b"", 0)
        self.at_end = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        while line := self._again.popleft() if self._again else next(self._lines, None):
            if isinstance(line, NumberedLine):
                self.last = line
                self._taken.append(line)
                return line.content.decode(
                    "utf-8-sig" if line.number == 1 else "utf-8", "surrogateescape"
                )
            self._unreadable.append(line)
        self.at_end = True
        raise StopIteration

    def first(self) -> str:
        """The header line; `SourceError` where none can be read."""
        text = next(filter(str.strip, self), "")
        if not text:
            raise SourceError(f"{self._source.name}: the file is empty: there is nothing to add")
        if "\0" in text or _NOT_UTF8.search(text):
            raise SourceError(
                f"{self._source.name}: not UTF-8 text: save it as CSV in UTF-8 and add it again"
            )
        return text

    def start_again(self) -> None:
        """Rewind to the first line since the last `take`."""
        self._again.extendleft(reversed(self._taken))
        self._taken = []

    @property
    def first_taken(self) -> int:
        """The number of the first line since the last `take`."""
        return self._taken[0].number if self._taken else self.last.number

    def take(self) -> bytes:
        """The raw bytes of the lines since the last `take`."""
        taken, self._taken = self._taken, []
        return b"".join(line.content for line in taken)

    def give_back(self) -> NumberedLine:
        """The first line since the last `take`; those after it are given again.

        Raises `SourceError` where that would repeat without end.
        """
        first, *others = self._taken
        self._repeated_lines += len(others)
        if self._repeated_lines > MOST_REPEATED_LINES:
            raise SourceError(
                f"{self._source.name}: line {first.number}: too many quotes that never close: "
                "what came before it is kept; mend them and add it again"
            )
        self._again.extendleft(reversed(others))
        self._taken = []
        self.at_end = False
        return first

    def take_unreadable(self) -> list[Unreadable]:
        """The lines since the last `take` that could not be read."""
        taken, self._unreadable = self._unreadable, []
        return taken
