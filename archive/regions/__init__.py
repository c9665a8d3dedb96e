"""Regions of an article: as a file states them, and as its words name them."""

from archive.regions.amendments import NO_AMENDMENTS, Amendments
from archive.regions.declarations import declared, find_region
from archive.regions.mentions import mentioned

__all__ = ["NO_AMENDMENTS", "Amendments", "declared", "find_region", "mentioned"]
