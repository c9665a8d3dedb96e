"""Conventions of writing dates, by language and country (Unicode CLDR)."""

import re
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global

# Without a country English may be American, which puts the month first, or any other.
_BOTH_ORDERS = "en"
_AMERICAN = frozenset({"edu", "gov", "mil", "us"})
# Country codes that sites of any country take for a name.
_FOR_ANYBODY = frozenset({
    "ag", "ai", "am", "cc", "co", "dj", "eu", "fm", "gg", "im", "io", "la", "ly", "me", "ms", "nu",
    "pw", "sh", "so", "st", "su", "tk", "to", "tv", "vc", "vu", "ws",
})  # fmt: skip
_QUOTED = re.compile(r"'[^']*'")


@dataclass(frozen=True, slots=True)
class Conventions:
    """How dates are written where a text comes from.

    `language` is a primary subtag of BCP 47, "" where it is not known; `day_first` says whether the
    day stands before the month in figures, None where that is not known.
    """

    language: str = ""
    day_first: bool | None = None


NO_CONVENTIONS = Conventions()


@lru_cache(maxsize=1_000)
def conventions_of(tag: str | None) -> Conventions:
    """The conventions of a BCP 47 tag, such as "en-GB"."""
    parts = re.split(r"[-_]", (tag or "").strip())
    language = parts[0].lower()
    if not language.isalpha():
        return NO_CONVENTIONS
    country = next((part.upper() for part in parts[1:] if len(part) == 2 and part.isalpha()), "")
    if language == _BOTH_ORDERS and not country:
        return Conventions(language)
    return Conventions(language, _day_first(f"{language}_{country}" if country else language))


@lru_cache(maxsize=1_000)
def day_first_in(host: str) -> bool | None:
    """Whether the country of a host's domain puts the day first, None where that is not known."""
    domain = host.rpartition(".")[2].lower()
    if domain in _AMERICAN:
        return False
    if len(domain) != 2 or not domain.isalpha() or domain in _FOR_ANYBODY:
        return None
    country = {"uk": "GB"}.get(domain, domain.upper())
    likely: str = get_global("likely_subtags").get(f"und_{country}", _BOTH_ORDERS)
    return _day_first(f"{likely.partition('_')[0]}_{country}")


def _day_first(identifier: str) -> bool | None:
    """The order of day and month in a locale's short dates; None if the year stands first."""
    try:
        locale = Locale.parse(identifier)
    except (UnknownLocaleError, ValueError):
        language = identifier.partition("_")[0]
        return _day_first(language) if language not in {identifier, _BOTH_ORDERS} else None
    pattern = _QUOTED.sub("", locale.date_formats["short"].pattern)
    order = [letter for letter in pattern if letter in "dMy"]
    return None if order[0] == "y" else order[0] == "d"
