import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.datelines import Dateline, parse_dateline

DATELINES = {
    "SEOUL — The ferry runs again.": Dateline("SEOUL", None),
    "SEOUL - The ferry - and the bus - run again.": Dateline("SEOUL", None),
    "SEOUL -- The ferry runs again.": Dateline("SEOUL", None),
    "SEOUL, South Korea (Halyard Wire) — The ferry": Dateline("SEOUL, South Korea", "Halyard Wire"),
    "SEOUL (Halyard Wire) – The ferry": Dateline("SEOUL", "Halyard Wire"),
    "KISUMU, Kenya, May 3 (Halyard Wire) — A mat": Dateline("KISUMU, Kenya", "Halyard Wire"),
    "KISUMU, Kenya, 3 May (Halyard Wire) — A mat": Dateline("KISUMU, Kenya", "Halyard Wire"),
    "HOUSTON, Feb 26 - A bank": Dateline("HOUSTON", None),
    "HOUSTON, Sept. 26 -\nA bank": Dateline("HOUSTON", None),
    "NEW YORK — The ferry": Dateline("NEW YORK", None),
    "NEW YORK, March 3 - The ferry": Dateline("NEW YORK", None),
    "LOS ANGELES (AP) — The ferry": Dateline("LOS ANGELES", "AP"),
    "RIO DE JANEIRO, Brazil — The ferry": Dateline("RIO DE JANEIRO, Brazil", None),
    "ST. JOHN’S, Antigua and Barbuda — The ferry": Dateline(
        "ST. JOHN’S, Antigua and Barbuda", None
    ),
    "AL-HASAKAH, Syria — The ferry": Dateline("AL-HASAKAH, Syria", None),
    "PORT-AU-PRINCE - The ferry": Dateline("PORT-AU-PRINCE", None),
    "WASHINGTON, D.C. — The ferry": Dateline("WASHINGTON, D.C.", None),
    "WASHINGTON/SEOUL, May 3 - The ferry": Dateline("WASHINGTON/SEOUL", None),
    "A CORUÑA, 3 May (Halyard Wire) – The ferry": Dateline("A CORUÑA", "Halyard Wire"),
    "ÁVILA, España — El puente": Dateline("ÁVILA, España", None),
    "МОСКВА — Паром": Dateline("МОСКВА", None),
    "ULAANBAATAR —": Dateline("ULAANBAATAR", None),
}
NONE = (
    "",
    "Seoul is waiting — as ever.",
    "Seoul — The ferry runs again.",
    "THE FERRY RUNS AGAIN",
    "THE FERRY, which had been tied up — by its owner — runs again.",
    "SEOUL: The ferry runs again.",
    "SEOUL-bound trains were late.",
    "SEOUL—The ferry",
    "I — who had never sailed — went along.",
    "U.S. — and other — boats",
    "12 — that is how many boats there are.",
    "“WE SAIL” — so they said.",
    "서울 — 배가 다시 다닌다.",
    "북한 - 배가 다시 다닌다.",
)


@pytest.mark.parametrize(("paragraph", "dateline"), DATELINES.items())
def test_a_story_may_open_with_a_dateline(paragraph, dateline):
    assert parse_dateline(paragraph) == dateline


@pytest.mark.parametrize("paragraph", NONE)
def test_other_openings_are_no_dateline(paragraph):
    assert parse_dateline(paragraph) is None


@given(st.text() | st.text(st.sampled_from("AB ab.,/-—()1’"), max_size=60))
def test_a_dateline_says_only_what_the_paragraph_begins_with(paragraph):
    dateline = parse_dateline(paragraph)
    assert dateline is None or paragraph.startswith(dateline.place)
    assert dateline is None or dateline.agency is None or f"({dateline.agency})" in paragraph
