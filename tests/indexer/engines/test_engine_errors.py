"""Whatever goes wrong with an index, in our words."""

import errno
import os
from pathlib import Path

import pytest

from archive.errors import BackfileError, NotFoundError
from indexer.engines.errors import failures_named, locked

INDEX = Path("/news/index/g-000001")
ANEW = "no article is lost, run 'backfile rebuild' to make it anew"


def known(directory: Path, error: Exception) -> BackfileError | None:
    return locked(directory) if "lock" in str(error) else None


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (KeyError("postings"), f"the index is damaged (KeyError): {ANEW}"),
        (OSError("torn"), f"the index is damaged (OSError): {ANEW}"),
        (OSError(errno.EIO, "Input/output error"), f"the index is damaged (OSError): {ANEW}"),
        (
            OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)),
            "the disk is full: free some room, then run 'backfile update'",
        ),
        (
            OSError(errno.EACCES, os.strerror(errno.EACCES)),
            "it cannot be used (Permission denied): check who owns it, or choose another --home",
        ),
        (
            ValueError("the lock is held"),
            "another process is writing this index: try again when it is done",
        ),
        (
            MemoryError(),
            (
                "memory has run out, or the index is damaged: free some memory and try again, "
                "or run 'backfile rebuild' to make it anew"
            ),
        ),
    ],
    ids=repr,
)
def test_what_a_library_raises_is_said_with_the_repair(error: Exception, sentence: str):
    with pytest.raises(BackfileError) as told, failures_named(INDEX, known):
        raise error
    assert str(told.value) == f"{INDEX}: {sentence}"
    assert told.value.__cause__ is error


@pytest.mark.parametrize("error", [NotFoundError("no such article"), KeyboardInterrupt()], ids=repr)
def test_what_is_said_already_and_what_is_no_failure_pass(error: BaseException):
    with pytest.raises(type(error)) as told, failures_named(INDEX, known):
        raise error
    assert told.value is error
