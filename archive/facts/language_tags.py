"""BCP 47 tags of languages: parsed from what a file states, or from a language's name."""

import re
from collections.abc import Mapping
from functools import cache

from babel import Locale

_TAG = re.compile(r"^(?P<language>[A-Za-z]{2,3})(?P<rest>(?:-[A-Za-z0-9]{2,8})*)$")


def parse_language(stated: str) -> str | None:
    """Parse a BCP 47 tag or an English language name to a tag, None for anything else."""
    if match := _TAG.match(stated):
        return "-".join((match["language"].lower(), *match["rest"].split("-")[1:]))
    return _names().get(stated.strip().casefold())


@cache
def _names() -> dict[str, str]:
    names: Mapping[str, str] = dict(Locale("en").languages)
    return {name.casefold(): code.replace("_", "-") for code, name in names.items()}
