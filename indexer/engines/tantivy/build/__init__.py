"""Analysing articles for a Tantivy index."""
