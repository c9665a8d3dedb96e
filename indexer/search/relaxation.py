"""Query relaxation: similar queries that find something, offered where a query finds nothing.

For "lobstar ferry" of an archive without a "lobstar": "lobster ferry", and "ferry" alone.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations
from math import inf

from msgspec.structs import replace

from indexer.analysis.analyzer import Analyzer, query_terms, tokens
from indexer.query.ast import (
    And,
    AtLeast,
    Cluster,
    DateRange,
    Has,
    Length,
    Near,
    Not,
    Or,
    Query,
    Received,
    Together,
    Weighted,
    Words,
)
from indexer.query.parser.terms import in_all_spellings
from indexer.query.unparse import operands, written
from indexer.search.hit_counts import HitCounts, Hits, joined
from indexer.search.results import Alternative
from indexer.search.vocabulary import Vocabulary

# Each count is a search of its own.
_MOST_COUNTS = 40
_MOST_ALTERNATIVES = 3
_MOST_WORDS = 6
_MOST_SPELLINGS = 3
# A conjunction of the 2 rarest clauses is counted first, then of the 3 rarest, then of all.
_RAREST = (2, 3)


def alternatives(query: Query, hits: Hits, words: Vocabulary) -> tuple[Alternative, ...]:
    """Up to three relaxed queries with hits, for a query without any; at most 40 searches.

    In this order: misspelled words corrected; the words of phrases anywhere; one clause left out,
    else two, those with the fewest hits first; else any of the words. `words` is the vocabulary
    of the archive and may be a little out of date.
    """
    counted = HitCounts(hits, _MOST_COUNTS)
    found = [*_respelled(query, counted, words), *_apart(query, counted)]
    if isinstance(query, And):
        parts = operands(query)
        together = _JointCounts(parts, counted, words)
        fewer = _without(parts, 1, together) or _without(parts, 2, together)
        found += fewer or _any_of(parts, counted)
    return tuple(found[:_MOST_ALTERNATIVES])


def _respelled(query: Query, counted: HitCounts, words: Vocabulary) -> Iterator[Alternative]:
    """The query with each word that the archive lacks replaced by one of similar spelling."""
    others: dict[str, str] = {}
    for word in list(dict.fromkeys(_words(query)))[:_MOST_WORDS]:
        folded = _folded(word)
        if word.field is None and words.count(folded):
            continue
        almost = words.spelled_almost(folded, _MOST_SPELLINGS)
        # What is not written so may still be a form of a word that is.
        if almost and counted.total(word):
            continue
        for other in almost:
            if counted.total(replace(word, text=other)):
                others[word.text] = other
                break
    if others:
        respelled = _exchanged(query, others)
        if total := counted.total(respelled):
            said = ", ".join(f"“{other}” instead of “{word}”" for word, other in others.items())
            yield Alternative(written(respelled), total, said)


def _words(query: Query) -> Iterator[Words]:
    """Single words of the query, except negated ones, prefixes, wildcards and fuzzy words."""
    match query:
        case Words(text, field) | AtLeast(_, text, field):
            yield from _single(text, field)
        case Near(parts, _, _, field) | Together(parts, _, field):
            for part in parts:
                yield from _single(part, field)
        case And(clauses) | Or(clauses):
            # The other ways to write a word, as without its hyphens, are no words of their own.
            is_one = isinstance(clauses[0], Words) and len(operands(query)) == 1
            for clause in clauses[:1] if is_one else clauses:
                yield from _words(clause)
        case Weighted(clause):
            yield from _words(clause)
        case _:
            return


def _single(text: str, field: str | None) -> Iterator[Words]:
    for token in tokens(text, Analyzer.NAMES):
        word = Words(text[token.start : token.end], field)
        if not token.is_joined and len(list(tokens(word.text, Analyzer.NAMES))) == 1:
            yield word


def _folded(word: Words) -> str:
    (token,) = tokens(word.text, Analyzer.NAMES)
    return token.terms[0]


def _exchanged(query: Query, others: Mapping[str, str]) -> Query:
    """The query with some words replaced; negated clauses stay as they are."""
    match query:
        case Words(text) | AtLeast(_, text):
            return replace(query, text=_with_others(text, others))
        case Near(parts) | Together(parts):
            return replace(query, parts=tuple(_with_others(part, others) for part in parts))
        case Or((Words(text, field), *_)) if len(operands(query)) == 1:
            return in_all_spellings(_with_others(text, others), field)
        case And(clauses) | Or(clauses):
            return replace(query, clauses=tuple(_exchanged(each, others) for each in clauses))
        case Weighted(clause):
            return replace(query, clause=_exchanged(clause, others))
        case _:
            return query


def _apart(query: Query, counted: HitCounts) -> Iterator[Alternative]:
    """The query with the words of phrases and of proximity clauses anywhere in the article."""
    wider = _with_words_apart(query)
    if wider != query and (total := counted.total(wider)):
        yield Alternative(written(wider), total, "the words anywhere")


def _with_words_apart(query: Query) -> Query:
    match query:
        case Words(text, field):
            return _all_of(text.split(), field)
        case Near(parts, _, _, field) | Together(parts, _, field):
            return _all_of(parts, field)
        case Or((Words(text, field), *_)) if len(operands(query)) == 1:
            return _all_of(text.split(), field)
        case And(clauses) | Or(clauses):
            return joined(type(query), map(_with_words_apart, clauses))
        case Weighted(clause):
            return replace(query, clause=_with_words_apart(clause))
        case _:
            return query


def _all_of(texts: Sequence[str], field: str | None) -> Query:
    words = [text for text in texts if query_terms(text, Analyzer.NAMES)]
    return joined(And, [in_all_spellings(text, field) for text in words])


def _with_others(text: str, others: Mapping[str, str]) -> str:
    for token in reversed([t for t in tokens(text, Analyzer.NAMES) if not t.is_joined]):
        if other := others.get(text[token.start : token.end]):
            text = text[: token.start] + other + text[token.end :]
    return text


def _without(parts: Sequence[Query], count: int, together: "_JointCounts") -> list[Alternative]:
    """The conjunctions of all but `count` clauses that have hits, the fewest hits first."""
    found: list[Alternative] = []
    for left_out in combinations(range(len(parts)), count):
        if there_is := together.without(left_out):
            fewer, total = there_is
            said = " and ".join(f"“{_shown(parts[i])}”" for i in left_out)
            found.append(Alternative(written(fewer), total, f"without {said}"))
    return sorted(found, key=lambda each: each.total)


def _any_of(parts: Sequence[Query], counted: HitCounts) -> list[Alternative]:
    """The query with its words as a disjunction, if that has hits."""
    facts = [p for p in parts if isinstance(p, Not | Has | Length | DateRange | Received | Cluster)]
    words = [part for part in parts if part not in facts]
    if len(words) < 2:
        return []
    wider = joined(And, [joined(Or, words), *facts])
    total = counted.total(wider)
    return [Alternative(written(wider), total, "any of the words")] if total else []


def _shown(query: Query) -> str:
    """A clause as typed, without the quotation marks of a phrase."""
    typed = written(query)
    return typed[1:-1] if typed[0] == typed[-1] == '"' and typed.count('"') == 2 else typed


class _JointCounts:
    """Numbers of hits of subsets of the clauses of a conjunction.

    A conjunction of clauses without hits has none with more clauses either. So the rarest clauses
    are counted first, and every subset without hits is remembered.
    """

    def __init__(self, parts: Sequence[Query], counted: HitCounts, words: Vocabulary) -> None:
        self._parts = parts
        self._counted = counted
        self._rarest = sorted(range(len(parts)), key=lambda i: _frequency(parts[i], words))
        self._empty: list[set[int]] = []

    def without(self, left_out: Collection[int]) -> tuple[Query, int] | None:
        """The conjunction of the other clauses and its number of hits; None where that is 0.

        None also where all the other clauses are negated, and once the budget is spent.
        """
        kept = [i for i in self._rarest if i not in left_out]
        if all(isinstance(self._parts[i], Not) for i in kept):
            return None
        total = 0
        for size in (*(size for size in _RAREST if size < len(kept)), len(kept)):
            some = set(kept[:size])
            # The last search of the budget is kept for the disjunction of the words.
            if any(empty <= some for empty in self._empty) or self._counted.left < 2:
                return None
            total = self._counted.total(self._query(some))
            if not total:
                self._empty.append(some)
                return None
        return self._query(kept), total

    def _query(self, kept: Collection[int]) -> Query:
        return joined(And, [self._parts[i] for i in sorted(kept)])


def _frequency(part: Query, words: Vocabulary) -> float:
    """Approximate document frequency of a clause's rarest word; infinite for one without words."""
    return min((words.count(_folded(word)) for word in _words(part)), default=inf)
