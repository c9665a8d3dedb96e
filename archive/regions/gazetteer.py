"""The gazetteer as loaded from `gazetteer.tsv`: places, and what each name may mean."""

from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from archive.regions.spelling import key

# Phrases that hold a region's name and mean something else.
_NOT_REGIONS = (
    "Air France", "Air Jordan", "Benin City", "Cuba Gooding", "East China Sea", "Guinea Fowl",
    "Guinea Pig", "Guinea Pigs", "Guinea Worm", "Gulf of Guinea", "Gulf of Mexico",
    "Holland Tunnel", "Indiana Jones", "Jersey City", "Jersey Shore", "Jordan River", "Lake Chad",
    "Little Italy", "Morning Jersey", "New England", "New Holland", "Niger Delta", "Niger River",
    "Prince of Wales", "Princess of Wales", "River Jordan", "Sea of Japan",
    "South China Morning Post", "South China Sea", "Tasman Sea", "Tennessee Williams",
    "West Jordan", "印度洋", "日本海", "几内亚湾", "墨西哥湾", "メキシコ湾", "海地区", "인도양",
    "일본해", "세계 대전", "세계대전", "นิวกินี",
)  # fmt: skip

# Thai begins here, and kana, CJK and Hangul follow it; before it words are parted by spaces.
_FIRST_UNSPACED = "\u0e01"
_FIRST_AFTER_THAI = "\u0e80"
# So many characters of a name are looked up first: fewer are enough where there are many.
_THAI_BEGINNING, _OTHER_BEGINNING = 3, 2


@dataclass(frozen=True, slots=True)
class Place:
    """One region: its code (None for a state that is no more) and its path, widest first."""

    code: str | None
    path: tuple[str, ...]

    def within(self, other: "Place") -> bool:
        """Whether this place is the other one or lies in it."""
        return self.path[: len(other.path)] == other.path


@dataclass(frozen=True, slots=True)
class Hit:
    """A name of the gazetteer, by its key, at its place in a folded text."""

    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """Places by their codes and by the keys of their names (see `spelling.key`).

    A name in `clear` counts wherever it stands in a text, one in `dependent` where its country
    is named too, one in `stated` only where somebody states it as a region; `capitals` are the
    towns that stand for their country in a dateline. `words` tells for the first word of a name
    how many words the longest such name has, `lengths` for the beginning of one in a script
    without spaces which numbers of characters such names have.
    """

    by_code: dict[str, Place] = field(default_factory=dict[str, Place])
    clear: dict[str, list[Place]] = field(default_factory=dict[str, list[Place]])
    dependent: dict[str, list[Place]] = field(default_factory=dict[str, list[Place]])
    stated: dict[str, list[Place]] = field(default_factory=dict[str, list[Place]])
    capitals: dict[str, Place] = field(default_factory=dict[str, Place])
    words: dict[str, int] = field(default_factory=dict[str, int])
    lengths: dict[str, set[int]] = field(default_factory=dict[str, set[int]])

    def counts(self, name_key: str) -> bool:
        """Whether a name may count in a text."""
        return name_key in self.clear or name_key in self.dependent

    def means_no_region(self, name_key: str) -> bool:
        """Whether it is a phrase that holds a region's name and means something else."""
        return self.clear.get(name_key) == []

    def add(self, row: str) -> None:
        """Take in one row of the file; the row of the place above it must have come before."""
        code, other_codes, parent, name, clear, dependent, stated, towns = row.split("\t")
        above = self.by_code[parent].path if parent else ()
        place = Place(code or None, (*above, name))
        for each in filter(None, (code, *other_codes.split("|"))):
            self.by_code[each] = place
        for names, column in ((self.clear, clear), (self.dependent, dependent)):
            for name_key in filter(None, column.split("|")):
                names.setdefault(name_key, []).append(place)
                self.index(name_key)
        for name_key in filter(None, stated.split("|")):
            self.stated.setdefault(name_key, []).append(place)
        for name_key in filter(None, towns.split("|")):
            self.capitals[name_key] = place

    def index(self, name_key: str) -> None:
        """Make a name findable in text."""
        if name_key < _FIRST_UNSPACED:
            first, _, rest = name_key.partition(" ")
            length = rest.count(" ") + 2 if rest else 1
            if self.words.get(first, 0) < length:
                self.words[first] = length
        else:
            self.lengths.setdefault(beginning(name_key, 0), set()).add(len(name_key))


def beginning(text: str, start: int) -> str:
    """What is looked up in `Gazetteer.lengths` for a name that may begin here."""
    thai = text[start] < _FIRST_AFTER_THAI
    return text[start : start + (_THAI_BEGINNING if thai else _OTHER_BEGINNING)]


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer of this package, read at the first call (measured: see the tests)."""
    loaded = Gazetteer()
    for phrase in map(key, _NOT_REGIONS):
        loaded.clear[phrase] = []
        loaded.index(phrase)
    rows = files("archive.regions").joinpath("gazetteer.tsv").read_text(encoding="utf-8")
    for row in rows.splitlines():
        if not row.startswith("#"):
            loaded.add(row)
    return loaded
