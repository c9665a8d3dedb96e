"""Phrases with a word that the articles write with a hyphen: "ceasefire talks", of cease-fire.

What has a hyphen is indexed as its parts, one after the other, and in one word where the first of
them stands. A single word is found so, but in a phrase the second part stands between it and the
next word. "ceasefire fire talks" is how to say that it does.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, product

from msgspec.structs import replace

from indexer.analysis.analyzer import Analyzer, prefix_text, tokens
from indexer.engines.engine import Engine, SearchRequest
from indexer.query.ast import And, Near, Not, Or, Query, Some, Together, Weighted, Words

# Of words with fewer letters no part is a word; with digits there may be fewer (F16).
_FEWEST_LETTERS, _FEWEST_WITH_DIGITS = 4, 2
# Who pages on asks the same again, and one phrase may come in several fields.
_KEPT = 1 << 10
_MOST_WAYS = 16


class Hyphens:
    """The words that the articles of one open index write with a hyphen as well."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._second_parts = lru_cache(_KEPT)(self._second_parts_of)

    def allowed(self, query: Query) -> Query:
        """A query that finds its phrases also where a word of them has a hyphen.

        What has so many such words that there are over 16 ways is found by 16 of them.
        """
        match query:
            case Words(text, field):
                return _any_of([Words(way, field) for way in self._ways(text, field)])
            case Near(parts, field=field) | Together(parts, field=field):
                ways = product(*(self._ways(part, field) for part in parts))
                return _any_of([replace(query, parts=way) for way in islice(ways, _MOST_WAYS)])
            case And(clauses) | Or(clauses) | Some(clauses):
                return replace(query, clauses=tuple(map(self.allowed, clauses)))
            case Weighted(clause) | Not(clause):
                return replace(query, clause=self.allowed(clause))
            case _:
                return query

    def _ways(self, text: str, field: str | None) -> list[str]:
        """A phrase as it is typed, then with the second parts of words that have some."""
        *before, last = text.split()
        ways = product(*([chunk, *self._in_two(chunk, field)] for chunk in before))
        return [" ".join((*way, last)) for way in islice(ways, _MOST_WAYS)]

    def _in_two(self, chunk: str, field: str | None) -> Iterator[str]:
        if len(list(tokens(chunk, Analyzer.NAMES))) == 1:
            for part in self._second_parts(prefix_text(chunk), field):
                yield f"{chunk} {part}"

    def _second_parts_of(self, word: str, field: str | None) -> tuple[str, ...]:
        """What stands behind the hyphens with which articles write a word."""
        has_digits = any(map(str.isdecimal, word))
        if len(word) < (_FEWEST_WITH_DIGITS if has_digits else _FEWEST_LETTERS):
            return ()
        parts = [word[at:] for at in range(1, len(word))]
        return tuple(part for part in parts if self._is_there(f"{word} {part}", field))

    def _is_there(self, phrase: str, field: str | None) -> bool:
        return self._engine.search(SearchRequest(Words(phrase, field), limit=0)).total > 0


def _any_of(queries: list[Query]) -> Query:
    return Or(tuple(queries)) if len(queries) > 1 else queries[0]
