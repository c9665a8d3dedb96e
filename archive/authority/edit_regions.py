"""Changes of `regions.toml`, as the commands make them."""

from collections.abc import MutableMapping, Sequence
from typing import Any, cast

import tomlkit
from tomlkit.toml_document import TOMLDocument

from archive.authority.name_key import folded
from archive.authority.regions import shown_path
from archive.errors import UserError
from archive.facts.regions import find_region
from archive.facts.regions.amendments import Path

_Table = MutableMapping[str, Any]


def set_meaning(document: TOMLDocument, names: Sequence[str], region: Path | None) -> None:
    """Let names mean a region from now on, None for no region."""
    table = _table(document, "names")
    for name in names:
        for alike in [each for each in table if folded(each) == folded(name) and each != name]:
            del table[alike]
        table[name] = False if region is None else shown_path(region)


def merge_regions(document: TOMLDocument, region: Path, into: Path) -> None:
    """Let a region, and all below it, be shown under another; `UserError` where it cannot be."""
    if into[: len(region)] == region:
        raise UserError(
            f"“{shown_path(into)}” lies in “{shown_path(region)}”: merge the smaller into the "
            "larger one"
        )
    part_merged(document, region)
    _table(document, "merged")[shown_path(region)] = shown_path(into)


def part_merged(document: TOMLDocument, region: Path) -> bool:
    """Undo the merging of a region; whether it was merged."""
    table = cast("_Table", document.get("merged", {}))
    of_it = [each for each in table if (found := find_region(each)) and found.path == region]
    for each in of_it:
        del table[each]
    return bool(of_it)


def _table(document: TOMLDocument, key: str) -> _Table:
    if key not in document:
        document[key] = tomlkit.table()
    return cast("_Table", document[key])
