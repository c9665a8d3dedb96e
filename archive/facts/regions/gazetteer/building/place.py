"""Place of the gazetteer under construction, for the builder."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from archive.facts.regions.gazetteer.building.table_rows import Case, PlaceName
from archive.facts.regions.gazetteer.place_kinds import PlaceKind, Sense


@dataclass(slots=True, eq=False)
class PlaceRow:
    """Row of `places.tsv` in the making, with its names by sense, as their sources spell them.

    `cased` holds, by sense, the names that count only in capitals.
    """

    kind: PlaceKind
    code: str
    name: str
    parents: list["PlaceRow"] = field(default_factory=list["PlaceRow"])
    population: int = 0
    years: str = ""
    other_codes: set[str] = field(default_factory=set[str])
    flags: set[str] = field(default_factory=set[str])
    names: dict[Sense, set[str]] = field(default_factory=lambda: defaultdict(set))
    cased: dict[Sense, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add_names(self, sense: Sense, names: Iterable[str]) -> None:
        """Add names that stand for this place in a sense."""
        self.names[sense].update(names)

    def add_table_rows(self, rows: Iterable[PlaceName]) -> None:
        """Add names from a hand-written table, which gives each its sense and case."""
        for row in rows:
            group = self.cased if row.case is Case.CAPITALS else self.names
            group[row.sense].add(row.name)

    @property
    def country(self) -> str:
        """The code of the country that a division or city lies in."""
        place = self
        while place.kind in (PlaceKind.CITY, PlaceKind.DIVISION):
            place = place.parents[0]
        return place.code

    def row(self, numbers: dict[int, int]) -> str:
        """Serialize as a row of `places.tsv`; `numbers` has the row numbers of places by `id()`."""
        return "\t".join(
            (
                self.kind,
                self.code,
                "|".join(str(numbers[id(parent)]) for parent in self.parents),
                self.name,
                str(self.population or ""),
                self.years,
                "|".join(sorted(self.other_codes)),
                "|".join(sorted(self.flags)),
            )
        )
