"""Resolved toponym: the output of resolution, one for each mention of a place."""

from dataclasses import dataclass

from archive.facts.regions.gazetteer.gazetteer import Place
from archive.facts.regions.gazetteer.place_kinds import Sense
from archive.facts.regions.recognition.mentions import ArticlePart


@dataclass(frozen=True, slots=True)
class ResolvedToponym:
    """One mention of a place in an article, with the place that it was resolved to.

    `sense` is how the name stands for the place, `part` where in the article it stands, and
    `surface` the surface form, as the article writes it. `in_list` is True for all places of a
    list but its first.
    """

    place: Place
    sense: Sense
    part: ArticlePart
    surface: str
    in_list: bool = False
