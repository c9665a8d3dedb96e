"""JSON arrays: one article an object (RFC 8259), as programs export them."""

import codecs
import io
import json
from collections.abc import Iterator

from archive.errors import SourceError
from archive.formats.tabular.column_mapping import Columns
from archive.formats.tabular.json_objects import Entry, read_object, run_documents
from archive.formats.tabular.line_batches import LONGEST_LINE_BYTES, NumberedLine
from archive.model.article import Record
from archive.model.document import Document, Source, Unreadable

_CHUNK_CHARACTERS = 1_000_000
# Stands before each object of a run (RFC 7464); no JSON text has it inside.
_SEPARATOR = b"\x1e"
_DECODER = json.JSONDecoder()


class JsonArrayReader:
    """Reads articles out of the objects of a JSON array."""

    media_types = ("application/json", "application/json-seq")
    suffixes = (".json",)

    def recognizes(self, head: bytes) -> bool:
        """Whether it is an array whose first entry is an object."""
        return b"".join(head.removeprefix(codecs.BOM_UTF8).split()).startswith(b"[{")

    def unpack(self, source: Source) -> Iterator[Document | Unreadable]:
        """The objects in runs (RFC 7464), and in place of what is broken its reason."""
        return run_documents(source, _entries(source), self.media_types[1], _split)

    def read(self, document: Document) -> Iterator[Record | Unreadable]:
        """The articles in the order of their objects, and in place of each bad one its reason."""
        columns = Columns(document.mapping)
        for number, content in enumerate(_split(document.content), document.position):
            yield read_object(
                Entry(content, "entry", number), columns, document, self.media_types[0]
            )


def _split(content: bytes) -> list[bytes]:
    return [part for part in content.split(_SEPARATOR) if part.strip()]


def _entries(source: Source) -> Iterator[NumberedLine | Unreadable]:
    """The array's entries, each behind a separator; what breaks off or is no JSON ends it."""
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
    """The part of a text that is being read, never much more than an entry."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self._seen = ""
        self._at = 0

    def skip(self, mark: str) -> str:
        """The next character behind white space; it is passed if it is the mark."""
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
        """The text of the next entry; `ValueError` where it is no JSON, or has no end."""
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
