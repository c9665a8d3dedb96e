"""Reader of packed members or plain bytes: what gzip and Zstandard files have in common."""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, ClassVar

from archive.formats.container.limits import FREE_BYTES, LARGEST_RATIO, PACKED_FAULTS
from archive.model.text import one_line

PIECE_BYTES = 65_536
# The distance before a fault within which the next member is sought: a damaged one may have been
# unpacked beyond its own end before it showed.
KEPT_BYTES = 1_000_000
# As much of what may be a member as is tried, and as must come out of it.
_TRIED_BYTES, TRIED_OUTPUT_BYTES = 4_096, 512
_BEGINNING = re.compile(rb"WARC/[01]|(?:https?|ftp|dns|filedesc):")


@dataclass(frozen=True, slots=True)
class PackedMember:
    """Marker before the content of a member: the member's offset in the file."""

    offset: int


@dataclass(frozen=True, slots=True)
class DataBreak:
    """Marker of missing bytes; `inside` a member, the bytes before it may be wrong too."""

    reason: str
    inside: bool


class DamagedMember(Exception):
    """Damage in a member; its message is the library's reason."""


def begins_record(content: bytes) -> bool:
    """Whether content begins as a record of a web archive does."""
    return _BEGINNING.match(content) is not None


class PackedInput:
    """Buffered input of packed bytes; a failure to read on is its end, with the reason."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.packed = bytearray()
        self.offset = 0
        self.taken_bytes = 0
        self.failure = ""

    def fill(self, wanted: int) -> bool:
        """Buffer so many bytes; whether there are so many."""
        while len(self.packed) < wanted and self.read():
            pass
        return len(self.packed) >= wanted

    def read(self) -> bool:
        """Read more of the stream; whether there was more."""
        if self.failure:
            return False
        try:
            chunk = self._stream.read(PIECE_BYTES)
        except PACKED_FAULTS as error:
            self.failure = f"it cannot be read on ({one_line(str(error))})"
            return False
        self.packed += chunk
        self.taken_bytes += len(chunk)
        return bool(chunk)

    def drop(self, count: int) -> None:
        """Drop bytes that are done with."""
        del self.packed[:count]
        self.offset += count

    def plain_pieces(self) -> Iterator[bytes]:
        """The bytes as they are, to the end."""
        while self.packed or self.read():
            piece = bytes(self.packed)
            self.drop(len(piece))
            yield piece


class MemberReader(ABC):
    """Reader of packed members, which reports the breaks between them."""

    magic: ClassVar[bytes]
    coding: ClassVar[str]

    def __init__(self, given: PackedInput) -> None:
        self._input = given
        self._given_bytes = 0
        self._gone_back_bytes = 0

    def pieces(self) -> Iterator[bytes | PackedMember | DataBreak]:
        """Content in order, with markers; after a `DataBreak` the next readable member."""
        while self._skip_padding():
            if not self._input.packed.startswith(self.magic):
                yield DataBreak(f"what follows is no {self.coding} data", inside=False)
                self._seek(0)
                continue
            yield PackedMember(self._input.offset)
            try:
                yield from self._member()
            except DamagedMember as error:
                yield DataBreak(f"its {self.coding} data is damaged ({error})", inside=True)
            except EOFError:
                # A failure of reading is reported at the end.
                if not self._input.failure:
                    yield DataBreak(f"its {self.coding} data breaks off", inside=True)
            except OverflowError as error:
                yield DataBreak(str(error), inside=True)
                return

    @abstractmethod
    def _member(self) -> Iterator[bytes]:
        """Decompress the member that begins here, in pieces, and move behind it.

        Where it is damaged or breaks off, moves to the next and raises `DamagedMember` or
        `EOFError`.
        """

    @abstractmethod
    def _is_member(self, packed: bytes) -> bool:
        """Whether bytes that begin with the magic number begin a member indeed."""

    def _go_back(self, member_start: int, used: int) -> None:
        """Move to the next member that begins after the start of this one.

        However members are nested, bytes are scanned again only as often as they were read.
        """
        first = max(member_start + 1 - self._input.offset, 0)
        self._gone_back_bytes += max(used - first, 0)
        if self._gone_back_bytes > 2 * self._input.taken_bytes + KEPT_BYTES:
            first = max(first, used)
        self._seek(first)

    def _seek(self, first: int) -> None:
        """Move to the first member from an offset on that can be decompressed, or to the end."""
        while True:
            found = self._input.packed.find(self.magic, first)
            if found < 0:
                first = max(first, len(self._input.packed) - len(self.magic) + 1)
                self._input.drop(first)
                first = 0
                if not self._input.read():
                    self._input.drop(len(self._input.packed))
                    return
                continue
            while len(self._input.packed) < found + _TRIED_BYTES and self._input.read():
                pass
            if self._is_member(bytes(self._input.packed[found : found + _TRIED_BYTES])):
                self._input.drop(found)
                return
            first = found + 1

    def _skip_padding(self) -> bool:
        """Skip the zeros that tapes and disks pad with; whether more follows."""
        while self._input.packed or self._input.read():
            if self._input.packed[0] == 0:
                self._input.drop(len(self._input.packed) - len(self._input.packed.lstrip(b"\0")))
                continue
            self._input.fill(len(self.magic))
            return True
        return False

    def _count(self, size_bytes: int) -> None:
        self._given_bytes += size_bytes
        if self._given_bytes > FREE_BYTES + LARGEST_RATIO * self._input.taken_bytes:
            raise OverflowError(
                f"it unpacks to more than {LARGEST_RATIO} times its size, as no pages do, and its "
                "rest is not read"
            )
