"""ninjs and Markdown: valid, and read back by our own readers."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from archive.export.markdown_file import markdown_file, markdown_name
from archive.export.ninjs_items import NinjsItems
from archive.formats.office_document.front_matter import FrontMatterReader
from archive.formats.wire.ninjs import NinjsReader
from archive.formats.wire.ninjs_schema import fault
from archive.model.article import Credit, Picture, Precision, Published, Region, Role, Wire
from archive.model.document import Document
from archive.model.text import one_line
from tests.support.articles import article

STORY = article(
    "Ice *stops* island_ferry & all",
    (
        "The cable snapped on Friday, and nobody was hurt by it; the boat stays where it is.",
        "What came before",
        "1. A number that opens no list.",
        "# No heading, and [no link](https://example.org) either; {{ no code }} nor {% this %}.",
        "First item of a list in the text.",
        "Second item of a list in the text.",
        "<!-- more --> is no comment, & stays, and so does this `code` with \\ a backslash.",
        "- no item, although it begins like one.",
    ),
    id="5f6f3b3ded4867ae",
    subheads=(1,),
    items=(4, 5),
    credits=(Credit("Ana Dray", Role.REPORTER), Credit("Ben Roh", Role.TRANSLATOR)),
    regions=(Region(("North America", "Canada", "Nova Scotia"), "CA-NS", "headline"),),
    published=Published("2014-01-04", Precision.DAY, "declared"),
    source="Tidewater Courier",
    section="World",
    topics=("sea", "ice"),
    language="en",
    url="https://example.org/ice",
    captions=("A cable.", "The ferry."),
    pictures=(Picture("https://example.org/a_(1).jpg", "The ferry."),),
    wire=Wire(located="Halifax", slugline="FERRY-ICE", urgency=3, subjects=("medtop:20000170",)),
)
TEXTS = st.text(max_size=60).map(one_line).filter(bool)


def items(*articles):
    form = NinjsItems()
    return form.head + form.between.join(map(form.written, articles)) + form.foot


def test_ninjs_is_valid_and_its_reader_finds_the_same():
    content = items(STORY, article("Bare", ("A line.",), id="a" * 16))
    assert [fault(item) for item in json.loads(content)] == ["", ""]
    first, second = NinjsReader().read(Document("a.json", content, "application/ninjs+json"))
    assert NinjsReader().recognizes(content[:4096])
    read = first.article
    for name in ("headline", "body", "subheads", "items", "source", "section", "url", "pictures"):
        assert getattr(read, name) == getattr(STORY, name)
    assert read.published.value == "2014-01-04"
    assert read.published.precision is Precision.DAY
    assert [c.name for c in read.credits] == ["Ana Dray", "Ben Roh"]
    assert [c.role for c in read.credits] == [Role.REPORTER, Role.TRANSLATOR]
    assert set(read.captions) == set(STORY.captions)
    assert set(STORY.topics) <= set(read.topics)
    assert read.wire == STORY.wire
    assert second.article.url == "urn:backfile:" + "a" * 16


def test_markdown_is_read_back_word_for_word():
    content = markdown_file(STORY).encode()
    (record,) = FrontMatterReader().read(Document("a.md", content, "text/markdown"))
    read = record.article
    for name in ("headline", "body", "subheads", "items", "source", "section", "topics", "url"):
        assert getattr(read, name) == getattr(STORY, name)
    assert [c.name for c in read.credits] == ["Ana Dray", "Ben Roh"]
    assert read.published.value == "2014-01-04"
    assert read.pictures == (Picture("https://example.org/a_%281%29.jpg", "The ferry."),)
    assert markdown_name(STORY) == "2014-01-04-ice-stops-island_ferry-all-5f6f3b3ded4867ae.md"


@settings(max_examples=40)
@given(TEXTS, st.lists(TEXTS, max_size=3))
def test_any_text_makes_valid_files_that_are_read_without_a_fault(headline, body):
    told = article(headline, body, id="a" * 16)
    assert fault(json.loads(items(told))[0]) == ""
    sentence = "A first sentence with all that it takes to be one."
    told = article(headline, (sentence, *body), id="a" * 16)
    document = Document("a.md", markdown_file(told).encode(), "text/markdown")
    (record,) = FrontMatterReader().read(document)
    assert sentence in record.article.body
    name = markdown_name(told)
    assert "/" not in name
    assert len(name.encode()) < 255
