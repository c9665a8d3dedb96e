"""Ingest: the one loop by which articles come into the archive."""
