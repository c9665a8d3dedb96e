"""The query as a tree: what a person asked for, free of any engine.

The leaves hold text as it was typed; `indexer.analysis` turns it into terms.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Everything:
    """Every article."""


@dataclass(frozen=True, slots=True)
class Words:
    """Articles that have these words next to each other and in this order.

    `field` is a name from `indexer.fields`, None for the fields that are searched by default.
    One word is the usual case; quoted phrases, and words that analysis splits, have several.
    """

    text: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Prefix:
    """Articles that have a word beginning with this text, as written or as stemmed."""

    text: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Pattern:
    """Articles that have a word of this form, as written or as stemmed.

    In the text a "?" stands for one letter or digit, a "*" for any number of them, also none;
    at least two others are beside them.
    """

    text: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Articles that have this word, or one spelled almost so, as written or as stemmed.

    `edits` is how many letters, at most, are put in, left out or exchanged: 1 or 2.
    """

    text: str
    edits: int
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Near:
    """Articles that have these words and phrases close together in one field; two or more.

    A stretch of text has all of them, each as often as it is named, and is at most `others`
    words longer than they are together. `ordered` ones follow each other without overlap. No
    stretch is longer than `analysis.PARAGRAPH_GAP`, so that none reaches over a paragraph's end.
    """

    parts: tuple[str, ...]
    others: int
    ordered: bool = False
    field: str | None = None


@dataclass(frozen=True, slots=True)
class AtLeast:
    """Articles that have these words next to each other so many times, 2 or more.

    They are counted over all the fields that are looked in.
    """

    times: int
    text: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Has:
    """Articles that have any word in a field of `indexer.fields`."""

    field: str


@dataclass(frozen=True, slots=True)
class Length:
    """Articles whose body has from `least` to `most` words, no end where that is None.

    Of scripts without spaces, and of Korean, every character counts as a word.
    """

    least: int
    most: int | None


@dataclass(frozen=True, slots=True)
class DateRange:
    """Articles whose date lies wholly between two days, both included.

    None leaves a side open. An article without a date is in no range.
    """

    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Cluster:
    """Articles of one cluster of near-duplicates.

    `id` is that of the cluster, 16 hex digits; "" names none, and finds nothing.
    """

    id: str


@dataclass(frozen=True, slots=True)
class And:
    """Articles that every one of the clauses finds; there are two or more."""

    clauses: tuple["Query", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Articles that at least one of the clauses finds; there are two or more."""

    clauses: tuple["Query", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Articles that the clause does not find."""

    clause: "Query"


# What is looked for among the words of a field.
Leaf = Words | Prefix | Pattern | Fuzzy | Near
Query = (
    Everything
    | Words
    | Prefix
    | Pattern
    | Fuzzy
    | Near
    | AtLeast
    | Has
    | Length
    | DateRange
    | Cluster
    | And
    | Or
    | Not
)


@dataclass(frozen=True, slots=True)
class Notice:
    """What the parser made of something that it could not take as typed.

    `offset` counts characters from the start of the query.
    """

    offset: int
    message: str


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """A query text, what it means, and what was passed over in it.

    `show_duplicates` says whether near-duplicates are listed one by one.
    """

    text: str
    query: Query
    notices: tuple[Notice, ...] = ()
    show_duplicates: bool = False
