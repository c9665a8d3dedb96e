import gzip
import io
import json
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import SourceError
from archive.formats.format import HEAD_BYTES, Container
from archive.formats.web_archive.wacz import Wacz
from archive.formats.web_archive.warc_reader import WebArchive
from archive.model.document import Document, Source, Unreadable

SALT = b"<html><title>Salt boats return</title><p>The salt boats came back to Kisumu.</p></html>\n"
KITES = b"<html><title>Kites over Lodwar</title><p>Nobody was sure who flew them.</p></html>\n"


def warc(body, address):
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\n"
        "WARC-Date: 2019-06-04T08:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + block + b"\r\n\r\n", mtime=0)


MEMBERS = {
    "datapackage.json": json.dumps({"profile": "data-package", "wacz_version": "1.1.1"}).encode(),
    "archive/salt.warc.gz": warc(SALT, "https://kisumu.example/salt"),
    "indexes/index.cdx.gz": gzip.compress(b"example,kisumu)/salt 20190604080000 {}\n"),
    "archive/kites.warc": gzip.decompress(warc(KITES, "https://kisumu.example/kites")),
    "pages/pages.jsonl": b'{"format": "json-pages-1.0"}\n',
    "logs/crawl.log": b"done\n",
}


def zipped(members=MEMBERS, method=zipfile.ZIP_STORED):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return packed.getvalue()


WACZ = zipped()


def unpacked(content, stream_of=io.BytesIO):
    """What the web archives in it are called and hold, and the sentences about what is lost."""
    inside, bad = {}, []
    for each in Wacz().unpack(Source("crawl.wacz", stream_of(content))):
        if isinstance(each, Unreadable):
            bad.append(each.reason)
            continue
        inside[each.name] = []
        try:
            for found in WebArchive().unpack(each):
                if isinstance(found, Document):
                    inside[each.name].append(found.content)
                else:
                    bad.append(found.reason)
        except SourceError as error:
            bad.append(str(error))
    return inside, bad


class Unseekable(io.RawIOBase):
    """A stream as it comes out of a pipe."""

    def __init__(self, content):
        super().__init__()
        self._inner = io.BytesIO(content)

    def readable(self):
        return True

    def readinto(self, buffer):
        return self._inner.readinto(buffer)


BOTH = {
    "crawl.wacz/archive/salt.warc.gz": [SALT],
    "crawl.wacz/archive/kites.warc": [KITES],
}


def test_it_is_a_container():
    assert isinstance(Wacz(), Container)


@pytest.mark.parametrize("stream_of", [io.BytesIO, Unseekable])
@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_each_web_archive_in_it_is_a_stream_and_the_rest_is_passed_over(stream_of, method):
    assert unpacked(zipped(method=method), stream_of) == (BOTH, [])


def test_of_a_file_that_lost_its_end_what_is_there_is_given():
    inside, bad = unpacked(WACZ[: WACZ.index(b"pages/pages.jsonl") + 20])
    assert inside["crawl.wacz/archive/salt.warc.gz"] == [SALT]
    assert len(bad) >= 1
    assert all(reason.startswith("crawl.wacz") for reason in bad)


def test_a_damaged_web_archive_costs_no_other():
    damaged = bytearray(WACZ)
    at = WACZ.index(MEMBERS["archive/salt.warc.gz"])
    damaged[at + 30 : at + 34] = b"\xff\xff\xff\xff"
    inside, bad = unpacked(bytes(damaged))
    assert inside["crawl.wacz/archive/kites.warc"] == [KITES]
    assert any(reason.startswith("crawl.wacz/archive/salt.warc.gz: ") for reason in bad)


def test_an_encrypted_web_archive_is_named():
    # The flag stands in the local header and in the directory.
    damaged = bytearray(WACZ)
    name = b"archive/salt.warc.gz"
    damaged[WACZ.index(name) - 30 + 6] |= 1
    damaged[WACZ.rindex(name) - 46 + 8] |= 1
    inside, bad = unpacked(bytes(damaged))
    assert inside == {"crawl.wacz/archive/kites.warc": [KITES]}
    assert bad == ["crawl.wacz/archive/salt.warc.gz: encrypted, or packed by LZMA: pack it anew"]


def test_a_bomb_is_let_go_off():
    bomb = zipped({"archive/a.warc": b"\0" * 250_000_000}, zipfile.ZIP_DEFLATED)
    inside, bad = unpacked(bomb)
    assert inside == {"crawl.wacz/archive/a.warc": []}
    assert "it unpacks to more than 100 times its size" in bad[-1]


@pytest.mark.parametrize(
    "content",
    [b"", b"Salt boats", zipped({}), zipped({"pages/pages.jsonl": b"{}"})],
    ids=["empty", "no zip", "an empty zip", "no web archive"],
)
def test_what_holds_no_web_archive_is_refused(content):
    with pytest.raises(SourceError, match=r"^crawl\.wacz: no "):
        unpacked(content)


@pytest.mark.parametrize(
    ("content", "known"),
    [
        (WACZ, True),
        (zipped({"indexes/index.cdxj": b"", **MEMBERS}), True),
        (zipped({"datapackage.json": b"{}", "data/table.csv": b""}), False),
        (zipped({"archive/2019/story.html": SALT}), False),
        (zipped({"[Content_Types].xml": b""}), False),
        (MEMBERS["archive/kites.warc"], False),
        (b"", False),
    ],
)
def test_it_is_known_by_its_first_bytes(content, known):
    assert Wacz().recognizes(content[:HEAD_BYTES]) is known


@given(st.floats(0, 1), st.integers(0, 40), st.binary(max_size=20))
def test_a_file_damaged_anywhere_gives_pages_or_reasons(where, gone, put):
    at = int(where * len(WACZ))
    try:
        inside, bad = unpacked(WACZ[:at] + put + WACZ[at + gone :])
    except SourceError as error:
        assert str(error).startswith("crawl.wacz: ")
    else:
        assert all(reason.startswith("crawl.wacz") for reason in bad)
        assert all(name.startswith("crawl.wacz/archive/") for name in inside)
