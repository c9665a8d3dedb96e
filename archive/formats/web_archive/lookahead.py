"""Lookahead buffer on decompressed bytes: peek, search, take."""

import re
from collections import deque
from collections.abc import Iterator
from typing import BinaryIO

from archive.formats.web_archive.gzip_members import GZIP_MAGIC, GzipReader
from archive.formats.web_archive.packed_members import DataBreak, PackedInput, PackedMember
from archive.formats.web_archive.zstd_frames import ZSTD_MAGIC, ZstdReader, is_zstd

# Left in front of what was not yet taken, so that a pattern sees the newline before it.
_BEHIND_BYTES = 1
_COMPACTED_BYTES = 1_000_000


class Lookahead:
    """Lookahead buffer on a decompressed stream, which ends at each break until `resume`."""

    def __init__(self, stream: BinaryIO) -> None:
        self._input = PackedInput(stream)
        self._pieces = _pieces(self._input)
        self._bytes = bytearray(b"\n")
        self._at = _BEHIND_BYTES
        self._position = 0
        self._members: deque[tuple[int, int]] = deque()
        self._ended = False
        self.broken: DataBreak | None = None

    @property
    def available(self) -> int:
        """The number of buffered bytes."""
        return len(self._bytes) - self._at

    @property
    def taken_bytes(self) -> int:
        """The number of bytes read from the stream itself."""
        return self._input.taken_bytes

    @property
    def place(self) -> str:
        """Position of the next byte for messages: "offset 512", or "offset 512 when unpacked"."""
        while len(self._members) > 1 and self._members[1][0] <= self._position:
            self._members.popleft()
        if not self._members:
            return f"offset {self._position}"
        unpacked, offset = self._members[0]
        if unpacked == self._position:
            return f"offset {offset}"
        return f"offset {self._position} when unpacked"

    def fill(self, wanted: int) -> int:
        """Buffer so many bytes; returns how many there are, fewer only at the end or a break."""
        while self.available < wanted and not self._ended and self.broken is None:
            match next(self._pieces, None):
                case None:
                    self._ended = True
                case PackedMember(offset):
                    self._members.append((self._position + self.available, offset))
                case DataBreak() as broken:
                    self.broken = broken
                case piece:
                    self._bytes += piece
        return min(wanted, self.available)

    def breaks_at(self, end: int) -> bool:
        """Whether the member that holds the byte before `end` broke right there."""
        if self.broken is None or not self.broken.inside or self.available > end:
            return False
        return not self._members or self._members[-1][0] < self._position + end

    def peek(self, count: int, begin: int = 0) -> bytes:
        """The next bytes from `begin` on, without taking them."""
        self.fill(begin + count)
        first = self._at + begin
        with memoryview(self._bytes) as held:
            return bytes(held[first : first + count])

    def search(self, pattern: re.Pattern[bytes], begin: int, end: int) -> tuple[int, int] | None:
        """Span of a pattern's first match, None for none; `begin` may be -1 to look behind."""
        match = pattern.search(self._bytes, self._at + begin, self._at + end)
        return match and (match.start() - self._at, match.end() - self._at)

    def take(self, count: int) -> bytes:
        """Take the next bytes, fewer where fewer are buffered."""
        taken = self.peek(count)
        self.skip(len(taken))
        return taken

    def skip(self, count: int) -> None:
        """Skip buffered bytes."""
        self._at += count
        self._position += count
        if self._at > _COMPACTED_BYTES and self._at * 2 > len(self._bytes):
            del self._bytes[: self._at - _BEHIND_BYTES]
            self._at = _BEHIND_BYTES

    def resume(self) -> None:
        """Go on behind a break."""
        self.broken = None


def _pieces(given: PackedInput) -> Iterator[bytes | PackedMember | DataBreak]:
    """The content of a plain or packed stream, with markers; a failure to read is the last."""
    given.fill(len(ZSTD_MAGIC))
    if given.packed.startswith(GZIP_MAGIC):
        yield from GzipReader(given).pieces()
    elif is_zstd(given.packed):
        yield from ZstdReader(given).pieces()
    else:
        yield from given.plain_pieces()
    if given.failure:
        yield DataBreak(given.failure, inside=False)
