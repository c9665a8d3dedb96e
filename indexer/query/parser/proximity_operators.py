"""Proximity operators: loose phrases ("a b"~3), NEAR/n and W/n, /S and /P."""

from collections.abc import Sequence
from itertools import product

from archive.model.text import one_line
from indexer.analysis.analyzer import PARAGRAPH_GAP, Analyzer, query_terms, word_count
from indexer.query.ast import Near, Notice, Or, Query, Together, Unit, Words
from indexer.query.parser.lexer import QueryToken
from indexer.query.parser.notices import note

_UNITS = {"/S": Unit.SENTENCE, "/P": Unit.PARAGRAPH}


def unit_of(operator: QueryToken) -> Unit | None:
    """Unit of text of a /S or /P token, None for any other operator."""
    return _UNITS.get(operator.text)


def loose_phrase(
    token: QueryToken, text: str, field: str | None, notices: list[Notice]
) -> Near | None:
    """Unordered proximity leaf of a loose phrase; None where it has fewer than two words.

    `text` is the phrase or its spelling without hyphens; `token.number` is the slop, None where the
    token is no loose phrase.
    """
    parts = [part for part in one_line(text).split() if query_terms(part, Analyzer.NAMES)]
    if token.number is None or len(parts) < 2:
        return None
    others = _limited(token.number, parts)
    if others < token.number:
        note(notices, token.offset - 1, _AT_MOST)
    return Near(tuple(parts), others, field=field) if others >= 0 else None


def near_each_other(
    operands: Sequence[Query], operator: QueryToken, notices: list[Notice]
) -> tuple[Near | Together, ...]:
    """Proximity leaves of an operator, one for each combination of its operands' alternatives.

    (a OR b) NEAR/3 c gives a near c, and b near c. NEAR and W have two operands, /S and /P two or
    more. Empty, with a notice, where an operand is anything but words, or the fields differ.
    """
    alternatives = [_alternatives(operand) for operand in operands]
    fields = {words.field for each in alternatives for words in each} - {None}
    if not all(alternatives) or len(fields) > 1:
        note(
            notices,
            operator.offset,
            f"{operator.text} joins words and phrases of one field, and groups of these with OR; "
            "it is searched as AND.",
        )
        return ()
    field = next(iter(fields), None)
    pairs = [tuple(words.text for words in each) for each in product(*alternatives)]
    if unit := unit_of(operator):
        return tuple(Together(each, unit, field) for each in pairs)
    name, _, distance = operator.text.partition("/")
    typed_others = max(int(distance), 1) - 1
    between = [_limited(typed_others, pair) for pair in pairs]
    if min(between) < typed_others:
        note(notices, operator.offset, _AT_MOST)
    return tuple(
        Near(pair, number, ordered=name == "W", field=field)
        for pair, number in zip(pairs, between, strict=True)
        if number >= 0
    )


_AT_MOST = f"Words are searched within at most {PARAGRAPH_GAP} words."


def _limited(others: int, parts: Sequence[str]) -> int:
    """Words between the parts, limited so that the window stays within `PARAGRAPH_GAP`.

    Negative where the parts alone are longer than that.
    """
    return min(others, PARAGRAPH_GAP - sum(map(word_count, parts)))


def _alternatives(query: Query) -> tuple[Words, ...]:
    """Words leaves of an operand: itself, or those of an OR group; empty for anything else."""
    clauses = query.clauses if isinstance(query, Or) else (query,)
    words = tuple(clause for clause in clauses if isinstance(clause, Words))
    return words if len(words) == len(clauses) else ()
