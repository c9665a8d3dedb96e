"""Job titles, degrees and anonymous desks, to be removed from around names."""

import re
from dataclasses import dataclass

from archive.facts.news_agencies import AGENCY, agency, known_agency

_JOB = (
    r"(?:writers?|reporters?|correspondents?|editors?|columnists?|photographers?|contributors?|"
    r"journalists?|producers?|bureau chief)"
)
_OF_JOBS = (
    r"(?:staff|senior|chief|special|foreign|sports?|business|political|science|medical|deputy|"
    r"diplomatic|national|economics?|financial|technology|entertainment|food|travel|religion|legal|"
    r"military|associate|assistant|contributing|executive|managing|environment|health|education|"
    r"white house|war|roving|freelance)"
)
_AGENCY = rf"(?-i:(?:[Tt]he )?(?:{AGENCY}))"
_ELSEWHERE = (
    r"enviad[oa]s? especial(?:es)?|correspons(?:al|ales)|redactor(?:a|es)?|periodistas?|"
    r"envoyée?s? spécia(?:le?|ux)|correspondante?s?|journalistes?|korrespondent(?:in)?|"
    r"reporter(?:in)?|redakteur(?:in)?"
)
_TITLE = re.compile(
    rf"(?:[\w.'’& -]*\b)?(?:{_JOB}|staff)(?: (?:in|at|for|of) .+)?|special (?:to|for) .+|"
    rf"(?:(?:notre|nuestr[oa]) )?(?:{_ELSEWHERE})\b.*|M\.?D\.?|Ph\.?D\.?|MBA|Esq\.?",
    re.IGNORECASE,
)
_BEFORE_NAME = re.compile(
    rf"(?:(?:our|the|with) )?(?:(?P<agency>{_AGENCY})(?:[’']s?)? )?(?:{_OF_JOBS} )*{_JOB} (?=\S)|"
    r"(?-i:Dr|Prof|Mr|Mrs|Ms)\.? (?=\S)",
    re.IGNORECASE,
)
# "Lakeside Times staff writer Ruth Awino".
_OF_HOUSE = re.compile(rf"(?:[A-Z][\w.’'-]* ){{1,4}}(?:{_OF_JOBS} )+{_JOB} (?=[A-Z])")
# "RUTH AWINO Halyard Wire": nothing else parts the name from the house.
_CAPITALS_FIRST = re.compile(
    r"(?P<name>[A-Z][A-Z.'’-]*(?: [A-Z][A-Z.'’-]*)+) (?P<rest>[A-Z][a-z].*)"
)
_AFTER_NAME = re.compile(
    rf" (?:(?P<agency>{_AGENCY})(?: (?:{_OF_JOBS} )*{_JOB})?|(?:{_OF_JOBS} )+{_JOB}|{_JOB}|"
    r"special (?:to|for) .+)$",
    re.IGNORECASE,
)
_IN_TITLE = re.compile(rf"\b(?P<agency>{_AGENCY})\b")
# Other houses' own writers ("Lakeside Times Staff Writer") need no naming.
_OF_WIRE = re.compile(
    rf"(?P<agency>(?:[A-Z][\w-]* ){{1,4}}(?:Wire|Press|Agency)) (?i:(?:{_OF_JOBS} )*{_JOB})$"
)
_STAFF_JOB = re.compile(
    rf"(?:.{{0,40}} )?(?:staff|special|foreign) {_JOB}|"
    rf"{_AGENCY} (?:{_OF_JOBS} )*{_JOB}",
    re.IGNORECASE,
)
_PHOTOGRAPHER = re.compile(r"photographers?$", re.IGNORECASE)
_NOBODY = re.compile(
    rf"(?:[\w.'’-]+ ){{0,4}}(?:newsrooms?|bureau|bureaus|bureaux|(?:news|web)?desk|staff|"
    rf"staffers|(?:news)?team|agencies|wires|wire services|agencias|agences|agenturen|redacción|"
    rf"rédaction|redaktion|editorial board|{_JOB})",
    re.IGNORECASE,
)
# What programs write where nobody has said who wrote: accounts, and words for nobody.
_ACCOUNT = re.compile(
    r"(?:(?:the )?(?:site |web ?|wp[_-]?|super)?(?:admin(?:istrator)?|master|user|owner)[_-]?\d*|"
    r"root|guest|author|editors?|redaktion|redaction|rédaction|redacción|redacao|redação|redazione|"
    r"no-?reply|do-?not-?reply|info|unknown(?: author)?|anonymous|none|null|undefined|nan|n/?a|-+)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Untitled:
    """Name without its title, and the agency that the title names, None for none."""

    name: str
    agency: str | None = None
    agency_first: bool = False


def is_title(text: str) -> bool:
    """Whether a text that follows a name is a title: "Staff Writer", "Special to The Times"."""
    return _TITLE.fullmatch(text) is not None


def agency_in(title: str) -> str | None:
    """The agency that a title names, None for none."""
    if match := _IN_TITLE.search(title):
        return known_agency(match["agency"])
    wire = _OF_WIRE.match(title)
    return wire["agency"] if wire else None


def is_nobody(text: str) -> bool:
    """Whether a text is a desk or a job without a name: "Seoul newsroom", "our staff"."""
    return _NOBODY.fullmatch(text) is not None


def is_account(text: str) -> bool:
    """Whether an author field names an account or nobody: "admin", "webmaster", "unknown"."""
    return _ACCOUNT.fullmatch(text) is not None


def untitled(text: str) -> Untitled:
    """Strip a title before a name, or behind it without a comma."""
    if before := _BEFORE_NAME.match(text):
        named = before["agency"]
        return Untitled(text[before.end() :], known_agency(named) if named else None, True)
    if house := _OF_HOUSE.match(text):
        return Untitled(text[house.end() :])
    in_capitals = _CAPITALS_FIRST.fullmatch(text)
    if in_capitals and (house_after := agency(in_capitals["rest"])):
        return Untitled(in_capitals["name"], house_after)
    if after := _AFTER_NAME.search(text):
        named = after["agency"]
        return Untitled(text[: after.start()], known_agency(named) if named else None)
    return Untitled(text)


def is_staff_job(text: str) -> bool:
    """Whether a title is one of a paper's own staff: "Times Staff Writer"."""
    return _STAFF_JOB.fullmatch(text) is not None


def is_photographers(text: str) -> bool:
    """Whether a title is a photographer's."""
    return _PHOTOGRAPHER.search(text) is not None
