"""Tantivy schema, derived from the registry of fields.

Every text field has postings with positions; a field of prose has a second field for the folded
words that are not their terms. Fast fields (columns) hold the id, the cluster, the dates, and for
every facet the number of the article's set of values (see `facet_sets`). Nothing is stored:
articles stay in the archive's store.
"""

from pathlib import Path
from typing import Any, cast

from tantivy import (
    Filter,
    Index,
    Query,
    Schema,
    SchemaBuilder,
    Searcher,
    TextAnalyzer,
    TextAnalyzerBuilder,
    Tokenizer,
)

from indexer.analysis.analyzer import Analyzer
from indexer.analysis.languages import MARK
from indexer.engines.tantivy.build.token_text import GAP
from indexer.schema.fields import FACETS, TEXT_FIELDS

ID, CLUSTER, MOMENT, LAST_DAY = "id", "cluster", "moment", "last_day"
# The number of the article's arrival, and its day.
ARRIVAL, RECEIVED = "arrival", "received_day"
FACET_SET = {facet.name: f"set_{facet.name}" for facet in FACETS}
# The number of the article in order of addition, and 1 << ordinal % BITS; see `matching_docs`.
ORDINAL, BIT = "ordinal", "bit"
# The number of words of the body.
LENGTH = "length"
# 0 in every article; see `ranking`.
ZERO = "zero"
WRITTEN = {
    field.name: f"written_{field.name}" for field in TEXT_FIELDS if field.analyzer is Analyzer.PROSE
}
# The names of the text fields that are not empty, and the marks of the languages that the article
# has words of, as terms.
HAVING = "having"
# The terms that spell out facet sets.
SET_TERMS = "set_terms"

# How many ordinals share one sum of bits. A sum is a double, which is exact up to 53 bits.
BITS = 48

TOKENIZER = "terms"


def make_schema() -> Schema:
    """The schema of an index."""
    builder = SchemaBuilder()
    builder.add_unsigned_field(ID, indexed=True, fast=True)
    numbers = (CLUSTER, MOMENT, LAST_DAY, ARRIVAL, RECEIVED, ORDINAL, BIT, LENGTH, ZERO)
    for name in (*numbers, *FACET_SET.values()):
        builder.add_unsigned_field(name, fast=True)
    for field in TEXT_FIELDS:
        builder.add_text_field(field.name, tokenizer_name=TOKENIZER, index_option="position")
    for name in (HAVING, *WRITTEN.values()):
        builder.add_text_field(name, tokenizer_name=TOKENIZER, index_option="basic")
    builder.add_text_field(SET_TERMS, tokenizer_name="raw", index_option="basic")
    return builder.build()


def open_index(directory: Path) -> Index:
    """Open the index in a folder, or create one if there is none."""
    index = Index(make_schema(), path=str(directory), reuse=True)
    # Tokenizers are not part of what an index saves.
    index.register_tokenizer(TOKENIZER, splitter())
    return index


def splitter() -> TextAnalyzer:
    """Tokenizer of the strings of `build.token_text`: splits at white space, skips gap tokens.

    A skipped token still takes up a position: "a - - b" has "a" at 0 and "b" at 3.
    """
    without_gaps = Filter.custom_stopword([GAP])
    return TextAnalyzerBuilder(Tokenizer.whitespace()).filter(without_gaps).build()


def ordinals_used(searcher: Searcher) -> int:
    """The next free ordinal of an index: one more than the highest in it, 0 if it is empty."""
    request = {"last": {"max": {"field": ORDINAL}}}
    last = cast("Any", searcher.aggregate(Query.all_query(), request))["last"]["value"]
    return 0 if last is None else int(last) + 1


def languages_of(searcher: Searcher) -> tuple[str, ...]:
    """The languages that an index has marked terms of."""
    found = searcher.terms_with_prefix(HAVING, MARK)
    return tuple(sorted(term.removeprefix(MARK) for term, _ in found))
