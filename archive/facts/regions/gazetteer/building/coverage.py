"""Coverage report on a built gazetteer, for the builder."""

from collections import Counter
from collections.abc import Iterable

from archive.facts.regions.gazetteer.building.place import PlaceRow
from archive.facts.regions.gazetteer.building.scripts import script_of
from archive.facts.regions.gazetteer.place_kinds import CASED, PlaceKind, Sense


def coverage(places: Iterable[PlaceRow], names: Iterable[tuple[str, int, int]]) -> str:
    """Report lines: places by kind and by flag, names by sense, keys by script."""
    places = list(places)
    kinds = Counter(place.kind for place in places)
    flags = Counter(flag for place in places for flag in place.flags)
    senses: Counter[Sense] = Counter()
    keys: set[str] = set()
    for key, _, sense in names:
        senses[Sense(sense % CASED)] += 1
        keys.add(key)
    scripts = Counter(script_of(key) or "several or others" for key in keys)
    return "".join(
        (
            _line("places", {kind: kinds[kind] for kind in PlaceKind}),
            _line("flags", flags),
            _line("names", {sense.name: senses[sense] for sense in Sense}),
            _line("keys", dict(scripts.most_common())),
        )
    )


def _line(title: str, counts: dict[str, int]) -> str:
    each = ", ".join(f"{name} {count:,}" for name, count in counts.items())
    return f"{title}: {sum(counts.values()):,} ({each})\n"
