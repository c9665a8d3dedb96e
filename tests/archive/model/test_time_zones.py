"""The days of an archive are those of its own time zone, whatever zones its files state."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.model.article import Precision, Published
from archive.model.time_zones import told_in, zone_named
from archive.store.store import Store
from tests.support.articles import record

DATES = {
    "instant": "2019-06-04T20:00:00+00:00",
    "here": "2019-06-05T05:00:00+09:00",
    "no zone": "2019-06-04T20:00:00",
    "day": "2019-06-04",
    "month": "2019-06",
    "year": "2019",
}
JUNE_4, JUNE_5 = date(2019, 6, 4), date(2019, 6, 5)


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "archive.sqlite3", create=True, time_zone="Asia/Seoul") as opened:
        yield opened


def days(store):
    return {
        change.article.headline: change.article.published.days()[0]
        for change in store.changes_since(0)
    }


def test_moments_are_told_in_the_zone_of_the_archive_and_nothing_else_moves(store):
    store.add([record(name, published=value) for name, value in DATES.items()])
    assert store.time_zone == "Asia/Seoul"
    assert days(store) == {
        "instant": JUNE_5,
        "here": JUNE_5,
        "no zone": JUNE_4,
        "day": JUNE_4,
        "month": date(2019, 6, 1),
        "year": date(2019, 1, 1),
    }
    published = {c.article.headline: c.article.published for c in store.changes_since(0)}
    assert published["instant"] == Published(
        "2019-06-05T05:00:00+09:00", Precision.INSTANT, "declared", "", DATES["instant"]
    )
    assert [name for name, each in published.items() if each.stated] == ["instant"]


def test_what_is_told_otherwise_is_still_the_same_article(store):
    outcomes = [store.add([record("instant", published=DATES["instant"])]) for _ in range(2)]
    assert outcomes == [["added"], ["unchanged"]]


def test_another_zone_moves_times_of_day_and_the_arrival_of_every_article(store):
    store.add([record(name, published=value) for name, value in DATES.items()])
    before = store.sequence()
    assert store.set_time_zone("UTC") == 3
    assert {c.article.headline for c in store.changes_since(before)} == DATES.keys()
    assert (days(store)["instant"], days(store)["here"]) == (JUNE_4, JUNE_4)
    assert store.set_time_zone("UTC") == 0
    with pytest.raises(ValueError, match="“Mars” is no time zone"):
        store.set_time_zone("Mars")
    assert store.time_zone == "UTC"


def test_the_zone_of_an_archive_is_set_once(store, tmp_path):
    with Store.open(tmp_path / "archive.sqlite3", create=True, time_zone="UTC") as again:
        assert again.time_zone == "Asia/Seoul"


@pytest.mark.parametrize(
    "name", ["", "Mars", "America", "../UTC", "/etc/passwd", "UTC\0", "a" * 999]
)
def test_what_is_no_zone_is_refused_with_a_sentence(name):
    with pytest.raises(ValueError, match="is no time zone: write one such as UTC, Asia/Seoul or"):
        zone_named(name)


ZONES = ("UTC", "Asia/Seoul", "America/New_York", "Asia/Kathmandu", "Pacific/Apia")


@given(st.datetimes(timezones=st.timezones()), st.sampled_from(ZONES))
def test_a_moment_that_is_told_in_a_zone_is_the_same_moment(moment, name):
    zone, stated = ZoneInfo(name), moment.isoformat()
    told = told_in(zone, stated)
    assert told_in(zone, told) == told
    assert datetime.fromisoformat(told) == datetime.fromisoformat(stated)


@given(st.datetimes(), st.sampled_from(ZONES))
def test_a_moment_without_a_zone_is_told_as_it_is_stated(moment, name):
    assert told_in(ZoneInfo(name), moment.isoformat()) == moment.isoformat()


NO_INSTANTS = [each for each in Precision if each is not Precision.INSTANT]


@given(st.text(max_size=12), st.sampled_from(NO_INSTANTS), st.sampled_from(ZONES))
def test_only_instants_are_told_otherwise(value, precision, name):
    published = Published(value, precision)
    assert published.told_in(ZoneInfo(name)) is published
