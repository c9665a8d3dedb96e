"""A real server under requests that are long, slow or too many, and with a lane that is killed."""

import os
import select
import signal
import socket
import subprocess
import sys
from contextlib import ExitStack, closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.support.processes import TIMEOUT_S, runs, wait_until
from webui.bounds import LARGEST_BODY
from webui.serving.slow_lane import MOST_WAITING

ROOT = Path(__file__).parents[3]
CHEAP = b"GET /who HTTP/1.1\r\nHost: here\r\n\r\n"


class Served:
    """A server in processes of its own."""

    def __init__(self, folder):
        self.pipe = folder / "pipe"
        os.mkfifo(self.pipe)
        command = [sys.executable, "-m", "tests.webui.serving.told", folder, self.pipe]
        self.process = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        self._address = urlsplit(self.process.stdout.readline().strip())

    def connect(self):
        return socket.create_connection((self._address.hostname, self._address.port), TIMEOUT_S)

    def ask(self, path, **request):
        """Send a request; its answer is read later."""
        connection = HTTPConnection(self._address.netloc, timeout=TIMEOUT_S)
        connection.request(request.pop("method", "GET"), path, **request)
        return connection

    def get(self, path, **request):
        """Status and text of an answer."""
        return read(self.ask(path, **request))

    @property
    def processes(self):
        """Numbers of the server's processes but the first."""
        number = self.process.pid
        return list(map(int, Path(f"/proc/{number}/task/{number}/children").read_text().split()))

    def lanes(self):
        """Numbers of the slow lanes that were asked, one after the other."""
        asked = self.pipe.with_name("asked")
        return list(map(int, asked.read_text().split())) if asked.exists() else []


def read(connection):
    with closing(connection):
        answer = connection.getresponse()
        return answer.status, answer.read().decode()


@contextmanager
def serving(folder):
    served = Served(folder)
    yield served
    # A lane that waits for its pipe would be waited for.
    processes = served.processes
    served.process.kill()
    for each in processes:
        os.kill(each, signal.SIGKILL)
    served.process.wait(TIMEOUT_S)
    served.process.stdout.close()


@pytest.fixture
def served(tmp_path):
    """A server of this test alone."""
    with serving(tmp_path) as served:
        yield served


@pytest.fixture(scope="module")
def shared_server(tmp_path_factory):
    """A server of several tests."""
    with serving(tmp_path_factory.mktemp("serving")) as served:
        yield served


@pytest.mark.parametrize(
    ("request_line", "status"),
    [
        (b"GET /" + b"a" * 30_000, 414),
        (b"GET /" + b"a" * 20_000_000 + b" HTTP/1.1\r\nHost: here", 414),
        (b"GET /who HTTP/1.1\r\nCookie: " + b"a" * 30_000, 431),
        (b"GET /who HTTP/1.1\r\n" + b"X: y\r\n" * 10_000, 431),
        (b"POST /who HTTP/1.1\r\nContent-Length: 4100001", 413),
        (
            b"POST /who HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3e8fa1\r\n"
            + b"a" * 4_100_001,
            413,
        ),
        (b"GET /who HTTP/1.1\r\nContent-Length: many", 400),
        (b"\x16\x03\x01 nonsense", 400),
    ],
    ids=lambda each: str(each)[:30],
)
def test_what_is_too_long_or_no_request_is_refused_on_a_page(shared_server, request_line, status):
    with shared_server.connect() as connection:
        connection.sendall(request_line + b"\r\n\r\n")
        answer = b"".join(iter(lambda: connection.recv(1 << 16), b""))
    assert answer[9:13] == b"%d " % status
    assert answer.endswith(b"refused at /")


def test_the_largest_form_of_all_is_read(shared_server):
    assert shared_server.get("/", method="POST", body=b"a" * LARGEST_BODY) == (
        200,
        f"{LARGEST_BODY}",
    )


def test_the_api_learns_of_a_long_address_in_its_own_way(shared_server):
    assert shared_server.get("/api/v1/search?q=" + "a" * 30_000) == (414, "refused at /api/")


def test_clients_that_send_slowly_cost_nobody_else_anything(shared_server):
    with ExitStack() as opened:
        for beginning in [
            b"",
            b"GET /who HT",
            CHEAP[:-2],
            b"POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\n",
        ]:
            for _ in range(30):
                opened.enter_context(slow := shared_server.connect())
                slow.sendall(beginning)
        assert shared_server.get("/who")[0] == 200
        # They are answered at last, if they say the rest.
        slow.sendall(b"123456789")
        assert slow.recv(1 << 16).startswith(b"HTTP/1.1 200")


def test_clients_that_never_read_cost_nobody_else_anything(shared_server):
    with ExitStack() as opened:
        for _ in range(60):
            opened.enter_context(deaf := shared_server.connect())
            deaf.sendall(b"GET /endless HTTP/1.1\r\nHost: here\r\n\r\n")
        assert shared_server.get("/who")[0] == 200


def test_a_slow_question_waits_in_the_lane_while_others_are_answered(served):
    slow = served.ask("/slow")
    wait_until(served.lanes, "the lane has the question")
    worker = served.get("/who")
    assert [served.get("/who") for _ in range(10)] == [worker] * 10
    served.pipe.write_text("now")
    (lane,) = served.lanes()
    assert read(slow) == (200, str(lane)) != worker


def test_clients_that_never_read_do_not_hold_up_the_lane(served):
    with ExitStack() as opened:
        for _ in range(3):
            deaf = opened.enter_context(closing(served.ask("/slow-endless")))
            assert deaf.sock.recv(1 << 10).startswith(b"HTTP/1.1 200")
        slow = served.ask("/slow")
        wait_until(served.lanes, "the lane has the question")
        served.pipe.write_text("now")
        assert read(slow)[0] == 200


def test_a_form_goes_to_the_lane_as_it_was_sent(shared_server):
    for size in (9, 2_000_000):
        sent = {"method": "POST", "body": b"a" * size, "headers": {"Content-Type": "text/plain"}}
        assert shared_server.get("/slow-form", **sent) == (200, f"{size}")


def test_the_lane_believes_nobody_but_the_worker_who_asks(shared_server):
    claim = {"X-Backfile-Client": "192.0.2.1\t1\thttps\tevil.example\t443"}
    assert shared_server.get("/slow-client") == (200, "127.0.0.1")
    assert shared_server.get("/slow-client", headers=claim) == (200, "127.0.0.1")


def test_a_lane_that_is_killed_is_replaced_and_its_question_asked_again(served):
    slow = served.ask("/slow")
    wait_until(served.lanes, "the lane has the question")
    os.kill(served.lanes()[0], signal.SIGKILL)
    wait_until(lambda: len(served.lanes()) == 2, "another lane has the question")
    served.pipe.write_text("now")
    killed, lane = served.lanes()
    assert read(slow) == (200, str(lane))
    assert killed != lane


def test_where_too_many_wait_the_next_is_told_to_come_again(served):
    asked = [served.ask("/slow") for _ in range(MOST_WAITING + 1)]
    refused, _, _ = select.select([each.sock for each in asked], [], [], TIMEOUT_S)
    assert [each.recv(12) for each in refused] == [b"HTTP/1.1 503"]
    wait_until(served.lanes, "the lane has a question")
    assert served.get("/who")[0] == 200
    for each in asked:
        each.close()


def test_no_process_outlives_the_server(tmp_path):
    served = Served(tmp_path)
    assert served.get("/who")[0] == 200
    processes = served.processes
    assert len(processes) == 2
    served.process.terminate()
    assert served.process.wait(TIMEOUT_S) == 0
    served.process.stdout.close()
    assert not any(map(runs, processes))
