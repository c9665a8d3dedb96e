"""Writer of a Tantivy index: analyses, indexes, deletes and commits articles."""

import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from tantivy import Index, IndexWriter, Query

from archive.model.article import Article
from indexer.engines.tantivy.build.document import FastFieldEncoder
from indexer.engines.tantivy.build.field_text import FieldTextWriter, texts_of
from indexer.engines.tantivy.build.process_pool import AnalysisPool, processes_to_use
from indexer.engines.tantivy.errors import is_locked, translated
from indexer.engines.tantivy.integrity import META, check_files
from indexer.engines.tantivy.schema import ID, open_index

# How long to wait for another process's lock, in seconds.
LOCK_WAIT_S = 60.0
_LOCK_RETRY_S = 0.1
# Memory to fill before a segment is written out; one thread indexes beside this one.
_BUFFER_BYTES = 16_000_000
_THREADS = 1
# Up to so many articles are indexed sooner than another process is started.
_ALONE = 500


class TantivyWriter:
    """The one writer of the index in a folder; that there is no other is up to the caller."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        with translated(directory):
            if (directory / META).exists():
                check_files(directory)
            index = open_index(directory)
            index.config_reader("manual")
            # Nothing need be deleted from an empty index, and a deletion costs.
            self._is_fresh = index.searcher().num_docs == 0
        self._index: Index | None = index
        self._uncommitted: set[str] = set()
        self._has_changed = False
        self._writer: IndexWriter | None = None
        self._pool: AnalysisPool | None = None
        self._added = 0

    def add(self, article: Article) -> None:
        """Index an article, in place of what the index has under its id."""
        try:
            self._add(article)
        except BaseException:
            # Entered only on failure: it costs 3 µs, a thirtieth of the time for an article.
            with self._all_or_nothing():
                raise

    def delete(self, article_id: str) -> None:
        """Delete an article; nothing happens if it is not there."""
        with self._all_or_nothing():
            self._delete(self._writer_for_changes(), article_id)

    def commit(self) -> None:
        """Make everything since the last commit durable and findable."""
        if self._writer is None or not self._has_changed:
            return
        with self._all_or_nothing():
            self._index_analysed(self._writer, wait=True)
            self._writer.commit()
            self._is_fresh = self._has_changed = False
            self._uncommitted.clear()

    def close(self) -> None:
        """Release the index's files and lock; uncommitted changes are lost."""
        with translated(self._directory):
            try:
                self._roll_back()
            finally:
                # An open index keeps its files mapped.
                self._index = None

    @property
    def _open_index(self) -> Index:
        if self._index is None:
            raise RuntimeError("the writer was closed")
        return self._index

    def _add(self, article: Article) -> None:
        writer = self._writer_for_changes()
        self._delete(writer, article.id)
        self._uncommitted.add(article.id)
        fast_fields, texts = self._fast_fields.members(article), texts_of(article)
        self._added += 1
        if self._pool is None and self._added > _ALONE and (count := processes_to_use()):
            self._pool = AnalysisPool(count)
        if self._pool is None:
            writer.add_json(f"{{{fast_fields},{self._text_writer.members(texts)}}}")
        else:
            self._pool.add(fast_fields, texts)
            self._index_analysed(writer, wait=False)

    @contextmanager
    def _all_or_nothing(self) -> Generator[None]:
        """Rolls back all uncommitted changes if the block raises.

        Tantivy itself goes on after a failure, and would commit a part of the changes.
        """
        with translated(self._directory):
            try:
                yield
            except BaseException as failure:
                try:
                    self._roll_back()
                except BaseException as another:
                    raise failure from another
                raise

    def _roll_back(self) -> None:
        if self._pool is not None:
            pool, self._pool = self._pool, None
            pool.end()
        if self._writer is not None:
            writer, self._writer = self._writer, None
            self._uncommitted.clear()
            try:
                if self._has_changed:
                    # Merges are abandoned, too.
                    writer.rollback()
            finally:
                self._has_changed = False
                # Releases the lock.
                writer.wait_merging_threads()

    def _index_analysed(self, writer: IndexWriter, *, wait: bool) -> None:
        """Index the articles that the pool has analysed, with `wait` all that it was given."""
        if self._pool is not None:
            for fast_fields, members in self._pool.analysed(wait=wait):
                writer.add_json(f"{{{fast_fields},{members}}}")

    def _delete(self, writer: IndexWriter, article_id: str) -> None:
        if article_id in self._uncommitted:
            self._index_analysed(writer, wait=True)
        if not self._is_fresh or article_id in self._uncommitted:
            # `delete_documents` takes the number for a signed one, and matches nothing.
            query = Query.term_query(self._open_index.schema, ID, int(article_id, 16))
            writer.delete_documents_by_query(query)

    def _writer_for_changes(self) -> IndexWriter:
        if self._writer is None:
            self._writer = self._acquire_writer()
            index = self._open_index
            index.reload()
            self._fast_fields, self._text_writer = (
                FastFieldEncoder(index.searcher()),
                FieldTextWriter(),
            )
        self._has_changed = True
        return self._writer

    def _acquire_writer(self) -> IndexWriter:
        """Tantivy's writer, once its lock is free. Raises `ValueError` after `LOCK_WAIT_S`."""
        deadline = time.monotonic() + LOCK_WAIT_S
        while True:
            try:
                return self._open_index.writer(_BUFFER_BYTES, _THREADS)
            except ValueError as error:
                if not is_locked(error) or time.monotonic() > deadline:
                    raise
            time.sleep(_LOCK_RETRY_S)
