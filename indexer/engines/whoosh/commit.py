"""Atomic commits: the list of segments that an index has, replaced as one."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from whoosh import index
from whoosh.index import TOC, LockError
from whoosh.util.filelock import try_for

from archive.durable_file import flush
from indexer.engines.whoosh.build.segment_merging import merge, sources, to_merge
from indexer.engines.whoosh.codec.codec import INDEX_NAME, ArraySegment, SegmentList
from indexer.engines.whoosh.errors import DamageError
from indexer.engines.whoosh.index_entry import ID_COLUMN
from indexer.engines.whoosh.schema import make_schema
from indexer.engines.whoosh.segment.columns import read_column
from indexer.engines.whoosh.segment.file import SegmentFile, SegmentFileWriter


class Commits:
    """A held write lock on an index, with its current segments.

    Raises `LockError` where another process holds the lock for longer than `wait_s` seconds.
    """

    def __init__(self, opened: Any, directory: Path, wait_s: float) -> None:  # noqa: ANN401 - Whoosh's index
        self._directory = directory
        self._storage: Any = opened.storage
        self._lock: Any = opened.lock("WRITELOCK")
        if not try_for(self._lock.acquire, timeout=wait_s):
            raise LockError
        try:
            toc: Any = TOC.read(self._storage, INDEX_NAME, schema=make_schema())
        except BaseException:
            self.release()
            raise
        self._generation: int = toc.generation
        self._segments: list[ArraySegment] = list(toc.segments)

    def release(self) -> None:
        """Release the lock."""
        self._lock.release()

    def replace(self, ids: Iterable[int], added: Sequence[ArraySegment]) -> None:
        """Delete the documents with some ids, add segments, merge if due, and make that durable."""
        changed = self._delete(np.array(sorted(ids), np.uint64))
        if not changed and not added:
            return
        segments = [each for each in (*self._segments, *added) if each.live]
        if merged := to_merge(segments, is_first=not self._segments):
            segments = [each for each in segments if each not in merged]
            segments.append(self._merged(merged))
        self._write(SegmentList(segments))

    def _delete(self, ids: Any) -> bool:  # noqa: ANN401 - an array
        changed = False
        for segment in self._segments if len(ids) else ():
            file = SegmentFile(segment.path(self._directory))
            try:
                column = read_column(file, ID_COLUMN, segment.documents)
            finally:
                file.close()
            if column is None:
                raise DamageError("a segment without ids")
            found = set(np.flatnonzero(np.isin(column, ids)).tolist())
            changed = changed or not found <= segment.deleted
            segment.deleted |= found
        return changed

    def _merged(self, merged: Sequence[ArraySegment]) -> ArraySegment:
        segment = ArraySegment(sum(each.live for each in merged))
        files: list[SegmentFile] = []
        try:
            files += (SegmentFile(each.path(self._directory)) for each in merged)
            with SegmentFileWriter(segment.path(self._directory)) as file:
                merge(file, sources(files, merged))
        finally:
            for file in files:
                file.close()
        return segment

    def _write(self, segments: SegmentList) -> None:
        """Write the table of contents with these segments, then delete files that are in none."""
        generation = self._generation + 1
        TOC(make_schema(), segments, generation).write(self._storage, INDEX_NAME)
        for path in (self._directory, *self._directory.glob("*.toc")):
            flush(path)
        index.clean_files(self._storage, INDEX_NAME, generation, segments)
        self._generation, self._segments = generation, segments
