"""Prepared records: hashed, compressed and serialized without the database.

Reader processes do this work, so a prepared record is small and cheap to pickle.
"""

import hashlib
import zlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from time import time

from archive.facts.near_duplicates import signature
from archive.model.article import Article, Published, Record
from archive.store.serialization import digests, document_of, stated_regions

# Shorter documents lose an eighth by compression, at ten times the time (measured on lines of
# JSON). Of web pages, zlib's own level 6 takes a tenth less room than 3, and twice the time.
_LEVEL = 3
_LEAST_COMPRESSED_BYTES = 512


@dataclass(frozen=True, slots=True)
class Prepared:
    """Column values of one record.

    `digest` and `former_digest` are those of `digests`. `document` is the JSON, provenance
    included. `raw` are the original bytes, compressed with zlib; `raw_sha256` is of the
    uncompressed bytes. `signature` is None for texts too short to have near-duplicates. For
    messages there are `source`, `position`, `notice` (on a refused date, "" for none) and
    `is_dated`.
    `credited` are the credited names, without repeats, and `sourced` the source, if any.
    `received` is the moment of reception, ISO 8601 in UTC.
    """

    identity: str
    digest: str
    former_digest: str
    document: str
    raw_sha256: str
    raw: bytes
    media_type: str
    part: int
    signature: bytes | None
    source: str
    position: int
    notice: str
    is_dated: bool
    credited: tuple[str, ...]
    sourced: tuple[str, ...]
    received: str


def _as_stated(record: Record) -> Article:
    from archive.facts.regions import declared

    return replace(record.article, regions=declared(record.stated))


def prepare(record: Record) -> Prepared:
    """Prepare a record, with the present moment as the time of reception."""
    article = record.article
    received = replace(article.provenance, received=_moment(int(time())))
    stated = record.stated or stated_regions(article)
    # The digest leaves the owner's amendments out: they make no new version.
    said = _as_stated(record) if record.stated else article
    digest, former = digests(said)
    sha256, raw = _kept(record.raw.content)
    return Prepared(
        article.identity(),
        digest,
        former,
        document_of(replace(article, provenance=received), stated),
        sha256,
        raw,
        record.raw.media_type,
        record.part,
        signature(article),
        article.provenance.source,
        article.provenance.position,
        _notice(article.published),
        article.published.value is not None,
        tuple(dict.fromkeys(credit.name for credit in article.credits)),
        source_of(article),
        received.received,
    )


def source_of(article: Article) -> tuple[str, ...]:
    """The source of an article as printed; empty where it has none."""
    return (article.source,) if article.source else ()


def _notice(published: Published) -> str:
    if published.notice and published.value is None:
        return f"{published.notice}: the article is kept without a date"
    return published.notice


@lru_cache(maxsize=1)
def _moment(second: int) -> str:
    return datetime.fromtimestamp(second, UTC).isoformat()


@lru_cache(maxsize=1)
def _kept(content: bytes) -> tuple[str, bytes]:
    """SHA-256 and compressed form of a document; cached, since its articles come one by one."""
    level = 0 if len(content) < _LEAST_COMPRESSED_BYTES else _LEVEL
    return hashlib.sha256(content).hexdigest(), zlib.compress(content, level)
