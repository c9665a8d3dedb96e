"""Structure of an article's body as JSON states it: numbers of paragraphs, and pictures."""

from collections.abc import Mapping
from typing import Any, cast

from archive.model.article import Picture
from archive.model.text import one_line
from archive.model.web_address import absolute_address

# The keys of an article's JSON.
STRUCTURE = frozenset({"subheads", "items", "pictures"})
_MOST_PICTURES = 1_000


def stated_structure(row: Mapping[str, Any], body_was: object, length: int) -> dict[str, Any]:
    """The fields of an article that say what its paragraphs are; empty where nothing is stated.

    Numbers count the entries of a list, so they mean nothing unless the body `body_was` one and
    became as many paragraphs, its `length`. Those outside of it are dropped, as are pictures
    without an address on the web.
    """
    found: dict[str, Any] = {}
    if isinstance(body_was, list) and len(cast("list[Any]", body_was)) == length:
        found["subheads"] = _numbers(row.get("subheads"), length)
        others = _numbers(row.get("items"), length)
        found["items"] = tuple(each for each in others if each not in found["subheads"])
    if pictures := _pictures(row.get("pictures")):
        found["pictures"] = pictures
    return found


def _numbers(value: object, length: int) -> tuple[int, ...]:
    stated = cast("list[Any]", value) if isinstance(value, list) else []
    # True is an int to Python.
    numbers = {number for number in stated if type(number) is int}
    return tuple(sorted(number for number in numbers if 0 <= number < length))


def _pictures(value: object) -> tuple[Picture, ...]:
    stated = cast("list[Any]", value) if isinstance(value, list) else []
    found = [_picture(cast("dict[str, Any]", one)) for one in stated if isinstance(one, dict)]
    return tuple(dict.fromkeys(filter(None, found)))[:_MOST_PICTURES]


def _picture(stated: dict[str, Any]) -> Picture | None:
    address, caption = stated.get("address"), stated.get("caption")
    whole = absolute_address(address) if isinstance(address, str) else ""
    return Picture(whole, one_line(caption) if isinstance(caption, str) else "") if whole else None
