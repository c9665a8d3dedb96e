"""Recovery of members from a truncated zip, which has lost its central directory."""

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from archive.errors import SourceError
from archive.formats.container.limits import (
    Allowance,
    MemberStream,
    bomb,
    fault_of_name,
    is_passed_over,
    member_name,
    misnamed,
    unreadable,
)
from archive.formats.container.member_names import NameDecoder
from archive.model.document import Source, Unreadable

# APPNOTE.TXT 4.3.7: signature, version, flags, method, time, date, CRC, sizes, lengths.
LOCAL_HEADER = struct.Struct("<4sHHHHHLLLHH")
_HEADER_OR_DIRECTORY = re.compile(rb"PK(?:\x03\x04|\x01\x02)")
_STORED, _DEFLATED = 0, 8
# Ways of packing that programs have used; what claims another is no header.
_METHODS = frozenset({_STORED, 1, 6, _DEFLATED, 9, 12, 14, 93, 95, 98, 99})
_ENCRYPTED, _SIZES_FOLLOW = 0x1, 0x8
_CHUNK_BYTES = 64 * 1024
# Longer than any computer allows a name to be.
_LONGEST_NAME_BYTES = 4_096
# Most members are small, and what follows them is read again.
_FIRST_CHUNK_BYTES = 512


@dataclass(frozen=True, slots=True)
class _Header:
    """Local file header: a member's metadata, and the offset of its content."""

    name: str
    flags: int
    method: int
    size_bytes: int
    start: int

    @property
    def fault(self) -> str | None:
        """The reason why the member cannot be read by itself, None where it can."""
        if self.flags & _ENCRYPTED:
            return "encrypted"
        if self.method == _STORED and self.flags & _SIZES_FOLLOW:
            return "its size stood at the zip's end"
        if self.method not in {_STORED, _DEFLATED}:
            return "packed in a way that is not read from half a zip"
        return None


def remains(source: Source, stream: BinaryIO, reason: str) -> Iterator[Source | Unreadable]:
    """The members that can be read by their local headers, then the notice of the damage.

    Raises `SourceError` where there is none.
    """
    allowance, names = Allowance(), NameDecoder()
    found = 0
    start = _next_header(stream, 0)
    while start is not None:
        header = _header(stream, start, names)
        end = start + len(b"PK\x03\x04")
        if header is not None and not header.name.endswith("/"):
            found += 1
            if is_passed_over(header.name):
                pass
            elif reason_of_name := fault_of_name(header.name):
                yield misnamed(source, header.name, reason_of_name)
            elif header.fault:
                yield unreadable(source, header.name, f"{header.fault}: get a whole copy")
            else:
                member = _RecoveredMember(stream, header, allowance)
                yield Source(
                    f"{source.name}/{member_name(header.name)}",
                    MemberStream(allowance.metered(member.read)).buffered(),
                    source.mapping,
                )
                end = member.end()
        if allowance.is_spent:
            yield bomb(source)
            return
        start = _next_header(stream, end)
    if not found:
        raise SourceError(f"{source.name}: no zip, or half of one ({reason}): get a whole copy")
    yield Unreadable(
        f"{source.name}: damaged ({reason}): what could be found in it is kept; "
        "get a whole copy and add it again",
        source.name,
    )


class _RecoveredMember:
    """Reader of one member's content at an offset."""

    def __init__(self, stream: BinaryIO, header: _Header, allowance: Allowance) -> None:
        self._stream = stream
        self._header = header
        self._allowance = allowance
        self._at = header.start
        self._inflate = zlib.decompressobj(-zlib.MAX_WBITS)
        self._pending = b""
        self._chunk_bytes = _FIRST_CHUNK_BYTES

    def read(self, size_bytes: int) -> bytes:
        """The next bytes, at most so many; b"" at the end."""
        if self._header.method == _STORED:
            left = self._header.start + self._header.size_bytes - self._at
            content = self._take(min(size_bytes, left))
            if not content and left:
                raise EOFError("the file ends in its midst")
            return content
        while not self._inflate.eof:
            packed = self._pending or self._take(self._chunk_bytes)
            self._chunk_bytes = min(2 * self._chunk_bytes, _CHUNK_BYTES)
            content = self._inflate.decompress(packed, size_bytes)
            self._pending = self._inflate.unconsumed_tail
            if content:
                return content
            if not packed:
                raise EOFError("the file ends in its midst")
        return b""

    def end(self) -> int:
        """The offset to go on at: behind a member that was read whole, else behind its header."""
        if self._header.method == _STORED:
            whole = self._at == self._header.start + self._header.size_bytes
            return self._at if whole else self._header.start
        if not self._inflate.eof:
            return self._header.start
        return self._at - len(self._inflate.unused_data)

    def _take(self, size_bytes: int) -> bytes:
        self._stream.seek(self._at)
        content = self._stream.read(size_bytes)
        self._at += len(content)
        self._allowance.packed_bytes = max(self._allowance.packed_bytes, self._at)
        # Bytes that are scanned again and again count as if they had come out.
        self._allowance.spend(len(content))
        return content


def _next_header(stream: BinaryIO, start: int) -> int | None:
    """The offset of the next member's header, None at the directory or the end."""
    stream.seek(start)
    kept = b""
    size_bytes = _FIRST_CHUNK_BYTES
    while chunk := stream.read(size_bytes):
        size_bytes = min(2 * size_bytes, _CHUNK_BYTES)
        window = kept + chunk
        if match := _HEADER_OR_DIRECTORY.search(window):
            at = start - len(kept) + match.start()
            return at if match[0].endswith(b"\x03\x04") else None
        start += len(chunk)
        kept = window[-3:]
    return None


def _header(stream: BinaryIO, start: int, names: NameDecoder) -> _Header | None:
    stream.seek(start)
    fixed = stream.read(LOCAL_HEADER.size)
    if len(fixed) < LOCAL_HEADER.size:
        return None
    _, _, flags, method, _, _, _, size_bytes, _, name_length, extra_length = LOCAL_HEADER.unpack(
        fixed
    )
    if method not in _METHODS:
        return None
    name = names.decode(stream.read(min(name_length, _LONGEST_NAME_BYTES)))
    data_start = start + LOCAL_HEADER.size + name_length + extra_length
    return _Header(name, flags, method, size_bytes, data_start)
