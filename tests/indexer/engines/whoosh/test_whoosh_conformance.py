from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from indexer.engines.whoosh.engine import WhooshEngine
from indexer.engines.whoosh.writer import WhooshWriter
from tests.indexer.engines.engine_contract import AgreementWithOracle, WholeLanguage, apply


class TestWhoosh(WholeLanguage, AgreementWithOracle):
    examples = 100

    @staticmethod
    @contextmanager
    def build(*batches):
        with TemporaryDirectory() as folder:
            apply(WhooshWriter(Path(folder)), *batches)
            engine = WhooshEngine(Path(folder))
            try:
                yield engine
            finally:
                engine.close()
