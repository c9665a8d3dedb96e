"""Builds the tables of word forms from the dictionaries of simplemma and wordfreq's lists.

    make forms

That runs `python -m indexer.analysis.word_forms.building`. It needs, for the build only, from PyPI
`simplemma` (forms and lemmas, MIT, after Wiktionary and others) and `wordfreq` (which of them are
in use). A table holds the forms in use whose stem by Snowball is not that of their lemma.
"""

import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any

import wordfreq

from indexer.analysis.languages import LANGUAGES
from indexer.analysis.word_forms.form_table import write_table
from indexer.analysis.word_forms.spelling import respelled
from indexer.analysis.word_forms.stemming import LONGEST, regular_stem
from indexer.analysis.words import folded_word, word_pattern

# Shorter words are articles, letters and abbreviations.
_SHORTEST = 3
# Languages whose words have so few forms that the lists of words in use have nearly all of them,
# and how common a word is that has a stem of its own.
_OF_FEW_FORMS = frozenset(("ca", "da", "de", "es", "fr", "it", "nb", "nl", "pt", "ro", "sv"))
_COMMON = 1e-6
# A form that is a lemma, too, is taken for one where it is so many times as frequent as the other.
_FAR_COMMONER = 5
# What no word has and ends the stem of a lemma that is told apart.
_APART = "."
# Prepositions, conjunctions and articles of one letter that are written with the word behind them,
# and how much rarer that may be by itself. Of Hebrew, which has an article among them, 16 of 20
# pairs of forms find each other so, 12 where the word had to be the commoner, 7 without; of Arabic
# 18 where it had to, 17 without and with 10.
_PREFIXES = {"ar": ("وفبلك", 1), "he": ("הובלמכש", 10)}
_NUMBERS_OF_PREFIXES = (1, 2)
_LEAST_FREQUENCY = 1e-7
# What the libraries call languages that they name otherwise.
_IN_SIMPLEMMA = {"hr": "hbs"}
_IN_WORDFREQ = {"hr": "sh", "tl": "fil"}


def stems(language: str) -> Iterator[tuple[str, str]]:
    """The words of a language's table with their stems."""
    frequencies = _frequencies(language)
    lemmas = _lemmas(language, frequencies)
    stem_of = _told_apart(language, lemmas, frequencies)
    for form, lemma in lemmas.items():
        if stem_of[lemma] != regular_stem(form, language):
            yield form, stem_of[lemma]


def _lemmas(language: str, frequencies: Mapping[str, float]) -> dict[str, str]:
    """The lemma of each form in use.

    Of those that it may have the commonest; the form itself only where it is far commoner.
    """

    def rank(form: str, lemma: str) -> float:
        return frequencies.get(lemma, 0) / (_FAR_COMMONER if lemma == form else 1)

    lemmas: dict[str, str] = {}
    for form, lemma in _forms(language):
        if form in frequencies:
            before = lemmas.get(form)
            if before is None or rank(form, lemma) > rank(form, before):
                lemmas[form] = lemma
    lemmas |= dict(_prefixed(language, frequencies, lemmas))
    return {form: _last(lemmas, lemma) for form, lemma in lemmas.items()}


def _last(lemmas: Mapping[str, str], lemma: str) -> str:
    """What a lemma is a form of in its turn, as "muerto" of "morir".

    Of words that are forms of each other, as "Wahl" and "wählen", the first in the alphabet.
    """
    path = [lemma]
    while (lemma := lemmas.get(lemma, lemma)) not in path:
        path.append(lemma)
    return min(path[path.index(lemma) :])


def _told_apart(
    language: str, lemmas: Mapping[str, str], frequencies: Mapping[str, float]
) -> dict[str, str]:
    """The stem of each lemma, in languages of few forms no two common ones of the same.

    The commonest of those that the stemmer does not tell apart keeps the stem, for words that are
    in no dictionary; another has itself as its stem.
    """
    stem_of: dict[str, str] = {}
    taken = set[str]()
    for lemma in sorted(set(lemmas.values()), key=lambda word: (-frequencies.get(word, 0), word)):
        stem = regular_stem(lemma, language)
        is_common = language in _OF_FEW_FORMS and frequencies.get(lemma, 0) >= _COMMON
        if stem in taken and is_common:
            stem = f"{lemma}{_APART}"
        taken.add(stem)
        stem_of[lemma] = stem
    return stem_of


def _prefixed(
    language: str, frequencies: Mapping[str, float], lemmas: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Words that the dictionary does not have with what they are behind one or two prefixes.

    That is a word which is not much rarer than the prefixed one; of rare words it is not asked.
    """
    prefixes, times = _PREFIXES.get(language, ("", 1))
    for word, frequency in frequencies.items():
        if word not in lemmas and frequency >= _LEAST_FREQUENCY:
            for count in _NUMBERS_OF_PREFIXES:
                bare = word[count:]
                is_prefixed = set(word[:count]) <= set(prefixes) and len(bare) >= _SHORTEST
                if is_prefixed and times * frequencies.get(bare, 0) > frequency:
                    yield word, lemmas.get(bare, bare)
                    break


def _frequencies(language: str) -> Mapping[str, float]:
    """How often each folded word is used."""
    every: dict[str, float] = {}
    name = _IN_WORDFREQ.get(language, language)
    for word, frequency in wordfreq.get_frequency_dict(name, "best").items():
        if folded := _folded(word, language):
            every[folded] = every.get(folded, 0) + frequency
    return every


def _forms(language: str) -> Iterator[tuple[str, str]]:
    """Folded forms with their folded lemmas, and each lemma as a form of itself."""
    name = _IN_SIMPLEMMA.get(language, language)
    # Not among what development needs either: it is large.
    simplemma: Any = import_module("simplemma.strategies")
    dictionary: Mapping[str, str] = simplemma.DefaultDictionaryFactory().get_dictionary(name)
    for form, lemma in dictionary.items():
        folded_form, folded_lemma = _folded(form, language), _folded(lemma, language)
        if folded_form and folded_lemma:
            yield folded_form, folded_lemma
            yield folded_lemma, folded_lemma


def _folded(word: str, language: str) -> str:
    """The folded word as its language respells it.

    "" for what is not one word, or too short or long for a table.
    """
    matched = word_pattern(word).fullmatch(word)
    folded = respelled(folded_word(word), language) if matched else ""
    return folded if folded[:1].isalpha() and _SHORTEST <= len(folded) <= LONGEST else ""


def main() -> None:
    """Write all tables."""
    for language in LANGUAGES.values():
        if language.table:
            every = dict(stems(language.code))
            write_table(language.code, every.items())
            sys.stdout.write(f"{language.code} {len(every):,}\n")


if __name__ == "__main__":
    main()
