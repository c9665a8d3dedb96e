"""Small files after bug reports of programs that do this job, and what is right for each."""

import io

import pytest

from archive.formats.unpacking import documents
from archive.ingest.document_reading import read_document
from archive.model.article import Record
from archive.model.document import Source, Unreadable

pytestmark = pytest.mark.shared


@pytest.fixture
def articles(shared_data):
    """The articles of one of the files, all of which must be read without a complaint."""

    def read(name):
        content = (shared_data / "faults" / name).read_bytes()
        given = list(documents(Source(name, io.BytesIO(content))))
        assert not [each.reason for each in given if isinstance(each, Unreadable)]
        found = [record for each in given for record in read_document(each)]
        assert not [each.reason for each in found if isinstance(each, Unreadable)]
        return [record.article for record in found if isinstance(record, Record)]

    return read


def test_z01_a_name_in_shift_jis_with_the_byte_of_a_backslash_costs_no_member(articles):
    found = articles("z01_sjis.zip")
    assert [article.headline for article in found] == ["Pier to close", "Dock to close"]
    assert [article.provenance.source for article in found] == [
        "z01_sjis.zip/新しい記事.txt",
        "z01_sjis.zip/SJIS_ソ.txt",
    ]


def test_b4_short_chapters_are_articles(articles):
    found = articles("b4_short_chapter.epub")
    assert [article.headline for article in found] == ["Pier to close", "Boats move", "Brief"]


def test_x4_the_footnote_is_there_and_the_hidden_word_is_not(articles):
    (article,) = articles("x4_foot.docx")
    text = " ".join(article.body)
    assert "footnote text on whelks" in text
    assert "Visible words." in text
    assert "Hidden" not in text


def test_d01_columns_drawn_row_by_row_come_one_after_the_other(articles):
    (article,) = articles("d01_two_columns_rows.pdf")
    assert article.headline == "Pier to close for winter"
    assert [credit.name for credit in article.credits] == ["Nora Quill"]
    text = " ".join(article.body)
    assert "voted on Tuesday to close the north pier for repairs" in text
    assert "said that cranes would arrive by barge" in text
    assert text.index("half of them.") < text.index("A spokesman")


def test_d11_a_drop_cap_joins_its_word(articles):
    (article,) = articles("d11_dropcap.pdf")
    assert article.body[0].startswith("The harbour board")


def test_d12_a_headline_drawn_twice_for_bold_is_read_once(articles):
    (article,) = articles("d12_double_strike.pdf")
    assert article.headline == "Pier to close for winter"


def test_t06_the_line_sep_says_the_separator(articles):
    first, second = articles("t06_sep_line.csv")
    assert (first.headline, first.published.value) == ("Pier café", "2019-03-05")
    assert first.body == ("Line one of it.", 'Line two, with comma; and "quotes".')
    assert (second.headline, second.credits[0].name) == ("Second", "Ida Brook")


def test_h1_html_in_bodies_becomes_text_and_what_only_looks_like_it_stays(articles):
    first, second, third = articles("h1_html_body.jsonl")
    assert (first.headline, first.body) == (
        "H1 & co",
        ("First bold para & more.", "Second para."),
    )
    assert second.body == ("First.", "Second para.")
    assert third.body == ("If a < b and c > d then stop. Use <b> tags sparingly.",)
