"""Spelling by language: what a language writes around a word, and what it writes in two ways.

What is said of a language holds for words of its texts alone: "l'arte" is "arte" in Italian, and
"O'Brien" stays one name in English. Each rule names its source.
"""

import re

from indexer.analysis.words import APOSTROPHE

# Articles and prepositions before an apostrophe: those of Lucene's French, Italian and Catalan
# analyzers, and Italian demonstratives. Italian "dell'arte" is written in French as well.
_ITALIAN = "(?:a|da|de|ne|su)ll|coll|pell|(?:a|da|de|ne|su)gl"
_ELIDED = {
    "ca": "[dlmnst]",
    "fr": f"[cdjlmnst]|(?:jus|quoi|lors|puis)?qu|{_ITALIAN}",
    "it": f"[cdlmstv]|{_ITALIAN}|gl|un|quest|quell",
}
# By language: what is not of the word before it, as written.
_BEFORE = {
    language: re.compile(rf"(?:{elided})[{APOSTROPHE}](?=\w)", re.IGNORECASE)
    for language, elided in _ELIDED.items()
}
# What follows a name's apostrophe is an ending (Lucene's ApostropheFilter, for Turkish); but not
# what follows its first letter: O'Brien'ın is of O'Brien.
_TURKISH_ENDING = re.compile(rf"(?<=..)[{APOSTROPHE}][^{APOSTROPHE}]*\Z", re.DOTALL)
_BEHIND = {"tr": _TURKISH_ENDING}

# Languages that group the digits of a number by full stops (CLDR 44, `numbers/symbols/group`).
_GROUPING_BY_STOPS = frozenset(
    ("ca", "da", "de", "el", "es", "eu", "hr", "id", "is", "it", "mk", "nl", "pt", "ro", "sl", "tr")
)
_GROUPED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+")

# By language: of folded words, what is written instead of what.
_RESPELLED: dict[str, tuple[tuple[re.Pattern[str], str], ...]] = {
    # Snowball's light stemmer strips these only before an article, and a final heh for a ta marbuta
    # only where it strips no article; L. Larkey et al., "Light Stemming for Arabic", 2007.
    "ar": (
        (re.compile("[وف](?=(?:ال|بال|كال|لل).{4})"), ""),
        (re.compile(r"(?<=...)ه\Z"), "ة"),
    ),
    # Å was written aa until 1948, and still is in names; ø is oe where there is no key for it, but
    # not where an ending begins with the e.
    "da": (
        (re.compile("aa"), "a"),
        (re.compile(r"(?<![aeiou])oe(?!(?:de|de[st]|ns?|rs?|rnes?|ts?)?\Z)"), "o"),
    ),
    # Snowball's German stemmer takes ae, oe, ue for umlauts, but not behind a q; so does the table.
    "de": ((re.compile(r"(?<![aeiouq])([aou])e(?!n?\Z)"), r"\1"),),
}
_RESPELLED["nb"] = _RESPELLED["da"]


def bare_word(raw: str, language: str) -> str:
    """A word as written without what its language elides before it or puts behind an apostrophe."""
    if before := _BEFORE.get(language):
        raw = raw[match.end() :] if (match := before.match(raw)) else raw
    elif behind := _BEHIND.get(language):
        raw = behind.sub("", raw)
    return raw


def respelled(word: str, language: str) -> str:
    """A folded word with one spelling for what its language writes in several ways."""
    for pattern, spelling in _RESPELLED.get(language, ()):
        word = pattern.sub(spelling, word)
    return word


def ungrouped(number: str, language: str) -> str:
    """A folded number without the stops by which a language groups its digits: 1.000 is 1000."""
    is_grouped = "." in number and language in _GROUPING_BY_STOPS and _GROUPED.fullmatch(number)
    return number.replace(".", "") if is_grouped else number
