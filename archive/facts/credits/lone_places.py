"""Places alone in a byline ("Kisumu, Kenya"), which look like an inverted name."""

from collections.abc import Mapping
from functools import cache

from babel import Locale

from archive.facts.credits import person_names

# States of the USA behind a town; Georgia, Virginia and the Carolinas are given names.
_STATES = frozenset(
    {
        "alabama", "alaska", "arizona", "arkansas", "california", "colorado", "connecticut",
        "delaware", "florida", "hawaii", "idaho", "illinois", "indiana", "iowa", "kansas",
        "kentucky", "louisiana", "maine", "maryland", "massachusetts", "michigan", "minnesota",
        "mississippi", "missouri", "montana", "nebraska", "nevada", "ohio", "oklahoma", "oregon",
        "pennsylvania", "tennessee", "texas", "utah", "vermont", "wisconsin", "wyoming",
    }
)  # fmt: skip
_SHORT_NAMES = frozenset({"uk", "usa", "us", "uae"})
# Countries that are given names too: "Quill, India" is a person.
_NAMES_TOO = frozenset(
    {
        "chad", "cuba", "cyprus", "dominica", "france", "georgia", "holland", "india", "ireland",
        "israel", "jersey", "jordan", "mali",
    }
)  # fmt: skip
_LONGEST = 80
_LANGUAGES = ("en", "de", "fr", "es", "pt", "it")


def is_lone_place(text: str) -> bool:
    """Whether a text is a town and its country or state, and nothing else."""
    if len(text) > _LONGEST:
        return False
    town, comma, country = (part.strip(" .") for part in text.rpartition(","))
    return (
        bool(comma)
        and (person_names.is_lone_name(town) or person_names.is_place(town))
        and _key(country) in _countries()
    )


@cache
def _countries() -> frozenset[str]:
    of_languages: list[Mapping[str, str]] = [
        dict(Locale(language).territories) for language in _LANGUAGES
    ]
    territories = (
        _key(name)
        for names in of_languages
        for code, name in names.items()
        if len(code) == len("KE") and code.isalpha()
    )
    return frozenset(territories) - _NAMES_TOO | _STATES | _SHORT_NAMES


def _key(name: str) -> str:
    return " ".join(name.replace(".", "").casefold().split())
