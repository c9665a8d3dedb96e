"""The ATLEAST operator: minimum term frequency, as in ATLEAST3(ferry)."""

from indexer.query.ast import And, AtLeast, Notice, Or, Query, Words
from indexer.query.parser.lexer import QueryToken
from indexer.query.parser.notices import note

# An occurrence count of 1 is an ordinary match.
_FEWEST_TIMES = 2


def at_least(clause: Query | None, group: QueryToken, notices: list[Notice]) -> Query | None:
    """ATLEAST distributed over a group: every word and phrase in it has to occur so often.

    `clause` is the parsed group, `group` the token that opened it, with the count in its `number`.
    The clause is returned unchanged where there is no count or one below 2, and, with a notice,
    where the group has other leaves than words and phrases.
    """
    times = group.number
    if clause is None or times is None or times < _FEWEST_TIMES:
        return clause
    counted = _counted(clause, times)
    if counted is None:
        message = f"ATLEAST{times} counts words and phrases only; the group is searched without."
        note(notices, group.offset, message)
        return clause
    return counted


def _counted(clause: Query, times: int) -> Query | None:
    """Clause with its words counted; None where it has any leaf that cannot be."""
    match clause:
        case Words(text, field):
            return AtLeast(times, text, field)
        case And(clauses) | Or(clauses):
            counted = [each for c in clauses if (each := _counted(c, times))]
            return type(clause)(tuple(counted)) if len(counted) == len(clauses) else None
        case _:
            return None
