"""Chinese credits, with the role behind the names: 王小明 摄, 林婉如台北報導."""

import re
from dataclasses import dataclass

from archive.facts.credits.cjk_names import has_compound_surname
from archive.facts.credits.name_lists import credits_in
from archive.facts.news_agencies import EAST_ASIAN_AGENCY
from archive.model.article import Credit, Role

_TAKEN_BY = re.compile(
    rf"(?:(?P<agency>{EAST_ASIAN_AGENCY})[发發]?\s?[（(])?"
    r"(?P<names>[\u3400-\u9fff、 ]{2,40}?)\s*[/／]?\s*[摄攝][)）]?"
)
# The place of the report stands between name and verb, often with nothing to part it.
_REPORTED = (
    r"[/／\s]?(?:[\u3400-\u9fff]{2,4})?(?:\d{1,2}日)?(?:综合|綜合)?"
    r"(?:报道|報道|报导|報導|专电|專電|电|電)"
)
_NAME_REPORTED = re.compile(rf"(?P<name>[\u3400-\u9fff]{{3}}|[\u3400-\u9fff]{{2}}){_REPORTED}")
_LONG_NAME_REPORTED = re.compile(rf"(?P<name>[\u3400-\u9fff]{{4}}|[\u3400-\u9fff]{{3}}){_REPORTED}")


@dataclass(frozen=True, slots=True)
class Reported:
    """Names before a verb, and whether the verb makes them photographers."""

    names: str
    are_photographers: bool


def reported(clause: str) -> Reported | None:
    """The names in 王小明 摄 or 林婉如台北報導; None for anything else."""
    if taken := _TAKEN_BY.fullmatch(clause):
        return Reported(taken["names"], are_photographers=True)
    shape = _LONG_NAME_REPORTED if has_compound_surname(clause) else _NAME_REPORTED
    named = shape.fullmatch(clause)
    return Reported(named["name"], are_photographers=False) if named else None


def photographers(text: str) -> list[Credit] | None:
    """The credits of 王小明 摄; None for anything else."""
    taken = _TAKEN_BY.fullmatch(text)
    found = credits_in(taken["names"], (Role.PHOTOGRAPHER,)) if taken else None
    if taken and taken["agency"] and found:
        return [Credit(taken["agency"], Role.AGENCY), *found]
    return found
