"""Expected time of a query, by its leaves alone: Tantivy cannot be interrupted once it is asked."""

from indexer.query.ast import (
    And,
    Fuzzy,
    Near,
    Not,
    Or,
    Pattern,
    Prefix,
    Query,
    Some,
    Weighted,
    Words,
)

# Measured on 36,000 stories with disjunctions of common words, phrases of them, and prefixes.
_WORD_S, _EXPANDED_S = 0.0002, 0.003


def expected_s(query: Query) -> float:
    """Seconds of processor time that a query may well take Tantivy."""
    match query:
        case And(clauses) | Or(clauses) | Some(clauses):
            return sum(map(expected_s, clauses))
        case Not(clause) | Weighted(clause):
            return expected_s(clause)
        case Words(text):
            return _EXPANDED_S if " " in text else _WORD_S
        case Prefix() | Pattern() | Fuzzy() | Near():
            return _EXPANDED_S
        case _:
            return 0.0
