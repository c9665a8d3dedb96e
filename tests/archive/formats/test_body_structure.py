"""Subheads, items of lists and pictures, in each format that has them."""

import io
import json
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.formats.mail.message import MailReader
from archive.formats.office_document.docx import DocxReader
from archive.formats.office_document.epub import EpubReader
from archive.formats.office_document.front_matter import FrontMatterReader
from archive.formats.syndication.feed_reader import FeedReader
from archive.formats.tabular.json_lines import JsonLinesReader
from archive.formats.web_page.page_reader import WebPageReader
from archive.formats.wire.ninjs import NinjsReader
from archive.formats.wire.nitf import NitfReader
from archive.model.article import Picture
from archive.model.document import Document
from tests.archive.formats.reading import read_whole
from tests.archive.formats.wire.test_nitf import _STORY as NITF

FIRST = (
    "The harbor of the small town opened again on Monday after two years of building, and the "
    "first ferries came in before noon with four hundred people aboard."
)
COST = (
    "The town paid for most of the work itself, the mayor said, and took a loan for the rest that "
    "it will pay back within fifteen years from the fees of the ships."
)
LAST = (
    "Next month the larger ships of the northern line are to call twice a week, if the channel "
    "has been dredged by then, which the contractor says that it will be."
)
ITEMS = ("The pier is ninety meters longer", "Two cranes came from a yard abroad")
BODY = (FIRST, "What it cost", COST, *ITEMS, "Who comes next", LAST)
CAPTION = "The harbor as it is seen from the old lighthouse."
HTML = (
    f"<p>{FIRST}</p><h2>What it cost</h2><p>{COST}</p><ul><li>{ITEMS[0]}</li>"
    f"<li><p>{ITEMS[1]}</p></li></ul><h3>Who <em>comes</em> next</h3><p>{LAST}</p>"
)
FIGURE = (
    '<figure><img src="/pictures/harbor.jpg" alt="Harbor">'
    f"<figcaption>{CAPTION}</figcaption></figure>"
)
PAGE = (
    "<!doctype html><html lang=en><head><title>Harbor opens again</title></head><body>"
    '<header><img src="/masthead.jpg"></header><nav><ul><li>Home</li></ul></nav>'
    f"<article><h1>Harbor opens again</h1>{FIGURE}{HTML}</article>"
    '<aside><h2>Most read</h2><img src="/other.jpg"></aside>'
    "<footer><h2>Contact</h2></footer></body></html>"
)
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def read(form, content, name, media_type, **fields):
    content = content.encode() if isinstance(content, str) else content
    found = list(read_whole(form, Document(name, content, media_type, **fields)))
    return found[0].article


def page(text, address="https://courier.example/2019/harbor"):
    return read(WebPageReader(), text, "page.html", "text/html", address=address)


def zipped(**files):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def docx_paragraph(words, properties=""):
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"


def docx():
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>'
    unlisted = '<w:pStyle w:val="ListBullet"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    text = "".join(
        (
            docx_paragraph("Harbor opens again", '<w:pStyle w:val="Heading1"/>'),
            docx_paragraph(FIRST, unlisted),
            docx_paragraph("What it cost", '<w:pStyle w:val="Heading2"/>'),
            docx_paragraph(COST),
            docx_paragraph(ITEMS[0], listed),
            docx_paragraph(ITEMS[1], '<w:pStyle w:val="List Bullet 2"/>'),
            docx_paragraph("Who comes next", f'<w:pStyle w:val="Heading2"/>{listed}'),
            docx_paragraph(LAST),
        )
    )
    document = f'<w:document xmlns:w="{WORD}"><w:body>{text}</w:body></w:document>'
    return zipped(**{"[Content_Types].xml": "<Types/>", "word/document.xml": document})


def epub():
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="book.opf"/></rootfiles></container>'
    )
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" href="a.xhtml" '
        'media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine>'
        "</package>"
    )
    chapter = f"<html><body><h1>Harbor opens again</h1>{HTML}</body></html>"
    return zipped(
        **{
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": container,
            "book.opf": package,
            "a.xhtml": chapter,
        }
    )


MARKDOWN = f"""---
title: Harbor opens again
---
{FIRST}

## What it cost

{COST}

- {ITEMS[0]}
- {ITEMS[1]}

### Who *comes* next

{LAST}

![{CAPTION}](https://courier.example/pictures/harbor.jpg)

![A sign](signs/harbor.jpg)
"""
LETTER = (
    "From: Courier <news@courier.example>\r\nSubject: Harbor opens again\r\n"
    "Date: Tue, 4 Jun 2019 08:00:00 +0900\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    f"<html><body>{HTML}</body></html>"
)
FEED = (
    '<rss version="2.0"><channel><title>Courier</title><link>https://courier.example/</link><item>'
    "<title>Harbor opens again</title><link>https://courier.example/2019/harbor</link>"
    f"<description><![CDATA[{FIGURE}{HTML}]]></description></item></channel></rss>"
)
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Courier",
        "home_page_url": "https://courier.example/",
        "items": [{"id": "1", "title": "Harbor opens again", "content_html": FIGURE + HTML}],
    }
)
NINJS = json.dumps(
    {
        "uri": "tag:courier.example,2019:1",
        "type": "text",
        "headline": "Harbor opens again",
        "body_html": f"<h1>Harbor opens again</h1>{HTML}",
    }
)
NITF_STORY = NITF.replace("hl2>Second deck</hl2", "hl2>Deck</hl2").replace(
    NITF[NITF.index("<body.content>") : NITF.index("<body.end>")],
    "<body.content>"
    + HTML.replace("<h2>", "<hl2>").replace("</h2>", "</hl2>")
    + '<media media-type="image"><media-reference source="https://courier.example/harbor.jpg"/>'
    f"<media-caption>{CAPTION}</media-caption></media></body.content>",
)


@pytest.mark.parametrize(
    ("form", "content", "name", "media_type"),
    [
        (WebPageReader(), PAGE, "page.html", "text/html"),
        (DocxReader(), docx(), "story.docx", DocxReader.media_types[0]),
        (EpubReader(), epub(), "book.epub", "application/epub+zip"),
        (FrontMatterReader(), MARKDOWN, "story.md", "text/markdown"),
        (MailReader(), LETTER, "story.eml", "message/rfc822"),
        (FeedReader(), FEED, "news.xml", "application/rss+xml"),
        (FeedReader(), JSON_FEED, "news.json", "application/feed+json"),
        (NinjsReader(), NINJS, "story.json", "application/json"),
        (NitfReader(), NITF_STORY, "story.xml", "application/nitf+xml"),
    ],
    ids=["page", "docx", "epub", "Markdown", "mail", "RSS", "JSON Feed", "ninjs", "NITF"],
)
def test_subheads_and_items_are_those_of_the_file(form, content, name, media_type):
    found = read(form, content, name, media_type)
    assert found.body[: len(BODY)] == BODY
    assert [found.body[number] for number in found.subheads] == ["What it cost", "Who comes next"]
    assert [found.body[number] for number in found.items] == list(ITEMS)


HARBOR = Picture("https://courier.example/pictures/harbor.jpg", CAPTION)


@pytest.mark.parametrize(
    ("form", "content", "name", "media_type"),
    [
        (FrontMatterReader(), MARKDOWN, "story.md", "text/markdown"),
        (FeedReader(), FEED, "news.xml", "application/rss+xml"),
        (FeedReader(), JSON_FEED, "news.json", "application/feed+json"),
    ],
    ids=["Markdown", "RSS", "JSON Feed"],
)
def test_pictures_are_named_by_caption_and_address(form, content, name, media_type):
    assert read(form, content, name, media_type).pictures == (HARBOR,)


def test_a_page_has_the_pictures_of_its_article():
    assert page(PAGE).pictures == (HARBOR,)
    assert page(PAGE, address=None).pictures == ()
    based = PAGE.replace("<head>", '<head><base href="https://other.example/">')
    assert page(based).pictures == (Picture("https://other.example/pictures/harbor.jpg", CAPTION),)


def test_nitf_names_its_pictures():
    found = read(NitfReader(), NITF_STORY, "story.xml", "application/nitf+xml")
    assert found.pictures == (Picture("https://courier.example/harbor.jpg", CAPTION),)


def test_an_associated_picture_of_ninjs_is_named_by_its_widest_rendition():
    item = json.loads(NINJS)
    small, large = "https://courier.example/s.jpg", "https://courier.example/l.jpg"
    picture = {"uri": "tag:p", "type": "picture", "description_text": CAPTION}
    sizes = [{"href": small, "width": 90}, {"href": large, "width": 900}, {"href": "l.jpg"}]
    named = {"thumb": sizes[0], "high": sizes[1], "odd": sizes[2]}
    item["associations"] = {"photo": picture | {"renditions": named}}
    found = read(NinjsReader(), json.dumps(item), "a.json", "application/json")
    assert found.pictures == (Picture(large, CAPTION),)
    item["bodies"] = [{"contenttype": "text/html", "value": item.pop("body_html")}]
    item["headlines"] = [{"value": item.pop("headline")}]
    listed = {"uri": "tag:p", "type": "picture", "name": "photo"}
    listed["renditions"] = [size | {"name": size["href"]} for size in sizes]
    item["associations"] = [listed | {"descriptions": [{"value": CAPTION}]}]
    found = read(NinjsReader(), json.dumps(item), "a.json", "application/json")
    assert found.pictures == (Picture(large, CAPTION),)


def test_a_letters_pictures_are_left_out():
    """They are mastheads, buttons and what counts readers."""
    letter = LETTER.replace("<p>", f"{FIGURE}<p>")
    assert read(MailReader(), letter, "a.eml", "message/rfc822").pictures == ()


def test_a_heading_that_is_printed_as_a_paragraph_too_is_no_subhead():
    repeated = PAGE.replace("<h2>What it cost</h2>", f"<p>{LAST}</p><h2>{LAST}</h2>")
    assert LAST not in [page(repeated).body[number] for number in page(repeated).subheads]


def test_headings_beside_the_story_make_no_subheads_of_its_words():
    beside = PAGE.replace("<h2>What it cost</h2>", "<p>What it cost</p>").replace(
        "Most read", "What it cost"
    )
    found = page(beside)
    assert [found.body[number] for number in found.subheads] == ["Who comes next"]


def test_a_list_in_an_item_has_items_of_its_own():
    nested = PAGE.replace(
        f"<li>{ITEMS[0]}</li>", f"<li>{ITEMS[0]}<ul><li>It ends at the beacon now</li></ul></li>"
    )
    found = page(nested)
    assert [found.body[number] for number in found.items] == [
        ITEMS[0], "It ends at the beacon now", ITEMS[1],
    ]  # fmt: skip


def test_credits_that_are_taken_off_the_end_renumber_what_follows():
    text = MARKDOWN.partition("\n![")[0] + "\nReporting by Ruth Awino\n\n## What else\n"
    found = read(FrontMatterReader(), text, "story.md", "text/markdown")
    assert [credit.name for credit in found.credits] == ["Ruth Awino"]
    assert found.body[found.subheads[-1]] == "What else"


def jsonl(row):
    return read(JsonLinesReader(), json.dumps(row) + "\n", "a.jsonl", "application/x-ndjson")


def test_structure_goes_through_json_and_back():
    article = page(PAGE)
    assert article.subheads and article.items and article.pictures
    again = jsonl(article.to_json())
    assert again.body == article.body
    assert again.subheads == article.subheads
    assert again.items == article.items
    assert again.pictures == article.pictures


@pytest.mark.parametrize(
    ("stated", "numbers"),
    [
        ([1], (1,)),
        ([2, 0, 0], (0, 2)),
        ([3, -1, 1], (1,)),
        ([True, 1.0, "1", None, [1]], ()),
        (1, ()),
        ("1", ()),
        ({"1": 1}, ()),
    ],
)
def test_numbers_outside_of_the_body_are_dropped(stated, numbers):
    row = {"headline": "Ferry", "body": ["One boat.", "Two boats.", "Three boats."]}
    assert jsonl(row | {"subheads": stated}).subheads == numbers
    assert jsonl(row | {"items": stated}).items == numbers


def test_a_paragraph_that_is_stated_as_both_is_a_subhead():
    row = {"headline": "Ferry", "body": ["One boat.", "Two boats."], "subheads": [1]}
    found = jsonl(row | {"items": [0, 1]})
    assert (found.subheads, found.items) == ((1,), (0,))


def test_numbers_mean_nothing_where_the_body_is_divided_otherwise():
    text = {"headline": "Ferry", "subheads": [0], "items": [1]}
    assert jsonl(text | {"body": "One boat.\n\nTwo boats."}).subheads == ()
    assert jsonl(text | {"body": ["One boat.\n\nTwo boats.", "Three."]}).subheads == ()


@pytest.mark.parametrize(
    "address",
    ["data:image/gif;base64,AAAA", "javascript:alert(1)", "ftp://courier.example/a.jpg", "/a.jpg",
     "https://", "http://[::1", "https://a b/", "//courier.example/a.jpg", "cid:1", "", None, 7],
)  # fmt: skip
def test_pictures_without_an_address_on_the_web_are_dropped(address):
    row = {"headline": "Ferry", "body": ["One boat."]}
    assert jsonl(row | {"pictures": [{"address": address, "caption": "A boat"}]}).pictures == ()


SCALARS = st.none() | st.booleans() | st.integers(-3, 5) | st.floats() | st.text(max_size=8)
ADDRESSES = st.sampled_from(("https://courier.example/a.jpg", "http://", "/a.jpg", "data:,"))
NUMBERS = SCALARS | st.lists(SCALARS | st.lists(SCALARS, max_size=2), max_size=6)
PICTURES = NUMBERS | st.lists(
    st.dictionaries(st.sampled_from(("address", "caption")), ADDRESSES | NUMBERS, max_size=2),
    max_size=4,
)


@given(st.lists(st.text("ab .\n<p>", max_size=9), max_size=4), NUMBERS, PICTURES)
def test_whatever_json_states_lies_inside_the_body(body, numbers, pictures):
    row = {"headline": "Ferry", "body": body, "subheads": numbers, "items": numbers}
    jsonl(row | {"pictures": pictures})
