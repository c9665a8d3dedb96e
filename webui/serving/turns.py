"""Turns: one request at a time is computed in a worker, and none for long.

Python computes in one thread at a time anyway; in turns, each request takes as long as it would
alone, and nothing in the application has to be safe for threads. Reading a request, sending an
answer and waiting for the slow lane happen outside of turns.
"""

import threading
import time
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from ipaddress import ip_address
from typing import Any, cast

from archive import time_budget
from webui.bounds import PATIENCE, refused
from webui.serving.slow_addresses import SlowAddresses
from webui.serving.slow_lane import Application, Environ, LaneFull, SlowLane

# Processor time after which a request is handed to the slow lane: ten times that of a list, or four
# times where others wait.
_PATIENCE_S, _OTHERS_WAITING_S = 0.15, 0.06
# Answers that are sent while they are made; each holds a thread as long as its reader takes.
_MOST_STREAMS = 8
_AT_ONCE_BYTES, _AT_ONCE_S = 1 << 18, 0.05
_PIECE_BYTES = 1 << 16
# Requests of one client from elsewhere that a worker has at a time. A browser makes six; a newsroom
# behind one address has some of them waiting.
_MOST_OF_A_CLIENT = 16


def _nothing() -> None:
    return


class Turns:
    """WSGI middleware of a worker, for as many threads as there are.

    `on_free` is called when a turn is over. A request that is too slow here is answered by the
    lane; without one, here, however long it takes.
    """

    def __init__(
        self,
        application: Application,
        lane: SlowLane | None,
        slow: SlowAddresses | None = None,
        *,
        on_free: Callable[[], None] = _nothing,
    ) -> None:
        self._application = application
        self._lane = lane
        self._on_free = on_free
        self._turn = threading.Lock()
        # Requests that wait for a turn or have it.
        self._wanting = 0
        self._counting = threading.Lock()
        # The moment when the present turn began, and the processor time of this process then.
        self._begun: tuple[float, float] | None = None
        self._slow = slow or SlowAddresses()
        self._streams = threading.BoundedSemaphore(_MOST_STREAMS)
        self._clients = _Clients()

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:  # noqa: ANN401 - WSGI's own
        """Answer one request, in this thread."""
        client = environ.get("REMOTE_ADDR", "")
        if not self._clients.come(client):
            return self._computed(refused(environ, 429), start_response)
        gone = partial(self._clients.go, client)
        with _on_failure(gone):
            answer = self._answered(environ, start_response)
        if isinstance(answer, Generator):
            return _Ending(cast("Generator[bytes]", answer), gone)
        gone()
        return answer

    @property
    def waiting(self) -> int:
        """Number of requests that wait while one has its turn."""
        return max(0, self._wanting - 1)

    @property
    def is_wanted(self) -> bool:
        """Whether a request waits for its turn: another worker may be free."""
        return self.waiting > 0

    def seconds(self) -> float:
        """How long the present turn has taken; 0 between turns."""
        begun = self._begun
        return time.monotonic() - begun[0] if begun else 0.0

    def processor_seconds(self) -> float:
        """Processor time that this process has taken for the present turn; 0 between turns."""
        begun = self._begun
        return time.process_time() - begun[1] if begun else 0.0

    def _answered(self, environ: Environ, start_response: Any) -> Iterable[bytes]:  # noqa: ANN401 - WSGI's own
        if self._lane is None:
            return self._computed(environ, start_response)
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            # Whatever may change something is never given up: it would be done by halves, or twice.
            try:
                return self._computed({**environ, PATIENCE: self._patience()}, start_response)
            except time_budget.TooSlow:
                return self._by_lane(self._lane, environ, start_response)
        address = f"{environ.get('PATH_INFO', '')}?{environ.get('QUERY_STRING', '')}"
        if address not in self._slow:
            try:
                with time_budget.with_patience(self._patience()):
                    return self._computed(environ, start_response)
            except time_budget.TooSlow:
                self._slow.add(address)
        return self._by_lane(self._lane, environ, start_response)

    def _by_lane(self, lane: SlowLane, environ: Environ, start_response: Any) -> Iterable[bytes]:  # noqa: ANN401 - WSGI's own
        try:
            return lane.answer(environ, start_response)
        except LaneFull:
            return self._computed(refused(environ, 503), start_response)

    def _patience(self) -> time_budget.Patience:
        return time_budget.Patience(_PATIENCE_S, _OTHERS_WAITING_S, lambda: self.is_wanted)

    def _computed(self, environ: Environ, start_response: Any) -> Iterable[bytes]:  # noqa: ANN401 - WSGI's own
        """Answer as a list; or a generator of it, where it is long or slow to come; or a file."""
        started: list[tuple[Any, ...]] = []

        def start(*given: Any) -> None:  # noqa: ANN401 - WSGI's own
            started.append(given)

        with self._having_a_turn():
            answer = self._application(environ, start)
            if isinstance(answer, environ.get("wsgi.file_wrapper", ())):
                start_response(*started[-1])
                return answer
            rest = iter(answer)
            with _on_failure(partial(_close, answer)):
                first, is_all = _some(rest, _AT_ONCE_BYTES, time.monotonic() + _AT_ONCE_S)
            if is_all:
                _close(answer)
        if not is_all and not self._streams.acquire(blocking=False):
            _close(answer)
            return self._computed(refused(environ, 503), start_response)
        start_response(*started[-1])
        return first if is_all else self._streamed(first, rest, answer)

    def _streamed(
        self, first: list[bytes], rest: Iterator[bytes], answer: Iterable[bytes]
    ) -> Generator[bytes]:
        try:
            yield from first
            is_all = False
            while not is_all:
                with self._having_a_turn():
                    pieces, is_all = _some(rest, _PIECE_BYTES, time.monotonic() + _AT_ONCE_S)
                yield from pieces
        finally:
            self._streams.release()
            _close(answer)

    @contextmanager
    def _having_a_turn(self) -> Generator[None]:
        with self._counting:
            self._wanting += 1
        try:
            with self._turn:
                self._begun = time.monotonic(), time.process_time()
                try:
                    yield
                finally:
                    self._begun = None
        finally:
            with self._counting:
                self._wanting -= 1
            self._on_free()


class _Ending:
    """Answer after whose last piece, or whose loss, something is to be done."""

    def __init__(self, pieces: Generator[bytes], ended: Callable[[], None]) -> None:
        self._pieces = pieces
        self._ended = ended

    def __iter__(self) -> Iterator[bytes]:
        return self._pieces

    def close(self) -> None:
        """End it; servers call this once, whatever happened."""
        try:
            self._pieces.close()
        finally:
            self._ended()


class _Clients:
    """How many requests each client has here; there is no bound for those on this machine.

    A proxy is on this machine, too, or bounds its clients itself.
    """

    def __init__(self) -> None:
        self._there: Counter[str] = Counter()
        self._lock = threading.Lock()

    def come(self, client: str) -> bool:
        """Whether there is room for one more request of a client; then it is counted."""
        with self._lock:
            if self._there[client] >= _MOST_OF_A_CLIENT and not _is_here(client):
                return False
            self._there[client] += 1
            return True

    def go(self, client: str) -> None:
        """Count a request no longer."""
        with self._lock:
            self._there[client] -= 1
            if not self._there[client]:
                del self._there[client]


def _is_here(client: str) -> bool:
    try:
        return ip_address(client).is_loopback
    except ValueError:
        return True


@contextmanager
def _on_failure(undo: Callable[[], None]) -> Generator[None]:
    try:
        yield
    except BaseException:
        undo()
        raise


def _some(rest: Iterator[bytes], size_bytes: int, deadline: float) -> tuple[list[bytes], bool]:
    """Next pieces, up to a size or a moment of `time.monotonic`, and whether they were the last."""
    pieces: list[bytes] = []
    for piece in rest:
        pieces.append(piece)
        size_bytes -= len(piece)
        if size_bytes <= 0 or time.monotonic() > deadline:
            return pieces, False
    return pieces, True


def _close(answer: Iterable[bytes]) -> None:
    if close := getattr(answer, "close", None):
        close()
