"""JSON Lines: one article a line (jsonlines.org)."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

from archive.errors import SourceError
from archive.formats.tabular.column_mapping import Columns
from archive.formats.tabular.exported_lines import is_exported, read_exported
from archive.formats.tabular.json_objects import JsonEntry, parse_object, read_object, run_documents
from archive.formats.tabular.line_batches import read_lines
from archive.formats.tabular.utf8_stream import in_utf8
from archive.model.article import Record
from archive.model.document import Document, Source, Unreadable
from archive.model.exported import ExportedLine


class JsonLinesReader:
    """JSON Lines: one article a line; of an archive's own export, articles as they were kept."""

    media_types = ("application/x-ndjson", "application/jsonl")
    suffixes = (".jsonl", ".ndjson", ".jsonlines")

    def recognizes(self, head: bytes) -> bool:
        """Whether the first line is an object, and another one begins after it, or an export's."""
        if is_exported(head):
            return True
        first, _, rest = head.partition(b"\n")
        return rest.lstrip()[:1] == b"{" and parse_object(first) is not None

    def unpack(self, source: Source) -> Iterator[Document | Unreadable]:
        """Batches of lines, with the reason in place of each line that cannot be read."""
        lines = read_lines(replace(source, stream=in_utf8(source.stream, may_guess=False)))
        return run_documents(source, lines, self.media_types[0], BytesIO)

    def read(self, document: Document) -> Iterator[Record | Unreadable | ExportedLine]:
        """The articles in line order, with the reason in place of each line that is none.

        With a mapping the lines of an export are read as any others.
        """
        columns = Columns(document.mapping)
        for number, content in enumerate(BytesIO(document.content), document.position):
            if is_exported(content) and not document.mapping:
                try:
                    yield read_exported(content)
                except SourceError as error:
                    yield document.part_unreadable(f"line {number}: {error}", content, number)
            elif content.strip():
                yield read_object(
                    JsonEntry(content, "line", number), columns, document, self.media_types[0]
                )
