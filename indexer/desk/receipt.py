"""Receipt of a search: what it found, when, and by which versions; verified later.

A receipt is JSON. It lists every article that the search finds, near-duplicates each by itself,
one a line of the form "id version digest", in the order of their ids: the number of the version,
and the first 16 hexadecimal digits of the SHA-256 of its content. Its hashes can be computed anew
with any tool: `sha256.ids` over the ids, `sha256.articles` over these lines, each with a line feed
at its end.
"""

import hashlib
import platform
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import Any

import msgspec

from archive.errors import BusyError, ReceiptError
from archive.facts.regions import EDITION
from archive.model.time_zones import zone_named
from archive.store.reader import StoreReader
from archive.store.version_digests import VersionDigest, current_digests
from indexer.engines.engine import FacetFilter
from indexer.engines.registry import KNOWN_ENGINES
from indexer.index.generations import INDEX_FORMAT
from indexer.query.ast import Query
from indexer.query.describe import meaning
from indexer.query.unparse import written
from indexer.schema.fields import FACETS, present_value
from indexer.search.results import SearchQuery
from indexer.search.service import TIME_LIMIT_S, SearchService

FORMAT = 1
# A receipt of a million articles takes 40 MB.
LARGEST_BYTES = 64_000_000
_DIGEST_DIGITS = 16
_LINE = re.compile(r"[0-9a-f]{16} [1-9][0-9]{0,8} [0-9a-f]{16}")
_FACET_NAMES = frozenset(facet.name for facet in FACETS)
# Lists left out of lists, and how deep they nest, as addresses of lists have them.
_MOST_LEFT_OUT, _DEEPEST = 3, 3
# Years in which a receipt can be made; relative dates cannot be counted from every day.
_YEARS = range(2000, 3000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Values of a facet that were ticked, and that were excluded."""

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked: query as typed and as read, and all that narrows the list.

    `read_as` is the query in its plainest form with relative dates as days, "" where there is none
    that can be typed. Relative dates are counted from `today`.
    """

    query: str
    read_as: str
    meaning: str
    notices: tuple[str, ...]
    any_word: bool
    today: date
    filters: dict[str, Filter]
    first: date | None
    last: date | None
    without: "tuple[Asked, ...]" = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Length of the list, and number of articles found.

    Of these, `near_duplicates` are not listed, but stood for by others; `undated` have no date.
    """

    hits: int
    articles: int
    near_duplicates: int
    undated: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """When the receipt was made: in the archive's time zone and in UTC, ISO 8601."""

    moment: str
    utc: str
    time_zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """What the search was answered by.

    `analysis` names the index's format and the libraries that texts are cut into words with,
    `gazetteer` the edition of the rules for regions and the SHA-256 of the table of names.
    """

    backfile: str
    engine: str
    analysis: str
    gazetteer: str
    python: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hashes:
    """SHA-256 over the sorted ids, and over the lines of articles."""

    ids: str
    articles: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """Receipt of one search. `sequence` is the last change of the store that it took in."""

    backfile_receipt: int = FORMAT
    made: Made
    asked: Asked
    counts: Counts
    sequence: int
    versions: Versions
    sha256: Hashes
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a search since its receipt: ids that came, went, or have other texts.

    `removed` are those of `gone` that the archive does not hold any more. `now` is the receipt of
    the present; `other_versions` names what the archive is answered by now, and was not then.
    """

    then: Receipt
    now: Receipt
    came: tuple[str, ...]
    gone: tuple[str, ...]
    changed: tuple[str, ...]
    removed: frozenset[str]
    other_versions: tuple[str, ...]

    @property
    def is_same(self) -> bool:
        """Whether the archive still answers so."""
        return not (self.came or self.gone or self.changed)


def receipt_of(
    store: StoreReader,
    service: SearchService,
    question: SearchQuery,
    *,
    time_limit_s: float = TIME_LIMIT_S,
) -> Receipt:
    """Receipt of a search, at the present moment.

    Raises `BusyError` where the search is not complete, or the index behind the store: a receipt
    says what the archive has, not what was found of it so far.
    """
    zone = store.time_zone
    moment = datetime.now(UTC)
    local = moment.astimezone(zone_named(zone))
    today = question.today or local.date()
    pinned = _pinned(question, today)
    census = service.census(pinned, time_limit_s=time_limit_s)
    behind = store.sequence() - census.sequence
    if behind:
        raise BusyError(
            f"the index is {behind:,} changes behind the archive, so it is no time for a receipt: "
            "run 'backfile update', then try again"
        )
    lines = _lines(current_digests(store.database, census.ids))
    if len(lines) != len(census.ids):
        raise BusyError("the archive has changed meanwhile: ask for the receipt again")
    return Receipt(
        made=Made(
            moment=local.isoformat(timespec="seconds"),
            utc=moment.isoformat(timespec="seconds"),
            time_zone=zone,
        ),
        asked=_asked(pinned, today, service),
        counts=Counts(
            hits=census.listed,
            articles=len(lines),
            near_duplicates=len(lines) - census.listed,
            undated=census.undated,
        ),
        sequence=census.sequence,
        versions=_versions(census.engine),
        sha256=_hashes(lines),
        articles=lines,
    )


def to_json(receipt: Receipt) -> bytes:
    """JSON of a receipt, an article a line."""
    plain = msgspec.to_builtins(receipt)
    lines = plain.pop("articles")
    head = msgspec.json.format(msgspec.json.encode(plain), indent=1).decode().removesuffix("\n}")
    listed = ",\n".join(f'  "{line}"' for line in lines)
    body = f"[\n{listed}\n ]" if lines else "[]"
    return f'{head},\n "articles": {body}\n}}\n'.encode()


def from_json(content: bytes) -> Receipt:
    """Receipt of its JSON; raises `ReceiptError` for anything else, or one that was altered."""
    if len(content) > LARGEST_BYTES:
        raise ReceiptError(f"larger than {LARGEST_BYTES // 1_000_000} MB: it is no receipt")
    try:
        receipt = msgspec.json.decode(content, type=Receipt)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise ReceiptError(f"it is no receipt of Backfile ({_told(error)})") from error
    if receipt.backfile_receipt != FORMAT:
        raise ReceiptError(
            f"it is a receipt of another kind ({receipt.backfile_receipt}, this Backfile reads "
            f"{FORMAT}): verify it with the Backfile that it names"
        )
    _question(receipt.asked)
    if not all(map(_LINE.fullmatch, receipt.articles)):
        raise ReceiptError("it lists what are no articles: it is no receipt")
    counts, listed = receipt.counts, receipt.articles
    if (
        list(listed) != sorted(set(listed))
        or _hashes(listed) != receipt.sha256
        or (counts.articles, counts.hits + counts.near_duplicates) != (len(listed), len(listed))
    ):
        raise ReceiptError("its articles do not agree with its hashes or counts: it was altered")
    return receipt


def verify(
    store: StoreReader,
    service: SearchService,
    receipt: Receipt,
    *,
    time_limit_s: float = TIME_LIMIT_S,
) -> Verdict:
    """What became of a receipt's search; raises like `receipt_of`."""
    now = receipt_of(store, service, _question(receipt.asked), time_limit_s=time_limit_s)
    before, after = _by_id(receipt.articles), _by_id(now.articles)
    gone = tuple(sorted(before.keys() - after.keys()))
    held = current_digests(store.database, gone)
    former, present = (msgspec.to_builtins(each.versions) for each in (receipt, now))
    return Verdict(
        then=receipt,
        now=now,
        came=tuple(sorted(after.keys() - before.keys())),
        gone=gone,
        changed=tuple(
            sorted(each for each in before.keys() & after.keys() if before[each] != after[each])
        ),
        removed=frozenset(each for each in gone if each not in held),
        other_versions=tuple(
            f"{name}: {former[name]} then, {present[name]} now"
            for name in former
            if former[name] != present[name]
        ),
    )


def _pinned(question: SearchQuery, today: date) -> SearchQuery:
    """The question and all that is left out of it, with relative dates counted from one day."""
    return SearchQuery(
        text=question.text,
        filters=question.filters,
        first=question.first,
        last=question.last,
        any_word=question.any_word,
        without=tuple(_pinned(other, today) for other in question.without),
        today=today,
        facets=(),
    )


def _asked(question: SearchQuery, today: date, service: SearchService) -> Asked:
    parsed = service.parsed(question)
    return Asked(
        query=question.text,
        read_as=_read_as(parsed.query),
        meaning=meaning(parsed.query),
        notices=tuple(notice.message for notice in parsed.notices),
        any_word=question.any_word,
        today=today,
        filters={
            facet: Filter(include=tuple(sorted(f.include)), exclude=tuple(sorted(f.exclude)))
            for facet, f in sorted(question.filters.items())
        },
        first=question.first,
        last=question.last,
        without=tuple(_asked(other, today, service) for other in question.without),
    )


def _read_as(query: Query) -> str:
    try:
        return written(query)
    except ValueError:
        return ""


def _values(facet: str, values: Iterable[str]) -> frozenset[str]:
    return frozenset(present_value(facet, value) for value in values)


def _question(asked: Asked, depth: int = 0) -> SearchQuery:
    """Search that a receipt's words ask for; `ReceiptError` for what no list can be narrowed by."""
    unknown = asked.filters.keys() - _FACET_NAMES
    if asked.today.year not in _YEARS:
        raise ReceiptError(f"it was not made on {asked.today}: it is no receipt")
    if unknown or len(asked.without) > (_MOST_LEFT_OUT if depth < _DEEPEST else 0):
        raise ReceiptError("it asks for what this Backfile has no list of: it is no receipt")
    return SearchQuery(
        text=asked.query,
        filters={
            facet: FacetFilter(_values(facet, f.include), _values(facet, f.exclude))
            for facet, f in asked.filters.items()
        },
        first=asked.first,
        last=asked.last,
        any_word=asked.any_word,
        without=tuple(_question(other, depth + 1) for other in asked.without),
        today=asked.today,
        facets=(),
    )


def _lines(digests: dict[str, VersionDigest]) -> tuple[str, ...]:
    return tuple(
        f"{each} {at.version} {at.digest[:_DIGEST_DIGITS]}" for each, at in sorted(digests.items())
    )


def _by_id(lines: Sequence[str]) -> dict[str, str]:
    return {line.partition(" ")[0]: line for line in lines}


def _hashes(lines: Sequence[str]) -> Hashes:
    return Hashes(
        ids=_sha256(line.partition(" ")[0] for line in lines),
        articles=_sha256(lines),
    )


def _sha256(lines: Iterable[str]) -> str:
    return hashlib.sha256("".join(f"{line}\n" for line in lines).encode()).hexdigest()


def _versions(engine: str) -> Versions:
    installed = next((each.version for each in KNOWN_ENGINES if each.name == engine), "")
    return Versions(
        backfile=version("backfile"),
        engine=installed or engine,
        analysis=(
            f"index format {INDEX_FORMAT}, PyStemmer {version('PyStemmer')}, "
            f"Unicode {unicodedata.unidata_version}"
        ),
        gazetteer=f"edition {EDITION}, SHA-256 {_gazetteer_sha256()}",
        python=platform.python_version(),
    )


@cache
def _gazetteer_sha256() -> str:
    table = files("archive.facts.regions.gazetteer").joinpath("gazetteer.zip").read_bytes()
    return hashlib.sha256(table).hexdigest()


def _told(error: Any) -> str:  # noqa: ANN401 - one of several errors
    return str(error).replace("`", "")[:200]
