"""Following of a change: how articles and index are brought up to it in bounded time.

A change of one article is indexed before its page is answered. An edit of an authority file may
concern every article there is: in a small archive all of them follow at once, in a large one a
process of low priority does the work, for which a page waits some seconds at most.
"""

import os
import subprocess
import sys
from contextlib import suppress

from archive.authority import as_json, names_file, regions_file, sources_file
from archive.errors import BusyError, IndexDamagedError
from archive.store.credited_people import PEOPLE, SOURCES
from archive.store.stale_articles import stale_number
from indexer.engines.registry import engine_kind
from indexer.index import build
from indexer.index.generations import Generations
from webui.services import backend, catch_up

# Archives of more articles are brought up by a process of their own: the files of a region are
# looked for in every text.
MOST_ARTICLES_AT_ONCE = 2_000
# Changes that are indexed before a page is answered: half a second's work.
MOST_CHANGES_AT_ONCE = 500
LONGEST_WAIT_S = 2.0
_INDEX_WAIT_S = 5.0
_PRIORITY = 10

_started: list[subprocess.Popen[bytes]] = []


def follow_article() -> bool:
    """Index what changed in an article; False where that is left to a process or a later update."""
    settings, store = backend().settings, backend().store
    generations = Generations(settings.index)
    try:
        current = generations.current()
        read = current.manifest().sequence if current else 0
        if store.sequence() - read > MOST_CHANGES_AT_ONCE:
            return _follow_apart(wait_s=0)
        kind = engine_kind(settings.engine or build.engine_in_use(generations))
        build.update(store, generations, kind, wait_s=_INDEX_WAIT_S)
    except (BusyError, IndexDamagedError):
        return False
    return True


def follow_authority() -> bool:
    """Bring all articles up to the authority files; False where they follow later."""
    if backend().store.counts().articles <= MOST_ARTICLES_AT_ONCE:
        with suppress(IndexDamagedError):
            return catch_up()
        return False
    return _follow_apart(wait_s=LONGEST_WAIT_S)


def is_behind() -> bool:
    """Whether articles or index do not follow the files and the store yet.

    Raises `AuthorityError` for a file with a fault: nothing follows it until it is mended.
    """
    state, store = backend().service.state(), backend().store
    if state.sequence != state.indexed_sequence or stale_number(store.database):
        return True
    home = backend().settings.home
    return (
        names_file(home).read().to_json() != PEOPLE.applied(store.database).to_json()
        or sources_file(home).read().to_json() != SOURCES.applied(store.database).to_json()
        or as_json(regions_file(home).read()) != as_json(store.amendments)
    )


def _follow_apart(*, wait_s: float) -> bool:
    """Start a process that brings everything up; whether it is done within `wait_s` seconds."""
    # Those that have ended are waited for, so that the system forgets them.
    _started[:] = [each for each in _started if each.poll() is None]
    settings = backend().settings
    engine = {"BACKFILE_ENGINE": settings.engine} if settings.engine else {}
    process = subprocess.Popen(  # noqa: S603 - this very program
        [sys.executable, "-P", "-m", "webui", "--home", str(settings.home), "update", "--json"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **engine},
        # It goes on when the worker that started it is replaced.
        start_new_session=True,
    )
    _started.append(process)
    with suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, process.pid, _PRIORITY)
    try:
        return process.wait(wait_s) == 0
    except subprocess.TimeoutExpired:
        return False
