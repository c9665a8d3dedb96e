"""Writing a Whoosh index."""

from collections.abc import Sequence
from pathlib import Path

from whoosh import index

from archive.model.article import Article
from indexer.engines.whoosh.build.process_pool import IndexingPool, processes_to_use
from indexer.engines.whoosh.build.segment_writer import SegmentBuilder
from indexer.engines.whoosh.codec.codec import ArraySegment
from indexer.engines.whoosh.commit import Commits
from indexer.engines.whoosh.errors import translated
from indexer.engines.whoosh.schema import make_schema

# How long another process may keep the index before this one gives up, in seconds.
LOCK_WAIT_S = 60.0
# The size of a batch, and from how much text on several processes index: these take half a second
# to start. An article counts a thousand characters for all but its body and its edits.
BATCH_CHARACTERS = 200_000
ALONE_CHARACTERS = 3_000_000


class WhooshWriter:
    """Writer of the index in a folder; the caller has to see that there is only one at a time."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        with translated(directory):
            try:
                self._index = index.open_dir(str(directory), schema=make_schema())
            except index.EmptyIndexError:
                self._index = index.create_in(str(directory), make_schema())
        self._commits: Commits | None = None
        self._batches = _ArticleBatches(directory)
        self._added: set[int] = set()
        self._gone: set[int] = set()

    def add(self, article: Article) -> None:
        """Index an article, in place of any with the same id."""
        with translated(self._directory):
            self._added.add(self._taken_out(article.id))
            self._batches.add(article)

    def delete(self, article_id: str) -> None:
        """Delete an article; no error if it is not there."""
        with translated(self._directory):
            self._taken_out(article_id)

    def commit(self) -> None:
        """Make everything since the last commit durable and searchable."""
        if self._commits is None:
            return
        with translated(self._directory):
            try:
                self._commits.replace(self._gone, self._batches.segments())
            except BaseException:
                self._forget_articles()
                raise
            finally:
                self._release()

    def close(self) -> None:
        """Close the index; what was not committed is discarded."""
        with translated(self._directory):
            self._forget_articles()
            self._release()
            self._index.close()

    def _taken_out(self, article_id: str) -> int:
        """Mark an id for deletion; returns it as a number.

        An article of this id that was added since the last commit is committed first.
        """
        number = int(article_id, 16)
        if number in self._added:
            self.commit()
        if self._commits is None:
            self._commits = Commits(self._index, self._directory, LOCK_WAIT_S)
        self._gone.add(number)
        return number

    def _forget_articles(self) -> None:
        self._batches.end()
        self._batches = _ArticleBatches(self._directory)

    def _release(self) -> None:
        if self._commits is not None:
            self._commits.release()
        self._commits = None
        self._added.clear()
        self._gone.clear()


class _ArticleBatches:
    """Batches of articles on their way into segments, here or in a pool of processes."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._batch: list[Article] = []
        self._characters = 0
        self._waiting: list[Sequence[Article]] = []
        self._builder = SegmentBuilder(directory)
        self._processes: IndexingPool | None = None

    def add(self, article: Article) -> None:
        self._batch.append(article)
        self._characters += 1_000 + sum(map(len, article.body))
        self._characters += sum(map(len, article.added)) + sum(map(len, article.removed))
        if self._characters >= BATCH_CHARACTERS:
            self._waiting.append(self._batch)
            self._batch, self._characters = [], 0
            if self._processes or len(self._waiting) * BATCH_CHARACTERS >= ALONE_CHARACTERS:
                self._hand_over()

    def segments(self) -> list[ArraySegment]:
        """The segments of all articles since the last call."""
        self._waiting.append(self._batch)
        self._batch, self._characters = [], 0
        if self._processes:
            self._hand_over()
            return self._processes.finish()
        self._index_here()
        return self._builder.finish()

    def end(self) -> None:
        if self._processes:
            self._processes.end()

    def _hand_over(self) -> None:
        if self._processes is None:
            if (count := processes_to_use()) == 1:
                self._index_here()
                return
            self._processes = IndexingPool(self._directory, count)
        for batch in self._waiting:
            self._processes.add(batch)
        self._waiting.clear()

    def _index_here(self) -> None:
        for batch in self._waiting:
            self._builder.add(batch)
        self._waiting.clear()
