"""A small archive with near-duplicates, once by each engine."""

import pytest

from archive.store.store import Store
from indexer.engines.registry import ENGINES, engine_kind
from indexer.index.build import update
from indexer.index.generations import Generations
from indexer.search.service import SearchService
from tests.indexer.search.test_service import COPIES, RECORDS
from tests.support.plain_counts import PlainCounts


class DeskArchive:
    """Store and search of an archive whose index follows every change."""

    def __init__(self, store, service, generations, kind):
        self.store = store
        self.service = service
        self._generations = generations
        self._kind = kind

    def follow(self):
        """Bring the index up to the store."""
        update(self.store, self._generations, self._kind)

    def plain(self):
        """What a reader would count."""
        changes = self.store.changes_since(0)
        return PlainCounts([each.article for each in changes if each.article])


def opened(folder, kind):
    generations = Generations(folder / "index")
    store = Store.open(folder / "archive.sqlite3", create=True)
    store.add([*RECORDS, *COPIES])
    archive = DeskArchive(store, SearchService(store, generations), generations, kind)
    archive.follow()
    return archive


@pytest.fixture
def archive(tmp_path):
    """An archive that a test may change."""
    archive = opened(tmp_path, engine_kind("whoosh"))
    yield archive
    archive.service.close()
    archive.store.close()


@pytest.fixture(scope="module", params=ENGINES)
def same_archive(request, tmp_path_factory):
    """The same for all tests of a module, by each engine; no test may change it."""
    archive = opened(tmp_path_factory.mktemp("desk"), engine_kind(request.param))
    yield archive
    archive.service.close()
    archive.store.close()
