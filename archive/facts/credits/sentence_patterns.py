"""Sentence patterns of credits that begin with a name, an agency or a title."""

import re

from archive.facts.credits import job_titles
from archive.facts.credits.name_lists import credits_in
from archive.facts.credits.person_names import is_full_name
from archive.facts.news_agencies import AGENCY, known_agency
from archive.model.article import Credit, Role

_THIS = (
    r"(?:to|for) (?:this|the) (?:(?:\w+ )?report|(?:news )?story|article|dispatch|analysis|piece)"
)
_FROM_PLACE = r"(?:from|in) [A-Z][^,;]{1,60}?"
_CONTRIBUTED = re.compile(
    r"(?P<who>[^;]{3,300}?),?(?: also)? contributed"
    rf"(?: (?P<what>(?:additional |further )?(?:reporting|research)))?(?: (?P<this>{_THIS}))?"
    rf"(?: {_FROM_PLACE})?(?: {_THIS})?"
    rf"(?:,? and (?P<other>[A-Z][^,;]{{3,60}} {_FROM_PLACE}))?\.?"
)
_CONTRIBUTED_ELSEWHERE = re.compile(
    r"(?P<who>[^;]{3,300}?) (?:(?:contribuy(?:ó|eron)|colabor(?:ó|aron)) (?:a|con|en) est[ea] "
    r"(?:\w+)|(?:a|ont) contribué à (?:cet article|ce reportage|cette dépêche)|"
    r"(?:hat|haben) zu diesem (?:Bericht|Artikel) beigetragen)\.?"
)
_MAY_SAY_SO = re.compile("contribu|colabor|beigetragen")
# The picture desk's way: the agency, a slash, the photographer.
_PICTURE = re.compile(rf"(?P<agency>{AGENCY})(?: Photo)?\s?[/／]\s?(?P<name>[^/／]{{3,50}})")
_REPORTED = re.compile(r"(?P<who>[^;]{3,60}?) reported (?P<places>from [A-Z][^;]{1,200})")
_SIGNED = re.compile(rf"[-–—]{{1,2}}\s?(?P<agency>{AGENCY})")
_WRITERS = re.compile(rf"(?:by )?(?:{AGENCY}) (?:\w+ )?writers? ", re.IGNORECASE)


def contributed(text: str) -> list[Credit] | None:
    """Parse "A in Paris and B in Rome contributed to this report"; None for others."""
    if not _MAY_SAY_SO.search(text):
        return None
    if elsewhere := _CONTRIBUTED_ELSEWHERE.fullmatch(text):
        return credits_in(elsewhere["who"], (Role.REPORTER,))
    match = _CONTRIBUTED.fullmatch(text)
    if not match:
        return None
    found = credits_in(match["who"], (Role.REPORTER,))
    says_so = match["what"] or match["this"] or " in " in match["who"]
    if not found or not says_so:
        return None
    other = credits_in(match["other"], (Role.REPORTER,)) if match["other"] else []
    return None if other is None else [*found, *other]


def reported(text: str) -> list[Credit] | None:
    """Parse "A reported from Paris, and B from Rome"; None for others."""
    match = _REPORTED.fullmatch(text)
    return credits_in(f"{match['who']} {match['places']}", (Role.REPORTER,)) if match else None


def picture(text: str) -> list[Credit] | None:
    """Parse the inside of "AFP / A" and "(AP Photo/A)"; None for others."""
    match = _PICTURE.fullmatch(text)
    if not match or not is_full_name(match["name"]):
        return None
    return [Credit(match["agency"], Role.AGENCY), Credit(match["name"], Role.PHOTOGRAPHER)]


def signed(text: str) -> list[Credit] | None:
    """Parse "— AFP"; None for others."""
    match = _SIGNED.fullmatch(text)
    return [Credit(match["agency"], Role.AGENCY)] if match else None


def bracketed_agency(inside: str) -> list[Credit] | None:
    """Parse "(Yonhap)", given the text in the brackets; None for others."""
    agency = known_agency(inside)
    return [Credit(agency, Role.AGENCY)] if agency else None


def with_job(text: str) -> list[Credit] | None:
    """Parse "A, Times Staff Writer" and "Xinhua writer A"; None for others."""
    if _WRITERS.match(text):
        return credits_in(text, (Role.REPORTER,))
    name, comma, job = text.partition(", ")
    if not comma or not is_full_name(name) or not job_titles.is_staff_job(job):
        return None
    role = Role.PHOTOGRAPHER if job_titles.is_photographers(job) else Role.REPORTER
    agency = job_titles.agency_in(job)
    return [Credit(name, role), *([Credit(agency, Role.AGENCY)] if agency else [])]
