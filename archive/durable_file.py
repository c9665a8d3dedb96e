"""A file that is put in the place of another in one step that survives a power cut."""

import os
from contextlib import suppress
from pathlib import Path


def replace_file(path: Path, text: str) -> None:
    """Let a file say this, in UTF-8: all of it or, if anything goes wrong, what it said before.

    The text is written aside and flushed, takes the file's name, and then its folder is flushed,
    without which the name may be the old file's again after a crash (Pillai et al., "All File
    Systems Are Not Created Equal", OSDI 2014). Raises `OSError`.
    """
    content, aside = text.encode(), path.with_suffix(".new")
    try:
        with aside.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        aside.replace(path)
    except OSError:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
        raise
    flush(path.parent)


def flush(path: Path) -> None:
    """See a file, or the names in a folder, onto the disk; raises `OSError`."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
