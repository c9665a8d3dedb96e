"""Clauses of a query in plain words, for a reader who knows no query language."""

from collections.abc import Sequence
from datetime import date

from archive.model.article import Role
from indexer.query.ast import (
    And,
    AtLeast,
    Cluster,
    DateRange,
    Everything,
    Fuzzy,
    Has,
    Length,
    Like,
    Listed,
    Near,
    Not,
    Or,
    Pattern,
    Prefix,
    Query,
    Some,
    Together,
    Unit,
    Weighted,
    Words,
)
from indexer.query.unparse import alternatives_of, date_length, operands
from indexer.schema.fields import LEAD_WORDS

_WHERE = {
    "headline": "in the headline",
    "body": "in the text",
    "lead": f"in the first {LEAD_WORDS} words",
    "caption": "in a caption",
    "region": "as a region",
    "byline": "in the byline",
    "source": "as the source",
    "section": "as the section",
    "topic": "as a topic",
    "lang": "as the language",
    **{str(role): f"as {role}" for role in Role},
}
_IN_ONE = {Unit.SENTENCE: "in one sentence", Unit.PARAGRAPH: "in one paragraph"}
_CHANGED = {1: "one letter changed", 2: "up to two letters changed"}


def meaning(query: Query) -> str:
    """What a clause finds, in a few words."""
    return f"articles with {_said(query)}" if _is_words(query) else _said(query)


def _said(query: Query) -> str:
    """What a clause finds, as it stands within others."""
    match query:
        case And(clauses) | Or(clauses):
            return _one_typed(clauses) if _is_one(query) else _group(query)
        case Not(clause):
            return f"none {_denied(clause)}"
        case Weighted(clause, factor):
            return f"{_within(clause)}, counting {factor:g} times"
        case Near() | Together():
            return _near([query])
        case Some(clauses, least):
            return f"at least {least} of: {_listed(clauses)}"
        case Words() | AtLeast() | Prefix() | Pattern() | Fuzzy() | Has():
            return _leaf(query)
        case _:
            return _fact(query)


def _is_one(group: And | Or) -> bool:
    return len(operands(group)) == 1


def _is_words(query: Query) -> bool:
    """Whether a query is words next to each other, and no more."""
    match query:
        case Or((Words(), *_)):
            return _is_one(query)
        case _:
            return isinstance(query, Words)


def _one_typed(clauses: Sequence[Query]) -> str:
    """What one word with hyphens stands for, or words near each other in several ways."""
    match clauses:
        case (Near() | Together(), *_):
            return _near([clause for clause in clauses if isinstance(clause, Near | Together)])
        case (And((Words(text), Prefix(rest, field))), *_) | (Words(text), Prefix(rest, field)):
            return _leaf(Prefix(f"{text}{rest}", field))
        case (Words() | AtLeast() as first, *others):
            return _leaf(first, [each.text for each in others if isinstance(each, type(first))])
        case _:
            return _listed(clauses)


def _leaf(
    leaf: Words | AtLeast | Prefix | Pattern | Fuzzy | Has, others: Sequence[str] = ()
) -> str:
    """What is found by its letters, `others` being more ways to write it."""
    match leaf:
        case Words(text):
            said = _either([text, *others])
        case AtLeast(times, text):
            said = f"at least {times} times {_either([text, *others])}"
        case Prefix(text):
            said = f"any word beginning with “{text}”"
        case Pattern(text):
            said = f"any word like “{text}” ({_signs(text)})"
        case Fuzzy(text, edits):
            said = f"words like “{text}” ({_CHANGED[edits]})"
        case Has():
            said = "anything"
    return said + _where(leaf.field)


def _fact(query: Query) -> str:
    match query:
        case Everything():
            return "every article"
        case DateRange(first, last):
            return _dated(first, last)
        case Length(least, most):
            return f"{_length(least, most)} long"
        case Cluster(cluster_id):
            group = "one group of near-duplicates"
            return group if cluster_id else f"{group}, which is not there"
        case Like(article_id):
            return f"articles like the one with the id {article_id}"
        case Listed(ids):
            return f"{len(ids):,} articles by their ids"
        case _:
            return ""


def _group(group: And | Or) -> str:
    clauses = operands(group)
    return f"{'all' if isinstance(group, And) else 'any'} of: {_listed(clauses)}"


def _listed(clauses: Sequence[Query]) -> str:
    said = list(map(_within, clauses))
    separator = "; " if any(", " in each for each in said) else ", "
    return separator.join(said)


def _within(clause: Query) -> str:
    """A clause beside others: in parentheses if it is a group."""
    if isinstance(clause, Some) or (isinstance(clause, And | Or) and not _is_one(clause)):
        return f"({_said(clause)})"
    return _said(clause)


def _denied(clause: Query) -> str:
    match clause:
        case DateRange() | Length() | Cluster():
            return _said(clause)
        case Everything():
            return "at all"
        case Like():
            return _said(clause).removeprefix("articles ")
        case _:
            return f"with {_said(clause)}"


def _near(ways: Sequence[Near | Together]) -> str:
    places = alternatives_of(ways) or [[part] for part in ways[0].parts]
    parts = list(map(_either, places))
    match first := ways[0]:
        case Together(_, unit):
            said = f"{_enumerated(parts)} {_IN_ONE[unit]}"
        case Near(_, others) if len(parts) > 2:
            words = "word" if others == 1 else "words"
            between = f"with at most {others} other {words} between" if others else "side by side"
            said = f"{_enumerated(parts)} {between}"
        case Near(_, others, ordered):
            one, other = parts
            if others:
                order = ", in this order" if ordered else ""
                said = f"{one} within {others + 1} words of {other}{order}"
            else:
                said = f"{one} {'right before' if ordered else 'next to'} {other}"
    return said + _where(first.field)


def _either(texts: Sequence[str]) -> str:
    return " or ".join(f"“{text}”" for text in texts)


def _enumerated(parts: Sequence[str]) -> str:
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def _where(field: str | None) -> str:
    return f" {_WHERE[field]}" if field else ""


def _signs(form: str) -> str:
    said = {"?": "? is one letter", "*": "* is any letters or none"}
    return ", ".join(said[sign] for sign in said if sign in form)


def _dated(first: date | None, last: date | None) -> str:
    if first and last and first > last:
        return "dated on no day"
    length = date_length(first, last)
    begin, end = (_day(day, length) if day else "" for day in (first, last))
    if begin == end:
        return f"dated {begin}" if begin else "with a date"
    if begin and end:
        return f"dated from {begin} to {end}"
    return f"dated from {begin} on" if begin else f"dated up to {end}"


def _day(day: date, length: int) -> str:
    """A day, its month or its year, by how many characters of ISO 8601 say it."""
    if length == 4:
        return f"{day.year}"
    return f"{day:%B} {day.year}" if length == 7 else f"{day.day} {day:%B} {day.year}"


def _length(least: int, most: int | None) -> str:
    if most is None:
        return f"more than {least - 1:,} words" if least % 10 == 1 else f"at least {least:,} words"
    if least == most:
        return f"{least:,} {'word' if least == 1 else 'words'}"
    if least:
        return f"{least:,} to {most:,} words"
    return f"fewer than {most + 1:,} words" if most % 10 == 9 else f"at most {most:,} words"
