"""What cannot be added is named, and what is there stays as it was."""

import os
import subprocess
import sys

import pytest

from tests.system.faults.command_runs import command, held, run, sentence

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0"
BAD_FILES = {
    "empty.txt": (b"", "the file is empty: there is nothing to add"),
    "binary.txt": (b"Ferry\0runs\0", "a binary file, not text: there is no reader for it"),
    "picture.png": (
        PNG,
        "no reader for this kind of file: see the formats that 'add' takes",
    ),
    "latin1.txt": (
        b"Caf\xe9 opens",
        "not UTF-8 text (byte 4): save it as UTF-8 and add it again",
    ),
    "latin1.jsonl": (b'{"title":"Caf\xe9"}\n', "line 1: not UTF-8 text (byte 14)"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_named_and_nothing_changes(home, tmp_path, name):
    content, reason = BAD_FILES[name]
    (tmp_path / name).write_bytes(content)
    before = held(home)
    ended = run(home, "add", tmp_path / name)
    assert sentence(ended, 65) == f"{tmp_path / name}: {reason}"
    assert ended.stdout.startswith("0 added, 0 updated, 0 unchanged, 1 rejected in ")
    assert held(home) == before


def test_a_missing_path_is_named_before_anything_is_added(home, tmp_path):
    good = tmp_path / "ferry.txt"
    good.write_text("Ferry runs again")
    before = held(home)
    ended = run(home, "add", good, tmp_path / "nowhere")
    assert sentence(ended, 66) == (
        f"{tmp_path / 'nowhere'}: there is no such file or folder: check the path"
    )
    assert held(home) == before


def test_a_file_may_be_named_in_an_old_encoding(home, tmp_path):
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(path, "wb") as stream:  # noqa: PTH123 - pathlib takes no bytes
        stream.write(b"Ferry runs again")
    ended = run(home, "add", path)
    assert (ended.returncode, ended.stderr) == (0, "")
    (found,) = [each for each in held(home).values() if each["headline"] == "Ferry runs again"]
    assert found["provenance"]["source"] == f"{tmp_path}/caf\ufffd.txt"


# Runs a command and prints the most memory that it had, in kilobytes. From a process of its own,
# because Linux counts what the parent had at the fork.
PEAK = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(done.returncode)
"""


def test_a_line_of_200_megabytes_is_passed_over_in_little_memory(home, tmp_path):
    path = tmp_path / "wire.jsonl"
    with path.open("wb") as stream:
        stream.write(b'{"title":"Before the long line"}\n{"title":"')
        stream.seek(200_000_000, 1)
        stream.write(b'"}\n{"title":"After the long line"}\n')
    before = held(home)
    ended = subprocess.run(
        [sys.executable, "-c", PEAK, *command(home, "add", path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert sentence(ended, 65) == (
        f"{path}: line 2: longer than 16 MB: one article a line is wanted"
    )
    added = {id_: article for id_, article in held(home).items() if id_ not in before}
    assert sorted(article["headline"] for article in added.values()) == [
        "After the long line",
        "Before the long line",
    ]
    assert int(ended.stdout.split()[-1]) < 400_000
