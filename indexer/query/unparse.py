"""Unparser: from an AST back to query text that a person can type.

Every candidate text is parsed again and taken only if it gives the same tree.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import IntEnum
from functools import lru_cache
from itertools import product, takewhile
from typing import cast

from indexer.query.ast import (
    And,
    AtLeast,
    Cluster,
    DateRange,
    Everything,
    Fuzzy,
    Has,
    Length,
    Like,
    Listed,
    Near,
    Not,
    Or,
    Pattern,
    Prefix,
    Query,
    Some,
    Together,
    Unit,
    Weighted,
    Words,
)
from indexer.query.parser import parse
from indexer.schema.fields import BEFORE_FIELD, CLUSTER_FIELD, DATE_FIELD, LIKE_FIELD, WORDS_FIELD

# The same leaves come in group after group: what is remembered saves most of the parsing.
_parsed = lru_cache(1 << 12)(parse)
_GROUPS = And | Or | Not | Weighted | Listed | Some
_UNITS = {Unit.SENTENCE: "/S", Unit.PARAGRAPH: "/P"}


def written(query: Query) -> str:
    """Query text of any tree that the parser makes.

    Raises `ValueError` for nodes that cannot be typed: `Listed` and `Some`.
    """
    typed = _typed(query)
    return typed.one or typed.text


def operands(group: And | Or) -> list[Query]:
    """The clauses of a group as they are typed, in order.

    What one word with hyphens is found by, or one NEAR between groups, is one operand.
    """
    kind = type(group)
    return [
        clauses[0] if len(clauses) == 1 else kind(clauses)
        for clauses, _ in _runs(kind, group.clauses)
    ]


def alternatives_of(ways: Sequence[Near | Together]) -> list[list[str]] | None:
    """The words that may stand in each place, where the ways are all that these make, in order."""
    if len({len(way.parts) for way in ways}) > 1:
        return None
    lists = _factors([way.parts for way in ways])
    return lists if list(product(*lists)) == [way.parts for way in ways] else None


def date_length(first: date | None, last: date | None) -> int:
    """How many characters of ISO 8601 say the ends of a range: 4 for whole years, 7 for months."""
    after = last + timedelta(days=1) if last and last < date.max else None
    edges = [day.isoformat() for day in (first, after) if day]
    for length, start in ((4, "-01-01"), (7, "-01")):
        if all(edge.endswith(start) for edge in edges):
            return length
    return 10


class _Binding(IntEnum):
    """How close what is written holds together."""

    OR = 0
    AND = 1
    NEAR = 2
    NOT = 3
    WEIGHTED = 4
    ONE = 5


@dataclass(frozen=True, slots=True)
class _Typed:
    """A clause as written.

    Where all of it has one `field`, `bare` is it without; `one` is it as a single operand, where
    that is not just in parentheses.
    """

    text: str
    binding: _Binding = _Binding.ONE
    field: str | None = None
    bare: str = ""
    one: str = ""

    def within(self, binding: _Binding) -> str:
        """It as it stands beside what holds so close."""
        return self.text if self.binding >= binding else self.one or f"({self.text})"


def _in_field(field: str | None, bare: str, binding: _Binding = _Binding.ONE) -> _Typed:
    return _Typed(f"{field}:{bare}" if field else bare, binding, field, bare)


def _typed(query: Query) -> _Typed:
    match query:
        case And(clauses) | Or(clauses):
            return _group(type(query), clauses)
        case Not(clause):
            denied = _typed(clause)
            text = denied.within(_Binding.WEIGHTED)
            sign = "NOT " if text.startswith(("-", "+")) else "-"
            return replace(
                denied, text=f"{sign}{text}", bare=f"-{denied.bare}", binding=_Binding.NOT, one=""
            )
        case Weighted(clause, factor):
            weighted = _typed(clause)
            sign = f"^{str(factor).removesuffix('.0')}"
            return replace(
                weighted,
                text=f"{weighted.within(_Binding.ONE)}{sign}",
                bare=f"{weighted.bare}{sign}",
                binding=_Binding.WEIGHTED,
                one="",
            )
        case Listed() | Some():
            raise ValueError(f"{type(query).__name__} cannot be typed")
        case _:
            return cast("_Typed", _first_run(And, (query,))[1])


def _group(kind: type[And] | type[Or], clauses: tuple[Query, ...]) -> _Typed:
    """A group; where all that stands in it has one field, this stands before the group."""
    runs = [typed or _typed(taken[0]) for taken, typed in _runs(kind, clauses)]
    if len(runs) == 1:
        return runs[0]
    if kind is Or:
        binding, sign = _Binding.OR, " OR "
    else:
        near = any(typed.binding is _Binding.NEAR for typed in runs)
        binding, sign = _Binding.AND, " AND " if near else " "
    text = sign.join(typed.within(_Binding(binding + 1)) for typed in runs)
    fields = {typed.field for typed in runs}
    if len(fields) == 1 and (field := fields.pop()):
        one = f"{field}:({sign.join(typed.bare for typed in runs)})"
        parsed = parse(one)
        if parsed.query == kind(clauses) and not parsed.notices:
            return _Typed(text, binding, one=one)
    return _Typed(text, binding)


def _runs(
    kind: type[And] | type[Or], clauses: tuple[Query, ...]
) -> Iterator[tuple[tuple[Query, ...], _Typed | None]]:
    """The clauses of a group, with those together that are typed as one; None for groups in it."""
    while clauses:
        taken, typed = _first_run(kind, clauses)
        yield clauses[:taken], typed
        clauses = clauses[taken:]


def _first_run(kind: type[And] | type[Or], clauses: tuple[Query, ...]) -> tuple[int, _Typed | None]:
    """How many of the clauses the first thing typed stands for, and this; None for a group.

    What stands for several, or gives no notices, is best.
    """
    tried: list[tuple[int, _Typed]] = []
    for typed in _ways(clauses):
        parsed = _parsed(typed.text)
        taken = _covered(parsed.query, kind, clauses)
        if taken > 1 or (taken and not parsed.notices):
            return taken, typed
        tried.append((taken, typed))
    for taken, typed in tried:
        if taken:
            return taken, typed
    # Groups; and what cannot be typed by itself, like the one of two spellings with hyphens.
    return 1, None if isinstance(clauses[0], _GROUPS) else tried[0][1]


def _covered(query: Query, kind: type[And] | type[Or], clauses: tuple[Query, ...]) -> int:
    """How many of the first clauses a query is, 0 if it is anything else."""
    if query == clauses[0]:
        return 1
    if isinstance(query, kind) and query.clauses == clauses[: len(query.clauses)]:
        return len(query.clauses)
    return 0


def _ways(clauses: tuple[Query, ...]) -> Iterator[_Typed]:
    """How the first of some clauses can be typed, by itself or with some that follow.

    Directly after a parenthesis a leading minus or plus is part of the word: "()+a*".
    """
    match clauses[0]:
        case Words(text, field):
            if len(clauses) > 1 and isinstance(following := clauses[1], Prefix):
                yield _in_field(field, f"{text}{following.text}*")
                yield _Typed(f"(){text}{following.text}*", _Binding.AND)
            for word in _word_ways(text):
                yield _in_field(field, word)
        case And((Words(text, field), Prefix(beginning))):
            yield _in_field(field, f"{text}{beginning}*")
            yield _Typed(f"(){text}{beginning}*", _Binding.AND)
        case Prefix(text, field):
            yield _in_field(field, f"{text}*")
            yield _Typed(f"(){text}*", _Binding.AND)
            # An invalid id is a word, even "by:*".
            yield _Typed(f"{LIKE_FIELD}:{text}*")
        case AtLeast(times, text, field):
            for word in _word_ways(text):
                yield _in_field(field, f"ATLEAST{times}({word})")
        case Near() | Together() as near:
            yield from _near_ways(near, clauses)
        case leaf:
            yield from _one_way(leaf)


def _word_ways(text: str) -> Iterator[str]:
    if " " not in text:
        yield text
    yield f'"{text}"'
    yield f"{text}*"


def _near_ways(first: Near | Together, clauses: tuple[Query, ...]) -> Iterator[_Typed]:
    alike = list(takewhile(lambda clause: _are_alike(clause, first), clauses))
    for count in range(len(alike), 0, -1):
        ways = cast("list[Near | Together]", alike[:count])
        places = alternatives_of(ways)
        if places is None or (isinstance(first, Near) and len(places) > 2):
            continue
        near = _operator(ways).join(map(_side, places))
        yield _in_field(first.field, near, _Binding.NEAR)
    if isinstance(first, Near) and not first.ordered:
        yield _in_field(first.field, f'"{" ".join(first.parts)}"~{first.others}')


def _are_alike(clause: Query, first: Near | Together) -> bool:
    """Whether a clause can come of the same operator; near words of many have fewer between."""
    match clause, first:
        case Near(), Near():
            return (clause.ordered, clause.field) == (first.ordered, first.field)
        case Together(), Together():
            return (clause.unit, clause.field) == (first.unit, first.field)
        case _:
            return False


def _operator(ways: Sequence[Near | Together]) -> str:
    match first := ways[0]:
        case Near():
            others = max(way.others for way in ways if isinstance(way, Near))
            return f" {'W' if first.ordered else 'NEAR'}/{others + 1} "
        case Together():
            return f" {_UNITS[first.unit]} "


def _side(texts: Sequence[str]) -> str:
    """What stands on a side of NEAR."""
    words = list(map(Words, texts))
    return _typed(Or(tuple(words)) if len(words) > 1 else words[0]).within(_Binding.ONE)


def _factors(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """The lists that rows are the product of, if they are one."""
    heads = [row[0] for row in rows]
    if len(rows[0]) < 2:
        return [heads]
    alike = sum(1 for _ in takewhile(lambda head: head == heads[0], heads))
    return [heads[::alike], *_factors([row[1:] for row in rows[:alike]])]


def _one_way(leaf: Query) -> Iterator[_Typed]:
    """What is typed in one way only; nothing for all else."""
    match leaf:
        case Pattern(text, field):
            yield _in_field(field, text)
        case Fuzzy(text, edits, field):
            yield _in_field(field, f"{text}~{edits if edits > 1 else ''}")
        case Everything():
            yield _Typed("*")
        case Has(field):
            yield _in_field(field, "*")
        case DateRange(first, last):
            yield _Typed(_dates(first, last))
        case Length(least, most):
            yield _Typed(f"{WORDS_FIELD}:{_lengths(least, most)}")
        case Cluster(cluster_id):
            yield _Typed(f"{CLUSTER_FIELD}:{cluster_id}" if cluster_id else f'{CLUSTER_FIELD}:""')
        case Like(article_id):
            yield _Typed(f"{LIKE_FIELD}:{article_id}")
        case _:
            return


def _dates(first: date | None, last: date | None) -> str:
    if first and last and first > last:
        return f"{BEFORE_FIELD}:{date.min.year:04}"
    length = date_length(first, last)
    ends = [day.isoformat()[:length] if day else "" for day in (first, last)]
    if not any(ends):
        return f"{DATE_FIELD}:*"
    return f"{DATE_FIELD}:{ends[0] if ends[0] == ends[1] else '..'.join(ends)}"


def _lengths(least: int, most: int | None) -> str:
    if most is None:
        return f">{least - 1}" if least % 10 == 1 else f">={least}"
    if least == most:
        return f"{least}"
    if least:
        return f"{least}..{most}"
    return f"<{most + 1}" if most % 10 == 9 else f"<={most}"
