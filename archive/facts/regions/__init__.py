"""Regions of an article: as a file states them, and as its words name them."""

from archive.facts.regions.amendments import NO_AMENDMENTS, Amendments
from archive.facts.regions.detection import mentioned
from archive.facts.regions.stated_regions import declared, find_region

# Counts up with every change of the regions that are found in the same text: an archive works
# them out anew then.
EDITION = 2

__all__ = ["EDITION", "NO_AMENDMENTS", "Amendments", "declared", "find_region", "mentioned"]
