"""CSV and its relatives: one article a row, the columns named in the first (RFC 4180)."""

import csv
from collections.abc import Iterator

from archive.article import Provenance, RawDocument, Record
from archive.errors import MappingError, SourceError, UnreadableRecord
from archive.readers.lines import LONGEST_LINE_BYTES, Line, read_lines
from archive.readers.mapped import Columns
from archive.readers.reader import Source

_DELIMITERS = ",;\t|"


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
        header = [name.strip() for name in next(csv.reader([header_line], delimiter=delimiter))]
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
                yield lines.last.unreadable(source, f"not a row of this table ({error})")
                lines.take()
                continue
            yield from lines.take_unreadable()
            if cells is None:
                return
            row_content = lines.take()
            if not any(map(str.strip, cells)):
                continue
            line = lines.last
            if len(cells) != len(header):
                yield line.unreadable(
                    source,
                    f"{len(cells)} cells in the row that ends here, {len(header)} in the header",
                )
            elif any("\udc80" <= c <= "\udcff" for cell in cells for c in cell):
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


class _Lines:
    """Lines as text for the csv module, with the bytes of those that it has taken."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._lines = read_lines(source)
        self._taken: list[bytes] = []
        self._unreadable: list[UnreadableRecord] = []
        self.last = Line(b"", 0)

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        for line in self._lines:
            if isinstance(line, Line):
                self.last = line
                self._taken.append(line.content)
                return line.content.decode(
                    "utf-8-sig" if line.number == 1 else "utf-8", "surrogateescape"
                )
            self._unreadable.append(line)
        raise StopIteration

    def first(self) -> str:
        """The header's line; `SourceError` where there is none that can be read."""
        text = next(self, "")
        if not text.strip():
            raise SourceError(f"{self._source.name}: the file is empty: there is nothing to add")
        if "\0" in text or any("\udc80" <= c <= "\udcff" for c in text):
            raise SourceError(
                f"{self._source.name}: not UTF-8 text: save it as CSV in UTF-8 and add it again"
            )
        return text

    def take(self) -> bytes:
        """The bytes of the lines since the last call."""
        taken, self._taken = b"".join(self._taken), []
        return taken

    def take_unreadable(self) -> list[UnreadableRecord]:
        """The lines since the last call that could not be read."""
        taken, self._unreadable = self._unreadable, []
        return taken
