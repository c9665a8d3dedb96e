"""JSON arrays (RFC 8259), as programs export them: one article an object."""

import codecs
import io
import json
from collections.abc import Iterator

from archive.errors import SourceError
from archive.formats.tabular.column_mapping import Columns
from archive.formats.tabular.json_objects import JsonEntry, read_object, run_documents
from archive.formats.tabular.line_batches import LONGEST_LINE_BYTES, NumberedLine
from archive.model.article import Record
from archive.model.document import Document, Source, Unreadable

_CHUNK_CHARACTERS = 1_000_000
# Stands before each object of a run (RFC 7464); no JSON text has it inside.
_SEPARATOR = b"\x1e"
_DECODER = json.JSONDecoder()


class JsonArrayReader:
    """JSON arrays of objects: one article an object."""

    media_types = ("application/json", "application/json-seq")
    suffixes = (".json",)

    def recognizes(self, head: bytes) -> bool:
        """Whether the bytes begin an array whose first entry is an object."""
        return b"".join(head.removeprefix(codecs.BOM_UTF8).split()).startswith(b"[{")

    def unpack(self, source: Source) -> Iterator[Document | Unreadable]:
        """Batches of objects (RFC 7464), with the reason in place of each malformed one."""
        return run_documents(source, _entries(source), self.media_types[1], _split)

    def read(self, document: Document) -> Iterator[Record | Unreadable]:
        """The articles in order, with the reason in place of each object that is none."""
        columns = Columns(document.mapping)
        for number, content in enumerate(_split(document.content), document.position):
            yield read_object(
                JsonEntry(content, "entry", number), columns, document, self.media_types[0]
            )


def _split(content: bytes) -> list[bytes]:
    return [part for part in content.split(_SEPARATOR) if part.strip()]


def _entries(source: Source) -> Iterator[NumberedLine | Unreadable]:
    """The array's entries; one that is cut off or malformed is the last."""
    text = io.TextIOWrapper(source.stream, "utf-8-sig", "surrogateescape")
    window = _ParseWindow(text)
    window.skip("[")
    number = 0
    while window.skip(",") != "]":
        number += 1
        try:
            entry = window.entry()
        except (ValueError, RecursionError) as error:
            text.detach()
            raise SourceError(
                f"{source.name}: entry {number}: not JSON that can be read on ({error}): "
                "what came before it is kept; mend it and add it again"
            ) from error
        yield NumberedLine(_SEPARATOR + entry.encode("utf-8", "surrogateescape"), number)
    text.detach()


class _ParseWindow:
    """Window on the text being parsed, never much longer than one entry."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self._seen = ""
        self._at = 0

    def skip(self, mark: str) -> str:
        """Peek at the next character behind white space, and consume it if it is `mark`."""
        while True:
            while self._at < len(self._seen) and self._seen[self._at] in " \t\r\n":
                self._at += 1
            if self._at < len(self._seen):
                found = self._seen[self._at]
                self._at += found == mark
                return self.skip("") if found == mark == "," else found
            if not self._more():
                return ""

    def entry(self) -> str:
        """The text of the next entry; `ValueError` where it is malformed or does not end."""
        while True:
            try:
                _, end = _DECODER.raw_decode(self._seen, self._at)
            except json.JSONDecodeError:
                if len(self._seen) - self._at > LONGEST_LINE_BYTES or not self._more():
                    raise
                continue
            # A number may go on behind what has been read.
            if end == len(self._seen) and self._more():
                continue
            entry, self._at = self._seen[self._at : end], end
            return entry

    def _more(self) -> bool:
        read = self._text.read(_CHUNK_CHARACTERS)
        self._seen, self._at = self._seen[self._at :] + read, 0
        return bool(read)
