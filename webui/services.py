"""What the views call: the open store and the search service of this application."""

from dataclasses import dataclass
from typing import cast

from flask import Flask, current_app

from archive.settings import Settings
from archive.store.store import Store
from indexer.search.service import SearchService

_KEY = "backfile"


@dataclass(frozen=True, slots=True)
class Backend:
    """The doors behind the pages, open for as long as the application runs."""

    settings: Settings
    store: Store
    service: SearchService


def attach(app: Flask, backend: Backend) -> None:
    """Give the application its doors."""
    app.extensions[_KEY] = backend


def backend() -> Backend:
    """The doors of the application that answers the current request."""
    return cast("Backend", current_app.extensions[_KEY])
