"""Record parser of web archives, WARC (ISO 28500) and ARC, which survives damage."""

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import cast

from warcio.statusandheaders import StatusAndHeadersParser

from archive.formats.web_archive.http_response import parse_head
from archive.formats.web_archive.lookahead import Lookahead

# Longer than any page or paper; what is longer is film, or a length that is wrong.
LARGEST_BLOCK_BYTES = 50_000_000

_LARGEST_HEAD_BYTES = 65_536
_LARGEST_ARC_LINE_BYTES = 8_192
# The bytes of a too large record that are kept, so that it can be named.
_SEEN_BYTES = 65_536
# The distance behind a record within which the next is sought, to mend a length that is too short.
_BEYOND_BYTES = 1_000_000
_WARC_START = re.compile(rb"WARC/[01]\.\d{1,2}[ \t]*\r?\n(?=[A-Za-z])")
# The newline is of the line before.
_ARC_START = re.compile(
    rb"\n(?:https?|ftp|dns|filedesc):[^\n]{1,2000} [0-9A-Fa-f.:]{3,45} \d{8,18} "
    rb"[^ \n]{1,128} -?\d{1,12}\r?\n"
)
_HEAD_END = re.compile(rb"\n[ \t]*\r?\n")
_LINE_END = re.compile(rb"\n")
_NO_BLANK = re.compile(rb"[^ \t\r\n]")
_WARC = b"WARC/"
_ISO_DATE = re.compile(
    r"\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)?)?)?)?",
    re.ASCII,
)
_UNPRINTABLE = re.compile(r"[\x00-\x20\x7f]")
_INTERNET_ADDRESS = re.compile(r"[0-9A-Fa-f.:]{3,45}")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_ARC_DATE = re.compile(r"\d{8,18}", re.ASCII)
_URL_SAFE = str.maketrans("-_", "+/")
_ALGORITHMS = frozenset({"md5", "sha1", "sha256", "sha384", "sha512"})


@dataclass(frozen=True, slots=True)
class WebRecord:
    """One record; `block` is what stands after its head, cut short where there is `damage`.

    `number` counts the file's records from 1, `place` says where it begins. `kind` is the type
    of a WARC record, "response" or "filedesc" in ARC. `date` is ISO 8601, "" where none is
    stated. `is_too_large` where the block is only the beginning of it.
    """

    number: int
    place: str
    kind: str
    address: str | None = None
    date: str = ""
    media_type: str = ""
    length: int | None = None
    block_digest: str = ""
    payload_digest: str = ""
    cut: str = ""
    block: bytes = b""
    damage: str = ""
    is_too_large: bool = False


@dataclass(frozen=True, slots=True)
class RecordGap:
    """Gap between records (damage, foreign bytes); `number` is that of the record before it."""

    number: int
    place: str
    reason: str


def web_records(window: Lookahead) -> Iterator[WebRecord | RecordGap]:
    """The records in order, with a `RecordGap` in place of each that is lost."""
    number = 0
    while True:
        while blank := _blank(window):
            window.skip(blank)
        place = window.place
        if not window.available:
            if window.broken is None:
                return
            yield RecordGap(number, place, window.broken.reason)
            window.resume()
        elif head := _head(window, number + 1):
            number += 1
            yield _with_block(window, head)
        else:
            size, reason = _skip_to_start(window)
            yield RecordGap(number, place, f"{size:,} bytes are no record{reason}")


def is_digest_of(stated: str, content: bytes) -> bool | None:
    """Whether a digest ("sha1:...", base 16, 32 or 64) is that of the content.

    None where its algorithm is unknown.
    """
    algorithm, _, value = stated.strip().partition(":")
    algorithm = algorithm.lower().replace("-", "")
    if algorithm not in _ALGORITHMS:
        return None
    digest = hashlib.new(algorithm, content, usedforsecurity=False).digest()
    value = value.rstrip("=")
    return (
        value.lower() == digest.hex()
        or value.upper() == base64.b32encode(digest).decode().rstrip("=")
        or value.translate(_URL_SAFE) == base64.b64encode(digest).decode().rstrip("=")
    )


def _blank(window: Lookahead, begin: int = 0) -> int:
    """The length of the blank lines between records, from `begin` on."""
    end = window.fill(begin + _LARGEST_ARC_LINE_BYTES)
    found = window.search(_NO_BLANK, begin, end)
    return (found[0] if found else end) - begin


def _head(window: Lookahead, number: int) -> WebRecord | None:
    """Take the head of the record that begins here; None where none begins."""
    place = window.place
    if window.peek(len(_WARC)) == _WARC:
        window.fill(_LARGEST_HEAD_BYTES)
        end = window.search(_HEAD_END, 0, min(window.available, _LARGEST_HEAD_BYTES))
        if end is None:
            return None
        _, fields = parse_head(window.take(end[1]))
        return _warc_head(fields, number, place)
    window.fill(_LARGEST_ARC_LINE_BYTES)
    end = window.search(_LINE_END, 0, min(window.available, _LARGEST_ARC_LINE_BYTES))
    if end is None:
        return None
    head = _arc_head(window.peek(end[1]), number, place)
    if head is not None:
        window.skip(end[1])
    return head


def _warc_head(fields: dict[str, str], number: int, place: str) -> WebRecord:
    def stated(name: str) -> str:
        return fields.get(name, "")

    date = stated("warc-date")
    segment = "its rest is in other records" if stated("warc-segment-number") else ""
    return WebRecord(
        number=number,
        place=place,
        kind=stated("warc-type").lower(),
        address=_address(stated("warc-target-uri")),
        date=date if _ISO_DATE.fullmatch(date) and _is_date(date) else "",
        media_type=stated("content-type"),
        length=_length(stated("content-length")),
        block_digest=stated("warc-block-digest"),
        payload_digest=stated("warc-payload-digest"),
        cut=stated("warc-truncated") or segment,
    )


def _arc_head(line: bytes, number: int, place: str) -> WebRecord | None:
    """Parse a line as an ARC head, None where it is none.

    URLs and media types may have spaces; the date between them separates the two.
    """
    text = cast("str", StatusAndHeadersParser.decode_header(line))
    words = text.rstrip().split(" ")
    dates = [
        at
        for at in range(2, len(words) - 2)
        if _ARC_DATE.fullmatch(words[at]) and _INTERNET_ADDRESS.fullmatch(words[at - 1])
    ]
    if not dates or not _SCHEME.match(words[0]):
        return None
    address = " ".join(words[: dates[-1] - 1])
    return WebRecord(
        number=number,
        place=place,
        kind="filedesc" if address.startswith("filedesc:") else "response",
        address=_address(address),
        date=_from_arc_date(words[dates[-1]]),
        media_type=" ".join(words[dates[-1] + 1 : -1]),
        length=_length(words[-1]),
    )


def _with_block(window: Lookahead, head: WebRecord) -> WebRecord:
    """Take the record's block; where its length is wrong, up to the next record."""
    length = head.length
    wanted = LARGEST_BLOCK_BYTES if length is None else min(length, LARGEST_BLOCK_BYTES)
    fits = length == wanted
    # Beyond its end, so that the fault of a gzip member that ends here shows.
    have = min(window.fill(wanted + _LARGEST_ARC_LINE_BYTES), wanted)
    if fits and have == wanted and (after := _end(window, wanted)) is not None:
        block = window.take(wanted)
        if not window.breaks_at(after - wanted):
            return replace(head, block=block)
        return replace(head, block=block, damage=_resumed(window))
    # The head of the next may lie across the end that is stated.
    next_start = _next_start(window, 0, min(window.available, have + _LARGEST_ARC_LINE_BYTES))
    if next_start is not None and next_start < have:
        return _cut_at(window, head, next_start)
    if fits and have == wanted:
        return _mended(window, head, wanted)
    if have < wanted:
        block = window.take(have)
        damage = f"it breaks off after {have:,} bytes" + (f" of {length:,}" if length else "")
        if length is None and window.broken is None:
            damage = "its length is not stated"
        elif window.broken is not None:
            damage += f", {_resumed(window)}"
        return replace(head, block=block, damage=damage)
    block = window.peek(_SEEN_BYTES)
    size, reason = _skip_to_start(window)
    damage = f"it breaks off after {size:,} bytes{reason}" if size < (length or 0) else ""
    return replace(head, block=block, damage=damage, is_too_large=True)


def _end(window: Lookahead, length: int) -> int | None:
    """The end of the blank lines behind a block, None where no record follows them."""
    end = length + _blank(window, length)
    window.fill(end + _LARGEST_ARC_LINE_BYTES)
    if window.available <= end:
        return end
    last = min(window.available, end + _LARGEST_ARC_LINE_BYTES)
    return end if _next_start(window, end, last) == end else None


def _next_start(window: Lookahead, begin: int, end: int) -> int | None:
    """The offset of the next record in the buffer, None where there is none."""
    warc = window.search(_WARC_START, begin, end)
    arc = window.search(_ARC_START, begin - 1, warc[0] if warc else end)
    if arc:
        return arc[0] + 1
    return warc[0] if warc else None


def _cut_at(window: Lookahead, head: WebRecord, end: int) -> WebRecord:
    """The record with its block up to the record that begins at `end`."""
    block = _without_end(window.take(end))
    stated = "not stated" if head.length is None else f"wrong ({head.length:,} stated)"
    return replace(head, block=block, damage=f"its length is {stated}, {len(block):,} bytes found")


def _mended(window: Lookahead, head: WebRecord, length: int) -> WebRecord:
    """The record with its block; up to the next record if the digest says that it is longer.

    What is left between the two is no part of it.
    """
    window.fill(length + _BEYOND_BYTES)
    start = _next_start(window, length, window.available)
    if (
        start is not None
        and head.block_digest
        and not is_digest_of(head.block_digest, window.peek(length))
    ):
        longer = _without_end(window.peek(start))
        if is_digest_of(head.block_digest, longer):
            return _cut_at(window, head, start)
    return replace(head, block=window.take(length))


def _without_end(block: bytes) -> bytes:
    """The block without the blank lines that part it from the next record."""
    for end in (b"\r\n\r\n", b"\n\n", b"\r\n", b"\n"):
        if block.endswith(end):
            return block[: -len(end)]
    return block


def _resumed(window: Lookahead) -> str:
    """The reason of the break that was come to; reading goes on after it."""
    reason = window.broken.reason if window.broken else ""
    window.resume()
    return reason


def _skip_to_start(window: Lookahead) -> tuple[int, str]:
    """Pass over bytes up to the next record: how many, and the break that they end in."""
    skipped = 0
    while window.fill(2 * _LARGEST_ARC_LINE_BYTES):
        # One line's length is left at the end, that may be the beginning of a record.
        start = _next_start(window, 1, window.available)
        at_end = window.available < 2 * _LARGEST_ARC_LINE_BYTES
        step = window.available if at_end else window.available - _LARGEST_ARC_LINE_BYTES
        if start is not None:
            step = start
        window.skip(step)
        skipped += step
        if start is not None:
            return skipped, ""
    return skipped, f", {_resumed(window)}" if window.broken else ""


def _address(stated: str) -> str | None:
    """The address without the brackets that Wget puts around it, spaces written as %20."""
    bare = stated.removeprefix("<").removesuffix(">").strip()
    return _UNPRINTABLE.sub(lambda found: f"%{ord(found[0]):02X}", bare) or None


def _length(stated: str) -> int | None:
    return int(stated) if re.fullmatch(r"[0-9]{1,18}", stated) else None


def _from_arc_date(stated: str) -> str:
    """A date of ARC ("20140216050221") as ISO 8601, to the day where that is all it has."""
    day = f"{stated[:4]}-{stated[4:6]}-{stated[6:8]}"
    date = f"{day}T{stated[8:10]}:{stated[10:12]}:{stated[12:14]}Z" if len(stated) >= 14 else day
    return date if _is_date(date) else ""


def _is_date(stated: str) -> bool:
    """Whether there is such a day and moment; a month or a year is filled up to see."""
    try:
        datetime.fromisoformat(stated + "-01-01"[len(stated) - 4 :] if len(stated) < 10 else stated)
    except ValueError:
        return False
    return True
