import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import SourceError
from archive.formats.web_page.mhtml import MhtmlReader
from archive.model.document import Document
from tests.archive.formats.reading import read_whole

PAGE = """<html><head><title>Gr=FC=DFe aus Skarvik am letzten Tag</title></head><body>
<h1>Gr=FC=DFe aus Skarvik am letzten Tag</h1>
<p>Die letzte F=E4hre verlie=DF den Kai am Dienstag mit elf Leuten und einem Klavier an =
Bord.</p><p>Neunzig Jahre lang hatte sie die Post, die Milch und fast alle Br=E4ute der Insel =
gebracht.</p></body></html>"""
ADVERTISEMENT = "<html><body><p>Buy a boat, buy a boat, buy a boat.</p></body></html>"
SAVED = f"""From: <Saved by Blink>\r
Snapshot-Content-Location: https://post.example/ferry\r
Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\r
Date: Tue, 4 Jun 2019 10:00:00 +0200\r
MIME-Version: 1.0\r
Content-Type: multipart/related; type="text/html"; boundary="----edge"\r
\r
------edge\r
Content-Type: text/html\r
Content-Location: cid:frame-1\r
\r
{ADVERTISEMENT}\r
------edge\r
Content-Type: text/html; charset="iso-8859-1"\r
Content-Transfer-Encoding: quoted-printable\r
Content-Location: https://post.example/ferry\r
\r
{PAGE}\r
------edge\r
Content-Type: image/png\r
Content-Transfer-Encoding: base64\r
Content-Location: https://post.example/quay.png\r
\r
iVBORw0KGgo=\r
------edge--\r
"""


def read(content):
    (record,) = read_whole(MhtmlReader(), Document("page.mhtml", content, "multipart/related"))
    return record


def test_the_page_that_was_saved_is_read_and_the_whole_file_kept():
    record = read(SAVED.encode())
    assert record.article.headline == "Grüße aus Skarvik am letzten Tag"
    assert record.article.body == (
        "Die letzte Fähre verließ den Kai am Dienstag mit elf Leuten und einem Klavier an Bord.",
        "Neunzig Jahre lang hatte sie die Post, die Milch und fast alle Bräute der Insel gebracht.",
    )
    assert record.article.url == "https://post.example/ferry"
    assert record.article.provenance.address == "https://post.example/ferry"
    assert record.article.provenance.retrieved == "2019-06-04T10:00:00+02:00"
    assert record.raw.content == SAVED.encode()
    assert record.raw.media_type == "multipart/related"


def test_a_file_without_a_page_is_refused_with_a_reason():
    with pytest.raises(SourceError) as refusal:
        read(SAVED.replace("text/html", "text/plain").encode())
    assert str(refusal.value) == (
        "page.mhtml: there is no page in it: save it again as a single file"
    )


@pytest.mark.parametrize(
    "content",
    [
        SAVED.replace('type="text/html"', "a=b; " * 2_000).encode(),
        SAVED.encode() + b"\r\n------edge\r\n\r\n" * 60_000,
    ],
)
def test_headers_and_parts_without_end_are_refused_at_once(content):
    with pytest.raises(SourceError, match="more parts or longer headers than a saved page has"):
        read(content)


def test_a_date_that_is_none_is_left_out():
    record = read(SAVED.replace("4 Jun 2019", "99 Jun").encode())
    assert record.article.provenance.retrieved == ""


def test_a_saved_page_is_known_by_its_headers():
    reader = MhtmlReader()
    assert reader.recognizes(SAVED.encode()[:4096])
    assert not reader.recognizes(b"From: ann@post.example\r\nSubject: multipart/related\r\n\r\nHi")
    assert not reader.recognizes(b"The ferry stops.")


@given(st.integers(0, len(SAVED)), st.binary(max_size=60))
def test_whatever_is_broken_there_is_an_article_or_a_reason(place, noise):
    content = SAVED.encode()
    try:
        record = read(content[:place] + noise + content[place + len(noise) :])
    except SourceError as refusal:
        assert str(refusal).startswith("page.mhtml: ")
    else:
        assert record.article.body
