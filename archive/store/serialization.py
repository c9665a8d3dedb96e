"""An article as the store writes it, and what of that the article itself says."""

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
    """A stored article, with the regions that its file states, in the file's own words."""

    article: Article
    stated: tuple[str, ...]

    @classmethod
    def read(cls, document: str, article_id: str) -> "StoredArticle":
        """What `document_of` wrote."""
        article = article_of(document, article_id)
        return cls(article, _STATED.decode(document).stated or stated_regions(article))

    def as_stated(self) -> Article:
        """The article with the regions that its file states before anybody knew what they mean.

        What they came to mean may be one region for two of them, or none.
        """
        if not self.stated:
            return self.article
        return replace(self.article, regions=regions_stated(self.stated))


def stated_regions(article: Article) -> tuple[str, ...]:
    """The regions that an article's file states, in its words, else their paths, each once."""
    declared = (region for region in article.regions if region.why == "declared")
    return tuple(dict.fromkeys(r.names[0] if r.names else "/".join(r.path) for r in declared))


def article_of(document: str, article_id: str, cluster: str = "") -> Article:
    """The article that `document_of` wrote, with what the store knows of it besides.

    `msgspec.DecodeError` for what it cannot have written.
    """
    known_besides = f'{{"id":"{article_id}","cluster":"{cluster}",'
    return _ARTICLE.decode(known_besides + document.removeprefix("{"))


def document_of(article: Article, stated: Sequence[str]) -> str:
    """An article as JSON, without what the store knows of it besides."""
    stored = article.to_json()
    del stored["id"]
    stored["credits"] = _credits(article)
    del stored["published"]["stated"]
    return _encode(stored | {"stated": stated} if stated else stored)


def digests(article: Article) -> tuple[str, str]:
    """The SHA-256 of what an article says, and of what an older Backfile took for it.

    It has nothing of where the article came from, how it was read, and what was found in its
    text: a better reader or gazetteer finds other facts in the same words, which makes no new
    version. A region counts as its file states it; until schema 3 that was not kept, so what is
    stored from before has the path instead.
    """
    stored = article.to_json()
    for known_besides in ("id", "provenance", "origins"):
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
