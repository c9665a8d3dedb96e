"""One request at a time, none for long: what comes of requests that are slow, long or too many."""

import os
import threading
import time
from contextlib import closing

import pytest

from archive import time_budget
from archive.time_budget import TooSlow, give_way
from webui.bounds import PATIENCE, REFUSAL
from webui.serving import slow_addresses
from webui.serving import turns as module
from webui.serving.slow_addresses import SlowAddresses
from webui.serving.slow_lane import LaneFull
from webui.serving.turns import Turns

TIMEOUT_S = 60


class Lane:
    """A lane that answers when it is let."""

    def __init__(self, *, full=False):
        self.asked, self.may_answer = threading.Event(), threading.Event()
        self.full = full

    def answer(self, environ, start_response):
        if self.full:
            raise LaneFull
        self.asked.set()
        assert self.may_answer.wait(TIMEOUT_S)
        start_response("200 OK", [])
        return (piece for piece in [b"from the lane: ", environ["PATH_INFO"].encode()])


class Application:
    """Counts what it is asked; the slow addresses take too long."""

    def __init__(self):
        self.asked = []

    def __call__(self, environ, start_response):
        path = environ["PATH_INFO"]
        self.asked.append(path)
        if refusal := environ.get(REFUSAL):
            start_response(f"{refusal} Refused", [])
            return [b"refused"]
        start_response("200 OK", [("X-From", "here")])
        if path == "/slow":
            raise TooSlow
        return [path.encode()] if path != "/stream" else (bytes(1 << 17) for _ in range(5))


def ask(turns, path, method="GET", client="127.0.0.1", **environ):
    """Status and text of an answer that is read to its end."""
    said = []
    environ |= {"PATH_INFO": path, "REQUEST_METHOD": method, "REMOTE_ADDR": client}
    pieces = turns(environ, lambda status, headers: said.append(status))
    text = b"".join(pieces)
    if close := getattr(pieces, "close", None):
        close()
    (status,) = said
    return status[:3], text.decode()


def test_a_cheap_request_is_answered_while_a_slow_one_waits_for_the_lane():
    lane, answers = Lane(), []
    turns = Turns(Application(), lane)
    slow = threading.Thread(target=lambda: answers.append(ask(turns, "/slow")))
    slow.start()
    assert lane.asked.wait(TIMEOUT_S)
    assert ask(turns, "/cheap") == ("200", "/cheap")
    assert answers == []
    lane.may_answer.set()
    slow.join(TIMEOUT_S)
    assert answers == [("200", "from the lane: /slow")]


def test_an_address_that_was_too_slow_goes_to_the_lane_at_once():
    lane, application = Lane(), Application()
    lane.may_answer.set()
    turns = Turns(application, lane)
    assert [ask(turns, "/slow")[1] for _ in range(3)] == ["from the lane: /slow"] * 3
    assert application.asked == ["/slow"]


def test_where_the_lane_is_full_the_page_says_so():
    assert ask(Turns(Application(), Lane(full=True)), "/slow") == ("503", "refused")


def test_what_is_sent_is_never_given_up():
    """A change may be half made, and must not be made twice."""

    def application(environ, start_response):
        start_response("200 OK", [])
        for _ in range(100_000):
            give_way()
        return [b"done"]

    assert ask(Turns(application, Lane()), "/", method="POST") == ("200", "done")


def test_a_form_that_changes_nothing_is_given_up_where_it_lets_itself_be():
    lane, asked = Lane(), []
    lane.may_answer.set()

    def application(environ, start_response):
        asked.append(environ["PATH_INFO"])
        with time_budget.with_patience(environ[PATIENCE]):
            while True:
                give_way()

    turns = Turns(application, lane)
    # Another one may be as long or not: forms are not known by their address.
    for number in (1, 2):
        assert ask(turns, "/batch", method="POST") == ("200", "from the lane: /batch")
        assert asked == ["/batch"] * number


def test_a_long_answer_comes_in_pieces_and_lets_others_between():
    application, lane = Application(), Lane()
    turns, said = Turns(application, lane), []
    pieces = turns(
        {"PATH_INFO": "/stream", "REQUEST_METHOD": "GET"}, lambda *given: said.append(given)
    )
    with closing(pieces):
        read = iter(pieces)
        assert len(next(read)) == 1 << 17
        assert ask(turns, "/cheap") == ("200", "/cheap")
        assert sum(map(len, read)) == 4 << 17
    assert said == [("200 OK", [("X-From", "here")])]


def test_only_so_many_long_answers_are_under_way(monkeypatch):
    monkeypatch.setattr(module, "_MOST_STREAMS", 2)
    turns = Turns(Application(), Lane())
    environ = {"PATH_INFO": "/stream", "REQUEST_METHOD": "GET"}
    opened = [turns(dict(environ), lambda *given: None) for _ in range(2)]
    for each in opened:
        next(iter(each))
    assert ask(turns, "/stream") == ("503", "refused")
    opened[0].close()
    assert ask(turns, "/stream")[0] == "200"
    opened[1].close()


@pytest.mark.parametrize(
    ("client", "status"), [("203.0.113.9", "429"), ("127.0.0.1", "200"), ("::1", "200")]
)
def test_one_client_from_elsewhere_has_only_so_many_requests_here(client, status):
    turns = Turns(Application(), Lane())
    for _ in range(module._MOST_OF_A_CLIENT):
        turns._clients.come(client)
    assert ask(turns, "/cheap", client=client)[0] == status
    assert ask(turns, "/cheap", client="203.0.113.10")[0] == "200"
    turns._clients.go(client)
    assert ask(turns, "/cheap", client=client)[0] == "200"


def test_a_failure_ends_the_turn():
    def failing(environ, start_response):
        raise ZeroDivisionError

    turns = Turns(failing, None)
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            ask(turns, "/")
    assert (turns.seconds(), turns.is_wanted) == (0, False)


def test_patience_is_processor_time_and_shorter_where_others_wait(monkeypatch):
    clock, waited_for = [0.0], [False]
    monkeypatch.setattr(time_budget.time, "thread_time", lambda: clock[0])
    patience = time_budget.Patience(1.0, 0.25, lambda: waited_for[0], begun=0.0)
    used_up = []
    for clock[0], waited_for[0] in [(0.2, True), (0.5, False), (0.5, True), (1.5, False)]:
        used_up.append(patience.is_used_up())
    assert used_up == [False, False, True, True]
    clock[0] = 0.2
    assert patience.is_used_up(0.9)
    clock[0] = 1.5
    with pytest.raises(TooSlow), time_budget.with_patience(patience):
        give_way()
    give_way()
    assert not issubclass(TooSlow, Exception)


def test_what_one_process_finds_slow_all_of_them_know():
    slow = SlowAddresses()
    child = os.fork()
    if not child:
        slow.add("/?q=slow")
        os._exit(0)
    os.waitpid(child, 0)
    assert "/?q=slow" in slow
    assert "/?q=cheap" not in slow


def test_an_address_is_not_slow_for_ever(monkeypatch):
    slow = SlowAddresses()
    slow.add("/?q=slow")
    later = time.monotonic() + slow_addresses._SLOW_S + 1
    monkeypatch.setattr(slow_addresses.time, "monotonic", lambda: later)
    assert "/?q=slow" not in slow
