"""Writing a Whoosh index."""

import os
from pathlib import Path
from typing import Any

from whoosh import index
from whoosh.writing import SegmentWriter

from archive.article import Article
from indexer.engines.whoosh_engine.errors import translated
from indexer.engines.whoosh_engine.pool import TermPool
from indexer.engines.whoosh_engine.schema import ID, document, make_schema

# How long another process may keep the index before this one gives up, in seconds.
LOCK_WAIT_S = 60.0


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
        self._uncommitted: set[str] = set()
        self._writer: Any = None

    def add(self, article: Article) -> None:
        """Index an article, in place of what the index has under its id."""
        with translated(self._directory):
            self._take_out(article.id)
            self._open().add_document(**document(article))
            self._uncommitted.add(article.id)

    def delete(self, article_id: str) -> None:
        """Take an article out; nothing happens if it is not there."""
        with translated(self._directory):
            self._take_out(article_id)

    def commit(self) -> None:
        """Make everything since the last commit durable and findable."""
        if self._writer is None:
            return
        with translated(self._directory):
            writer, self._writer = self._writer, None
            writer.commit()
            _flush(self._directory)
            self._is_fresh = False
            self._uncommitted.clear()

    def close(self) -> None:
        """Let the index go; what was not committed is as if it had never been."""
        with translated(self._directory):
            if self._writer is not None:
                self._writer.cancel()
                self._writer = None
            self._index.close()

    def _take_out(self, article_id: str) -> None:
        """Delete what the index has under an id; Whoosh can delete only what is committed."""
        if article_id in self._uncommitted:
            self.commit()
        if not self._is_fresh:
            self._open().delete_by_term(ID, article_id)

    def _open(self) -> Any:  # noqa: ANN401 - Whoosh's writers have no common type
        if self._writer is None:
            self._writer = SegmentWriter(self._index, timeout=LOCK_WAIT_S)
            self._writer.pool = TermPool(self._writer)
        return self._writer


def _flush(directory: Path) -> None:
    """See the files of a folder onto the disk, which Whoosh leaves to the operating system."""
    for path in (*directory.iterdir(), directory):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
