"""Lexer: query text to tokens, with parentheses balanced and stray operators left out."""

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
    RECEIVED_FIELD,
    TEXT_FIELDS,
    WORDS_FIELD,
    YEAR_FIELD,
    text_field,
)

# Groups within groups; each adds at most an Or, an And and a Not to the depth of the tree.
MAX_DEPTH = 30


class TokenKind(StrEnum):
    """Kind of a token: the sign or keyword it is typed as, or a kind of operand."""

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
    """Token of a query; `field` is the registered name of the field typed before it.

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
        """Name of an operator in notices."""
        return self.text if self.kind is TokenKind.NEAR else self.kind


_OPERATORS = {TokenKind.AND, TokenKind.OR, TokenKind.NOT, TokenKind.NEAR, TokenKind.PLUS}
_JOINING = {TokenKind.AND, TokenKind.NEAR}
_BEFORE_OPERAND = {TokenKind.OPEN, *_OPERATORS}

# Fields that are not searched as text.
_OTHER_FIELDS = (
    DATE_FIELD,
    BEFORE_FIELD,
    AFTER_FIELD,
    YEAR_FIELD,
    RECEIVED_FIELD,
    WORDS_FIELD,
    CLUSTER_FIELD,
    LIKE_FIELD,
    DUPLICATES_FIELD,
)
_FIELDS = "|".join(
    [*_OTHER_FIELDS, *(name for field in TEXT_FIELDS for name in (field.name, *field.aliases))]
)
# A sentence may well have "he added: …": before a space these are words, and no fields.
_UNLIKE_PROSE = "".join(rf"(?<!(?ai:{field.name}):)" for field in TEXT_FIELDS if field.former)
# The quotation mark inside an abbreviation of Hebrew is a letter's.
_GERSHAYIM = '(?<=[\u05d0-\u05ea])"(?=[\u05d0-\u05ea])'
_WEIGHT = r"[0-9]{1,9}(?:[.][0-9]{1,9})?"
_TOKEN = re.compile(
    rf"""
    (?P<close>\))(?:\^(?P<group_weight>{_WEIGHT})(?![^ ()"]))?
    | (?P<plus>(?<![^ (])\+(?=[^ )+]))
    | (?P<minus>(?<![^ (])-(?=[^ )-]))
    | (?P<operator>(?<![^ ()"])(?:AND|OR|NOT)(?![^ ()"]))
    | (?P<near>(?<![^ ()"])(?:(?:NEAR|W)/[0-9]{{1,9}}|/[SPsp])(?![^ ()"]))
    | (?:(?P<field>(?ai:{_FIELDS})):(?!//)(?:{_UNLIKE_PROSE}[ ]+(?!-))?(?=[^ )]))?
      (?:(?:ATLEAST(?P<times>[0-9]{{1,9}}))?(?P<open>\()
       | "(?P<phrase>(?:[^"]|{_GERSHAYIM})*)
         (?:"(?:~(?P<slop>[0-9]{{1,9}})(?![^ ()"^]))?
             (?:\^(?P<phrase_weight>{_WEIGHT})(?![^ ()"]))?)?
       | (?P<word>(?(field)(?:[<>≤≥]=?[ ]+)?)(?:[^ ()"]|{_GERSHAYIM})+))
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


def tokenize(typed: str, notices: list[Notice]) -> tuple[list[QueryToken], bool | None]:
    """Tokens of a query, and its `duplicates:` flag: True to show, False to hide, None for none.

    Parentheses are balanced, an extra closing one ends the list, and every operator has operands.
    """
    tokens, shows_duplicates = _unflagged(_paired(_scanned(typed, notices), notices), notices)
    return _tidied(tokens, notices), shows_duplicates


def _scanned(typed: str, notices: list[Notice]) -> list[QueryToken]:
    """Tokens of a query as typed, in order."""
    plain = typed.translate(AS_ASCII)
    tokens: list[QueryToken] = []
    for match in _TOKEN.finditer(plain):
        group = next(name for name in _GROUPS if match[name] is not None)
        kind = _KINDS.get(group) or TokenKind(match[group])
        start, end = match.span(group)
        number = match["slop"] or match["times"]
        weight = match["group_weight"] or match["phrase_weight"]
        if kind is TokenKind.WORD and (weighted := _WEIGHTED.fullmatch(plain, start, end)):
            weight, end = weighted["weight"], weighted.end("word")
        tokens.append(
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
            and tokens[-1].field is None
            and (name := _LIKE_A_FIELD.match(plain, start))
        ):
            _note_no_field(notices, start, name[1], alone=plain[name.end() :][:1] in {"", " ", ")"})
    return tokens


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


def _paired(tokens: list[QueryToken], notices: list[Notice]) -> list[QueryToken]:
    """The tokens with balanced parentheses, and an extra closing one at the end."""
    kept: list[QueryToken] = []
    opened: list[QueryToken] = []
    for token in tokens:
        if token.kind is TokenKind.OPEN:
            opened.append(token)
            if len(opened) == MAX_DEPTH + 1:
                note(notices, token.offset, f"Parentheses over {MAX_DEPTH} deep are left out.")
        elif token.kind is TokenKind.CLOSE and not opened:
            note(notices, token.offset, "The parenthesis closes nothing; it is left out.")
            continue
        if len(opened) <= MAX_DEPTH or token.kind not in {TokenKind.OPEN, TokenKind.CLOSE}:
            kept.append(token)
        if token.kind is TokenKind.CLOSE:
            opened.pop()
    for token in opened:
        note(notices, token.offset, "The parenthesis is not closed; it closes at the end.")
    return [*kept, *(QueryToken(TokenKind.CLOSE, 0) for _ in range(1 + len(opened)))]


_SHOWS_DUPLICATES = {"show": True, "hide": False}


def _unflagged(
    tokens: list[QueryToken], notices: list[Notice]
) -> tuple[list[QueryToken], bool | None]:
    """The tokens without `duplicates:` flags, and the value of the last valid flag or None.

    An AND or NEAR beside a flag is left out with it.
    """
    shows: bool | None = None
    kept: list[QueryToken] = []
    depth = 0
    flags = {
        i
        for i, token in enumerate(tokens)
        if token.field == DUPLICATES_FIELD and token.kind is not TokenKind.OPEN
    }
    for i, token in enumerate(tokens):
        depth += (token.kind is TokenKind.OPEN) - (token.kind is TokenKind.CLOSE)
        if i not in flags:
            if token.kind not in _JOINING or flags.isdisjoint({i - 1, i + 1}):
                kept.append(token)
            continue
        denied = False
        while kept and kept[-1].kind in {TokenKind.NOT, TokenKind.PLUS}:
            denied |= kept.pop().kind is TokenKind.NOT
        value = _SHOWS_DUPLICATES.get(folded(token.text))
        if message := _misused(token, value, denied=denied, inside=depth > 0):
            note(notices, token.offset - (token.kind is TokenKind.PHRASE), message)
        if value is not None and not denied:
            shows = value
    return kept, shows


def _misused(token: QueryToken, value: bool | None, *, denied: bool, inside: bool) -> str:
    """Notice for a misused `duplicates:` flag, "" for a correct one."""
    name = f"“{DUPLICATES_FIELD}:”"
    if value is None:
        return f"{quoted(token.text)} is neither show nor hide; it is left out."
    if denied:
        return f"{name} cannot be denied; it is left out."
    return f"{name} applies to the whole query, not to this group alone." if inside else ""


def _tidied(tokens: list[QueryToken], notices: list[Notice]) -> list[QueryToken]:
    """The tokens without operators that lack an operand."""
    kept: list[QueryToken] = []
    for token in tokens:
        if token.kind in {*_JOINING, TokenKind.OR} and (
            not kept or kept[-1].kind in _BEFORE_OPERAND
        ):
            note(notices, token.offset, f"{token.shown} has nothing before it; it is left out.")
            continue
        if token.kind is TokenKind.CLOSE:
            while kept and kept[-1].kind in _OPERATORS:
                last = kept.pop()
                note(notices, last.offset, f"{last.shown} has nothing after it; it is left out.")
        kept.append(token)
    return kept
