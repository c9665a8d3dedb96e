"""CSV and its relatives: one article a row, the columns named in the first (RFC 4180)."""

import csv
import re
from collections import deque
from collections.abc import Iterator

from archive.article import Provenance, RawDocument, Record
from archive.errors import MappingError, SourceError, UnreadableRecord
from archive.readers.lines import LONGEST_LINE_BYTES, Line, read_lines
from archive.readers.mapped import Columns
from archive.readers.reader import Source

_DELIMITERS = ",;\t|"
# How many lines may be read again for quotes that never close; it bounds the time a table takes.
MOST_REPEATED_LINES = 1_000_000
# What the decoder puts in place of bytes that are no UTF-8.
_NOT_UTF8 = re.compile("[\udc80-\udcff]")


class DelimitedReader:
    """Reads articles out of rows; the delimiter is the one that the header has most of."""

    media_type = "text/csv"
    suffixes = (".csv", ".tsv", ".tab")

    def read(self, source: Source) -> Iterator[Record | UnreadableRecord]:
        """The articles in the order of their rows, and in place of each bad row its reason.

        The raw document of an article is the header with its row.
        """
        csv.field_size_limit(LONGEST_LINE_BYTES)
        lines = _Lines(source)
        header_line = lines.first()
        delimiter = max(_DELIMITERS, key=header_line.count)
        header = _header(header_line, delimiter, source)
        for column in source.mapping.values():
            if column not in header:
                raise MappingError(
                    f"{source.name}: no column is called {column!r}: it has {', '.join(header)}"
                )
        columns = Columns(source.mapping)
        header_content = lines.take()
        rows = csv.reader(lines, delimiter=delimiter)
        while True:
            try:
                cells = next(rows, None)
            except csv.Error as error:
                reason = str(error).partition(" - ")[0]
                yield lines.give_back().unreadable(source, f"not a row of this table ({reason})")
                continue
            yield from lines.take_unreadable()
            if cells is None:
                return
            if lines.at_end:
                yield lines.give_back().unreadable(source, "a quote opens here and never closes")
                rows = csv.reader(lines, delimiter=delimiter)
                continue
            row_content = lines.take()
            if not any(map(str.strip, cells)):
                continue
            line = lines.last
            if len(cells) != len(header):
                yield line.unreadable(
                    source,
                    f"{len(cells)} cells in the row that ends here, {len(header)} in the header",
                )
            elif any(map(_NOT_UTF8.search, cells)):
                yield line.unreadable(source, "not UTF-8 text in the row that ends here")
            else:
                raw = RawDocument(header_content + row_content, self.media_type)
                provenance = Provenance(raw.sha256, raw.media_type, source.name, line.number)
                article = columns.article(dict(zip(header, cells, strict=True)), provenance)
                yield (
                    Record(article, raw)
                    if article
                    else line.unreadable(source, columns.no_article())
                )


def _header(line: str, delimiter: str, source: Source) -> list[str]:
    try:
        return [name.strip() for name in next(csv.reader([line], delimiter=delimiter))]
    except csv.Error as error:
        raise SourceError(
            f"{source.name}: its lines do not end as those of a table do: "
            "save it as CSV in UTF-8 and add it again"
        ) from error


class _Lines:
    """Lines as text for the csv module, with the bytes of those that it has taken."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._lines = read_lines(source)
        self._again: deque[Line] = deque()
        self._taken: list[Line] = []
        self._unreadable: list[UnreadableRecord] = []
        self._repeated_lines = 0
        self.last = Line(b"", 0)
        self.at_end = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        while line := self._again.popleft() if self._again else next(self._lines, None):
            if isinstance(line, Line):
                self.last = line
                self._taken.append(line)
                return line.content.decode(
                    "utf-8-sig" if line.number == 1 else "utf-8", "surrogateescape"
                )
            self._unreadable.append(line)
        self.at_end = True
        raise StopIteration

    def first(self) -> str:
        """The header's line; `SourceError` where there is none that can be read."""
        text = next(filter(str.strip, self), "")
        if not text:
            raise SourceError(f"{self._source.name}: the file is empty: there is nothing to add")
        if "\0" in text or _NOT_UTF8.search(text):
            raise SourceError(
                f"{self._source.name}: not UTF-8 text: save it as CSV in UTF-8 and add it again"
            )
        return text

    def take(self) -> bytes:
        """The bytes of the lines since the last call."""
        taken, self._taken = self._taken, []
        return b"".join(line.content for line in taken)

    def give_back(self) -> Line:
        """The first line since the last call; those after it come once more.

        Raises `SourceError` where that would go on and on.
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

    def take_unreadable(self) -> list[UnreadableRecord]:
        """The lines since the last call that could not be read."""
        taken, self._unreadable = self._unreadable, []
        return taken
