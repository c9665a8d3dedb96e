"""Stemming: the term of a folded word in a language."""

from collections.abc import Callable
from functools import cache
from typing import Any, cast

import Stemmer

from indexer.analysis.languages import ENGLISH, LANGUAGES, language_of_word, marked
from indexer.analysis.word_forms.form_table import FormTable
from indexer.analysis.word_forms.light_stemmers import LIGHT_STEMMERS
from indexer.analysis.word_forms.spelling import respelled, ungrouped

# Longer words are none; a table has none of them.
LONGEST = 40


def term_in(word: str, language: str) -> str:
    """The term of a folded word in a text of a language: its stem with the language's mark.

    What begins with no letter, as "1960s", has no mark in any language.
    """
    if not word[0].isalpha():
        return regular_stem(ungrouped(word, language), ENGLISH)
    language = language_of_word(word, language)
    return marked(stem(respelled(word, language), language), language)


def stem(word: str, language: str) -> str:
    """The stem of a respelled word: what the table says, else what the stemmer makes of it."""
    if LANGUAGES[language].table and len(word) <= LONGEST:
        found = _table(language).stem(word)
        if found is not None:
            return found
    return regular_stem(word, language)


def regular_stem(word: str, language: str) -> str:
    """What the language's stemmer makes of a folded word; the word itself where it has none."""
    return _stemmer(language)(word)


_table = cache(FormTable.of)


@cache
def _stemmer(language: str) -> Callable[[str], str]:
    name = LANGUAGES[language].stemmer
    if name is None:
        return str
    return LIGHT_STEMMERS.get(name) or cast("Any", Stemmer.Stemmer(name, 0)).stemWord
