"""Spooling: copies of streams in temporary files, as formats seek in what they read."""

import os
import select
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile, gettempdir
from typing import BinaryIO

from archive.errors import SourceError, system_errors_named
from archive.ingest.files import shown

# How long a pipe may keep silent: before its first byte, and between two.
FIRST_BYTE_S = 10.0
SILENCE_S = 60.0
_CHUNK_BYTES = 1_000_000


@contextmanager
def spooled_stream(name: str, stream: BinaryIO) -> Generator[Path]:
    """Temporary copy of a stream, read to its end; `SourceError` where that fails."""

    def chunks() -> Iterator[bytes]:
        while chunk := stream.read(_CHUNK_BYTES):
            yield chunk

    with _spooled(name, chunks()) as copy:
        yield copy


@contextmanager
def spooled_pipe(pipe: Path) -> Generator[Path]:
    """Temporary copy of all that is written into a named pipe; `SourceError` where that fails.

    Never waits for a writer that does not come, or goes silent.
    """
    with _spooled(shown(pipe), _written_into(pipe)) as copy:
        yield copy


def _written_into(pipe: Path) -> Iterator[bytes]:
    # Without O_NONBLOCK, opening waits for a writer, however long that takes.
    descriptor = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        poll = select.poll()
        poll.register(descriptor, select.POLLIN)
        patience_s = FIRST_BYTE_S
        while True:
            if not poll.poll(patience_s * 1000):
                raise SourceError(
                    f"{shown(pipe)}: nothing was written into this pipe for {patience_s:g} s: "
                    "start what writes into it, or write a file and add that"
                )
            try:
                chunk = os.read(descriptor, _CHUNK_BYTES)
            except BlockingIOError:
                continue
            if not chunk:
                return
            yield chunk
            patience_s = SILENCE_S
    finally:
        os.close(descriptor)


@contextmanager
def _spooled(name: str, chunks: Iterator[bytes]) -> Generator[Path]:
    with NamedTemporaryFile(prefix="backfile-") as copy:
        try:
            for chunk in chunks:
                with system_errors_named(Path(gettempdir())):
                    copy.write(chunk)
        except OSError as error:
            raise SourceError(
                f"{name}: {error.strerror}: check what it is, or give a file"
            ) from error
        with system_errors_named(Path(gettempdir())):
            copy.flush()
        yield Path(copy.name)
