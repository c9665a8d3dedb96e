"""Exports and their reading back that are killed: the same bytes in the end."""

import signal
import subprocess
import time

import pytest

from tests.system.faults.command_runs import TIMEOUT_S, run, start

LINES = 1_200


@pytest.fixture(scope="module")
def whole(lines_of, tmp_path_factory):
    """An archive of many short articles, and the bytes of its export."""
    folder = tmp_path_factory.mktemp("whole")
    assert run(folder / "home", "add", lines_of(range(LINES))).returncode == 0
    assert run(folder / "home", "export", "--output", folder / "all.jsonl").returncode == 0
    return folder


def kill_after(process, path, size_bytes):
    """Kill a process as soon as a file has a size; whether it was killed before its end."""
    deadline = time.monotonic() + TIMEOUT_S
    while process.poll() is None and time.monotonic() < deadline:
        if path.exists() and path.stat().st_size >= size_bytes:
            break
        time.sleep(0.01)
    process.kill()
    process.communicate()
    return process.returncode == -signal.SIGKILL


@pytest.mark.long
def test_an_export_that_is_killed_goes_on_and_has_the_same_bytes(whole, tmp_path):
    expected = (whole / "all.jsonl").read_bytes()
    path, killed = tmp_path / "out.jsonl", 0
    for share in (0.0, 0.5):
        process = start(whole / "home", "export", "--output", path)
        killed += kill_after(process, path, share * len(expected))
    # On a busy machine one may have ended before it could be killed.
    assert killed >= 1
    if (tmp_path / "out.jsonl.unfinished").exists():
        with path.open("ab") as torn:
            torn.write(b'{"backfile":1,"kind":"art')
        assert run(whole / "home", "export", "--output", path).returncode == 0
    assert path.read_bytes() == expected
    assert not (tmp_path / "out.jsonl.unfinished").exists()


@pytest.mark.long
def test_ctrl_c_ends_after_a_whole_article_and_says_how_to_go_on(whole, tmp_path):
    expected = (whole / "all.jsonl").read_bytes()
    with start(whole / "home", "export") as process:
        begun = process.stdout.buffer.read(100_000)
        process.send_signal(signal.SIGINT)
        written = begun + process.stdout.buffer.read()
        said = process.stderr.read()
    assert process.returncode == 130
    assert expected.startswith(written)
    assert written.endswith(b"\n")
    assert said.startswith("backfile: stopped: ")
    after = said.split("--after ")[1].strip()
    going_on = subprocess.run(
        [*process.args, "--after", after], capture_output=True, timeout=TIMEOUT_S, check=True
    )
    assert written + going_on.stdout == expected


@pytest.mark.long
def test_reading_back_that_is_killed_goes_on_and_exports_the_same_bytes(whole, tmp_path):
    home, killed = tmp_path / "home", 0
    for size_bytes in (200_000, 800_000):
        process = start(home, "add", whole / "all.jsonl")
        killed += kill_after(process, home / "archive.sqlite3", size_bytes)
    assert killed >= 1
    assert run(home, "add", whole / "all.jsonl").returncode == 0
    assert run(home, "export", "--output", tmp_path / "again.jsonl").returncode == 0
    assert (tmp_path / "again.jsonl").read_bytes() == (whole / "all.jsonl").read_bytes()
