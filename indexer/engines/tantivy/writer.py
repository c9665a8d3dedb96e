"""Writing a Tantivy index."""

import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from tantivy import Index, IndexWriter, Query

from archive.model.article import Article
from indexer.engines.tantivy.build.document import OrdinalMembers
from indexer.engines.tantivy.build.field_text import FieldTextWriter, texts_of
from indexer.engines.tantivy.build.process_pool import AnalysisPool, processes_to_use
from indexer.engines.tantivy.errors import is_locked, translated
from indexer.engines.tantivy.integrity import META, check_files
from indexer.engines.tantivy.schema import ID, open_index

# How long another process may keep the index before this one gives up, in seconds.
LOCK_WAIT_S = 60.0
_LOCK_RETRY_S = 0.1
# What is gathered before it is written out as a segment; one thread indexes beside this one.
_GATHERED_BYTES = 128_000_000
_THREADS = 1
# So many articles are sooner indexed than another process is started.
_ALONE = 500


class TantivyWriter:
    """The one writer of the index in a folder; the caller sees to it that there is one."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        with translated(directory):
            if (directory / META).exists():
                check_files(directory)
            index = open_index(directory)
            index.config_reader("manual")
            # Where nothing is indexed there is nothing to replace, and looking costs.
            self._is_fresh = index.searcher().num_docs == 0
        self._index: Index | None = index
        self._uncommitted: set[str] = set()
        self._has_changed = False
        self._writer: IndexWriter | None = None
        self._workers: AnalysisPool | None = None
        self._added = 0

    def add(self, article: Article) -> None:
        """Index an article, in place of what the index has under its id."""
        try:
            self._add(article)
        except BaseException:
            # To enter it before costs 3 µs, a thirtieth of all that is done here for an article.
            with self._all_or_nothing():
                raise

    def delete(self, article_id: str) -> None:
        """Take an article out; nothing happens if it is not there."""
        with self._all_or_nothing():
            self._take_out(self._changing(), article_id)

    def commit(self) -> None:
        """Make everything since the last commit durable and findable."""
        if self._writer is None or not self._has_changed:
            return
        with self._all_or_nothing():
            self._take_in(self._writer, whole=True)
            self._writer.commit()
            self._is_fresh = self._has_changed = False
            self._uncommitted.clear()

    def close(self) -> None:
        """Let the index go; what was not committed is as if it had never been."""
        with translated(self._directory):
            try:
                self._let_go()
            finally:
                # It keeps the files mapped.
                self._index = None

    @property
    def _open_index(self) -> Index:
        if self._index is None:
            raise RuntimeError("the writer was closed")
        return self._index

    def _add(self, article: Article) -> None:
        writer = self._changing()
        self._take_out(writer, article.id)
        self._uncommitted.add(article.id)
        facts, texts = self._facts.members(article), texts_of(article)
        self._added += 1
        if self._workers is None and self._added > _ALONE and (count := processes_to_use()):
            self._workers = AnalysisPool(count)
        if self._workers is None:
            writer.add_json(f"{{{facts},{self._wording.members(texts)}}}")
        else:
            self._workers.add(facts, texts)
            self._take_in(writer, whole=False)

    @contextmanager
    def _all_or_nothing(self) -> Generator[None]:
        """Forgets all that is not committed where any of it fails.

        Tantivy goes on after a failure, and would commit whatever is left.
        """
        with translated(self._directory):
            try:
                yield
            except BaseException as failure:
                try:
                    self._let_go()
                except BaseException as another:
                    raise failure from another
                raise

    def _let_go(self) -> None:
        if self._workers is not None:
            workers, self._workers = self._workers, None
            workers.end()
        if self._writer is not None:
            writer, self._writer = self._writer, None
            self._uncommitted.clear()
            try:
                if self._has_changed:
                    # Breaks off merging, too.
                    writer.rollback()
            finally:
                self._has_changed = False
                # Gives back the lock.
                writer.wait_merging_threads()

    def _take_in(self, writer: IndexWriter, *, whole: bool) -> None:
        """Index what other processes have worded, if `whole` all that they were given."""
        if self._workers is not None:
            for facts, members in self._workers.done(whole=whole):
                writer.add_json(f"{{{facts},{members}}}")

    def _take_out(self, writer: IndexWriter, article_id: str) -> None:
        if article_id in self._uncommitted:
            self._take_in(writer, whole=True)
        if not self._is_fresh or article_id in self._uncommitted:
            # Deleting by the term itself takes the number for a signed one, and finds nothing.
            query = Query.term_query(self._open_index.schema, ID, int(article_id, 16))
            writer.delete_documents_by_query(query)

    def _changing(self) -> IndexWriter:
        if self._writer is None:
            self._writer = self._locked()
            index = self._open_index
            index.reload()
            self._facts, self._wording = OrdinalMembers(index.searcher()), FieldTextWriter()
        self._has_changed = True
        return self._writer

    def _locked(self) -> IndexWriter:
        """Tantivy's writer, once no other one is there."""
        deadline = time.monotonic() + LOCK_WAIT_S
        while True:
            try:
                return self._open_index.writer(_GATHERED_BYTES, _THREADS)
            except ValueError as error:
                if not is_locked(error) or time.monotonic() > deadline:
                    raise
            time.sleep(_LOCK_RETRY_S)
