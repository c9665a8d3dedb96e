"""Tantivy used directly: indexes made by it alone, and the same search as Backfile's.

For the search, the index is of Backfile's own terms and the query made from its tree, so that both
find the same articles: then what differs is what each does to find, rank and count them.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import tantivy
from tantivy import Document, Occur, Query, SchemaBuilder

from archive.model.article import Article
from indexer.analysis.analyzer import Analyzer, index_terms, query_terms
from indexer.query import ast as asked
from indexer.query.parser import parse
from indexer.schema.fields import (
    FACETS,
    LEAD_WORDS,
    TEXT_FIELDS,
    TextField,
    default_fields,
    text_field,
)

HITS = 20
_HEAP_BYTES = 256_000_000
# More values than any facet has; the library counts exactly where it may keep all.
_VALUES = 65_000
_COUNTS = {
    facet.name: {
        "terms": {"field": f"facet_{facet.name}", "size": _VALUES, "segment_size": _VALUES}
    }
    for facet in FACETS
}
_PROSE = [field for field in TEXT_FIELDS if field.analyzer is Analyzer.PROSE]
# The days that an article may be of, how long it is, and what it is a near-duplicate of.
_NUMBERS = ("first_day", "last_day", "length", "cluster")


class NotComparable(Exception):
    """A query that is more than words, AND, OR and NOT."""


def build(folder: Path, articles: Iterable[Article]) -> None:
    """Index all that Backfile's index answers for, with the library's own English tokenizer.

    Of prose the words as written as well, in which beginnings and patterns are looked up. What
    the questions of every engine besides words are about is in columns.
    """
    builder = _facets()
    for name in _NUMBERS:
        builder.add_unsigned_field(name, fast=True)
    for field in TEXT_FIELDS:
        _add_text_field(builder, field)
    for field in _PROSE:
        builder.add_text_field(_as_written(field), tokenizer_name="default", index_option="basic")

    def documents() -> Iterator[Document]:
        for article in articles:
            document = _with_facets(article)
            for name, number in zip(_NUMBERS, _numbers(article), strict=True):
                document.add_unsigned(name, number)
            for field in TEXT_FIELDS:
                text = _lead(article) if field.name == "lead" else "\n".join(field.texts(article))
                document.add_text(field.name, text)
                if field in _PROSE:
                    document.add_text(_as_written(field), text)
            yield document

    _write(folder, builder, documents())


def build_for_words(folder: Path, articles: Iterable[Article]) -> None:
    """Index what a word without a field is looked for in, with the library's own tokenizer."""

    def documents() -> Iterator[Document]:
        for article in articles:
            document = _with_facets(article)
            for field in default_fields():
                document.add_text(field.name, "\n".join(field.texts(article)))
            yield document

    _write(folder, _words_and_facets(), documents())


def build_with_our_terms(folder: Path, articles: Iterable[Article]) -> None:
    """Index what a word without a field is looked for in, by the terms of Backfile."""

    def documents() -> Iterator[Document]:
        for article in articles:
            document = _with_facets(article)
            for field in default_fields():
                document.add_pre_tokenized_text(field.name, _tokens(article, field))
            yield document

    _write(folder, _words_and_facets(), documents())


class BareTantivy:
    """An index of Backfile's terms, searched by the library alone."""

    def __init__(self, folder: Path) -> None:
        self._schema = _words_and_facets().build()
        self._searcher = tantivy.Index.open(str(folder)).searcher()

    def search(self, text: str) -> tuple[int, dict[str, dict[str, int]]]:
        """How many articles a query finds, and its facets' counts; twenty hits are read."""
        query = self._query(parse(text).query)
        found = self._searcher.search(query, HITS)
        for _, address in found.hits:
            self._searcher.doc(address).get_first("id")
        counts = self._searcher.aggregate(query, _COUNTS)
        return found.count, {
            name: {value["key"]: value["doc_count"] for value in counted["buckets"]}
            for name, counted in counts.items()
        }

    def _query(self, query: asked.Query) -> Query:
        match query:
            case asked.Everything():
                return Query.all_query()
            case asked.Words(text, name):
                fields = [text_field(name)] if name else default_fields()
                return _any([self._words(text, field) for field in fields])
            case asked.Or(clauses):
                return _any([self._query(clause) for clause in clauses])
            case asked.And(clauses):
                return self._all(clauses)
            case asked.Not():
                return self._all((query,))
            case _:
                raise NotComparable

    def _all(self, clauses: tuple[asked.Query, ...]) -> Query:
        denied = [each.clause for each in clauses if isinstance(each, asked.Not)]
        wanted = [self._query(each) for each in clauses if not isinstance(each, asked.Not)]
        return Query.boolean_query(
            [
                *((Occur.Must, each) for each in wanted or [Query.all_query()]),
                *((Occur.MustNot, self._query(each)) for each in denied),
            ]
        )

    def _words(self, text: str, field: TextField) -> Query:
        terms = [(term.offset, term.term) for term in query_terms(text, field.analyzer)]
        if len(terms) > 1:
            query = Query.phrase_query(self._schema, field.name, list(terms))
        else:
            query = Query.term_query(self._schema, field.name, terms[0][1])
        return Query.boost_query(query, field.weight)


def _any(queries: list[Query]) -> Query:
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def _write(folder: Path, builder: SchemaBuilder, documents: Iterable[Document]) -> None:
    folder.mkdir()
    writer = tantivy.Index(builder.build(), path=str(folder)).writer(_HEAP_BYTES)
    for document in documents:
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()


def _words_and_facets() -> SchemaBuilder:
    builder = _facets()
    for field in default_fields():
        _add_text_field(builder, field)
    return builder


def _facets() -> SchemaBuilder:
    builder = SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    for facet in FACETS:
        builder.add_text_field(
            f"facet_{facet.name}", fast=True, tokenizer_name="raw", index_option="basic"
        )
    return builder


def _add_text_field(builder: SchemaBuilder, field: TextField) -> None:
    tokenizer = "en_stem" if field in _PROSE else "default"
    builder.add_text_field(field.name, tokenizer_name=tokenizer, index_option="position")


def _as_written(field: TextField) -> str:
    return f"written_{field.name}"


def _with_facets(article: Article) -> Document:
    """A document of the id and the facets' values."""
    document = Document()
    document.add_text("id", article.id)
    for facet in FACETS:
        for value in facet.values(article) or [facet.missing or ""]:
            if value:
                document.add_text(f"facet_{facet.name}", value)
    return document


def _numbers(article: Article) -> tuple[int, ...]:
    """Those of `_NUMBERS`."""
    days = article.published.days()
    first, last = (day.toordinal() for day in days) if days else (0, 0)
    return first, last, len(" ".join(article.body).split()), int(article.cluster or "0", 16)


def _lead(article: Article) -> str:
    return " ".join(" ".join(article.body).split(None, LEAD_WORDS)[:LEAD_WORDS])


def _tokens(article: Article, field: TextField) -> tantivy.PreTokenizedString:
    positions = index_terms(field.texts(article), field.analyzer).positions
    tokens = [
        tantivy.Token(term, place, 0) for term, places in positions.items() for place in places
    ]
    tokens.sort(key=lambda token: token.position)
    return tantivy.PreTokenizedString("", tokens)
