"""Gzip reader for web archives: many members, some truncated, damaged or bombs."""

import zlib
from collections.abc import Iterator

from archive.formats.web_archive.packed_members import (
    KEPT_BYTES,
    PIECE_BYTES,
    TRIED_OUTPUT_BYTES,
    DamagedMember,
    MemberReader,
    begins_record,
)
from archive.model.text import one_line

GZIP_MAGIC = b"\x1f\x8b\x08"

_GZIP_BITS = 16 + zlib.MAX_WBITS
_FED_BYTES = 8_192
_STEP_BYTES = 64
_FIRST_BYTES = 12
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


class GzipReader(MemberReader):
    """Reader of gzip members (RFC 1952)."""

    magic = GZIP_MAGIC
    coding = "gzip"

    def _member(self) -> Iterator[bytes]:
        """Decompress one member; if it is damaged, find the next before reporting the break."""
        inflater = Inflater()
        start = self._input.offset
        fed = 0
        while not inflater.ended:
            if fed == len(self._input.packed) and not self._input.read():
                self._go_back(start, fed)
                raise EOFError
            packed = bytes(self._input.packed[fed : fed + _FED_BYTES])
            fed += len(packed)
            try:
                for piece in inflater.pieces(packed):
                    self._count(len(piece))
                    yield piece
            except zlib.error as error:
                self._go_back(start, fed - inflater.unread_bytes)
                raise DamagedMember(one_line(str(error))) from error
            if fed > 2 * KEPT_BYTES:
                self._input.drop(fed - KEPT_BYTES)
                fed = KEPT_BYTES
        self._input.drop(fed - len(inflater.unused))

    def _is_member(self, packed: bytes) -> bool:
        """Whether compressed bytes begin a member, and do not only look like one.

        One whose content begins as a record does is a member, even if its end is damaged.
        """
        if len(packed) < 4 or packed[3] & _RESERVED_FLAGS:
            return False
        inflater = zlib.decompressobj(_GZIP_BITS)
        try:
            first = inflater.decompress(packed, _FIRST_BYTES)
            return begins_record(first) or bool(
                first and inflater.decompress(inflater.unconsumed_tail, TRIED_OUTPUT_BYTES)
            )
        except zlib.error:
            return False
