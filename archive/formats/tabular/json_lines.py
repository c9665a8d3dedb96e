"""JSON Lines: one article a line (jsonlines.org)."""

from collections.abc import Iterator
from io import BytesIO

from archive.formats.tabular.column_mapping import Columns
from archive.formats.tabular.json_objects import Entry, parse_object, read_object, run_documents
from archive.formats.tabular.line_batches import read_lines
from archive.model.article import Record
from archive.model.document import Document, Source, Unreadable


class JsonLinesReader:
    """Reads articles out of JSON objects, one a line."""

    media_types = ("application/x-ndjson", "application/jsonl")
    suffixes = (".jsonl", ".ndjson", ".jsonlines")

    def recognizes(self, head: bytes) -> bool:
        """Whether the first line is an object, and another one follows."""
        first, _, rest = head.partition(b"\n")
        return rest.lstrip()[:1] == b"{" and parse_object(first) is not None

    def unpack(self, source: Source) -> Iterator[Document | Unreadable]:
        """The lines in runs, and in place of each that cannot be taken its reason."""
        return run_documents(source, read_lines(source), self.media_types[0], BytesIO)

    def read(self, document: Document) -> Iterator[Record | Unreadable]:
        """The articles in the order of their lines, and in place of each bad line its reason."""
        columns = Columns(document.mapping)
        for number, content in enumerate(BytesIO(document.content), document.position):
            if content.strip():
                yield read_object(
                    Entry(content, "line", number), columns, document, self.media_types[0]
                )
