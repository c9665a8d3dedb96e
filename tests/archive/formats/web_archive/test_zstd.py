"""Web archives of Zstandard frames, and pages in that coding."""

import io
import random

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import SourceError
from archive.formats.container.limits import FREE_BYTES, LARGEST_RATIO
from archive.formats.unpacking import documents as documents_of
from archive.formats.web_archive.warc_reader import WebArchive
from archive.formats.web_archive.zstd_frames import FrameDecoder
from archive.model.document import Document, Source, Unreadable
from tests.archive.formats.web_archive.test_warc import (
    GOATS,
    KEPT,
    PAGES,
    SALT,
    arc,
    contents,
    http,
    page,
    record,
    unpacked,
)
from tests.support.work import steps

NAME = "crawl.warc.zst"


def framed(*members, dictionary=None, **given_):
    packer = zstandard.ZstdCompressor(
        dict_data=dictionary and zstandard.ZstdCompressionDict(dictionary), **given_
    )
    return b"".join(packer.compress(member) for member in members)


def skippable(content, kind=0):
    return bytes([0x50 + kind]) + b"\x2a\x4d\x18" + len(content).to_bytes(4, "little") + content


# Trained on what looks like these pages, as crawlers do.
DICTIONARY = zstandard.train_dictionary(
    2_000, [page(number % 3).replace(b"boats", b"boats%d" % number) for number in range(600)]
).as_bytes()
RAW_DICTIONARY = skippable(DICTIONARY, 0xD)
PACKED_DICTIONARY = skippable(framed(DICTIONARY), 0xD)
RECORDS = [page(number) for number in range(3)]
WITH_DICTIONARY = framed(*RECORDS, dictionary=DICTIONARY)

PACKED = {
    "a frame each": framed(*RECORDS),
    "a frame each, with checksums": framed(*RECORDS, write_checksum=True),
    "a frame each, of no stated size": framed(*RECORDS, write_content_size=False),
    "one frame": framed(b"".join(RECORDS)),
    "frames cut anywhere, padded": framed(RECORDS[0][:99], RECORDS[0][99:] + RECORDS[1], RECORDS[2])
    + bytes(64),
    "with a dictionary": RAW_DICTIONARY + WITH_DICTIONARY,
    "with a packed dictionary": PACKED_DICTIONARY + WITH_DICTIONARY,
    "between frames without content": skippable(b"x" * 70_000)
    + framed(RECORDS[0])
    + skippable(b"")
    + framed(b"", *RECORDS[1:])
    + skippable(b"table of seeks", 0xE),
}


@pytest.mark.parametrize("packed", PACKED.values(), ids=PACKED)
def test_the_same_pages_come_out_however_they_are_packed(packed):
    documents, bad = unpacked(packed, NAME)
    assert contents(documents) == list(PAGES)
    assert [document.position for document in documents] == [1, 2, 3]
    assert bad == []


@pytest.mark.parametrize("packed", PACKED.values(), ids=PACKED)
def test_it_is_known_by_its_name_and_by_its_first_bytes(packed):
    assert WebArchive().recognizes(packed[:4_096]) is (
        packed[4:8] != (70_000).to_bytes(4, "little")
    )
    found = list(documents_of(Source(NAME, io.BytesIO(packed))))
    assert [each.content for each in found] == list(PAGES)


def test_arc_files_are_read():
    documents, bad = unpacked(framed(arc(http(SALT))), "lake.arc.zst")
    assert (contents(documents), bad) == ([SALT], [])


def test_what_is_packed_and_no_web_archive_is_refused():
    assert not WebArchive().recognizes(framed(b"Salt boats"))
    assert not WebArchive().recognizes(b"\x28\xb5\x2f\xfd\xff\xff")
    with pytest.raises(SourceError, match="no record of a web archive in it"):
        unpacked(framed(b"Salt boats"), NAME)


def test_after_a_damaged_frame_reading_goes_on_at_the_next():
    members = [framed(each, write_checksum=True) for each in RECORDS]
    middle = bytearray(members[1])
    middle[30] ^= 0xFF
    documents, bad = unpacked(members[0] + bytes(middle) + members[2], NAME)
    assert contents(documents)[0] == SALT
    assert contents(documents)[-1] == GOATS
    assert any("Zstandard data is damaged" in reason for reason in bad)


def test_a_frame_with_a_wrong_checksum_gives_its_page_and_is_named():
    members = [framed(each, write_checksum=True) for each in RECORDS]
    documents, bad = unpacked(members[0] + members[1][:-4] + bytes(4) + members[2], NAME)
    assert contents(documents) == list(PAGES)
    (reason,) = bad
    assert f"record 2 at offset {len(members[0])} (https://kisumu.example/1)" in reason
    assert "its Zstandard data is damaged" in reason
    assert reason.endswith(KEPT)


def test_of_one_frame_that_breaks_off_all_whole_pages_are_given():
    noise = random.Random(7)  # noqa: S311 - noise that is the same every time
    pages = [f"<html>{noise.getrandbits(100_000):x}</html>".encode() for _ in range(40)]
    packed = framed(b"".join(record(http(each)) for each in pages))
    documents, bad = unpacked(packed[: len(packed) // 2], NAME)
    assert 10 < len(documents) < 25
    assert contents(documents)[:-1] == pages[: len(documents) - 1]
    assert len(bad) == 1
    assert "its Zstandard data breaks off" in bad[0]


@pytest.mark.parametrize(
    ("packed", "said"),
    [
        (WITH_DICTIONARY, "packed with a dictionary that the file does not have"),
        (skippable(b"\x28\xb5\x2f\xfdxx", 0xD) + WITH_DICTIONARY, "its dictionary breaks off"),
        (RAW_DICTIONARY[:500], "its dictionary breaks off"),
        (
            b"\x5d\x2a\x4d\x18\xff\xff\xff\x7f" + WITH_DICTIONARY,
            r"its dictionary is damaged \(it is larger than 16 MB\)",
        ),
    ],
    ids=["missing", "damaged", "cut off", "too large"],
)
def test_a_dictionary_that_cannot_be_had_is_said_once(packed, said):
    with pytest.raises(SourceError, match=said):
        unpacked(packed, NAME)


def test_a_bomb_is_let_go_off_in_bounds(monkeypatch):
    pieces = FrameDecoder.pieces
    came = []

    def counted(decoder, take):
        for piece in pieces(decoder, take):
            came.append(len(piece))
            yield piece

    monkeypatch.setattr(FrameDecoder, "pieces", counted)
    content = framed(page(0), b"\0" * 400_000_000)
    documents, bad = unpacked(content, NAME)
    assert sum(came) < FREE_BYTES + LARGEST_RATIO * len(content) + 200_000
    assert contents(documents) == [SALT]
    assert "it unpacks to more than 100 times its size" in bad[-1]
    came.clear()
    coded = record(http(framed(b"<" * 60_000_000), "Content-Encoding: zstd"))
    documents, bad = unpacked(coded)
    assert documents == []
    assert "it unpacks to more than 50 MB" in bad[0]
    assert sum(came) < 51_000_000


SMALL = {
    "a frame each": framed(*RECORDS),
    "with a dictionary": RAW_DICTIONARY + WITH_DICTIONARY,
    "one frame": framed(b"".join(RECORDS), write_checksum=True),
}


@given(
    st.sampled_from(sorted(SMALL)),
    st.floats(0, 1),
    st.integers(0, 40),
    st.binary(max_size=40)
    | st.sampled_from([b"\x28\xb5\x2f\xfd", b"\x50\x2a\x4d\x18", b"\xff" * 9]),
)
def test_a_file_damaged_anywhere_gives_pages_or_reasons(kind, where, gone, put):
    content = SMALL[kind]
    at = int(where * len(content))

    def unpack():
        try:
            documents, _ = unpacked(content[:at] + put + content[at + gone :], NAME)
        except SourceError as error:
            assert str(error).startswith(NAME)
        else:
            whole = [len(framed(*RECORDS[: n + 1])) <= at for n in range(3)]
            count = sum(whole) if kind == "a frame each" else 0
            assert contents(documents)[:count] == list(PAGES[:count])

    assert steps(unpack) < 60_000


@given(st.integers(0, 2), st.integers(5, 60), st.integers(1, 255))
def test_a_damaged_frame_costs_no_other_frame(number, at, flip):
    members = [bytearray(framed(page(each), write_checksum=True)) for each in range(3)]
    members[number][at] ^= flip
    documents, _bad = unpacked(b"".join(map(bytes, members)), NAME)
    others = [body for each, body in enumerate(PAGES) if each != number]
    assert [body for body in contents(documents) if body in others] == others


@given(st.lists(st.binary(max_size=30) | st.sampled_from([*PACKED.values()])).map(b"".join))
def test_any_bytes_in_the_coding_are_a_page_or_a_reason(body):
    found = list(
        WebArchive().unpack(
            Source("crawl.warc", io.BytesIO(record(http(body, "Content-Encoding: zstd"))))
        )
    )
    assert all(isinstance(each, Document | Unreadable) for each in found)
    assert found
