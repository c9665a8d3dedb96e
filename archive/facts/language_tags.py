"""BCP 47 tags of languages: parsed from what a file states or a reader types, and named."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import takewhile
from typing import cast

from babel import Locale
from babel.core import get_global

from archive.facts.language_names import OTHER_NAMES, OWN_NAMES

_TAG = re.compile(r"^(?P<language>[A-Za-z]{2,3})(?P<rest>(?:-[A-Za-z0-9]{1,8})*)$")
# Written forms of one language, each a language of its own in ISO 639.
_WITHIN = {"nb": "no", "nn": "no"}
# CLDR has Filipino for it, of which it is the basis; news and models say Tagalog.
_NO_ALIAS = frozenset({"tl"})
# Script, region and a variant; more tell no reader anything.
_MOST_SUBTAGS = 3


def parse_language(stated: str) -> str | None:
    """Parse a BCP 47 tag, or a language's name in English or in itself, to a tag; else None."""
    if match := _TAG.match(stated):
        return "-".join((match["language"].lower(), *match["rest"].split("-")[1:]))
    return _tags_by_name().get(_key(stated.strip()))


@lru_cache(maxsize=1 << 10)
def language_levels(tag: str) -> tuple[str, ...]:
    """Canonical tag of a language, preceded by those of all that it is a variety of.

    de-at is ("de", "de-AT"), zho-Hant-TW ("zh", "zh-Hant", "zh-Hant-TW"), nb ("no", "nb"). Codes of
    three letters become those of two where there are any; extensions are left out. What is no tag
    is itself.
    """
    if not _TAG.match(tag):
        return (tag,)
    code, *rest = tag.split("-")
    aliases = cast("Mapping[str, str]", get_global("language_aliases"))
    code = code.lower()
    first, *implied = (code if code in _NO_ALIAS else aliases.get(code, code)).split("_")
    own = (_cased(subtag) for subtag in takewhile(_is_no_extension, rest))
    subtags = list(dict.fromkeys((*implied, *own)))[:_MOST_SUBTAGS]
    levels = ["-".join((first, *subtags[:count])) for count in range(len(subtags) + 1)]
    return (_WITHIN[first], *levels) if first in _WITHIN else tuple(levels)


@lru_cache(maxsize=1 << 10)
def language_name(tag: str) -> str:
    """English name of a language, "German (Austria)"; the tag itself where it has none."""
    code, *rest = language_levels(tag)[-1].split("-")
    english = Locale("en")
    languages = cast("Mapping[str, str]", english.languages)
    if code not in languages:
        return tag
    tables: list[Mapping[str, str]] = [english.scripts, english.territories, english.variants]
    names = (next((table[s] for table in tables if s in table), s) for s in rest)
    within = ", ".join(names)
    return f"{languages[code]} ({within})" if within else languages[code]


def _cased(subtag: str) -> str:
    """Script as Hant, region as TW, variant as valencia."""
    if len(subtag) == 4 and subtag.isalpha():
        return subtag.title()
    return subtag.upper() if len(subtag) <= 3 else subtag.lower()


def _is_no_extension(subtag: str) -> bool:
    return len(subtag) > 1


@cache
def _tags_by_name() -> dict[str, str]:
    english = cast("Mapping[str, str]", Locale("en").languages)
    names = {name: code.replace("_", "-") for code, name in english.items()}
    own = {name: code for code, name in OWN_NAMES.items()}
    return {_key(name): tag for name, tag in (own | dict(OTHER_NAMES) | names).items()}


def _key(name: str) -> str:
    """A name without case and accents."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
