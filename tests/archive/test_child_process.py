"""A process that is asked over pipes answers in order, says what it met, and is never left over."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from archive.child_process import ChildProcess, ProcessEndedError
from tests.support.processes import runs, wait_until

ROOT = Path(__file__).resolve().parents[2]

# Doubles what it is asked with, but for what asks it to fail, to print or to be silent.
DOUBLING = """
import subprocess, sys, time
from archive.child_process import ParentPipe

def doubled(number):
    if number == "silence":
        time.sleep(60)
    if number == "print":
        print("printed", flush=True)
        subprocess.run([sys.executable, "-c", "print('printed by another')"])
    if number == "full":
        raise OSError(28, "No space left on device")
    return len(sys.argv[1:]) if number == "arguments" else number * 2

ParentPipe().answer_all(doubled)
"""

PARENT = """
from archive.child_process import ChildProcess
process = ChildProcess("doubling")
print(process.ask(2), process._process.pid, flush=True)
input()
"""


@pytest.fixture
def doubling(tmp_path, monkeypatch):
    """A process that doubles what it is asked with."""
    (tmp_path / "doubling.py").write_text(DOUBLING)
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}{os.pathsep}{ROOT}")
    process = ChildProcess("doubling", "one", tmp_path)
    yield process
    process.end()


def test_questions_are_answered_in_their_order(doubling):
    assert doubling.ask("ab") == "abab"
    for number in range(5):
        doubling.send(number)
    assert [doubling.answer() for _ in range(5)] == [0, 2, 4, 6, 8]
    assert doubling.ask("arguments") == 2


def test_more_than_a_pipe_holds_goes_both_ways(doubling):
    assert doubling.ask("x" * 3_000_000, 60) == "x" * 6_000_000


def test_a_process_is_asked_where_pipes_are_as_the_system_makes_them(doubling, monkeypatch):
    monkeypatch.setattr("archive.child_process._PIPE_BYTES", (1 << 31) + 1)
    another = ChildProcess("doubling")
    assert another.ask("x" * 300_000) == "x" * 600_000
    another.end()


def test_what_is_printed_is_no_answer(doubling, capfd):
    # The first one was started before anything was caught.
    another = ChildProcess("doubling")
    assert another.ask("print") == "printprint"
    another.end()
    assert capfd.readouterr().err == "printed\nprinted by another\n"


def test_an_error_is_met_where_it_was_asked_for_and_the_process_goes_on(doubling):
    with pytest.raises(OSError, match="No space left on device") as full:
        doubling.ask("full")
    assert full.value.errno == 28
    with pytest.raises(RuntimeError, match="TypeError: unsupported operand"):
        doubling.ask(None)
    assert doubling.ask(3) == 6


def test_a_process_that_was_ended_is_told_from_one_that_answers(doubling):
    os.kill(doubling._process.pid, signal.SIGKILL)
    with pytest.raises(ProcessEndedError):
        doubling.ask(1)
    doubling.end()
    for each in (lambda: doubling.send(1), doubling.answer):
        with pytest.raises(ProcessEndedError):
            each()


def test_a_process_may_be_silent_for_so_long_and_no_longer(doubling):
    assert doubling.ask(1, 60) == 2
    with pytest.raises(ProcessEndedError):
        doubling.ask("silence", 0.1)


def test_what_interrupts_the_one_who_asks_leaves_the_process_at_its_work(doubling):
    assert doubling.ask(1) == 2
    os.kill(doubling._process.pid, signal.SIGINT)
    assert doubling.ask(2) == 4


def test_a_process_ends_with_the_one_that_is_killed(doubling):
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    answer, process_id = map(int, parent.stdout.readline().split())
    assert answer == 4
    parent.kill()
    parent.communicate()
    wait_until(lambda: not runs(process_id), "the process has ended")
