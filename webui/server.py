"""Web server: gunicorn's worker processes, each with its own open archive, and the slow lane."""

import ctypes
import gc
import os
import shutil
import socket
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter

from archive.errors import AddressError, BackfileError
from archive.free_memory import return_free_memory
from archive.settings import Settings
from archive.store.store import Store
from indexer.analysis.words import word_pattern
from indexer.index.generations import Generations
from indexer.search.results import SearchQuery
from indexer.search.service import SearchService
from webui.access import Policy
from webui.app import create_app
from webui.serving.slow_addresses import SlowAddresses
from webui.serving.worker import LaneAccess, ServingWorker

# A page takes milliseconds: a worker that is silent for so long hangs, and is replaced.
TIMEOUT_S = 60
# Option of the C library: how many heaps threads have (mallopt(3), malloc.h).
_M_ARENA_MAX = -8
# Allocations between garbage collections; with Python's 700 they take 5 % of a search.
_OBJECTS_BETWEEN_LOOKS = 50_000


class Server(BaseApplication):
    """Gunicorn application that serves one archive until the process is told to stop."""

    def __init__(self, settings: Settings, access: Policy, *, ready: Callable[[str], None]) -> None:
        """Bind the address; `ready` is called with the URL once the server accepts requests.

        Raises `AddressError` where the address cannot be bound.
        """
        self._settings = settings
        self._access = access
        self._ready = ready
        self._listener = _listen(settings)
        host, port = self._listener.getsockname()[:2]
        self._address = f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
        super().__init__()

    def load_config(self) -> None:
        """Configure gunicorn from the settings, without a configuration file."""
        options: dict[str, Any] = {
            "bind": f"fd://{self._listener.fileno()}",
            # One of them is the slow lane.
            "workers": self._settings.workers + 1,
            "worker_class": ServingWorker,
            "timeout": TIMEOUT_S,
            "loglevel": "warning",
            "proc_name": "backfile",
            "on_starting": self._open_lane,
            "pre_fork": self._choose_role,
            "when_ready": self._say_ready,
            "on_exit": self._remove_lane,
            # What proxies say is the application's matter.
            "forwarded_allow_ips": "",
            "forwarder_headers": "",
            "secure_scheme_headers": {},
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def _open_lane(self, _arbiter: Arbiter) -> None:
        """Make the socket of the slow lane, in a folder that is nobody else's."""
        path = Path(tempfile.mkdtemp(prefix="backfile-")) / "slow-lane"
        accepting = socket.socket(socket.AF_UNIX)
        accepting.bind(str(path))
        accepting.listen(128)
        self._lane = LaneAccess(accepting, path, SlowAddresses())

    def _choose_role(self, arbiter: Arbiter, worker: ServingWorker) -> None:
        """Make a worker the slow lane where there is none: at first, and after its end."""
        workers = cast("dict[int, ServingWorker]", arbiter.WORKERS)
        worker.is_lane = not any(each.is_lane for each in workers.values())
        worker.lane = self._lane

    def _say_ready(self, _arbiter: Arbiter) -> None:
        self._ready(self._address)

    def _remove_lane(self, _arbiter: Arbiter) -> None:
        self._lane.accepting.close()
        shutil.rmtree(self._lane.path.parent, ignore_errors=True)

    def load(self) -> Any:  # noqa: ANN401 - gunicorn types WSGI more narrowly than Flask
        """Application of one worker process, with a store and an index of its own."""
        store = Store.open(self._settings.database)
        service = SearchService(store, Generations(self._settings.index))
        # Opens the index now, so that the first reader need not wait. A damaged index does not stop
        # the server: the pages name the repair.
        with suppress(BackfileError):
            service.search(SearchQuery(limit=1))
            service.completions("")
        # A page that makes these with its first answer would seem slow, and be sent to the slow
        # lane: the pattern for words of any script, and the templates' code.
        word_pattern("一")
        app = create_app(self._settings, store=store, service=service, access=self._access)
        for template in app.jinja_env.list_templates():
            app.jinja_env.get_template(template)
        settle()
        return app


def settle() -> None:
    """Return free memory to the system, and exempt all present objects from garbage collection.

    Of the threads that compute in turns, each would keep the memory that its requests have freed:
    they share one heap.
    The C library would keep 8 MB that loading the vocabulary of 36,000 stories took. A full
    collection of all that is loaded would take 0.1 s every few hundred pages. Pages make thousands
    of objects each, few of them in reference cycles.
    """
    gc.collect()
    if set_option := getattr(ctypes.CDLL(None), "mallopt", None):
        set_option(_M_ARENA_MAX, 1)
    return_free_memory()
    gc.freeze()
    gc.set_threshold(_OBJECTS_BETWEEN_LOOKS)


def _listen(settings: Settings) -> socket.socket:
    host = settings.host.strip("[]")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, settings.port), family=family, backlog=128)
    except OSError as error:
        number = error.errno or 0
        # Errors of names have numbers of their own, below zero.
        why = os.strerror(number) if number > 0 else error.strerror
        raise AddressError(
            f"{host}:{settings.port}: {why}: "
            "choose another with --host or --port (--port 0 takes a free one)"
        ) from error
