"""Segment file format: named sections, then a directory of them, then a footer.

    BFS1  section  section  ...  directory  footer: its offset (u64), length and CRC-32 (u32)

The directory is JSON: name to offset, length and CRC-32. A section that is read in pieces has 0 for
its CRC-32, and a checksum for each piece elsewhere.
"""

import json
import mmap
import os
import struct
import zlib
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

from indexer.engines.whoosh.errors import DamageError

_MAGIC = b"BFS1"
_FOOTER = struct.Struct("<QII")


class SegmentFileWriter:
    """Context manager that writes a segment file, and flushes it to disk on exit without error."""

    def __init__(self, path: Path) -> None:
        self.stream: BinaryIO = path.open("wb")
        self._sections: dict[str, tuple[int, int, int]] = {}

    def __enter__(self) -> Self:
        self.stream.write(_MAGIC)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        try:
            if error is None:
                self._finish()
        finally:
            self.stream.close()

    def write(self, name: str, content: bytes) -> None:
        """Write a section that is read whole."""
        with self.section(name):
            self.stream.write(content)
        start, size, _ = self._sections[name]
        self._sections[name] = (start, size, zlib.crc32(content))

    @contextmanager
    def section(self, name: str) -> Generator[BinaryIO]:
        """The stream for a section that is read in pieces."""
        start = self.stream.tell()
        yield self.stream
        self._sections[name] = (start, self.stream.tell() - start, 0)

    def _finish(self) -> None:
        start = self.stream.tell()
        directory = json.dumps(self._sections).encode()
        self.stream.write(directory)
        self.stream.write(_FOOTER.pack(start, len(directory), zlib.crc32(directory)))
        self.stream.flush()
        os.fsync(self.stream.fileno())


class SegmentFile:
    """An open segment's file; it stays readable when it is deleted meanwhile."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as stream:
            self._map = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        try:
            self._sections = self._directory()
        except BaseException:
            self._map.close()
            raise

    def close(self) -> None:
        """Let the file go."""
        self._map.close()

    def names(self) -> list[str]:
        """The names of all sections."""
        return list(self._sections)

    def read(self, name: str) -> bytes:
        """A section as it was written; `DamageError` where that cannot be."""
        start, size, crc = self._sections[name]
        content = self._map[start : start + size]
        if zlib.crc32(content) != crc:
            raise DamageError(f"the section {name} is not as it was written")
        return content

    def read_piece(self, name: str, start: int, end: int) -> bytes:
        """Bytes of a section, whose checksum is the caller's to verify."""
        first, size, _ = self._sections[name]
        if not 0 <= start <= end <= size:
            raise DamageError(f"the section {name} has no bytes {start} to {end}")
        return self._map[first + start : first + end]

    def _directory(self) -> dict[str, Any]:
        size = len(self._map)
        if size < len(_MAGIC) + _FOOTER.size or self._map[: len(_MAGIC)] != _MAGIC:
            raise DamageError("no segment of an index")
        start, length, crc = _FOOTER.unpack(self._map[size - _FOOTER.size :])
        directory = self._map[start : size - _FOOTER.size]
        if length != len(directory) or zlib.crc32(directory) != crc:
            raise DamageError("the directory of a segment is not as it was written")
        return json.loads(directory)
