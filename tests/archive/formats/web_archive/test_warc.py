import gzip
import io
import json
import random
import re
import zlib
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import brotli
import pytest
import zstandard
from hypothesis import example, given
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from archive.errors import SourceError
from archive.formats.container.limits import FREE_BYTES, LARGEST_RATIO
from archive.formats.format import Container
from archive.formats.web_archive import warc_records
from archive.formats.web_archive.gzip_members import Inflater
from archive.formats.web_archive.warc_reader import WebArchive
from archive.model.document import Document, Source, Unreadable
from tests.support.work import steps

DATE = "2019-06-04T08:00:00Z"
SALT = b"<html><title>Salt boats return</title><p>The salt boats came back to Kisumu.</p></html>\n"
KITES = b"<html><title>Kites over Lodwar</title><p>Nobody was sure who flew them.</p></html>\n"
GOATS = b"<html><title>Goats take the pass</title><p>Traffic waited until noon.</p></html>\n"
PAGES = (SALT, KITES, GOATS)


def unpacked(content, name="crawl.warc"):
    """The documents of a web archive, and the sentences about what is lost."""
    found = list(WebArchive().unpack(Source(name, io.BytesIO(content))))
    bad = [each for each in found if isinstance(each, Unreadable)]
    for each in bad:
        assert each.reason.startswith(f"{name}: ")
        assert each.name == name
    return [each for each in found if isinstance(each, Document)], [each.reason for each in bad]


def http(body, *fields, status="200 OK", media_type="text/html; charset=utf-8"):
    lines = [
        f"HTTP/1.1 {status}",
        *([f"Content-Type: {media_type}"] if media_type else []),
        *fields,
    ]
    return "\r\n".join([*lines, "", ""]).encode() + body


def record(block, kind="response", address="https://kisumu.example/salt", length=None, **fields):
    """A WARC record; fields' names with underscores for hyphens."""
    stated = {
        "WARC-Type": kind,
        "WARC-Target-URI": address,
        "WARC-Date": DATE,
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": len(block) if length is None else length,
    } | {name.replace("_", "-"): value for name, value in fields.items()}
    lines = [f"{name}: {value}\r\n" for name, value in stated.items() if value != ""]
    return b"WARC/1.0\r\n" + "".join(lines).encode() + b"\r\n" + block + b"\r\n\r\n"


def page(number):
    return record(http(PAGES[number]), address=f"https://kisumu.example/{number}")


def arc(*blocks):
    beginning = b"1 0 Lakeside Crawl\nURL IP-address Archive-date Content-type Archive-length\n"
    records = [b"filedesc://lake.arc 0.0.0.0 20050216050221 text/plain %d\n" % len(beginning)]
    records += [beginning, b"\n"]
    for number, block in enumerate(blocks):
        line = f"http://kisumu.example/{number} 192.0.2.7 20050216050221 text/html {len(block)}\n"
        records += [line.encode(), block, b"\n"]
    return b"".join(records)


def gzipped(*members):
    return b"".join(gzip.compress(member, mtime=0) for member in members)


def contents(documents):
    return [document.content for document in documents]


def test_it_is_a_container():
    assert isinstance(WebArchive(), Container)


def test_a_response_is_a_document_with_its_address_date_and_place():
    documents, bad = unpacked(record(b"software: x\r\n", "warcinfo") + page(0))
    assert bad == []
    assert documents == [
        Document(
            name="crawl.warc",
            content=SALT,
            media_type="text/html; charset=utf-8",
            address="https://kisumu.example/0",
            retrieved=DATE,
            position=2,
        )
    ]


@pytest.mark.parametrize(
    "packed",
    [
        page(0) + page(1) + page(2),
        gzipped(page(0), page(1), page(2)),
        gzipped(page(0) + page(1) + page(2)),
        gzipped(page(0)[:100], page(0)[100:] + page(1), page(2)) + bytes(512),
        (page(0) + page(1) + page(2)).replace(b"\r\n\r\nWARC", b"\nWARC").removesuffix(b"\r\n\r\n"),
    ],
    ids=["plain", "a member each", "one member", "members cut anywhere, padded", "no blank lines"],
)
def test_the_same_pages_come_out_however_they_are_packed(packed):
    documents, bad = unpacked(packed)
    assert contents(documents) == list(PAGES)
    assert [document.position for document in documents] == [1, 2, 3]
    assert bad == []


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzipped"])
def test_arc_files_are_read_and_their_dates_are_iso_8601(pack):
    documents, bad = unpacked(pack(arc(http(SALT), http(KITES))), "lake.arc")
    assert bad == []
    assert [(each.address, each.retrieved, each.position) for each in documents] == [
        ("http://kisumu.example/0", "2005-02-16T05:02:21Z", 2),
        ("http://kisumu.example/1", "2005-02-16T05:02:21Z", 3),
    ]
    assert contents(documents) == [SALT, KITES]


@pytest.mark.parametrize(
    ("stated", "read"),
    [
        ("2019-06-04T08:00:00.123456Z", "2019-06-04T08:00:00.123456Z"),
        ("2019-06", "2019-06"),
        ("2019", "2019"),
        ("2019-06-31T08:00:00Z", ""),
        ("last Tuesday", ""),
        ("", ""),
    ],
)
def test_a_date_is_kept_as_stated_if_there_is_such_a_date(stated, read):
    (document,), bad = unpacked(record(http(SALT), WARC_Date=stated))
    assert (document.retrieved, bad) == (read, [])


@pytest.mark.parametrize(
    ("stated", "read"),
    [
        ("<https://kisumu.example/salt>", "https://kisumu.example/salt"),
        ("https://kisumu.example/salt boats", "https://kisumu.example/salt%20boats"),
        ("", None),
    ],
)
def test_an_address_is_mended_as_far_as_it_is_known_how(stated, read):
    (document,), bad = unpacked(record(http(SALT), address=stated))
    assert (document.address, bad) == (read, [])


JSON = "application/json"
PASSED_OVER = {
    "request": record(b"GET / HTTP/1.1\r\n\r\n", "request"),
    "warcinfo": record(b"software: x\r\n", "warcinfo"),
    "metadata": record(b"via: x\r\n", "metadata"),
    "revisit": record(http(b""), "revisit"),
    "continuation": record(SALT, "continuation"),
    "redirect": record(http(SALT, "Location: /", status="301 Moved Permanently")),
    "not found": record(http(SALT, status="404 Not Found")),
    "part of a page": record(http(SALT, status="206 Partial Content")),
    "not modified": record(http(b"", status="304 Not Modified")),
    "image": record(http(b"\x89PNG", media_type="image/png")),
    "style": record(http(b"p {}", media_type="text/css")),
    "script": record(http(b"1", media_type="application/javascript")),
    "font": record(http(b"wOF2", media_type="font/woff2")),
    "json": record(http(b"{}", media_type=JSON)),
    "feed": record(http(b"<rss/>", media_type="application/rss+xml")),
    "sitemap": record(http(b"<urlset/>", media_type="text/xml")),
    "robots.txt": record(
        http(b"Disallow: /", media_type="text/plain"), address="https://kisumu.example/robots.txt"
    ),
    "dns": record(b"20190604\nkisumu.example. 300 IN A 192.0.2.7\n", address="dns:kisumu.example"),
    "log": record(
        b"fetched\n", "resource", "metadata://example/wget.log", Content_Type="text/plain"
    ),
    "extracted text": record(
        b"Salt", "resource", "urn:text:https://kisumu.example/", Content_Type="text/plain"
    ),
    "nothing": record(http(b"")),
    "nobody knows": record(http(b"\x00\x01", media_type="application/octet-stream")),
}


@pytest.mark.parametrize("content", PASSED_OVER.values(), ids=PASSED_OVER)
def test_what_holds_no_article_is_passed_over_in_silence(content):
    documents, bad = unpacked(content + page(1))
    assert (contents(documents), bad) == ([KITES], [])
    assert documents[0].position == 2


def test_an_archive_without_a_page_says_what_it_holds():
    images = record(http(b"\x89PNG", media_type='"image/png"')) * 10
    found = unpacked(images + PASSED_OVER["request"] * 2 + PASSED_OVER["redirect"])
    said = "13 records: 10 images, 2 requests, 1 redirect: no page: there is nothing to add"
    assert found == ([], [f"crawl.warc: {said}"])
    _, (reason,) = unpacked(b"".join(PASSED_OVER.values()))
    assert reason.startswith(
        "crawl.warc: 22 records: 3 files for crawlers, 2 redirects, 1 request, "
    )
    assert ", 11 others: no page" in reason


@pytest.mark.parametrize("content", PASSED_OVER.values(), ids=PASSED_OVER)
def test_no_archive_ends_without_a_word(content):
    _, (reason,) = unpacked(content)
    assert reason.startswith("crawl.warc: 1 record: 1 ")
    assert reason.endswith(": no page: there is nothing to add")


GIVEN = {
    "html": (record(http(SALT)), "text/html; charset=utf-8", SALT),
    "html, said twice": (
        record(http(SALT, media_type="text/html, text/html; charset=euc-kr")),
        "text/html",
        SALT,
    ),
    "xhtml": (
        record(http(SALT, media_type="application/xhtml+xml")),
        "application/xhtml+xml",
        SALT,
    ),
    "text": (record(http(b"Salt boats", media_type="text/plain")), "text/plain", b"Salt boats"),
    "pdf": (
        record(http(b"%PDF-1.4", media_type="application/pdf")),
        "application/pdf",
        b"%PDF-1.4",
    ),
    "quoted": (record(http(SALT, media_type='"text/html"')), "text/html", SALT),
    "quoted with its charset": (
        record(http(SALT, media_type="'text/html; charset=utf-8'")),
        "text/html; charset=utf-8'",
        SALT,
    ),
    "two semicolons": (
        record(http(SALT, media_type="text/html;;charset=utf-8")),
        "text/html; charset=utf-8",
        SALT,
    ),
    "no semicolon": (
        record(http(SALT, media_type="text/html charset=utf-8")),
        "text/html; charset=utf-8",
        SALT,
    ),
    "upper case": (record(http(SALT, media_type="TEXT/HTML")), "TEXT/HTML", SALT),
    "no type at all": (record(http(SALT, media_type="html")), "text/html", SALT),
    "any type": (record(http(SALT, media_type="*/*")), "text/html", SALT),
    "a page as xml": (record(http(SALT, media_type="text/xml")), "text/html", SALT),
    "quoted resource": (record(SALT, "resource", Content_Type='"text/html"'), "text/html", SALT),
    "no type": (record(http(SALT, media_type="")), "text/html", SALT),
    "pdf of no type": (
        record(http(b"%PDF-1.4", media_type="application/octet-stream")),
        "application/pdf",
        b"%PDF-1.4",
    ),
    "not authoritative": (
        record(http(SALT, status="203 Non-Authoritative Information")),
        "text/html; charset=utf-8",
        SALT,
    ),
    "http/2": (
        record(http(SALT).replace(b"HTTP/1.1 200 OK", b"HTTP/2 200")),
        "text/html; charset=utf-8",
        SALT,
    ),
    "resource": (record(SALT, "resource", Content_Type="text/html"), "text/html", SALT),
    "conversion": (
        record(b"Salt boats", "conversion", Content_Type="text/plain"),
        "text/plain",
        b"Salt boats",
    ),
}


@pytest.mark.parametrize(("content", "media_type", "body"), GIVEN.values(), ids=GIVEN)
def test_what_can_hold_an_article_is_given(content, media_type, body):
    documents, bad = unpacked(content)
    assert [(each.media_type, each.content) for each in documents] == [(media_type, body)]
    assert bad == []


def chunked(body, size=30):
    chunks = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks) + b"0\r\n\r\n"


def raw_deflated(body):
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


CODINGS = {
    "chunked": (chunked(SALT), ["Transfer-Encoding: chunked"]),
    "not chunked, though it says so": (SALT, ["Transfer-Encoding: chunked"]),
    "gzip": (gzip.compress(SALT, mtime=0), ["Content-Encoding: gzip"]),
    "gzip of two members": (gzipped(SALT[:20], SALT[20:]), ["Content-Encoding: x-gzip"]),
    "chunked gzip": (
        chunked(gzip.compress(SALT, mtime=0)),
        ["Transfer-Encoding: chunked", "Content-Encoding: GZIP"],
    ),
    "gzip twice": (
        gzip.compress(gzip.compress(SALT, mtime=0), mtime=0),
        ["Content-Encoding: gzip, gzip"],
    ),
    "deflate": (zlib.compress(SALT), ["Content-Encoding: deflate"]),
    "deflate without its header": (raw_deflated(SALT), ["Content-Encoding: deflate"]),
    "brotli": (brotli.compress(SALT), ["Content-Encoding: br"]),
    "zstd": (zstandard.compress(SALT), ["Content-Encoding: zstd"]),
    "zstd of two frames": (
        zstandard.compress(SALT[:20]) + zstandard.compress(SALT[20:]),
        ["Content-Encoding: ZSTD"],
    ),
    "chunked zstd of no stated size": (
        chunked(zstandard.ZstdCompressor(write_content_size=False).compress(SALT)),
        ["Transfer-Encoding: chunked", "Content-Encoding: zstd"],
    ),
    "brotli, then zstd": (
        zstandard.compress(brotli.compress(SALT)),
        ["Content-Encoding: br, zstd"],
    ),
    "zstd, then gzip": (
        gzip.compress(zstandard.compress(SALT), mtime=0),
        ["Content-Encoding: zstd,gzip"],
    ),
    "quoted": (zstandard.compress(SALT), ['Content-Encoding: "zstd"']),
    "decoded, though it says gzip": (SALT, ["Content-Encoding: gzip"]),
    "decoded, though it says deflate": (SALT, ["Content-Encoding: deflate"]),
    "decoded, though it says br": (SALT, ["Content-Encoding: br"]),
    "decoded, though it says zstd": (SALT, ["Content-Encoding: zstd"]),
    "a charset in the wrong place": (SALT, ["Content-Encoding: utf-8"]),
}


@pytest.mark.parametrize(("body", "fields"), CODINGS.values(), ids=CODINGS)
def test_chunks_and_codings_are_undone_where_they_are_there(body, fields):
    documents, bad = unpacked(record(http(body, *fields)))
    assert (contents(documents), bad) == ([SALT], [])


WHERE = "crawl.warc: record 1 at offset 0 (https://kisumu.example/salt)"
AGAIN = "get a whole copy and add it again"
KEPT = f"what it holds is kept; {AGAIN}"
GZ = gzip.compress(SALT, mtime=0)
ZSTD = "Content-Encoding: zstd"
ZSTD_WITH_CHECKSUM = zstandard.ZstdCompressor(write_checksum=True).compress(SALT)
SHA1 = "sha1:" + "A" * 32
DAMAGED = {
    "a chunk that breaks off": (
        record(http(chunked(SALT)[:50], "Transfer-Encoding: chunked")),
        SALT[:40],
        f"its last chunk breaks off: {KEPT}",
    ),
    "no last chunk": (
        record(http(b"4\r\nsalt\r\n", "Transfer-Encoding: chunked")),
        b"salt",
        f"its last chunk is missing: {KEPT}",
    ),
    "a chunk of a wrong length": (
        record(http(b"4\r\nsalt\r\nboats", "Transfer-Encoding: chunked")),
        b"saltboats",
        f"its chunks are damaged: {KEPT}",
    ),
    "gzip that breaks off": (
        record(http(GZ[:-5], "Content-Encoding: gzip")),
        SALT,
        f"its gzip coding breaks off: {KEPT}",
    ),
    "gzip with a wrong checksum": (
        record(http(GZ[:-8] + bytes(8), "Content-Encoding: gzip")),
        SALT[:-1],
        "its gzip coding is damaged (Error -3 while decompressing data: incorrect data check): "
        + KEPT,
    ),
    "brotli that breaks off": (
        record(http(brotli.compress(SALT * 400)[:-1], "Content-Encoding: br")),
        None,
        f"its Brotli coding breaks off: {KEPT}",
    ),
    "zstd that breaks off": (
        record(http(zstandard.compress(SALT) + zstandard.compress(KITES)[:9], ZSTD)),
        SALT,
        f"its Zstandard coding breaks off: {KEPT}",
    ),
    "zstd with a wrong checksum": (
        record(http(ZSTD_WITH_CHECKSUM[:-4] + bytes(4), ZSTD)),
        SALT,
        f"its Zstandard coding is damaged (Restored data doesn't match checksum): {KEPT}",
    ),
    "fewer bytes than announced": (
        record(http(SALT, "Content-Length: 1000")),
        SALT,
        f"of 1,000 bytes that were announced, {len(SALT)} are there: {KEPT}",
    ),
    "cut off by the crawler": (
        record(http(SALT), WARC_Truncated="time"),
        SALT,
        f"it was cut off when it was fetched (time): {KEPT}",
    ),
    "a segment": (
        record(http(SALT), WARC_Segment_Number="1"),
        SALT,
        f"it was cut off when it was fetched (its rest is in other records): {KEPT}",
    ),
    "a wrong digest": (
        record(http(SALT), WARC_Block_Digest=SHA1, WARC_Payload_Digest=SHA1),
        SALT,
        f"it is not what its digest was made of: {KEPT}",
    ),
    "an end before its time": (
        record(http(SALT))[:-50],
        SALT[:-46],
        f"it breaks off after 101 bytes of 147: {KEPT}",
    ),
}


@pytest.mark.parametrize(("content", "body", "reason"), DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_page_is_given_with_its_reason(content, body, reason):
    documents, bad = unpacked(content)
    assert bad == [f"{WHERE}: {reason}"]
    assert len(documents) == 1
    assert documents[0].content == body or (body is None and SALT in documents[0].content)


LOST = {
    "no gzip at all": (
        record(http(b"\0\1\2\3", "Content-Encoding: gzip")),
        "its gzip coding is damaged (Error -3 while decompressing data: incorrect header check): "
        + AGAIN,
    ),
    "zstd that breaks off at once": (
        record(http(b"\x28\xb5\x2f\xfd\x00\x01", ZSTD)),
        f"its Zstandard coding breaks off: {AGAIN}",
    ),
    "no zstd at all": (
        record(http(b"\0\1\2\3" * 9, ZSTD)),
        f"its Zstandard coding is damaged (Unknown frame descriptor): {AGAIN}",
    ),
    "a coding that nobody uses": (
        record(http(b"\x1f\x9d\x90\1\2", "Content-Encoding: compress")),
        "it is packed by compress, which is not read: save it unpacked",
    ),
    "coded over and over": (
        record(http(SALT, "Content-Encoding: gzip, gzip, gzip, gzip, gzip")),
        "it was coded 5 times over: save it again",
    ),
}


@pytest.mark.parametrize(("content", "reason"), LOST.values(), ids=LOST)
def test_of_a_page_that_cannot_be_had_the_reason_is_given_and_the_rest_goes_on(content, reason):
    documents, bad = unpacked(content + page(1))
    assert (contents(documents), bad) == ([KITES], [f"{WHERE}: {reason}"])


@pytest.mark.parametrize(
    ("algorithm", "payload"),
    [("sha256", SALT), ("sha256", chunked(SALT))],
    ids=["of the page", "of its chunks"],
)
def test_a_digest_of_the_payload_may_be_made_before_or_after_its_chunks_are_put_together(
    algorithm, payload
):
    stated = f"{algorithm}:{sha256(payload).hexdigest()}"
    content = http(chunked(SALT), "Transfer-Encoding: chunked")
    documents, bad = unpacked(record(content, WARC_Payload_Digest=stated))
    assert (contents(documents), bad) == ([SALT], [])


def test_a_length_that_is_too_long_does_not_swallow_the_next_record():
    wrong = record(http(SALT), length=len(http(SALT)) + 99)
    documents, bad = unpacked(wrong + page(1) + page(2))
    assert contents(documents) == list(PAGES)
    assert bad == [f"{WHERE}: its length is wrong (246 stated), 147 bytes found: {KEPT}"]


def test_a_length_that_is_missing_is_found():
    wrong = record(http(SALT), length="")
    documents, bad = unpacked(wrong + page(1) + page(2))
    assert contents(documents) == list(PAGES)
    assert bad == [f"{WHERE}: its length is not stated, 147 bytes found: {KEPT}"]


def test_a_length_that_is_too_short_is_mended_if_the_digest_says_so():
    block = http(SALT)
    digest = f"sha256:{sha256(block).hexdigest()}"
    wrong = record(block, length=len(block) - 9, WARC_Block_Digest=digest)
    documents, bad = unpacked(wrong + page(1))
    assert contents(documents) == [SALT, KITES]
    assert bad == [f"{WHERE}: its length is wrong (138 stated), 147 bytes found: {KEPT}"]


def test_bytes_between_records_are_told_of_and_belong_to_neither():
    documents, bad = unpacked(page(0) + b"\x00garbage\x00" * 3 + page(1))
    assert contents(documents) == [SALT, KITES]
    (reason,) = bad
    assert reason == (
        f"crawl.warc: after record 1, at offset {len(page(0))}: 27 bytes are no record: what is "
        f"before and after it is kept; {AGAIN}"
    )


def test_after_a_damaged_gzip_member_reading_goes_on_at_the_next():
    members = [gzipped(page(number)) for number in range(3)]
    middle = bytearray(members[1])
    middle[40:44] = b"\xff\xff\xff\xff"
    documents, bad = unpacked(members[0] + bytes(middle) + members[2])
    assert contents(documents)[0] == SALT
    assert contents(documents)[-1] == GOATS
    assert any("gzip data is damaged" in reason for reason in bad)


def test_a_gzip_member_with_a_wrong_checksum_gives_its_page_and_is_named():
    members = [gzipped(page(number)) for number in range(3)]
    documents, bad = unpacked(members[0] + members[1][:-8] + bytes(8) + members[2])
    assert contents(documents) == list(PAGES)
    (reason,) = bad
    assert reason == (
        f"crawl.warc: record 2 at offset {len(members[0])} (https://kisumu.example/1): its gzip "
        f"data is damaged (Error -3 while decompressing data: incorrect data check): {KEPT}"
    )


def test_of_one_gzip_stream_that_breaks_off_all_whole_pages_are_given():
    noise = random.Random(7)  # noqa: S311 - noise that is the same every time
    pages = [f"<html>{noise.getrandbits(4000):x}</html>".encode() for _ in range(40)]
    packed = gzipped(b"".join(record(http(each)) for each in pages))
    documents, bad = unpacked(packed[: len(packed) // 2])
    assert 15 < len(documents) < 25
    assert contents(documents)[:-1] == pages[: len(documents) - 1]
    assert pages[len(documents) - 1].startswith(documents[-1].content)
    assert len(bad) == 1
    assert "its gzip data breaks off" in bad[0]


class Failing(io.RawIOBase):
    """A stream that fails after its bytes."""

    def __init__(self, content):
        super().__init__()
        self._inner = io.BytesIO(content)

    def readable(self):
        return True

    def read(self, size=-1):
        content = self._inner.read(size)
        if not content:
            raise OSError("the disk is gone")
        return content


def test_a_stream_that_fails_is_named_after_what_came_before():
    found = list(WebArchive().unpack(Source("crawl.warc", Failing(page(0) + page(1)[:-60]))))
    assert [each.content for each in found if isinstance(each, Document)] == [SALT, KITES[:-56]]
    (bad,) = [each.reason for each in found if isinstance(each, Unreadable)]
    assert "it cannot be read on (the disk is gone)" in bad


@pytest.mark.parametrize(
    "content", [b"", b"\n\n", b"Salt boats return\n", gzip.compress(b"Salt", mtime=0)]
)
def test_a_file_without_a_record_is_refused(content):
    with pytest.raises(SourceError, match=r"^salt\.warc: no record of a web archive in it"):
        unpacked(content, "salt.warc")


def test_what_is_too_large_for_a_page_is_named_and_films_are_not(monkeypatch):
    monkeypatch.setattr(warc_records, "LARGEST_BLOCK_BYTES", 100_000)
    large = b"<html>" + b"salt " * 100_000
    film = record(http(large, media_type="video/mp4"))
    documents, bad = unpacked(page(0) + record(http(large)) + film + page(2))
    assert contents(documents) == [SALT, GOATS]
    assert [each.position for each in documents] == [1, 4]
    (reason,) = bad
    assert reason.startswith("crawl.warc: record 2 at offset ")
    assert "larger than " in reason


@pytest.mark.parametrize(
    "content",
    [
        gzipped(page(0)) + gzip.compress(b"\0" * 400_000_000, 1, mtime=0),
        page(0)
        + record(http(gzip.compress(b"<" * 45_000_000, mtime=0), "Content-Encoding: gzip")) * 20,
    ],
    ids=["of the file", "of its pages"],
)
def test_a_bomb_is_let_go_off_in_bounds(content, monkeypatch):
    pieces = Inflater.pieces
    came = []

    def counted(inflater, packed):
        for piece in pieces(inflater, packed):
            came.append(len(piece))
            yield piece

    monkeypatch.setattr(Inflater, "pieces", counted)
    documents, bad = unpacked(content)
    # One page more may be unpacked before it is counted.
    assert sum(came) < FREE_BYTES + LARGEST_RATIO * len(content) + warc_records.LARGEST_BLOCK_BYTES
    assert documents[0].content == SALT
    assert len(documents) < 20
    assert "it unpacks to more than 100 times its size" in bad[-1]


@pytest.mark.parametrize(
    ("head", "known"),
    [
        (page(0), True),
        (gzip.compress(page(0), mtime=0), True),
        (gzip.compress(page(0) * 100, mtime=0)[:300], True),
        (arc(http(SALT)), True),
        (gzip.compress(arc(http(SALT)), mtime=0), True),
        (b"<html>WARC/1.0", False),
        (gzip.compress(b"Salt boats", mtime=0), False),
        (b"\x1f\x8b\x08\xff\xff", False),
        (b"", False),
    ],
)
def test_it_is_known_by_its_first_bytes(head, known):
    assert WebArchive().recognizes(head) is known


SMALL = {
    "plain": page(0) + page(1) + page(2),
    "a member each": gzipped(page(0), page(1), page(2)),
    "one member": gzipped(page(0) + page(1) + page(2)),
    "arc": arc(http(SALT), http(KITES), http(GOATS)),
}
# Where each page's bytes end, so that what comes later leaves it whole.
ENDS = {
    "plain": [len(page(0)), len(page(0) + page(1)), len(SMALL["plain"])],
    "a member each": [
        len(gzipped(page(0))),
        len(gzipped(page(0), page(1))),
        len(SMALL["a member each"]),
    ],
    "one member": [],
    "arc": [SMALL["arc"].index(body) + len(body) + 1 for body in PAGES],
}


def whole_pages_come_first(kind, damaged, first_damage):
    documents = []

    def unpack():
        try:
            documents.extend(unpacked(damaged)[0])
        except SourceError as error:
            assert str(error).startswith("crawl.warc: ")

    # Whatever a length claims, no more is looked at than there is: measured at 4,000.
    assert steps(unpack) < 40_000
    whole = sum(end <= first_damage for end in ENDS[kind])
    assert contents(documents)[:whole] == list(PAGES[:whole])


@given(st.sampled_from(sorted(SMALL)), st.floats(0, 1))
def test_a_file_cut_anywhere_gives_all_before_the_cut(kind, where):
    cut = int(where * len(SMALL[kind]))
    whole_pages_come_first(kind, SMALL[kind][:cut], cut)


@given(
    st.sampled_from(sorted(SMALL)),
    st.floats(0, 1),
    st.integers(0, 40),
    st.binary(max_size=40)
    | st.sampled_from([b"\r\n", b"WARC/1.0\r\n", b"\x1f\x8b\x08\0", b"9" * 9]),
)
@example("plain", 0.5, 0, b"\r\n\r\nWARC/1.0\r\nContent-Length: 99999999999\r\n\r\n")
def test_a_file_damaged_anywhere_gives_all_before_the_damage(kind, where, gone, put):
    content = SMALL[kind]
    at = int(where * len(content))
    whole_pages_come_first(kind, content[:at] + put + content[at + gone :], at)


@given(st.integers(0, 2), st.integers(4, 60), st.integers(1, 255))
def test_a_damaged_gzip_member_costs_no_other_member(number, at, flip):
    members = [bytearray(gzipped(page(each))) for each in range(3)]
    members[number][at] ^= flip
    documents, _bad = unpacked(b"".join(map(bytes, members)))
    others = [body for each, body in enumerate(PAGES) if each != number]
    assert [body for body in contents(documents) if body in others] == others


_PARTS = st.sampled_from(
    [b"WARC/1.0\r\n", b"\r\n", b"\n", b"Content-Length: 5\r\n", b"Content-Length: -1\r\n",
     b"WARC-Type: response\r\n", b"HTTP/1.1 200 OK\r\n", b"Content-Type: text/html\r\n",
     b"Content-Encoding: gzip\r\n", b"Transfer-Encoding: chunked\r\n", b"5\r\n", b"\x1f\x8b\x08\0",
     b"http://a.example/ 192.0.2.7 20050216050221 text/html 9\n", page(0), gzipped(page(1))]
)  # fmt: skip


@given(st.lists(_PARTS | st.binary(max_size=8)).map(b"".join))
def test_any_bytes_are_pages_or_reasons(content):
    try:
        documents, bad = unpacked(content)
    except SourceError as error:
        assert str(error).startswith("crawl.warc: no record")
    else:
        assert len(documents) + len(bad) <= 2 * len(content)
        assert all(each.content.strip() and each.position > 0 for each in documents)


# What each of the files of warcio's own tests holds, and what is wrong with it.
REAL = {
    "bad.arc": (0, ["its length is not stated, 0 bytes found", "its length is not stated"]),
    "example-bad-non-chunked.warc.gz": (1, []),
    "example-bad.warc.gz.bad": (1, []),
    # Requests only: no article is lost by their digests.
    "example-digest.warc": (0, ["4 records: 4 requests: no page"]),
    "example-iana.org-chunked.warc": (1, []),
    "example-resource.warc.gz": (1, []),
    # A picture.
    "example-space-in-target-uri.warc.gz": (0, ["1 description of the crawl, 1 image: no page"]),
    # Its newlines were changed, and with them its length.
    "example-space-in-url.arc": (1, ["it breaks off after 1,579 bytes of 1,591"]),
    "example-trunc.warc": (1, ["its length is wrong (973 stated), 975 bytes found"]),
    "example-wget-bad-target-uri.warc.gz": (1, []),
    "example-wrong-chunks.warc.gz": (
        1,
        ["of 1,271 bytes that were announced, 1,270 are there"],
    ),
    "example.arc": (1, []),
    "example.arc.gz": (1, []),
    "example.warc": (1, []),
    "example.warc.gz": (1, []),
    # What a programming interface answered.
    "post-test.warc.gz": (0, ["3 application/json files, 3 requests: no page"]),
}


@pytest.mark.shared
def test_every_file_of_warcios_tests_gives_what_can_be_had(shared_data):
    paths = sorted((shared_data / "warcio/test/data").iterdir())
    assert [path.name for path in paths] == sorted(REAL)
    for path in paths:
        documents, bad = unpacked(path.read_bytes(), path.name)
        count, reasons = REAL[path.name]
        assert len(documents) == count, path.name
        assert len(bad) == len(reasons), (path.name, bad)
        for sentence, reason in zip(bad, reasons, strict=True):
            where = (
                r"record \d at offset \d+" if count else r"\d records?\b|record \d at offset \d+"
            )
            assert re.match(rf"{re.escape(path.name)}: (?:{where})", sentence)
            assert reason in sentence
        for document in documents:
            assert b"<title>" in document.content
            assert document.content.rstrip().endswith(b"</html>")
            assert document.address.startswith("http")


@pytest.mark.shared
def test_the_saved_pages_come_out_of_a_web_archive_as_they_were(shared_data, tmp_path):
    folder = shared_data / "extraction"
    truth = json.loads((folder / "scrapinghub-aeb/ground-truth.json").read_text())
    paths = sorted((folder / "scrapinghub-aeb/html").glob("*.html.gz"))
    paths += sorted((folder / "fundus").rglob("*.html.gz"))
    path = tmp_path / "saved.warc.gz"
    began = datetime(2025, 4, 16, tzinfo=UTC)
    expected = []
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        for number, saved in enumerate(paths):
            stem = saved.name.removesuffix(".html.gz")
            address = truth.get(stem, {}).get("url") or f"https://news.example/{stem}"
            date = (began + timedelta(minutes=number)).strftime("%Y-%m-%dT%H:%M:%SZ")
            content = gzip.decompress(saved.read_bytes())
            writer.write_record(
                writer.create_warc_record(
                    address,
                    "response",
                    payload=io.BytesIO(content),
                    length=len(content),
                    http_headers=StatusAndHeaders(
                        "200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1"
                    ),
                    warc_headers_dict={"WARC-Date": date},
                )
            )
            expected.append((address, date, sha256(content).hexdigest(), number + 1))
    with path.open("rb") as stream:
        found = list(WebArchive().unpack(Source(path.name, stream)))
    assert len(found) == 297
    assert [
        (each.address, each.retrieved, sha256(each.content).hexdigest(), each.position)
        for each in found
    ] == expected
