"""Classifier of lines in copied pages that are no story text: captions, facts, dates."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from archive.facts.credits.credit_lines import parse_credits
from archive.facts.dates import first_told, parse_date, parts_of_line, states_update
from archive.formats.boilerplate import heads_other_articles, is_button
from archive.model.article import Published

# "20-year-old" and its like are no slugs.
_SLUG = re.compile(
    r"^(?:[\w.-]+\.(?i:jpe?g|png|gif|webp)(?:\s+|$)|"
    r"(?!\d{1,3}-[a-z])(?=[\d_-]*[a-z])[a-z0-9]+(?:[-_][a-z0-9]+)+(?:\s+(?=[^\sa-z])|$))"
)
_CAPTION_LABEL = re.compile(
    r"^(?:file photo|photo|caption|picture|image|사진|图|圖|图片|圖片|图说|圖說|foto|imagen|صورة)"
    r"\s*[:：]\s*",
    re.IGNORECASE,
)
_PHOTO_CREDIT = re.compile(
    r"\s*[(（](?P<credit>photo(?:graph)?s? by [^()（）]{3,80})[)）]\.?$", re.IGNORECASE
)
_DECLARED = re.compile(
    r"^(?P<field>source|section|regions?|place|url|link|language|topics?|tags?|출처|섹션|지역|"
    r"来源|來源|栏目|欄目|地区|地區|fuente|sección|región|المصدر|القسم|المنطقة)"
    r"\s*[:：]\s*(?P<value>\S.*)$",
    re.IGNORECASE,
)
_FIELDS = {
    "regions": "region", "place": "region", "지역": "region", "地区": "region", "地區": "region",
    "región": "region", "المنطقة": "region", "출처": "source", "来源": "source", "來源": "source",
    "fuente": "source", "المصدر": "source", "섹션": "section", "栏目": "section", "欄目": "section",
    "sección": "section", "القسم": "section", "link": "url", "topics": "topic", "tag": "topic",
    "tags": "topic",
}  # fmt: skip
_ADDRESS = re.compile(r"^https?://\S+$")
_SENTENCE_END = re.compile(r"(?:[.。।]|[!?！？؟…][\"”’»」』])[\"”’»」』)\]]*$")


# A line of two dates with labels and zones has no more characters.
_DATE_CHARACTERS = 120


@dataclass(frozen=True, slots=True)
class Caption:
    """Caption of a picture without its slug; `credit` is the photographer's, "" if none."""

    text: str
    credit: str


@dataclass(frozen=True, slots=True)
class DeclaredFact:
    """Fact that a line declares: a field's name and its value."""

    field: str
    value: str


def caption(line: str) -> Caption | None:
    """Parse a caption, None for any other line.

    A caption begins with the slug of the picture's file ("nk-train-check Soldiers ...") or with a
    label ("Photo: ...").
    """
    start = _SLUG.match(line) or _CAPTION_LABEL.match(line)
    if start is None:
        return None
    text = line[start.end() :]
    credit = _PHOTO_CREDIT.search(text)
    return Caption(_PHOTO_CREDIT.sub("", text), credit["credit"] if credit else "")


def declared_fact(line: str) -> DeclaredFact | None:
    """Parse a line such as "Source: The Courier", None if it declares no fact."""
    if match := _DECLARED.match(line):
        name = match["field"].lower()
        return DeclaredFact(_FIELDS.get(name, name), match["value"])
    return DeclaredFact("url", line) if is_address(line) else None


def is_address(line: str) -> bool:
    """Whether the line is a URL and nothing else."""
    return _ADDRESS.match(line) is not None


def stated_dates(line: str) -> list[str]:
    """The dates in a line of dates, as they are written; empty if it has any other text.

    Implausible dates count as well.
    """
    if len(line) > _DATE_CHARACTERS:
        return []
    parts = parts_of_line(line)
    return parts if all(map(_is_date, parts)) else []


def published(dates: Iterable[str]) -> Published:
    """The date of publication among those in the lines, else that of the last change."""
    ordered = sorted(dates, key=states_update)
    return first_told(parse_date(date, "declared") for date in ordered)


def _is_date(part: str) -> bool:
    date = parse_date(part, "")
    # A number alone that can be no year is a count.
    return bool(date.value or (date.notice and not part.isdecimal()))


def ends_as_sentence(line: str) -> bool:
    """Whether the line ends as a sentence, which headlines do only with a question mark."""
    return _SENTENCE_END.search(line) is not None


def stands_alone(line: str) -> bool:
    """Whether the line is complete by itself, so that no neighbour can continue it."""
    return bool(
        is_button(line)
        or caption(line)
        or declared_fact(line)
        or heads_other_articles(line)
        or stated_dates(line)
        or parse_credits(line)
    )
