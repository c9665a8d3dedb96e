"""Services of the running application: its settings, its open store, its search and its index."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from flask import Flask, current_app

from archive.errors import AuthorityError, BusyError
from archive.settings import Settings
from archive.store.refresh import refresh
from archive.store.store import Store
from indexer.engines.registry import engine_kind
from indexer.index import build
from indexer.index.generations import Generations
from indexer.search.service import SearchService

_KEY = "backfile"
# A longer build of the index by another process reads the change as well.
_INDEX_WAIT_S = 5.0
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


def catch_up() -> bool:
    """Bring the index up to what the current request changed, so that the next page shows it.

    False where another process goes on writing the index, or a file of the owner's has a fault:
    the change is stored, and a later update reads it.
    """
    settings, store = backend().settings, backend().store
    generations = Generations(settings.index)
    kind = engine_kind(settings.engine or build.engine_in_use(generations))
    try:
        refresh(store, settings.home)
        build.update(store, generations, kind, wait_s=_INDEX_WAIT_S)
    except (AuthorityError, BusyError):
        return False
    return True


def api_description() -> dict[str, Any]:
    """OpenAPI document of the application's JSON API."""
    return cast("Description", current_app.extensions[_DESCRIPTION_KEY])()
