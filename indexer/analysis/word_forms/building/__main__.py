"""Builds the tables of word forms from the dictionaries of simplemma and wordfreq's lists.

    make forms

That runs `python -m indexer.analysis.word_forms.building`. It needs, for the build only, from PyPI
`simplemma` (forms and lemmas, MIT, after Wiktionary and others) and `wordfreq` (which of them are
in use). A table holds the forms in use whose stem by Snowball is not that of their lemma.
"""

import sys
from collections.abc import Iterator, Mapping

import wordfreq
from simplemma.strategies import DefaultDictionaryFactory

from indexer.analysis.languages import LANGUAGES
from indexer.analysis.word_forms.form_table import write_table
from indexer.analysis.word_forms.stemming import LONGEST, snowball_stem
from indexer.analysis.words import folded_word, word_pattern

# Shorter words are articles, letters and abbreviations.
_SHORTEST = 3
# What the libraries call languages that they name otherwise.
_IN_SIMPLEMMA = {"hr": "hbs"}
_IN_WORDFREQ = {"hr": "sh", "tl": "fil"}


def stems(language: str) -> Iterator[tuple[str, str]]:
    """The words of a language's table with their stems.

    Of the lemmas that a form may have the commonest counts.
    """
    frequencies = _frequencies(language)
    lemmas: dict[str, str] = {}
    for form, lemma in _forms(language):
        if form in frequencies:
            before = lemmas.get(form)
            if before is None or frequencies.get(lemma, 0) > frequencies.get(before, 0):
                lemmas[form] = lemma
    for form, lemma in lemmas.items():
        stem = snowball_stem(lemma, language)
        if stem != snowball_stem(form, language):
            yield form, stem


def _frequencies(language: str) -> Mapping[str, float]:
    """How often each folded word is used."""
    every: dict[str, float] = {}
    name = _IN_WORDFREQ.get(language, language)
    for word, frequency in wordfreq.get_frequency_dict(name, "best").items():
        if folded := _folded(word):
            every[folded] = every.get(folded, 0) + frequency
    return every


def _forms(language: str) -> Iterator[tuple[str, str]]:
    """Folded forms with their folded lemmas, and each lemma as a form of itself."""
    name = _IN_SIMPLEMMA.get(language, language)
    for form, lemma in DefaultDictionaryFactory().get_dictionary(name).items():
        folded_form, folded_lemma = _folded(form), _folded(lemma)
        if folded_form and folded_lemma:
            yield folded_form, folded_lemma
            yield folded_lemma, folded_lemma


def _folded(word: str) -> str:
    """The folded word, "" for what is not one word, or too short or long for a table."""
    matched = word_pattern(word).fullmatch(word)
    folded = folded_word(word) if matched else ""
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
