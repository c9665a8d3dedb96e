"""AST to plain English: each clause described for a reader who knows no query language."""

from collections.abc import Sequence
from datetime import date

from archive.facts.language_tags import language_name
from archive.model.article import Role
from indexer.query.ast import (
    And,
    Arrivals,
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
    Received,
    Some,
    Together,
    Unit,
    Weighted,
    Words,
)
from indexer.query.unparse import alternatives_of, date_length, operands
from indexer.schema.fields import LANGUAGE_FIELD, LEAD_WORDS

_FIELD_PHRASES = {
    "headline": "in the headline",
    "body": "in the text",
    "lead": f"in the first {LEAD_WORDS} words",
    "caption": "in a caption",
    "added": "in what a later version put in",
    "removed": "in what a later version took out",
    "region": "as a region",
    "byline": "in the byline",
    "source": "as the source",
    "section": "as the section",
    "topic": "as a topic",
    "url": "in the web address",
    "tag": "as a tag",
    "collection": "as a collection",
    "note": "in a note",
    "lang": "as the language",
    **{str(role): f"as {role}" for role in Role},
}
_UNIT_PHRASES = {Unit.SENTENCE: "in one sentence", Unit.PARAGRAPH: "in one paragraph"}
_EDIT_PHRASES = {1: "one letter changed", 2: "up to two letters changed"}


def meaning(query: Query) -> str:
    """Description of a clause that stands alone: "articles with “ferry”"."""
    if _is_of_a_language(query):
        return _embedded(query)
    return f"articles with {_embedded(query)}" if _is_plain_words(query) else _embedded(query)


def _embedded(query: Query) -> str:
    """Description of a clause as part of a longer one: "“ferry” in the headline"."""
    match query:
        case And(clauses) | Or(clauses):
            return _one_operand(clauses) if _is_one_operand(query) else _group(query)
        case Not(clause):
            return f"none {_negated(clause)}"
        case Weighted(clause, factor):
            return f"{_list_item(clause)}, counting {factor:g} times"
        case Near() | Together():
            return _proximity([query])
        case Some(clauses, least):
            return f"at least {least} of: {_listed(clauses)}"
        case Words() | AtLeast() | Prefix() | Pattern() | Fuzzy() | Has():
            return _leaf(query)
        case _:
            return _fact(query)


def _is_one_operand(group: And | Or) -> bool:
    return len(operands(group)) == 1


def _is_plain_words(query: Query) -> bool:
    """Whether a query is one word or phrase, in any of its hyphenations, and nothing else."""
    match query:
        case Or((Words(), *_)):
            return _is_one_operand(query)
        case _:
            return isinstance(query, Words)


def _is_of_a_language(query: Query) -> bool:
    """Whether a query is a tag of a language, in any of its hyphenations, and nothing else."""
    match query:
        case Or((Words() as first, *_)):
            return _is_one_operand(query) and first.field == LANGUAGE_FIELD
        case _:
            return isinstance(query, Words) and query.field == LANGUAGE_FIELD


def _one_operand(clauses: Sequence[Query]) -> str:
    """Description of a group that was typed as one operand.

    It holds the spellings of a hyphenated word, or the combinations of a proximity operator whose
    operands are OR groups.
    """
    match clauses:
        case (Near() | Together(), *_):
            return _proximity([clause for clause in clauses if isinstance(clause, Near | Together)])
        case (And((Words(text), Prefix(rest, field))), *_) | (Words(text), Prefix(rest, field)):
            return _leaf(Prefix(f"{text}{rest}", field))
        case (Words() | AtLeast() as first, *others):
            return _leaf(first, [each.text for each in others if isinstance(each, type(first))])
        case _:
            return _listed(clauses)


def _leaf(
    leaf: Words | AtLeast | Prefix | Pattern | Fuzzy | Has, others: Sequence[str] = ()
) -> str:
    """Description of a text leaf; `others` are further spellings of its text."""
    match leaf:
        case Words(text) if leaf.field == LANGUAGE_FIELD:
            return f"language: {language_name(text)}"
        case Words(text):
            description = _either([text, *others])
        case AtLeast(times, text):
            description = f"at least {times} times {_either([text, *others])}"
        case Prefix(text):
            description = f"any word beginning with “{text}”"
        case Pattern(text):
            description = f"any word like “{text}” ({_legend(text)})"
        case Fuzzy(text, edits):
            description = f"words like “{text}” ({_EDIT_PHRASES[edits]})"
        case Has():
            description = "anything"
    return description + _field_phrase(leaf.field)


def _fact(query: Query) -> str:
    """Description of a clause on the article as a whole; "" for any other."""
    match query:
        case Everything():
            return "every article"
        case DateRange(first, last):
            return _date_range("dated", first, last) or "with a date"
        case Received(first, last):
            return _date_range("received", first, last) or "received at any time"
        case Arrivals(after, upto):
            return f"arrived after number {after:,}{f', up to {upto:,}' if upto else ''}"
        case Length(least, most):
            return f"{_word_count(least, most)} long"
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
    descriptions = list(map(_list_item, clauses))
    separator = "; " if any(", " in each for each in descriptions) else ", "
    return separator.join(descriptions)


def _list_item(clause: Query) -> str:
    """Description of a clause in a list: in parentheses where it is a list itself."""
    if isinstance(clause, Some) or (isinstance(clause, And | Or) and not _is_one_operand(clause)):
        return f"({_embedded(clause)})"
    return _embedded(clause)


def _negated(clause: Query) -> str:
    """Description of a negated clause, to follow "none "."""
    match clause:
        case DateRange() | Received() | Arrivals() | Length() | Cluster():
            return _embedded(clause)
        case Everything():
            return "at all"
        case Like():
            return _embedded(clause).removeprefix("articles ")
        case _:
            return f"with {_embedded(clause)}"


def _proximity(variants: Sequence[Near | Together]) -> str:
    """Description of one proximity operator, given every combination of its alternatives."""
    operand_texts = alternatives_of(variants) or [[part] for part in variants[0].parts]
    parts = list(map(_either, operand_texts))
    match first := variants[0]:
        case Together(_, unit):
            description = f"{_enumerated(parts)} {_UNIT_PHRASES[unit]}"
        case Near(_, others) if len(parts) > 2:
            words = "word" if others == 1 else "words"
            between = f"with at most {others} other {words} between" if others else "side by side"
            description = f"{_enumerated(parts)} {between}"
        case Near(_, others, ordered):
            one, other = parts
            if others:
                order = ", in this order" if ordered else ""
                description = f"{one} within {others + 1} words of {other}{order}"
            else:
                description = f"{one} {'right before' if ordered else 'next to'} {other}"
    return description + _field_phrase(first.field)


def _either(texts: Sequence[str]) -> str:
    return " or ".join(f"“{text}”" for text in texts)


def _enumerated(parts: Sequence[str]) -> str:
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def _field_phrase(field: str | None) -> str:
    return f" {_FIELD_PHRASES[field]}" if field else ""


def _legend(pattern: str) -> str:
    """Legend of the wildcards that occur in a pattern."""
    legend = {"?": "? is one letter", "*": "* is any letters or none"}
    return ", ".join(text for wildcard, text in legend.items() if wildcard in pattern)


def _date_range(verb: str, first: date | None, last: date | None) -> str:
    """Description of a range of days; "" where it is open at both ends."""
    if first and last and first > last:
        return f"{verb} on no day"
    length = date_length(first, last)
    begin, end = (_day(day, length) if day else "" for day in (first, last))
    if begin == end:
        return f"{verb} {begin}" if begin else ""
    if begin and end:
        return f"{verb} from {begin} to {end}"
    return f"{verb} from {begin} on" if begin else f"{verb} up to {end}"


def _day(day: date, length: int) -> str:
    """A day, its month or its year: `length` is 10, 7 or 4 characters of its ISO 8601 date."""
    if length == 4:
        return f"{day.year}"
    return f"{day:%B} {day.year}" if length == 7 else f"{day.day} {day:%B} {day.year}"


def _word_count(least: int, most: int | None) -> str:
    if most is None:
        return f"more than {least - 1:,} words" if least % 10 == 1 else f"at least {least:,} words"
    if least == most:
        return f"{least:,} {'word' if least == 1 else 'words'}"
    if least:
        return f"{least:,} to {most:,} words"
    return f"fewer than {most + 1:,} words" if most % 10 == 9 else f"at most {most:,} words"
