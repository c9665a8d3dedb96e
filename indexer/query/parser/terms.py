"""Term parser: from one word or phrase token of a query to its leaf of the AST."""

import re

from archive.facts.language_tags import language_levels, parse_language
from archive.model.text import one_line
from indexer.analysis.analyzer import Analyzer, prefix_text, query_terms, tokens, without_hyphens
from indexer.analysis.japanese_spellings import japanese_spellings
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
from indexer.query.parser.date_range import (
    Today,
    date_range,
    days_after,
    days_before,
    days_received,
)
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
    LANGUAGE_FIELD,
    LIKE_FIELD,
    RECEIVED_FIELD,
    WORDS_FIELD,
    YEAR_FIELD,
)

_DATES = {
    DATE_FIELD: date_range,
    YEAR_FIELD: date_range,
    RECEIVED_FIELD: days_received,
    BEFORE_FIELD: days_before,
    AFTER_FIELD: days_after,
}
_NAMES = Analyzer.NAMES
_ID = re.compile("[0-9a-f]{16}")
_ASCII_WILDCARDS = str.maketrans("＊？", "*?")
_WILDCARDS = re.compile(r"[*?]+")
_AROUND_PATTERN = re.compile(r"\A[^\w*?]+|[^\w*]+\Z")
_FEWEST_LETTERS = 2
_FUZZY = re.compile(r"[^\w~]*+(?P<word>[^~]*\w)~(?P<edits>\d?)[^\w~]*")
_MOST_EDITS = 2
_EDITS = ("no letter changed", "one letter changed", "two letters changed")
# Within so many edits, a word with fewer letters matches almost any other.
_FEWEST_LETTERS_FOR_EDITS = {1: 3, 2: 5}
_STAR = re.compile("[*＊]")
_LAST_STAR = re.compile(r"(?<![*＊])[*＊]++[^\w*＊]*+\Z")


def term_query(
    token: QueryToken, field: str | None, notices: list[Notice], today: Today
) -> Query | None:
    """AST leaf of one word or phrase token in a field; None where it has no letter or digit.

    `field` is any name before a colon, `date:` and the like included. A value that its field cannot
    take is searched as words in the default fields, with a notice.
    """
    start = _start(token)
    if field in _DATES:
        days = _DATES[field](token.text, today)
        if days is None:
            note(
                notices,
                start,
                f"{quoted(token.text)} is no date like 2019, 2019-06, 2019-06-04 or "
                "2018..2020-06; searching for the words instead.",
            )
        return days or _words(token, None, notices)
    if field == WORDS_FIELD:
        words = length(token.text)
        if words is None:
            message = (
                "is no number of words like 800, >800 or 200..400; searching for the words instead."
            )
            note(notices, start, f"{quoted(token.text)} {message}")
        return words or _words(token, None, notices)
    if field == DUPLICATES_FIELD:
        message = f"“{DUPLICATES_FIELD}:” takes no group; searching for the words instead."
        note(notices, start, message)
        return _words(token, None, notices)
    if field == CLUSTER_FIELD:
        if _ID.fullmatch(cluster := folded(token.text)):
            return Cluster(cluster)
        note(notices, start, f"{quoted(token.text)} is the id of no cluster; it finds nothing.")
        return Cluster("")
    if field == LIKE_FIELD:
        if _ID.fullmatch(article_id := folded(token.text)):
            return Like(article_id)
        message = "is the id of no article; searching for the words instead."
        note(notices, start, f"{quoted(token.text)} {message}")
        return _words(token, None, notices)
    return _language(token, field) or _words(token, field, notices)


def _language(token: QueryToken, field: str | None) -> Query | None:
    """AST leaf of a language's tag, given by the tag or a name; None for anything else."""
    tag = parse_language(token.text.replace("_", "-")) if field == LANGUAGE_FIELD else None
    return in_all_spellings(language_levels(tag)[-1], field) if tag else None


def _start(token: QueryToken) -> int:
    """Offset of a token as typed: that of a phrase begins at its opening quotation mark."""
    return token.offset - 1 if token.kind is TokenKind.PHRASE else token.offset


def _words(token: QueryToken, field: str | None, notices: list[Notice]) -> Query | None:
    """AST leaf of a word or phrase in a text field: the first of these that its syntax matches.

    Loose phrase ("a b"~3), fuzzy word (a~), existence (*), pattern (a?b), prefix (a*), words.
    """
    start = _start(token)
    if near := loose_phrase(token, token.text, field, notices):
        other = without_hyphens(token.text)
        joined = loose_phrase(token, other, field, []) if other else None
        return Or((near, joined)) if joined else near
    if token.kind is TokenKind.WORD and (fuzzy := _FUZZY.fullmatch(token.text.translate(AS_ASCII))):
        # From the text as typed: the match is of its ASCII form, with the same offsets.
        word = token.text[fuzzy.start("word") : fuzzy.end("word")]
        if any(map(str.isalpha, word)) and query_terms(word, _NAMES):
            return _fuzzy(word, fuzzy["edits"], field, start, notices)
    starred = _LAST_STAR.search(token.text) if token.kind is TokenKind.WORD else None
    text = token.text[: starred.start()] if starred else token.text
    if starred and not text:
        return Has(field) if field else Everything()
    if not query_terms(text, _NAMES):
        note(notices, start, f"{quoted(token.text)} has no letter or digit; it is left out.")
        return None
    if token.kind is TokenKind.WORD and (pattern := _wildcard_pattern(token.text)):
        if sum(map(str.isalnum, pattern)) >= _FEWEST_LETTERS:
            return Pattern(pattern, field)
        message = "a word with a star or question mark in it needs two letters; these are left out."
        note(notices, start, f"{quoted(pattern)}: {message}")
        return in_all_spellings(one_line(token.text), field)
    if star := _STAR.search(text):
        note(
            notices,
            token.offset + star.start(),
            "A star stands for letters of a single word only; it is left out.",
        )
    text = one_line(text)
    return _prefix(text, field) if starred else in_all_spellings(text, field)


def in_all_spellings(text: str, field: str | None) -> Query:
    """Words leaf, or the disjunction with its other spellings: without hyphens, and in Japanese."""
    joined = without_hyphens(text)
    others = [*([joined] if joined else ()), *japanese_spellings(text)]
    words = tuple(Words(each, field) for each in (text, *others))
    return Or(words) if others else words[0]


def _fuzzy(
    word: str, typed_edits: str, field: str | None, offset: int, notices: list[Notice]
) -> Query:
    """Fuzzy leaf; fewer edits, with a notice, where a word is too short for as many as typed."""
    word = one_line(word)
    if not _is_within_one_word(word):
        note(notices, offset, "A tilde stands after a single word only; it is left out.")
        return in_all_spellings(word, field)
    edits = typed = int(typed_edits or 1)
    letters = len(prefix_text(word))
    while edits and (edits > _MOST_EDITS or letters < _FEWEST_LETTERS_FOR_EDITS[edits]):
        edits -= 1
    if edits < typed:
        note(notices, offset, f"{quoted(word)} is searched with {_EDITS[edits]} instead.")
    return Fuzzy(word, edits, field) if edits else Words(word, field)


def _wildcard_pattern(text: str) -> str | None:
    """Wildcard pattern of a word, without the punctuation around it; None where it has none.

    A question mark at the end is punctuation, and a star at the end alone makes a prefix. Scripts
    without spaces have no patterns, as any piece of a sentence is found by itself there.
    """
    pattern = _AROUND_PATTERN.sub("", text.translate(_ASCII_WILDCARDS))
    if not _WILDCARDS.search(pattern.rstrip("*")):
        return None
    return (
        pattern if all(map(_is_within_one_word, filter(None, _WILDCARDS.split(pattern)))) else None
    )


def _is_within_one_word(text: str) -> bool:
    """Whether a text is all within one word of a script with spaces.

    Doubled, such a text is one token: "ferry" gives "ferryferry". With a space or a separator in
    it, or in a script that is indexed by characters, the doubled text is several.
    """
    return [(token.start, token.end) for token in tokens(text * 2, _NAMES)] == [(0, 2 * len(text))]


def _prefix(text: str, field: str | None) -> Query:
    """Prefix leaf; for a hyphenated text, words AND prefix, or the prefix without hyphens."""
    *before, last = (token for token in tokens(text, _NAMES) if not token.is_joined)
    if not before:
        return Prefix(text, field)
    if before[-1].end > last.start:
        # In a script without spaces any piece of a sentence is found by itself.
        return Words(text, field)
    parts = And((Words(text[: last.start], field), Prefix(text[last.start :], field)))
    joined = without_hyphens(text)
    return Or((parts, _prefix(joined, field))) if joined else parts
