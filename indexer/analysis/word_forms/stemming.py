"""Stemming: the term of a folded word in a language."""

from functools import cache
from typing import Any, cast

import Stemmer

from indexer.analysis.languages import ENGLISH, LANGUAGES, language_of_word, marked
from indexer.analysis.word_forms.form_table import FormTable

# Longer words are none; a table has none of them.
LONGEST = 40


def term_in(word: str, language: str) -> str:
    """The term of a folded word in a text of a language: its stem with the language's mark.

    What begins with no letter, as "1960s", has the same term in all languages.
    """
    if not word[0].isalpha():
        return snowball_stem(word, ENGLISH)
    language = language_of_word(word, language)
    return marked(stem(word, language), language)


def stem(word: str, language: str) -> str:
    """The stem of a folded word: what the table says, else what Snowball makes of it."""
    kind = LANGUAGES[language]
    if kind.table and len(word) <= LONGEST and (found := _table(language).stem(word)) is not None:
        return found
    return snowball_stem(word, language)


def snowball_stem(word: str, language: str) -> str:
    """What the language's Snowball stemmer makes of a folded word; the word itself without one."""
    stemmer = _stemmer(language)
    return word if stemmer is None else stemmer.stemWord(word)


_table = cache(FormTable.of)


@cache
def _stemmer(language: str) -> Any:  # noqa: ANN401 - the library has no types
    name = LANGUAGES[language].stemmer
    return name and cast("Any", Stemmer.Stemmer(name, 0))
