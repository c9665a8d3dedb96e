"""Records made ready for the store: all the work that needs no database.

It can be done in another process, so what comes out is small and plain to send between two.
"""

import hashlib
import json
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from time import time

from archive.article import Article, Record
from archive.duplicates import signature

# Shorter documents lose an eighth by compression, at ten times the time (measured on lines of
# JSON). Of web pages, zlib's own level 6 takes a tenth less room than 3, and twice the time.
_LEVEL = 3
_LEAST_COMPRESSED_BYTES = 512
_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Prepared:
    """One record as the store writes it.

    `digest` is the SHA-256 of what the article says, `document` its JSON with where it came
    from; `raw` the bytes that came in, compressed with zlib, `raw_sha256` their SHA-256 as they
    came. `signature` is None where the text is too short to have near-duplicates. `source` and
    `position` are its provenance's, for messages.
    """

    identity: str
    digest: str
    document: str
    raw_sha256: str
    raw: bytes
    media_type: str
    part: int
    signature: bytes | None
    source: str
    position: int


def prepare(record: Record) -> Prepared:
    """A record made ready for the store, received at this moment."""
    article = record.article
    said, document = _written(article)
    sha256, raw = _kept(record.raw.content)
    return Prepared(
        article.identity(),
        hashlib.sha256(said.encode()).hexdigest(),
        document,
        sha256,
        raw,
        record.raw.media_type,
        record.part,
        signature(article),
        article.provenance.source,
        article.provenance.position,
    )


def _written(article: Article) -> tuple[str, str]:
    """What an article says, as JSON, and the whole of it.

    The first has nothing of where it came from or how it was read: a better reader finds other
    origins for unchanged facts, which makes no new version.
    """
    stored = article.to_json()
    del stored["id"]
    provenance = stored.pop("provenance") | {"received": _moment(int(time()))}
    besides = {"origins": stored.pop("origins"), "provenance": provenance}
    # Archives of schema 1 know no wire facts; what has none keeps the digest it had there.
    if stored["wire"] is None:
        del stored["wire"]
    said = _encode(stored)
    return said, f"{said[:-1]},{_encode(besides)[1:]}"


@lru_cache(maxsize=1)
def _moment(second: int) -> str:
    return datetime.fromtimestamp(second, UTC).isoformat()


@lru_cache(maxsize=1)
def _kept(content: bytes) -> tuple[str, bytes]:
    """The SHA-256 of bytes and what is stored of them, worked out once for all of their parts."""
    level = 0 if len(content) < _LEAST_COMPRESSED_BYTES else _LEVEL
    return hashlib.sha256(content).hexdigest(), zlib.compress(content, level)
