"""Capitals of headlines: sentence case by the article's own words, and headline-style case.

CSL's rules (`text-case` "sentence" and "title"): a headline in mixed case keeps its capitals. What
stands in capitals throughout, or has a capital on every word, is written as the text writes it.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)
# "U.S", "G7": capitals that are no matter of case.
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?|.*\d.*")
_ENDS_SENTENCE = re.compile(r"[.!?:…][\s\"”’)“‘'(]*$")
_AFTER_COLON = re.compile(r"[:?!—][\s\"“‘']*$")
# Articles, conjunctions, and prepositions that are rarely anything else.
_SMALL = frozenset(
    {
        "a", "amid", "among", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into",
        "nor", "of", "on", "onto", "or", "per", "the", "to", "upon", "via", "vs", "with",
        "without",
    }
)  # fmt: skip
# What follows these and a hyphen is no word of its own.
_PREFIXES = frozenset({"anti", "co", "non", "post", "pre", "pro", "re"})
_LONG = 4
_LEAST_LONG = 2
# More of a text adds few words to a headline.
_MOST_LOOKED_AT = 50_000


@dataclass(frozen=True, slots=True)
class Headline:
    """Headline with what its words are written after.

    `body` is the article's text, `proper` names that it is known to have.
    """

    text: str
    body: tuple[str, ...] = ()
    proper: tuple[str, ...] = ()
    is_english: bool = True

    def in_sentence_case(self) -> str:
        """Headline with capitals only where a sentence has them.

        Words of a headline in capitals, and in English of one with a capital on every word, are
        written as the body writes them, in small letters where it has none; others stay.
        """
        text = self.text
        if text.isupper() or (self.is_english and _has_capitals_everywhere(text)):
            text = _as_in_text(text, _spellings(self.body, self.proper))
        return _capital_at_the_start(text)

    def in_headline_style(self) -> str:
        """Headline in the capitals of Chicago and MLA if it is English, else in sentence case."""
        text = self.in_sentence_case() if self.text.isupper() or not self.is_english else self.text
        if not self.is_english:
            return text
        words = list(_WORD.finditer(text))
        written: list[str] = []
        end = 0
        for number, word in enumerate(words):
            before = text[end : word.start()]
            is_edge = number in {0, len(words) - 1} or bool(_AFTER_COLON.search(before))
            written += [before, _capitalized(word[0], is_edge=is_edge)]
            end = word.end()
        return "".join(written) + text[end:]


def _capitalized(word: str, *, is_edge: bool) -> str:
    """Word of a headline; compounds have a capital in each part but for small words."""
    if not is_edge and word.casefold() in _SMALL:
        return word.lower() if word.istitle() and len(word) > 1 else word
    parts = word.split("-")
    for at, part in enumerate(parts):
        is_small = at > 0 and (part in _SMALL or parts[at - 1].casefold() in _PREFIXES)
        if part.islower() and not is_small:
            parts[at] = f"{part[0].upper()}{part[1:]}"
    return "-".join(parts)


def _has_capitals_everywhere(text: str) -> bool:
    long_words = [word[0] for word in _WORD.finditer(text) if len(word[0]) >= _LONG]
    return len(long_words) >= _LEAST_LONG and not any(word[0].islower() for word in long_words)


def _spellings(body: Iterable[str], proper: Iterable[str]) -> dict[str, str]:
    """How words are written inside of sentences, by their small letters; small ones win."""
    found = {
        word[0].lower(): word[0]
        for name in proper
        for word in _WORD.finditer(name)
        if not (word[0].isupper() and len(word[0]) > 1)
    }
    left = _MOST_LOOKED_AT
    for paragraph in body:
        text = paragraph[:left]
        left -= len(text)
        if text.isupper():
            continue
        end = 0
        for word in _WORD.finditer(text):
            small = word[0].lower()
            is_first = not end or _ENDS_SENTENCE.search(text[end : word.start()])
            if found.get(small) != small and not (is_first and word[0].istitle()):
                found[small] = word[0]
            end = word.end()
    return found


def _as_in_text(text: str, spellings: Mapping[str, str]) -> str:
    is_upper = text.isupper()

    def written(match: re.Match[str]) -> str:
        word = match[0]
        ending = _POSSESSIVE.search(word)
        stem = word[: ending.start()].lower() if ending else ""
        if (small := word.lower()) in spellings:
            return spellings[small]
        if ending and stem in spellings:
            return spellings[stem] + ending[0].lower()
        is_plain = is_upper or word.istitle() or word[1:].islower()
        return small if is_plain and not _INITIALS.fullmatch(word) else word

    return _WORD.sub(written, text)


def _capital_at_the_start(text: str) -> str:
    """Text whose first word has a capital, unless it has one further on ("iPhone")."""
    first = _WORD.search(text)
    if first is None or not first[0].islower():
        return text
    at = first.start()
    return f"{text[:at]}{text[at].upper()}{text[at + 1 :]}"
