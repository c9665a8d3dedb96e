"""Regions of an article: as a file states them, and as its words name them."""

from archive.regions.amendments import NO_AMENDMENTS, Amendments
from archive.regions.declarations import declared, find_region
from archive.regions.mentions import mentioned

# Counts up with every change of the regions that are found in the same text: an archive works
# them out anew then.
EDITION = 2

__all__ = ["EDITION", "NO_AMENDMENTS", "Amendments", "declared", "find_region", "mentioned"]
