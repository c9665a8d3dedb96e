"""The commands that search and that maintain the index."""
