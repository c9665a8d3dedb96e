"""Neighbouring words of a query, as phrases that count for more where an article has them.

This is the ordered part of sequential dependence (Metzler and Croft, 2005): "oil prices rise" has
"oil prices" and "prices rise", and besides the whole of it. Words are neighbours where nothing but
a space is between them: of one group, and of one field.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from indexer.query.ast import And, Or, Query, Some, Weighted, Words

# What a phrase of two words counts beside a word, and one of all words where these are few.
_PAIR, _WHOLE, _FEW = 0.12, 1.0, 4
# So many phrases of a query are looked for, the first of them.
_MOST = 24


def close_words(query: Query) -> tuple[tuple[Words, float], ...]:
    """The phrases that neighbouring words of a query make, and what each counts."""
    return tuple(dict.fromkeys(_phrases(query)))[:_MOST]


def _phrases(query: Query) -> Iterator[tuple[Words, float]]:
    match query:
        case And(clauses) | Or(clauses) | Some(clauses):
            runs = list(_runs(clauses))
            if len(runs) == 1 and 1 < len(runs[0]) <= _FEW:
                yield _phrase(runs[0]), _WHOLE
            for run in runs:
                if len(runs) > 1 or len(run) > 2:
                    for pair in pairwise(run):
                        yield _phrase(pair), _PAIR
            for clause in clauses:
                yield from _phrases(clause)
        case Weighted(clause):
            yield from _phrases(clause)
        case _:
            return


def _phrase(words: Sequence[Words]) -> Words:
    return Words(" ".join(each.text for each in words), words[0].field)


def _runs(clauses: Iterable[Query]) -> Iterator[Sequence[Words]]:
    """The stretches of clauses that are words of the same field."""
    for words_only, run in groupby(clauses, _neighbourhood):
        if words_only:
            yield [each for each in run if isinstance(each, Words)]


def _neighbourhood(clause: Query) -> tuple[str | None] | None:
    return (clause.field,) if isinstance(clause, Words) else None
