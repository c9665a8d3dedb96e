"""Regions of an article: as its file states them, or as geoparsing finds them in its text.

Geoparsing takes three steps. Recognition matches names of the gazetteer in dateline, headline and
text, and classifies each match as a place, a person or a thing. Resolution picks one of a name's
candidate places by its qualifiers and by the other places in the article. Aboutness scores the
countries, and keeps those that the article is about.

"Police in Portland, Ore., said Jordan Lee had flown in from Amman." Recognition: "Portland",
qualified by "Ore.", and "Amman" are places; "Jordan", before a surname, is a person. Resolution:
Portland is the one in Oregon, not in Maine, and Amman the capital of Jordan. Aboutness: towns
count for their divisions, so the regions are North America › United States › Oregon and
Asia › Jordan › Amman.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from archive.facts.regions.amendments import NO_AMENDMENTS, Amendments

if TYPE_CHECKING:
    from archive.facts.regions.detection import mentioned
    from archive.facts.regions.stated_regions import declared, find_region

# To be raised with every change of the regions, or the language, that are detected in the same
# text: an archive then detects those of its articles anew.
EDITION = 4

__all__ = ["EDITION", "NO_AMENDMENTS", "Amendments", "declared", "find_region", "mentioned"]

# The patterns of recognition take 0.15 s to compile: who only searches needs none of them.
_MODULES = {"declared": "stated_regions", "find_region": "stated_regions", "mentioned": "detection"}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - any of the functions
    """Function of a module that is imported when it is first asked for (PEP 562)."""
    if name not in _MODULES:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
