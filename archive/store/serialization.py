"""Serialization of articles: JSON for the store, and digests that tell versions apart."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from archive.model.article import Article, regions_stated

_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


class _StatedDate(msgspec.Struct):
    stated: tuple[str, ...] = ()


_ARTICLE = msgspec.json.Decoder(Article)
_STATED = msgspec.json.Decoder(_StatedDate)


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """Decoded article, with the regions that its file states, in the file's own words."""

    article: Article
    stated: tuple[str, ...]

    @classmethod
    def read(cls, document: str, article_id: str) -> "StoredArticle":
        """Decode the JSON of `document_of`."""
        article = article_of(document, article_id)
        return cls(article, _STATED.decode(document).stated or stated_regions(article))

    def as_stated(self) -> Article:
        """The article with its stated regions before resolution by gazetteer and amendments.

        Resolution is not invertible: two stated names may mean one region, or none.
        """
        if not self.stated:
            return self.article
        return replace(self.article, regions=regions_stated(self.stated))


def stated_regions(article: Article) -> tuple[str, ...]:
    """Declared regions without repeats: the file's words, or the path where those are not kept."""
    declared = (region for region in article.regions if region.why == "declared")
    return tuple(dict.fromkeys(r.names[0] if r.names else "/".join(r.path) for r in declared))


def article_of(document: str, article_id: str, cluster: str = "") -> Article:
    """Decode the JSON of `document_of`, adding id and cluster, which are columns of their own.

    Raises `msgspec.DecodeError` for damaged JSON.
    """
    known_besides = f'{{"id":"{article_id}","cluster":"{cluster}",'
    return _ARTICLE.decode(known_besides + document.removeprefix("{"))


def document_of(article: Article, stated: Sequence[str]) -> str:
    """Encode an article as JSON, without id, cluster and the bearers of its credits."""
    stored = article.to_json()
    del stored["id"]
    stored["credits"] = _credits(article)
    del stored["published"]["stated"]
    return _encode(stored | {"stated": stated} if stated else stored)


def digests(article: Article) -> tuple[str, str]:
    """SHA-256 of an article's content: the current digest, and the one before schema 3.

    Provenance, origins, derived facts and the structure of the body are left out: a better reader
    or gazetteer finds other facts in the same words, which makes no new version. Regions count as
    the file states them; before schema 3 that was not kept, and their paths counted.
    """
    stored = article.to_json()
    for known_besides in ("id", "provenance", "origins", "subheads", "items", "pictures"):
        del stored[known_besides]
    # Archives of schema 1 know no wire facts; what has none keeps the digest it had there.
    if stored["wire"] is None:
        del stored["wire"]
    published = article.published
    stored["credits"] = _credits(article)
    stored["published"] = {
        "value": published.value,
        "precision": published.precision,
        "why": published.why,
    }
    declared = [region for region in article.regions if region.why == "declared"]
    by_path = [{"path": r.path, "code": r.code, "why": r.why} for r in declared]
    former = _sha256_of(stored | {"regions": by_path})
    if not any(region.names for region in declared):
        return former, former
    return _sha256_of(stored | {"regions": stated_regions(article)}), former


def _credits(article: Article) -> list[dict[str, str]]:
    return [{"name": credit.name, "role": credit.role} for credit in article.credits]


def _sha256_of(stored: dict[str, Any]) -> str:
    return hashlib.sha256(_encode(stored).encode()).hexdigest()
