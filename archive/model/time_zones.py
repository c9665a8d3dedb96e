"""Time zones, by the names that the world gives them (IANA), and moments told in them."""

from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

UTC_NAME = "UTC"


@cache
def zone_named(name: str) -> ZoneInfo:
    """The zone of a name such as "Asia/Seoul"; `ValueError` with a sentence for any other."""
    try:
        return ZoneInfo(name)
    # What is looked up is a file: names of folders and of what lies outside fail in their own ways.
    except (KeyError, ValueError, OSError) as error:
        raise ValueError(
            f"“{name}” is no time zone: write one such as UTC, Asia/Seoul or Europe/Berlin"
        ) from error


def told_in(zone: ZoneInfo, moment: str) -> str:
    """An ISO 8601 moment as a clock of the zone shows it; one that states no zone as it is.

    So are those that the zone's clock shows alike, and those beyond the years that there are.
    """
    stated = datetime.fromisoformat(moment)
    try:
        told = stated.astimezone(zone) if stated.tzinfo else stated
    except OverflowError:
        return moment
    return moment if told.utcoffset() == stated.utcoffset() else told.isoformat()
