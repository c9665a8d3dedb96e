"""Parameters of the API that say which articles a list has, in which order, and how many."""

from typing import Annotated, Any, Literal

from msgspec import Meta

from archive.export.article_fields import FIELDS
from archive.model.article import Role
from indexer.engines.engine import Sort
from indexer.schema.fields import FACETS, LANGUAGE, LONGEST_VALUE, UNDATED, Facet
from indexer.search.facet_listing import ValueOrder
from webui.api.cursors import CURSOR_PATTERN
from webui.api.documents import WordMatch
from webui.api.operations import MANY, QueryParameter
from webui.query_string import DATE_VALUES, MOST_LEFT_OUT, MOST_VALUES
from webui.search_state import LAST_HIT, LAST_PAGE, PAGE_SIZE, PAGE_SIZES, Chart, Density, Stack

MOST_HITS = 100
_LAST_VALUE = 10_000_000

_MONTH = "(0[1-9]|1[0-2])"
_YEAR = "(0{3}[1-9]|0{2}[1-9][0-9]|0[1-9][0-9]{2}|[1-9][0-9]{3})"
# A day has to be one of the calendar, which no pattern tells.
_DATE = Annotated[
    str,
    Meta(
        extra_json_schema={
            "anyOf": [{"format": "date"}, {"pattern": f"^{_YEAR}(-{_MONTH})?$"}],
            "examples": ["2019", "2019-06", "2019-06-04"],
        },
        min_length=4,
    ),
]
NAME = Annotated[str, Meta(min_length=1, max_length=LONGEST_VALUE)]


def _value_pattern(facet: Facet) -> str:
    """Pattern of the values of a facet, without anchors."""
    pattern, _ = DATE_VALUES.get(facet.name, (None, ""))
    return f"({pattern.pattern})" if pattern else r"[\s\S]+"


def _kind(facet: Facet) -> Any:  # noqa: ANN401 - a type with its constraints
    return Annotated[str, Meta(pattern=f"^{_value_pattern(facet)}$")] if facet.dates else NAME


def _help(facet: Facet) -> str:
    if facet.name == LANGUAGE:
        return (
            "Articles in this language, by its BCP 47 tag, varieties included; one of these as a "
            f"path, “de/de-AT”, or by its own tag; “{facet.missing}” for none."
        )
    if not facet.dates:
        lowest = ", as a path of names from the widest" if facet.tree else ""
        return f"Articles with this {facet.label.lower()}{lowest}; “{facet.missing}” for none."
    _, example = DATE_VALUES[facet.name]
    return f"Articles of this {facet.name}, written as {example}; “{UNDATED}” for none."


_EXCLUDED = Annotated[
    str,
    Meta(pattern="^(" + "|".join(f"{f.name}:{_value_pattern(f)}" for f in FACETS) + ")$"),
]

# What is in a list.
MEMBERS = (
    QueryParameter("q", str, "What to look for, in the query language; all articles without it."),
    QueryParameter(
        "match", WordMatch, "Whether all words have to be found (all), or one is enough (any)."
    ),
    *(QueryParameter(facet.name, _kind(facet), _help(facet), MANY) for facet in FACETS),
    QueryParameter("not", _EXCLUDED, "Articles without this value of a facet: facet:value.", MANY),
    QueryParameter("from", _DATE, "Articles of this day and later: 2019, 2019-06 or 2019-06-04."),
    QueryParameter("to", _DATE, "Articles of this day and earlier: 2019, 2019-06 or 2019-06-04."),
    QueryParameter(
        "without",
        str,
        "The query string of a list whose articles are left out, up to three times.",
        MOST_LEFT_OUT,
    ),
)
ROLE = QueryParameter(
    "role", Role, "The values of the byline facet are the names in this role, ranked by it."
)
EXPLAIN = QueryParameter(
    "explain", Literal["0", "1"], "1 for an explanation of how the query was read, else 0."
)
SORT = QueryParameter(
    "sort", Sort, "The order; by default relevance for words, and newest first without."
)
# How a page shows a list. A page's query string can be given as it is.
SHOWN = (
    QueryParameter(
        "page",
        Annotated[int, Meta(ge=1, le=LAST_PAGE)],
        f"Number of the page, from 1 to {LAST_PAGE:,}, where no offset is given.",
    ),
    QueryParameter(
        "size",
        Literal[tuple(map(str, PAGE_SIZES))],
        f"How many articles where no limit is given; {PAGE_SIZE} by default.",
    ),
    *(
        QueryParameter(name, kind, "As a page has it in its address; changes nothing here.")
        for name, kind in (("view", Density), ("chart", Chart), ("stack", Stack))
    ),
)
PAGE = (
    QueryParameter(
        "limit",
        Annotated[int, Meta(ge=1, le=MOST_HITS)],
        f"How many articles, from 1 to {MOST_HITS}.",
    ),
    QueryParameter(
        "offset",
        Annotated[int, Meta(ge=0, le=LAST_HIT)],
        f"How many articles to pass over, from 0 to {LAST_HIT:,}; beyond that, go on by cursor.",
    ),
    QueryParameter(
        "cursor",
        Annotated[str, Meta(pattern=CURSOR_PATTERN)],
        "Where to go on, in place of an offset: what `next` of the page before says.",
    ),
)
VALUES = (
    QueryParameter("find", str, "Words of the value’s own name, in any case and without accents."),
    QueryParameter(
        "order", ValueOrder, "The order of values: count, or name (dates go newest first)."
    ),
    QueryParameter(
        "limit",
        Annotated[int, Meta(ge=1, le=MOST_VALUES)],
        f"How many values, from 1 to {MOST_VALUES}; {MOST_VALUES} by default.",
    ),
    QueryParameter(
        "offset",
        Annotated[int, Meta(ge=0, le=_LAST_VALUE)],
        f"How many values to pass over, from 0 to {_LAST_VALUE:,}.",
    ),
)

# What a list is written as, and whence it goes on.
EXPORTED = (
    QueryParameter(
        "format",
        Literal["bibtex", "csl", "csv", "html", "jsonl", "md", "ninjs", "ris"],
        "How the articles are written.",
        required=True,
    ),
    QueryParameter(
        "field",
        Literal[tuple(FIELDS)],
        "Fields in place of all, of csv and jsonl.",
        MANY,
    ),
    QueryParameter(
        "originals",
        Literal["1"],
        "1 for the documents that the articles were read from, too, in jsonl.",
    ),
    QueryParameter(
        "after",
        Annotated[str, Meta(pattern="^[0-9a-f]{16}$")],
        "Id of an article: go on behind it, in the same list.",
    ),
)
EXPORT_TYPES = (
    "application/vnd.citationstyles.csl+json",
    "application/json",
    "application/x-bibtex",
    "application/x-research-info-systems",
    "application/zip",
    "text/csv; charset=utf-8",
    "text/html; charset=utf-8",
)
