"""Words that are to stand in an article so many times."""

from indexer.query.ast import And, AtLeast, Notice, Or, Query, Words
from indexer.query.parser.lexer import QueryToken
from indexer.query.parser.notices import note

# What is there once needs no counting.
_FEWEST_TIMES = 2


def at_least(clause: Query | None, group: QueryToken, notices: list[Notice]) -> Query | None:
    """What finds each word and phrase of a group so many times; the group itself if it has others.

    The number of times is the group's own; where it has none, the group is as it is.
    """
    times = group.number
    if clause is None or times is None or times < _FEWEST_TIMES:
        return clause
    counted = _counted(clause, times)
    if counted is None:
        said = f"ATLEAST{times} counts words and phrases only; the group is searched without."
        note(notices, group.offset, said)
        return clause
    return counted


def _counted(clause: Query, times: int) -> Query | None:
    match clause:
        case Words(text, field):
            return AtLeast(times, text, field)
        case And(clauses) | Or(clauses):
            counted = [each for c in clauses if (each := _counted(c, times))]
            return type(clause)(tuple(counted)) if len(counted) == len(clauses) else None
        case _:
            return None
