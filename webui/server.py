"""Serving the pages to browsers: gunicorn's processes, each with its own open archive."""

import ctypes
import gc
import os
import socket
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from gunicorn.app.base import BaseApplication

from archive.errors import AddressError, BackfileError
from archive.settings import Settings
from archive.store.store import Store
from indexer.index.generations import Generations
from indexer.search.results import SearchQuery
from indexer.search.service import SearchService
from webui.app import create_app

# A page takes milliseconds; a process that takes this long for one hangs, and is replaced.
TIMEOUT_S = 60
# Python's own 700 take a twentieth of a search's time.
_OBJECTS_BETWEEN_LOOKS = 50_000


class Server(BaseApplication):
    """The pages of one archive, served until the process is told to stop."""

    def __init__(self, settings: Settings, *, ready: Callable[[str], None]) -> None:
        """Take the address; `ready` is told the pages' address once they can be asked for.

        Raises `AddressError` where it cannot be had.
        """
        self._settings = settings
        self._ready = ready
        self._listener = _listen(settings)
        host, port = self._listener.getsockname()[:2]
        self._address = f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
        super().__init__()

    def load_config(self) -> None:
        """Set gunicorn up; it has no configuration file here."""
        options: dict[str, Any] = {
            "bind": f"fd://{self._listener.fileno()}",
            "workers": self._settings.workers,
            "timeout": TIMEOUT_S,
            "loglevel": "warning",
            "proc_name": "backfile",
            # A long query in a script of three bytes a letter fills 18 kB of an address.
            "limit_request_line": 0,
            "when_ready": self._say_ready,
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def _say_ready(self, _server: object) -> None:
        self._ready(self._address)

    def load(self) -> Any:  # noqa: ANN401 - gunicorn types WSGI more narrowly than Flask
        """The application of one process, on a store and an index that it opens itself."""
        store = Store.open(self._settings.database)
        service = SearchService(store, Generations(self._settings.index))
        # What is opened once would keep the first reader waiting. A damaged index is no reason
        # not to serve: the pages say what to do about it.
        with suppress(BackfileError):
            service.search(SearchQuery(limit=1))
            service.completions("")
        app = create_app(self._settings, store=store, service=service)
        settle()
        return app


def settle() -> None:
    """Give free memory back, and take all that is there by now for what stays.

    Of what was read to know the words of 36,000 stories the C library would keep 8 MB. To look
    through all that is loaded for garbage, every few hundred pages, would take 0.1 s each time;
    and a page makes thousands of objects, few of which refer to each other in circles.
    """
    gc.collect()
    if trim := getattr(ctypes.CDLL(None), "malloc_trim", None):
        trim(0)
    gc.freeze()
    gc.set_threshold(_OBJECTS_BETWEEN_LOOKS)


def _listen(settings: Settings) -> socket.socket:
    try:
        return socket.create_server((settings.host, settings.port), backlog=128)
    except OSError as error:
        raise AddressError(
            f"{settings.host}:{settings.port}: {os.strerror(error.errno or 0)}: "
            "choose another with --host or --port (--port 0 takes a free one)"
        ) from error
