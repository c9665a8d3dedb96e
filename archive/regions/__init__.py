"""Regions of an article: as a file states them, and as its words name them."""

from archive.regions.declarations import declared
from archive.regions.mentions import mentioned

__all__ = ["declared", "mentioned"]
