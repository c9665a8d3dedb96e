"""Worker process of gunicorn: it serves readers, or is the slow lane of those that do."""

import logging
import os
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from gunicorn.workers.base import Worker
from waitress.channel import HTTPChannel
from waitress.server import UnixWSGIServer
from waitress.wasyncore import close_all, loop

from webui.serving.connections import Listener
from webui.serving.slow_addresses import SlowAddresses
from webui.serving.slow_lane import MOST_WAITING, Application, LaneApplication, SlowLane
from webui.serving.turns import Turns

# Those that wait for the slow lane, and some for what is computed and sent meanwhile.
_THREADS = MOST_WAITING + 16
_TICK_S = 1.0
# How much the kernel prefers workers to the lane; 19 is the most.
_NICENESS = 10
# A turn that takes this long may have no end: gunicorn replaces a worker that it does not hear.
_HANGING_S = 10.0
# Processor time after which the lane ends itself, as others wait for it: what looks at no clock,
# such as Tantivy, may take seconds more than its deadline.
_LANE_ENDS_S = 20.0


@dataclass(frozen=True, slots=True)
class LaneAccess:
    """What the processes of a server share: the lane's socket, and what has been asked of it.

    All lanes listen on the socket, one after the other.
    """

    accepting: socket.socket
    path: Path
    slow: SlowAddresses


class ServingWorker(Worker):
    """One process with an open archive: a thread serves connections, others compute in turns.

    `lane` has to be set before the process is started; with `is_lane` it is the lane itself.
    """

    is_lane = False
    lane: LaneAccess

    def load_wsgi(self) -> None:
        """Open the archive; the slow lane does so when it is first asked."""
        if not self.is_lane:
            super().load_wsgi()

    def handle_exit(self, sig: int, frame: Any) -> None:  # noqa: ANN401 - the signal module's own
        """Answer what has been asked, and stop."""
        super().handle_exit(sig, frame)
        self._wake()

    def run(self) -> None:
        """Serve until told to stop."""
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)
        if self.is_lane:
            self._run_lane()
        else:
            self._run_for_readers()

    def _run_for_readers(self) -> None:
        (accepting,) = cast("list[Any]", self.sockets)
        turns = Turns(
            self.wsgi,
            SlowLane(self.lane.path),
            self.lane.slow,
            on_free=lambda: listener.pull_trigger(),
        )
        listener = Listener(turns, accepting.sock, _THREADS, lambda: turns.is_wanted)
        self._wake = listener.pull_trigger
        self._serve(turns, listener.poll)
        listener.stop_accepting()
        self._finish(listener.is_done, listener.poll)
        listener.shut_down()

    def _run_lane(self) -> None:
        # Before there are threads, which have it from the one that starts them.
        os.nice(_NICENESS)
        turns = Turns(LaneApplication(self._application, lambda: turns.waiting), None)
        connections: dict[int, Any] = {}
        accepting = self.lane.accepting
        server = UnixWSGIServer(
            turns,
            connections,
            _sock=accepting,
            bind_socket=False,
            sockinfo=(accepting.family, accepting.type, accepting.proto, accepting.getsockname()),
            # Whoever takes an answer slowly holds one of them.
            threads=_THREADS,
            ident=None,
            clear_untrusted_proxy_headers=False,
        )
        self._wake = server.pull_trigger

        def poll(seconds: float) -> None:
            loop(timeout=seconds, use_poll=True, map=connections, count=1)

        self._serve(turns, poll)
        server.accepting = False
        channels = cast("dict[int, HTTPChannel]", server.active_channels)
        self._finish(lambda: not any(each.requests for each in channels.values()), poll)
        server.task_dispatcher.shutdown()
        close_all(connections)

    def _application(self) -> Application:
        super().load_wsgi()
        return self.wsgi

    def _serve(self, turns: Turns, poll: Callable[[float], None]) -> None:
        while self.alive and self.ppid == os.getppid():
            if turns.seconds() < _HANGING_S:
                self.notify()
            if self.is_lane and turns.processor_seconds() > _LANE_ENDS_S:
                os._exit(1)
            poll(_TICK_S)

    def _finish(self, is_done: Callable[[], bool], poll: Callable[[float], None]) -> None:
        given_up = time.monotonic() + self.cfg.graceful_timeout
        while not is_done() and time.monotonic() < given_up:
            self.notify()
            poll(0.1)

    def _wake(self) -> None:
        """Let the loop look whether it is to stop."""
