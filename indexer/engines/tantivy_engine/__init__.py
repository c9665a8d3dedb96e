"""The Tantivy engine: compiled postings for large archives, counted in NumPy."""

from indexer.engines.tantivy_engine.engine import TantivyEngine
from indexer.engines.tantivy_engine.writer import TantivyWriter

__all__ = ["TantivyEngine", "TantivyWriter"]
