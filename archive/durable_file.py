"""Atomic, durable replacement of a file."""

import os
from contextlib import suppress
from pathlib import Path


def replace_file(path: Path, text: str) -> None:
    """Replace a file's content by `text` in UTF-8, atomically: after a crash it is old or new.

    Writes a temporary file, flushes it, renames it over `path`, then flushes the folder, without
    which the rename may be lost in a crash (Pillai et al., "All File Systems Are Not Created
    Equal", OSDI 2014). Raises `OSError`, and leaves the old content.
    """
    content, aside = text.encode(), path.with_name(f"{path.name}.new")
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
    """Flush a file, or a folder's entries, to the disk (fsync); raises `OSError`."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
