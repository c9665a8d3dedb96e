"""One date out of several that are stated for the same thing."""

from collections.abc import Iterable

from archive.model.article import Published


def first_told(readings: Iterable[Published]) -> Published:
    """The first date that is known, else the first that was refused, with its notice."""
    refused = Published()
    for reading in readings:
        if reading.value:
            return reading
        refused = refused if refused.notice else reading
    return refused
