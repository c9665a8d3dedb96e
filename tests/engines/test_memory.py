from contextlib import contextmanager

from indexer.engines.memory import MemoryEngine, MemoryWriter
from tests.engines.conformance import EngineSuite, apply


class TestMemory(EngineSuite):
    @staticmethod
    @contextmanager
    def build(*batches):
        articles = {}
        apply(MemoryWriter(articles), *batches)
        yield MemoryEngine(articles)
