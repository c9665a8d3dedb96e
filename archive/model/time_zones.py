"""Time zones by IANA name, and conversion of ISO 8601 moments."""

from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

UTC_NAME = "UTC"


@cache
def zone_named(name: str) -> ZoneInfo:
    """Zone of an IANA name ("Asia/Seoul"); `ValueError`, with a sentence, for an unknown one."""
    try:
        return ZoneInfo(name)
    # What is looked up is a file: names of folders and of what lies outside fail in their own ways.
    except (KeyError, ValueError, OSError) as error:
        raise ValueError(
            f"“{name}” is no time zone: write one such as UTC, Asia/Seoul or Europe/Berlin"
        ) from error


def told_in(zone: ZoneInfo, moment: str) -> str:
    """Convert an ISO 8601 moment to a zone.

    Returned as it is if it has no offset, has the zone's offset already, or would leave the years
    1 to 9999.
    """
    stated = datetime.fromisoformat(moment)
    try:
        told = stated.astimezone(zone) if stated.tzinfo else stated
    except OverflowError:
        return moment
    return moment if told.utcoffset() == stated.utcoffset() else told.isoformat()
