"""What is typed for a field: read, or refused with a sentence, and never anything else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import UserError
from archive.facts.corrected_values import corrected_value
from archive.facts.regions import Amendments
from archive.model.correction import CorrectedField, value_from_json, value_to_json, written
from tests.support.articles import article

TYPED = st.one_of(
    st.text(st.characters(codec=None), max_size=40),
    st.sampled_from(
        (
            *("2012-04-15", "April 2012", "2012", "15.04.2012 08:00 KST", "2012年4月15日"),
            *("Asia/Japan", "KP-08", "reporter: Kim", "agency:X", "ko", "pt-br"),
            *("none", "undated"),
        )
    ),
)


@given(st.sampled_from(CorrectedField), st.lists(TYPED, max_size=4))
def test_a_value_is_read_again_as_it_is_written_and_stored(field, typed):
    standing = article()
    try:
        value = corrected_value(field, typed, standing)
    except UserError as error:
        assert len(str(error).splitlines()) == 1
        assert str(error).encode()
        return
    assert value_from_json(field, value_to_json(value)) == value
    lines = written(value)
    assert not any(set(line) & set("\n\r\x00\x1b\u202e\u2066") for line in lines)
    assert written(corrected_value(field, lines, standing)) == lines


@pytest.mark.parametrize(
    ("typed", "value", "precision"),
    [
        ("2012-04-15", "2012-04-15", "day"),
        ("15 April 2012", "2012-04-15", "day"),
        ("2012-04", "2012-04", "month"),
        ("2012", "2012", "year"),
        ("2012-04-15T08:00+09:00", "2012-04-15T08:00:00+09:00", "instant"),
        ("undated", None, "unknown"),
        ("none", None, "unknown"),
    ],
)
def test_dates_are_as_precise_as_they_are_typed(typed, value, precision):
    date = corrected_value(CorrectedField.PUBLISHED, [typed], article())
    assert (date.value, date.precision, date.why) == (value, precision, "corrected")


@pytest.mark.parametrize("typed", ["03/04/2011", "31 April 2012", "Monday 15 April 2012", "2100"])
def test_dates_that_may_mean_something_else_are_refused(typed):
    with pytest.raises(UserError, match=r"write it as 2012-04-15, 2012-04 or 2012, or “undated”$"):
        corrected_value(CorrectedField.PUBLISHED, [typed], article())


def test_regions_are_those_that_the_owner_says():
    says = Amendments({"Nippon Isles": ("Asia", "Japan")}, {("Asia", "Japan"): ("Asia",)})
    regions = corrected_value(CorrectedField.REGIONS, ["Nippon Isles"], article(), says)
    assert [region.path for region in regions] == [("Asia",)]
