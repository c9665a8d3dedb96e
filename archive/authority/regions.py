"""Amendments of the gazetteer, parsed from `regions.toml`, and edits of the file."""

from collections.abc import Mapping, MutableMapping, Sequence
from typing import Any, cast

import tomlkit
from tomlkit.toml_document import TOMLDocument

from archive.authority.invalid_entry import Misstatement
from archive.errors import UserError
from archive.facts.name_key import folded
from archive.facts.regions import Amendments
from archive.facts.regions.amendments import Path
from archive.facts.regions.gazetteer.toponym_key import key
from archive.model.article import Region
from archive.model.text import one_line

_TABLES = {"names", "merged"}
_STEP = "/"


def shown_path(path: Path) -> str:
    """Path as written in the file: "Asia/North Korea"."""
    return _STEP.join(path)


def amendments_from(document: Mapping[str, Any]) -> Amendments:
    """Validate a parsed `regions.toml`; `Misstatement` for the first invalid entry.

    Regions are given by path, name or code. Chains of merges are resolved to their last region.
    """
    for unknown in document.keys() - _TABLES:
        raise Misstatement(f"“{unknown}” means nothing here: write [names] or [merged]", unknown)
    meanings: dict[str, Path | None] = {}
    for name, region in _table(document, "names").items():
        if not one_line(name):
            raise Misstatement("[names] has a name of nothing: take it out", name)
        if not key(one_line(name)):
            raise Misstatement(
                f"“{name}” is of marks alone, which no name is found by: take it out", name
            )
        meanings[one_line(name)] = _path(region, name) if region else None
    merged = {
        _path(region, region): _path(into, region)
        for region, into in _table(document, "merged").items()
    }
    return Amendments(meanings, {region: _last(region, merged) for region in merged})


def _table(document: Mapping[str, Any], key: str) -> dict[str, Any]:
    table = document.get(key, {})
    if not isinstance(table, dict):
        raise Misstatement(f"“{key}” is a table: write [{key}], and its lines below it", key)
    return cast("dict[str, Any]", table)


def _path(region: Any, about: str) -> Path:  # noqa: ANN401 - whatever stands in the file
    if not isinstance(region, str):
        raise Misstatement(
            f'“{about}” has no region: write one as "Asia/North Korea", or false for none', about
        )
    found = _known(region)
    if found is None:
        raise Misstatement(
            f"“{region}” is no region that is known: 'backfile regions list NAME' finds its path",
            region,
        )
    return found.path


def _last(region: Path, merged: Mapping[Path, Path]) -> Path:
    into = merged[region]
    passed = {region}
    while into in merged and into not in passed:
        passed.add(into)
        into = merged[into]
    if into[: len(region)] == region:
        shown = shown_path(region)
        raise Misstatement(f"“{shown}” is merged into itself: take that line out", shown)
    return into


def as_json(amendments: Amendments) -> dict[str, Any]:
    """Canonical plain JSON values: equal for amendments with the same meaning."""
    return {
        "meanings": [[name, amendments.meanings[name]] for name in sorted(amendments.meanings)],
        "merged": [[path, amendments.merged[path]] for path in sorted(amendments.merged)],
    }


def from_json(stored: Mapping[str, Any]) -> Amendments:
    """Inverse of `as_json`."""
    return Amendments(
        {name: path and tuple(path) for name, path in stored["meanings"]},
        {tuple(path): tuple(into) for path, into in stored["merged"]},
    )


def means_nothing(amendments: Amendments, name: str) -> bool:
    """Whether the amendments say of a name, in any spelling, that it means no region."""
    meant = {folded(each): path for each, path in amendments.meanings.items()}
    return meant.get(folded(name), ()) is None


_Table = MutableMapping[str, Any]


def set_meaning(document: TOMLDocument, names: Sequence[str], region: Path | None) -> None:
    """Set the region that names mean, None for no region; replaces other spellings of them."""
    table = _table_of(document, "names")
    for name in names:
        for alike in [each for each in table if folded(each) == folded(name) and each != name]:
            del table[alike]
        table[name] = False if region is None else shown_path(region)


def merge_regions(document: TOMLDocument, region: Path, into: Path) -> None:
    """Show a region and its subtree under another; `UserError` if that lies in the region."""
    if into[: len(region)] == region:
        raise UserError(
            f"“{shown_path(into)}” lies in “{shown_path(region)}”: merge the smaller into the "
            "larger one"
        )
    part_merged(document, region)
    _table_of(document, "merged")[shown_path(region)] = shown_path(into)


def part_merged(document: TOMLDocument, region: Path) -> bool:
    """Undo the merge of a region; False if it was not merged."""
    table = cast("_Table", document.get("merged", {}))
    of_it = [each for each in table if (found := _known(each)) and found.path == region]
    for each in of_it:
        del table[each]
    return bool(of_it)


def _known(name: str) -> Region | None:
    from archive.facts.regions import find_region

    return find_region(name)


def _table_of(document: TOMLDocument, key: str) -> _Table:
    if key not in document:
        document[key] = tomlkit.table()
    return cast("_Table", document[key])
