"""The tree of a query, from its pieces."""

import re

from archive.text import one_line
from indexer.analysis import Analyzer, query_terms, tokens
from indexer.fields import CLUSTER_FIELD, DATE_FIELD, DUPLICATES_FIELD
from indexer.parser.dates import date_range
from indexer.parser.pieces import Kind, Piece, pieces_of
from indexer.parser.typed import SEPARATOR, folded, note, quoted
from indexer.query import (
    And,
    Cluster,
    Everything,
    Not,
    Notice,
    Or,
    ParsedQuery,
    Prefix,
    Query,
    Words,
)

MAX_CHARACTERS = 2_000
MAX_CLAUSES = 200


def parse(text: str) -> ParsedQuery:
    """What a query text means, with a notice for all that was passed over; never an error.

    A blank text, and one of which nothing is left, mean every article. In the tree no And
    holds an And, no Or an Or, no Not a Not.
    """
    notices: list[Notice] = []
    if len(text) > MAX_CHARACTERS:
        note(notices, MAX_CHARACTERS, f"The query is cut after {MAX_CHARACTERS:,} characters.")
    typed = SEPARATOR.sub(" ", text[:MAX_CHARACTERS])
    pieces, show_duplicates = pieces_of(typed, notices)
    query = _Parser(pieces, notices).either(None)
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

    def __init__(self, pieces: list[Piece], notices: list[Notice]) -> None:
        self._pieces = pieces
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
        denied = False
        while self._took(Kind.NOT):
            denied = not denied
        piece = self._pieces[self._at]
        self._at += 1
        field = piece.field or field
        clause = self.either(field) if piece.kind is Kind.OPEN else self._leaf(piece, field)
        if clause is None or not denied:
            return clause
        return clause.clause if isinstance(clause, Not) else Not(clause)

    def _leaf(self, piece: Piece, field: str | None) -> Query | None:
        clause = _meaning(piece, field, self._notices)
        if clause is None:
            return None
        before = self._clauses
        self._clauses += len(clause.clauses) if isinstance(clause, And) else 1
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


def _joined(kind: type[And] | type[Or], clauses: list[Query | None]) -> Query | None:
    """The clauses as one, without those that came to nothing."""
    flat: list[Query] = []
    for clause in clauses:
        if isinstance(clause, kind):
            flat.extend(clause.clauses)
        elif clause is not None:
            flat.append(clause)
    return kind(tuple(flat)) if len(flat) > 1 else flat[0] if flat else None


_CLUSTER = re.compile("[0-9a-f]{16}")
_STAR = re.compile("[*＊]")
_LAST_STAR = re.compile(r"(?<![*＊])[*＊]++[^\w*＊]*+\Z")


def _meaning(piece: Piece, field: str | None, notices: list[Notice]) -> Query | None:
    """What one word or phrase asks for, None where it has no letter or digit."""
    start = piece.offset - (piece.kind is Kind.PHRASE)
    if field == DATE_FIELD:
        days = date_range(piece.text)
        if days is None:
            note(
                notices,
                start,
                f"{quoted(piece.text)} is no date like 2019, 2019-06, 2019-06-04 or "
                "2018..2020-06; searching for the words instead.",
            )
        return days or _meaning(piece, None, notices)
    if field == DUPLICATES_FIELD:
        said = f"“{DUPLICATES_FIELD}:” takes no group; searching for the words instead."
        note(notices, start, said)
        return _meaning(piece, None, notices)
    if field == CLUSTER_FIELD:
        if _CLUSTER.fullmatch(cluster := folded(piece.text)):
            return Cluster(cluster)
        note(notices, start, f"{quoted(piece.text)} is the id of no cluster; it finds nothing.")
        return Cluster("")
    starred = _LAST_STAR.search(piece.text) if piece.kind is Kind.WORD else None
    text = piece.text[: starred.start()] if starred else piece.text
    if starred and not text and field is None:
        return Everything()
    if not query_terms(text, Analyzer.NAMES):
        note(notices, start, f"{quoted(piece.text)} has no letter or digit; it is left out.")
        return None
    if star := _STAR.search(text):
        note(
            notices,
            piece.offset + star.start(),
            "A star stands for the end of a single word only; it is left out.",
        )
    return _beginning(one_line(text), field) if starred else Words(one_line(text), field)


def _beginning(text: str, field: str | None) -> Query:
    """What finds the words that begin with a text."""
    *before, last = tokens(text, Analyzer.NAMES)
    if not before:
        return Prefix(text, field)
    if before[-1].end > last.start:
        # Characters of a script without spaces: any piece of a sentence is found anyway.
        return Words(text, field)
    return And((Words(text[: last.start], field), Prefix(text[last.start :], field)))
