"""The one loop by which anything comes into the archive."""
