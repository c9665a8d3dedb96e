"""Checksums of an index's files.

Every segment file ends with a footer that has the CRC-32 of all before it. Tantivy does not
verify it on opening, and a damaged file may give wrong answers or crash the process. So each file
is verified here, again only after its size, time or inode has changed.
"""

import json
import mmap
import struct
import zlib
from pathlib import Path
from typing import Any

from indexer.engines.errors import damaged

META = "meta.json"
# The end of a file: a footer in JSON, then its length and a magic number, both of 32 bits.
_END = struct.Struct("<II")
_MAGIC = 1337
_CHUNK = 1 << 20

# Name, size in bytes, modification time in nanoseconds, inode.
_Stamp = tuple[str, int, int, int]
_verified: dict[Path, set[_Stamp]] = {}


def check_files(directory: Path) -> None:
    """Verify every file of the index; raises `IndexDamagedError` where one is damaged or gone.

    A writer may remove files meanwhile. It rewrites the list of segments first, so a missing file
    is only damage if the list has not changed.
    """
    while True:
        listed = _listed(directory)
        try:
            _check(directory, listed)
        except FileNotFoundError as error:
            if _listed(directory) == listed:
                raise damaged(directory, "a file is gone") from error
        else:
            return


def _listed(directory: Path) -> list[str]:
    """The names of the files of the index's segments, without extensions."""
    meta: Any = json.loads((directory / META).read_text("utf-8"))
    return [str(segment["segment_id"]).replace("-", "") for segment in meta["segments"]]


def _check(directory: Path, listed: list[str]) -> None:
    known = _verified.get(directory, set())
    checked: set[_Stamp] = set()
    for path in directory.iterdir():
        if path.stem.partition(".")[0] in listed:
            state = path.stat()
            stamp = (path.name, state.st_size, state.st_mtime_ns, state.st_ino)
            if stamp not in known and not _is_whole(path):
                raise damaged(directory, f"{path.name} is not as it was written")
            checked.add(stamp)
    _verified[directory] = checked


def _is_whole(path: Path) -> bool:
    if path.stat().st_size < _END.size:
        return False
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        length, magic = _END.unpack(content[-_END.size :])
        end = len(content) - _END.size - length
        if magic != _MAGIC or end < 0:
            return False
        crc = 0
        for start in range(0, end, _CHUNK):
            crc = zlib.crc32(content[start : min(start + _CHUNK, end)], crc)
        try:
            footer: Any = json.loads(content[end : -_END.size])
            return footer["crc"] == crc
        except (ValueError, TypeError, KeyError):
            return False
