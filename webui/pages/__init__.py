"""The HTML pages: each parses, calls, renders."""
