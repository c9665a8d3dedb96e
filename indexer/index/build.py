"""From the store to the index: catching up, and building anew."""

import gc
import time
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace

from archive.errors import IndexDamagedError
from archive.store.store import Change, Store
from indexer.engines.engine import SearchRequest, Writer
from indexer.engines.registry import EngineKind
from indexer.index.generations import INDEX_FORMAT, Generation, Generations, Manifest
from indexer.query.ast import Everything

# What is lost at the most when the power goes while an index is built: some seconds' work.
ARTICLES_A_COMMIT = 50_000
_PROGRESS_EVERY = 200

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build came to: changes read, articles in the index, and the time it took."""

    generation: str
    changes: int
    articles: int
    sequence: int
    seconds: float
    rebuilt: bool


def update(
    store: Store, generations: Generations, kind: EngineKind, progress: Progress | None = None
) -> Built:
    """Bring the index up to the store: what changed, or everything where that is needed.

    It is needed where there is no index yet, one by another engine or format, or one that is
    ahead of the store. `progress` is told the changes read and the changes there are.
    """
    started = time.perf_counter()
    with generations.writing():
        current = generations.current()
        manifest = current.manifest() if current else None
        if current is None or manifest is None or not _fits(manifest, kind, store):
            return _rebuild(store, generations, kind, progress, started)
        changes = _catch_up(store, current, manifest, kind, progress)
        return _built(store, current, changes, started, rebuilt=False)


def rebuild(
    store: Store, generations: Generations, kind: EngineKind, progress: Progress | None = None
) -> Built:
    """Build the index anew beside the old one, check it, and put it in the old one's place.

    A build that was broken off is taken up again where it made its last commit.
    """
    started = time.perf_counter()
    with generations.writing():
        return _rebuild(store, generations, kind, progress, started)


def _fits(manifest: Manifest, kind: EngineKind, store: Store) -> bool:
    """Whether an index can be caught up; one ahead of its store has read what is no more."""
    made_alike = manifest.engine == kind.name and manifest.format == INDEX_FORMAT
    return made_alike and manifest.sequence <= store.sequence()


def _rebuild(
    store: Store,
    generations: Generations,
    kind: EngineKind,
    progress: Progress | None,
    started: float,
) -> Built:
    generation, manifest = _resumed(store, generations, kind) or _begun(generations, kind)
    changes = _catch_up(store, generation, manifest, kind, progress)
    try:
        _check(store, generation, kind)
    except IndexDamagedError:
        # Else the next rebuild would go on with it, and come to the same end.
        generation.remove()
        raise
    generations.publish(generation)
    return _built(store, generation, changes, started, rebuilt=True)


def _begun(generations: Generations, kind: EngineKind) -> tuple[Generation, Manifest]:
    """A new generation with an index of nothing."""
    generation, manifest = generations.begin(), Manifest(kind.name)
    kind.writer(generation.directory).close()
    generation.record(manifest)
    return generation, manifest


def _resumed(
    store: Store, generations: Generations, kind: EngineKind
) -> tuple[Generation, Manifest] | None:
    """A generation that was begun and can be gone on with; what cannot is removed."""
    unfinished = generations.unfinished()
    if unfinished is None:
        return None
    try:
        manifest = unfinished.manifest()
        kind.open(unfinished.directory).close()
    except IndexDamagedError:
        manifest = None
    if manifest is None or not _fits(manifest, kind, store):
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
    """Read the store's changes into a generation until there are none left; how many it read.

    Each pass ends at a number fixed at its start: within a pass an article comes once, which
    is all that an engine can take between two commits.
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
    """Ask a finished index what must be so; `IndexDamagedError` where it is not.

    The store may have gone on meanwhile, then only what is in the index can be compared.
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
    """No search for reference cycles meanwhile.

    A batch is millions of small tuples without any, and looking through them again and again
    took a fifth of the time (measured on 11,000 wire stories).
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
