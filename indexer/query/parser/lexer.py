"""A query text as pieces: words, phrases, operators and parentheses, in pairs and in place."""

import re
from enum import StrEnum

import msgspec

from indexer.query.ast import Notice
from indexer.query.parser.notices import AS_ASCII, folded, note, quoted
from indexer.schema.fields import (
    AFTER_FIELD,
    BEFORE_FIELD,
    CLUSTER_FIELD,
    DATE_FIELD,
    DUPLICATES_FIELD,
    LIKE_FIELD,
    TEXT_FIELDS,
    WORDS_FIELD,
    text_field,
)

# Groups within groups; each adds at most an Or, an And and a Not to the depth of the tree.
MAX_DEPTH = 30


class TokenKind(StrEnum):
    """What a piece is: the sign or word it is typed as, or a kind of operand."""

    OPEN = "("
    CLOSE = ")"
    AND = "AND"
    OR = "OR"
    NOT = "NOT"
    NEAR = "NEAR"
    PLUS = "+"
    WORD = "word"
    PHRASE = "phrase"


class QueryToken(msgspec.Struct, frozen=True, gc=False):
    """One piece of a query as typed; `field` is the registered name of the field before it.

    `number` is the one after a phrase ("near phrase"~5) or before a group (ATLEAST3(word)),
    `weight` the one after a caret behind it (ferry^3); None where there is none.
    """

    kind: TokenKind
    offset: int
    text: str = ""
    field: str | None = None
    number: int | None = None
    weight: float | None = None

    @property
    def shown(self) -> str:
        """What a notice calls an operator."""
        return self.text if self.kind is TokenKind.NEAR else self.kind


_OPERATORS = {TokenKind.AND, TokenKind.OR, TokenKind.NOT, TokenKind.NEAR, TokenKind.PLUS}
_JOINING = {TokenKind.AND, TokenKind.NEAR}
_BEFORE_OPERAND = {TokenKind.OPEN, *_OPERATORS}

# The fields that are not looked for in text.
_OTHER_FIELDS = (
    DATE_FIELD,
    BEFORE_FIELD,
    AFTER_FIELD,
    WORDS_FIELD,
    CLUSTER_FIELD,
    LIKE_FIELD,
    DUPLICATES_FIELD,
)
_FIELDS = "|".join(
    [*_OTHER_FIELDS, *(name for field in TEXT_FIELDS for name in (field.name, *field.aliases))]
)
_WEIGHT = r"[0-9]{1,9}(?:[.][0-9]{1,9})?"
_PIECE = re.compile(
    rf"""
    (?P<close>\))(?:\^(?P<group_weight>{_WEIGHT})(?![^ ()"]))?
    | (?P<plus>(?<![^ (])\+(?=[^ )+]))
    | (?P<minus>(?<![^ (])-(?=[^ )-]))
    | (?P<operator>(?<![^ ()"])(?:AND|OR|NOT)(?![^ ()"]))
    | (?P<near>(?<![^ ()"])(?:(?:NEAR|W)/[0-9]{{1,9}}|/[SPsp])(?![^ ()"]))
    | (?:(?P<field>(?ai:{_FIELDS})):(?!//)(?:[ ]+(?!-))?(?=[^ )]))?
      (?:(?:ATLEAST(?P<times>[0-9]{{1,9}}))?(?P<open>\()
       | "(?P<phrase>[^"]*)
         (?:"(?:~(?P<slop>[0-9]{{1,9}})(?![^ ()"^]))?
             (?:\^(?P<phrase_weight>{_WEIGHT})(?![^ ()"]))?)?
       | (?P<word>(?(field)(?:[<>≤≥]=?[ ]+)?)[^ ()"]+))
    """,
    re.VERBOSE,
)
_WEIGHTED = re.compile(rf"(?P<word>.+)\^(?P<weight>{_WEIGHT})")
_KINDS = {
    "close": TokenKind.CLOSE,
    "minus": TokenKind.NOT,
    "near": TokenKind.NEAR,
    "open": TokenKind.OPEN,
    "phrase": TokenKind.PHRASE,
    "plus": TokenKind.PLUS,
    "word": TokenKind.WORD,
}
_GROUPS = ("operator", *_KINDS)
_LIKE_A_FIELD = re.compile(r"([^\W\d_]+):(?!//)")


def pieces_of(typed: str, notices: list[Notice]) -> tuple[list[QueryToken], bool | None]:
    """The pieces of a query, and whether it shows near-duplicates or hides them, None for neither.

    Every parenthesis is in a pair, with a closing one at the end of them all, and every operator
    stands before something.
    """
    pieces, shows_duplicates = _unflagged(_paired(_scanned(typed, notices), notices), notices)
    return _tidied(pieces, notices), shows_duplicates


def _scanned(typed: str, notices: list[Notice]) -> list[QueryToken]:
    """The pieces of a query, in order."""
    plain = typed.translate(AS_ASCII)
    pieces: list[QueryToken] = []
    for match in _PIECE.finditer(plain):
        group = next(name for name in _GROUPS if match[name] is not None)
        kind = _KINDS.get(group) or TokenKind(match[group])
        start, end = match.span(group)
        number = match["slop"] or match["times"]
        weight = match["group_weight"] or match["phrase_weight"]
        if kind is TokenKind.WORD and (weighted := _WEIGHTED.fullmatch(plain, start, end)):
            weight, end = weighted["weight"], weighted.end("word")
        pieces.append(
            QueryToken(
                kind,
                start,
                plain[start:end].upper() if kind is TokenKind.NEAR else typed[start:end],
                _registered(match["field"]) if match["field"] else None,
                int(number) if number else None,
                float(weight) if weight else None,
            )
        )
        if kind is TokenKind.PHRASE and end == match.end():
            note(notices, start - 1, "The quotation mark is not closed; it closes at the end.")
        elif (
            kind is TokenKind.WORD
            and pieces[-1].field is None
            and (name := _LIKE_A_FIELD.match(plain, start))
        ):
            _note_no_field(notices, start, name[1], alone=plain[name.end() :][:1] in {"", " ", ")"})
    return pieces


def _registered(name: str) -> str | None:
    """The name that a name or alias of a field is registered under, None if it is neither."""
    if name.casefold() in _OTHER_FIELDS:
        return name.casefold()
    field = text_field(name)
    return field.name if field else None


def _note_no_field(notices: list[Notice], offset: int, name: str, *, alone: bool) -> None:
    if not alone:
        note(notices, offset, f"“{name}” is no field; searching for the words instead.")
    elif _registered(name):
        note(notices, offset, f"“{name}:” has nothing after it; searching for the word instead.")


def _paired(pieces: list[QueryToken], notices: list[Notice]) -> list[QueryToken]:
    """The pieces with every parenthesis in a pair, and a closing one at the end of them all."""
    kept: list[QueryToken] = []
    opened: list[QueryToken] = []
    for piece in pieces:
        if piece.kind is TokenKind.OPEN:
            opened.append(piece)
            if len(opened) == MAX_DEPTH + 1:
                note(notices, piece.offset, f"Parentheses over {MAX_DEPTH} deep are left out.")
        elif piece.kind is TokenKind.CLOSE and not opened:
            note(notices, piece.offset, "The parenthesis closes nothing; it is left out.")
            continue
        if len(opened) <= MAX_DEPTH or piece.kind not in {TokenKind.OPEN, TokenKind.CLOSE}:
            kept.append(piece)
        if piece.kind is TokenKind.CLOSE:
            opened.pop()
    for piece in opened:
        note(notices, piece.offset, "The parenthesis is not closed; it closes at the end.")
    return [*kept, *(QueryToken(TokenKind.CLOSE, 0) for _ in range(1 + len(opened)))]


_SHOWS_DUPLICATES = {"show": True, "hide": False}


def _unflagged(
    pieces: list[QueryToken], notices: list[Notice]
) -> tuple[list[QueryToken], bool | None]:
    """The pieces without what shows or hides near-duplicates, and which it does, None for neither.

    An AND or NEAR beside it joins nothing, and goes with it.
    """
    shows: bool | None = None
    kept: list[QueryToken] = []
    depth = 0
    flags = {
        i
        for i, piece in enumerate(pieces)
        if piece.field == DUPLICATES_FIELD and piece.kind is not TokenKind.OPEN
    }
    for i, piece in enumerate(pieces):
        depth += (piece.kind is TokenKind.OPEN) - (piece.kind is TokenKind.CLOSE)
        if i not in flags:
            if piece.kind not in _JOINING or flags.isdisjoint({i - 1, i + 1}):
                kept.append(piece)
            continue
        denied = False
        while kept and kept[-1].kind in {TokenKind.NOT, TokenKind.PLUS}:
            denied |= kept.pop().kind is TokenKind.NOT
        value = _SHOWS_DUPLICATES.get(folded(piece.text))
        if message := _misused(piece, value, denied=denied, inside=depth > 0):
            note(notices, piece.offset - (piece.kind is TokenKind.PHRASE), message)
        if value is not None and not denied:
            shows = value
    return kept, shows


def _misused(piece: QueryToken, value: bool | None, *, denied: bool, inside: bool) -> str:
    """What is wrong with how near-duplicates are shown or hidden, "" where nothing is."""
    name = f"“{DUPLICATES_FIELD}:”"
    if value is None:
        return f"{quoted(piece.text)} is neither show nor hide; it is left out."
    if denied:
        return f"{name} cannot be denied; it is left out."
    return f"{name} applies to the whole query, not to this group alone." if inside else ""


def _tidied(pieces: list[QueryToken], notices: list[Notice]) -> list[QueryToken]:
    """The pieces without operators that lack something on a side of them."""
    kept: list[QueryToken] = []
    for piece in pieces:
        if piece.kind in {*_JOINING, TokenKind.OR} and (
            not kept or kept[-1].kind in _BEFORE_OPERAND
        ):
            note(notices, piece.offset, f"{piece.shown} has nothing before it; it is left out.")
            continue
        if piece.kind is TokenKind.CLOSE:
            while kept and kept[-1].kind in _OPERATORS:
                last = kept.pop()
                note(notices, last.offset, f"{last.shown} has nothing after it; it is left out.")
        kept.append(piece)
    return kept
