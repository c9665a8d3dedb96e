"""Articles made into segments in one process."""

from collections.abc import Iterable
from pathlib import Path

from archive.model.article import Article
from indexer.engines.whoosh.build.segment_writer import SegmentWriter
from indexer.engines.whoosh.codec.codec import ArraySegment
from indexer.engines.whoosh.index_entry import entry
from indexer.engines.whoosh.segment.file import SegmentFileWriter

# In how many numbers a segment is gathered before it is written. With 4 million, which are some
# 17,000 wire stories, a process takes 400 MB at the most.
NUMBERS_IN_MEMORY = 4_000_000


class Builder:
    """Writes segments into a folder, of which none counts until a commit says so."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._gathering = SegmentWriter()
        self._segments: list[ArraySegment] = []

    def add(self, articles: Iterable[Article]) -> None:
        """Take articles; a segment is written when there is no more room for them in memory."""
        for article in articles:
            self._gathering.add(entry(article))
            if self._gathering.size() >= NUMBERS_IN_MEMORY:
                self._write()

    def finish(self) -> list[ArraySegment]:
        """The segments of all articles since the last time."""
        if self._gathering.documents:
            self._write()
        segments, self._segments = self._segments, []
        return segments

    def _write(self) -> None:
        segment = ArraySegment(self._gathering.documents)
        with SegmentFileWriter(segment.path(self._directory)) as file:
            self._gathering.write(file)
        self._segments.append(segment)
        self._gathering = SegmentWriter()
