"""Connections: requests are read, and answers sent, outside of the threads that compute.

So a client that sends or reads slowly costs a file descriptor and some memory. Waitress does that;
here are the bounds that it lacks: how long a request may take to come, whom to part with where
there are too many, and refusals on our own pages, which also a client gets that is still sending.
"""

# What Waitress's stubs lack or have wrong:
# pyright: reportAttributeAccessIssue=false, reportOptionalMemberAccess=false
# pyright: reportAssignmentType=false, reportIncompatibleVariableOverride=false
# pyright: reportUnknownArgumentType=false

import socket
import time
from collections.abc import Callable
from typing import Any

from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import TcpWSGIServer
from waitress.task import ThreadedTaskDispatcher, WSGITask

from webui.bounds import LARGEST_BODY, LONGEST_ADDRESS, refused
from webui.serving.slow_lane import Application

# Bytes of a request line with all headers; a line has a method and a version beside the address.
_LARGEST_HEAD = 24_000
_LONGEST_LINE = LONGEST_ADDRESS + 30
# From the first byte of a request to its last; and for a form, whose reader may be far away.
_HEAD_S, _BODY_S = 10.0, 60.0
# A client that says nothing, or takes nothing of its answer.
_IDLE_S, _STALLED_S = 15.0, 30.0
# What a refused client is still sending is read for so long, as otherwise it would not see the
# refusal: the system resets a connection that is closed with bytes unread.
_LINGERING_S, _LINGERING_BYTES = 5.0, 64_000_000
# The usual limit of a process is 1,024 open files.
MOST_CONNECTIONS = 700
# Bytes of an answer that wait for their reader in memory, and in all before its thread waits.
_IN_MEMORY_BYTES, _AHEAD_BYTES = 1 << 20, 1 << 22
_TICK_S = 1
_RECEIVED_BYTES = 1 << 16
# Where bytes go that nobody reads.
_DISCARDED = bytearray(1 << 18)
# More than tells whether a path is one of the API.
_SHOWN_OF_A_PATH = 20


class _Parser(HTTPRequestParser):
    """Parser of one request that keeps what its refusal needs: the status and the path."""

    refusal = 0
    _line = b""
    # What a request that cannot be read lacks.
    command, request_uri, path, query, url_scheme = "GET", "/", "/", "", "http"

    def received(self, data: bytes) -> int:
        """Read some bytes; how many of them belong to this request."""
        if not self.headers_finished and len(self._line) <= _LONGEST_LINE:
            self._line = (self.header_plus + data).lstrip().partition(b"\r\n")[0]
        consumed = super().received(data)
        if self.error:
            is_line_too_long = self.error.code == 431 and len(self._line) > _LONGEST_LINE
            self.refusal = 414 if is_line_too_long else self.error.code
            self.path = self._line.partition(b" ")[2][:_SHOWN_OF_A_PATH].decode("latin-1")
        return consumed


class _Refusal(WSGITask):
    """Answer to a request that could not be read: the application's error page."""

    def get_environment(self) -> dict[str, Any]:
        """Environment of a request for the page."""
        self.set_close_on_finish()
        return refused(super().get_environment(), self.request.refusal or 500)


class _Channel(HTTPChannel):
    """One connection, with the moments since which it is waited for."""

    parser_class = _Parser
    error_task_class = _Refusal

    def __init__(self, *given: Any, **named: Any) -> None:  # noqa: ANN401 - passed on
        super().__init__(*given, **named)
        # Beginning of the request that is being read.
        self._begun = time.time()
        self._lingers_until = 0.0
        self._discarded = 0

    @property
    def is_idle(self) -> bool:
        """Whether nothing but the client's next bytes is waited for."""
        return not (self.requests or self.total_outbufs_len)

    def is_late(self, now: float) -> bool:
        """Whether its client has had enough time."""
        if self._lingers_until:
            return now > self._lingers_until
        if self.total_outbufs_len:
            return now - self.last_activity > _STALLED_S
        if self.requests:
            return False
        if self.request is None:
            return now - self.last_activity > _IDLE_S
        return now - self._begun > (_BODY_S if self.request.headers_finished else _HEAD_S)

    def received(self, data: bytes) -> bool:
        """Take some bytes of a request."""
        if self.request is None:
            self._begun = time.time()
        return super().received(data)

    def readable(self) -> bool:
        """Whether bytes of the client are read: of its next request, or only to lose them."""
        return bool(self._lingers_until) or super().readable()

    def handle_read(self) -> None:
        """Read some bytes."""
        if not self._lingers_until:
            super().handle_read()
            return
        try:
            while received := self.socket.recv_into(_DISCARDED):
                self._discarded += received
                if self._discarded > _LINGERING_BYTES:
                    break
        except BlockingIOError:
            return
        self.handle_close()

    def writable(self) -> bool:
        """Whether there is something to send, or to end."""
        return self.will_close or (not self._lingers_until and super().writable())

    def handle_write(self) -> None:
        """Send; after the last of a refusal, say so, and wait for the client to stop as well."""
        if self.close_when_flushed and not self.will_close and not self._lingers_until:
            self._flush_exception(self._flush_some)
            if self.total_outbufs_len or self.will_close:
                return
            self._lingers_until = time.time() + _LINGERING_S
            self.close_when_flushed = False
            try:
                self.socket.shutdown(socket.SHUT_WR)
            except OSError:
                self.handle_close()
        else:
            super().handle_write()


class Listener(TcpWSGIServer):
    """Accepts connections and reads and answers their requests, in one thread and for many others.

    `is_busy` says whether another process had better take the next connection.
    """

    channel_class = _Channel
    active_channels: dict[int, _Channel]

    def __init__(
        self,
        application: Application,
        accepting: socket.socket,
        threads: int,
        is_busy: Callable[[], bool],
    ) -> None:
        """Begin to listen on a bound socket."""
        adjustments = Adjustments(
            sockets=[accepting],
            threads=threads,
            ident=None,
            clear_untrusted_proxy_headers=False,
            connection_limit=MOST_CONNECTIONS + 100,
            cleanup_interval=_TICK_S,
            max_request_header_size=_LARGEST_HEAD,
            max_request_body_size=LARGEST_BODY + 1,
            outbuf_overflow=_IN_MEMORY_BYTES,
            outbuf_high_watermark=_AHEAD_BYTES,
            recv_bytes=_RECEIVED_BYTES,
        )
        self._is_busy = is_busy
        self._connections: dict[int, Any] = {}
        dispatcher = ThreadedTaskDispatcher()
        dispatcher.set_thread_count(threads)
        super().__init__(
            application,
            self._connections,
            _sock=accepting,
            dispatcher=dispatcher,
            adj=adjustments,
            bind_socket=False,
            sockinfo=(accepting.family, accepting.type, accepting.proto, accepting.getsockname()),
        )

    def readable(self) -> bool:
        """Whether the next connection is accepted now."""
        return super().readable() and not self._is_busy()

    def handle_accept(self) -> None:
        """Accept a connection, in the place of the one that has been idle longest if need be."""
        super().handle_accept()
        if len(self.active_channels) > MOST_CONNECTIONS:
            idle = [each for each in self.active_channels.values() if each.is_idle]
            if idle:
                min(idle, key=lambda each: each.last_activity).will_close = True

    def maintenance(self, now: float) -> None:
        """Close connections whose clients have had enough time."""
        for channel in self.active_channels.values():
            if channel.is_late(now):
                channel.will_close = True

    def poll(self, seconds: float) -> None:
        """Serve whatever comes within some time."""
        self.asyncore.loop(timeout=seconds, use_poll=True, map=self._connections, count=1)

    def stop_accepting(self) -> None:
        """Leave new connections to others."""
        self.accepting = False

    def is_done(self) -> bool:
        """Whether no request is being answered."""
        return all(each.is_idle for each in self.active_channels.values())

    def shut_down(self) -> None:
        """End all threads and connections."""
        self.task_dispatcher.shutdown()
        self.asyncore.close_all(self._connections)
