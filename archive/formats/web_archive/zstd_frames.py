"""Zstandard reader (RFC 8878) for web archives and pages, one block at a time.

No block unpacks to more than 128 kB, so that output is bounded however much a frame claims. A web
archive may begin with the dictionary that all its frames need (IIPC, "Use of Zstandard for WARC",
draft): a skippable frame whose content is the dictionary, perhaps packed itself.
"""

from collections.abc import Callable, Iterator

import zstandard

from archive.formats.web_archive.packed_members import (
    KEPT_BYTES,
    DamagedMember,
    DataBreak,
    MemberReader,
    PackedInput,
    PackedMember,
    begins_record,
)
from archive.model.text import one_line

ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"
DICTIONARY_MAGIC = b"\x5d\x2a\x4d\x18"

_LARGEST_HEAD_BYTES = 18
_BLOCK_HEAD_BYTES, _CHECKSUM_BYTES = 3, 4
_RUN, _RESERVED = 1, 3
# What a frame may ask for; zstd's own tool gives no more without being told to.
_LARGEST_WINDOW_BYTES = 2**27
_LARGEST_DICTIONARY_BYTES = 16_000_000
_SKIPPABLE_HEAD_BYTES = 8
_NO_DICTIONARY = "it is packed with a dictionary that the file does not have"


def is_zstd(packed: bytes | bytearray) -> bool:
    """Whether a frame begins here, of content or skippable."""
    return packed.startswith(ZSTD_MAGIC) or is_skippable(packed)


def is_skippable(packed: bytes | bytearray) -> bool:
    """Whether a frame begins here that holds no content."""
    return len(packed) > 3 and packed[0] >> 4 == 5 and packed[1:4] == DICTIONARY_MAGIC[1:]


class FrameDecoder:
    """Decoder of frames, with the dictionary that they need, None for none."""

    def __init__(self, dictionary: bytes | None = None) -> None:
        stated = zstandard.ZstdCompressionDict(dictionary) if dictionary else None
        self._dictionary_id = stated.dict_id() if stated else 0
        self._decompressor = zstandard.ZstdDecompressor(stated, _LARGEST_WINDOW_BYTES)

    def misses_dictionary(self, head: bytes) -> bool:
        """Whether the head of a frame names a dictionary that is not this decoder's."""
        try:
            named = zstandard.get_frame_parameters(head).dict_id
        except zstandard.ZstdError:
            return False
        return named not in {0, self._dictionary_id}

    def pieces(self, take: Callable[[int, int], bytes]) -> Iterator[bytes]:
        """Decompress the frame block by block.

        `take(offset, count)` gives bytes of the frame, fewer where they break off. Raises
        `DamagedMember`, or `EOFError` where the frame breaks off.
        """
        decoder = self._decompressor.decompressobj()
        used = 0

        def decoded(count: int) -> bytes:
            nonlocal used
            packed = take(used, count)
            if len(packed) < count:
                raise EOFError
            used += count
            try:
                return decoder.decompress(packed)
            except zstandard.ZstdError as error:
                raise _damaged(error) from error

        head = take(0, _LARGEST_HEAD_BYTES)
        try:
            head_bytes = zstandard.frame_header_size(head)
            has_checksum = zstandard.get_frame_parameters(head).has_checksum
        except zstandard.ZstdError as error:
            if len(head) < _LARGEST_HEAD_BYTES:
                raise EOFError from error
            raise _damaged(error) from error
        decoded(head_bytes)
        is_last = False
        while not is_last:
            stated = int.from_bytes(take(used, _BLOCK_HEAD_BYTES), "little")
            is_last, kind, size = bool(stated & 1), stated >> 1 & 3, stated >> 3
            if kind == _RESERVED:
                raise DamagedMember("a block of no known kind")
            yield decoded(_BLOCK_HEAD_BYTES + (1 if kind == _RUN else size))
        if has_checksum:
            yield decoded(_CHECKSUM_BYTES)


def _damaged(error: zstandard.ZstdError) -> DamagedMember:
    """The library's reason, without what it was about to do."""
    return DamagedMember(one_line(str(error)).rpartition(": ")[2])


def frames_in(content: bytes) -> Iterator[bytes]:
    """Decompress the frames that bytes begin with, and pass over those that hold no content.

    Raises as `FrameDecoder.pieces`, also where there is no frame.
    """
    decoder = FrameDecoder()
    begin, end = 0, 0

    def take(offset: int, count: int) -> bytes:
        nonlocal end
        end = begin + offset + count
        return content[begin + offset : end]

    while True:
        while is_skippable(content[begin : begin + len(ZSTD_MAGIC)]):
            stated = content[begin + 4 : begin + _SKIPPABLE_HEAD_BYTES]
            begin += _SKIPPABLE_HEAD_BYTES + int.from_bytes(stated, "little")
        if end and not content.startswith(ZSTD_MAGIC, begin):
            return
        yield from decoder.pieces(take)
        begin = end


def first_bytes(head: bytes) -> bytes:
    """What the first block in the head of a file unpacks to, "" where it cannot be had.

    The head of a file with a dictionary may hold no more than that.
    """
    try:
        return next(frames_in(head), b"")
    except (DamagedMember, EOFError):
        return b""


class ZstdReader(MemberReader):
    """Reader of frames, one or many, between skippable ones."""

    magic = ZSTD_MAGIC
    coding = "Zstandard"

    def __init__(self, given: PackedInput) -> None:
        super().__init__(given)
        self._decoder = FrameDecoder()

    def pieces(self) -> Iterator[bytes | PackedMember | DataBreak]:
        """Content in order, as in other readers; the dictionary is taken first."""
        if self._input.packed.startswith(DICTIONARY_MAGIC):
            try:
                self._decoder = FrameDecoder(self._dictionary())
            except EOFError:
                yield DataBreak("its dictionary breaks off", inside=False)
            except (DamagedMember, zstandard.ZstdError) as error:
                yield DataBreak(f"its dictionary is damaged ({one_line(str(error))})", inside=False)
        yield from super().pieces()

    def _dictionary(self) -> bytes:
        """Take the dictionary at the beginning, unpacked."""
        self._input.fill(_SKIPPABLE_HEAD_BYTES)
        size = int.from_bytes(self._input.packed[4:_SKIPPABLE_HEAD_BYTES], "little")
        if size > _LARGEST_DICTIONARY_BYTES:
            raise DamagedMember(f"it is larger than {_LARGEST_DICTIONARY_BYTES // 10**6} MB")
        if not self._input.fill(_SKIPPABLE_HEAD_BYTES + size):
            raise EOFError
        end = _SKIPPABLE_HEAD_BYTES + size
        stated = bytes(self._input.packed[_SKIPPABLE_HEAD_BYTES:end])
        self._input.drop(end)
        if not stated.startswith(ZSTD_MAGIC):
            return stated
        unpacked = bytearray()
        for piece in FrameDecoder().pieces(lambda at, count: stated[at : at + count]):
            unpacked += piece
            if len(unpacked) > _LARGEST_DICTIONARY_BYTES:
                raise DamagedMember(f"it is larger than {_LARGEST_DICTIONARY_BYTES // 10**6} MB")
        return bytes(unpacked)

    def _member(self) -> Iterator[bytes]:
        start = self._input.offset
        self._input.fill(_LARGEST_HEAD_BYTES)
        if self._decoder.misses_dictionary(bytes(self._input.packed[:_LARGEST_HEAD_BYTES])):
            raise OverflowError(_NO_DICTIONARY)
        used = 0

        def take(offset: int, count: int) -> bytes:
            nonlocal used
            behind = self._input.offset - start
            if offset - behind > 2 * KEPT_BYTES:
                self._input.drop(offset - behind - KEPT_BYTES)
                behind = self._input.offset - start
            self._input.fill(offset - behind + count)
            used = offset - behind + count
            return bytes(self._input.packed[offset - behind : used])

        try:
            for piece in self._decoder.pieces(take):
                self._count(len(piece))
                yield piece
        except (DamagedMember, EOFError):
            self._go_back(start, min(used, len(self._input.packed)))
            raise
        self._input.drop(used)

    def _is_member(self, packed: bytes) -> bool:
        """Whether something comes out of the first block; of a large one, not all is there."""
        try:
            first = next(self._decoder.pieces(lambda at, count: packed[at : at + count]), b"")
        except DamagedMember:
            return False
        except EOFError:
            return len(packed) > _LARGEST_HEAD_BYTES
        return begins_record(first) or bool(first)

    def _skip_padding(self) -> bool:
        """Skip zeros, and frames that hold no content; whether more follows."""
        while super()._skip_padding():
            if not is_skippable(self._input.packed):
                return True
            self._input.fill(_SKIPPABLE_HEAD_BYTES)
            size = int.from_bytes(self._input.packed[4:_SKIPPABLE_HEAD_BYTES], "little")
            left = _SKIPPABLE_HEAD_BYTES + size
            while left and (self._input.packed or self._input.read()):
                step = min(left, len(self._input.packed))
                self._input.drop(step)
                left -= step
        return False
