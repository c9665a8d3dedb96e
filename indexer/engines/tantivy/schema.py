"""How articles are laid out in a Tantivy index, all of it derived from the registry of fields.

Every text field has its terms with positions, one of prose the folded words that stemming
changed in a field beside it. Columns hold the id, the cluster, the days, and for every facet
the number of the article's set of values, which terms of their own spell out. Nothing is
stored: articles stay in the archive's store.
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
from indexer.engines.tantivy.build.token_text import GAP
from indexer.schema.fields import FACETS, TEXT_FIELDS

ID, CLUSTER, MOMENT, LAST_DAY = "id", "cluster", "moment", "last_day"
FACET_SET = {facet.name: f"set_{facet.name}" for facet in FACETS}
# The articles are counted as they are added; each has one bit by its number, see `found`.
ORDINAL, BIT = "ordinal", "bit"
# How many words the body has.
LENGTH = "length"
# 0 for every article; see `ranking`.
ZERO = "zero"
WRITTEN = {
    field.name: f"written_{field.name}" for field in TEXT_FIELDS if field.analyzer is Analyzer.PROSE
}
# The names of the text fields in which an article has any word.
HAVING = "having"
# What the numbers of sets of values stand for.
SET_TERMS = "set_terms"

# How many ordinals share one sum of bits; a sum is a float, exact up to 53 of them.
BITS = 48

TOKENIZER = "terms"


def make_schema() -> Schema:
    """The schema of the index."""
    builder = SchemaBuilder()
    builder.add_unsigned_field(ID, indexed=True, fast=True)
    for name in (CLUSTER, MOMENT, LAST_DAY, *FACET_SET.values(), ORDINAL, BIT, LENGTH, ZERO):
        builder.add_unsigned_field(name, fast=True)
    for field in TEXT_FIELDS:
        builder.add_text_field(field.name, tokenizer_name=TOKENIZER, index_option="position")
    for name in (HAVING, *WRITTEN.values()):
        builder.add_text_field(name, tokenizer_name=TOKENIZER, index_option="basic")
    builder.add_text_field(SET_TERMS, tokenizer_name="raw", index_option="basic")
    return builder.build()


def open_index(directory: Path) -> Index:
    """The index in a folder, made if there is none. An index forgets its tokenizers."""
    index = Index(make_schema(), path=str(directory), reuse=True)
    index.register_tokenizer(TOKENIZER, splitter())
    return index


def splitter() -> TextAnalyzer:
    """What takes the texts of `texts` apart into terms."""
    gaps_left_out = Filter.custom_stopword([GAP])
    return TextAnalyzerBuilder(Tokenizer.whitespace()).filter(gaps_left_out).build()


def ordinals_used(searcher: Searcher) -> int:
    """The first ordinal behind those of all articles in an index."""
    asked = {"last": {"max": {"field": ORDINAL}}}
    last = cast("Any", searcher.aggregate(Query.all_query(), asked))["last"]["value"]
    return 0 if last is None else int(last) + 1
