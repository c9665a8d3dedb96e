"""What each clause of a query finds by itself, and what to ask instead where nothing is found."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
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
    Together,
    Weighted,
    Words,
)
from indexer.query.describe import meaning
from indexer.query.parser.terms import either_way
from indexer.query.unparse import operands, written
from indexer.search.results import Alternative, ExplainedClause
from indexer.search.vocabulary import Vocabulary

# How many articles a query finds, as the list counts them.
Hits = Callable[[Query], int]
# A count is a search.
_MOST_COUNTS = 60
_MOST_COUNTS_FOR_ALTERNATIVES = 40
_MOST_ALTERNATIVES = 3
_MOST_WORDS = 6
_MOST_SPELLINGS = 3
# So many of the rarest clauses are asked for by themselves before all of them.
_RAREST = (2, 3)


def explained(query: Query, hits: Hits) -> ExplainedClause:
    """A query that comes of parsing, clause by clause, after at most 60 counts.

    The last clauses of a group for which there are no counts left stand together, and what is
    inside of a clause is left out.
    """
    counted = _HitCounts(hits, _MOST_COUNTS)
    return _with_clauses(query, counted.total(query), counted, denied=False)


def _with_clauses(
    query: Query, total: int, counted: "_HitCounts", *, denied: bool, empties: bool = False
) -> ExplainedClause:
    """A clause with those in it. What is denied empties nothing where it finds nothing."""
    clauses: tuple[ExplainedClause, ...] = ()
    denied = denied or isinstance(query, Not)
    if group := _group_in(query):
        clauses = _clauses(group, counted, is_empty=total == 0 and not denied, denied=denied)
    return ExplainedClause(written(query), meaning(query), total, empties, clauses)


def _group_in(query: Query) -> And | Or | None:
    """The group that a clause is, or denies or weighs; None for what is typed as one word."""
    match query:
        case Not(clause) | Weighted(clause):
            return _group_in(clause)
        case And() | Or():
            return query if len(operands(query)) > 1 else None
        case _:
            return None


def _clauses(
    group: And | Or, counted: "_HitCounts", *, is_empty: bool, denied: bool
) -> tuple[ExplainedClause, ...]:
    kind = type(group)
    parts = operands(group)
    searching = len(parts).bit_length() if is_empty else 0
    room = counted.left - searching
    if room < 2:
        return ()
    rest = parts[room - 1 :] if len(parts) > room else []
    parts = parts[: len(parts) - len(rest)]
    if rest:
        parts.append(_joined(kind, rest))
    totals = [counted.total(part) for part in parts]
    emptying = _emptying(parts, totals, counted) if is_empty and kind is And else None
    return tuple(
        ExplainedClause(written(part), meaning(part), total, i == emptying)
        if rest and part is parts[-1]
        else _with_clauses(part, total, counted, denied=denied, empties=i == emptying)
        for i, (part, total) in enumerate(zip(parts, totals, strict=True))
    )


def _emptying(parts: Sequence[Query], totals: Sequence[int], counted: "_HitCounts") -> int:
    """The first clause with which nothing is left of what those before it find."""
    low, high = 0, totals.index(0) if 0 in totals else len(parts) - 1
    while low < high:
        middle = (low + high) // 2
        if counted.total(_joined(And, parts[: middle + 1])):
            low = middle + 1
        else:
            high = middle
    return low


def alternatives(query: Query, hits: Hits, words: Vocabulary) -> tuple[Alternative, ...]:
    """The nearest queries that find something, three at most, for one that finds nothing.

    That is the one with its misspelled words put right; the one with the words of its phrases
    anywhere; the ones without one clause, or without two, the closest first; or any of its words.
    They are found with at most 40 counts. `words` are those of the archive, or were of late.
    """
    counted = _HitCounts(hits, _MOST_COUNTS_FOR_ALTERNATIVES)
    found = [*_respelled(query, counted, words), *_apart(query, counted)]
    if isinstance(query, And):
        parts = operands(query)
        together = _JointCounts(parts, counted, words)
        fewer = _without(parts, 1, together) or _without(parts, 2, together)
        found += fewer or _any_of(parts, counted)
    return tuple(found[:_MOST_ALTERNATIVES])


def _respelled(query: Query, counted: "_HitCounts", words: Vocabulary) -> Iterator[Alternative]:
    """The query with words that are nowhere exchanged for others spelled almost so."""
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
    """The single words that are looked for, but those denied and those of many forms."""
    match query:
        case Words(text, field) | AtLeast(_, text, field):
            yield from _single(text, field)
        case Near(parts, _, _, field) | Together(parts, _, field):
            for part in parts:
                yield from _single(part, field)
        case And(clauses) | Or(clauses):
            # Of a word with hyphens the other way to write it is no word of its own.
            is_one = (
                len(clauses) == 2 and isinstance(clauses[0], Words) and len(operands(query)) == 1
            )
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
    """A query with some words exchanged, but in what it denies."""
    match query:
        case Words(text) | AtLeast(_, text):
            return replace(query, text=_with_others(text, others))
        case Near(parts) | Together(parts):
            return replace(query, parts=tuple(_with_others(part, others) for part in parts))
        case Or((Words(text, field), *_)) if len(operands(query)) == 1:
            return either_way(_with_others(text, others), field)
        case And(clauses) | Or(clauses):
            return replace(query, clauses=tuple(_exchanged(each, others) for each in clauses))
        case Weighted(clause):
            return replace(query, clause=_exchanged(clause, others))
        case _:
            return query


def _apart(query: Query, counted: "_HitCounts") -> Iterator[Alternative]:
    """The query with the words of phrases, and those near each other, anywhere."""
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
            return _joined(type(query), map(_with_words_apart, clauses))
        case Weighted(clause):
            return replace(query, clause=_with_words_apart(clause))
        case _:
            return query


def _all_of(texts: Sequence[str], field: str | None) -> Query:
    words = [text for text in texts if query_terms(text, Analyzer.NAMES)]
    return _joined(And, [either_way(text, field) for text in words])


def _with_others(text: str, others: Mapping[str, str]) -> str:
    for token in reversed([t for t in tokens(text, Analyzer.NAMES) if not t.is_joined]):
        if other := others.get(text[token.start : token.end]):
            text = text[: token.start] + other + text[token.end :]
    return text


def _without(parts: Sequence[Query], count: int, together: "_JointCounts") -> list[Alternative]:
    """The queries with so many clauses left out that find something, the fewest first."""
    found: list[Alternative] = []
    for left_out in combinations(range(len(parts)), count):
        if there_is := together.without(left_out):
            fewer, total = there_is
            said = " and ".join(f"“{_shown(parts[i])}”" for i in left_out)
            found.append(Alternative(written(fewer), total, f"without {said}"))
    return sorted(found, key=lambda each: each.total)


def _any_of(parts: Sequence[Query], counted: "_HitCounts") -> list[Alternative]:
    """The query with any of its words enough, if that finds something."""
    facts = [p for p in parts if isinstance(p, Not | Has | Length | DateRange | Cluster)]
    words = [part for part in parts if part not in facts]
    if len(words) < 2:
        return []
    wider = _joined(And, [_joined(Or, words), *facts])
    total = counted.total(wider)
    return [Alternative(written(wider), total, "any of the words")] if total else []


def _shown(query: Query) -> str:
    """A clause as it is named between quotation marks."""
    typed = written(query)
    return typed[1:-1] if typed[0] == typed[-1] == '"' and typed.count('"') == 2 else typed


def _joined(kind: type[And] | type[Or], parts: Iterable[Query]) -> Query:
    """Clauses as one query, none of them of its kind."""
    flat = [each for p in parts for each in (p.clauses if isinstance(p, kind) else (p,))]
    return kind(tuple(flat)) if len(flat) > 1 else flat[0]


class _JointCounts:
    """How many articles the clauses of a group find without some of them.

    Where few of them find nothing together, more of them do not either: the rarest are asked
    for first, and what finds nothing is remembered.
    """

    def __init__(self, parts: Sequence[Query], counted: "_HitCounts", words: Vocabulary) -> None:
        self._parts = parts
        self._counted = counted
        self._rarest = sorted(range(len(parts)), key=lambda i: _frequency(parts[i], words))
        self._empty: list[set[int]] = []

    def without(self, left_out: Collection[int]) -> tuple[Query, int] | None:
        """The query without some clauses, with how many it finds; None where it finds nothing.

        So it is where all that is left is denied, and once no counts are left.
        """
        kept = [i for i in self._rarest if i not in left_out]
        if all(isinstance(self._parts[i], Not) for i in kept):
            return None
        total = 0
        for size in (*(size for size in _RAREST if size < len(kept)), len(kept)):
            some = set(kept[:size])
            # The last count is for any of the words.
            if any(empty <= some for empty in self._empty) or self._counted.left < 2:
                return None
            total = self._counted.total(self._query(some))
            if not total:
                self._empty.append(some)
                return None
        return self._query(kept), total

    def _query(self, kept: Collection[int]) -> Query:
        return _joined(And, [self._parts[i] for i in sorted(kept)])


def _frequency(part: Query, words: Vocabulary) -> float:
    """In about how many articles the rarest word of a clause is; of one without any, in all."""
    return min((words.count(_folded(word)) for word in _words(part)), default=inf)


class _HitCounts:
    """How many articles queries find, each counted once; 0 when no counts are left."""

    def __init__(self, hits: Hits, most: int) -> None:
        self._hits = hits
        self._totals: dict[Query, int] = {}
        self.left = most

    def total(self, query: Query) -> int:
        """How many articles a query finds."""
        if query not in self._totals:
            if not self.left:
                return 0
            self.left -= 1
            self._totals[query] = self._hits(query)
        return self._totals[query]
