"""The archive: the article model, its sources, and its store."""
