"""AST of a query, independent of any engine.

The leaves hold text as it was typed; `indexer.analysis.analyzer` turns it into terms.
"""

from datetime import date
from enum import StrEnum

import msgspec


class _Node(msgspec.Struct, frozen=True, gc=False):
    """A part of the tree. Many are made, compared and looked up for one page, so in C."""


class Everything(_Node, frozen=True):
    """Every article."""


class Words(_Node, frozen=True):
    """Articles that have these words next to each other and in this order.

    `field` is a name from `indexer.schema.fields`, None for the fields searched by default.
    One word is the usual case; quoted phrases, and words that analysis splits, have several.
    """

    text: str
    field: str | None = None


class Prefix(_Node, frozen=True):
    """Articles that have a word beginning with this text, as written or as stemmed."""

    text: str
    field: str | None = None


class Pattern(_Node, frozen=True):
    """Articles that have a word of this form, as written or as stemmed.

    In the text a "?" stands for one letter or digit, a "*" for any number of them, also none;
    at least two others are beside them.
    """

    text: str
    field: str | None = None


class Fuzzy(_Node, frozen=True):
    """Articles that have this word, or one spelled almost so, as written or as stemmed.

    `edits` is how many letters, at most, are put in, left out or exchanged: 1 or 2.
    """

    text: str
    edits: int
    field: str | None = None


class Near(_Node, frozen=True):
    """Articles that have these words and phrases close together in one field; two or more.

    A stretch of text has all of them, each as often as it is named, and is at most `others`
    words longer than they are together. `ordered` ones follow each other without overlap. No
    stretch is longer than `analysis.PARAGRAPH_GAP`, so that none reaches over a paragraph's end.
    """

    parts: tuple[str, ...]
    others: int
    ordered: bool = False
    field: str | None = None


class Unit(StrEnum):
    """A stretch of text that words can stand in together."""

    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"


class Together(_Node, frozen=True):
    """Articles that have all these words and phrases, two or more, in one unit of one field.

    Headlines, captions and names are paragraphs of their own.
    """

    parts: tuple[str, ...]
    unit: Unit
    field: str | None = None


class AtLeast(_Node, frozen=True):
    """Articles that have these words next to each other so many times, 2 or more.

    They are counted over all the fields that are looked in.
    """

    times: int
    text: str
    field: str | None = None


class Has(_Node, frozen=True):
    """Articles that have any word in a field of `indexer.schema.fields`."""

    field: str


class Length(_Node, frozen=True):
    """Articles whose body has from `least` to `most` words, no end where that is None.

    Of scripts without spaces, and of Korean, every character counts as a word.
    """

    least: int
    most: int | None


class DateRange(_Node, frozen=True):
    """Articles whose date lies wholly between two days, both included.

    None leaves a side open. An article without a date is in no range.
    """

    first: date | None
    last: date | None


class Cluster(_Node, frozen=True):
    """Articles of one cluster of near-duplicates.

    `id` is that of the cluster, 16 hex digits; "" names none, and finds nothing.
    """

    id: str


class Listed(_Node, frozen=True):
    """The articles of these ids, of those that there are."""

    ids: frozenset[str]


class Like(_Node, frozen=True):
    """Articles that share the words that tell one from others; never that one itself."""

    id: str


class Some(_Node, frozen=True):
    """Articles that at least so many of the clauses find; 1 or more, and no more than there are."""

    clauses: tuple["Query", ...]
    least: int


class Weighted(_Node, frozen=True):
    """Articles that the clause finds, what it adds to their scores so many times; 0.01 to 100."""

    clause: "Query"
    factor: float


class And(_Node, frozen=True):
    """Articles that every one of the clauses finds; there are two or more."""

    clauses: tuple["Query", ...]


class Or(_Node, frozen=True):
    """Articles that at least one of the clauses finds; there are two or more."""

    clauses: tuple["Query", ...]


class Not(_Node, frozen=True):
    """Articles that the clause does not find."""

    clause: "Query"


# What is looked for among the words of a field.
Leaf = Words | Prefix | Pattern | Fuzzy | Near
# What an article is or has as a whole: it adds nothing to a score.
Fact = Has | Length | DateRange | Cluster | Listed
# What is made of other queries.
Compound = Weighted | Some | And | Or | Not
Query = Everything | Leaf | Together | AtLeast | Fact | Like | Compound


def narrowed(query: Query, clause: Query) -> And:
    """Conjunction of a query and a clause: articles that both find; no And in it is an And."""
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
