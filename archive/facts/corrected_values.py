"""Corrected values: what is typed for a field of an article, read as files' values are."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches

from archive.errors import UserError
from archive.facts.dates import parse_declared
from archive.facts.language_tags import parse_language
from archive.facts.regions import NO_AMENDMENTS, Amendments, find_region
from archive.facts.regions.gazetteer.gazetteer import gazetteer
from archive.model.article import Article, Credit, Precision, Published, Region, Role
from archive.model.correction import CORRECTED, CorrectedField, CorrectedValue, written
from archive.model.text import one_line

LONGEST_HEADLINE = 2_000
LONGEST_NAME = 300
LONGEST_REASON = 1_000
MOST_REGIONS = 50
MOST_CREDITS = 100
# What stands for no value: for a date, and for all else.
UNDATED, NONE = "undated", "none"
_LONGEST_QUOTE = 60
_LONGEST_LANGUAGE = 35
# Longer texts are cut before anything looks at them.
_LONGEST_LINE = 10_000
# Marks that turn the direction of what stands after them, and those that end their reach.
_TURNS = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
_NUMBERS = re.compile(r"\d+")
_ROLES = ", ".join(Role)


def typed_line(text: str) -> str:
    """Typed text as one clean line, without the marks that turn its direction."""
    return one_line(text.translate(_TURNS))


def reason_given(why: str) -> str:
    """The reason for a correction, cleaned; `UserError` for none and for one that is too long."""
    reason = typed_line(why)
    if not 0 < len(reason) <= LONGEST_REASON:
        raise UserError(
            f"a correction needs a reason of 1 to {LONGEST_REASON:,} characters: this has "
            f"{len(reason):,}"
        )
    return reason


def corrected_value(
    field: CorrectedField,
    typed: Sequence[str],
    standing: Article,
    amendments: Amendments = NO_AMENDMENTS,
) -> CorrectedValue:
    """Read typed lines as a field's value; `UserError` with a sentence for each fault.

    No line, "none" or, for a date, "undated" stand for no value. Regions and credits that stand
    in the article already need not be known.
    """
    lines = [line for text in typed if (line := typed_line(text[:_LONGEST_LINE]))]
    match field:
        case CorrectedField.HEADLINE:
            return _one(lines, "headline", LONGEST_HEADLINE, lambda line: line)
        case CorrectedField.PUBLISHED:
            if not lines or lines[0].casefold() in {UNDATED, NONE}:
                return Published(why=CORRECTED)
            return _one(lines, "date", LONGEST_NAME, _date)
        case CorrectedField.REGIONS:
            return tuple(_regions(_several(lines, "region", MOST_REGIONS), standing, amendments))
        case CorrectedField.CREDITS:
            return tuple(dict.fromkeys(map(_credit, _several(lines, "credit", MOST_CREDITS))))
        case CorrectedField.LANGUAGE:
            return _one(lines, "language", LONGEST_NAME, _language) if _states(lines) else None
        case CorrectedField.SOURCE | CorrectedField.SECTION:
            return _one(lines, field, LONGEST_NAME, lambda line: line) if _states(lines) else None


def _states(lines: Sequence[str]) -> bool:
    return [line.casefold() for line in lines] not in ([], [NONE])


def _several(lines: list[str], name: str, most: int) -> list[str]:
    if not _states(lines):
        return []
    if len(lines) > most:
        raise UserError(f"an article has {most} {name}s at most: these are {len(lines):,}")
    for line in lines:
        _check_length(line, name, LONGEST_NAME)
    return lines


_Read = Callable[[str], CorrectedValue]


def _one(lines: list[str], name: str, longest: int, read: _Read) -> CorrectedValue:
    if len(lines) != 1:
        raise UserError(f"an article has one {name}: {'none' if not lines else 'several'} is given")
    _check_length(lines[0], name, longest)
    return read(lines[0])


def _check_length(line: str, name: str, longest: int) -> None:
    if len(line) > longest:
        raise UserError(f"a {name} has {longest:,} characters at most: this has {len(line):,}")


def _date(line: str) -> Published:
    date = parse_declared(line, CORRECTED)
    if date.notice:
        raise UserError(f"{date.notice.removesuffix('; the date is kept')}: {_HOW_DATED}")
    if date.value is None:
        raise UserError(f"{_quoted(line)} cannot be read as a date: {_HOW_DATED}")
    if date.precision is Precision.YEAR and len(_NUMBERS.findall(line)) > 1:
        raise UserError(f"{_quoted(line)} may be read as several days: {_HOW_DATED}")
    return replace(date, why=CORRECTED)


_HOW_DATED = f"write it as 2012-04-15, 2012-04 or 2012, or “{UNDATED}”"


def _language(line: str) -> str:
    tag = parse_language(line)
    if tag is None or len(tag) > _LONGEST_LANGUAGE:
        raise UserError(
            f"{_quoted(line)} is no language: write its tag, as in ko or pt-BR, or its English name"
        )
    return tag


def _credit(line: str) -> Credit:
    before, colon, after = line.partition(":")
    name, role = after.strip(), before.strip().lower()
    if not colon or role not in set(Role):
        raise UserError(
            f"{_quoted(line)} has no role: write it as “reporter: Kim Ha-neul”; roles are {_ROLES}"
        )
    if not name:
        raise UserError(f"{_quoted(line)} has no name: write it after the colon")
    return Credit(name, Role(role))


def _regions(lines: Sequence[str], standing: Article, amendments: Amendments) -> Iterator[Region]:
    known = {written((region,))[0]: region for region in standing.regions}
    given: dict[tuple[str, ...], None] = {}
    for line in lines:
        region = known.get(line) or find_region(line, amendments)
        if region is None:
            raise UserError(f"{_quoted(line)} is no region that is known: {_suggested(line)}")
        path = region.path if line in known else amendments.shown(region.path)
        if path not in given:
            given[path] = None
            yield replace(region, path=path, why=CORRECTED, names=())


def _suggested(line: str) -> str:
    """Regions whose names are like a name, as a question; else how to find one."""
    paths = {path[-1].casefold(): path for path in gazetteer().by_path}
    near = get_close_matches(line.rpartition("/")[2].casefold()[:_LONGEST_QUOTE], paths, n=2)
    if not near:
        return "'backfile regions list NAME' tells what a name means"
    return f"is it {' or '.join('“' + '/'.join(paths[each]) + '”' for each in near)}?"


def _quoted(line: str) -> str:
    return f"“{line if len(line) <= _LONGEST_QUOTE else line[:_LONGEST_QUOTE] + '…'}”"
