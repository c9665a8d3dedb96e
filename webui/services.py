"""Services of the running application: its settings, its open store and its search."""

from dataclasses import dataclass
from typing import cast

from flask import Flask, current_app

from archive.settings import Settings
from archive.store.store import Store
from indexer.search.service import SearchService

_KEY = "backfile"


@dataclass(frozen=True, slots=True)
class Backend:
    """Services that the views call, open as long as the application runs."""

    settings: Settings
    store: Store
    service: SearchService


def attach(app: Flask, backend: Backend) -> None:
    """Attach the services to an application."""
    app.extensions[_KEY] = backend


def backend() -> Backend:
    """Services of the application that handles the current request."""
    return cast("Backend", current_app.extensions[_KEY])
