"""Parser of name lists in credits, with titles, places and employers among the names."""

import re
from collections.abc import Sequence

from archive.facts.credits import cjk_names, job_titles, person_names
from archive.facts.news_agencies import (
    AGENCY,
    HOUSE_WORD,
    agency,
    is_acronym,
    known_agency,
    mistyped_agency,
)
from archive.model.article import Credit, Role

_AND = r"(?:and|AND|And|et|ET|und|UND|y|e|with|avec|mit|con|و)"
_BETWEEN = re.compile(
    rf"\s*((?:[,،，]\s?)?(?<![^\s,،，]){_AND}(?=\s)|"
    r"[,،，](?!\s?(?:Jr|Sr|II|III|IV)\b)|[、;|/／()（）&+•]|(?<=[가-힣])[·ㆍ]|(?<=\s)[-–—](?=\s))\s*"
)
# Behind a stroke stands the paper: "Ruth Awino | The Lake".
_PAPER = re.compile(r"(?:The|El|La|Le|Il|Der|Die|Das) \S")
# A longer part is no name, and would take long to read.
_LONGEST_PART = 120
# A dot that ends a sentence, not a name: not behind "Jr" or an initial.
_FINAL_DOT = re.compile(r"(?<!\bJr)(?<!\bSr)(?<!\b[A-Z])\.$")
_KOREAN_TITLE = re.compile(r"(?<=[가-힣])\s?(?:[가-힣]{2})?(?:기자|특파원)$|^본사기자\s")
# Behind a name without a comma: where its bearer was, and whom they work for.
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


def credits_in(
    clause: str, roles: Sequence[Role], *, labelled: bool = False
) -> list[Credit] | None:
    """Parse a list of names, empty for one of desks; None if it has anything else.

    `labelled` means that a colon precedes the list, so that short East Asian words are names.
    """
    return _NameListParser(tuple(roles), labelled=labelled).read(clause)


def loose_credits_in(text: str) -> list[Credit] | None:
    """Parse a field that should hold only names, which need no capitals here."""
    return _NameListParser((Role.REPORTER,), labelled=True, loose=True).read(text)


class _NameListParser:
    """Parser of a list of names, one part at a time."""

    def __init__(self, roles: tuple[Role, ...], *, labelled: bool, loose: bool = False) -> None:
        self._roles = roles
        self._labelled = labelled
        self._loose = loose
        self._found: list[Credit] = []
        # Whether a name has been read, and whether the last one had a place or an employer.
        self._is_named = False
        self._is_placed = False

    def read(self, clause: str) -> list[Credit] | None:
        marks_and_parts = ["", *_BETWEEN.split(clause)]
        for mark, raw in zip(marks_and_parts[::2], marks_and_parts[1::2], strict=True):
            part = _trimmed(raw)
            if len(part) > _LONGEST_PART or (part and not self._takes(part, mark)):
                return None
        return self._found

    def _takes(self, part: str, mark: str) -> bool:
        """Whether the part is understood that comes after a mark: ",", "and" or another."""
        joined = mark[-1:].isalpha() or mark == "&"
        if mark == "|" and self._is_named and _PAPER.match(part):
            return True
        if cjk_names.HAS_EAST_ASIAN.search(part):
            return self._takes_short_names(part)
        if self._is_named and not joined and job_titles.is_title(part):
            self._add_agency(job_titles.agency_in(part))
            return True
        if found := agency(part) or mistyped_agency(part) or self._acronym(part):
            self._add_agency(found)
            self._is_named = True
            return True
        name, place = _apart(part)
        house = known_agency(_apart(place)[0])
        if place and not house and not _may_be_place(place):
            return False
        if name and not self._takes_person(name, joined=joined, placed=bool(place)):
            return False
        self._add_agency(house)
        self._is_placed = self._is_placed or not name
        return self._is_named or bool(name)

    def _acronym(self, part: str) -> str | None:
        """The part if it is a house's initials behind a name: "Ruth Awino, BBC"."""
        in_capitals = self._found and self._found[-1].name.isupper()
        return part if is_acronym(part) and self._is_named and not in_capitals else None

    def _takes_person(self, text: str, *, joined: bool, placed: bool) -> bool:
        if text.isupper() and self._found and not self._found[0].name.isupper():
            # "Ruth Awino, LAKE TODAY": a paper's name as it writes it.
            return not joined
        person = job_titles.untitled(text)
        if self._loose and not _is_person(person.name) and person_names.is_loose_name(text):
            person = job_titles.Untitled(text)
        elif not _is_person(person.name):
            return self._takes_nobody(text, joined=joined)
        credited = [Credit(person.name, role) for role in self._roles]
        agency_of = [Credit(person.agency, Role.AGENCY)] if person.agency else []
        self._found += (*agency_of, *credited) if person.agency_first else (*credited, *agency_of)
        self._is_named, self._is_placed = True, placed
        return True

    def _takes_nobody(self, text: str, *, joined: bool) -> bool:
        """Whether this is a desk, or a town behind a name: "Ruth Awino, Kisumu"."""
        if job_titles.is_nobody(text):
            self._add_agency(job_titles.agency_in(text))
            return True
        is_town = person_names.is_lone_name(text) or person_names.is_place(text)
        return self._is_named and is_town and (self._is_placed or not joined)

    def _takes_short_names(self, part: str) -> bool:
        part = _KOREAN_TITLE.sub("", part).strip()
        if found := agency(part):
            self._add_agency(found)
            return True
        for name in cjk_names.names_apart(part):
            if found := known_agency(name):
                self._add_agency(found)
                continue
            if not cjk_names.is_short_name(name.replace(" ", ""), labelled=self._labelled):
                return False
            self._found += [Credit(name, role) for role in self._roles]
        self._is_named = True
        return True

    def _add_agency(self, name: str | None) -> None:
        if name:
            self._found.append(Credit(name, Role.AGENCY))


def without_final_dot(text: str) -> str:
    """The text without its full stop; the dot of "Jr." or an initial stays."""
    return _FINAL_DOT.sub("", text).rstrip()


def _is_person(text: str) -> bool:
    return person_names.is_full_name(text) and not job_titles.is_nobody(text) and not agency(text)


def _trimmed(part: str) -> str:
    return without_final_dot(part.strip(' :"“”'))


def _apart(part: str) -> tuple[str, str]:
    """Split at "in", "for" and the like; each part is "" if missing."""
    before = _BEFORE_PLACE.search(part) or _BEFORE_HOUSE.search(part)
    return (part[: before.start()], part[before.end() :]) if before else (part, "")


def _may_be_place(text: str) -> bool:
    """Whether what follows "in" or "for" may be a place or an employer."""
    words = text.split()
    return _REPORTS.fullmatch(text) is not None or (
        len(words) <= _MOST_WORDS_OF_PLACE
        and all(map(_PLACE_WORD.fullmatch, words))
        and all(not word[0].islower() or word in _LOWER_IN_PLACES for word in words)
        and any(word[0].isupper() for word in words)
    )
