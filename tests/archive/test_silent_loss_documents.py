"""Nothing of a document is lost without a word: what a crude reader finds in it is found again.

The crude reader knows zips and tags, and nothing of the formats.
"""

import html
import io
import json
import re
import zipfile

import pytest

from archive.formats.unpacking import documents
from archive.ingest.document_reading import read_document
from archive.model.article import Record
from archive.model.document import Document, Source, Unreadable
from tests.archive.formats.office_document import test_docx as docx
from tests.archive.formats.office_document import test_epub as epub

_LEAST_FOUND = 0.95
_WORD = re.compile(r"\w+")
# What nobody sees of a page, and of a text: its head, deletions, codes, hidden words, copies.
_UNSEEN = re.compile(
    r"<(?P<name>head|script|style|w:del|w:moveFrom|w:instrText|w:rt|(?:mc:)?Fallback)\b[^>]*>"
    r".*?</(?P=name)>|<w:r>(?:(?!</w:r>).)*<w:vanish/>(?:(?!</w:r>).)*</w:r>",
    re.DOTALL,
)
_TAG = re.compile(r"<[^>]*>")
_PARTS = re.compile(r"word/(?:document|footnotes|endnotes|header\d*|footer\d*)\.xml|.*\.x?html")

BODY = docx.paragraph("Ferry runs again", "berschrift1") + docx.TEXT
TABLE = "".join(f"<w:tc>{docx.paragraph(words)}</w:tc>" for words in ("Nakuru", "twelve"))
FILES = {
    "text.docx": docx.filed(BODY, title="Ferry", creator="Ruth Awino", created="2019-06-04"),
    "byline.docx": docx.filed(docx.paragraph("Ferry") + docx.paragraph("By Ruth Awino") + BODY),
    "table.docx": docx.filed(f"{BODY}<w:tbl><w:tr>{TABLE}</w:tr></w:tbl>"),
    "caption.docx": docx.filed(BODY + docx.paragraph("Boats at the port.", "Beschriftung")),
    "hidden.docx": docx.filed(f"{BODY}<w:p>{docx.run('secret', '<w:vanish/>')}</w:p>"),
    "notes.docx": docx.filed(
        f'{BODY}<w:p>{docx.run("Salt")}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>',
        **{
            "word/footnotes.xml": docx.notes("footnote", docx.paragraph("Weed, that is.")).replace(
                "apart", ""
            ),
            "word/endnotes.xml": docx.notes("endnote", docx.paragraph("So the port said.")).replace(
                "apart", ""
            ),
        },
    ),
    "margins.docx": docx.filed(
        BODY,
        **{
            f"word/{name}1.xml": f'<w:hdr xmlns:w="{docx.WORD}">{docx.paragraph(words)}</w:hdr>'
            for name, words in (("header", "The port of the lake"), ("footer", "Call the port"))
        },
    ),
    **{
        f"words {number}.docx": docx.filed(f"{BODY}<w:p>{runs}</w:p>")
        for number, runs in enumerate(docx.WORDS)
    },
    "magazine.epub": epub.book(epub.MAGAZINE),
    **{
        f"{case}.epub": epub.book({"1.xhtml": epub.page(*chapter)})
        for case, chapter in epub.SHORT.items()
    },
    **{
        f"{case} first.epub": epub.book(
            {"0.xhtml": front, "1.xhtml": epub.page("Ferry runs again", *epub.LONG * 3)}
        )
        for case, front in epub.LEADS.items()
        if case != "says so"
    },
}
SHARED = ("b4_short_chapter.epub", "x4_foot.docx")


def words_inside(content):
    """The words of a zipped document by a crude look at its parts."""
    with zipfile.ZipFile(io.BytesIO(content)) as files:
        parts = [files.read(name).decode() for name in files.namelist() if _PARTS.fullmatch(name)]
    text = " ".join(_TAG.sub(" ", _UNSEEN.sub(" ", part)) for part in parts)
    return _WORD.findall(html.unescape(text).casefold())


def told(name, content):
    """What is kept of each article of a file, and what is said of the rest."""
    for each in documents(Source(name, io.BytesIO(content))):
        for read in read_document(each) if isinstance(each, Document) else [each]:
            if isinstance(read, Unreadable):
                yield read.reason
            elif isinstance(read, Record):
                yield json.dumps(read.article.to_json(), ensure_ascii=False)


@pytest.mark.parametrize("name", FILES)
def test_the_words_of_a_document_are_kept_or_named(name):
    check(name, FILES[name])


@pytest.mark.shared
@pytest.mark.parametrize("name", SHARED)
def test_the_words_of_a_shared_document_are_kept_or_named(name, shared_data):
    check(name, (shared_data / "faults" / name).read_bytes())


def test_a_kind_that_is_not_read_is_named():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as files:
        files.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        files.writestr("content.xml", "<p>The boats sail again.</p>")
    (reason,) = documents(Source("ferry.odt", io.BytesIO(stream.getvalue())))
    assert reason.reason.startswith("ferry.odt: no reader for this kind of file")


def check(name, content):
    inside = words_inside(content)
    said = list(told(name, content))
    found = set(_WORD.findall(" ".join(said).casefold()))
    lost = [word for word in inside if word not in found]
    assert said
    assert inside
    assert len(lost) <= (1 - _LEAST_FOUND) * len(inside), lost
