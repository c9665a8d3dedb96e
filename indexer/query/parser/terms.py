"""What one word or phrase of a query asks for."""

import re

from archive.model.text import one_line
from indexer.analysis.analyzer import Analyzer, prefix_text, query_terms, tokens, without_hyphens
from indexer.query.ast import (
    And,
    Cluster,
    Everything,
    Fuzzy,
    Has,
    Like,
    Notice,
    Or,
    Pattern,
    Prefix,
    Query,
    Words,
)
from indexer.query.parser.date_range import Today, date_range, days_after, days_before
from indexer.query.parser.lexer import QueryToken, TokenKind
from indexer.query.parser.notices import AS_ASCII, folded, note, quoted
from indexer.query.parser.proximity_operators import loose_phrase
from indexer.query.parser.word_count import length
from indexer.schema.fields import (
    AFTER_FIELD,
    BEFORE_FIELD,
    CLUSTER_FIELD,
    DATE_FIELD,
    DUPLICATES_FIELD,
    LIKE_FIELD,
    WORDS_FIELD,
)

_DATES = {DATE_FIELD: date_range, BEFORE_FIELD: days_before, AFTER_FIELD: days_after}
_NAMES = Analyzer.NAMES
_ID = re.compile("[0-9a-f]{16}")
_WILD = str.maketrans("＊？", "*?")
_WILDCARDS = re.compile(r"[*?]+")
_AROUND_FORM = re.compile(r"\A[^\w*?]+|[^\w*]+\Z")
_FEWEST_LETTERS = 2
_ALMOST = re.compile(r"[^\w~]*+(?P<word>[^~]*\w)~(?P<edits>\d?)[^\w~]*")
_MOST_EDITS = 2
_EDITS = ("no letter changed", "one letter changed", "two letters changed")
# Words with fewer letters are almost any others.
_FEWEST_LETTERS_FOR_EDITS = {1: 3, 2: 5}
_STAR = re.compile("[*＊]")
_LAST_STAR = re.compile(r"(?<![*＊])[*＊]++[^\w*＊]*+\Z")


def meaning(
    piece: QueryToken, field: str | None, notices: list[Notice], today: Today
) -> Query | None:
    """What one word or phrase asks for, None where it has no letter or digit."""
    start = piece.offset - (piece.kind is TokenKind.PHRASE)
    if field in _DATES:
        days = _DATES[field](piece.text, today)
        if days is None:
            note(
                notices,
                start,
                f"{quoted(piece.text)} is no date like 2019, 2019-06, 2019-06-04 or "
                "2018..2020-06; searching for the words instead.",
            )
        return days or _words(piece, None, notices)
    if field == WORDS_FIELD:
        words = length(piece.text)
        if words is None:
            said = (
                "is no number of words like 800, >800 or 200..400; searching for the words instead."
            )
            note(notices, start, f"{quoted(piece.text)} {said}")
        return words or _words(piece, None, notices)
    if field == DUPLICATES_FIELD:
        said = f"“{DUPLICATES_FIELD}:” takes no group; searching for the words instead."
        note(notices, start, said)
        return _words(piece, None, notices)
    if field == CLUSTER_FIELD:
        if _ID.fullmatch(cluster := folded(piece.text)):
            return Cluster(cluster)
        note(notices, start, f"{quoted(piece.text)} is the id of no cluster; it finds nothing.")
        return Cluster("")
    if field == LIKE_FIELD:
        if _ID.fullmatch(article_id := folded(piece.text)):
            return Like(article_id)
        said = "is the id of no article; searching for the words instead."
        note(notices, start, f"{quoted(piece.text)} {said}")
        return _words(piece, None, notices)
    return _words(piece, field, notices)


def _words(piece: QueryToken, field: str | None, notices: list[Notice]) -> Query | None:
    """What finds a word or phrase in text."""
    start = piece.offset - (piece.kind is TokenKind.PHRASE)
    if near := loose_phrase(piece, piece.text, field, notices):
        other = without_hyphens(piece.text)
        joined = loose_phrase(piece, other, field, []) if other else None
        return Or((near, joined)) if joined else near
    if piece.kind is TokenKind.WORD and (
        almost := _ALMOST.fullmatch(piece.text.translate(AS_ASCII))
    ):
        word = piece.text[slice(*almost.span("word"))]
        if any(map(str.isalpha, word)) and query_terms(word, _NAMES):
            return _fuzzy(word, almost["edits"], field, start, notices)
    starred = _LAST_STAR.search(piece.text) if piece.kind is TokenKind.WORD else None
    text = piece.text[: starred.start()] if starred else piece.text
    if starred and not text:
        return Has(field) if field else Everything()
    if not query_terms(text, _NAMES):
        note(notices, start, f"{quoted(piece.text)} has no letter or digit; it is left out.")
        return None
    if piece.kind is TokenKind.WORD and (form := _form(piece.text)):
        if sum(map(str.isalnum, form)) >= _FEWEST_LETTERS:
            return Pattern(form, field)
        said = "a word with a star or question mark in it needs two letters; these are left out."
        note(notices, start, f"{quoted(form)}: {said}")
        return either_way(one_line(piece.text), field)
    if star := _STAR.search(text):
        note(
            notices,
            piece.offset + star.start(),
            "A star stands for letters of a single word only; it is left out.",
        )
    text = one_line(text)
    return _beginning(text, field) if starred else either_way(text, field)


def either_way(text: str, field: str | None) -> Query:
    """What finds a word or phrase, however it is written: with hyphens or without."""
    joined = without_hyphens(text)
    return Or((Words(text, field), Words(joined, field))) if joined else Words(text, field)


def _fuzzy(
    word: str, typed_edits: str, field: str | None, offset: int, notices: list[Notice]
) -> Query:
    """What finds a word that may be spelled a little otherwise."""
    word = one_line(word)
    if not _is_in_one_word(word):
        note(notices, offset, "A tilde stands after a single word only; it is left out.")
        return either_way(word, field)
    edits = asked = int(typed_edits or 1)
    letters = len(prefix_text(word))
    while edits and (edits > _MOST_EDITS or letters < _FEWEST_LETTERS_FOR_EDITS[edits]):
        edits -= 1
    if edits < asked:
        note(notices, offset, f"{quoted(word)} is searched with {_EDITS[edits]} instead.")
    return Fuzzy(word, edits, field) if edits else Words(word, field)


def _form(text: str) -> str | None:
    """What a word with stars or question marks in it is looked for as, None where it has none.

    A question mark at the end asks; a star there alone makes the beginning of a word. Words
    without spaces between them have no form: any piece of a sentence is found anyway.
    """
    form = _AROUND_FORM.sub("", text.translate(_WILD))
    if not _WILDCARDS.search(form.rstrip("*")):
        return None
    return form if all(map(_is_in_one_word, filter(None, _WILDCARDS.split(form)))) else None


def _is_in_one_word(text: str) -> bool:
    """Whether a text, all of it, is a piece of a word; doubled it is two of what has no spaces."""
    return [(token.start, token.end) for token in tokens(text * 2, _NAMES)] == [(0, 2 * len(text))]


def _beginning(text: str, field: str | None) -> Query:
    """What finds the words that begin with a text, in one word or with hyphens in it."""
    *before, last = (token for token in tokens(text, _NAMES) if not token.is_joined)
    if not before:
        return Prefix(text, field)
    if before[-1].end > last.start:
        # Characters of a script without spaces: any piece of a sentence is found anyway.
        return Words(text, field)
    parts = And((Words(text[: last.start], field), Prefix(text[last.start :], field)))
    joined = without_hyphens(text)
    return Or((parts, _beginning(joined, field))) if joined else parts
