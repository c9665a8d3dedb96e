"""What the operating system says of the archive's files, in our words."""

import errno
from pathlib import Path

import pytest

from archive.errors import BackfileError, from_system, system_errors_named

HOME = Path("/news/home")
OWNER = "check who owns it, or choose another --home"


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "the disk is full: free some room and run the command again"),
        (errno.EDQUOT, "the disk is full: free some room and run the command again"),
        (errno.EACCES, f"it cannot be used (Permission denied): {OWNER}"),
        (errno.EPERM, f"it cannot be used (Operation not permitted): {OWNER}"),
        (errno.EROFS, f"it cannot be used (Read-only file system): {OWNER}"),
    ],
)
def test_what_the_system_refuses_is_said_with_the_repair(number: int, sentence: str):
    assert str(from_system(HOME, number)) == f"/news/home: {sentence}"


@pytest.mark.parametrize("number", [0, errno.EIO, errno.ENOENT, errno.EISDIR])
def test_all_else_is_for_who_asked_to_say(number: int):
    assert from_system(HOME, number) is None


@pytest.mark.parametrize(
    ("error", "sentence", "exit_code"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "the disk is full: sweep the disk", 74),
        (OSError(errno.EIO, "Input/output error"), "cannot be used (Input/output error)", 73),
        (OSError("the tape is torn"), "cannot be used (OSError)", 73),
    ],
)
def test_whoever_writes_is_told_of_any_error(error: OSError, sentence: str, exit_code: int):
    with pytest.raises(BackfileError) as told, system_errors_named(HOME, "sweep the disk"):
        raise error
    assert sentence in str(told.value)
    assert told.value.exit_code == exit_code
    assert told.value.__cause__ is error


def test_what_is_no_error_of_the_system_passes():
    with pytest.raises(KeyError), system_errors_named(HOME):
        raise KeyError("a")
