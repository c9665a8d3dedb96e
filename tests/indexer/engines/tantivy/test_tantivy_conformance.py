from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from indexer.engines.tantivy.engine import TantivyEngine
from indexer.engines.tantivy.writer import TantivyWriter
from tests.indexer.engines.engine_contract import AgreementWithOracle, WholeLanguage, apply


class TestTantivy(WholeLanguage, AgreementWithOracle):
    examples = 60

    @staticmethod
    @contextmanager
    def build(*batches):
        # The library's watcher may take its lock there a moment after all is closed.
        with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            apply(TantivyWriter(Path(folder)), *batches)
            engine = TantivyEngine(Path(folder))
            try:
                yield engine
            finally:
                engine.close()
