"""Services of the running application: its settings, its open store, its search and its index."""

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, cast

from flask import Flask, current_app

from archive.errors import BusyError, IndexDamagedError
from archive.settings import Settings
from archive.store.store import Store
from indexer.engines.registry import engine_kind
from indexer.index import build
from indexer.index.generations import Generations
from indexer.search.service import SearchService

_KEY = "backfile"
# A longer build of the index by another process reads the change as well.
_INDEX_WAIT_S = 5.0
# Changes that are indexed before an answer, by default: half a second's work.
MOST_CHANGES_AT_ONCE = 500
_PRIORITY = 10
_DESCRIPTION_KEY = "backfile-api"

# Makes the OpenAPI document of the JSON API.
Description = Callable[[], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Backend:
    """Services that the views call, open as long as the application runs."""

    settings: Settings
    store: Store
    service: SearchService


def attach(app: Flask, backend: Backend, description: Description) -> None:
    """Attach the services, and the description of its API, to an application."""
    app.extensions[_KEY] = backend
    app.extensions[_DESCRIPTION_KEY] = description


def backend() -> Backend:
    """Services of the application that handles the current request."""
    return cast("Backend", current_app.extensions[_KEY])


def catch_up(most_changes: int | None = None) -> bool:
    """Bring the index up to what the current request changed, so that the next page shows it.

    False where it follows later: where there is more to read than `most_changes`, which a process
    of low priority does; where another one goes on writing the index; and where the index is
    damaged. The change is stored.
    """
    settings, store = backend().settings, backend().store
    generations = Generations(settings.index)
    try:
        current = generations.current()
        read = current.manifest().sequence if current else 0
        if store.sequence() - read > (most_changes or MOST_CHANGES_AT_ONCE):
            return catch_up_apart(wait_s=0)
        kind = engine_kind(settings.engine or build.engine_in_use(generations))
        build.update(store, generations, kind, wait_s=_INDEX_WAIT_S)
    except (BusyError, IndexDamagedError):
        return False
    return True


def catch_up_apart(*, wait_s: float) -> bool:
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


_started: list[subprocess.Popen[bytes]] = []


def api_description() -> dict[str, Any]:
    """OpenAPI document of the application's JSON API."""
    return cast("Description", current_app.extensions[_DESCRIPTION_KEY])()
