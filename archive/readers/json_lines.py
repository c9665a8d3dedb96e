"""JSON Lines: one article a line (jsonlines.org)."""

import json
from collections.abc import Iterator
from typing import Any, cast

from archive.article import Provenance, RawDocument, Record
from archive.errors import UnreadableRecord
from archive.readers.lines import Line, read_lines
from archive.readers.mapped import Columns
from archive.readers.reader import Source


class JsonLinesReader:
    """Reads articles out of JSON objects, one a line."""

    media_type = "application/x-ndjson"
    suffixes = (".jsonl", ".ndjson", ".jsonlines")

    def read(self, source: Source) -> Iterator[Record | UnreadableRecord]:
        """The articles in the order of their lines, and in place of each bad line its reason."""
        columns = Columns(source.mapping)
        for line in read_lines(source):
            if isinstance(line, UnreadableRecord):
                yield line
            elif line.content.strip():
                yield self._record(line, columns, source)
        columns.check_seen(source.name)

    def _record(self, line: Line, columns: Columns, source: Source) -> Record | UnreadableRecord:
        try:
            row = json.loads(line.content.rstrip(b"\r\n"))
        except UnicodeDecodeError as error:
            return line.unreadable(source, f"not UTF-8 text (byte {error.start + 1})")
        except json.JSONDecodeError as error:
            return line.unreadable(source, f"not JSON (column {error.colno}: {error.msg})")
        except (RecursionError, ValueError):
            return line.unreadable(
                source, "not JSON that can be read: too deep, or too long a number"
            )
        if not isinstance(row, dict):
            return line.unreadable(source, "JSON, but no object with fields")
        raw = RawDocument(line.content, self.media_type)
        provenance = Provenance(raw.sha256, raw.media_type, source.name, line.number)
        try:
            article = columns.article(cast("dict[str, Any]", row), provenance)
        except RecursionError:
            return line.unreadable(source, "lists in lists, too deep to be read")
        if article is None:
            return line.unreadable(source, columns.no_article())
        return Record(article, raw)
