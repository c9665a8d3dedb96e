"""The download of an article: named by what the store keeps of the file it came in."""

import pytest

from archive.model.article import Provenance
from tests.webui.fake_archive import RAW, an_article
from webui.formatting import size_text
from webui.pages.download import download_of

LINES, ENTRY, ROW = "application/x-ndjson", "application/json", "text/csv"
MAIL, PAGE = "message/rfc822", "text/html"


def of(source, media_type, position=1):
    found = download_of(
        an_article(provenance=Provenance(RAW.sha256, media_type, source, position)), 5
    )
    return found.name, found.holds


@pytest.mark.parametrize(
    ("source", "media_type", "name"),
    [
        ("a/stories.jsonl", LINES, "stories-3.jsonl"),
        ("stories.jsonl.gz", LINES, "stories-3.jsonl"),
        ("stories.ndjson", LINES, "stories-3.ndjson"),
        ("export.zip/2019/stories.jsonl", LINES, "stories-3.jsonl"),
        ("https://example.org/export", LINES, "export-3.jsonl"),
        ("기사.json", ENTRY, "기사-3.json"),
        ("Stories.CSV", ROW, "Stories-3.csv"),
        ("stories.tsv.gz", ROW, "stories-3.tsv"),
        ("-", LINES, "--3.jsonl"),
        ("mail.mbox", MAIL, "mail-3.eml"),
        ("mail.mbox.gz", MAIL, "mail-3.eml"),
        ("crawl.warc.gz", PAGE, "crawl-3.html"),
        ("crawl.wacz/archive/data.warc.gz", PAGE, "data-3.html"),
        ("crawl.arc", "application/pdf", "crawl-3.pdf"),
    ],
)
def test_a_record_of_a_larger_file_bears_its_name_and_number(source, media_type, name):
    named, holds = of(source, media_type, 3)
    assert named == name
    assert "alone" in holds


@pytest.mark.parametrize(
    ("source", "media_type", "name", "holds"),
    [
        ("ferries.txt", "text/plain", "ferries.txt", "the whole file"),
        ("ferries.txt.gz", "text/plain", "ferries.txt", "the whole file"),
        ("ferries", "text/plain", "ferries.txt", "the whole file"),
        ("export.zip/2019/story.html", PAGE, "story.html", "the whole file"),
        ("https://example.org/story.php?id=3", PAGE, "story.php.html", "the whole file"),
        ("letter.eml", MAIL, "letter.eml", "the whole file"),
        ("news.xml", "application/rss+xml", "news.xml", "the whole feed"),
        ("issue.epub", "application/epub+zip", "issue.epub", "the whole book"),
        ("item.xml", "application/nitf+xml", "item.xml", "the whole file"),
        ("odd.bin", "application/x-odd", "odd.bin", "the whole file"),
    ],
)
def test_a_whole_file_keeps_its_name(source, media_type, name, holds):
    assert of(source, media_type) == (name, holds)


def test_the_link_says_what_is_downloaded_and_the_file_has_that_name(client_of, page_of):
    record = an_article(id="r", provenance=Provenance(RAW.sha256, LINES, "stories.jsonl", 3))
    page = page_of("/articles/r", [record])
    link = page.one("a", class_="download")
    assert link.text == "Download this record alone"
    card = page.one("aside", class_="card")
    assert card.text.endswith(", as it came in stories-3.jsonl, 46 bytes")
    response = client_of([record]).get(link.attributes["href"])
    assert response.headers["Content-Disposition"] == "attachment; filename=stories-3.jsonl"
    assert response.data == RAW.content


@pytest.mark.parametrize(
    ("size_bytes", "text"),
    [
        (0, "no bytes"),
        (1, "1 byte"),
        (999, "999 bytes"),
        (1_000, "1.0 kB"),
        (999_949, "999.9 kB"),
        (999_951, "1.0 MB"),
        (64_000_000, "64.0 MB"),
    ],
)
def test_a_size_has_its_unit(size_bytes, text):
    assert size_text(size_bytes) == text
