"""Servers as they are run, each in processes of its own, asked over HTTP on this machine."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Generator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryFile
from urllib.parse import urlencode

from webui.search_state import FACET_LIMIT

_START_S, _ANSWER_S = 60, 60
_MEMORY = re.compile(r"(VmRSS|RssAnon|VmHWM):\s+(\d+) kB")


@dataclass(frozen=True, slots=True)
class Memory:
    """Of one process in megabytes: all that is in memory, its own part of it, the most so far."""

    resident: float
    own: float
    most: float


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs; `process` is the one that answers."""

    port: int
    process: int

    def get(self, path: str, **parameters: object) -> bytes:
        """A page; a connection for each, as of a reader who comes by."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=_ANSWER_S)
        connection.request("GET", f"{path}?{urlencode(parameters, doseq=True)}")
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        if answer.status != 200:
            raise OSError(f"{path}: {answer.status}: {parameters}")
        return content

    def processor_s(self) -> float:
        """The processor's time so far of all its threads (proc(5), `schedstat`)."""
        threads = Path(f"/proc/{self.process}/task").glob("*/schedstat")
        return sum(int(thread.read_text().split()[0]) for thread in threads) / 1e9

    def memory(self) -> Memory:
        status = Path(f"/proc/{self.process}/status").read_text()
        found = {name: int(kilobytes) / 1000 for name, kilobytes in _MEMORY.findall(status)}
        return Memory(found["VmRSS"], found["RssAnon"], found["VmHWM"])


@contextmanager
def backfile(home: Path) -> Generator[Server]:
    """`backfile serve` on a home, with one process that answers."""
    port = _free_port()
    command = [
        Path(sys.executable).with_name("backfile"),
        *("--home", home, "serve", "--workers", 1, "--port", port),
    ]
    with _running(command, port) as process:
        (child,) = Path(f"/proc/{process}/task/{process}/children").read_text().split()
        yield Server(port, int(child))


@contextmanager
def datasette(python: Path, database: Path) -> Generator[Server]:
    """Datasette on a database, with time to count every facet, and as many values of it as ours."""
    port = _free_port()
    command = [python, "-m", "datasette", "serve", database, "--port", port]
    for name, value in (
        ("facet_time_limit_ms", 30_000),
        ("sql_time_limit_ms", 30_000),
        ("default_facet_size", FACET_LIMIT),
    ):
        command += ["--setting", name, value]
    with _running(command, port) as process:
        yield Server(port, process)


@contextmanager
def _running(command: Sequence[object], port: int) -> Generator[int]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("BACKFILE_")}
    with TemporaryFile("w+") as said:
        process = subprocess.Popen(
            [str(word) for word in command], stdout=said, stderr=said, env=environment
        )
        try:
            if not _answers(port, process):
                said.seek(0)
                raise OSError(f"{process.args} serves no page: {said.read()}")
            yield process.pid
        finally:
            process.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                process.wait(10)
            process.kill()
            process.wait()


def _answers(port: int, process: "subprocess.Popen[bytes]") -> bool:
    """Whether there is a page before long."""
    deadline = time.monotonic() + _START_S
    while time.monotonic() < deadline and process.poll() is None:
        with suppress(OSError):
            return bool(Server(port, process.pid).get("/"))
        time.sleep(0.1)
    return False


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]
