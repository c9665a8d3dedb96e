"""Words and phrases that are to stand near each other."""

from collections.abc import Sequence

from archive.text import one_line
from indexer.analysis import PARAGRAPH_GAP, Analyzer, query_terms, tokens
from indexer.parser.pieces import Piece
from indexer.parser.typed import note
from indexer.query import Near, Notice, Or, Query, Words


def loose_phrase(piece: Piece, field: str | None, notices: list[Notice]) -> Near | None:
    """What finds the words of a phrase in any order with others between, None if it has no two."""
    parts = [part for part in one_line(piece.text).split() if query_terms(part, Analyzer.NAMES)]
    if piece.number is None or len(parts) < 2:
        return None
    others = _possible(piece.number, parts)
    if others < piece.number:
        note(notices, piece.offset - 1, _AT_MOST)
    return Near(tuple(parts), others, field=field) if others >= 0 else None


def near_each_other(
    left: Query, right: Query, operator: Piece, notices: list[Notice]
) -> tuple[Near, ...]:
    """What finds one near the other, by alternatives; none, and a notice, where that cannot be."""
    ones, others = _alternatives(left), _alternatives(right)
    fields = {words.field for words in (*ones, *others)} - {None}
    if not ones or not others or len(fields) > 1:
        note(
            notices,
            operator.offset,
            f"{operator.text} joins words and phrases of one field, and groups of these with OR; "
            "it is searched as AND.",
        )
        return ()
    name, _, distance = operator.text.partition("/")
    pairs = [(one.text, other.text) for one in ones for other in others]
    wanted = max(int(distance), 1) - 1
    between = [_possible(wanted, pair) for pair in pairs]
    if min(between) < wanted:
        note(notices, operator.offset, _AT_MOST)
    return tuple(
        Near(pair, number, ordered=name == "W", field=next(iter(fields), None))
        for pair, number in zip(pairs, between, strict=True)
        if number >= 0
    )


_AT_MOST = f"Words are searched within at most {PARAGRAPH_GAP} words."


def _possible(others: int, parts: Sequence[str]) -> int:
    """How many of so many words can stand between some; less than 0 where these are too many."""
    words = sum(1 for part in parts for _ in tokens(part, Analyzer.NAMES))
    return min(others, PARAGRAPH_GAP - words)


def _alternatives(query: Query) -> tuple[Words, ...]:
    """The words and phrases of which any will do; none where a query is anything else."""
    clauses = query.clauses if isinstance(query, Or) else (query,)
    words = tuple(clause for clause in clauses if isinstance(clause, Words))
    return words if len(words) == len(clauses) else ()
