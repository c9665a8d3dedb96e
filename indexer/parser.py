"""Query text becomes a tree; nothing that a person types is an error.

The language, what binds closest first:

- words, "phrases", beginnings of words with a star (econom*), `date:` with a day, a month, a
  year or a range of them (date:2018..2020-06), groups in parentheses; any of them may have a
  field before it (headline:econom*);
- NOT, or a minus at the start of what it denies;
- AND, which may be left out;
- OR. Operators are in capitals: "and" is a word.

What cannot be taken as typed is read as words or left out, with a notice at its offset.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from archive.text import one_line
from indexer.analysis import Analyzer, query_terms, tokens
from indexer.fields import DATE_FIELD, TEXT_FIELDS, text_field
from indexer.query import (
    And,
    DateRange,
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
# Groups within groups; each adds at most an Or, an And and a Not to the depth of the tree.
MAX_DEPTH = 30


def parse(text: str) -> ParsedQuery:
    """What a query text means, with a notice for all that was passed over; never an error.

    A blank text, and one of which nothing is left, mean every article. In the tree no And
    holds an And, no Or an Or, no Not a Not.
    """
    notices: list[Notice] = []
    if len(text) > MAX_CHARACTERS:
        _note(notices, MAX_CHARACTERS, f"The query is cut after {MAX_CHARACTERS:,} characters.")
    typed = _SEPARATOR.sub(" ", text[:MAX_CHARACTERS])
    pieces = _tidied(_paired(_scanned(typed, notices), notices), notices)
    query = _Parser(pieces, notices).either(None)
    if query is None:
        query = Everything()
        if typed.strip():
            _note(notices, 0, "Nothing is left to search for; all articles are shown.")
    return ParsedQuery(text, query, tuple(sorted(notices, key=lambda notice: notice.offset)))


def _note(notices: list[Notice], offset: int, message: str) -> None:
    notices.append(Notice(offset, message))


class _Kind(StrEnum):
    OPEN = "("
    CLOSE = ")"
    AND = "AND"
    OR = "OR"
    NOT = "NOT"
    WORD = "word"
    PHRASE = "phrase"


@dataclass(frozen=True, slots=True)
class _Piece:
    """One piece of a query as typed; `field` is the registered name of the field before it."""

    kind: _Kind
    offset: int
    text: str = ""
    field: str | None = None


_OPERATORS = {_Kind.AND, _Kind.OR, _Kind.NOT}
_BEFORE_OPERAND = {_Kind.OPEN, *_OPERATORS}

# White space, controls, marks of direction and halves of characters.
_SEPARATOR = re.compile(
    r"[\s\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
# One character for one, so that offsets stay: ASCII in full width, the double quotation marks,
# and what keyboards and word processors put in place of a hyphen.
_AS_ASCII = {full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)} | str.maketrans(
    "“”„‟«»−–", '""""""--'
)
_FIELDS = "|".join(
    [DATE_FIELD, *(name for field in TEXT_FIELDS for name in (field.name, *field.aliases))]
)
_PIECE = re.compile(
    rf"""
    (?P<close>\))
    | (?P<minus>(?<![^ (])-(?=[^ )-]))
    | (?P<operator>(?<![^ ()"])(?:AND|OR|NOT)(?![^ ()"]))
    | (?:(?P<field>(?ai:{_FIELDS})):(?!//)(?:[ ]+(?!-))?(?=[^ )]))?
      (?:(?P<open>\() | "(?P<phrase>[^"]*)"? | (?P<word>[^ ()"]+))
    """,
    re.VERBOSE,
)
_KINDS = {
    "close": _Kind.CLOSE,
    "minus": _Kind.NOT,
    "open": _Kind.OPEN,
    "phrase": _Kind.PHRASE,
    "word": _Kind.WORD,
}
_LIKE_A_FIELD = re.compile(r"([^\W\d_]+):(?!//)")


def _scanned(typed: str, notices: list[Notice]) -> list[_Piece]:
    """The pieces of a query, in order."""
    plain = typed.translate(_AS_ASCII)
    pieces: list[_Piece] = []
    for match in _PIECE.finditer(plain):
        group = match.lastgroup or ""
        start, end = match.span(group)
        kind = _KINDS.get(group) or _Kind(match[group])
        field = _registered(match["field"]) if match["field"] else None
        pieces.append(_Piece(kind, start, typed[start:end], field))
        if kind is _Kind.PHRASE and end == match.end():
            _note(notices, start - 1, "The quotation mark is not closed; it closes at the end.")
        elif kind is _Kind.WORD and field is None and (name := _LIKE_A_FIELD.match(plain, start)):
            _note_no_field(notices, start, name[1], alone=plain[name.end() :][:1] in {"", " ", ")"})
    return pieces


def _registered(name: str) -> str | None:
    """The name that a name or alias of a field is registered under, None if it is neither."""
    if name.casefold() == DATE_FIELD:
        return DATE_FIELD
    field = text_field(name)
    return field.name if field else None


def _note_no_field(notices: list[Notice], offset: int, name: str, *, alone: bool) -> None:
    if not alone:
        _note(notices, offset, f"“{name}” is no field; searching for the words instead.")
    elif _registered(name):
        _note(notices, offset, f"“{name}:” has nothing after it; searching for the word instead.")


def _paired(pieces: list[_Piece], notices: list[Notice]) -> list[_Piece]:
    """The pieces with every parenthesis in a pair, and a closing one at the end of them all."""
    kept: list[_Piece] = []
    opened: list[_Piece] = []
    for piece in pieces:
        if piece.kind is _Kind.OPEN:
            opened.append(piece)
            if len(opened) == MAX_DEPTH + 1:
                _note(notices, piece.offset, f"Parentheses over {MAX_DEPTH} deep are left out.")
        elif piece.kind is _Kind.CLOSE and not opened:
            _note(notices, piece.offset, "The parenthesis closes nothing; it is left out.")
            continue
        if len(opened) <= MAX_DEPTH or piece.kind not in {_Kind.OPEN, _Kind.CLOSE}:
            kept.append(piece)
        if piece.kind is _Kind.CLOSE:
            opened.pop()
    for piece in opened:
        _note(notices, piece.offset, "The parenthesis is not closed; it closes at the end.")
    return [*kept, *(_Piece(_Kind.CLOSE, 0) for _ in range(1 + len(opened)))]


def _tidied(pieces: list[_Piece], notices: list[Notice]) -> list[_Piece]:
    """The pieces without operators that lack something on a side of them."""
    kept: list[_Piece] = []
    for piece in pieces:
        if piece.kind in {_Kind.AND, _Kind.OR} and (not kept or kept[-1].kind in _BEFORE_OPERAND):
            _note(notices, piece.offset, f"{piece.kind} has nothing before it; it is left out.")
            continue
        if piece.kind is _Kind.CLOSE:
            while kept and kept[-1].kind in _OPERATORS:
                last = kept.pop()
                _note(notices, last.offset, f"{last.kind} has nothing after it; it is left out.")
        kept.append(piece)
    return kept


class _Parser:
    """Reads tidied pieces by recursive descent; what comes to nothing is None."""

    def __init__(self, pieces: list[_Piece], notices: list[Notice]) -> None:
        self._pieces = pieces
        self._notices = notices
        self._at = 0
        self._clauses = 0

    def either(self, field: str | None) -> Query | None:
        """What stands up to the end of the group, which is passed."""
        clauses = [self._all(field)]
        while self._took(_Kind.OR):
            clauses.append(self._all(field))
        self._took(_Kind.CLOSE)
        return _joined(Or, clauses)

    def _all(self, field: str | None) -> Query | None:
        clauses: list[Query | None] = []
        while self._pieces[self._at].kind not in {_Kind.OR, _Kind.CLOSE}:
            self._took(_Kind.AND)
            clauses.append(self._one(field))
        return _joined(And, clauses)

    def _one(self, field: str | None) -> Query | None:
        denied = False
        while self._took(_Kind.NOT):
            denied = not denied
        piece = self._pieces[self._at]
        self._at += 1
        field = piece.field or field
        clause = self.either(field) if piece.kind is _Kind.OPEN else self._leaf(piece, field)
        if clause is None or not denied:
            return clause
        return clause.clause if isinstance(clause, Not) else Not(clause)

    def _leaf(self, piece: _Piece, field: str | None) -> Query | None:
        clause = _meaning(piece, field, self._notices)
        if clause is None:
            return None
        before = self._clauses
        self._clauses += len(clause.clauses) if isinstance(clause, And) else 1
        if self._clauses <= MAX_CLAUSES:
            return clause
        if before <= MAX_CLAUSES:
            _note(self._notices, piece.offset, f"Only the first {MAX_CLAUSES} words are searched.")
        return None

    def _took(self, kind: _Kind) -> bool:
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


_STAR = re.compile("[*＊]")
_LAST_STAR = re.compile(r"(?<![*＊])[*＊]++[^\w*＊]*+\Z")


def _meaning(piece: _Piece, field: str | None, notices: list[Notice]) -> Query | None:
    """What one word or phrase asks for, None where it has no letter or digit."""
    start = piece.offset - (piece.kind is _Kind.PHRASE)
    if field == DATE_FIELD:
        days = date_range(piece.text)
        if days is None:
            _note(
                notices,
                start,
                f"{_quoted(piece.text)} is no date like 2019, 2019-06, 2019-06-04 or "
                "2018..2020-06; searching for the words instead.",
            )
        return days or _meaning(piece, None, notices)
    starred = _LAST_STAR.search(piece.text) if piece.kind is _Kind.WORD else None
    text = piece.text[: starred.start()] if starred else piece.text
    if starred and not text and field is None:
        return Everything()
    if not query_terms(text, Analyzer.NAMES):
        _note(notices, start, f"{_quoted(piece.text)} has no letter or digit; it is left out.")
        return None
    if star := _STAR.search(text):
        _note(
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


def _quoted(text: str) -> str:
    """A text as a notice shows it: at most 40 characters in quotation marks."""
    return f"“{text[:39]}…”" if len(text) > 40 else f"“{text}”"


_DATE = re.compile(r"(\d{4})(?:[-./](\d\d?)(?:[-./](\d\d?))?)?")
_TO = re.compile(r"\.{2,}|…")


def date_range(text: str) -> DateRange | None:
    """The days that a date or a range of dates covers, None for any other text.

    A lone star or range mark covers all days: it finds what has a date at all.
    """
    plain = text.translate(_AS_ASCII).replace(" ", "")
    ends = _TO.split(plain.rstrip("*"))
    days = [_days(end) for end in ends]
    if (
        not plain
        or len(ends) > 2
        or any(end and not day for end, day in zip(ends, days, strict=True))
    ):
        return None
    first, last = days[0], days[-1]
    if first and last and first > last:
        first, last = last, first
    return DateRange(first and first[0], last and last[1])


def _days(text: str) -> tuple[date, date] | None:
    """The first and last day of a year, a month or a day; None for any other text."""
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    parts = [int(part) for part in match.groups() if part]
    try:
        first = date(*parts, *[1] * (3 - len(parts)))
    except ValueError:
        return None
    match len(parts):
        case 1:
            return first, first.replace(month=12, day=31)
        case 2:
            return first, first.replace(day=monthrange(first.year, first.month)[1])
        case _:
            return first, first
