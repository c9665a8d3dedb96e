"""Changes of `names.toml`, as the commands make them."""

from collections.abc import MutableMapping, MutableSequence, Sequence
from typing import Any, cast

import tomlkit
from tomlkit.items import AoT
from tomlkit.toml_document import TOMLDocument

from archive.authority.name_key import name_key
from archive.authority.names import Names, Person, names_from
from archive.errors import UserError
from archive.model.text import one_line

_Entry = MutableMapping[str, Any]


def add_spellings(document: TOMLDocument, name: str, spellings: Sequence[str]) -> str:
    """The name of the person who has these spellings now; `UserError` for one of somebody else."""
    names = names_from(document.unwrap())
    entry = _entry(document, names, name)
    if entry is None:
        entry = _new_entry(document, name)
    person = Person(one_line(entry["name"]), tuple(map(one_line, entry.get("spellings", ()))))
    for spelling in spellings:
        owner = _owner(names, spelling)
        if owner and owner.name != person.name:
            raise UserError(
                f"“{spelling}” is a spelling of “{owner.name}”: join the two with "
                "'backfile names merge', or split it off there first"
            )
        if any(name_key(spelling) == name_key(each) for each in (person.name, *person.spellings)):
            _take_out(document, "distinct", [spelling])
        if spelling not in (person.name, *person.spellings):
            _put_in(entry, "spellings", spelling)
    return person.name


def merge_people(document: TOMLDocument, name: str, into: str) -> str:
    """The name of the person who has all spellings of both now; `UserError` if they were one."""
    names = names_from(document.unwrap())
    gone, kept = _owner(names, name), _owner(names, into)
    alike = name_key(name) == name_key(into) and not {name, into} & names.distinct
    if alike or (gone and gone is kept):
        raise UserError(f"“{name}” and “{into}” are one person already")
    if gone:
        del cast("list[_Entry]", document["person"])[_place(names, gone)]
    return add_spellings(document, into, (gone.name, *gone.spellings) if gone else (name,))


def split_off(document: TOMLDocument, name: str, spelling: str) -> str:
    """The name of the person who no longer has the spelling; `UserError` if they never had it."""
    names = names_from(document.unwrap())
    person = _owner(names, name) or Person(name)
    if spelling == person.name:
        raise UserError(
            f"“{spelling}” is the name that is shown for that person: split off another spelling"
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
    if entry := _entry(document, names, name):
        _take_out(entry, "spellings", gone)
    if is_alike:
        _put_in(document, "distinct", spelling)
    return person.name


def _owner(names: Names, spelling: str) -> Person | None:
    """The person of the file whose name it is."""
    person = names.person(spelling)
    return person if any(person is each for each in names.people) else None


def _place(names: Names, person: Person) -> int:
    return next(place for place, each in enumerate(names.people) if each is person)


def _entry(document: TOMLDocument, names: Names, name: str) -> _Entry | None:
    owner = _owner(names, name)
    return owner and cast("list[_Entry]", document["person"])[_place(names, owner)]


def _new_entry(document: TOMLDocument, name: str) -> _Entry:
    if "person" not in document:
        document["person"] = tomlkit.aot()
    people = cast("MutableSequence[Any]", document["person"])
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
