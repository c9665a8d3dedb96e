"""Gazetteer: places from continents to towns, and the places that each name may mean.

It is loaded from `gazetteer.zip`, which holds the places as a table and the names as a trie. A
row is parsed into a `Place` when it is first needed.
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

# Look-ups to cache: most words of news come again and again.
_CACHE_SIZE = 65_536
# Names in scripts without case that include "province" or "state" need not be stated.
_INCLUDES_ITS_KIND = re.compile("[\u4e00-\u9fff]{2}[州省府縣県]$|^จังหวัด|^ແຂວງ|[가-힣]{3}[도성주]$")
# Thai begins here; Lao, Tibetan, Burmese, Khmer, kana, Han and Hangul follow.
_FIRST_UNSPACED = "\u0e01"
_FIRST_AFTER_THAI = "\u0e80"
# Prominence of the places that rank above divisions and towns, which have that of their size.
_WELL_KNOWN = {PlaceKind.CONTINENT: 9.0, PlaceKind.COUNTRY: 10.0, PlaceKind.FORMER: 9.5}
_MOST_OF_A_CAPITAL, _CAPITAL_BONUS = 8.0, 2.0
_LEAST_POPULATION = 1_000
# Of a state whose founding the gazetteer does not give.
_FIRST_YEAR = 1


@dataclass(frozen=True, eq=False)
class Place:
    """Place of the gazetteer, compared by identity.

    `code` is of ISO 3166 or UN M49, None for a town. `parents` are the places it lies in: one,
    but for a former state all its successors. `years` are the first and last of a former state,
    None for any other place. `population` is 0 if unknown; of a division it is its country's,
    divided by the number of divisions.
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
        """The region that the place counts for: of a town its division, else the place itself."""
        return self.parents[0] if self.kind is PlaceKind.CITY else self

    @cached_property
    def prominence(self) -> float:
        """How likely a bare name means this place: 3 to 10, of most towns their `size`."""
        if self.kind in _WELL_KNOWN:
            return _WELL_KNOWN[self.kind]
        return min(_MOST_OF_A_CAPITAL, self.size + _CAPITAL_BONUS) if self.is_capital else self.size

    @cached_property
    def size(self) -> float:
        """The logarithm to the base of ten of the population, at least 3."""
        return log10(max(self.population, _LEAST_POPULATION))

    def paths(self) -> tuple[Path, ...]:
        """The paths of names from the continent to this place, one for each parent."""
        if not self.parents:
            return ((self.name,),)
        return tuple((*parent.paths()[0], self.name) for parent in self.parents)

    def within(self, other: "Place") -> bool:
        """Whether this place is the other or lies in it."""
        return self is other or any(parent.within(other) for parent in self.parents)


# The place of names that mean no region.
NOWHERE = Place(PlaceKind.CONTINENT, None, "")


@dataclass(frozen=True, slots=True)
class Meaning:
    """Candidate place of a name, and the sense in which the name stands for it.

    `cased` means that the name counts only in capitals.
    """

    place: Place
    sense: Sense
    cased: bool = False


class Gazetteer:
    """Index of places by code, and by the key of any of their names (`toponym_key.key`).

    `common_words` are the rows of `common_words.tsv`: a key, a tab, and the languages (ISO 639) in
    which it is a common word and, by itself, no place's name. `amended` maps names to the paths
    that an archive's owner gives them, None for no region; `owners_names` are these as written.
    """

    def __init__(
        self,
        rows: list[str],
        names: NameTrie,
        common_words: str = "",
        amended: Mapping[str, Path | None] | None = None,
    ) -> None:
        self._rows = rows
        self._names = names
        self._common_words = common_words
        self._places: dict[int, Place] = {}
        self.owners_names = frozenset(amended or ())
        self._overrides = {
            key(name): self._override(path) for name, path in (amended or {}).items()
        }
        self._override_trie = NameTrie.from_records((own, (0, 0)) for own in self._overrides)
        self.meanings = lru_cache(_CACHE_SIZE)(self._meanings)
        self.has_prefix = lru_cache(_CACHE_SIZE)(self._has_prefix)
        self.opens_name = lru_cache(_CACHE_SIZE)(self._opens_name)

    def amended(self, meanings: Mapping[str, Path | None]) -> "Gazetteer":
        """This gazetteer with owner's meanings: by name the path of its region, None for none."""
        return Gazetteer(self._rows, self._names, self._common_words, meanings)

    @cached_property
    def _word_languages(self) -> dict[str, frozenset[str]]:
        """The languages of each common word, by its key."""
        rows = (row.split("\t") for row in self._common_words.splitlines())
        return {word: frozenset(languages.split()) for word, languages in rows}

    def word_languages(self, name_key: str) -> frozenset[str]:
        """The languages in which a key is a common word, none for what the owner has named."""
        if name_key in self._overrides:
            return frozenset()
        return self._word_languages.get(name_key, frozenset())

    def means_no_region(self, name_key: str) -> bool:
        """Whether a key is a stop phrase, or a name that the owner lists as no region."""
        meanings = self.meanings(name_key)
        return bool(meanings) and all(meaning.place is NOWHERE for meaning in meanings)

    def names_with_prefix(self, prefix: str) -> list[str]:
        """The keys of all names that begin with a prefix."""
        return [
            *self._names.keys_with_prefix(prefix),
            *self._override_trie.keys_with_prefix(prefix),
        ]

    @cached_property
    def name_prefixes(self) -> frozenset[str]:
        """The first letters of every name in a script without word spaces, and in Hangul.

        They are the cheap first test of an offset in a text (see `prefix_length`).
        """
        names = (*self._names.keys_with_prefix(""), *self._override_trie.keys_with_prefix(""))
        return frozenset(n[: prefix_length(n)] for n in names if n >= _FIRST_UNSPACED)

    @cached_property
    def _divisions(self) -> Counter[str]:
        """The number of divisions of each country, by its row number."""
        prefix = f"{PlaceKind.DIVISION}\t"
        return Counter(row.split("\t")[2] for row in self._rows if row.startswith(prefix))

    @cached_property
    def by_code(self) -> dict[str, Place]:
        """Places by UN M49, ISO 3166-1 (alpha-2, alpha-3, numeric), ISO 3166-2 and 3166-3 code."""
        found: dict[str, Place] = {}
        for number, row in enumerate(self._rows):
            kind, code, _, _, _, _, other_codes, _ = row.split("\t")
            if kind != PlaceKind.CITY:
                for each in filter(None, (code, *other_codes.split("|"))):
                    found.setdefault(each, self.place(number))
        return found

    @cached_property
    def former_states(self) -> tuple[Place, ...]:
        """All former states, in the order of the table."""
        prefix = f"{PlaceKind.FORMER}\t"
        return tuple(self.place(i) for i, row in enumerate(self._rows) if row.startswith(prefix))

    @cached_property
    def by_path(self) -> dict[Path, Place]:
        """Continents, countries, former states with a code and divisions, by path."""
        return {path: place for place in self.by_code.values() for path in place.paths()}

    def place(self, number: int) -> Place:
        """The place of a row, by its number from 0."""
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
        """The candidates of a key, the most prominent place first; empty for an unknown name."""
        if name_key in self._overrides:
            return (self._overrides[name_key],)
        records = self._names.records(name_key)
        includes_kind = _INCLUDES_ITS_KIND.search(name_key) is not None
        found = [
            Meaning(
                self.place(number) if sense % CASED else NOWHERE,
                Sense.NAME if includes_kind and sense == Sense.STATED else Sense(sense % CASED),
                cased=sense >= CASED,
            )
            for number, sense in sorted(records)
        ]
        return tuple(sorted(found, key=_order))

    def _has_prefix(self, prefix: str) -> bool:
        """Whether any name begins with a prefix."""
        return self._names.has_prefix(prefix) or (
            bool(self._overrides) and self._override_trie.has_prefix(prefix)
        )

    def _opens_name(self, word: str) -> bool:
        """Whether a word is a name, or the first word of one."""
        return bool(self._meanings(word)) or any(self._has_prefix(word + mark) for mark in " .")

    def _override(self, path: Path | None) -> Meaning:
        if path is None:
            return Meaning(NOWHERE, Sense.NOTHING)
        return Meaning(self.by_path.get(path) or _unlisted(path), Sense.NAME)


def prefix_length(name: str) -> int:
    """The length of the prefixes that `name_prefixes` holds for a script.

    It is three letters in Thai, whose two-letter prefixes are too common to exclude much.
    """
    return 3 if name < _FIRST_AFTER_THAI else 2


def _order(meaning: Meaning) -> tuple[float, int, str]:
    return (-meaning.place.prominence, meaning.sense, meaning.place.name)


def _unlisted(path: Path) -> Place:
    """A place for a path that the gazetteer lacks, with the kinds that the path's depth implies."""
    *above, name = path
    kinds = (PlaceKind.CONTINENT, PlaceKind.COUNTRY, PlaceKind.DIVISION)
    parents = (_unlisted(tuple(above)),) if above else ()
    return Place(kinds[min(len(above), len(kinds) - 1)], None, name, parents)


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer of this package, loaded at the first call in 20 to 30 ms."""
    content = files("archive.facts.regions.gazetteer").joinpath("gazetteer.zip").read_bytes()
    with zipfile.ZipFile(BytesIO(content)) as packed:
        rows = packed.read("places.tsv").decode().splitlines()
        names = NameTrie.from_bytes(packed.read("names.marisa"))
        common_words = packed.read("common_words.tsv").decode()
    return Gazetteer(rows, names, common_words)


@lru_cache(maxsize=4)
def amended(amendments: Amendments) -> Gazetteer:
    """The gazetteer with the meanings that an archive's owner gives to names."""
    known = gazetteer()
    return known.amended(amendments.meanings) if amendments.meanings else known
