"""Whoosh codec: how segments in our format are named, listed and opened.

Whoosh keeps the list of segments, the lock and the order of a commit; the format of a segment is
ours, and Whoosh reads it by the two readers that a codec has. Only `backfile` writes it. Whoosh's
own codec pickles postings in blocks of 128: six times the size, seven times the building time.
"""

import json
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NoReturn

from whoosh.codec import base

from indexer.engines.whoosh.codec.open_segment import OpenSegment
from indexer.engines.whoosh.codec.per_document_reader import SegmentDocumentReader
from indexer.engines.whoosh.codec.terms_reader import SegmentTermsReader
from indexer.engines.whoosh.errors import DamageError, ReadOnlyError

INDEX_NAME = "MAIN"
EXTENSION = ".seg"

# ruff: noqa: ANN401 - Whoosh's storages have no common type


class ArrayCodec(base.Codec):
    """Opens one segment for one Whoosh reader; our engine gets at the file by way of `opened`."""

    def __init__(self) -> None:
        self._opened: OpenSegment | None = None

    @property
    def opened(self) -> OpenSegment:
        """The segment, once a reader has been made for it."""
        if self._opened is None:
            raise ValueError("no reader was made for this segment")
        return self._opened

    def terms_reader(self, storage: Any, segment: "ArraySegment") -> SegmentTermsReader:
        """Reads the terms of a segment."""
        return SegmentTermsReader(self._open(storage, segment))

    def per_document_reader(self, storage: Any, segment: "ArraySegment") -> SegmentDocumentReader:
        """Reads the lengths, columns and stored fields of a segment."""
        return SegmentDocumentReader(self._open(storage, segment), segment)

    def per_document_writer(self, storage: Any, segment: Any) -> NoReturn:
        """Refuse: raises `ReadOnlyError`."""
        raise ReadOnlyError

    def field_writer(self, storage: Any, segment: Any) -> NoReturn:
        """Refuse: raises `ReadOnlyError`."""
        raise ReadOnlyError

    def new_segment(self, storage: Any, indexname: str) -> NoReturn:
        """Refuse: raises `ReadOnlyError`."""
        raise ReadOnlyError

    def _open(self, storage: Any, segment: "ArraySegment") -> OpenSegment:
        if self._opened is None:
            path = segment.path(Path(storage.folder))
            self._opened = OpenSegment(path, segment.documents)
        return self._opened


class ArraySegment(base.Segment):
    """Descriptor of a segment: its id, document count, and deleted documents."""

    def __init__(
        self, documents: int, segid: str | None = None, deleted: Iterable[int] = ()
    ) -> None:
        super().__init__(INDEX_NAME)
        self.segid = segid or self.segid
        self.documents = documents
        self.deleted = set(deleted)

    def path(self, directory: Path) -> Path:
        """The segment's file in an index folder."""
        return directory / self.make_filename(EXTENSION)

    def codec(self, **_: Any) -> ArrayCodec:
        """The codec of all segments, for one more reader."""
        return ArrayCodec()

    def doc_count_all(self) -> int:
        """How many documents it has, deleted ones too."""
        return self.documents

    @property
    def live(self) -> int:
        """How many documents are not deleted."""
        return self.documents - len(self.deleted)

    def deleted_count(self) -> int:
        """How many documents are deleted."""
        return len(self.deleted)

    def deleted_docs(self) -> Iterator[int]:
        """The deleted documents."""
        return iter(sorted(self.deleted))

    def is_deleted(self, docnum: int) -> bool:
        """Whether a document is deleted."""
        return docnum in self.deleted

    def delete_document(self, docnum: int, delete: bool = True) -> NoReturn:
        """Refuse: raises `ReadOnlyError`."""
        raise ReadOnlyError


class SegmentList(list[ArraySegment]):
    """The segments of an index; in its table of contents, pickled as JSON with a CRC-32."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle as id, document count and deleted documents of each."""
        rows = [(each.segid, each.documents, sorted(each.deleted)) for each in self]
        content = json.dumps(rows).encode()
        return _listed, (content, zlib.crc32(content))


def _listed(content: bytes, crc: int) -> SegmentList:
    if zlib.crc32(content) != crc:
        raise DamageError("the list of segments is not as it was written")
    rows: list[tuple[str, int, list[int]]] = json.loads(content)
    return SegmentList(ArraySegment(documents, segid, gone) for segid, documents, gone in rows)
