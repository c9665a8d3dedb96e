"""The Whoosh engine: pure Python and NumPy, nothing to run beside it."""

from indexer.engines.whoosh_engine.engine import WhooshEngine
from indexer.engines.whoosh_engine.writer import WhooshWriter

__all__ = ["WhooshEngine", "WhooshWriter"]
