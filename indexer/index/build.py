"""Index builds from the store: incremental updates and full rebuilds."""

import gc
import time
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace

from archive.errors import IndexDamagedError
from archive.store.reader import Change
from archive.store.store import Store
from indexer.engines.engine import SearchRequest, Writer
from indexer.engines.registry import DEFAULT_ENGINE, EngineKind
from indexer.index.generations import (
    INDEX_FORMAT,
    LOCK_WAIT_S,
    Generation,
    Generations,
    Manifest,
)
from indexer.query.ast import Everything

# Bounds what a power cut during a build can lose: some seconds' work.
ARTICLES_A_COMMIT = 50_000
_PROGRESS_EVERY = 200

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Built:
    """Outcome of a build: the changes read, the articles indexed, and the time it took.

    `reason` says, as a clause without a full stop, why an update could not go on with the index
    that was there; "" where it could, where there was none, and for a rebuild that was asked for.
    """

    generation: str
    changes: int
    articles: int
    sequence: int
    seconds: float
    rebuilt: bool
    reason: str = ""


def engine_in_use(generations: Generations) -> str:
    """Name of the engine that made the current index, or the default one if there is none."""
    try:
        current = generations.current()
        manifest = current.manifest() if current else None
    except IndexDamagedError:
        manifest = None
    return manifest.engine if manifest else DEFAULT_ENGINE


def update(
    store: Store,
    generations: Generations,
    kind: EngineKind,
    progress: Progress | None = None,
    *,
    wait_s: float = LOCK_WAIT_S,
) -> Built:
    """Bring the index up to date with the store: incrementally, or by a full rebuild if need be.

    A rebuild is needed where there is no index yet, or `_misfit` has something against the one
    there is. `progress` is called with the number of the change just read and of the last one.
    """
    started = time.perf_counter()
    with generations.writing(wait_s):
        current = generations.current()
        if current is None:
            return _rebuild(store, generations, kind, progress, started)
        manifest = current.manifest()
        if reason := _misfit(manifest, kind, store):
            return _rebuild(store, generations, kind, progress, started, reason)
        changes = _catch_up(store, current, manifest, kind, progress)
        return _built(store, current, changes, started, rebuilt=False)


def rebuild(
    store: Store, generations: Generations, kind: EngineKind, progress: Progress | None = None
) -> Built:
    """Build a new index beside the old one, verify it, and put it in the old one's place.

    An interrupted build resumes at its last commit.
    """
    started = time.perf_counter()
    with generations.writing():
        return _rebuild(store, generations, kind, progress, started)


def _misfit(manifest: Manifest, kind: EngineKind, store: Store) -> str:
    """Why an index cannot be updated incrementally; "" where it can."""
    if manifest.engine != kind.name:
        return f"the index was made by {manifest.engine}, not by {kind.name}"
    if manifest.format != INDEX_FORMAT:
        return "the index was made by another version of Backfile"
    if manifest.sequence > store.sequence():
        # As after a backup of the store was put back.
        return "the index is ahead of the stored articles"
    return ""


def _rebuild(
    store: Store,
    generations: Generations,
    kind: EngineKind,
    progress: Progress | None,
    started: float,
    reason: str = "",
) -> Built:
    generation, manifest = _resumed(store, generations, kind) or _begun(generations, kind)
    changes = _catch_up(store, generation, manifest, kind, progress)
    try:
        _check(store, generation, kind)
    except IndexDamagedError:
        # Otherwise the next rebuild would resume it, and fail the same way.
        generation.remove()
        raise
    generations.publish(generation)
    return replace(_built(store, generation, changes, started, rebuilt=True), reason=reason)


def _begun(generations: Generations, kind: EngineKind) -> tuple[Generation, Manifest]:
    """A new generation with an empty index."""
    generation, manifest = generations.begin(), Manifest(kind.name)
    kind.writer(generation.directory).close()
    generation.record(manifest)
    return generation, manifest


def _resumed(
    store: Store, generations: Generations, kind: EngineKind
) -> tuple[Generation, Manifest] | None:
    """The unfinished generation to go on with, None if there is none; a useless one is removed."""
    unfinished = generations.unfinished()
    if unfinished is None:
        return None
    try:
        manifest = unfinished.manifest()
        kind.open(unfinished.directory).close()
    except IndexDamagedError:
        manifest = None
    if manifest is None or _misfit(manifest, kind, store):
        unfinished.remove()
        return None
    return unfinished, manifest


def _catch_up(
    store: Store,
    generation: Generation,
    manifest: Manifest,
    kind: EngineKind,
    progress: Progress | None,
) -> int:
    """Index the store's changes until none are left, and return how many were read.

    Each pass ends at a sequence number fixed at its start, so that an article comes at most once
    a pass: more than once between two commits is more than the engines can take.
    """
    changes = 0
    while manifest.sequence < (upto := store.sequence()):
        with closing(kind.writer(generation.directory)) as writer, _without_garbage_collection():
            for change in store.changes_since(manifest.sequence, upto=upto):
                _apply(change, writer)
                changes += 1
                if progress and changes % _PROGRESS_EVERY == 0:
                    progress(change.sequence, upto)
                if changes % ARTICLES_A_COMMIT == 0:
                    writer.commit()
                    generation.record(replace(manifest, sequence=change.sequence))
            writer.commit()
        manifest = replace(manifest, sequence=upto)
        generation.record(manifest)
        if progress:
            progress(upto, upto)
    return changes


def _apply(change: Change, writer: Writer) -> None:
    if change.article is None:
        writer.delete(change.id)
    else:
        writer.add(change.article)


def _check(store: Store, generation: Generation, kind: EngineKind) -> None:
    """Sanity check of a finished index: raises `IndexDamagedError` where the counts disagree.

    Where the store has changed meanwhile, the index can only be compared with itself.
    """
    with closing(kind.open(generation.directory)) as engine:
        found = engine.search(SearchRequest(Everything(), limit=1)).total
        counts = store.counts()
        expected = counts.articles if counts.sequence == generation.manifest().sequence else found
        if not found == engine.count() == expected:
            raise IndexDamagedError(
                f"{generation.directory}: the new index has {found} of {expected} articles: "
                "the one before it is kept; run 'backfile rebuild' to try again"
            )


def _built(
    store: Store, generation: Generation, changes: int, started: float, *, rebuilt: bool
) -> Built:
    return Built(
        generation=generation.name,
        changes=changes,
        articles=store.counts().articles,
        sequence=generation.manifest().sequence,
        seconds=time.perf_counter() - started,
        rebuilt=rebuilt,
    )


@contextmanager
def _without_garbage_collection() -> Generator[None]:
    """Garbage collection is off within.

    A batch makes millions of small tuples without reference cycles, and scanning them again and
    again took a fifth of the time (measured on 11,000 wire stories).
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
