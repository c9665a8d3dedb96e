"""A file that was named for what a command makes, a pipe, and what cannot be written."""

import os
from pathlib import Path
from threading import Thread

import pytest

from archive.errors import DiskFullError, OutputError
from archive.export.output_file import write_output


def test_a_pipe_is_written_into_and_stays_one(tmp_path: Path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = Thread(target=lambda: read.append(pipe.read_text("utf-8")))
    reader.start()
    write_output(pipe, "평양\n")
    reader.join()
    assert read == ["평양\n"]
    assert pipe.is_fifo()


def test_what_a_link_names_is_written_and_the_link_stays(tmp_path: Path):
    (tmp_path / "link").symlink_to(tmp_path / "file")
    write_output(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "file").read_text() == "new"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "it cannot be written (Is a directory)"),
        ("none/receipt.json", "it cannot be written (No such file or directory)"),
        ("x" * 300, "it cannot be written (File name too long)"),
    ],
)
def test_an_output_that_cannot_be_written_is_named(tmp_path: Path, name: str, sentence: str):
    with pytest.raises(OutputError) as error:
        write_output(tmp_path / name, "text")
    assert str(error.value) == (
        f"{tmp_path / name}: {sentence}: check its folder and who owns it, or choose another "
        "--output"
    )


def test_a_full_device_is_named():
    with pytest.raises(DiskFullError, match="/dev/full: the disk is full"):
        write_output(Path("/dev/full"), "text")
    assert Path("/dev/full").is_char_device()
