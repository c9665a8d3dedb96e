"""How long after one another two things were published or changed, in words."""

from datetime import datetime, timedelta

from archive.model.article import Precision, Published
from webui.formatting import counted

_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_TO_THE_DAY = {Precision.INSTANT, Precision.DAY}
# Up to so many hours and days a time is told in these units.
_MOST_HOURS, _MOST_DAYS = 48, 60
_DAYS_A_MONTH, _DAYS_A_YEAR = 30.44, 365.25


def gap_text(gap: timedelta) -> str:
    """Length of a time, in its greatest unit, rounded down: "12 minutes", "4 hours", "3 days"."""
    if gap < timedelta(minutes=1):
        return "less than a minute"
    if gap < _HOUR:
        return counted(gap // timedelta(minutes=1), "minute")
    if gap < _MOST_HOURS * _HOUR:
        return counted(gap // _HOUR, "hour")
    if gap.days < _MOST_DAYS:
        return counted(gap.days, "day")
    if gap.days < 2 * _DAYS_A_YEAR:
        return counted(int(gap.days / _DAYS_A_MONTH), "month")
    return counted(int(gap.days / _DAYS_A_YEAR), "year")


def after_text(first: Published, later: Published) -> str:
    """How long after a first publication another one came: "4 hours after", "the same day as".

    "" where a date is unknown or only known to the month or year, or is not later at all.
    """
    if first.precision not in _TO_THE_DAY or later.precision not in _TO_THE_DAY:
        return ""
    moments = _moment(first), _moment(later)
    if moments[0] and moments[1]:
        gap = moments[1] - moments[0]
        if not gap:
            return "at the same moment as"
        return f"{gap_text(gap)} after" if gap > timedelta() else ""
    days = first.days(), later.days()
    if days[0] is None or days[1] is None or days[1][0] < days[0][0]:
        return ""
    gap = days[1][0] - days[0][0]
    if not gap:
        return "the same day as"
    # Hours would say more than is known.
    return f"{counted(1, 'day') if gap == _DAY else gap_text(gap)} after"


def _moment(published: Published) -> datetime | None:
    """Instant of a publication; None where only the day is known, or no zone of the clock."""
    if published.precision is not Precision.INSTANT or published.value is None:
        return None
    moment = datetime.fromisoformat(published.value)
    return moment if moment.tzinfo else None
