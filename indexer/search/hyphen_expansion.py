"""Hyphen expansion: adds the hyphenated spellings of words to the phrases of a query.

The index has the parts of "cease-fire" at consecutive positions, and "ceasefire" at the position of
the first. The single word "ceasefire" matches there, but the phrase "ceasefire talks" does not,
as "fire" stands between the two. Its expansion is "ceasefire talks" OR "ceasefire fire talks".
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, product

from msgspec.structs import replace

from indexer.analysis.analyzer import Analyzer, prefix_text, tokens
from indexer.engines.engine import Engine, SearchRequest
from indexer.query.ast import And, Near, Not, Or, Query, Some, Together, Weighted, Words

# Shorter words are not worth splitting; those with digits may be shorter (F16).
_FEWEST_LETTERS, _FEWEST_WITH_DIGITS = 4, 2
# Turning a page repeats the look-ups, and one phrase may stand in several fields.
_CACHE_SIZE = 1 << 10
_MOST_SPELLINGS = 16


class HyphenExpander:
    """Expands queries with the hyphenated spellings that occur in one open index."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._second_parts = lru_cache(_CACHE_SIZE)(self._second_parts_of)

    def expanded(self, query: Query) -> Query:
        """Query whose phrases and proximity leaves also match hyphenated spellings.

        Each leaf becomes a disjunction of its combinations, 16 at most.
        """
        match query:
            case Words(text, field):
                return _disjunction(
                    [Words(spelling, field) for spelling in self._spellings(text, field)]
                )
            case Near(parts, field=field) | Together(parts, field=field):
                spellings = product(*(self._spellings(part, field) for part in parts))
                return _disjunction(
                    [
                        replace(query, parts=spelling)
                        for spelling in islice(spellings, _MOST_SPELLINGS)
                    ]
                )
            case And(clauses) | Or(clauses) | Some(clauses):
                return replace(query, clauses=tuple(map(self.expanded, clauses)))
            case Weighted(clause) | Not(clause):
                return replace(query, clause=self.expanded(clause))
            case _:
                return query

    def _spellings(self, text: str, field: str | None) -> list[str]:
        """Spellings of a phrase: as typed, then with the second parts of its words inserted."""
        *before, last = text.split()
        spellings = product(*([chunk, *self._with_second_parts(chunk, field)] for chunk in before))
        return [" ".join((*spelling, last)) for spelling in islice(spellings, _MOST_SPELLINGS)]

    def _with_second_parts(self, chunk: str, field: str | None) -> Iterator[str]:
        """Spellings of a single word with its second parts: "ceasefire fire"."""
        if len(list(tokens(chunk, Analyzer.NAMES))) == 1:
            for part in self._second_parts(prefix_text(chunk), field):
                yield f"{chunk} {part}"

    def _second_parts_of(self, word: str, field: str | None) -> tuple[str, ...]:
        """Second parts of a word wherever the index has it hyphenated: "fire" of "ceasefire"."""
        has_digits = any(map(str.isdecimal, word))
        if len(word) < (_FEWEST_WITH_DIGITS if has_digits else _FEWEST_LETTERS):
            return ()
        parts = [word[start:] for start in range(1, len(word))]
        return tuple(part for part in parts if self._occurs(f"{word} {part}", field))

    def _occurs(self, phrase: str, field: str | None) -> bool:
        return self._engine.search(SearchRequest(Words(phrase, field), limit=0)).total > 0


def _disjunction(queries: list[Query]) -> Query:
    return Or(tuple(queries)) if len(queries) > 1 else queries[0]
