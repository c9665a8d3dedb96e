"""A stream becomes documents: its format is found, and packages are opened, to a bound."""

import gzip
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import SourceError
from archive.formats import format_of, formats, reader_of, unpacking
from archive.formats.format import HEAD_BYTES, Container
from archive.formats.unpacking import documents
from archive.model.document import Document, Source, Unreadable


def opened(name, content):
    return list(documents(Source(name, io.BytesIO(content))))


def test_a_file_of_one_article_is_one_document_of_its_media_type():
    assert opened("a.txt", b"News") == [Document("a.txt", b"News", "text/plain")]
    assert opened("README", b"News") == [Document("README", b"News", "text/plain")]


@pytest.mark.parametrize("length", [1, HEAD_BYTES, 3 * HEAD_BYTES])
@pytest.mark.parametrize("lines", [1, 2])
def test_json_lines_without_a_suffix_are_told_from_text_however_long_a_line_is(length, lines):
    content = (json.dumps({"headline": "News", "body": "a" * length}) + "\n").encode() * lines
    (document,) = opened("standard input", content)
    assert document.media_type == "application/x-ndjson"
    assert opened("standard input", b"{ News }")[0].media_type == "text/plain"


def test_gzip_is_unpacked_whatever_the_file_is_called():
    packed = gzip.compress(b"News", mtime=0)
    for name in ("a.txt.gz", "a.txt", "A.TXT.GZ"):
        assert opened(name, packed) == [Document(name, b"News", "text/plain")]
    assert opened("a.txt.gz", b"News") == [Document("a.txt.gz", b"News", "text/plain")]


def test_what_nothing_reads_is_named():
    (unreadable,) = opened("a.png", b"\x89PNG")
    assert unreadable == Unreadable(
        "a.png: no reader for this kind of file: see the formats that 'add' takes", "a.png"
    )


def test_a_file_too_large_for_one_article_is_named(monkeypatch):
    monkeypatch.setattr(unpacking, "LARGEST_DOCUMENT_BYTES", 1_000_000)
    (unreadable,) = opened("a.txt", b"x" * 1_000_001)
    assert unreadable.reason == (
        "a.txt: larger than 1 MB, so no single article: "
        "split it into one file an article, or make it JSON Lines"
    )
    assert isinstance(opened("a.txt", b"x" * 1_000_000)[0], Document)


def test_every_format_is_found_by_its_suffixes_or_by_how_such_files_begin():
    for each in formats():
        for suffix in each.suffixes:
            try:
                found = format_of(f"file{suffix}", b"")
            except SourceError:
                sharing = [other for other in formats() if suffix in other.suffixes]
                assert len(sharing) > 1
            else:
                assert found is each


def test_every_media_type_has_one_reader():
    stated = [
        media_type
        for each in formats()
        if not isinstance(each, Container) or hasattr(each, "read")
        for media_type in each.media_types
    ]
    assert len(stated) == len(set(stated))
    assert all(reader_of(media_type) for media_type in stated)


@pytest.mark.parametrize("media_type", ["TEXT/PLAIN; charset=x", " text/plain"])
def test_a_media_type_is_known_whatever_its_parameters(media_type):
    assert reader_of(media_type) is reader_of("text/plain")
    assert reader_of("image/png") is None


@given(st.sampled_from([suffix for each in formats() for suffix in each.suffixes]), st.binary())
def test_any_bytes_under_any_name_are_documents_or_reasons(suffix, content):
    for packed in (content, gzip.compress(content, mtime=0)):
        for each in opened(f"file{suffix}", packed):
            assert isinstance(each, Document | Unreadable)
