"""Analysis of articles for a Tantivy index."""
