import gzip
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import MappingError, SourceError
from archive.formats.tabular import delimited, line_batches
from archive.formats.tabular.delimited import DelimitedReader
from archive.ingest.ingest import read_file
from archive.model.article import Article, Credit, Precision, Provenance, Published, Region, Role
from tests.archive.formats.reading import read_bytes
from tests.support.work import steps


def read(content, **mapping):
    """The records of a table, and the sentences about what is none."""
    records, bad = read_bytes(DelimitedReader(), content, "table.csv", mapping)
    assert all(each.position == int(each.reason.split()[2][:-1]) for each in bad)
    return records, [each.reason for each in bad]


def stories(content, **mapping):
    """Headline and body of each record, and the sentences about what is none."""
    records, bad = read(content, **mapping)
    return [(record.article.headline, record.article.body) for record in records], bad


HEADER = b"title,text,date,author,country,url\r\n"
ROW = (
    b'"Salt boats return","The salt boats came back, nine weeks\r\nafter the weed.\r\n\r\n'
    b'""At last"", a trader said.",2014-05-03,Ruth Awino,Kenya,https://example.org/salt\r\n'
)


def test_a_row_is_an_article_with_the_header_and_itself_as_its_bytes():
    (first, second), bad = read(HEADER + ROW + b"One,,,,,\r\n", region="country")
    assert bad == []
    assert first.raw.content == HEADER + ROW
    assert second.raw.content == HEADER + b"One,,,,,\r\n"
    assert (first.raw.media_type, second.article.provenance.position) == ("text/csv", 6)
    assert first.article == Article(
        headline="Salt boats return",
        body=("The salt boats came back, nine weeks after the weed.", '"At last", a trader said.'),
        credits=(Credit("Ruth Awino", Role.REPORTER),),
        regions=(Region(("Africa", "Kenya"), "KE", "declared", ("Kenya",)),),
        published=Published("2014-05-03", Precision.DAY, "declared"),
        language="en",
        url="https://example.org/salt",
        provenance=Provenance(sha256(HEADER + ROW).hexdigest(), "text/csv", "table.csv", 5),
    )


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_that_the_header_has(mark):
    table = f"title{mark}text\nOne{mark}First.\n".encode()
    assert stories(table) == ([("One", ("First.",))], [])


def test_a_table_of_one_column_is_a_table():
    assert stories(b"title\nOne\nTwo\n") == ([("One", ()), ("Two", ())], [])


@pytest.mark.parametrize("newline", [b"\n", b"\r\n"])
def test_a_byte_order_mark_blank_lines_and_empty_rows_are_nothing(newline):
    table = newline.join([b"\xef\xbb\xbf", b" ", b"title,text", b"", b"One,First.", b" , ", b""])
    assert stories(table) == ([("One", ("First.",))], [])


def test_a_byte_order_mark_is_no_part_of_the_first_column():
    assert stories(b"\xef\xbb\xbftitle,text\nOne,First.") == ([("One", ("First.",))], [])


OLDER = {
    "cp1252": ("Été à Brême", "La barrière du château – fermée."),
    "cp932": ("渡し船", "渡し船は月曜日から再び運航すると港の事務所が発表した。"),
    "gb18030": ("渡轮恢复通航", "港务办公室说，渡轮从星期一起恢复通航。"),
    "cp949": ("배가 다시 다닌다", "배가 월요일부터 다시 다닌다고 항만 사무소가 밝혔다."),
    "koi8_r": ("Паром снова ходит", "Паром снова ходит с понедельника, сообщили в порту."),
    "utf-16": ("渡し船", "The ferry sails again, said the port."),
    "utf-16-le": ("Ferry", "The ferry sails again, said the port."),
    "utf-16-be": ("Паром", "Паром снова ходит с понедельника, сообщили в порту."),
    "utf-8-sig": ("Été", "渡し船は月曜日から。"),
}


@pytest.mark.parametrize("encoding", OLDER)
@pytest.mark.parametrize("first", ["", "sep=;\r\n"])
def test_a_table_may_be_in_the_encoding_of_an_older_program(encoding, first):
    headline, text = OLDER[encoding]
    mark = ";" if first else ","
    table = f"{first}title{mark}text\r\n" + f'"{headline}"{mark}"{text}"\r\n' * 2
    records, bad = read(table.encode(encoding))
    assert bad == []
    assert [(r.article.headline, r.article.body) for r in records] == [(headline, (text,))] * 2
    # Each is kept with its header in UTF-8, so that it can be read again by itself.
    again, _ = read(records[1].raw.content)
    assert [record.article.headline for record in again] == [headline]


@pytest.mark.parametrize("line", ["sep={}", '"sep={}"', "SEP={}", "\ufeffsep={}"])
@pytest.mark.parametrize("mark", [",", ";", "\t", "|", "^", "~"])
def test_a_line_of_its_own_may_state_the_delimiter(line, mark):
    table = f'{line.format(mark)}\r\ntitle{mark}text\r\nOne{mark}"One; two, three|four{mark}."\r\n'
    assert stories(table.encode()) == (
        [("One", (" ".join(f"One; two, three|four{mark}.".split()),))],
        [],
    )


def test_behind_a_stated_delimiter_columns_may_have_numbers():
    table = b"sep=;\nOne;First.\nTwo;Second.\n"
    records, bad = read(table, headline="#1", body="#2")
    assert bad == []
    assert [(r.article.headline, r.article.provenance.position) for r in records] == [
        ("One", 2),
        ("Two", 3),
    ]
    assert records[1].raw.content == b"sep=;\nTwo;Second.\n"


BAD_ROWS = {
    b"Two": "line 2: 1 cells in the row that ends here, 2 in the header",
    b"Two,Second.,more": "line 2: 3 cells in the row that ends here, 2 in the header",
    b'"Two\nand\nmore"': "line 4: 1 cells in the row that ends here, 2 in the header",
    b"Caf\xe9,\xc3\xa9t\xc3\xa9 \xc3\xa0.": "line 2: not UTF-8 text in the row that ends here",
    b"Two\rTwo,Second.": (
        "line 2: not a row of this table (new-line character seen in unquoted field)"
    ),
}


@pytest.mark.parametrize(("row", "sentence"), BAD_ROWS.items())
def test_a_bad_row_is_named_with_its_line_and_the_rest_goes_on(row, sentence):
    good, bad = stories(b"title,text\n" + row + b"\nThree,Third.\n")
    assert good == [("Three", ("Third.",))]
    assert bad == [f"table.csv: {sentence}"]


def test_a_row_without_headline_and_text_is_named():
    good, bad = stories(b"title,text,date\nOne,,\n,,2019\n")
    assert good == [("One", ())]
    assert bad == [
        (
            "table.csv: line 3: no article: nothing in headline or title, nothing in body or text "
            "(choose others with --map)"
        )
    ]


def test_a_quote_that_never_closes_costs_one_row_and_not_the_rest_of_the_table():
    good, bad = stories(b'title,text\nOne,First.\nTwo,"Second.\nThree,Third.\nFour,Fourth.')
    assert good == [("One", ("First.",)), ("Three", ("Third.",)), ("Four", ("Fourth.",))]
    assert bad == ["table.csv: line 3: a quote opens here and never closes"]


def test_a_quote_in_the_midst_of_a_cell_is_text():
    assert stories(b'title,text\nA 5" pipe,"He said ""no""."\n') == (
        [('A 5" pipe', ('He said "no".',))],
        [],
    )


def test_a_row_may_have_no_more_text_than_a_line(monkeypatch):
    monkeypatch.setattr(line_batches, "LONGEST_LINE_BYTES", 1_000_000)
    monkeypatch.setattr(delimited, "LONGEST_LINE_BYTES", 1_000_000)
    row = b'Two,"' + b"word\n" * 210_000
    good, bad = stories(b"title,text\nOne,First.\n" + row + b"Three,Third.\n")
    assert good[0] == ("One", ("First.",))
    assert good[-1] == ("Three", ("Third.",))
    assert bad[0] == (
        "table.csv: line 3: not a row of this table (field larger than field limit (1000000))"
    )


def test_a_line_that_is_too_long_is_passed_over_and_named(monkeypatch):
    monkeypatch.setattr(line_batches, "LONGEST_LINE_BYTES", 1_000_000)
    good, bad = stories(b"title,text\nOne,First.\nTwo," + b"x" * 3_456_789 + b"\nThree,Third.\n")
    assert good == [("One", ("First.",)), ("Three", ("Third.",))]
    assert bad == ["table.csv: line 3: longer than 1 MB: one article a line is wanted"]


def test_a_table_full_of_open_quotes_is_given_up_in_time(monkeypatch):
    monkeypatch.setattr(delimited, "MOST_REPEATED_LINES", 10_000)

    def table(rows):
        return b"title,text\nOne,First.\n" + b'a"b,"c\n' * rows

    def given_up(content):
        with pytest.raises(SourceError) as raised:
            read(content)
        return str(raised.value)

    # Each row that opens a quote is read again to the end of the table.
    assert steps(given_up, table(6_000)) < 2.5 * steps(given_up, table(3_000))
    assert given_up(table(3_000)) == (
        "table.csv: line 6: too many quotes that never close: what came before it is kept; "
        "mend them and add it again"
    )


NO_TABLE = {
    b"": "table.csv: the file is empty: there is nothing to add",
    b"\n \r\n": "table.csv: the file is empty: there is nothing to add",
    b"\xef\xbb\xbf": "table.csv: the file is empty: there is nothing to add",
    b"titl\xe9,text\nOne,\xc3\xa9t\xc3\xa9 \xc3\xa0.": (
        "table.csv: not UTF-8 text: save it as CSV in UTF-8 and add it again"
    ),
    b"title,\0text\nOne,First.": (
        "table.csv: not UTF-8 text: save it as CSV in UTF-8 and add it again"
    ),
    b"title,text\rOne,First.\r": (
        "table.csv: its lines do not end as those of a table do: save it as CSV in UTF-8 and add "
        "it again"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("content", "sentence"), NO_TABLE.items())
def test_a_file_that_is_no_table_is_named_with_its_reason(content, sentence):
    with pytest.raises(SourceError) as raised:
        read(content)
    assert str(raised.value) == sentence


def test_a_table_of_a_header_alone_has_no_articles():
    assert read(b"title,text\n") == ([], [])


def test_a_mapping_chooses_columns_by_their_names():
    table = b"kicker,story.text,title\nOne,First.,Not this\n"
    assert stories(table, headline="kicker", body="story.text") == ([("One", ("First.",))], [])


def test_a_mapping_that_the_header_does_not_fit_is_named():
    with pytest.raises(MappingError) as raised:
        read(b"title,text\nOne,First.\n", headline="kicker")
    assert str(raised.value) == "table.csv: no column is called 'kicker': it has title, text"


def test_a_table_without_a_header_is_mapped_by_the_numbers_of_its_columns():
    rows = b"2014-05-03\tSalt boats, ropes, and nets\thttps://example.org/1\n2014\tTwo\t\n"
    records, bad = read_bytes(
        DelimitedReader(), rows, "wire.tsv", {"date": "#1", "headline": "#2", "url": "#3"}
    )
    assert bad == []
    assert [
        (
            r.article.headline,
            r.article.published.value,
            r.article.url,
            r.article.provenance.position,
        )
        for r in records
    ] == [
        ("Salt boats, ropes, and nets", "2014-05-03", "https://example.org/1", 1),
        ("Two", "2014", None, 2),
    ]
    assert [record.raw.content for record in records] == rows.splitlines(keepends=True)


TABBED = {
    'One\t"Salt" boats return\tx\n': ["One", '"Salt" boats return', "x"],
    'One\t"Salt boats\tx\n': ["One", '"Salt boats', "x"],
    'One\t"Salt ""boats"""\tx\n': ["One", 'Salt "boats"', "x"],
    'One\tSalt\t"x\ny"\n': ["One", "Salt", "x\ny"],
    'One\t"Salt\nboats"\tx\n': ["One", "Salt\nboats", "x"],
}


@pytest.mark.parametrize(("row", "cells"), TABBED.items())
def test_where_tabs_part_the_cells_a_quote_is_a_quote_unless_it_holds_a_cell(row, cells):
    table = f"byline\ttitle\ttext\nA\tBefore\tb\n{row}B\tAfter\ta\n".encode()
    records, bad = read_bytes(DelimitedReader(), table, "wire.tsv")
    assert bad == []
    before, found, after = (record.article for record in records)
    assert (before.headline, after.headline) == ("Before", "After")
    assert [found.credits[0].name, found.headline, "\n".join(found.body)] == [
        " ".join(cells[0].split()), " ".join(cells[1].split()), cells[2],
    ]  # fmt: skip


def test_a_number_that_no_column_has_is_named():
    with pytest.raises(MappingError) as raised:
        read(b"One,First.\n", headline="#3")
    assert str(raised.value) == "table.csv: no column is called '#3': it has #1, #2"


def test_of_a_broken_off_gzip_file_all_whole_rows_are_read(tmp_path):
    path = tmp_path / "table.csv.gz"
    rows = [f"{sha256(b'%d' % number).hexdigest()},First." for number in range(2_000)]
    packed = gzip.compress("\n".join(["title,text", *rows]).encode())
    path.write_bytes(packed[: len(packed) // 2])
    *records, broken_off = read_file(path, {})
    found = [f"{record.article.headline},First." for record in records]
    assert "(Compressed file ended" in broken_off.reason
    assert broken_off.reason.endswith("came before it is kept; get a whole copy and add it again")
    assert 500 < len(found) < 1_500
    assert found == rows[: len(found)]


_PIECES = st.sampled_from(
    (
        b"title,text",
        b"\n",
        b"\r\n",
        b"\r",
        b",",
        b'"',
        b'""',
        b"\t",
        b"a",
        b" ",
        b"\0",
        b"\xff",
        b"\\",
    )
)


@given(
    st.binary()
    | st.lists(_PIECES).map(b"".join)
    | st.lists(_PIECES).map(lambda pieces: b"title,text\n" + b"".join(pieces))
)
def test_any_bytes_are_articles_or_reasons(content):
    try:
        records, bad = read(content)
    except SourceError as error:
        assert str(error).startswith("table.csv: ")
    else:
        assert len(records) + len(bad) <= content.count(b"\n") + 1
        for record in records:
            assert record.article.headline or record.article.body


_CELLS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from('",\n'), max_size=9
)


@given(st.lists(st.tuples(_CELLS, _CELLS)))
def test_what_a_program_writes_as_csv_is_read_as_it_was_meant(rows):
    written = "title,text\n" + "".join(
        ",".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n" for row in rows
    )
    records, bad = read(written.encode())
    assert len(records) + len(bad) == sum(bool("".join(row).strip()) for row in rows)
    assert all("no article" in sentence for sentence in bad)
