"""Parser: recursive descent from the tokens of a query to its AST."""

from datetime import date

from indexer.query.ast import (
    And,
    Everything,
    Fuzzy,
    Like,
    Near,
    Not,
    Notice,
    Or,
    ParsedQuery,
    Pattern,
    Query,
    Weighted,
)
from indexer.query.parser.at_least import at_least
from indexer.query.parser.date_range import Today
from indexer.query.parser.lexer import QueryToken, TokenKind, tokenize
from indexer.query.parser.notices import SEPARATOR, note
from indexer.query.parser.proximity_operators import near_each_other, unit_of
from indexer.query.parser.terms import term_query

MAX_CHARACTERS = 2_000
# Clauses that a wildcard or fuzzy word counts as: it is compared with every term of the index.
MAX_CLAUSES = 200
_OF_MANY_SPELLINGS = 10
# Clauses that `like:` counts as: the article's words that it searches.
_OF_MANY_WORDS = 25
_LEAST_WEIGHT, _MOST_WEIGHT = 0.01, 100.0


def parse(text: str, *, today: Today = date.today, any_word: bool = False) -> ParsedQuery:
    """AST of a query text, with notices of what could not be taken as typed; never an error.

    With `any_word`, clauses that no operator joins are a disjunction instead of a conjunction,
    besides those marked with a plus, which are required.

    A blank text, and one of which nothing is left, match every article. The tree is flat: no And
    in an And, no Or in an Or, no Not in a Not. `today` gives the day that “yesterday” and the like
    are counted from, by default the machine's.
    """
    notices: list[Notice] = []
    if len(text) > MAX_CHARACTERS:
        note(notices, MAX_CHARACTERS, f"The query is cut after {MAX_CHARACTERS:,} characters.")
    typed = SEPARATOR.sub(lambda match: " " * len(match[0]), text[:MAX_CHARACTERS])
    tokens, show_duplicates = tokenize(typed, notices)
    query = _Parser(tokens, notices, today, any_word=any_word).either(None)
    if query is None:
        query = Everything()
        only_flagged = show_duplicates is not None and len(tokens) == 1
        if typed.strip() and not only_flagged:
            note(notices, 0, "Nothing is left to search for; all articles are shown.")
    return ParsedQuery(
        text,
        query,
        tuple(sorted(notices, key=lambda notice: notice.offset)),
        show_duplicates=bool(show_duplicates),
    )


class _Parser:
    """Recursive descent over the tokens; None for a clause of which nothing is left."""

    def __init__(
        self, tokens: list[QueryToken], notices: list[Notice], today: Today, *, any_word: bool
    ) -> None:
        self._tokens = tokens
        self._today = today
        self._any_word = any_word
        self._notices = notices
        self._at = 0
        self._clauses = 0

    def either(self, field: str | None) -> Query | None:
        """Disjunction up to the closing parenthesis, which is consumed."""
        clauses = [self._all(field)]
        while self._took(TokenKind.OR):
            clauses.append(self._all(field))
        self._took(TokenKind.CLOSE)
        return _joined(Or, clauses)

    def _all(self, field: str | None) -> Query | None:
        """Conjunction up to the next OR: clauses joined by AND or by nothing."""
        wanted: list[Query | None] = []
        optional: list[Query | None] = []
        while self._tokens[self._at].kind not in {TokenKind.OR, TokenKind.CLOSE}:
            is_joined = self._took(TokenKind.AND)
            denied, needed = self._signs()
            clause = self._one(field, denied=denied)
            follows_and = self._tokens[self._at].kind is TokenKind.AND
            if self._any_word and not (is_joined or needed or denied or follows_and):
                optional.append(clause)
            else:
                wanted.append(clause)
        if not self._any_word:
            return _joined(And, wanted)
        return _any_of(wanted, optional)

    def _one(self, field: str | None, *, denied: bool) -> Query | None:
        clauses, are_near = self._chain(field)
        if are_near:
            clauses = [_joined(And, clauses)]
        if denied:
            clauses[0] = _not(clauses[0])
        return _joined(And, clauses)

    def _chain(self, field: str | None) -> tuple[list[Query | None], bool]:
        """An operand with all that are to stand near the one before, and whether all can be.

        Where one cannot be, it is searched by itself, so that groups nest no deeper for it.
        """
        operands, operators = [self._operand(field)], list[QueryToken]()
        while self._tokens[self._at].kind is TokenKind.NEAR:
            operators.append(self._tokens[self._at])
            self._at += 1
            denied, _ = self._signs()
            operand = self._operand(field)
            operands.append(_not(operand) if denied else operand)
        clauses = operands[:1]
        are_near = True
        first = 0
        while first < len(operators):
            last = _end_of_run(operators, first)
            near = self._near(operands[first : last + 1], operators[first])
            if near is None:
                are_near = False
                clauses += operands[first + 1 : last + 1]
            elif clauses[-1] is operands[first]:
                clauses[-1] = near
            else:
                clauses.append(near)
            first = last
        return clauses, are_near

    def _signs(self) -> tuple[bool, bool]:
        """Whether what comes is denied, after so many a NOT; and whether it has a plus."""
        denied = needed = False
        while self._tokens[self._at].kind in {TokenKind.NOT, TokenKind.PLUS}:
            denied ^= self._took(TokenKind.NOT)
            needed |= self._took(TokenKind.PLUS)
        return denied, needed

    def _operand(self, field: str | None) -> Query | None:
        token = self._tokens[self._at]
        self._at += 1
        field = token.field or field
        if token.kind is not TokenKind.OPEN:
            return self._weighted(self._leaf(token, field), token)
        group = at_least(self.either(field), token, self._notices)
        return self._weighted(group, self._tokens[self._at - 1])

    def _weighted(self, clause: Query | None, typed: QueryToken) -> Query | None:
        """A clause with the weight that stands behind it, if there is one."""
        if clause is None or typed.weight is None:
            return clause
        weight = min(max(typed.weight, _LEAST_WEIGHT), _MOST_WEIGHT)
        if weight != typed.weight:
            said = f"Weights are {_LEAST_WEIGHT} to {_MOST_WEIGHT:.0f}; {weight:g} is taken."
            note(self._notices, typed.offset, said)
        return Weighted(clause, weight)

    def _near(self, operands: list[Query | None], operator: QueryToken) -> Query | None:
        """Proximity clause of some operands, None where they cannot be joined so."""
        present = [operand for operand in operands if operand is not None]
        if len(present) < len(operands):
            return None
        ways = near_each_other(present, operator, self._notices)
        if self._clauses + len(present) * len(ways) > MAX_CLAUSES:
            said = f"{operator.text} makes too many pairs of words; it is searched as AND."
            note(self._notices, operator.offset, said)
            return None
        self._clauses += len(present) * len(ways)
        return _joined(Or, list(ways))

    def _leaf(self, token: QueryToken, field: str | None) -> Query | None:
        clause = term_query(token, field, self._notices, self._today)
        if clause is None:
            return None
        before = self._clauses
        self._clauses += _weight(clause)
        if self._clauses <= MAX_CLAUSES:
            return clause
        if before <= MAX_CLAUSES:
            note(self._notices, token.offset, f"Only the first {MAX_CLAUSES} words are searched.")
        return None

    def _took(self, kind: TokenKind) -> bool:
        """Whether the next token is of this kind; it is consumed then."""
        found = self._tokens[self._at].kind is kind
        self._at += found
        return found


def _end_of_run(operators: list[QueryToken], first: int) -> int:
    """Behind the last of the operators that join more than two: those of one sentence alike."""
    last = first + 1
    if unit := unit_of(operators[first]):
        while last < len(operators) and unit_of(operators[last]) is unit:
            last += 1
    return last


def _any_of(wanted: list[Query | None], optional: list[Query | None]) -> Query | None:
    """All that is wanted, with any of the rest; where some has to be there, the rest adds to it."""
    either = _joined(Or, optional)
    needed = any(clause is not None and not isinstance(clause, Not) for clause in wanted)
    if either is not None and needed:
        either = _joined(Or, [either, Everything()])
    return _joined(And, [*wanted, either])


def _weight(leaf: Query) -> int:
    """Number of clauses that a leaf counts as, towards `MAX_CLAUSES`."""
    match leaf:
        case And(clauses) | Or(clauses):
            return sum(map(_weight, clauses))
        case Near(parts):
            return len(parts)
        case Pattern() | Fuzzy():
            return _OF_MANY_SPELLINGS
        case Like():
            return _OF_MANY_WORDS
        case _:
            return 1


def _not(clause: Query | None) -> Query | None:
    return clause.clause if isinstance(clause, Not) else clause and Not(clause)


def _joined(kind: type[And] | type[Or], clauses: list[Query | None]) -> Query | None:
    """Flat conjunction or disjunction of the clauses that are not None."""
    flat: list[Query] = []
    for clause in clauses:
        if isinstance(clause, kind):
            flat.extend(clause.clauses)
        elif clause is not None:
            flat.append(clause)
    return kind(tuple(flat)) if len(flat) > 1 else flat[0] if flat else None
