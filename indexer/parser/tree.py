"""The tree of a query, from its pieces."""

from datetime import date

from indexer.parser.counted import at_least
from indexer.parser.leaves import meaning
from indexer.parser.near import near_each_other
from indexer.parser.pieces import Kind, Piece, pieces_of
from indexer.parser.typed import SEPARATOR, note
from indexer.query import And, Everything, Fuzzy, Near, Not, Notice, Or, ParsedQuery, Pattern, Query

MAX_CHARACTERS = 2_000
# A word of many spellings counts as so many clauses: every term of the index is looked at.
MAX_CLAUSES = 200
_OF_MANY_SPELLINGS = 10


def parse(text: str, *, today: date | None = None) -> ParsedQuery:
    """What a query text means, with a notice for all that was passed over; never an error.

    A blank text, and one of which nothing is left, mean every article. In the tree no And
    holds an And, no Or an Or, no Not a Not. `today` is what “yesterday” and the like are counted
    from, the machine's own where none is given.
    """
    notices: list[Notice] = []
    if len(text) > MAX_CHARACTERS:
        note(notices, MAX_CHARACTERS, f"The query is cut after {MAX_CHARACTERS:,} characters.")
    typed = SEPARATOR.sub(" ", text[:MAX_CHARACTERS])
    pieces, show_duplicates = pieces_of(typed, notices)
    query = _Parser(pieces, notices, today).either(None)
    if query is None:
        query = Everything()
        only_flagged = show_duplicates is not None and len(pieces) == 1
        if typed.strip() and not only_flagged:
            note(notices, 0, "Nothing is left to search for; all articles are shown.")
    return ParsedQuery(
        text,
        query,
        tuple(sorted(notices, key=lambda notice: notice.offset)),
        show_duplicates=bool(show_duplicates),
    )


class _Parser:
    """Reads tidied pieces by recursive descent; what comes to nothing is None."""

    def __init__(self, pieces: list[Piece], notices: list[Notice], today: date | None) -> None:
        self._pieces = pieces
        self._today = today
        self._notices = notices
        self._at = 0
        self._clauses = 0

    def either(self, field: str | None) -> Query | None:
        """What stands up to the end of the group, which is passed."""
        clauses = [self._all(field)]
        while self._took(Kind.OR):
            clauses.append(self._all(field))
        self._took(Kind.CLOSE)
        return _joined(Or, clauses)

    def _all(self, field: str | None) -> Query | None:
        clauses: list[Query | None] = []
        while self._pieces[self._at].kind not in {Kind.OR, Kind.CLOSE}:
            self._took(Kind.AND)
            clauses.append(self._one(field))
        return _joined(And, clauses)

    def _one(self, field: str | None) -> Query | None:
        denied = self._denied()
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
        last = self._operand(field)
        clauses = [last]
        are_near = True
        while self._pieces[self._at].kind is Kind.NEAR:
            operator = self._pieces[self._at]
            self._at += 1
            following = _not(self._operand(field)) if self._denied() else self._operand(field)
            near = self._near(last, following, operator)
            if near is None:
                are_near = False
                clauses.append(following)
            elif clauses[-1] is last:
                clauses[-1] = near
            else:
                clauses.append(near)
            last = following
        return clauses, are_near

    def _denied(self) -> bool:
        """Whether what comes is denied, after so many a NOT."""
        denied = False
        while self._took(Kind.NOT):
            denied = not denied
        return denied

    def _operand(self, field: str | None) -> Query | None:
        piece = self._pieces[self._at]
        self._at += 1
        field = piece.field or field
        if piece.kind is Kind.OPEN:
            return at_least(self.either(field), piece, self._notices)
        return self._leaf(piece, field)

    def _near(self, left: Query | None, right: Query | None, operator: Piece) -> Query | None:
        """One near the other, None where that cannot be."""
        if left is None or right is None:
            return None
        pairs = near_each_other(left, right, operator, self._notices)
        if self._clauses + 2 * len(pairs) > MAX_CLAUSES:
            said = f"{operator.text} makes too many pairs of words; it is searched as AND."
            note(self._notices, operator.offset, said)
            return None
        self._clauses += 2 * len(pairs)
        return _joined(Or, list(pairs))

    def _leaf(self, piece: Piece, field: str | None) -> Query | None:
        clause = meaning(piece, field, self._notices, self._today)
        if clause is None:
            return None
        before = self._clauses
        self._clauses += _weight(clause)
        if self._clauses <= MAX_CLAUSES:
            return clause
        if before <= MAX_CLAUSES:
            note(self._notices, piece.offset, f"Only the first {MAX_CLAUSES} words are searched.")
        return None

    def _took(self, kind: Kind) -> bool:
        """Whether a piece of this kind is next; it is passed then."""
        found = self._pieces[self._at].kind is kind
        self._at += found
        return found


def _weight(leaf: Query) -> int:
    """As how many clauses a leaf counts."""
    match leaf:
        case And(clauses):
            return len(clauses)
        case Near(parts):
            return len(parts)
        case Pattern() | Fuzzy():
            return _OF_MANY_SPELLINGS
        case _:
            return 1


def _not(clause: Query | None) -> Query | None:
    return clause.clause if isinstance(clause, Not) else clause and Not(clause)


def _joined(kind: type[And] | type[Or], clauses: list[Query | None]) -> Query | None:
    """The clauses as one, without those that came to nothing."""
    flat: list[Query] = []
    for clause in clauses:
        if isinstance(clause, kind):
            flat.extend(clause.clauses)
        elif clause is not None:
            flat.append(clause)
    return kind(tuple(flat)) if len(flat) > 1 else flat[0] if flat else None
