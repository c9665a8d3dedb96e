"""The gazetteer: places from continents to towns, and what each name may mean.

`gazetteer.zip` holds it as its builder wrote it: the places as a table, the names as a trie. A
place is taken out of its row when it is first asked for.
"""

import re
import zipfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from io import BytesIO
from math import log10

from archive.facts.regions.amendments import Amendments, Path
from archive.facts.regions.gazetteer.name_trie import NameTrie
from archive.facts.regions.gazetteer.place_kinds import CASED, PlaceKind, Sense
from archive.facts.regions.gazetteer.toponym_key import key

# What is remembered of words that were looked up: most words of news come again and again.
_REMEMBERED = 65_536
# Names in scripts without capitals that say "province" mean one wherever they stand.
_SAYS_ITS_KIND = re.compile("[\u4e00-\u9fff]{2}[州省府縣県]$|^จังหวัด|^ແຂວງ|[가-힣]{3}[도성주]$")
# Thai begins here; Lao, Tibetan, Burmese, Khmer, kana, Han and Hangul follow.
_FIRST_UNSPACED = "\u0e01"
_FIRST_AFTER_THAI = "\u0e80"
# How well known a place is beside towns and divisions, for which it is the logarithm of how many
# people they have.
_WELL_KNOWN = {PlaceKind.CONTINENT: 9.0, PlaceKind.COUNTRY: 10.0, PlaceKind.FORMER: 9.5}
_CAPITAL, _FOR_A_CAPITAL = 8.0, 2.0
_LEAST_POPULATION = 1_000
# Of a state whose beginning the gazetteer does not give.
_FIRST_YEAR = 1


@dataclass(frozen=True, eq=False)
class Place:
    """One place. Two are the same if they are one object.

    `parents` are the places it lies in: one, but for a former state the countries that came
    after it. `years` are those in which a former state was, None for every other place.
    `population` is 0 where it is not known; of a division it is the mean of its country's.
    """

    kind: PlaceKind
    code: str | None
    name: str
    parents: "tuple[Place, ...]" = ()
    population: int = 0
    years: tuple[int, int] | None = None
    is_capital: bool = False

    @cached_property
    def country(self) -> "Place | None":
        """The country or former state that this place is or lies in, None for a continent."""
        if self.kind in {PlaceKind.COUNTRY, PlaceKind.FORMER}:
            return self
        return self.parents[0].country if self.parents else None

    @cached_property
    def region(self) -> "Place":
        """What articles on this place are filed under: of a town, what it lies in."""
        return self.parents[0] if self.kind is PlaceKind.CITY else self

    @cached_property
    def prominence(self) -> float:
        """How well known the place is: beside others a number between 3 and 10."""
        if self.kind in _WELL_KNOWN:
            return _WELL_KNOWN[self.kind]
        return min(_CAPITAL, self.size + _FOR_A_CAPITAL) if self.is_capital else self.size

    @cached_property
    def size(self) -> float:
        """The number of people, as its logarithm to the base of ten."""
        return log10(max(self.population, _LEAST_POPULATION))

    def paths(self) -> tuple[Path, ...]:
        """The names from the widest to this one, once for each place that it lies in."""
        if not self.parents:
            return ((self.name,),)
        return tuple((*parent.paths()[0], self.name) for parent in self.parents)

    def within(self, other: "Place") -> bool:
        """Whether this place is the other one or lies in it."""
        return self is other or any(parent.within(other) for parent in self.parents)


# Where a name lies that means no region.
NOWHERE = Place(PlaceKind.CONTINENT, None, "")


@dataclass(frozen=True, slots=True)
class Meaning:
    """One place that a name may mean, and in what sense.

    `cased` says that the name counts only where it is written in capitals.
    """

    place: Place
    sense: Sense
    cased: bool = False


class Gazetteer:
    """Places by their codes and by the keys of their names (see `spelling.key`)."""

    def __init__(
        self,
        rows: list[str],
        names: NameTrie,
        amended: Mapping[str, Path | None] | None = None,
    ) -> None:
        self._rows = rows
        self._names = names
        self._places: dict[int, Place] = {}
        self._own = {key(name): self._own_meaning(path) for name, path in (amended or {}).items()}
        self._own_names = NameTrie.of((own, (0, 0)) for own in self._own)
        self.meanings = lru_cache(_REMEMBERED)(self._meanings)
        self.begins = lru_cache(_REMEMBERED)(self._begins)
        self.opens = lru_cache(_REMEMBERED)(self._opens)

    def amended(self, meanings: Mapping[str, Path | None]) -> "Gazetteer":
        """This gazetteer with names that mean something else, or no region."""
        return Gazetteer(self._rows, self._names, meanings)

    def means_nothing(self, name_key: str) -> bool:
        """Whether a name is known to mean no region."""
        meanings = self.meanings(name_key)
        return bool(meanings) and all(meaning.place is NOWHERE for meaning in meanings)

    def names(self, beginning: str) -> list[str]:
        """All names that begin so."""
        return [*self._names.keys(beginning), *self._own_names.keys(beginning)]

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """The first letters of each name in a script that leaves words unparted."""
        names = (*self._names.keys(""), *self._own_names.keys(""))
        return frozenset(n[: beginning_length(n)] for n in names if n >= _FIRST_UNSPACED)

    @cached_property
    def _divisions(self) -> Counter[str]:
        """How many divisions a country has, by its row."""
        prefix = f"{PlaceKind.DIVISION}\t"
        return Counter(row.split("\t")[2] for row in self._rows if row.startswith(prefix))

    @cached_property
    def by_code(self) -> dict[str, Place]:
        """Places by their codes: UN M49, ISO 3166-1 of three kinds, ISO 3166-2 and -3."""
        found: dict[str, Place] = {}
        for number, row in enumerate(self._rows):
            kind, code, _, _, _, _, other_codes, _ = row.split("\t")
            if kind != PlaceKind.CITY:
                for each in filter(None, (code, *other_codes.split("|"))):
                    found.setdefault(each, self.place(number))
        return found

    @cached_property
    def former_states(self) -> tuple[Place, ...]:
        """The states that are no more."""
        prefix = f"{PlaceKind.FORMER}\t"
        return tuple(self.place(i) for i, row in enumerate(self._rows) if row.startswith(prefix))

    @cached_property
    def by_path(self) -> dict[Path, Place]:
        """Countries, former states and divisions by their paths."""
        return {path: place for place in self.by_code.values() for path in place.paths()}

    def place(self, number: int) -> Place:
        """The place of a row."""
        known = self._places.get(number)
        if known is None:
            known = self._places[number] = self._read(self._rows[number])
        return known

    def _read(self, row: str) -> Place:
        kind, code, parents, name, population, years, _, flags = row.split("\t")
        first, _, last = years.partition("-")
        within = tuple(self.place(int(parent)) for parent in parents.split("|") if parent)
        people = int(population or 0)
        if kind == PlaceKind.DIVISION:
            people = within[0].population // self._divisions[parents]
        return Place(
            PlaceKind(kind),
            code or None,
            name,
            within,
            people,
            (int(first or _FIRST_YEAR), int(last)) if years else None,
            "capital" in flags.split("|"),
        )

    def _meanings(self, name_key: str) -> tuple[Meaning, ...]:
        """What a name may mean, the best known place first; nothing for an unknown name."""
        if name_key in self._own:
            return (self._own[name_key],)
        records = self._names.records(name_key)
        full = _SAYS_ITS_KIND.search(name_key) is not None
        found = [
            Meaning(
                self.place(number) if sense % CASED else NOWHERE,
                Sense.NAME if full and sense == Sense.STATED else Sense(sense % CASED),
                cased=sense >= CASED,
            )
            for number, sense in sorted(records)
        ]
        return tuple(sorted(found, key=_order))

    def _begins(self, beginning: str) -> bool:
        """Whether any name begins so."""
        return self._names.begins(beginning) or (
            bool(self._own) and self._own_names.begins(beginning)
        )

    def _opens(self, word: str) -> bool:
        """Whether a word is a name, or the first one of a name."""
        return bool(self._meanings(word)) or any(self._begins(word + mark) for mark in " .")

    def _own_meaning(self, path: Path | None) -> Meaning:
        if path is None:
            return Meaning(NOWHERE, Sense.NOTHING)
        return Meaning(self.by_path.get(path) or _unlisted(path), Sense.NAME)


def beginning_length(name: str) -> int:
    """How many letters tell whether a name may begin there: Thai has few, that come often."""
    return 3 if name < _FIRST_AFTER_THAI else 2


def _order(meaning: Meaning) -> tuple[float, int, str]:
    return (-meaning.place.prominence, meaning.sense, meaning.place.name)


def _unlisted(path: Path) -> Place:
    """A place that no gazetteer knows, below the ones its path names."""
    *above, name = path
    kinds = (PlaceKind.CONTINENT, PlaceKind.COUNTRY, PlaceKind.DIVISION)
    parents = (_unlisted(tuple(above)),) if above else ()
    return Place(kinds[min(len(above), len(kinds) - 1)], None, name, parents)


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer of this package, read at the first call, in 20 to 30 ms."""
    content = files("archive.facts.regions.gazetteer").joinpath("gazetteer.zip").read_bytes()
    with zipfile.ZipFile(BytesIO(content)) as packed:
        rows = packed.read("places.tsv").decode().splitlines()
        names = NameTrie.loaded(packed.read("names.marisa"))
    return Gazetteer(rows, names)


@lru_cache(maxsize=4)
def amended(amendments: Amendments) -> Gazetteer:
    """The gazetteer as an archive's owner has amended it."""
    known = gazetteer()
    return known.amended(amendments.meanings) if amendments.meanings else known
