"""Articles out of web pages: what a page states of itself, and the story that it shows."""

from archive.formats.web_page.extraction import read_page

__all__ = ["read_page"]
