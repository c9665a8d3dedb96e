"""Records made ready for the store: all the work that needs no database.

It can be done in another process, so what comes out is small and plain to send between two.
"""

import hashlib
import zlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from time import time

from archive.facts.near_duplicates import signature
from archive.facts.regions import declared
from archive.model.article import Published, Record
from archive.store.serialization import digests, document_of, stated_regions

# Shorter documents lose an eighth by compression, at ten times the time (measured on lines of
# JSON). Of web pages, zlib's own level 6 takes a tenth less room than 3, and twice the time.
_LEVEL = 3
_LEAST_COMPRESSED_BYTES = 512


@dataclass(frozen=True, slots=True)
class Prepared:
    """One record as the store writes it.

    `digest` is the SHA-256 of what the article says, `former_digest` what an older Backfile took
    for it; `document` is its JSON with where it came from; `raw` the bytes that came in,
    compressed with zlib, `raw_sha256` their SHA-256 as they came. `signature` is None where the
    text is too short to have near-duplicates. `source` and `position` are its provenance's, for
    messages, as is `notice`: what was refused as its date. `credited` are the names it credits.
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
    credited: tuple[str, ...]


def prepare(record: Record) -> Prepared:
    """A record made ready for the store, received at this moment."""
    article = record.article
    received = replace(article.provenance, received=_moment(int(time())))
    stated = record.stated or stated_regions(article)
    # What the archive's owner says of a place makes no other version of the article.
    said = replace(article, regions=declared(record.stated)) if record.stated else article
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
        tuple(dict.fromkeys(credit.name for credit in article.credits)),
    )


def _notice(published: Published) -> str:
    if published.notice and published.value is None:
        return f"{published.notice}: the article is kept without a date"
    return published.notice


@lru_cache(maxsize=1)
def _moment(second: int) -> str:
    return datetime.fromtimestamp(second, UTC).isoformat()


@lru_cache(maxsize=1)
def _kept(content: bytes) -> tuple[str, bytes]:
    """The SHA-256 of bytes and what is stored of them, worked out once for all of their parts."""
    level = 0 if len(content) < _LEAST_COMPRESSED_BYTES else _LEVEL
    return hashlib.sha256(content).hexdigest(), zlib.compress(content, level)
