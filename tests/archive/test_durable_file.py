"""A file that is replaced, whatever goes wrong at whatever step."""

import errno
import os
from pathlib import Path
from typing import IO, Any

import pytest

from archive.durable_file import flush, replace_file


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is done to the disk, in order: each flush with what it flushes, and the replacing."""
    taken: list[str] = []
    flush_for_good, put_in_place = os.fsync, Path.replace

    def note_flush(descriptor: int) -> None:
        taken.append(f"flush {Path(f'/proc/self/fd/{descriptor}').readlink().name}")
        flush_for_good(descriptor)

    def note_replacing(path: Path, target: Path) -> Path:
        taken.append(f"{path.name} takes the place of {target.name}")
        return put_in_place(path, target)

    monkeypatch.setattr(os, "fsync", note_flush)
    monkeypatch.setattr(Path, "replace", note_replacing)
    return taken


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_file_says_what_it_is_to_say_and_nothing_is_left_beside_it(tmp_path: Path):
    for text in ("old\n", "new\r\n", "", "평양"):
        replace_file(tmp_path / "names.toml", text)
        assert contents(tmp_path) == {"names.toml": text.encode()}


def test_what_is_written_is_on_the_disk_before_it_takes_the_name(tmp_path: Path, steps: list[str]):
    replace_file(tmp_path / "CURRENT", "g-000001\n")
    assert steps == [
        "flush CURRENT.new",
        "CURRENT.new takes the place of CURRENT",
        f"flush {tmp_path.name}",
    ]


def test_a_folder_or_a_file_is_flushed(tmp_path: Path, steps: list[str]):
    (tmp_path / "a.toc").touch()
    flush(tmp_path)
    flush(tmp_path / "a.toc")
    assert steps == [f"flush {tmp_path.name}", "flush a.toc"]


@pytest.mark.parametrize("at", ["open", "write", "fsync", "replace"])
def test_a_fault_at_any_step_leaves_the_old_file_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str
):
    replace_file(tmp_path / "CURRENT", "g-000001\n")

    def fail(*_arguments: object, **_keywords: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def open_full(_path: Path, mode: str) -> IO[Any]:
        return open("/dev/full", mode)  # noqa: PTH123 - `Path.open` is what is replaced

    faults = {
        "open": lambda: monkeypatch.setattr(Path, "open", fail),
        "write": lambda: monkeypatch.setattr(Path, "open", open_full),
        "fsync": lambda: monkeypatch.setattr(os, "fsync", fail),
        "replace": lambda: monkeypatch.setattr(Path, "replace", fail),
    }
    faults[at]()
    with pytest.raises(OSError, match="No space left on device"):
        replace_file(tmp_path / "CURRENT", "g-000002\n")
    monkeypatch.undo()
    assert contents(tmp_path) == {"CURRENT": b"g-000001\n"}


def test_a_power_cut_before_the_name_is_taken_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    replace_file(tmp_path / "CURRENT", "g-000001\n")

    def lose_power(_descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", lose_power)
    with pytest.raises(KeyboardInterrupt):
        replace_file(tmp_path / "CURRENT", "g-000002\n")
    monkeypatch.undo()
    assert (tmp_path / "CURRENT").read_bytes() == b"g-000001\n"
    replace_file(tmp_path / "CURRENT", "g-000003\n")
    assert contents(tmp_path) == {"CURRENT": b"g-000003\n"}


def test_text_that_cannot_be_written_touches_nothing(tmp_path: Path):
    replace_file(tmp_path / "CURRENT", "g-000001\n")
    with pytest.raises(UnicodeEncodeError):
        replace_file(tmp_path / "CURRENT", "\ud800")
    assert contents(tmp_path) == {"CURRENT": b"g-000001\n"}


def test_nobodys_file_of_a_like_name_is_touched(tmp_path: Path):
    (tmp_path / "names.new").write_text("mine")
    replace_file(tmp_path / "names.toml", "Ida\n")
    assert contents(tmp_path) == {"names.toml": b"Ida\n", "names.new": b"mine"}
