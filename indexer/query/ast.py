"""AST of a query, independent of any engine.

The leaves hold text as it was typed; `indexer.analysis.analyzer` turns it into terms.
"""

from datetime import date
from enum import StrEnum

import msgspec


class _Node(msgspec.Struct, frozen=True, gc=False):
    """Base of the nodes: immutable, hashable and compared by value.

    `msgspec` does that in C, as one page makes, compares and looks up a great many nodes.
    """


class Everything(_Node, frozen=True):
    """Match-all query: every article."""


class Words(_Node, frozen=True):
    """Term or phrase leaf: the words next to each other, in this order.

    `field` is a name from `indexer.schema.fields`, None for the fields searched by default. Mostly
    it is one word; quoted phrases, and words that analysis splits, have several.
    """

    text: str
    field: str | None = None


class Prefix(_Node, frozen=True):
    """Prefix leaf: a word that begins with this text, as written or as stemmed."""

    text: str
    field: str | None = None


class Pattern(_Node, frozen=True):
    """Wildcard leaf: a word that matches this pattern, as written or as stemmed.

    "?" stands for one letter or digit, "*" for any number of them, including none. The pattern
    has at least two other letters or digits.
    """

    text: str
    field: str | None = None


class Fuzzy(_Node, frozen=True):
    """Fuzzy leaf: a word within a Levenshtein distance of this one, as written or as stemmed.

    `edits` is the greatest distance: 1 or 2 letters inserted, deleted or substituted.
    """

    text: str
    edits: int
    field: str | None = None


class Near(_Node, frozen=True):
    """Proximity leaf: two or more words and phrases within a window of one field.

    The window has each part as often as it is named, and is at most `others` words longer than
    the parts together. `ordered` parts follow each other without overlap. No window is longer than
    `analysis.PARAGRAPH_GAP` words, so that none spans two paragraphs.
    """

    parts: tuple[str, ...]
    others: int
    ordered: bool = False
    field: str | None = None


class Unit(StrEnum):
    """Unit of text that bounds a `Together`."""

    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"


class Together(_Node, frozen=True):
    """Sentence or paragraph proximity: two or more words and phrases in one unit of one field.

    Headlines, captions and names are paragraphs of their own.
    """

    parts: tuple[str, ...]
    unit: Unit
    field: str | None = None


class AtLeast(_Node, frozen=True):
    """Minimum term frequency: a word or phrase `times` times or more; 2 at least.

    Occurrences in all the fields searched are added up.
    """

    times: int
    text: str
    field: str | None = None


class Has(_Node, frozen=True):
    """Exists query: any word at all in a field of `indexer.schema.fields`."""

    field: str


class Length(_Node, frozen=True):
    """Length range: a body of `least` to `most` words, both included; None for no upper limit.

    In scripts without spaces, and in Korean, every character counts as a word.
    """

    least: int
    most: int | None


class DateRange(_Node, frozen=True):
    """Date range: publication dates that lie wholly between two days, both included.

    None leaves a side open; both None match every dated article. An undated article is in no
    range.
    """

    first: date | None
    last: date | None


class Received(_Node, frozen=True):
    """Date range of arrival: articles that first came in between two days, both included.

    None leaves a side open; both None match every article that is stored.
    """

    first: date | None
    last: date | None


class Arrivals(_Node, frozen=True):
    """Range of arrivals: articles whose number of arrival is above `after`, and at most `upto`.

    None leaves the upper side open.
    """

    after: int
    upto: int | None = None


class Cluster(_Node, frozen=True):
    """Cluster filter: the articles of one cluster of near-duplicates.

    `id` is the cluster's, 16 hex digits; "" names none and matches nothing.
    """

    id: str


class Listed(_Node, frozen=True):
    """Id list: the articles with these ids; ids that are not indexed are ignored."""

    ids: frozenset[str]


class Like(_Node, frozen=True):
    """More like this: articles that share an article's characteristic words, itself excluded."""

    id: str


class Some(_Node, frozen=True):
    """Minimum-should-match group: articles that `least` or more of the clauses match.

    `least` is from 1 to the number of clauses.
    """

    clauses: tuple["Query", ...]
    least: int


class Weighted(_Node, frozen=True):
    """Boosted clause: multiplies the clause's score by `factor`, 0.01 to 100."""

    clause: "Query"
    factor: float


class And(_Node, frozen=True):
    """Conjunction: articles that all of two or more clauses match."""

    clauses: tuple["Query", ...]


class Or(_Node, frozen=True):
    """Disjunction: articles that any of two or more clauses matches."""

    clauses: tuple["Query", ...]


class Not(_Node, frozen=True):
    """Negation: articles that the clause does not match."""

    clause: "Query"


# Text leaves: matched against the words of a field.
Leaf = Words | Prefix | Pattern | Fuzzy | Near
# Filters on the article as a whole: they add nothing to a score.
Fact = Has | Length | DateRange | Received | Arrivals | Cluster | Listed
# Inner nodes.
Compound = Weighted | Some | And | Or | Not
Query = Everything | Leaf | Together | AtLeast | Fact | Like | Compound


def narrowed(query: Query, clause: Query) -> And:
    """Conjunction of a query and a clause, flattened: an And on either side is merged in."""
    clauses = [each.clauses if isinstance(each, And) else (each,) for each in (query, clause)]
    return And(clauses[0] + clauses[1])


class Notice(msgspec.Struct, frozen=True, gc=False):
    """Message on a part of a query that the parser could not take as typed.

    `offset` counts characters from the start of the query.
    """

    offset: int
    message: str


class ParsedQuery(msgspec.Struct, frozen=True, gc=False):
    """Query text with its AST and the notices on it.

    `show_duplicates` says whether near-duplicates are listed one by one.
    """

    text: str
    query: Query
    notices: tuple[Notice, ...] = ()
    show_duplicates: bool = False
