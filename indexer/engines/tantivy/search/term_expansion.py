"""Term expansion: the terms of an open index that a prefix, pattern or fuzzy word matches."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache, partial
from itertools import filterfalse

from tantivy import Searcher

from archive.time_budget import look
from indexer.analysis.edit_distance import is_within
from indexer.analysis.languages import is_marked
from indexer.analysis.term_forms import form_pattern

# So many term lists are kept, each as one string: that of a large field takes some megabytes.
_CACHED = 32
_TERMS_BETWEEN_LOOKS = 5_000
_WILDCARDS = re.compile("[*?]")


class TermExpansion:
    """Scans the term dictionary of each field, but for stems with the mark of a language.

    Some terms may be of deleted articles only.
    """

    def __init__(self, searcher: Searcher) -> None:
        # A cache of a method would be a cycle, which keeps the index's files mapped.
        self._lines = lru_cache(_CACHED)(partial(_terms_as_lines, searcher))

    def beginning_with(self, name: str, prefix: str) -> list[str]:
        """The terms with a prefix."""
        look()
        lines = self._lines(name, prefix)
        return lines.split("\n") if lines else []

    def of_form(self, name: str, form: str) -> list[str]:
        """The terms that match a folded pattern with `*` and `?`."""
        look()
        lines = self._lines(name, _WILDCARDS.split(form)[0])
        return [match[0] for match in form_pattern(form).finditer(lines) if match[0]]

    def almost(self, name: str, word: str, edits: int) -> list[str]:
        """The terms within an edit distance of a word."""
        terms = self.beginning_with(name, "")
        return [term for term in _looked_through(terms) if is_within(edits, word, term)]


def _looked_through(terms: Iterable[str]) -> Iterator[str]:
    for number, term in enumerate(terms):
        if not number % _TERMS_BETWEEN_LOOKS:
            look()
        yield term


def _terms_as_lines(searcher: Searcher, name: str, prefix: str) -> str:
    terms = (term for term, _ in searcher.terms_with_prefix(name, prefix))
    return "\n".join(filterfalse(is_marked, terms))
