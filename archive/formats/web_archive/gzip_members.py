"""Gzip reader for web archives: many members, some truncated, damaged or bombs."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from archive.formats.container.limits import FREE_BYTES, LARGEST_RATIO, PACKED_FAULTS
from archive.model.text import one_line

PIECE_BYTES = 65_536
GZIP_MAGIC = b"\x1f\x8b\x08"

_GZIP_BITS = 16 + zlib.MAX_WBITS
_FED_BYTES = 8_192
_STEP_BYTES = 64
# The distance before a fault within which the next member is sought: a damaged one may have been
# unpacked beyond its own end before it showed.
_KEPT_BYTES = 1_000_000
# As much of what may be a member as is tried, and as must come out of it.
_TRIED_BYTES, _TRIED_OUTPUT_BYTES = 4_096, 512
_FIRST_BYTES = 12
_BEGINNING = re.compile(rb"WARC/[01]|(?:https?|ftp|dns|filedesc):")
_RESERVED_FLAGS = 0xE0


class Inflater:
    """Incremental decompressor of one deflate stream; `window_bits` as in zlib."""

    def __init__(self, window_bits: int = _GZIP_BITS) -> None:
        self._inflater = zlib.decompressobj(window_bits)
        self._unread_bytes = 0

    @property
    def ended(self) -> bool:
        """Whether the end of the stream was reached and its checksum is right."""
        return self._inflater.eof

    @property
    def unused(self) -> bytes:
        """The bytes that were fed after the end of the stream."""
        return self._inflater.unused_data

    @property
    def unread_bytes(self) -> int:
        """The least number of fed bytes that come after the damage."""
        return self._unread_bytes

    def pieces(self, packed: bytes) -> Iterator[bytes]:
        """Decompress the next bytes, in pieces of at most `PIECE_BYTES`.

        Raises `zlib.error` at damage, after all output before it but at most one byte.
        """
        piece = b""
        while not self.ended and (packed or len(piece) == PIECE_BYTES):
            before = self._inflater.copy()
            try:
                piece = self._inflater.decompress(packed, PIECE_BYTES)
            except zlib.error:
                self._inflater = before
                yield from self._pieces_up_to_fault(packed)
                return
            packed = self._inflater.unconsumed_tail
            if piece:
                yield piece

    def _pieces_up_to_fault(self, packed: bytes) -> Iterator[bytes]:
        """Decompress the bytes before the damage, whose own call returns nothing."""
        for begin in range(0, len(packed), _STEP_BYTES):
            step = packed[begin : begin + _STEP_BYTES]
            before = self._inflater.copy()
            try:
                yield self._inflater.decompress(step)
            except zlib.error:
                self._unread_bytes = len(packed) - begin - len(step)
                while byte := before.decompress(step, 1):
                    step = before.unconsumed_tail
                    yield byte
                raise


@dataclass(frozen=True, slots=True)
class GzipMember:
    """Marker before the content of a gzip member: the member's offset in the file."""

    offset: int


@dataclass(frozen=True, slots=True)
class DataBreak:
    """Marker of missing bytes; `inside` a member, the bytes before it may be wrong too."""

    reason: str
    inside: bool


class GzipReader:
    """Reader of a plain or gzipped stream, which reports the breaks in it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._failure = ""
        self._packed = bytearray()
        self._offset = 0
        self._taken_bytes = 0
        self._given_bytes = 0
        self._gone_back_bytes = 0

    @property
    def taken_bytes(self) -> int:
        """The number of bytes read from the stream."""
        return self._taken_bytes

    def pieces(self) -> Iterator[bytes | GzipMember | DataBreak]:
        """Content in order, with markers; after a `DataBreak` the next readable member."""
        while len(self._packed) < len(GZIP_MAGIC) and self._read():
            pass
        if self._packed.startswith(GZIP_MAGIC):
            yield from self._members()
        else:
            yield from self._plain()
        if self._failure:
            yield DataBreak(self._failure, inside=False)

    def _plain(self) -> Iterator[bytes]:
        while self._packed or self._read():
            piece = bytes(self._packed)
            self._drop(len(piece))
            yield piece

    def _members(self) -> Iterator[bytes | GzipMember | DataBreak]:
        while self._skip_padding():
            if not self._packed.startswith(GZIP_MAGIC):
                yield DataBreak("what follows is no gzip data", inside=False)
                self._seek(0)
                continue
            yield GzipMember(self._offset)
            try:
                yield from self._member()
            except zlib.error as error:
                yield DataBreak(f"its gzip data is damaged ({one_line(str(error))})", inside=True)
            except EOFError as error:
                # A failure of reading is reported at the end.
                if not self._failure:
                    yield DataBreak(str(error), inside=True)
            except OverflowError as error:
                yield DataBreak(str(error), inside=True)
                return

    def _member(self) -> Iterator[bytes]:
        """Decompress one member; if it is damaged, find the next before reporting the break."""
        inflater = Inflater()
        start = self._offset
        fed = 0
        while not inflater.ended:
            if fed == len(self._packed) and not self._read():
                self._go_back(start, fed)
                raise EOFError("its gzip data breaks off")
            packed = bytes(self._packed[fed : fed + _FED_BYTES])
            fed += len(packed)
            try:
                for piece in inflater.pieces(packed):
                    self._count(len(piece))
                    yield piece
            except zlib.error:
                self._go_back(start, fed - inflater.unread_bytes)
                raise
            if fed > 2 * _KEPT_BYTES:
                self._drop(fed - _KEPT_BYTES)
                fed = _KEPT_BYTES
        self._drop(fed - len(inflater.unused))

    def _go_back(self, member_start: int, used: int) -> None:
        """Move to the next member that begins after the start of this one.

        However members are nested, bytes are scanned again only as often as they were read.
        """
        first = max(member_start + 1 - self._offset, 0)
        self._gone_back_bytes += max(used - first, 0)
        if self._gone_back_bytes > 2 * self._taken_bytes + _KEPT_BYTES:
            first = max(first, used)
        self._seek(first)

    def _seek(self, first: int) -> None:
        """Move to the first member from an offset on that can be decompressed, or to the end."""
        while True:
            found = self._packed.find(GZIP_MAGIC, first)
            if found < 0:
                first = max(first, len(self._packed) - len(GZIP_MAGIC) + 1)
                self._drop(first)
                first = 0
                if not self._read():
                    self._drop(len(self._packed))
                    return
                continue
            while len(self._packed) < found + _TRIED_BYTES and self._read():
                pass
            if _is_member(bytes(self._packed[found : found + _TRIED_BYTES])):
                self._drop(found)
                return
            first = found + 1

    def _skip_padding(self) -> bool:
        """Skip the zeros that tapes and disks pad with; whether more follows."""
        while self._packed or self._read():
            if self._packed[0] == 0:
                self._drop(len(self._packed) - len(self._packed.lstrip(b"\0")))
                continue
            while len(self._packed) < len(GZIP_MAGIC) and self._read():
                pass
            return True
        return False

    def _count(self, size_bytes: int) -> None:
        self._given_bytes += size_bytes
        if self._given_bytes > FREE_BYTES + LARGEST_RATIO * self._taken_bytes:
            raise OverflowError(
                f"it unpacks to more than {LARGEST_RATIO} times its size, as no pages do, and its "
                "rest is not read"
            )

    def _read(self) -> bool:
        """Read more of the stream; whether there was more."""
        if self._failure:
            return False
        try:
            chunk = self._stream.read(PIECE_BYTES)
        except PACKED_FAULTS as error:
            self._failure = f"it cannot be read on ({one_line(str(error))})"
            return False
        self._packed += chunk
        self._taken_bytes += len(chunk)
        return bool(chunk)

    def _drop(self, count: int) -> None:
        del self._packed[:count]
        self._offset += count


def _is_member(packed: bytes) -> bool:
    """Whether compressed bytes begin a member, and do not only look like one.

    One whose content begins as a record does is a member, even if its end is damaged.
    """
    if len(packed) < 4 or packed[3] & _RESERVED_FLAGS:
        return False
    inflater = zlib.decompressobj(_GZIP_BITS)
    try:
        first = inflater.decompress(packed, _FIRST_BYTES)
        return _BEGINNING.match(first) is not None or bool(
            first and inflater.decompress(inflater.unconsumed_tail, _TRIED_OUTPUT_BYTES)
        )
    except zlib.error:
        return False
