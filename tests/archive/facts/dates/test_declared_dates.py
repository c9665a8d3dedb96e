"""Dates in fields that files have for them: nothing that stands there is passed over silently."""

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from archive.facts.dates import conventions_of, parse_date, parse_declared, since_1970
from archive.model.article import Precision, Published

UNREADABLE = (
    "gibberish", "2023-02-29", "31 April 2020", "0079-08-24", "-0044-03-15", "13/13/2020",
    "2020-00-10", "2021-02-30T10:00:00Z", "25.12.2019 25:61", "44 BC", "2 days ago", "Spring 1998",
    "c. 1910", "19th century", "Mon, 01 Jan 0001 00:00:00 +0000", "vor zwei Tagen", "31. Juni 2019",
    "soon", "mañana", "29 февраля 2019", "2019年2月30日", "31/11/2019 10:00",
)  # fmt: skip
NOTHING = ("", " ", "-", "–", "n/a", "N.A.", "null", "None", "undefined", "NaN", "n.d.", "0",
    "0000-00-00", "0000-00-00 00:00:00", "…")  # fmt: skip


@pytest.mark.parametrize("text", UNREADABLE)
def test_what_cannot_be_read_is_unknown_and_told(text):
    assert parse_declared(text, "declared") == Published(
        notice=f"“{text}” cannot be read as a date"
    )


@pytest.mark.parametrize("text", NOTHING)
def test_signs_for_nothing_are_not_told(text):
    assert parse_declared(text, "declared") == Published()


@pytest.mark.parametrize(
    ("text", "notice"),
    [
        ("0001-01-01T00:00:00Z", "is before 1600, when newspapers begin"),
        ("5 January 2997", "lies in the future"),
    ],
)
def test_a_date_that_no_article_can_have_keeps_its_own_notice(text, notice):
    assert parse_declared(text, "declared").notice == f"“{text}” {notice}"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5 March 2019 - 10:00 | Updated 6 March 2019", "2019-03-05T10:00:00"),
        ("Published 4 June 2019 (updated 5 June 2019)", "2019-06-04"),
        ("1551780000", "2019-03-05T10:00:00+00:00"),
        ("1551780000000", "2019-03-05T10:00:00+00:00"),
        ("1551780000.25", "2019-03-05T10:00:00+00:00"),
        ("201903051000", "2019-03-05T10:00:00"),
        ("20190305", "2019-03-05"),
    ],
)
def test_a_field_may_count_seconds_or_name_the_update_as_well(text, value):
    assert parse_declared(text, "declared").value == value


def test_a_number_is_a_moment_only_where_it_is_no_year():
    assert since_1970(2019, "") is None
    assert since_1970(20190604, "") is None
    assert since_1970(1551780000, "").value == "2019-03-05T10:00:00+00:00"


@given(st.text(max_size=400) | st.from_regex(r"\A[\d .:/-]{1,20}\Z"))
def test_every_content_is_read_or_told_or_nothing(text):
    date = parse_declared(text, "declared")
    event(f"{date.precision}, notice: {bool(date.notice)}")
    plain = parse_date(text, "declared")
    if plain.value:
        assert date == plain
    if date.value is None and any(map(str.isalpha, text[:300])):
        assert date.notice or len(text.split()) <= 2


# Tag of the language | text | value
_BY_CONVENTION = """
en-US | 03/04/2019 | 2019-03-04
en-US | 03/04/2019 10:30 PM | 2019-03-04T22:30:00
en-PH | 3/4/2019 | 2019-03-04
es-PR | 03/04/2019 | 2019-03-04
en-GB | 03/04/2019 | 2019-04-03
en-IN | 03-04-2019 | 2019-04-03
de | 03/04/2019 | 2019-04-03
fr-FR | 03/04/2019 à 10h30 | 2019-04-03T10:30:00
pt-BR | 03/04/2019 | 2019-04-03
nl | 01-11-2023 10:29 | 2023-11-01T10:29:00
vi | 03/04/2019 | 2019-04-03
ar | ٠٣/٠٤/٢٠١٩ | 2019-04-03
zh-HK | 03/04/2019 | 2019-04-03
en | 03/04/2019 | 2019
ja | 03/04/2019 | 2019
- | 03/04/2019 | 2019
en-US | 13/04/2019 | 2019-04-13
de | 04/13/2019 | 2019-04-13
de | 2019-03-04 | 2019-03-04
en-US | Wednesday, 03/04/2019 | 2019-04-03
# Croatian months are those before the Polish and Czech ones of the same name
hr | 17. listopada 2019. | 2019-10-17
pl | 17 listopada 2019 | 2019-11-17
- | 17. listopada 2019. | 2019-10-17
- | 17 listopada 2019 | 2019-11-17
- | listopad 2019 | 2019
hr | listopad 2019 | 2019-10
cs | listopad 2019 | 2019-11
hr | 17 srp 2019 | 2019-07-17
cs | 17. srp 2019 | 2019-08-17
- | 17 srp 2019 | 2019
hr | 3. lip 2019. | 2019-06-03
pl | 3 lip 2019 | 2019-07-03
- | 3 lis 2019 10:30 | 2019
hr | 5. studenog 2019. | 2019-11-05
bs | 17. listopada 2019. | 2019-10-17
- | 17. listopadu 2019 | 2019-11-17
"""
BY_CONVENTION = [
    [part.strip() for part in line.split("|")]
    for line in _BY_CONVENTION.strip().splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("tag", "text", "value"), BY_CONVENTION)
def test_language_and_country_decide_what_figures_and_names_leave_open(tag, text, value):
    assert parse_date(text, "", conventions_of(tag.strip("-"))).value == value


@given(
    st.sampled_from([line[1] for line in BY_CONVENTION]),
    st.sampled_from(["", "en", "en-US", "en-GB", "de", "hr", "pl", "ja", "xx", "ar-EG"]),
)
def test_conventions_say_no_other_year_and_contradict_no_unambiguous_date(text, tag):
    plain, told = parse_date(text, ""), parse_date(text, "", conventions_of(tag))
    event(f"{plain.precision} becomes {told.precision}")
    assert told.value[:4] == plain.value[:4]
    if plain.precision is not Precision.YEAR and "listopad" not in text:
        assert told == plain
