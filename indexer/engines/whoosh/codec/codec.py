"""Our own codec for Whoosh: how its segments are named, listed and opened.

Whoosh keeps the list of segments that count, its lock, and the order in which a commit happens;
what is in a segment is ours. Its own codec writes postings in blocks of 128 that are pickled, which
takes five times the room and most of the time of building.
"""

import json
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from whoosh.codec import base

from indexer.engines.whoosh.errors import DamageError
from indexer.engines.whoosh.segment.file import SegmentFile

INDEX_NAME = "MAIN"
EXTENSION = ".seg"

# ruff: noqa: ANN401 - Whoosh's storages have no common type


class ArrayCodec(base.Codec):
    """Opens our segments for Whoosh's readers."""

    def terms_reader(self, storage: Any, segment: "ArraySegment") -> "SegmentTerms":
        """The file of a segment."""
        return SegmentTerms(SegmentFile(segment.path(Path(storage.folder))))

    def per_document_reader(self, storage: Any, segment: "ArraySegment") -> "SegmentDocuments":
        """What of a segment's documents is known without its file."""
        del storage
        return SegmentDocuments(segment)


class ArraySegment(base.Segment):
    """One segment: its name, how many documents it has, and which of them are deleted."""

    def __init__(
        self, documents: int, segid: str | None = None, deleted: Iterable[int] = ()
    ) -> None:
        super().__init__(INDEX_NAME)
        self.segid = segid or self.segid
        self.documents = documents
        self.deleted = set(deleted)

    def path(self, directory: Path) -> Path:
        """Its file."""
        return directory / self.make_filename(EXTENSION)

    def codec(self, **_: Any) -> ArrayCodec:
        """The codec of all segments."""
        return ArrayCodec()

    def doc_count_all(self) -> int:
        """How many documents it has, deleted ones too."""
        return self.documents

    @property
    def live(self) -> int:
        """How many documents it has but for the deleted."""
        return self.documents - len(self.deleted)


class SegmentTerms(base.TermsReader):
    """The open file of a segment, in the place where Whoosh expects its terms."""

    def __init__(self, file: SegmentFile) -> None:
        self.file = file

    def close(self) -> None:
        """Let the file go."""
        self.file.close()


class SegmentDocuments(base.PerDocumentReader):
    """What Whoosh asks of a segment's documents."""

    def __init__(self, segment: ArraySegment) -> None:
        self._segment = segment

    def doc_count_all(self) -> int:
        """How many documents there are."""
        return self._segment.documents


class SegmentList(list[ArraySegment]):
    """The segments of an index, pickled into its table of contents with a CRC-32."""

    def __reduce__(self) -> tuple[Any, ...]:
        """All segments as one piece of JSON."""
        rows = [(each.segid, each.documents, sorted(each.deleted)) for each in self]
        content = json.dumps(rows).encode()
        return _listed, (content, zlib.crc32(content))


def _listed(content: bytes, crc: int) -> SegmentList:
    if zlib.crc32(content) != crc:
        raise DamageError("the list of segments is not as it was written")
    rows: list[tuple[str, int, list[int]]] = json.loads(content)
    return SegmentList(ArraySegment(documents, segid, gone) for segid, documents, gone in rows)
