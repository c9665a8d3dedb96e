"""Search for the articles that a change of the amendments can affect."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from archive.facts.name_key import folded
from archive.facts.regions import Amendments
from archive.facts.regions.amendments import Path
from archive.model.article import Article

# Up to this length a word in capitals may be an abbreviation, also written with points (U.S.).
_LONGEST_ABBREVIATION = 6
_WORD = re.compile(r"[^\W_]+")
# A name in Latin, Greek or Cyrillic letters is a word of its own; in the scripts after them it
# may stand within one.
_FIRST_WITHIN_WORDS = "\u0590"


@dataclass(frozen=True, slots=True)
class Mentions:
    """Names (in any spelling) and regions to search articles for.

    The search may give false positives, but misses nothing that `archive.facts.regions` can find.
    """

    names: frozenset[str]
    regions: frozenset[Path]

    def __bool__(self) -> bool:
        """False where there is nothing to search for."""
        return bool(self.names or self.regions)

    def finder(self) -> "Finder":
        """Compiled form, to be reused for many articles."""
        return Finder(self)


class Finder:
    """Matcher of articles, compiled from `Mentions`."""

    def __init__(self, mentions: Mentions) -> None:
        self._regions = mentions.regions
        self._names = [(_longest_word(name), _pattern(name)) for name in sorted(mentions.names)]

    def finds(self, article: Article, stated: Sequence[str] = ()) -> bool:
        """Whether an article may get other regions by the change.

        `stated` are the regions that its file states, in the file's words.
        """
        return self._holds_region(article) or self._holds_name(article, stated)

    def _holds_region(self, article: Article) -> bool:
        return any(
            region.path[: len(path)] == path for region in article.regions for path in self._regions
        )

    def _holds_name(self, article: Article, stated: Sequence[str]) -> bool:
        if not self._names:
            return False
        wire = (article.wire.dateline, article.wire.located) if article.wire else ()
        known = (name for region in article.regions for name in region.names)
        texts = (article.headline, *article.body, *article.captions, *filter(None, wire))
        text = _looked_through("\n".join((*texts, *known, *stated)))
        # Looking for one word first is many times as fast as the pattern is.
        return any(word in text and pattern.search(text) for word, pattern in self._names)


def changes_between(before: Amendments, now: Amendments) -> Mentions:
    """Names and regions of which two sets of amendments say different things."""
    names = {
        name
        for name in before.meanings.keys() | now.meanings.keys()
        if name not in before.meanings
        or name not in now.meanings
        or before.meanings[name] != now.meanings[name]
    }
    regions: set[Path] = set()
    for path in before.merged.keys() | now.merged.keys():
        was, will_be = before.merged.get(path), now.merged.get(path)
        if was != will_be:
            regions |= {path, *filter(None, (was, will_be))}
    return Mentions(frozenset(names), frozenset(regions))


def _looked_through(text: str) -> str:
    return folded(text.replace("&", " and "))


def _words(name: str) -> list[str]:
    return _WORD.findall(name.replace("&", " and ")) or [name]


def _longest_word(name: str) -> str:
    """Longest word certain to be in every text with the name, folded; "" if none is certain."""
    sure = [folded(word) for word in _words(name) if not _may_have_points(word)]
    return max(sure, key=len, default="")


def _pattern(name: str) -> re.Pattern[str]:
    parts = [
        r"\.?".join(map(re.escape, folded(word)))
        if _may_have_points(word)
        else re.escape(folded(word))
        for word in _words(name)
    ]
    pattern = r"[\W_]*".join(parts)
    if folded(name)[:1] < _FIRST_WITHIN_WORDS:
        pattern = rf"(?<![^\W_]){pattern}"
    if folded(name)[-1:] < _FIRST_WITHIN_WORDS:
        pattern = rf"{pattern}(?![^\W_])"
    return re.compile(pattern)


def _may_have_points(word: str) -> bool:
    return word.isascii() and word.isupper() and len(word) <= _LONGEST_ABBREVIATION
