"""Tar reader (POSIX ustar and pax, GNU), also within gzip, bzip2 or xz.

`tarfile` takes damage for the end, and holds headers of any size in memory; so it only parses
single headers here.
"""

import bz2
import gzip
import io
import lzma
import re
import tarfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO, cast

from archive.errors import SourceError
from archive.formats.container.limits import (
    MOST_MEMBERS,
    PACKED_FAULTS,
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
from archive.formats.format import HEAD_BYTES
from archive.model.document import Source, Unreadable
from archive.model.text import one_line

_BLOCK_BYTES = 512
_CHUNK_BYTES = 64 * 1024
# A name with its facts; what is longer was made to harm.
_LONGEST_EXTENSION_BYTES = 64_000
_GZIP, _BZIP2, _XZ = b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00"
# liblzma asks for as much as the file says it needs; its strongest preset needs 65 MB.
_MOST_XZ_MEMORY_BYTES = 256_000_000
_PAX_RECORD = re.compile(rb"(\d{1,7}) ")
_IS_FILE = frozenset({tarfile.REGTYPE, tarfile.AREGTYPE, tarfile.CONTTYPE})


class TarPackage:
    """Tar files, plain or compressed by gzip, bzip2 or xz: a container of files of any format."""

    media_types = ("application/x-tar", "application/x-gtar")
    suffixes = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tbz", ".tar.xz", ".txz")

    def recognizes(self, head: bytes) -> bool:
        """Whether the bytes, decompressed if need be, begin with a tar header."""
        return _is_header(_unpacked_head(head)[:_BLOCK_BYTES])

    def unpack(self, source: Source) -> Iterator[Source | Unreadable]:
        """Each member as a stream, in order; after damage the next header is searched for.

        Raises `SourceError` where there is no member at all.
        """
        allowance = Allowance()
        tape = _BlockReader(_opened(source.stream, allowance), allowance)
        found = 0
        damage_before: Unreadable | None = None
        try:
            for header in _headers(source, tape):
                if isinstance(header, Unreadable):
                    if found:
                        yield header
                    else:
                        damage_before = header
                    continue
                found += 1
                if found == 1 and damage_before:
                    yield damage_before
                if found > MOST_MEMBERS:
                    yield Unreadable(
                        f"{source.name}: more than {MOST_MEMBERS} files inside: those after are "
                        "not read; pack them as several tars",
                        source.name,
                    )
                    return
                yield from _member(source, header, tape)
                tape.pass_over()
        except PACKED_FAULTS as error:
            if allowance.is_spent:
                yield bomb(source)
                return
            reason = one_line(str(error))
            if not found:
                raise SourceError(
                    f"{source.name}: no tar file that can be read ({reason}): get a whole copy"
                ) from error
            yield Unreadable(
                f"{source.name}: cannot be read to its end ({reason}): what came before is kept; "
                "get a whole copy and add it again",
                source.name,
            )
        if not found:
            raise SourceError(f"{source.name}: no tar file, or an empty one: nothing to add")


def _member(
    source: Source, header: tarfile.TarInfo, tape: "_BlockReader"
) -> Iterator[Source | Unreadable]:
    stated = header.name
    if header.type == tarfile.GNUTYPE_SPARSE:
        yield unreadable(source, stated, "a sparse file, no article: unpack it by other means")
    elif header.type not in _IS_FILE or stated.endswith("/") or is_passed_over(stated):
        return
    elif reason := fault_of_name(stated):
        yield misnamed(source, stated, reason)
    else:
        stream = MemberStream(tape.read_member).buffered()
        yield Source(f"{source.name}/{member_name(stated)}", stream, source.mapping)


class _BlockReader:
    """Reader of 512-byte blocks, and of the current member's content."""

    def __init__(self, stream: BinaryIO, allowance: Allowance) -> None:
        self._stream = stream
        self._allowance = allowance
        self._left_bytes = 0
        self._padding_bytes = 0

    def block(self) -> bytes:
        """The next block, b"" at the end; raises `EOFError` where the file ends inside it."""
        block = self._read(_BLOCK_BYTES)
        if 0 < len(block) < _BLOCK_BYTES:
            raise EOFError("the file ends in the midst of a block")
        return block

    def begin(self, size_bytes: int) -> None:
        """Start a member of so many bytes."""
        self._left_bytes = size_bytes
        self._padding_bytes = -size_bytes % _BLOCK_BYTES

    def read_member(self, size_bytes: int) -> bytes:
        """The next bytes of the current member, b"" at its end."""
        content = self._stream.read(min(size_bytes, self._left_bytes))
        if not content and self._left_bytes:
            raise EOFError("the file ends in the midst of it")
        self._left_bytes -= len(content)
        self._allowance.spend(len(content))
        return content

    def pass_over(self) -> None:
        """Skip the rest of the current member and its padding."""
        while self._left_bytes:
            self.read_member(_CHUNK_BYTES)
        self._read(self._padding_bytes)
        self._padding_bytes = 0

    def _read(self, size_bytes: int) -> bytes:
        content = b""
        while len(content) < size_bytes and (chunk := self._stream.read(size_bytes - len(content))):
            content += chunk
        self._allowance.spend(len(content))
        return content


def _headers(source: Source, tape: _BlockReader) -> Iterator[tarfile.TarInfo | Unreadable]:
    """Member headers, extensions applied; after each the reader is at the member's content."""
    stated: dict[str, str] = {}
    names = NameDecoder()
    lost = False
    while block := tape.block():
        if not block.strip(b"\0"):
            # Two such blocks end the file, but tars are also put one behind the other.
            continue
        header = _header(block)
        if header is None:
            if not lost:
                yield Unreadable(
                    f"{source.name}: damaged: what could be found in it is kept; "
                    "get a whole copy and add it again",
                    source.name,
                )
            lost = True
            continue
        lost = False
        if header.type in {tarfile.GNUTYPE_LONGNAME, tarfile.XHDTYPE, tarfile.SOLARIS_XHDTYPE}:
            stated |= _extension(header, tape, names)
        elif header.type in {tarfile.GNUTYPE_LONGLINK, tarfile.XGLTYPE}:
            tape.begin(header.size)
            tape.pass_over()
        else:
            header.name = names.decode(header.name.encode("utf-8", "surrogateescape"))
            yield _as_stated(header, stated, block, tape)
            stated = {}


def _as_stated(
    header: tarfile.TarInfo, stated: dict[str, str], block: bytes, tape: _BlockReader
) -> tarfile.TarInfo:
    """Apply the extension headers before a member to its name and size."""
    header.name = stated.get("path", header.name)
    if any(fact.startswith("GNU.sparse.") for fact in stated):
        header.type = tarfile.GNUTYPE_SPARSE
    elif header.type == tarfile.GNUTYPE_SPARSE:
        is_extended, at = block[482], 504
        while is_extended and (block := tape.block()):
            is_extended = block[at]
    size = stated.get("size", "")
    if size.isascii() and size.isdigit() and len(size) < 20:
        header.size = int(size)
    has_bytes = header.type in _IS_FILE or header.type == tarfile.GNUTYPE_SPARSE
    tape.begin(max(header.size, 0) if has_bytes else 0)
    return header


def _extension(header: tarfile.TarInfo, tape: _BlockReader, names: NameDecoder) -> dict[str, str]:
    """The facts that an extension header states of the next member: "path", "size" and others."""
    tape.begin(max(header.size, 0))
    if header.size > _LONGEST_EXTENSION_BYTES:
        tape.pass_over()
        return {}
    content = b""
    while chunk := tape.read_member(_CHUNK_BYTES):
        content += chunk
    tape.pass_over()
    if header.type == tarfile.GNUTYPE_LONGNAME:
        return {"path": names.decode(content.partition(b"\0")[0])}
    facts: dict[str, str] = {}
    at = 0
    while match := _PAX_RECORD.match(content, at):
        record = content[match.end() : at + int(match[1])]
        name, _, value = record.rstrip(b"\n").partition(b"=")
        facts[name.decode("utf-8", "replace")] = names.decode(value)
        at += max(int(match[1]), len(match[0]))
    return facts


def _header(block: bytes) -> tarfile.TarInfo | None:
    try:
        header = tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
    except (tarfile.HeaderError, *PACKED_FAULTS):
        return None
    return header


def _is_header(block: bytes) -> bool:
    return len(block) == _BLOCK_BYTES and _header(block) is not None


def _unpacked_head(head: bytes) -> bytes:
    """The beginning of a file, decompressed as far as it goes."""
    try:
        if head.startswith(_GZIP):
            return zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(head, HEAD_BYTES)
        if head.startswith(_BZIP2):
            return bz2.BZ2Decompressor().decompress(head, HEAD_BYTES)
        if head.startswith(_XZ):
            return _xz().decompress(head, HEAD_BYTES)
    except PACKED_FAULTS:
        return b""
    return head


def _opened(stream: BinaryIO, allowance: Allowance) -> BinaryIO:
    """The stream, decompressed as its first bytes say."""
    counted = io.BufferedReader(_CountingStream(stream, allowance), _CHUNK_BYTES)
    head = counted.peek(len(_XZ))[: len(_XZ)]
    if head.startswith(_GZIP):
        return cast("BinaryIO", gzip.GzipFile(fileobj=counted))
    if head.startswith(_BZIP2):
        return cast("BinaryIO", bz2.BZ2File(counted))
    if head.startswith(_XZ):
        return cast(
            "BinaryIO", io.BufferedReader(_XzStream(cast("BinaryIO", counted)), _CHUNK_BYTES)
        )
    return cast("BinaryIO", counted)


def _xz() -> lzma.LZMADecompressor:
    return lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_MOST_XZ_MEMORY_BYTES)


class _CountingStream(io.RawIOBase):
    """Stream that counts the bytes read from it."""

    def __init__(self, stream: BinaryIO, allowance: Allowance) -> None:
        super().__init__()
        self._stream = stream
        self._allowance = allowance

    def readable(self) -> bool:
        """True."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # pyright: ignore[reportIncompatibleMethodOverride] - typeshed's buffers are wider
        """Fill the buffer with the next bytes; returns their number, 0 at the end."""
        content = self._stream.read(len(buffer))
        self._allowance.packed_bytes += len(content)
        buffer[: len(content)] = content
        return len(content)


class _XzStream(io.RawIOBase):
    """Xz decompressor in bounded memory, which `lzma.LZMAFile` does not offer."""

    def __init__(self, packed: BinaryIO) -> None:
        super().__init__()
        self._packed = packed
        self._decompressor = _xz()

    def readable(self) -> bool:
        """True."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # pyright: ignore[reportIncompatibleMethodOverride] - typeshed's buffers are wider
        """Fill the buffer with the next bytes; returns their number, 0 at the end."""
        content = b""
        while not content and not self._decompressor.eof:
            packed = self._packed.read(_CHUNK_BYTES) if self._decompressor.needs_input else b""
            if self._decompressor.needs_input and not packed:
                raise EOFError("the file ends before its packing does")
            content = self._decompressor.decompress(packed, len(buffer))
        buffer[: len(content)] = content
        return len(content)
