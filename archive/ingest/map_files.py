"""Map files: columns of fields and constants, kept in TOML under a name or anywhere.

```toml
[map]
headline = "title"
region = "meta.places"

[set]
source = "Reuters"
```
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import cast

import tomlkit

from archive.durable_file import replace_file
from archive.errors import MappingError, system_errors_named
from archive.formats import mapped_columns, parse_constants, parse_mapping

_NAME = re.compile(r"[\w-][\w.-]{0,99}")
_TABLES = {"map": parse_mapping, "set": parse_constants}
_LARGEST_BYTES = 100_000
_HEADING = """\
# A map for 'backfile add --map-file': which column holds a field, and what is the same in all.

"""


def read_map(folder: Path, name_or_path: str) -> dict[str, str]:
    """The mapping of a name's file in the folder, else of the file at a path.

    Raises `MappingError`, in a sentence with the file's name, where it cannot be had.
    """
    path = folder / f"{name_or_path}.toml"
    if not _NAME.fullmatch(name_or_path) or not path.is_file():
        path = Path(name_or_path)
    try:
        with path.open("rb") as stream:
            content = stream.read(_LARGEST_BYTES + 1)
    except FileNotFoundError as error:
        names = ", ".join(sorted(each.stem for each in folder.glob("*.toml")))
        repair = f"choose from {names}" if names else "keep one with --save-map"
        raise MappingError(
            f"--map-file {name_or_path}: there is no such map or file: {repair}"
        ) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise MappingError(f"--map-file {name_or_path}: {reason}: check the path") from error
    if len(content) > _LARGEST_BYTES:
        raise MappingError(f"--map-file {path}: larger than any map: check the path")
    try:
        stated = tomllib.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        reason = str(error) or "nested too deep"
        raise MappingError(f"--map-file {path}: not TOML in UTF-8 ({reason}): mend it") from error
    try:
        return _parsed(stated)
    except MappingError as error:
        raise MappingError(f"--map-file {path}: {error}") from error


def write_map(folder: Path, name: str, mapping: Mapping[str, str]) -> Path:
    """Keep a mapping under a name; returns the path of its file, which is replaced."""
    if not _NAME.fullmatch(name):
        raise MappingError(f"--save-map {name}: write a name of letters, digits, - and _")
    document = tomlkit.parse(_HEADING)
    document["map"] = mapped_columns(mapping)
    document["set"] = {key[:-1]: value for key, value in mapping.items() if key.endswith("=")}
    path = folder / f"{name}.toml"
    with system_errors_named(path):
        folder.mkdir(parents=True, exist_ok=True)
        replace_file(path, tomlkit.dumps(document))
    return path


def stated_mapping(
    columns: Sequence[str], constants: Sequence[str], kept: Mapping[str, str]
) -> dict[str, str]:
    """The mapping of a command's pairs, with what is kept in a map file for the other fields.

    Raises `MappingError` for a pair that is none, and a field with both a column and a constant.
    """
    stated = parse_mapping(list(columns))
    for key, value in parse_constants(list(constants)).items():
        if (field := key.removesuffix("=")) in stated:
            raise MappingError(f"--set {field}={value}: --map gives {field} as well: keep one")
        stated[key] = value
    fields = {key.removesuffix("=") for key in stated}
    return {k: v for k, v in kept.items() if k.removesuffix("=") not in fields} | stated


def _parsed(stated: Mapping[str, object]) -> dict[str, str]:
    unknown = next((name for name in stated if name not in _TABLES), None)
    if unknown is not None:
        raise MappingError(f"{unknown}: nothing is called so here: write [map] and [set]")
    mapping: dict[str, str] = {}
    for name, parse in _TABLES.items():
        table = stated.get(name, {})
        if not isinstance(table, dict):
            raise MappingError(f"{name}: write it as a table, [{name}]")
        for field, value in cast("dict[str, object]", table).items():
            if not isinstance(value, str):
                raise MappingError(f"[{name}] {field}: write a text between quotation marks")
            mapping |= _placed(parse([f"{field}={value}"]), mapping)
    return mapping


def _placed(pair: dict[str, str], mapping: Mapping[str, str]) -> dict[str, str]:
    """A field with its column or constant; `MappingError` where it has one already."""
    for key in pair:
        field = key.removesuffix("=")
        if field in mapping or f"{field}=" in mapping:
            raise MappingError(f"{field}: it is given twice: keep one")
    return pair
