import gzip
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import SourceError
from archive.formats.mail import mailbox
from archive.formats.mail.mailbox import Mailbox
from archive.model.document import Document, Source, Unreadable

FIRST = b"Subject: Ferry\n\nThe boats sail.\n\nFrom Monday on, he said.\n\n"
SECOND = b"Subject: Melons\n\nThey pile up.\n"
BETWEEN = b"From a@b.example Tue Jun  4 08:00:00 2019\n"


def unpacked(content):
    source = Source("letters.mbox", io.BytesIO(content), {"headline": "title"})
    return list(Mailbox().unpack(source))


def messages(content):
    return [document.content for document in unpacked(content)]


def test_a_mailbox_gives_its_messages_with_their_place():
    assert unpacked(BETWEEN + FIRST + BETWEEN + SECOND) == [
        Document(
            "letters.mbox",
            content,
            "message/rfc822",
            position=number,
            mapping={"headline": "title"},
        )
        for number, content in ((1, FIRST), (2, SECOND))
    ]


BEGINNINGS = [
    BETWEEN,
    b"From - Tue Jun 04 08:00:00 2019\n",
    b"From 1234@xxx Tue Jun 04 08:00:00 +0000 2019\n",
    b"From a@b.example Tue Jun  4 08:00:00 2019\r\n",
    b"From MAILER-DAEMON\n",
]


@pytest.mark.parametrize("between", BEGINNINGS)
def test_the_line_between_messages_comes_in_several_ways(between):
    assert messages(between + FIRST + between + SECOND) == [FIRST, SECOND]


def test_a_dated_line_parts_messages_also_without_a_blank_line():
    first = b"Subject: Ferry\n\nThe boats sail.\n"
    assert messages(BETWEEN + first + BETWEEN + SECOND) == [first, SECOND]


BARE = [
    b"From \n",
    b"From \r\n",
    b"From ruth@lake.example\n",
    b"From ruth@lake.example Tue, 4 Jun 2019 08:00:00 +0000\n",
    b"From - 2019-06-04T08:00:00Z\n",
]
BARE_FIRST = b"From: Ruth\nSubject: Ferry\n\nThe boats sail.\n"
BARE_SECOND = b"Received: by lake.example\n for <ann@lake.example>\nDate: x\n\nThey pile up.\n"


@pytest.mark.parametrize("between", BARE)
def test_a_line_without_a_date_parts_messages_if_a_header_follows(between):
    assert messages(between + BARE_FIRST + between + BARE_SECOND) == [BARE_FIRST, BARE_SECOND]


TEXT_WITH_FROM = [
    b"From Monday the ferry sails.\nTimes: 8:00, 9:00\nPrices: none\n",
    b"He wrote:\nFrom the harbor\nSubject: to change, he said.\n",
    b"Closed:\n\nFrom 9:00 on Tuesday, March 5 2024\n\nthe pier is closed.\n",
    b"From Monday on: boats\nFrom: eight to nine\n",
    b"From \n\nnowhere.\n",
]


@pytest.mark.parametrize("text", TEXT_WITH_FROM)
def test_a_line_of_text_with_from_is_no_message(text):
    message = b"From: Ruth\nSubject: Ferry\n\n" + text
    assert messages(BETWEEN + message + b"\n" + BETWEEN + SECOND) == [message + b"\n", SECOND]


def test_a_line_of_text_that_was_marked_is_whole_again():
    content = BETWEEN + b"Subject: F\n\n>From Monday on.\n>>From Tuesday on.\n> From\n"
    assert messages(content) == [b"Subject: F\n\nFrom Monday on.\n>From Tuesday on.\n> From\n"]


def test_lines_longer_than_any_text_has_are_kept_whole():
    message = b"Subject: F\n\n" + b"From " * 50_000 + b"\n"
    assert messages(BETWEEN + message + BETWEEN + SECOND) == [message, SECOND]


def test_a_message_that_is_too_large_is_passed_over_and_named(monkeypatch):
    monkeypatch.setattr(mailbox, "LARGEST_MESSAGE_BYTES", 1_000_000)
    large = b"Subject: F\n\n" + b"x" * 1_000_000 + b"\n"
    found = unpacked(BETWEEN + large + BETWEEN + SECOND)
    assert found[0] == Unreadable(
        "letters.mbox: message 1: larger than 1 MB: take its attachments off and add it again",
        "letters.mbox",
        1,
    )
    assert (found[1].content, found[1].position) == (SECOND, 2)


@pytest.mark.parametrize("content", [b"", b"\n\n", FIRST, b"Ferry runs again\n", b"\xff\0"])
def test_a_file_that_is_no_mailbox_says_so(content):
    with pytest.raises(SourceError) as raised:
        unpacked(content)
    assert str(raised.value) == (
        'letters.mbox: no mailbox: it does not begin with a line "From …": '
        "if it is one message, name it .eml"
    )


def test_what_came_before_a_break_in_the_stream_is_given():
    packed = gzip.compress(BETWEEN + FIRST + BETWEEN + SECOND * 999, mtime=0)
    stream = gzip.GzipFile(fileobj=io.BytesIO(packed[:-20]))
    parts = Mailbox().unpack(Source("a.mbox", stream))
    assert next(parts).content == FIRST
    with pytest.raises(SourceError, match=r"^a\.mbox: cannot be read beyond line \d+ \("):
        next(parts)


def test_a_mailbox_is_told_by_its_first_lines():
    assert Mailbox().recognizes(BETWEEN + FIRST)
    assert not Mailbox().recognizes(b"From Monday on the boats sail.\n\nSo it is.\n")
    assert not Mailbox().recognizes(FIRST)


_PIECES = [BETWEEN, b"Subject: F\n", b"\n", b"From x", b">From ", b"x" * 9, b"\r\n", b"From \n"]


@given(st.binary() | st.lists(st.sampled_from(_PIECES)).map(b"".join))
def test_any_bytes_are_messages_or_a_reason(content):
    Mailbox().recognizes(content)
    try:
        found = unpacked(content)
    except SourceError as error:
        assert str(error).startswith("letters.mbox: ")
    else:
        assert [document.position for document in found] == list(range(1, len(found) + 1))
        assert sum(len(document.content) for document in found) <= len(content)
