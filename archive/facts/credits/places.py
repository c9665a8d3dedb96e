"""What follows a name without a comma: where its bearer was, and whom they work for."""

import re

from archive.facts.news_agencies import AGENCY, HOUSE_WORD

_PLACE = r"(?:in|at|from|for|near|en|desde|para|em|à|au|aus|IN|FROM|FOR)"
_BEFORE_PLACE = re.compile(rf"(?:^|\s){_PLACE}\s(?=\S)")
# "Act of Parliament" and "Acquisition of a Rival" are no names: only those of a house follow.
_BEFORE_HOUSE = re.compile(rf"\s(?:of|OF)\s(?=(?:[Tt]he |THE )?(?:{AGENCY})$|.*\b{HOUSE_WORD}$)")
_PLACE_WORD = re.compile(r"[^\W\d_][\w.'’&-]*,?")
_LOWER_IN_PLACES = frozenset(
    {
        "a", "al", "and", "bureau", "central", "de", "del", "des", "du", "eastern", "el", "for",
        "in", "la", "las", "le", "los", "near", "newsroom", "northern", "of", "off", "southern",
        "the", "western",
    }
)  # fmt: skip
_MOST_WORDS_OF_PLACE = 8
# "Compiled by Tomas Vik from wire reports".
_REPORTS = re.compile(r"(?:(?:staff|wires?|agency|news|and) ){1,4}(?:reports|dispatches)")


def apart(part: str) -> tuple[str, str]:
    """What stands before "in", "for" and the like, and what behind; "" where there is nothing."""
    before = _BEFORE_PLACE.search(part) or _BEFORE_HOUSE.search(part)
    return (part[: before.start()], part[before.end() :]) if before else (part, "")


def is_place(text: str) -> bool:
    """Whether what follows "in" or "for" may be a place or an employer."""
    words = text.split()
    return _REPORTS.fullmatch(text) is not None or (
        len(words) <= _MOST_WORDS_OF_PLACE
        and all(map(_PLACE_WORD.fullmatch, words))
        and all(not word[0].islower() or word in _LOWER_IN_PLACES for word in words)
        and any(word[0].isupper() for word in words)
    )
