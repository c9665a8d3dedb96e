"""A file that is gone on with, by one process at a time."""

import pytest

from archive.errors import BusyError
from archive.export.resumable_file import ResumableFile


def test_two_processes_do_not_write_one_file(tmp_path):
    path = tmp_path / "out"
    with ResumableFile(path, {"format": "csv"}) as file:
        file.write(b"one\n", "1")
        with pytest.raises(BusyError, match="another export is writing it"):
            ResumableFile(path, {"format": "csv"})
        file.write(b"two\n", "2")
    assert path.read_bytes() == b"one\ntwo\n"
    assert [each.name for each in tmp_path.iterdir()] == ["out"]
