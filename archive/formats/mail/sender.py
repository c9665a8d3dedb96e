"""Sender of a message: the writer, the paper that sends it out, or both."""

import re
from dataclasses import dataclass

from archive.formats.story import person
from archive.model.article import Credit, Role
from archive.model.text import one_line

# Local parts of addresses that are no person's.
_DESKS = re.compile(
    r"^(?:no-?reply|do-?not-?reply|news|news-?letters?|info|mail|hello|contact|press|media|desk|"
    r"newsroom|newsdesk|editors?|editorial|alerts?|briefing|daily|weekly|digest|updates?|"
    r"subscriptions?|bulletin|service|support|team|list|bounces?)(?:[+._-].*)?$",
    re.IGNORECASE,
)
# "Ruth Awino at Lake Radio", "Ruth Awino via Harbor List", "Ruth Awino (Lake Radio)".
_WITH_EMPLOYER = re.compile(
    r"^(?P<name>[^|(]{2,60}?)(?:\s+(?:at|from|of|via|for)\s+|\s*[|(]\s*|\s+[-–—]\s+)"
    r"(?P<employer>[^|()]{2,80})\)?$"
)
_LETTERS = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class Sender:
    """Sender of a message: the writer as a credit, and the paper or list, each None if unknown."""

    credits: tuple[Credit, ...]
    source: str | None


def sender(who: tuple[str, str], *, list_name: str = "", organization: str = "") -> Sender:
    """Tell apart the writer and the paper in a sender's name, address, list and organization."""
    name, address = one_line(who[0]), who[1]
    local, _, host = address.partition("@")
    if "@" in name or not name:
        return Sender((), list_name or organization or host or None)
    stated = list_name or organization
    if match := _WITH_EMPLOYER.match(name):
        writers = _people(match["name"])
        if writers:
            return Sender(writers, stated or match["employer"].strip())
    if _DESKS.match(local) or _is_name_of(name, host) or name.casefold() == stated.casefold():
        return Sender((), stated or name)
    writers = _people(name)
    return Sender(writers, stated or (None if writers else name))


def _people(name: str) -> tuple[Credit, ...]:
    """The people that a sender's name names; "Awino, Ruth" is one."""
    last, comma, first = name.partition(", ")
    ordered = f"{first} {last}" if comma and " " not in first.strip() else name
    return tuple(credit for credit in person(ordered) if credit.role is not Role.AGENCY)


def _is_name_of(name: str, host: str) -> bool:
    """Whether a host is named after a paper: "Nine Rivers", ninerivers.example."""
    letters = _LETTERS.sub("", name.casefold())
    return len(letters) > 3 and letters in _LETTERS.sub("", host.casefold())
