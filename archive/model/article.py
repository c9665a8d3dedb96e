"""What an article is, and when two of them are the same one."""

import hashlib
import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Self
from zoneinfo import ZoneInfo

import msgspec

from archive.model.text import one_line
from archive.model.time_zones import told_in
from archive.model.web_address import canonical_url


class Role(StrEnum):
    """What a credited person or agency did for an article."""

    REPORTER = "reporter"
    TRANSLATOR = "translator"
    WRITER = "writer"
    EDITOR = "editor"
    PHOTOGRAPHER = "photographer"
    AGENCY = "agency"


class Precision(StrEnum):
    """How much of a date is known."""

    INSTANT = "instant"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, order=True)
class Credit:
    """One name with one role, as the article states it.

    `person` is the name that the archive prefers for who bears it, "" before an article is
    stored, and `spellings` the others that its owner knows; they are the store's knowledge.
    """

    name: str
    role: Role
    person: str = ""
    spellings: tuple[str, ...] = ()

    @property
    def preferred(self) -> str:
        """The name that stands for all spellings of it."""
        return self.person or self.name


@dataclass(frozen=True, slots=True)
class Region:
    """A place that an article is about.

    `path` goes from the widest to the narrowest name ("Asia", "North Korea", "South
    Hamgyong") and holds no "/". `code` is the UN M49, ISO 3166-1, -2 or -3 code of the last
    name, None for a name that no code is known for. `why` says where it came from: "declared",
    "dateline", "headline" or "named 4 times". `names` are the words that it was known by, as
    they are written in the article, those that came first.
    """

    path: tuple[str, ...]
    code: str | None
    why: str
    names: tuple[str, ...] = ()


def regions_stated(names: Iterable[str]) -> tuple[Region, ...]:
    """Regions as a file states them: each name once, before anybody knows what it means."""
    each_once = dict.fromkeys(one_line(name) for name in names)
    return tuple(Region((name,), None, "declared", (name,)) for name in each_once if name)


@dataclass(frozen=True, slots=True)
class Published:
    """When an article was published.

    `value` is ISO 8601 cut to its precision ("2019-06", "2019-06-04T08:00:00+09:00"), None
    where nothing is known. `why` says where it came from, "" where nothing is known. `notice`
    is a sentence on what the file states as a date and was refused, "" for none. `stated` is
    the moment as the file states it where an archive's own zone tells it otherwise, else "".
    """

    value: str | None = None
    precision: Precision = Precision.UNKNOWN
    why: str = ""
    notice: str = ""
    stated: str = ""

    def told_in(self, zone: ZoneInfo) -> Self:
        """The same moment by the clock of a zone; what is no moment in a zone never moves."""
        if self.precision is not Precision.INSTANT or self.value is None or self.stated:
            return self
        told = told_in(zone, self.value)
        return self if told == self.value else replace(self, value=told, stated=self.value)

    def days(self) -> tuple[date, date] | None:
        """First and last day that the date may mean, None where it is unknown.

        An instant belongs to the day that it names in its own zone.
        """
        if self.value is None:
            return None
        match self.precision:
            case Precision.INSTANT:
                day = datetime.fromisoformat(self.value).date()
                return day, day
            case Precision.DAY:
                day = date.fromisoformat(self.value)
                return day, day
            case Precision.MONTH:
                first = date.fromisoformat(f"{self.value}-01")
                return first, first.replace(day=monthrange(first.year, first.month)[1])
            case Precision.YEAR:
                return date(int(self.value), 1, 1), date(int(self.value), 12, 31)
            case Precision.UNKNOWN:
                return None


@dataclass(frozen=True, slots=True)
class RawDocument:
    """The bytes that came in, before anything was read out of them."""

    content: bytes
    media_type: str

    @property
    def sha256(self) -> str:
        """The SHA-256 of the content, 64 lower-case hex digits."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where an article came from.

    `sha256` is that of the raw document; `source` the file or address it was read from;
    `position` the 1-based record in that file, 1 for a file of one article; `received` the
    moment of reading, ISO 8601 in UTC, "" before the article is stored. `address` is where the
    bytes were fetched from, None where they were not, and `retrieved` when, as the file says.
    """

    sha256: str
    media_type: str
    source: str
    position: int = 1
    received: str = ""
    address: str | None = None
    retrieved: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a fact of an article came from: the field's name, and the part of the file."""

    field: str
    why: str


@dataclass(frozen=True, slots=True)
class Wire:
    """What an agency states about an item for the desks that take it (IPTC terms).

    `dateline` and `located` are as written, `slugline` the item's working name, `urgency` from
    1 (most) to 9, `embargoed` the ISO 8601 moment before which it must not be published,
    `version` the item's own version and `subjects` its subject codes ("medtop:20000170").
    """

    dateline: str | None = None
    located: str | None = None
    slugline: str | None = None
    urgency: int | None = None
    embargoed: str | None = None
    version: str | None = None
    subjects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """One news article as the archive keeps it.

    `body` and `captions` are paragraphs of clean text. `id` is "" until the store has given
    one. `language` is a BCP 47 tag, None where it is not known. `wire` is None but for agency
    formats. `origins` says of fields that a file states in several places which one was taken.
    `cluster` is the smallest id among the articles that are near-duplicates of one another, ""
    for one that has none; it is the store's knowledge, not the article's, and no part of its JSON.
    """

    headline: str
    body: tuple[str, ...]
    provenance: Provenance
    id: str = ""
    captions: tuple[str, ...] = ()
    credits: tuple[Credit, ...] = ()
    regions: tuple[Region, ...] = ()
    published: Published = field(default_factory=Published)
    source: str | None = None
    section: str | None = None
    topics: tuple[str, ...] = ()
    language: str | None = None
    url: str | None = None
    wire: Wire | None = None
    origins: tuple[Origin, ...] = ()
    cluster: str = ""

    def identity(self) -> str:
        """What makes this article itself: its canonical address, else its content.

        An address counts only if it names a page: files give "n/a" or a site's front page for
        all their articles. Content is headline, body, date and source, so that the same words
        printed on two days or by two papers stay two articles.
        """
        if self.url and _PAGE.match(address := canonical_url(self.url)):
            return f"url:{address}"
        parts = (self.headline, *self.body, self.published.value or "", self.source or "")
        folded = "\x1f".join(map(_folded, parts))
        return f"content:{hashlib.sha256(folded.encode()).hexdigest()}"

    def to_json(self) -> dict[str, Any]:
        """The article as plain JSON values, without its cluster."""
        plain = msgspec.to_builtins(self)
        del plain["cluster"]
        return plain


def _folded(part: str) -> str:
    # ASCII is its own NFKC form.
    return one_line(part if part.isascii() else unicodedata.normalize("NFKC", part))


@dataclass(frozen=True, slots=True)
class Record:
    """One article with the bytes that it was read from.

    `part` counts the articles of one raw document, from 1. `stated` are the regions that the file
    states, in its words, where the article has what they are known to mean.
    """

    article: Article
    raw: RawDocument
    part: int = 1
    stated: tuple[str, ...] = ()


def article_id(identity: str) -> str:
    """The short, stable id of an identity: 16 hex digits of its SHA-256."""
    return hashlib.sha256(identity.encode()).hexdigest()[:16]


# An address with more than a host, or of another kind than those with one (urn:, tag:).
_PAGE = re.compile(r"[a-z][a-z0-9+.-]*:(?://[^/?]+/.|[^/])", re.IGNORECASE)
