"""The article: its facts, its provenance, and its identity."""

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
    """Role of a credited person or agency."""

    REPORTER = "reporter"
    TRANSLATOR = "translator"
    WRITER = "writer"
    EDITOR = "editor"
    PHOTOGRAPHER = "photographer"
    AGENCY = "agency"


class Precision(StrEnum):
    """Precision of a date."""

    INSTANT = "instant"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, order=True)
class Credit:
    """Name and role, as the article states them.

    The store adds `person`, the preferred name of the bearer ("" before an article is stored),
    and `spellings`, the bearer's other names in `names.toml`.
    """

    name: str
    role: Role
    person: str = ""
    spellings: tuple[str, ...] = ()

    @property
    def preferred(self) -> str:
        """Preferred name; the name itself before the article is stored."""
        return self.person or self.name


@dataclass(frozen=True, slots=True)
class Region:
    """A place that an article is about.

    `path` goes from the widest to the narrowest name ("Asia", "North Korea", "South
    Hamgyong") and holds no "/". `code` is the UN M49, ISO 3166-1, -2 or -3 code of the last
    name, None for a name that no code is known for. `why` says where it came from: "declared",
    "dateline", "headline" or "named 4 times". `names` are the words of the article that were
    recognized as this region, in order of first occurrence.
    """

    path: tuple[str, ...]
    code: str | None
    why: str
    names: tuple[str, ...] = ()


def regions_stated(names: Iterable[str]) -> tuple[Region, ...]:
    """Unresolved regions as a file states them, one for each distinct name; blank ones dropped."""
    each_once = dict.fromkeys(one_line(name) for name in names)
    return tuple(Region((name,), None, "declared", (name,)) for name in each_once if name)


@dataclass(frozen=True, slots=True)
class Published:
    """When an article was published.

    `value` is ISO 8601 cut to its precision ("2019-06", "2019-06-04T08:00:00+09:00"), None
    where nothing is known. `why` is its source, "" where nothing is known. `notice` is a
    sentence on a date that was refused, "" for none. `stated` is the instant with the offset
    given in the file where `value` was converted to the archive's zone, else "".
    """

    value: str | None = None
    precision: Precision = Precision.UNKNOWN
    why: str = ""
    notice: str = ""
    stated: str = ""

    def told_in(self, zone: ZoneInfo) -> Self:
        """Convert an instant to a zone; other precisions and naive instants stay as they are."""
        if self.precision is not Precision.INSTANT or self.value is None or self.stated:
            return self
        told = told_in(zone, self.value)
        return self if told == self.value else replace(self, value=told, stated=self.value)

    def days(self) -> tuple[date, date] | None:
        """First and last day covered by the date, None where it is unknown.

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
    """Original bytes of a document, and their media type without parameters."""

    content: bytes
    media_type: str

    @property
    def sha256(self) -> str:
        """The SHA-256 of the content, 64 lower-case hex digits."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class Provenance:
    """Source of an article.

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
    """Source of one field: the field's name, and the part of the file that it was read from."""

    field: str
    why: str


@dataclass(frozen=True, slots=True)
class Wire:
    """Agency metadata of an item, for the desks that take it (IPTC terms).

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
class Picture:
    """A picture of an article: its absolute address on the web, and its caption, "" for none."""

    address: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Corrected:
    """Correction that an article shows: its number, its field, who made it, when, and why.

    `came_in` is what stood there, a line for each value as it is typed in a correction.
    """

    id: int
    field: str
    who: str
    moment: str
    why: str
    came_in: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """A news article.

    `body` and `captions` are paragraphs of clean text; `subheads` and `items` are the numbers of
    those of the body, from 0, that are subheads and items of lists. `id` is "" until the store has
    given one. `language` is a BCP 47 tag, None where it is not known. `wire` is None but for agency
    formats. `origins` names the source of fields that a file states in several places.
    `source` is as the article states it. The store adds what is no part of the JSON:
    `cluster`, the smallest id in its cluster of near-duplicates, "" outside of any; `added` and
    `removed`, the passages that later versions put into the words of the first and took out of
    them; `source_name`, the preferred name of the source, and `source_spellings`, its others in
    `sources.toml`; `arrival`, a number that grows in the order in which articles first came in, and
    `arrived`, the moment, in the archive's zone; and what readers put to it: `tags`, the names of
    its `collections`, and `notes`; `corrections` are those of the fields that people have put right
    here, whose values stand in the place of those that came in.
    """

    headline: str
    body: tuple[str, ...]
    provenance: Provenance
    id: str = ""
    captions: tuple[str, ...] = ()
    subheads: tuple[int, ...] = ()
    items: tuple[int, ...] = ()
    pictures: tuple[Picture, ...] = ()
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
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    source_name: str = ""
    source_spellings: tuple[str, ...] = ()
    arrival: int = 0
    arrived: str = ""
    tags: tuple[str, ...] = ()
    collections: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    corrections: tuple[Corrected, ...] = ()

    @property
    def preferred_source(self) -> str | None:
        """Preferred name of the source; as stated before the article is stored."""
        return self.source_name or self.source

    def identity(self) -> str:
        """Key that is equal for versions of one article: canonical address, else content hash.

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
        """The article as plain JSON values, without what the store adds."""
        plain = msgspec.to_builtins(self)
        for added_by_store in ADDED_BY_STORE:
            del plain[added_by_store]
        return plain


# Fields that are no part of the JSON.
ADDED_BY_STORE = (
    "cluster",
    "added",
    "removed",
    "source_name",
    "source_spellings",
    "arrival",
    "arrived",
    "tags",
    "collections",
    "notes",
    "corrections",
)


def _folded(part: str) -> str:
    # ASCII is its own NFKC form.
    return one_line(part if part.isascii() else unicodedata.normalize("NFKC", part))


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """The columns of a table that hold something: those that articles take, and the others."""

    used: frozenset[str] = frozenset()
    unused: frozenset[str] = frozenset()

    def __or__(self, other: "ColumnUse") -> "ColumnUse":
        """Both together: a column is unused that neither uses."""
        used = self.used | other.used
        return ColumnUse(used, (self.unused | other.unused) - used)


@dataclass(frozen=True, slots=True)
class Record:
    """An article with its original document, as input of the store.

    `part` numbers the articles of one document from 1. `stated` are the regions in the file's
    own words, from which the article's declared regions were resolved. `columns` are those of the
    row that it was, empty where it was none.
    """

    article: Article
    raw: RawDocument
    part: int = 1
    stated: tuple[str, ...] = ()
    columns: ColumnUse = field(default=ColumnUse(), compare=False)


def article_id(identity: str) -> str:
    """The short, stable id of an identity: 16 hex digits of its SHA-256."""
    return hashlib.sha256(identity.encode()).hexdigest()[:16]


# An address with more than a host, or of another kind than those with one (urn:, tag:).
_PAGE = re.compile(r"[a-z][a-z0-9+.-]*:(?://[^/?]+/.|[^/])", re.IGNORECASE)
