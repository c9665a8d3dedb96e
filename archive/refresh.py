"""Names and regions of stored articles brought up to what the archive's owner says about them."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from archive.authority import names_file, regions_file
from archive.database import counter, damage_named, numbered
from archive.outdated import (
    apply_edition,
    apply_regions,
    change_to,
    concerned_by,
    how_many,
    work_out_some,
)
from archive.people import apply_names
from archive.regions import Amendments
from archive.store import Store


@dataclass(frozen=True, slots=True)
class Refreshed:
    """How many articles have other regions or names than before, and the time it took."""

    articles: int
    seconds: float


def refresh(
    store: Store, home: Path, progress: Callable[[int, int], None] | None = None
) -> Refreshed:
    """Let `names.toml` and `regions.toml` of the home count, for the articles they concern.

    These take the next numbers of the sequence. Raises `AuthorityError`, and changes nothing,
    where one of the files has a fault. What ends this halfway leaves the rest to the next time;
    `progress` is told how many articles of how many have been looked at anew.
    """
    started = time.perf_counter()
    names, amendments = names_file(home).read(), regions_file(home).read()
    with store.database.writing() as connection:
        changed = apply_names(connection, names)
        numbered(connection, changed)
        apply_edition(connection)
    _list_concerned(store, amendments)
    with store.database.reading() as connection:
        total = how_many(connection)
    done = 0
    while True:
        with damage_named(store.database.path), store.database.writing() as connection:
            count, others = work_out_some(connection)
        if not count:
            return Refreshed(len(changed), time.perf_counter() - started)
        changed.update(others)
        done += count
        if progress:
            progress(done, max(done, total))


def _list_concerned(store: Store, amendments: Amendments) -> None:
    """Let what the owner says about places count, with all articles listed that it concerns.

    They are looked for before the writers have to wait; what was written meanwhile comes after.
    """
    with damage_named(store.database.path), store.database.reading() as connection:
        expected = change_to(connection, amendments)
        if not expected:
            return
        upto = counter(connection, "sequence")
        found = set(concerned_by(connection, expected))
    with damage_named(store.database.path), store.database.writing() as connection:
        change = change_to(connection, amendments)
        if change:
            found.update(concerned_by(connection, change, upto if change == expected else 0))
            apply_regions(connection, amendments, found)
