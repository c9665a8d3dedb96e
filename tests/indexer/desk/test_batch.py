"""Batches: each cell is the length of its list; files of queries as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import UserError
from indexer.desk.batch import BATCH_FACETS, counted_by
from indexer.desk.batch_file import read_queries
from indexer.desk.named_query import MOST_ROWS, NamedQuery
from indexer.engines.engine import FacetFilter
from indexer.search.results import SearchQuery

QUERIES = ["ferry", "", "-ferry", "gulf OR ice", "zebra", "date:2022", "ferry duplicates:show"]


@pytest.mark.parametrize("facet", BATCH_FACETS)
def test_each_cell_is_the_length_of_the_list_that_it_links_to(same_archive, facet):
    service, plain = same_archive.service, same_archive.plain()
    queries = [NamedQuery(line, text) for line, text in enumerate(QUERIES, 1)]
    matrix = counted_by(service, queries, facet)
    assert len(matrix.values) == len(set(matrix.values)) > 1
    for row in matrix.rows:
        assert row.error == ""
        assert row.total == service.search(SearchQuery(row.query.text)).total
        for value in matrix.values:
            ticked = {facet: FacetFilter(include=frozenset({value}))}
            question = SearchQuery(row.query.text, filters=ticked)
            found = plain.found(question)
            listed = (
                {each.id for each in found}
                if "duplicates" in row.query.text
                else {each.cluster or each.id for each in found}
            )
            assert row.counts.get(value, 0) == len(listed) == service.search(question).total
    assert matrix.total == sum(row.total for row in matrix.rows)
    for value, total in matrix.totals.items():
        assert total == sum(row.counts.get(value, 0) for row in matrix.rows)


def test_columns_are_in_the_order_of_dates_or_below_their_parents(same_archive):
    every = [NamedQuery(1, "")]
    years = counted_by(same_archive.service, every, "year")
    assert years.values == ("2014", "2021", "2022", "undated")
    assert years.labels[-1] == "Undated"
    regions = counted_by(same_archive.service, every, "region").labels
    assert regions[:3] == ("Africa", "Africa › Kenya", "Africa › Kenya › Kisumu")
    assert regions[-1] == "No region"


def test_a_row_that_cannot_be_counted_stops_no_other(same_archive):
    service = same_archive.service
    rows = [NamedQuery(1, "", error="why"), NamedQuery(2, 'ferry "'), NamedQuery(3, "ice")]
    matrix = counted_by(service, rows, "year")
    assert [row.total for row in matrix.rows] == [
        None,
        service.search(SearchQuery("ferry")).total,
        1,
    ]
    assert matrix.rows[0].error == "why"
    assert matrix.rows[1].notices
    late = counted_by(service, rows[1:], "year", budget_s=-1)
    assert [row.error for row in late.rows] == [
        "no time was left for it: ask for fewer at once"
    ] * 2
    assert (late.values, late.total) == ((), 0)


def queries(content):
    return [
        (each.text, each.name, each.error[:20])
        for each in read_queries(content.encode() if isinstance(content, str) else content)
    ]


@pytest.mark.parametrize(
    ("content", "read"),
    [
        ("query,name\nferry,Boats\n", [("ferry", "Boats", "")]),
        ("ferry;Boats\r\nice;\r\n", [("ferry", "Boats", ""), ("ice", "", "")]),
        ("sep=;\nQuery;x\nferry, ice;B\n", [("ferry, ice", "B", "")]),
        ("ferry\tBoats\n\n\nice\tIce\n", [("ferry", "Boats", ""), ("ice", "Ice", "")]),
        ('"""gulf ferry""",Gulf\n', [('"gulf ferry"', "Gulf", "")]),
        # One column: what is typed in a line is the query, quotation marks and all.
        ('"gulf ferry" -ice\n"ice"\nweed', [('"gulf ferry" -ice', "", ""), ('"ice"', "", "")]),
        ('query\n"""gulf ferry"""\nice\n', [('"gulf ferry"', "", ""), ("ice", "", "")]),
        ('"query"\n"ice ferry"\n', [("ice ferry", "", "")]),
        ("-ferry\n", [("-ferry", "", "")]),
        (
            "die Fähre über den Fluß fällt für Gäste aus\nGrüße\n".encode("cp1252"),
            [("die Fähre über den Fluß fällt für Gäste aus", "", ""), ("Grüße", "", "")],
        ),
        ("漁船,船\n".encode("utf-16"), [("漁船", "船", "")]),
        ("\ufeffferry\n", [("ferry", "", "")]),
        (",Nothing\nice,Ice\n", [("", "Nothing", "there is no query in"), ("ice", "Ice", "")]),
        (
            '"gulf" ferry,G\nice,I\n',
            [('"gulf" ferry,G', "", "its quotation marks "), ("ice", "I", "")],
        ),
        ('"ferry\nice",Two lines\nweed,W', [("ferry ice", "Two lines", ""), ("weed", "W", "")]),
    ],
)
def test_files_of_queries_are_read_as_people_write_them(content, read):
    assert queries(content)[: len(read)] == read


@pytest.mark.parametrize("content", ["", "\n \n", "query\n"])
def test_a_file_without_queries_is_refused(content):
    with pytest.raises(UserError, match="there is no query in it"):
        read_queries(content.encode())


def test_a_file_that_is_too_large_or_has_too_many_rows_is_refused():
    assert len(read_queries(b"ice\n" * MOST_ROWS)) == MOST_ROWS
    with pytest.raises(UserError, match="501 queries are too many at once, 500 are the most"):
        read_queries(b"ice\n" * (MOST_ROWS + 1))
    with pytest.raises(UserError, match="larger than 1 MB"):
        read_queries(b"ice\n" * 300_000)


@given(
    content=st.one_of(st.binary(max_size=300), st.text(alphabet='a",;\n\t\r\0 é').map(str.encode))
)
def test_any_bytes_are_queries_or_refused(content):
    try:
        read = read_queries(content)
    except UserError:
        return
    assert all(each.text or each.error for each in read)
    assert [each.line for each in read] == sorted({each.line for each in read})
