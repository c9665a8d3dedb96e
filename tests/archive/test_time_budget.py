"""The deadline of a request holds for all that is done for it."""

import pytest

from archive import time_budget
from archive.time_budget import Deadline, OutOfTime, deadline_of, look, within


@pytest.fixture
def clock(monkeypatch):
    """A clock that goes when it is told."""
    now = [100.0]
    monkeypatch.setattr(time_budget.time, "monotonic", lambda: now[0])
    return now


def test_within_a_deadline_no_later_one_counts(clock):
    assert deadline_of(5) == 105
    with within(2) as outer:
        assert (outer, deadline_of(5), deadline_of(1)) == (102, 102, 101)
        with within(1) as inner, within(9) as same:
            assert (inner, same) == (101, 101)
        assert deadline_of(5) == 102
    assert deadline_of(5) == 105


def test_long_work_ends_at_the_deadline_of_its_request(clock):
    look()
    with within(2):
        look()
        clock[0] = 103
        with pytest.raises(OutOfTime):
            look()
    look()


def test_a_deadline_stays_expired_and_none_never_is(clock):
    late, never = Deadline(101), Deadline(None)
    assert not late.expired()
    clock[0] = 102
    assert late.expired()
    clock[0] = 100
    assert late.expired()
    assert late.cut_short
    assert not never.expired()
