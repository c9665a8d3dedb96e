"""Local day of an instant that a page states in UTC, as other parts of the page tell it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from archive.model.article import Precision, Published

# Offsets of zones, in steps of a quarter of an hour.
_LEAST, _MOST, _STEP = timedelta(hours=-12), timedelta(hours=14), timedelta(minutes=15)
_MINUTE = timedelta(minutes=1)
_NO_OFFSET = timedelta(0)


def in_local_day(
    stated: Published, others: Iterable[Published], shown: Iterable[Published]
) -> Published:
    """The instant in its local zone where it is stated in UTC, and its local day is another.

    The zone is that in which `others` state the same minute, else what the time of day tells that
    is shown with the neighbouring day. Where no time is shown, the day is all that is known.
    """
    moments = [(moment, other.why) for other in others if (moment := _moment(other))]
    moment = _in_utc(stated, [moment for moment, _ in moments])
    if moment is None:
        return stated
    for local, why in moments:
        zone = local.utcoffset()
        if zone and abs(local - moment) < _MINUTE:
            return _told(stated, moment, zone, f"in the zone of {why}")
    told = list(shown)
    if any(days[0] == moment.date() for one in told if (days := one.days())):
        return stated
    for one in told:
        days = one.days()
        zoned = _moment(one)
        if days is None or (zoned and zoned.utcoffset() == _NO_OFFSET):
            continue
        if found := _local(stated, moment, one):
            return found
    return stated


def is_in_utc(stated: Published, others: Iterable[Published]) -> bool:
    """Whether an instant is stated in UTC, by itself or as others say."""
    moments = [moment for other in others if (moment := _moment(other))]
    return _in_utc(stated, moments) is not None


def _in_utc(stated: Published, moments: list[datetime]) -> datetime | None:
    """The moment, if it is stated in UTC; also where another part of the page says that it is."""
    clock = _clock(stated)
    if clock is None:
        return None
    own = _moment(stated)
    if own is not None and own.utcoffset() == _NO_OFFSET:
        return own
    same = (moment for moment in moments if moment.utcoffset() == _NO_OFFSET)
    return clock if any(abs(moment - clock) < _MINUTE for moment in same) else None


def _local(stated: Published, moment: datetime, shown: Published) -> Published | None:
    """The instant by a date that is shown; None if that is no other day at the same time."""
    days = shown.days()
    if days is None or abs((days[0] - moment.date()).days) != 1:
        return None
    first = datetime.combine(days[0], datetime.min.time(), UTC)
    # The earliest and the latest clocks that show this day at that moment.
    if first - moment > _MOST or first + timedelta(days=1) - moment <= _LEAST:
        return None
    clock = _clock(shown)
    if clock is not None and _LEAST <= clock - moment <= _MOST:
        zone = round((clock - moment) / _STEP) * _STEP
        if abs(clock - moment - zone) < _MINUTE:
            return _told(stated, moment, zone, "in the zone of the time shown")
    why = f"{stated.why}, on the local day of the {shown.why}"
    return Published(days[0].isoformat(), Precision.DAY, why, stated.notice)


def _told(stated: Published, moment: datetime, zone: timedelta, why: str) -> Published:
    local = moment.astimezone(timezone(zone)).isoformat()
    return replace(stated, value=local, why=f"{stated.why} {why}")


def _moment(date: Published) -> datetime | None:
    """An instant with its offset, None for any other date."""
    if date.precision is not Precision.INSTANT or date.value is None:
        return None
    moment = datetime.fromisoformat(date.value)
    return None if moment.tzinfo is None else moment


def _clock(date: Published) -> datetime | None:
    """The time that clocks show, as though it were in UTC; None where no time is stated."""
    if date.precision is not Precision.INSTANT or date.value is None:
        return None
    return datetime.fromisoformat(date.value).replace(tzinfo=UTC)
