"""Template filters: metadata of an article in words, numbers, and links to lists."""

import re
import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from archive.model.article import Article, Credit, Precision, Published, Role, Wire

if TYPE_CHECKING:
    from archive.authority import SuggestedMerge

_REGION_SEPARATOR = " › "
_ROLE_PHRASES = {
    Role.REPORTER: "reported by",
    Role.TRANSLATOR: "translated by",
    Role.WRITER: "written by",
    Role.EDITOR: "edited by",
    Role.PHOTOGRAPHER: "photographs by",
    Role.AGENCY: "from the agency",
}
# Looked up here: `strftime` takes as long as the rest of an entry.
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_REASONS = {"headline": "named in the headline", "text": "named in the text"}
_DATE_REASONS = {
    "declared": "date declared",
    "made": "date of the file",
    "corrected": "date corrected",
}
# Fields whose origin has no line of its own on the card of an article, with their labels there.
_UNLISTED = {
    "headline": "Headline",
    "credits": "Credits",
    "section": "Section",
    "captions": "Captions",
    "body": "Text",
}
# Path separators, characters that Windows refuses, control characters, direction marks.
_UNFIT_FOR_A_FILE_NAME = re.compile(
    '[\\\\/:*?"<>|\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]'
)
_LONGEST_FILE_NAME = 100
# Letters of Hebrew, Arabic, Syriac, Thaana, NKo and the other scripts that are written leftwards.
_RIGHT_TO_LEFT = re.compile(
    "[\u05d0-\u05f2\u0620-\u065f\u066e-\u06d5\u06e5-\u06ef\u06fa-\u08ff"
    "\ufb1d-\ufdfb\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001eeff]"
)
_ENOUGH_LETTERS = 200


@dataclass(frozen=True, slots=True)
class Stated:
    """Name and value, both as text."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class RoleGroup:
    """Credits of one role, and the phrase before their names."""

    phrase: str
    credits: tuple[Credit, ...]


def date_text(published: Published) -> str:
    """Date as precise as it is known: "2013", "June 2013", "4 June 2019, 08:00 +09:00"."""
    if published.value is None:
        return "undated"
    match published.precision:
        case Precision.INSTANT:
            moment = datetime.fromisoformat(published.value)
            return f"{_day(moment)}, {moment.isoformat()[11:16]}{_zone(moment)}"
        case Precision.DAY:
            return _day(datetime.fromisoformat(published.value))
        case Precision.MONTH:
            return f"{_MONTHS[int(published.value[5:7]) - 1]} {published.value[:4]}"
        case Precision.YEAR | Precision.UNKNOWN:
            return published.value


def moment_text(stored: str) -> str:
    """ISO 8601 time, to the minute, or day in words; "" for none, any other text unchanged."""
    precision = Precision.INSTANT if "T" in stored else Precision.DAY
    try:
        return date_text(Published(stored, precision)) if stored else ""
    except ValueError:
        return stored


def number_text(value: int) -> str:
    """Number with thousands separators: "1,204"."""
    return f"{value:,}"


def size_text(size_bytes: int) -> str:
    """Size with its unit: "48 bytes", "1.2 kB", "3.4 MB"."""
    if size_bytes < 1_000:
        return counted(size_bytes, "byte")
    # From half a unit below the next one on, rounding would reach it.
    kilobytes = size_bytes / 1_000
    return f"{kilobytes:.1f} kB" if kilobytes < 999.95 else f"{kilobytes / 1_000:,.1f} MB"


def clipped(text: str, most: int) -> str:
    """Text of so many characters at most, with an ellipsis for what is cut off."""
    return text if len(text) <= most else f"{text[:most].rstrip()}…"


def direction(article: Article) -> str:
    """Direction in which most letters of an article's beginning are read: "rtl" or "ltr"."""
    for text in (article.headline, *article.body[:1]):
        beginning = text[:_ENOUGH_LETTERS]
        if not beginning.isascii() and (leftward := len(_RIGHT_TO_LEFT.findall(beginning))):
            return "rtl" if 2 * leftward > sum(map(str.isalpha, beginning)) else "ltr"
        if any(map(str.isalpha, beginning)):
            return "ltr"
    return "ltr"


def counted(value: int, noun: str) -> str:
    """Count with its noun: "1,204 articles", "1 article", "no articles"."""
    if value == 1:
        return f"1 {noun}"
    return f"{number_text(value) if value else 'no'} {noun}s"


def total_text(total: int, complete: bool) -> str:
    """Length of a list: "1,204 articles"; "At least 12 articles" where time ran out."""
    if complete:
        return counted(total, "article").capitalize()
    return f"At least {counted(total, 'article')}" if total else "No articles in time"


def duration(milliseconds: float) -> str:
    """Duration with its unit: "0.4 ms", "12 ms", "1.3 s"."""
    if milliseconds >= 1_000:
        return f"{milliseconds / 1_000:.1f} s"
    return f"{milliseconds:.0f} ms" if milliseconds >= 10 else f"{milliseconds:.1f} ms"


def region_text(names: Sequence[str]) -> str:
    """Region's path from the widest name to the narrowest: "Asia › North Korea"."""
    return _REGION_SEPARATOR.join(names)


def why_text(why: str) -> str:
    """Origin of a region in words: "declared", "dateline", "named in the text"."""
    return _REASONS.get(why, why)


def date_why_text(why: str) -> str:
    """Origin of a date in words: "date declared", "date from JSON-LD"."""
    return _DATE_REASONS.get(why, f"date from {why}")


def origin_of(article: Article, field: str) -> str:
    """Part of the file that a field was read from, "" if unknown."""
    return ", ".join(origin.why for origin in article.origins if origin.field == field)


def unlisted_origins(article: Article) -> tuple[Stated, ...]:
    """Parts of the file that headline, credits, section, captions and text were read from.

    The origin of the date is included only where it differs from the one shown beside the date.
    """
    labels = dict(_UNLISTED)
    if origin_of(article, "published") != article.published.why:
        labels["published"] = "Date"
    return tuple(
        Stated(label, why) for field, label in labels.items() if (why := origin_of(article, field))
    )


def merge_command(merge: "SuggestedMerge") -> str:
    """Command that confirms a suggested merge, quoted for a shell."""
    return shlex.join(("backfile", "sources", "merge", merge.name, merge.into))


def wire_facts(wire: Wire | None) -> tuple[Stated, ...]:
    """Facts that a news agency states about an article; none where it states none."""
    return tuple(_wire_facts(wire)) if wire else ()


def web_address(url: str | None) -> str | None:
    """URL that is safe to link to, of HTTP or HTTPS; None for any other."""
    try:
        scheme = urlsplit(url or "").scheme.lower()
    except ValueError:
        return None
    return url if scheme in {"http", "https"} else None


def file_name(article: Article) -> str:
    """Name of the file that an article came in, safe as a file name on any system."""
    source = article.provenance.source
    if web_address(source):
        source = unquote(urlsplit(source).path)
    name = re.split(r"[/\\]", source.rstrip("/\\"))[-1]
    name = _UNFIT_FOR_A_FILE_NAME.sub("_", name).strip(". ")
    return name[-_LONGEST_FILE_NAME:] or f"article-{article.id}"


def by_role(credits_: Sequence[Credit]) -> tuple[RoleGroup, ...]:
    """Credits grouped by role, in the order of each role's first credit."""
    groups: dict[Role, list[Credit]] = {}
    for credit in credits_:
        groups.setdefault(credit.role, []).append(credit)
    return tuple(RoleGroup(_ROLE_PHRASES[role], tuple(names)) for role, names in groups.items())


def _wire_facts(wire: Wire) -> Iterator[Stated]:
    for name, value in (
        ("Dateline", wire.dateline),
        ("Filed from", wire.located),
        ("Slugline", wire.slugline),
        ("Urgency", f"{wire.urgency} of 9, where 1 is most urgent" if wire.urgency else None),
        ("Embargoed until", moment_text(wire.embargoed or "")),
        ("The agency’s version", wire.version),
        ("Subject codes", ", ".join(wire.subjects)),
    ):
        if value:
            yield Stated(name, value)


def _day(moment: datetime) -> str:
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def _zone(moment: datetime) -> str:
    offset = moment.utcoffset()
    if offset is None:
        return ""
    if offset == timedelta():
        return " UTC"
    return f" {moment.isoformat()[-6:].replace('-', '−')}"
