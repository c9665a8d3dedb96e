"""Who is who: the people of `names.toml`, and whose name a spelling is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from archive.authority.invalid_entry import Misstatement
from archive.authority.name_key import name_key
from archive.model.text import one_line

_KEYS = {"person", "distinct"}
_PERSON_KEYS = {"name", "spellings"}
_ABOVE_EACH = "write [[person]] above each one's name"


@dataclass(frozen=True, slots=True)
class Person:
    """A person or agency by the name to show, and the other spellings of it."""

    name: str
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Names:
    """All that the owner says about people.

    A spelling in `distinct` stands for itself, though it folds to the same as others.
    """

    people: tuple[Person, ...] = ()
    distinct: frozenset[str] = frozenset()
    _exactly: dict[str, Person] = field(default_factory=dict[str, Person], repr=False)
    _by_key: dict[str, Person] = field(default_factory=dict[str, Person], repr=False)

    def __post_init__(self) -> None:
        for person in self.people:
            for spelling in (person.name, *person.spellings):
                if spelling in self.distinct:
                    self._exactly[spelling] = person
                else:
                    self._by_key[name_key(spelling)] = person
        for spelling in self.distinct:
            self._exactly.setdefault(spelling, Person(spelling))

    def person(self, spelling: str) -> Person | None:
        """Whose name it is, None where the owner says nothing about it."""
        return self._exactly.get(spelling) or self._by_key.get(name_key(spelling))

    def to_json(self) -> dict[str, Any]:
        """The same as plain JSON values, equal for all files that say the same."""
        return {
            "people": sorted([person.name, *sorted(person.spellings)] for person in self.people),
            "distinct": sorted(self.distinct),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Names":
        """What `to_json` wrote."""
        people = tuple(Person(name, tuple(spellings)) for name, *spellings in stored["people"])
        return cls(people, frozenset(stored["distinct"]))


def names_from(document: Mapping[str, Any]) -> Names:
    """What a parsed `names.toml` says; `Misstatement` for what it cannot mean."""
    for unknown in document.keys() - _KEYS:
        raise Misstatement(f"“{unknown}” means nothing here: write [[person]] or distinct", unknown)
    people = document.get("person", [])
    if not isinstance(people, list):
        raise Misstatement(f"“person” is a list: {_ABOVE_EACH}", "person")
    names = Names(
        tuple(map(_person, cast("list[Any]", people))),
        frozenset(_texts(document.get("distinct", []), "distinct")),
    )
    _check_owners(names)
    return names


def _check_owners(names: Names) -> None:
    """Raises where a spelling belongs to two people, or one person stands twice."""
    owners: dict[str, Person] = {}
    for person in names.people:
        for spelling in (person.name, *person.spellings):
            key = f"={spelling}" if spelling in names.distinct else name_key(spelling)
            owner = owners.setdefault(key, person)
            if owner is person:
                continue
            if owner.name == person.name:
                raise Misstatement(f"“{person.name}” stands twice: make one of the two", spelling)
            raise Misstatement(
                f"“{spelling}” is a spelling of both “{owner.name}” and “{person.name}”: "
                "leave it with one of them",
                spelling,
            )


def _person(entry: Any) -> Person:  # noqa: ANN401 - whatever stands in the file
    if not isinstance(entry, dict):
        raise Misstatement(f"“person” is a list of tables: {_ABOVE_EACH}", "person")
    entry = cast("dict[str, Any]", entry)
    for unknown in entry.keys() - _PERSON_KEYS:
        raise Misstatement(f"“{unknown}” means nothing here: write name or spellings", unknown)
    if "name" not in entry:
        raise Misstatement('a person has no name: write name = "…" below its [[person]]', "person")
    (name,) = _texts([entry["name"]], "name")
    return Person(name, _texts(entry.get("spellings", []), "spellings"))


def _texts(values: Any, key: str) -> tuple[str, ...]:  # noqa: ANN401 - whatever stands in the file
    if not isinstance(values, list):
        raise Misstatement(f'“{key}” is a list: write {key} = ["…", "…"]', key)
    texts: list[str] = []
    for value in cast("list[Any]", values):
        if not isinstance(value, str) or not one_line(value):
            raise Misstatement(f'“{key}” holds what is no name: write it as "…"', key)
        texts.append(one_line(value))
    return tuple(texts)
