"""Name authority: the entries of `names.toml` and `sources.toml`, look-up, and edits."""

from collections.abc import Mapping, MutableMapping, MutableSequence, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, cast

import tomlkit
from tomlkit.items import AoT
from tomlkit.toml_document import TOMLDocument

from archive.authority.invalid_entry import Misstatement
from archive.errors import UserError
from archive.facts.name_key import name_key
from archive.model.text import one_line

_PERSON_KEYS = {"name", "spellings"}


class Kind(StrEnum):
    """What a file names: the word that stands above each entry, as in [[person]]."""

    PERSON = "person"
    SOURCE = "source"

    @property
    def command(self) -> str:
        """Command that edits the file."""
        return "names" if self is Kind.PERSON else "sources"

    @property
    def above_each(self) -> str:
        """How an entry is written."""
        return f"write [[{self}]] above each one's name"


@dataclass(frozen=True, slots=True)
class Person:
    """Person, agency or source: preferred name and variant spellings."""

    name: str
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Names:
    """Contents of `names.toml` or `sources.toml`.

    A spelling in `distinct` is matched exactly, not by its `name_key`.
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
        """Person with this spelling; None if the file does not have it."""
        return self._exactly.get(spelling) or self._by_key.get(name_key(spelling))

    def to_json(self) -> dict[str, Any]:
        """Canonical plain JSON values: equal for files with the same meaning."""
        return {
            "people": sorted([person.name, *sorted(person.spellings)] for person in self.people),
            "distinct": sorted(self.distinct),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Names":
        """Inverse of `to_json`."""
        people = tuple(Person(name, tuple(spellings)) for name, *spellings in stored["people"])
        return cls(people, frozenset(stored["distinct"]))


def names_from(document: Mapping[str, Any], kind: Kind = Kind.PERSON) -> Names:
    """Validate a parsed file of a kind; `Misstatement` for the first invalid entry."""
    for unknown in document.keys() - {kind, "distinct"}:
        raise Misstatement(f"“{unknown}” means nothing here: write [[{kind}]] or distinct", unknown)
    people = document.get(kind, [])
    if not isinstance(people, list):
        raise Misstatement(f"“{kind}” is a list: {kind.above_each}", kind)
    names = Names(
        tuple(_person(entry, kind) for entry in cast("list[Any]", people)),
        frozenset(_texts(document.get("distinct", []), "distinct")),
    )
    _check_owners(names)
    return names


def _check_owners(names: Names) -> None:
    """Raises `Misstatement` for a spelling of two people, or a person listed twice."""
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


def _person(entry: Any, kind: Kind) -> Person:  # noqa: ANN401 - whatever stands in the file
    if not isinstance(entry, dict):
        raise Misstatement(f"“{kind}” is a list of tables: {kind.above_each}", kind)
    entry = cast("dict[str, Any]", entry)
    for unknown in entry.keys() - _PERSON_KEYS:
        raise Misstatement(f"“{unknown}” means nothing here: write name or spellings", unknown)
    if "name" not in entry:
        raise Misstatement(f'a {kind} has no name: write name = "…" below its [[{kind}]]', kind)
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


_Entry = MutableMapping[str, Any]


def add_spellings(
    document: TOMLDocument, name: str, spellings: Sequence[str], kind: Kind = Kind.PERSON
) -> str:
    """Add spellings to an entry, made if new; the preferred name. `UserError` if one is taken."""
    names = names_from(document.unwrap(), kind)
    entry = _entry(document, names, name, kind)
    if entry is None:
        entry = _new_entry(document, name, kind)
    person = Person(one_line(entry["name"]), tuple(map(one_line, entry.get("spellings", ()))))
    for spelling in spellings:
        owner = _owner(names, spelling)
        if owner and owner.name != person.name:
            raise UserError(
                f"“{spelling}” is a spelling of “{owner.name}”: join the two with "
                f"'backfile {kind.command} merge', or split it off there first"
            )
        if any(name_key(spelling) == name_key(each) for each in (person.name, *person.spellings)):
            _take_out(document, "distinct", [spelling])
        if spelling not in (person.name, *person.spellings):
            _put_in(entry, "spellings", spelling)
    return person.name


def merge_people(document: TOMLDocument, name: str, into: str, kind: Kind = Kind.PERSON) -> str:
    """Merge two entries into one; the preferred name. `UserError` if they are one already."""
    names = names_from(document.unwrap(), kind)
    gone, kept = _owner(names, name), _owner(names, into)
    alike = name_key(name) == name_key(into) and not {name, into} & names.distinct
    if alike or (gone and gone is kept):
        raise UserError(f"“{name}” and “{into}” are one {kind} already")
    if gone:
        del cast("list[_Entry]", document[kind])[_place(names, gone)]
    return add_spellings(document, into, (gone.name, *gone.spellings) if gone else (name,), kind)


def prefer(document: TOMLDocument, name: str, kind: Kind = Kind.PERSON) -> str:
    """Let a spelling be the preferred name of its bearer; the name that was preferred before.

    "" where the file had no entry for it. `UserError` if it is preferred already.
    """
    names = names_from(document.unwrap(), kind)
    owner = _owner(names, name)
    entry = _entry(document, names, name, kind)
    if owner is None or entry is None:
        _new_entry(document, name, kind)
        return ""
    if owner.name == name:
        raise UserError(f"“{name}” is the name that is shown for that {kind} already")
    _take_out(entry, "spellings", [name])
    entry["name"] = name
    _put_in(entry, "spellings", owner.name)
    return owner.name


def split_off(document: TOMLDocument, name: str, spelling: str, kind: Kind = Kind.PERSON) -> str:
    """Remove a spelling from an entry; the preferred name. `UserError` if it is none of its."""
    names = names_from(document.unwrap(), kind)
    person = _owner(names, name) or Person(name)
    if spelling == person.name:
        raise UserError(
            f"“{spelling}” is the name that is shown for that {kind}: split off another spelling"
        )
    if spelling in person.spellings:
        gone = [spelling]
    elif spelling in names.distinct:
        gone = []
    else:
        gone = [each for each in person.spellings if name_key(each) == name_key(spelling)]
    rest = {person.name, *person.spellings} - set(gone)
    is_alike = any(name_key(each) == name_key(spelling) for each in rest)
    if not gone and (spelling in names.distinct or not is_alike):
        raise UserError(f"“{spelling}” is no spelling of “{person.name}”")
    if entry := _entry(document, names, name, kind):
        _take_out(entry, "spellings", gone)
    if is_alike:
        _put_in(document, "distinct", spelling)
    return person.name


def _owner(names: Names, spelling: str) -> Person | None:
    """Person of the file with this spelling; None for those that only `distinct` makes."""
    person = names.person(spelling)
    return person if any(person is each for each in names.people) else None


def _place(names: Names, person: Person) -> int:
    return next(place for place, each in enumerate(names.people) if each is person)


def _entry(document: TOMLDocument, names: Names, name: str, kind: Kind) -> _Entry | None:
    owner = _owner(names, name)
    return owner and cast("list[_Entry]", document[kind])[_place(names, owner)]


def _new_entry(document: TOMLDocument, name: str, kind: Kind) -> _Entry:
    if kind not in document:
        document[kind.value] = tomlkit.aot()
    people = cast("MutableSequence[Any]", document[kind])
    entry = tomlkit.table() if isinstance(people, AoT) else tomlkit.inline_table()
    entry["name"] = name
    people.append(entry)
    return cast("list[_Entry]", people)[-1]


def _put_in(table: _Entry, key: str, name: str) -> None:
    if key not in table:
        table[key] = tomlkit.array()
    listed = cast("MutableSequence[str]", table[key])
    if name not in listed:
        listed.append(name)


def _take_out(table: _Entry, key: str, names: Sequence[str]) -> None:
    listed = cast("MutableSequence[str]", table.get(key, []))
    for each in [each for each in listed if one_line(each) in names]:
        listed.remove(each)
