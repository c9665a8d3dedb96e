"""Leak check: fails a test that leaves an index, a database or a process open, and names it.

Engines, writers and connections are kept referenced until the test's fixtures are torn down, so
that dropping one does not count as closing it. Then the system is asked for the files under the
tests' temporary folder that this process has open or mapped, and for its child processes. Files in
folders older than the test may stay open until its module is over.
"""

import functools
import gc
import os
import sys
import time
from pathlib import Path

import pytest

from indexer.engines.tantivy.engine import TantivyEngine
from indexer.engines.tantivy.writer import TantivyWriter
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.engines.whoosh.writer import WhooshWriter
from tests.support.processes import runs

_TELLS = Path("/proc/self/maps").exists()
# How long a process that was told to end may take, on a busy machine, and a thread of Tantivy that
# still reads an index when it is closed.
_ENDING_S = 30
_BESIDE_A_DATABASE = ("-wal", "-shm", "-journal")
_RESOURCE_TRACKER = "multiprocessing.resource_tracker"
_held = []


def pytest_configure():
    sys.addaudithook(_hold_connection)
    for kind in (WhooshEngine, WhooshWriter, TantivyEngine, TantivyWriter):
        _hold_all_made(kind)


def pytest_report_header():
    if not _TELLS:
        return "left open: this system has no /proc: what tests leave open is not looked for"
    return None


@pytest.fixture(autouse=True)
def nothing_is_left_open(request):
    """Fails a test that leaves files or processes open; set up before its other fixtures."""
    if not _TELLS:
        yield
        return
    folder = request.getfixturevalue("tmp_path_factory").getbasetemp()
    shared, processes = _folders(folder), _processes()
    _held.clear()
    yield
    left = [f"the file {path}" for path in _left_files(folder, shared, set())]
    left += [f"the process {each} ({_command(each)})" for each in _left_processes(processes)]
    _held.clear()
    _fail_for(left)


@pytest.fixture(autouse=True, scope="module")
def nothing_is_left_open_by_a_module(tmp_path_factory):
    """Fails a module that leaves more files open than there were before it, in any folder."""
    if not _TELLS:
        yield
        return
    folder = tmp_path_factory.getbasetemp()
    before = open_files(folder)
    yield
    _fail_for([f"the file {path}" for path in _left_files(folder, set(), before)])


def _fail_for(left):
    if left:
        pytest.fail(f"left open: {', '.join(left)}: close what opened it", pytrace=False)


def _hold_connection(event, given):
    if event == "sqlite3.connect/handle":
        _held.append(given[0])


def _hold_all_made(kind):
    made = kind.__init__

    @functools.wraps(made)
    def holding(self, *given, **named):
        made(self, *given, **named)
        _held.append(self)

    kind.__init__ = holding


def _folders(folder):
    return {path.name for path in folder.iterdir()}


def _left_files(folder, shared, before):
    """The open files, without those in shared folders and those open before."""

    def left():
        opened = open_files(folder) - before
        return {path for path in opened if Path(path).relative_to(folder).parts[0] not in shared}

    if not left():
        return []
    # The traceback of an error may still refer to closed objects.
    gc.collect()
    return sorted(settled(left))


def left_open(folder):
    """The files below a folder that stay open or mapped, whatever threads were about to close."""
    return settled(lambda: open_files(folder))


def settled(left):
    """What a function that lists open things returns at last, waiting while it lists some."""
    given_up = time.monotonic() + _ENDING_S
    while (found := left()) and time.monotonic() < given_up:
        time.sleep(0.02)
    return found


def open_files(folder):
    """The files below a folder that this process has open or mapped, as strings."""
    inside = f"{folder}/"
    paths = set()
    for number in os.listdir("/proc/self/fd"):  # noqa: PTH208 - a folder that changes meanwhile
        try:
            paths.add(os.readlink(f"/proc/self/fd/{number}"))  # noqa: PTH115 - slower: asked of all files at each test
        except OSError:
            continue
    with Path("/proc/self/maps").open(errors="surrogateescape") as lines:
        paths.update(line.split(maxsplit=5)[5].rstrip("\n") for line in lines if inside in line)
    return {_of_the_database(path) for path in paths if path.startswith(inside)}


def _of_the_database(path):
    path = path.removesuffix(" (deleted)")
    for ending in _BESIDE_A_DATABASE:
        path = path.removesuffix(ending)
    return path


def _left_processes(before):
    return sorted(settled(lambda: _processes() - before))


def _processes():
    """The ids of the running child processes, without zombies.

    The resource tracker, which `multiprocessing` starts once for all, is left out.
    """
    found = set()
    for path in Path(f"/proc/{os.getpid()}/task").glob("*/children"):
        try:
            found.update(map(int, path.read_text().split()))
        except OSError:
            continue
    return {each for each in found if runs(each) and _RESOURCE_TRACKER not in _command(each)}


def _command(process):
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes().replace(b"\0", b" ").decode().strip()
    except OSError:
        return "it has ended meanwhile"
