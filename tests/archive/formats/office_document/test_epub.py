import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.errors import SourceError
from archive.formats.office_document import epub
from archive.formats.office_document.epub import EpubReader
from archive.model.article import Article, Credit, Precision, Provenance, Published, Role
from archive.model.document import Document, Unreadable
from tests.archive.formats.reading import read_whole

LONG = (
    "The boats sail from Monday, the harbor office said, nine weeks after the weed came.",
    "It had closed the lake to all that has a keel, and to the last of the melons and the salt.",
    "Tickets cost what they cost before the weed came, and dogs go free.",
)
CONTAINER = """<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/>
</rootfiles></container>"""


def page(headline, *paragraphs, title=""):
    body = f"<h1>{headline}</h1>" if headline else ""
    body += "".join(f"<p>{words}</p>" for words in paragraphs)
    return (
        '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml">'
        f"<head><title>{title}</title></head><body>{body}</body></html>"
    )


def package(names, metadata, extra=""):
    items = "".join(
        f'<item id="i{number}" href="{name.replace(" ", "%20")}"'
        f' media-type="application/xhtml+xml"/>'
        for number, name in enumerate(names)
    )
    spine = "".join(f'<itemref idref="i{number}"/>' for number in range(len(names)))
    return (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{metadata}</metadata>'
        f"<manifest>{items}</manifest><spine>{spine}</spine>{extra}</package>"
    )


METADATA = (
    "<dc:title>The Lake Quarterly</dc:title><dc:creator>Ruth Awino</dc:creator>"
    "<dc:date>2019-06</dc:date><dc:language>en-KE</dc:language><dc:subject>Lakes</dc:subject>"
)


def book(pages, metadata=METADATA, extra="", **more):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as files:
        files.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        files.writestr("META-INF/container.xml", CONTAINER)
        files.writestr("OEBPS/book.opf", package(pages, metadata, extra))
        for name, content in {**{f"OEBPS/{name}": p for name, p in pages.items()}, **more}.items():
            files.writestr(name, content)
    return stream.getvalue()


def read(content):
    return list(read_whole(EpubReader(), Document("lake.epub", content, "application/epub+zip")))


MAGAZINE = {
    "cover.xhtml": page("", title="Cover"),
    "1.xhtml": page("Ferry runs again", "By Deji Afolarin", *LONG),
    "part 2.xhtml": page("Melons pile up", *LONG),
}


def test_a_magazine_is_an_article_for_each_part_with_a_text():
    content = book(MAGAZINE)
    records = read(content)
    shared = {
        "body": LONG,
        "published": Published("2019-06", Precision.MONTH, "declared"),
        "source": "The Lake Quarterly",
        "topics": ("Lakes",),
        "language": "en-KE",
    }
    where = (records[0].raw.sha256, "application/epub+zip", "lake.epub")
    assert [record.article for record in records] == [
        Article(
            headline="Ferry runs again",
            credits=(Credit("Deji Afolarin", Role.REPORTER),),
            provenance=Provenance(*where),
            **shared,
        ),
        Article(
            headline="Melons pile up",
            credits=(Credit("Ruth Awino", Role.REPORTER),),
            provenance=Provenance(*where, position=2),
            **shared,
        ),
    ]
    assert [record.part for record in records] == [1, 2]
    assert {record.raw.content for record in records} == {content}


def test_a_date_that_was_refused_leaves_its_notice_unless_another_is_stated():
    pages = {"1.xhtml": page("Ferry runs again", *LONG)}
    refused = "<dc:date>2097-01-05</dc:date>"
    (record,) = read(book(pages, refused))
    assert record.article.published == Published(notice="“2097-01-05” lies in the future")
    (record,) = read(book(pages, f"{refused}<dc:date>2019-06</dc:date>"))
    assert record.article.published == Published("2019-06", Precision.MONTH, "declared")


def test_a_part_without_a_heading_is_called_by_its_title():
    (record,) = read(book({"1.xhtml": page("", *LONG, title="Ferry runs again")}))
    assert record.article.headline == "Ferry runs again"


def test_lists_of_contents_and_what_stands_beside_the_text_are_no_articles():
    guide = '<guide><reference type="toc" href="1.xhtml"/></guide>'
    assert [record.article.headline for record in read(book(MAGAZINE, extra=guide))] == [
        "Melons pile up"
    ]


SHORT = {
    "a sentence": ("Ferry", "The ferry is back."),
    "verse": ("Night on the lake", "A lamp", "and then the weed"),
    "a script without such points": ("เรือ", "เรือกลับมาวิ่งอีกครั้งแล้ว"),
    "a chinese sentence": ("渡轮", "渡轮恢复通航。"),
    "links in its text": (
        "Ferry",
        'It is <a href="2.xhtml">back</a>, said <a href="3">the port</a>, at last.',
    ),
}


@pytest.mark.parametrize("case", SHORT)
def test_a_short_chapter_is_an_article_like_any(case):
    headline, *body = SHORT[case]
    first, last = read(book({"1.xhtml": page(headline, *body), "2.xhtml": page("F", *LONG)}))
    assert (first.article.headline, len(first.article.body)) == (headline, len(body))
    assert last.article.headline == "F"


LEADS = {
    "cover": page("", title="Cover"),
    "title": page("The Lake Quarterly", "By Ruth Awino", "Lake Press, Nairobi"),
    "half title": page("The Lake", title="x"),
    "contents": page(
        "Contents", '<a href="1.xhtml">Ferry runs again</a> 3', '<a href="2.xhtml">Melons</a> 9'
    ),
    "says so": page("Publishers", *LONG).replace("<body>", '<body epub:type="copyright-page">'),
}


@pytest.mark.parametrize("case", LEADS)
def test_a_page_that_names_the_book_or_leads_on_is_no_article(case):
    found = read(book({"0.xhtml": LEADS[case], "1.xhtml": page("Ferry runs again", *LONG)}))
    assert [record.article.headline for record in found] == ["Ferry runs again"]


def test_a_chapter_whose_file_is_missing_or_locked_is_named():
    whole = book({"1.xhtml": page("Ferry", *LONG), "lost part.xhtml": page("Salt", *LONG)})
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as files, zipfile.ZipFile(stream, "w") as left:
        for name in files.namelist():
            if "lost" not in name:
                left.writestr(name, files.read(name))
    record, missing = read(stream.getvalue())
    assert record.article.headline == "Ferry"
    assert (missing.position, missing.reason) == (
        2,
        (
            "lake.epub: OEBPS/lost part.xhtml: the book lists it and has no such file: "
            "get a whole copy"
        ),
    )
    lock = LOCK.format("http://www.w3.org/2001/04/xmlenc#aes128-cbc")
    found = read(book(MAGAZINE, **{"META-INF/encryption.xml": lock}))
    assert [each.reason for each in found if isinstance(each, Unreadable)] == [
        "lake.epub: OEBPS/1.xhtml: it is encrypted (DRM): ask the publisher for a free copy"
    ]


def test_pages_beside_the_order_of_reading_and_under_other_cases_are_read():
    content = book({"1.xhtml": page("Ferry", *LONG), "Notes.xhtml": page("Notes", "It was so.")})
    names = zipfile.ZipFile(io.BytesIO(content))
    for old, new in (
        ('<itemref idref="i1"/>', ""),
        ('idref="i1"/>', 'idref="i1" linear="no"/>'),
        ('href="Notes.xhtml"', 'href="notes%2Exhtml#top"'),
        (
            'href="Notes.xhtml" media-type="application/xhtml+xml"',
            'href="Notes.xhtml" media-type="text/xml"',
        ),
    ):
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as files:
            for name in names.namelist():
                text = names.read(name).decode()
                files.writestr(name, text.replace(old, new) if name.endswith(".opf") else text)
        assert [record.article.headline for record in read(stream.getvalue())] == ["Ferry", "Notes"]


def test_text_that_declares_no_encoding_is_told_by_its_letters():
    japanese = "渡し船は月曜日から再び運航すると港の事務所が発表した。" * 9
    content = page("渡し船", japanese).replace(' encoding="utf-8"', "").encode("cp932")
    (record,) = read(book({"1.xhtml": content}))
    assert record.article.headline == "渡し船"


def test_text_in_an_older_encoding_is_read_as_it_says():
    korean = "배가 월요일부터 다시 다닌다고 항만 사무소가 밝혔다. " * 9
    content = page("배가 다시 다닌다", korean).replace("utf-8", "euc-kr").encode("cp949")
    (record,) = read(book({"1.xhtml": content}))
    assert record.article.headline == "배가 다시 다닌다"


def test_a_damaged_part_fails_alone():
    content = bytearray(book({**MAGAZINE, "1.xhtml": page("Ferry", *LONG) * 9}))
    at = content.index(b"OEBPS/1.xhtml") + 60
    content[at : at + 30] = b"\xff" * 30
    damaged, whole = read(bytes(content))
    assert isinstance(damaged, Unreadable)
    assert damaged.reason.startswith("lake.epub: OEBPS/1.xhtml: cannot be read (")
    assert (damaged.position, whole.article.headline) == (2, "Melons pile up")


LOCK = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><EncryptedData '
    'xmlns="http://www.w3.org/2001/04/xmlenc#"><EncryptionMethod Algorithm="{}"/><CipherData>'
    '<CipherReference URI="OEBPS/1.xhtml"/></CipherData></EncryptedData></encryption>'
)


def locked(algorithm):
    return book(
        {"1.xhtml": page("F", *LONG)}, **{"META-INF/encryption.xml": LOCK.format(algorithm)}
    )


NO_ARTICLE = {
    b"": "lake.epub: no EPUB book, or half of one (File is not a zip file): get a whole copy",
    book({"1.xhtml": page("The Lake Quarterly", "Nairobi")}): (
        "lake.epub: none of its 1 parts holds the text of an article: if they are pictures of "
        "pages, have them read by OCR"
    ),
    locked("http://www.w3.org/2001/04/xmlenc#aes128-cbc"): (
        "lake.epub: its text is encrypted (DRM): ask the publisher for a free copy"
    ),
}


@pytest.mark.parametrize("content", NO_ARTICLE, ids=range(len(NO_ARTICLE)))
def test_a_book_without_an_article_is_named_with_its_reason(content):
    with pytest.raises(SourceError) as raised:
        read(content)
    assert str(raised.value) == NO_ARTICLE[content]


def test_a_part_whose_font_is_obfuscated_is_read():
    assert len(read(locked("http://www.idpf.org/2008/embedding"))) == 1


def test_a_part_that_unpacks_to_far_more_than_a_text_is_named():
    (whole, reason) = read(book({"1.xhtml": page("F", *LONG), "2.xhtml": "<p>" + "x" * 17_000_000}))
    assert whole.article.headline == "F"
    assert reason.reason == (
        "lake.epub: OEBPS/2.xhtml: unpacks to more than 16 MB: save its text as plain text and "
        "add that"
    )


def test_an_entity_is_not_expanded_nor_a_file_fetched():
    bomb = '<!DOCTYPE p [<!ENTITY a "Ferry"><!ENTITY b SYSTEM "file:///etc/hostname">]>'
    metadata = METADATA.replace("The Lake", "&a;&b; The Lake")
    content = book(MAGAZINE, metadata)
    names = zipfile.ZipFile(io.BytesIO(content))
    opf = names.read("OEBPS/book.opf").decode()
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as files:
        for name in names.namelist():
            changed = bomb + opf if name.endswith(".opf") else names.read(name)
            files.writestr(name, changed)
    assert {record.article.source for record in read(stream.getvalue())} == {"The Lake Quarterly"}


def test_books_are_told_by_their_first_file():
    assert EpubReader().recognizes(book(MAGAZINE))
    assert not EpubReader().recognizes(b"PK\x03\x04" + b"x" * 99)


@settings(max_examples=40)
@given(st.data())
def test_whatever_happened_to_a_book_there_are_articles_or_reasons(data):
    changed = bytearray(book(MAGAZINE))
    for _ in range(data.draw(st.integers(0, 8))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    content = bytes(changed[: data.draw(st.integers(0, len(changed)) | st.none())])
    try:
        assert read(content)
    except SourceError as error:
        assert str(error).startswith("lake.epub: ")


_MARKUP = [
    *("<package>", "<item ", "<itemref ", "id='i0' ", "href='1.xhtml'", "href='../../x'", "/>"),
    *("<spine>", "<metadata>", "media-type='text/html' ", "idref='i0'", "<rootfile ", "&a;"),
    *(
        "full-path=''",
        "full-path='OEBPS/book.opf'",
        "<dc:title>",
        "x",
        "<!DOCTYPE",
        "\0",
        "</",
        ">",
    ),
]


@given(st.data())
def test_whatever_the_files_of_a_book_say_there_are_articles_or_reasons(data):
    words = st.lists(st.sampled_from(_MARKUP), max_size=20).map("".join)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as files:
        container = st.just(CONTAINER) | words
        files.writestr("META-INF/container.xml", data.draw(container))
        files.writestr("OEBPS/book.opf", data.draw(words))
        files.writestr("OEBPS/1.xhtml", data.draw(words))
    try:
        assert read(stream.getvalue())
    except SourceError as error:
        assert str(error).startswith("lake.epub: ")


def test_a_book_of_too_many_tags_is_read_as_far_as_time_allows(monkeypatch):
    monkeypatch.setattr(epub, "_LARGEST_TEXT_BYTES", 3_000_000)
    found = read(book({f"{number}.xhtml": "<p>x" * 40_000 for number in range(9)}))
    assert found[-1].reason == (
        "lake.epub: part 3: the book is longer than any magazine: its rest is not read; "
        "unpack it and add its pages"
    )
