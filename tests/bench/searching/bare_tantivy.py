"""Tantivy used directly: what one writes in an afternoon, and the same search as Backfile's.

For the second, the index is of Backfile's own terms and the query made from its tree, so that both
find the same articles: then what differs is what each does to find, rank and count them.
"""

from collections.abc import Iterable
from pathlib import Path

import tantivy
from tantivy import Occur, Query

from archive.article import Article
from indexer import query as asked
from indexer.analysis import Analyzer, index_terms, query_terms
from indexer.fields import FACETS, TextField, default_fields, text_field
from indexer.parser import parse

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


class NotComparable(Exception):
    """A query that is more than words, AND, OR and NOT."""


def build(folder: Path, articles: Iterable[Article], *, terms_of_ours: bool = False) -> None:
    """Index articles with the library's own English tokenizer, or by the terms of Backfile."""
    folder.mkdir()
    writer = tantivy.Index(_schema(), path=str(folder)).writer(_HEAP_BYTES)
    for article in articles:
        document = tantivy.Document()
        document.add_text("id", article.id)
        for field in default_fields():
            if terms_of_ours:
                document.add_pre_tokenized_text(field.name, _tokens(article, field))
            else:
                document.add_text(field.name, "\n".join(field.texts(article)))
        for facet in FACETS:
            for value in facet.values(article) or [facet.missing or ""]:
                if value:
                    document.add_text(f"facet_{facet.name}", value)
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()


class BareTantivy:
    """An index of Backfile's terms, searched by the library alone."""

    def __init__(self, folder: Path) -> None:
        self._schema = _schema()
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


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    for field in default_fields():
        tokenizer = "en_stem" if field.analyzer is Analyzer.PROSE else "default"
        builder.add_text_field(field.name, tokenizer_name=tokenizer, index_option="position")
    for facet in FACETS:
        builder.add_text_field(
            f"facet_{facet.name}", fast=True, tokenizer_name="raw", index_option="basic"
        )
    return builder.build()


def _tokens(article: Article, field: TextField) -> tantivy.PreTokenizedString:
    positions = index_terms(field.texts(article), field.analyzer).positions
    tokens = [
        tantivy.Token(term, place, 0) for term, places in positions.items() for place in places
    ]
    tokens.sort(key=lambda token: token.position)
    return tantivy.PreTokenizedString("", tokens)
