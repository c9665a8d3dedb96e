"""Words and phrases that are to stand near each other."""

from collections.abc import Sequence
from itertools import product

from archive.model.text import one_line
from indexer.analysis.analyzer import PARAGRAPH_GAP, Analyzer, query_terms, word_count
from indexer.query.ast import Near, Notice, Or, Query, Together, Unit, Words
from indexer.query.parser.lexer import QueryToken
from indexer.query.parser.notices import note

_UNITS = {"/S": Unit.SENTENCE, "/P": Unit.PARAGRAPH}


def unit_of(operator: QueryToken) -> Unit | None:
    """What an operator wants its sides to stand in together, None for all but /S and /P."""
    return _UNITS.get(operator.text)


def loose_phrase(
    piece: QueryToken, text: str, field: str | None, notices: list[Notice]
) -> Near | None:
    """What finds the words of a phrase in any order with others between, None if it has no two.

    `text` is the phrase, or another way to write it.
    """
    parts = [part for part in one_line(text).split() if query_terms(part, Analyzer.NAMES)]
    if piece.number is None or len(parts) < 2:
        return None
    others = _possible(piece.number, parts)
    if others < piece.number:
        note(notices, piece.offset - 1, _AT_MOST)
    return Near(tuple(parts), others, field=field) if others >= 0 else None


def near_each_other(
    operands: Sequence[Query], operator: QueryToken, notices: list[Notice]
) -> tuple[Near | Together, ...]:
    """What finds all near each other, by alternatives; none, and a notice, where that cannot be.

    There are two of them, but for those that a sentence or a paragraph is to have.
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
    wanted = max(int(distance), 1) - 1
    between = [_possible(wanted, pair) for pair in pairs]
    if min(between) < wanted:
        note(notices, operator.offset, _AT_MOST)
    return tuple(
        Near(pair, number, ordered=name == "W", field=field)
        for pair, number in zip(pairs, between, strict=True)
        if number >= 0
    )


_AT_MOST = f"Words are searched within at most {PARAGRAPH_GAP} words."


def _possible(others: int, parts: Sequence[str]) -> int:
    """How many of so many words can stand between some; less than 0 where these are too many."""
    return min(others, PARAGRAPH_GAP - sum(map(word_count, parts)))


def _alternatives(query: Query) -> tuple[Words, ...]:
    """The words and phrases of which any will do; none where a query is anything else."""
    clauses = query.clauses if isinstance(query, Or) else (query,)
    words = tuple(clause for clause in clauses if isinstance(clause, Words))
    return words if len(words) == len(clauses) else ()
