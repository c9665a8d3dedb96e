"""Edits of the owner's authority files, checked against what the archive holds, and audited.

Each method writes one file and says in a sentence what counts from now on. The articles follow
with `refresh`.
"""

from collections.abc import Generator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from tomlkit.toml_document import TOMLDocument

from archive.authority import (
    Kind,
    add_spellings,
    merge_people,
    merge_regions,
    names_file,
    part_merged,
    prefer,
    regions_file,
    set_meaning,
    sources_file,
    split_off,
)
from archive.authority.authority_files import AuthorityFile
from archive.errors import UserError
from archive.facts.regions import find_region
from archive.facts.regions.amendments import Path as RegionPath
from archive.model.text import one_line
from archive.store import audit
from archive.store.connection import Database
from archive.store.credited_people import PEOPLE, SOURCES

# What its edits are called in the audit.
ACTIONS = frozenset(
    {f"{change} {kind}" for change in ("alias", "merge", "prefer", "split") for kind in Kind}
    | {"region means", "merge region", "split region"}
)
# Longer names are none.
LONGEST_NAME = 300
_LONGEST_QUOTE = 60


class AuthorityEdits:
    """Edits that one person makes of the authority files of a home."""

    def __init__(self, database: Database, home: Path, *, who: str) -> None:
        self._database = database
        self._home = home
        self._who = who

    def alias(self, kind: Kind, name: str, spellings: Sequence[str]) -> str:
        """Make spellings a name's, which is shown for all of them."""
        name, *others = names_given(name, *spellings)
        self._check_known(kind, name)
        with self._editing(kind, f"alias {kind}", name, "; ".join(others)) as document:
            bearer = add_spellings(document, name, others, kind)
        return f"{_quoted(others)} {'is' if len(others) == 1 else 'are'} “{bearer}” from now on"

    def merge(self, kind: Kind, name: str, into: str) -> str:
        """Make two names one bearer's, shown as the second, with all spellings of both."""
        name, into = names_given(name, into)
        self._check_known(kind, name, into)
        with self._editing(kind, f"merge {kind}", name, f"into {into}") as document:
            bearer = merge_people(document, name, into, kind)
        return f"“{name}” and all its spellings are “{bearer}” from now on"

    def prefer(self, kind: Kind, name: str) -> str:
        """Show a spelling for all spellings of its bearer."""
        (name,) = names_given(name)
        self._check_known(kind, name)
        with self._editing(kind, f"prefer {kind}", name, "") as document:
            prefer(document, name, kind)
        return f"“{name}” is shown for all its spellings from now on"

    def split(self, kind: Kind, name: str, spelling: str) -> str:
        """Take a spelling away from a name: it stands for somebody else."""
        name, spelling = names_given(name, spelling)
        self._check_known(kind, name)
        with self._editing(kind, f"split {kind}", spelling, f"from {name}") as document:
            bearer = split_off(document, name, spelling, kind)
        return f"“{spelling}” is not “{bearer}” from now on"

    def mean(self, region: str, given: Sequence[str]) -> str:
        """Let names mean a region, given by its name, path or code."""
        meant, path = names_given(*given), region_named(region)
        shown = " › ".join(path)
        with self._editing(None, "region means", "; ".join(meant), shown) as document:
            set_meaning(document, meant, path)
        return f"{_quoted(meant)} {'means' if len(meant) == 1 else 'mean'} {shown} from now on"

    def merge_region(self, region: str, into: str) -> str:
        """Show a region, and all that lies in it, under another."""
        path, into_path = region_named(region), region_named(into)
        shown, into_shown = " › ".join(path), " › ".join(into_path)
        with self._editing(None, "merge region", shown, f"into {into_shown}") as document:
            merge_regions(document, path, into_path)
        return f"{shown} is shown under {into_shown} from now on"

    def split_region(self, name: str) -> str:
        """Let a name mean no region; or show a merged region by itself again."""
        (name,) = names_given(name)
        region = find_region(name)
        with self._editing(None, "split region", name, "") as document:
            was_merged = region is not None and part_merged(document, region.path)
            if not was_merged:
                set_meaning(document, [name], None)
        return f"“{name}” {'is shown by itself' if was_merged else 'means no region'} from now on"

    @contextmanager
    def _editing(
        self, kind: Kind | None, action: str, subject: str, detail: str
    ) -> Generator[TOMLDocument]:
        """Edit a file, None for that of regions, and add a line to the audit.

        The file is written while the audit's transaction is open: what is not written is not told.
        """
        file: AuthorityFile[Any] = regions_file(self._home)
        if kind:
            file = names_file(self._home) if kind is Kind.PERSON else sources_file(self._home)
        with ExitStack() as afterwards, file.editing() as document:
            yield document
            connection = afterwards.enter_context(self._database.writing())
            audit.note(connection, self._who, action, subject, detail)

    def _check_known(self, kind: Kind, *given: str) -> None:
        """Raise `UserError` for a name that neither an article nor the file has."""
        file = names_file(self._home) if kind is Kind.PERSON else sources_file(self._home)
        in_use = PEOPLE if kind is Kind.PERSON else SOURCES
        owners = file.read()
        for name in given:
            if not (owners.person(name) or in_use.is_known(self._database, name)):
                what = "is credited nowhere" if kind is Kind.PERSON else "is no article's source"
                found = "names" if kind is Kind.PERSON else "sources"
                raise UserError(
                    f"“{_cut(name)}” {what}: 'backfile {kind.command} list TEXT' finds {found}"
                )


def names_given(*given: str) -> list[str]:
    """Names as typed, tidied; `UserError` for one of nothing, and for one that is too long."""
    named = [one_line(name[: 2 * LONGEST_NAME]) for name in given]
    if not all(named):
        raise UserError("a name of nothing was given: write it in quotation marks")
    if too_long := next((name for name in named if len(name) > LONGEST_NAME), None):
        raise UserError(f"“{_cut(too_long)}” is too long: a name has {LONGEST_NAME} characters")
    return named


def region_named(name: str) -> RegionPath:
    """Path of the region of a name, a path or a code; `UserError` for an unknown one."""
    region = find_region(one_line(name[: 2 * LONGEST_NAME]))
    if region is None:
        raise UserError(
            f"“{_cut(name)}” is no region that is known: 'backfile regions list NAME' tells what a "
            "name means"
        )
    return region.path


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)


def _cut(name: str) -> str:
    return name if len(name) <= _LONGEST_QUOTE else f"{name[:_LONGEST_QUOTE]}…"
