"""Content codings (RFC 9110, 8.4): decodes gzip, deflate, Brotli and Zstandard within bounds."""

import re
import zlib
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, cast

import brotli

from archive.formats.container.limits import Allowance
from archive.formats.web_archive.gzip_members import GZIP_MAGIC, Inflater
from archive.formats.web_archive.packed_members import PIECE_BYTES, DamagedMember
from archive.formats.web_archive.zstd_frames import frames_in
from archive.model.text import one_line

_BROTLI_ERROR = cast("type[Exception]", brotli.error)
_FED_BYTES = 8_192
_LOOKED_AT_BYTES = 512
_MOST_CODINGS = 4
_NOT_READ = frozenset({"compress", "x-compress", "dcb", "dcz", "exi", "bzip2", "xz", "lzma"})
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_NO_TEXT_BUT_PLAIN = (b"%PDF-", b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class DecodedContent:
    """Decoded content, cut short if `damage` is set."""

    content: bytes
    damage: tuple[str, ...] = ()


class CodingError(Exception):
    """Content that cannot be decoded at all; its message has the reason and the repair."""


class _CodingDamage(Exception):
    """Damage in coded content, after bytes that could be decoded."""


class _BrotliDecompressor(Protocol):
    """`brotli.Decompressor`, which ships no types; bounded since brotli 1.2."""

    def process(self, data: bytes, *, output_buffer_limit: int) -> bytes: ...
    def can_accept_more_data(self) -> bool: ...
    def is_finished(self) -> bool: ...


def decoded(
    body: bytes, codings: Sequence[str], largest_bytes: int, allowance: Allowance
) -> DecodedContent:
    """Undo the content codings of a body; `codings` are in the order in which they were applied.

    A stated coding that the body does not have is skipped: many crawlers decode what they store and
    leave the header. Raises `CodingError` where nothing can be decoded, or the result is too large,
    `OSError` where the byte budget is exceeded.
    """
    damage: list[str] = []
    if len(codings) > _MOST_CODINGS:
        raise CodingError(f"it was coded {len(codings)} times over: save it again")
    for coding in reversed(codings):
        unpacked = bytearray()
        try:
            for piece in _pieces(coding, body):
                allowance.spend(len(piece))
                unpacked += piece
                if len(unpacked) > largest_bytes:
                    break
        except _CodingDamage as error:
            if _is_plain(body):
                continue
            if not unpacked:
                raise CodingError(f"{error}: get a whole copy and add it again") from error
            damage.append(str(error))
        if len(unpacked) > largest_bytes:
            raise CodingError(
                f"it unpacks to more than {largest_bytes // 10**6} MB, as no page does: leave it "
                "out, or take out what it holds and add that"
            )
        body = bytes(unpacked)
    return DecodedContent(body, tuple(damage))


def _pieces(coding: str, body: bytes) -> Iterator[bytes]:
    match coding:
        case "gzip" | "x-gzip":
            return _gunzipped(body)
        case "deflate":
            return _deflated(body)
        case "br":
            return _unbrotlied(body)
        case "zstd" | "x-zstd":
            return _unzstded(body)
        case _ if coding in _NOT_READ and not _is_plain(body):
            raise CodingError(f"it is packed by {coding}, which is not read: save it unpacked")
        case _:
            return iter((body,))


def _gunzipped(body: bytes) -> Iterator[bytes]:
    """Gunzip all members, as browsers do; trailing bytes that are no gzip are ignored."""
    end = yield from _inflated(Inflater(), body, 0, "gzip")
    while body.startswith(GZIP_MAGIC, end):
        end = yield from _inflated(Inflater(), body, end, "gzip")


def _deflated(body: bytes) -> Iterator[bytes]:
    """Inflate with the zlib header that belongs there, or without, as many servers send it."""
    has_header = len(body) > 1 and body[0] & 0x0F == 8 and (body[0] * 256 + body[1]) % 31 == 0
    bits = zlib.MAX_WBITS if has_header else -zlib.MAX_WBITS
    yield from _inflated(Inflater(bits), body, 0, "deflate")


def _inflated(
    inflater: Inflater, body: bytes, begin: int, coding: str
) -> Generator[bytes, None, int]:
    """Inflate the stream at an offset; returns the offset of its end."""
    at = begin
    try:
        while not inflater.ended:
            if at >= len(body):
                raise _CodingDamage(f"its {coding} coding breaks off")
            yield from inflater.pieces(body[at : at + _FED_BYTES])
            at += _FED_BYTES
    except zlib.error as error:
        raise _CodingDamage(f"its {coding} coding is damaged ({one_line(str(error))})") from error
    return min(at, len(body)) - len(inflater.unused)


def _unbrotlied(body: bytes) -> Iterator[bytes]:
    decoder = cast("_BrotliDecompressor", brotli.Decompressor())
    at = 0
    try:
        while not decoder.is_finished():
            fed = b""
            if decoder.can_accept_more_data():
                fed = body[at : at + _FED_BYTES]
                at += _FED_BYTES
                if not fed:
                    raise _CodingDamage("its Brotli coding breaks off")
            yield decoder.process(fed, output_buffer_limit=PIECE_BYTES)
    except _BROTLI_ERROR as error:
        raise _CodingDamage(f"its Brotli coding is damaged ({one_line(str(error))})") from error


def _unzstded(body: bytes) -> Iterator[bytes]:
    """Decompress all frames; trailing bytes that are no frame are ignored."""
    try:
        yield from frames_in(body)
    except EOFError as error:
        raise _CodingDamage("its Zstandard coding breaks off") from error
    except DamagedMember as error:
        raise _CodingDamage(f"its Zstandard coding is damaged ({error})") from error


def _is_plain(body: bytes) -> bool:
    """Whether the bytes are uncompressed: text, or a known file type."""
    return body.startswith(_NO_TEXT_BUT_PLAIN) or not _CONTROLS.search(body, 0, _LOOKED_AT_BYTES)
