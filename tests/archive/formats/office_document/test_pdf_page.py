"""Pages as programs draw them: columns row by row, drop caps, letters drawn twice for bold."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.formats.office_document.pdf_columns import in_reading_order
from archive.formats.office_document.pdf_lines import PageLines
from archive.formats.office_document.pdf_piece import PdfPiece
from tests.archive.formats.office_document.test_pdf import drawn, printed, read
from tests.support.work import assert_linear

LEFT = (
    "The boats of the lake sail again",
    "from Monday, the harbor office",
    "said, nine weeks after the weed",
    "came, and tickets will cost as",
    "much as they did before.",
)
RIGHT = (
    "A trader in the port said that",
    "there was salt again, and a queue",
    "for it, and that melons would be",
    "there by Friday, if the trucks of",
    "the north came over the bridge.",
)
THIRD = (
    "Councillors are to meet again in",
    "a month, when engineers are going",
    "to present a second report about",
    "the piles below the old house of",
    "ice that stands beside the port.",
)
HEADLINE = ("Ferry runs again across the whole of the lake", 50, 760, 22)


def text(*columns):
    return " ".join(" ".join(column) for column in columns)


def whole(content):
    return " ".join(read(content).body)


def rows(*columns, starts=(50, 300, 550), top=700, slip=0, indented=()):
    """Lines drawn row by row; a column's baselines may stand `slip` below those before it."""
    return [
        (line, x + (12 if n in indented else 0), top - 14 * n - slip * number, 11)
        for n in range(max(map(len, columns)))
        for number, (x, column) in enumerate(zip(starts, columns, strict=False))
        for line in column[n : n + 1]
    ]


ROWS = {
    "two columns": ([HEADLINE, *rows(LEFT, RIGHT)], (LEFT, RIGHT)),
    "three columns": (
        [HEADLINE, *rows(LEFT, RIGHT, THIRD, starts=(40, 215, 390))],
        (LEFT, RIGHT, THIRD),
    ),
    "baselines that do not align": ([HEADLINE, *rows(LEFT, RIGHT, slip=4)], (LEFT, RIGHT)),
    "indented lines": ([HEADLINE, *rows(LEFT, RIGHT, indented=(0, 3))], (LEFT, RIGHT)),
    "a shorter column": ([HEADLINE, *rows(LEFT + LEFT, RIGHT)], (LEFT, LEFT, RIGHT)),
}


@pytest.mark.parametrize("case", ROWS)
def test_columns_that_are_drawn_row_by_row_come_one_after_the_other(case):
    lines, columns = ROWS[case]
    article = read(printed(lines))
    assert (article.headline, " ".join(article.body)) == (HEADLINE[0], text(*columns))


def test_above_and_below_a_line_across_all_columns_are_columns_of_their_own():
    lines = [
        HEADLINE,
        *rows(LEFT, RIGHT),
        ("What it costs to cross the lake with a melon or a dog", 50, 600, 16),
        *rows(RIGHT, LEFT, top=570),
    ]
    found = whole(printed(lines))
    assert found == f"{text(LEFT, RIGHT)} {lines[11][0]} {text(RIGHT, LEFT)}"


def test_columns_of_one_text_object_are_parted_where_the_pen_moves():
    by_steps = "BT /F1 11 Tf 50 700 Td "
    for left, right in zip(LEFT, RIGHT, strict=True):
        by_steps += f"({left}) Tj 250 0 Td ({right}) Tj -250 -14 Td "
    by_places = "BT /F1 11 Tf "
    for n, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):
        by_places += f"1 0 0 1 50 {700 - 14 * n} Tm [({left[:9]}) -9 ({left[9:]})] TJ "
        by_places += f"1 0 0 1 300 {700 - 14 * n} Tm ({right}) Tj "
    for content in (by_steps, by_places):
        assert whole(printed(f"{content} ET".encode())) == text(LEFT, RIGHT)


def test_words_that_are_placed_one_by_one_are_columns_too():
    content = "BT /F1 10 Tf "
    for n, row in enumerate(zip(LEFT, RIGHT, strict=True)):
        for start, line in zip((50, 320), row, strict=True):
            at = 0
            for word in line.split():
                content += f"1 0 0 1 {start + 6 * at} {700 - 12 * n} Tm ({word}) Tj "
                at += len(word) + 1
    courier = printed(f"{content} ET".encode()).replace(b"/Helvetica", b"/Courier  ")
    assert whole(courier) == text(LEFT, RIGHT)


NOT_COLUMNS = {
    "a table": rows(
        ("Kisumu", "Nakuru", "Naivasha", "Homa Bay", "Mbita"),
        ("12 shillings", "14 shillings", "9 shillings", "11 shillings", "10 shillings"),
    ),
    "terms and what they mean": rows(
        ("boat", "weed", "salt", "melon", "dog"), ("goes over", "grows in", *RIGHT[2:])
    ),
    "names beside text once": [
        *rows(LEFT[:2], ("A. Dan, of the port", "B. Vik, of the lake")),
        *rows(LEFT[2:], (), top=660),
    ],
}


@pytest.mark.parametrize("case", NOT_COLUMNS)
def test_rows_that_belong_together_stay_together(case):
    lines = NOT_COLUMNS[case]
    article = read(printed([HEADLINE, *lines]))
    assert " ".join(article.body) == " ".join(line[0] for line in lines)


CAPS = {
    "one letter": ("T", "he boats of the lake", "The boats of the lake"),
    "two letters": ("Qu", "ietly the boats came", "Quietly the boats came"),
    "with a quotation mark": ("“W", "e are back, he said,", "“We are back, he said,"),
    "before capitals": ("B", "OATS of the lake came", "BOATS of the lake came"),
    "a word by itself": ("A", "harbor that all boats", "A harbor that all boats"),
}
BELOW = ("came again from Monday to the harbor,", "after nine weeks of weed in the lake,")


@pytest.mark.parametrize("case", CAPS)
@pytest.mark.parametrize("is_first", [True, False])
def test_a_drop_cap_joins_the_first_of_the_lines_beside_it(case, is_first):
    letters, line, begun = CAPS[case]
    cap = [(letters.replace("“", "\x93"), 50, 672, 40)]
    right = 50 + 27 * len(letters)
    beside = [(line, right, 700, 11), (BELOW[0], right, 686, 11), (BELOW[1], right, 672, 11)]
    after = [("said the office to all that have a boat", 50, 658, 11), ("or a melon.", 50, 644, 11)]
    story = [*cap, *beside, *after] if is_first else [*beside, *cap, *after]
    article = read(printed([HEADLINE, *story]))
    assert article.body == (
        f"{begun} {BELOW[0]} {BELOW[1]} said the office to all that have a boat or a melon.",
    )


def test_a_raised_cap_on_the_lines_own_baseline_joins_it():
    content = "BT /F1 40 Tf 50 700 Td (T) Tj /F1 11 Tf 26 0 Td (he boats of the lake came.) Tj ET"
    below = drawn([HEADLINE, *rows(RIGHT, (), top=600)])
    assert whole(printed(below + content.encode())) == f"{text(RIGHT)} The boats of the lake came."


def test_large_letters_away_from_the_text_stay_apart():
    lines = [HEADLINE, ("B", 400, 500, 40), *rows(LEFT, ())]
    assert text(LEFT) in whole(printed(lines))


BOLD = {
    "a little to the right": (0.3, 0),
    "in its place": (0, 0),
    "as a shadow": (1, -1),
}


@pytest.mark.parametrize("case", BOLD)
def test_what_is_drawn_twice_for_bold_is_read_once(case):
    right, up = BOLD[case]
    lines = [HEADLINE, *rows(LEFT, ())]
    twice = [
        each
        for line, x, y, size in lines
        for each in ((line, x, y, size), (line, x + right * size / 22, y + up * size / 22, size))
    ]
    later = [*lines, (HEADLINE[0], 50 + right, 760 + up, 22)]
    for again in (twice, later):
        article = read(printed(again))
        assert (article.headline, " ".join(article.body)) == (HEADLINE[0], text(LEFT))


def test_a_word_of_a_line_drawn_again_is_read_once():
    content = (
        b"BT /F1 11 Tf 1 0 0 1 50 700 Tm (The ) Tj (harbor) Tj 1 0 0 1 71.3 700 Tm (harbor) Tj "
        b"( office said so.) Tj 1 0 0 1 50 686 Tm (The office said so, and so it was.) Tj "
        b"1 0 0 1 71.3 686 Tm (office) Tj ET"
    )
    assert (
        whole(printed(content)) == "The harbor office said so. The office said so, and so it was."
    )


def test_words_that_are_said_twice_stay_twice():
    content = b"BT /F1 11 Tf 1 0 0 1 50 700 Tm (He had) Tj 1 0 0 1 88 700 Tm (had) Tj "
    content += b"1 0 0 1 112 700 Tm (no boat, no boat) Tj /F1 11 Tf (no boat) Tj ET"
    below = drawn([HEADLINE, *rows(RIGHT, (), top=600)])
    said = "He had had no boat, no boatno boat"
    assert whole(printed(below + content)) == f"{text(RIGHT)} {said}"


def test_letters_that_run_from_right_to_left_are_left_to_the_library():
    page = PageLines()
    page.take("שלום", (1, 0, 0, 1, 0, 0), (1, 0, 0, 1, 9, 9), 9)
    page.end_page()
    assert page.runs_left


PIECES = st.builds(
    PdfPiece,
    st.text("aT “\u3042 9.", max_size=30),
    st.sampled_from((50, 50.3, 62, 300, 301, 550, -9, 1e9)),
    st.sampled_from((700, 699.5, 690, 686, 672, 0, -1e9)),
    st.sampled_from((0, 6, 11, 11.5, 22, 40)),
    st.booleans(),
)


@settings(max_examples=100)
@given(st.lists(st.lists(PIECES, max_size=4), max_size=30))
def test_whatever_is_drawn_no_piece_is_lost(lines):
    ordered = [piece for line in in_reading_order(lines) for piece in line]
    shown = [piece for line in lines for piece in line if piece.text.strip()]
    assert sorted(map(repr, shown)) == sorted(
        repr(piece) for piece in ordered if piece.text.strip()
    )
    page = PageLines()
    for line in lines:
        for piece in line:
            page.take(piece.text, (1, 0, 0, 1, 0, 0), (1, 0, 0, 1, piece.x, piece.y), piece.size)
        page.take("\n", (1, 0, 0, 1, 0, 0), (1, 0, 0, 1, 0, 0), 9)
    page.end_page()
    assert all(line.text for line in page.lines)


HARMFUL = {
    "moves": lambda n: "1 0 0 1 {0} 700 Tm (aaa) Tj ",
    "caps": lambda n: "/F1 40 Tf 1 0 0 1 {0} 700 Tm (T) Tj /F1 9 Tf 9 9 Td (he) Tj ",
    "steps": lambda n: "5 0 Td (a) Tj ",
    "columns": lambda n: "1 0 0 1 50 {0} Tm (aaaaaaaa aaaaaaaa) Tj 1 0 0 1 300 {0} Tm (aaaaa) Tj ",
}


@pytest.mark.parametrize("piece", HARMFUL)
def test_a_page_made_to_harm_takes_no_longer_than_it_is_long(piece):
    def made(number):
        content = "".join(HARMFUL[piece](n).format(n) for n in range(number))
        return printed(f"BT /F1 9 Tf {content} ET".encode())

    assert_linear(read, made, 1_000)
