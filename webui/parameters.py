"""Parameters of a query string: each read by itself, with a notice where it is ignored."""

import calendar
import re
from collections.abc import Collection, Iterable
from datetime import date
from enum import StrEnum
from typing import TypeVar
from urllib.parse import parse_qs

from archive.errors import UserError

_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
NUMBER = re.compile(r"[0-9]{1,9}")
_LONGEST_QUOTE = 40

_E = TypeVar("_E", bound=StrEnum)

# Values of each parameter. Werkzeug's `Request.args` fails on bytes that are not UTF-8.
Args = dict[str, list[str]]


def values_of(query_string: bytes) -> Args:
    """Values of each parameter; bytes that are not UTF-8 are replaced."""
    query = query_string.decode(errors="replace")
    return parse_qs(query, keep_blank_values=True, errors="replace")


def first_value(args: Args, name: str) -> str:
    """First value of a parameter, stripped; "" where it is missing."""
    return args.get(name, [""])[0].strip()


def day(args: Args, name: str, notices: list[str]) -> date | None:
    """Day of a parameter: of a year or month the first, or the last if the name ends in "to"."""
    given = first_value(args, name)
    if not given:
        return None
    try:
        return _bound(given, last=name.endswith("to"))
    except ValueError:
        notices.append(f"{quoted(given)} is not a date: write 2019, 2019-06 or 2019-06-04.")
        return None


def _bound(given: str, *, last: bool) -> date:
    """First or last day of a year or month, or the day itself; else raises `ValueError`."""
    parts = _DAY.fullmatch(given)
    if parts is None:
        raise ValueError(given)
    year = int(parts[1])
    month = int(parts[2] or (12 if last else 1))
    if parts[3]:
        return date(year, month, int(parts[3]))
    return date(year, month, calendar.monthrange(year, month)[1] if last else 1)


def member(args: Args, name: str, members: type[_E], what: str, notices: list[str]) -> _E | None:
    """Member of an enumeration that a parameter names; a notice for any other value."""
    given = first_value(args, name)
    if given in set(members):
        return members(given)
    if given:
        notices.append(f"{quoted(given)} is not {what}: choose {either(members)}.")
    return None


def refuse_ignored(notices: Collection[str], *, runs_backwards: bool) -> None:
    """Raise `UserError` where something was passed over: what programs and files get cannot say so.

    That a list runs backwards is a notice, but no error.
    """
    if len(notices) > runs_backwards:
        raise UserError(" ".join(notices))


def either(choices: Iterable[str]) -> str:
    """Choices in words: "all, some or none"."""
    return joined(choices, "or")


def joined(choices: Iterable[str], word: str) -> str:
    """Choices in words, the last one joined by a word."""
    *first, last = choices
    return f"{', '.join(first)} {word} {last}"


def number(args: Args, name: str, lowest: int, highest: int, notices: list[str]) -> int | None:
    """Whole number of a parameter within bounds; a notice for any other value."""
    given = first_value(args, name)
    if not given:
        return None
    if NUMBER.fullmatch(given) and lowest <= int(given) <= highest:
        return int(given)
    notices.append(
        f"{quoted(given)} is not a valid {name}: give a number from {lowest} to {highest:,}."
    )
    return None


def quoted(given: str) -> str:
    """Value as a notice quotes it: its beginning, in quotation marks."""
    short = given if len(given) <= _LONGEST_QUOTE else f"{given[:_LONGEST_QUOTE]}…"
    return f"‘{short}’"
