"""Writing a Whoosh index."""

from pathlib import Path
from typing import Any

from whoosh import index
from whoosh.writing import PostingPool, SegmentWriter

from archive.article import Article
from indexer.engines.whoosh_engine.errors import translated
from indexer.engines.whoosh_engine.schema import ID, document, make_schema

# What a batch may hold in memory before it is sorted to disk, in MB.
BATCH_MEMORY_MB = 256
# How long another process may keep the index before this one gives up, in seconds.
LOCK_WAIT_S = 60.0


class _Pool(PostingPool):
    """Gathers postings without checking each one's types and size, which `Terms` vouches for.

    A posting of a news article takes 230 bytes on average (measured on wire stories).
    """

    _POSTING_BYTES = 230

    def __init__(self, writer: Any) -> None:  # noqa: ANN401 - Whoosh leaves its parts untyped
        super().__init__(writer.temp_storage(), writer.newsegment, limitmb=BATCH_MEMORY_MB)

    def add(self, item: tuple[str, bytes, int, float, bytes]) -> None:
        self.fieldnames.add(item[0])
        self.current.append(item)
        if len(self.current) * self._POSTING_BYTES > self.limit:
            self.save()


class WhooshWriter:
    """The one writer of the index in a folder; the caller sees to it that there is one."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        with translated(directory):
            if index.exists_in(str(directory)):
                self._index = index.open_dir(str(directory), schema=make_schema())
            else:
                self._index = index.create_in(str(directory), make_schema())
            # Where nothing is indexed there is nothing to replace, and looking costs.
            self._is_fresh = self._index.is_empty()
        self._writer: Any = None

    def add(self, article: Article) -> None:
        """Index an article, in place of what the index has under its id."""
        with translated(self._directory):
            if not self._is_fresh:
                self._open().delete_by_term(ID, article.id)
            self._open().add_document(**document(article))

    def delete(self, article_id: str) -> None:
        """Take an article out; nothing happens if it is not there."""
        if not self._is_fresh:
            with translated(self._directory):
                self._open().delete_by_term(ID, article_id)

    def commit(self) -> None:
        """Make everything since the last commit durable and findable."""
        if self._writer is None:
            return
        with translated(self._directory):
            writer, self._writer = self._writer, None
            writer.commit()
            self._is_fresh = False

    def close(self) -> None:
        """Let the index go; what was not committed is as if it had never been."""
        with translated(self._directory):
            if self._writer is not None:
                self._writer.cancel()
                self._writer = None
            self._index.close()

    def _open(self) -> Any:  # noqa: ANN401 - Whoosh's writers have no common type
        if self._writer is None:
            self._writer = SegmentWriter(self._index, timeout=LOCK_WAIT_S)
            self._writer.pool = _Pool(self._writer)
        return self._writer
