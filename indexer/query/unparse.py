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
    Arrivals,
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
    Received,
    Some,
    Together,
    Unit,
    Weighted,
    Words,
)
from indexer.query.parser import parse
from indexer.schema.fields import (
    BEFORE_FIELD,
    CLUSTER_FIELD,
    DATE_FIELD,
    LIKE_FIELD,
    RECEIVED_FIELD,
    WORDS_FIELD,
)

# The same leaves recur in group after group, so the cache saves most of the parsing.
_parsed = lru_cache(1 << 12)(parse)
_GROUPS = And | Or | Not | Weighted | Listed | Some | Arrivals
_UNITS = {Unit.SENTENCE: "/S", Unit.PARAGRAPH: "/P"}


def written(query: Query) -> str:
    """Query text of any AST that the parser makes.

    Raises `ValueError` for nodes that cannot be typed: `Listed`, `Some`, `Arrivals`.
    """
    typed = _query_text(query)
    return typed.one or typed.text


def operands(group: And | Or) -> list[Query]:
    """The operands of a group as they are typed, in order.

    Clauses that were typed as one operand are grouped again: the spellings of a hyphenated word,
    the combinations of a NEAR between OR groups.
    """
    kind = type(group)
    return [
        clauses[0] if len(clauses) == 1 else kind(clauses)
        for clauses, _ in _runs(kind, group.clauses)
    ]


def alternatives_of(variants: Sequence[Near | Together]) -> list[list[str]] | None:
    """Alternatives of each operand of a proximity operator; inverse of the Cartesian product.

    (a, c), (a, d), (b, c), (b, d) give [[a, b], [c, d]]. None where the clauses are no complete
    product in order.
    """
    if len({len(variant.parts) for variant in variants}) > 1:
        return None
    lists = _factors([variant.parts for variant in variants])
    return lists if list(product(*lists)) == [variant.parts for variant in variants] else None


def date_length(first: date | None, last: date | None) -> int:
    """ISO 8601 precision of a range, in characters: 4 for years, 7 for months, 10 for days."""
    after = last + timedelta(days=1) if last and last < date.max else None
    edges = [day.isoformat() for day in (first, after) if day]
    for length, start in ((4, "-01-01"), (7, "-01")):
        if all(edge.endswith(start) for edge in edges):
            return length
    return 10


class _Precedence(IntEnum):
    """Operator precedence of a written clause, the loosest first."""

    OR = 0
    AND = 1
    NEAR = 2
    NOT = 3
    WEIGHTED = 4
    ONE = 5


@dataclass(frozen=True, slots=True)
class _QueryText:
    """Query text of a clause, with the precedence of its outermost operator.

    Where all of it is in one `field`, `bare` is the text without the field's name. `one` is the
    text as a single operand, where that is anything but `text` in parentheses: "headline:(a b)".
    """

    text: str
    binding: _Precedence = _Precedence.ONE
    field: str | None = None
    bare: str = ""
    one: str = ""

    def within(self, binding: _Precedence) -> str:
        """Text as an operand of an operator of this precedence, in parentheses where needed."""
        return self.text if self.binding >= binding else self.one or f"({self.text})"


def _in_field(field: str | None, bare: str, binding: _Precedence = _Precedence.ONE) -> _QueryText:
    return _QueryText(f"{field}:{bare}" if field else bare, binding, field, bare)


def _query_text(query: Query) -> _QueryText:
    match query:
        case And(clauses) | Or(clauses):
            return _group(type(query), clauses)
        case Not(clause):
            negated = _query_text(clause)
            text = negated.within(_Precedence.WEIGHTED)
            sign = "NOT " if text.startswith(("-", "+")) else "-"
            return replace(
                negated,
                text=f"{sign}{text}",
                bare=f"-{negated.bare}",
                binding=_Precedence.NOT,
                one="",
            )
        case Weighted(clause, factor):
            weighted = _query_text(clause)
            sign = f"^{str(factor).removesuffix('.0')}"
            return replace(
                weighted,
                text=f"{weighted.within(_Precedence.ONE)}{sign}",
                bare=f"{weighted.bare}{sign}",
                binding=_Precedence.WEIGHTED,
                one="",
            )
        case Listed() | Some() | Arrivals():
            raise ValueError(f"{type(query).__name__} cannot be typed")
        case _:
            return cast("_QueryText", _first_run(And, (query,))[1])


def _group(kind: type[And] | type[Or], clauses: tuple[Query, ...]) -> _QueryText:
    """A group, with the field written once before it where all its operands share one."""
    runs = [typed or _query_text(taken[0]) for taken, typed in _runs(kind, clauses)]
    if len(runs) == 1:
        return runs[0]
    if kind is Or:
        binding, sign = _Precedence.OR, " OR "
    else:
        near = any(typed.binding is _Precedence.NEAR for typed in runs)
        binding, sign = _Precedence.AND, " AND " if near else " "
    text = sign.join(typed.within(_Precedence(binding + 1)) for typed in runs)
    fields = {typed.field for typed in runs}
    if len(fields) == 1 and (field := fields.pop()):
        one = f"{field}:({sign.join(typed.bare for typed in runs)})"
        parsed = parse(one)
        if parsed.query == kind(clauses) and not parsed.notices:
            return _QueryText(text, binding, one=one)
    return _QueryText(text, binding)


def _runs(
    kind: type[And] | type[Or], clauses: tuple[Query, ...]
) -> Iterator[tuple[tuple[Query, ...], _QueryText | None]]:
    """Clauses of a group, grouped by the operand that they were typed as, with its text.

    The text is None for a nested group.
    """
    while clauses:
        taken, typed = _first_run(kind, clauses)
        yield clauses[:taken], typed
        clauses = clauses[taken:]


def _first_run(
    kind: type[And] | type[Or], clauses: tuple[Query, ...]
) -> tuple[int, _QueryText | None]:
    """First operand of some clauses: how many of them it covers, and its text; None for a group.

    A candidate that covers several clauses, or that parses without notices, is preferred.
    """
    tried: list[tuple[int, _QueryText]] = []
    for typed in _candidates(clauses):
        parsed = _parsed(typed.text)
        taken = _covered_clauses(parsed.query, kind, clauses)
        if taken > 1 or (taken and not parsed.notices):
            return taken, typed
        tried.append((taken, typed))
    for taken, typed in tried:
        if taken:
            return taken, typed
    # Groups, and leaves that no text means by itself, such as one of two hyphenations.
    return 1, None if isinstance(clauses[0], _GROUPS) else tried[0][1]


def _covered_clauses(query: Query, kind: type[And] | type[Or], clauses: tuple[Query, ...]) -> int:
    """How many leading clauses a query is equal to; 0 if it is anything else."""
    if query == clauses[0]:
        return 1
    if isinstance(query, kind) and query.clauses == clauses[: len(query.clauses)]:
        return len(query.clauses)
    return 0


def _candidates(clauses: tuple[Query, ...]) -> Iterator[_QueryText]:
    """Candidate texts of the first clause, alone or together with some that follow.

    "()" is written before a word that begins with a minus or plus, as in "()+a*": directly after
    a parenthesis the lexer takes the sign as part of the word.
    """
    match clauses[0]:
        case Words(text, field):
            if len(clauses) > 1 and isinstance(following := clauses[1], Prefix):
                yield _in_field(field, f"{text}{following.text}*")
                yield _QueryText(f"(){text}{following.text}*", _Precedence.AND)
            for word in _word_candidates(text):
                yield _in_field(field, word)
        case And((Words(text, field), Prefix(beginning))):
            yield _in_field(field, f"{text}{beginning}*")
            yield _QueryText(f"(){text}{beginning}*", _Precedence.AND)
        case Prefix(text, field):
            yield _in_field(field, f"{text}*")
            yield _QueryText(f"(){text}*", _Precedence.AND)
            # An invalid id is a word, even "by:*".
            yield _QueryText(f"{LIKE_FIELD}:{text}*")
        case AtLeast(times, text, field):
            for word in _word_candidates(text):
                yield _in_field(field, f"ATLEAST{times}({word})")
        case Near() | Together() as near:
            yield from _proximity_candidates(near, clauses)
        case leaf:
            yield from _only_text(leaf)


def _word_candidates(text: str) -> Iterator[str]:
    if " " not in text:
        yield text
    yield f'"{text}"'
    yield f"{text}*"


def _proximity_candidates(
    first: Near | Together, clauses: tuple[Query, ...]
) -> Iterator[_QueryText]:
    alike = list(takewhile(lambda clause: _may_share_operator(clause, first), clauses))
    for count in range(len(alike), 0, -1):
        variants = cast("list[Near | Together]", alike[:count])
        places = alternatives_of(variants)
        if places is None or (isinstance(first, Near) and len(places) > 2):
            continue
        near = _operator(variants).join(map(_proximity_operand, places))
        yield _in_field(first.field, near, _Precedence.NEAR)
    if isinstance(first, Near) and not first.ordered:
        yield _in_field(first.field, f'"{" ".join(first.parts)}"~{first.others}')


def _may_share_operator(clause: Query, first: Near | Together) -> bool:
    """Whether two clauses can come from the same operator.

    Their `others` may differ: the parser lowers it for long phrases.
    """
    match clause, first:
        case Near(), Near():
            return (clause.ordered, clause.field) == (first.ordered, first.field)
        case Together(), Together():
            return (clause.unit, clause.field) == (first.unit, first.field)
        case _:
            return False


def _operator(variants: Sequence[Near | Together]) -> str:
    match first := variants[0]:
        case Near():
            others = max(variant.others for variant in variants if isinstance(variant, Near))
            return f" {'W' if first.ordered else 'NEAR'}/{others + 1} "
        case Together():
            return f" {_UNITS[first.unit]} "


def _proximity_operand(texts: Sequence[str]) -> str:
    """Operand of a proximity operator: one text, or an OR group of several."""
    words = list(map(Words, texts))
    return _query_text(Or(tuple(words)) if len(words) > 1 else words[0]).within(_Precedence.ONE)


def _factors(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Factor lists of a Cartesian product, given its rows; meaningless for any other rows.

    Rows ac, ad, bc, bd: the first column changes after 2 rows, so every second row gives its
    values, a and b; the rest of the first 2 rows, c and d, is factored in turn.
    """
    heads = [row[0] for row in rows]
    if len(rows[0]) < 2:
        return [heads]
    alike = sum(1 for _ in takewhile(lambda head: head == heads[0], heads))
    return [heads[::alike], *_factors([row[1:] for row in rows[:alike]])]


def _only_text(leaf: Query) -> Iterator[_QueryText]:
    """Text of a leaf that can be typed in one variant only; nothing for any other query."""
    match leaf:
        case Pattern(text, field):
            yield _in_field(field, text)
        case Fuzzy(text, edits, field):
            yield _in_field(field, f"{text}~{edits if edits > 1 else ''}")
        case Everything():
            yield _QueryText("*")
        case Has(field):
            yield _in_field(field, "*")
        case DateRange(first, last):
            yield _QueryText(_dates(DATE_FIELD, first, last))
        case Received(first, last):
            yield _QueryText(_dates(RECEIVED_FIELD, first, last))
        case Length(least, most):
            yield _QueryText(f"{WORDS_FIELD}:{_lengths(least, most)}")
        case Cluster(cluster_id):
            yield _QueryText(
                f"{CLUSTER_FIELD}:{cluster_id}" if cluster_id else f'{CLUSTER_FIELD}:""'
            )
        case Like(article_id):
            yield _QueryText(f"{LIKE_FIELD}:{article_id}")
        case _:
            return


def _dates(field: str, first: date | None, last: date | None) -> str:
    if first and last and first > last:
        if field == DATE_FIELD:
            return f"{BEFORE_FIELD}:{date.min.year:04}"
        return f"{field}:<{date.min.year:04}"
    length = date_length(first, last)
    ends = [day.isoformat()[:length] if day else "" for day in (first, last)]
    if not any(ends):
        return f"{field}:*"
    return f"{field}:{ends[0] if ends[0] == ends[1] else '..'.join(ends)}"


def _lengths(least: int, most: int | None) -> str:
    if most is None:
        return f">{least - 1}" if least % 10 == 1 else f">={least}"
    if least == most:
        return f"{least}"
    if least:
        return f"{least}..{most}"
    return f"<{most + 1}" if most % 10 == 9 else f"<={most}"
