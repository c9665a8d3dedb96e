"""JSON Lines: one article a line (jsonlines.org)."""

import json
from collections.abc import Iterator
from io import BytesIO
from typing import Any, cast

from archive.article import RawDocument, Record
from archive.readers.lines import read_lines, runs
from archive.readers.mapped import Columns, Row, check_mapping
from archive.readers.reader import Document, Source, Unreadable


class JsonLinesReader:
    """Reads articles out of JSON objects, one a line."""

    media_types = ("application/x-ndjson", "application/jsonl")
    suffixes = (".jsonl", ".ndjson", ".jsonlines")

    def recognizes(self, head: bytes) -> bool:
        """Whether the first line is an object, and another one follows."""
        first, _, rest = head.partition(b"\n")
        return rest.lstrip()[:1] == b"{" and _row(first) is not None

    def unpack(self, source: Source) -> Iterator[Document | Unreadable]:
        """The lines in runs, and in place of each that cannot be taken its reason."""
        is_first = True
        for run in runs(read_lines(source)):
            if isinstance(run, Unreadable):
                yield run
                continue
            content = bytes(run.content)
            if is_first:
                is_first = False
                if rows := [row for line in BytesIO(content) if (row := _row(line)) is not None]:
                    check_mapping(rows, source)
            yield Document(
                source.name,
                content,
                self.media_types[0],
                position=run.first,
                mapping=source.mapping,
            )

    def read(self, document: Document) -> Iterator[Record | Unreadable]:
        """The articles in the order of their lines, and in place of each bad line its reason."""
        columns = Columns(document.mapping)
        for number, content in enumerate(BytesIO(document.content), document.position):
            if content.strip():
                yield self._record(content, number, columns, document)

    def _record(
        self, content: bytes, number: int, columns: Columns, document: Document
    ) -> Record | Unreadable:
        def unreadable(reason: str) -> Unreadable:
            return document.part_unreadable(f"line {number}: {reason}", content, number)

        try:
            row = json.loads(content.rstrip(b"\r\n"))
        except UnicodeDecodeError as error:
            return unreadable(f"not UTF-8 text (byte {error.start + 1})")
        except json.JSONDecodeError as error:
            return unreadable(f"not JSON (column {error.colno}: {error.msg})")
        except (RecursionError, ValueError):
            return unreadable("not JSON that can be read: too deep, or too long a number")
        if not isinstance(row, dict):
            return unreadable("JSON, but no object with fields")
        raw = RawDocument(content, self.media_types[0])
        try:
            article = columns.article(cast("dict[str, Any]", row), document.provenance(raw, number))
        except RecursionError:
            return unreadable("lists in lists, too deep to be read")
        return Record(article, raw) if article else unreadable(columns.no_article())


def _row(line: bytes) -> Row | None:
    """The object of a line, None where it has none."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return cast("Row", row) if isinstance(row, dict) else None
