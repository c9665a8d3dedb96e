"""From the query's tree to Tantivy's own queries."""

from collections.abc import Callable, Iterable
from functools import lru_cache, partial
from itertools import islice
from math import sqrt

from tantivy import FieldType, Occur, Query, Schema, Searcher

from indexer.analysis.analyzer import Analyzer, prefix_text, query_terms
from indexer.analysis.term_forms import folded_form
from indexer.engines.tantivy.schema import CLUSTER, HAVING, ID, LAST_DAY, LENGTH, MOMENT, WRITTEN
from indexer.engines.tantivy.search.phrases import MOST_WAYS, ways
from indexer.engines.tantivy.search.term_expansion import TermExpansion
from indexer.engines.tantivy.term_length import cut, cut_beginning
from indexer.query import ast as asked
from indexer.query.proximity import near_parts
from indexer.schema.date_order import first_moment
from indexer.schema.fields import TextField, default_fields, ranked_fields, text_field

# So few terms are sooner looked up one by one: making a set of them takes 0.2 ms.
_FEW_TERMS = 32
# What a query's words are is asked again for every few of them that are counted together.
_KEPT_WORDS = 256
# Tantivy's machine for words spelled almost as another grows with the word.
_LONG = 40


class Translator:
    """Translates queries to one open index."""

    def __init__(self, searcher: Searcher, schema: Schema) -> None:
        self._schema = schema
        self._lexicon = TermExpansion(searcher)
        self._any_words = lru_cache(_KEPT_WORDS)(partial(_words_in_any_field, schema))

    def translated(self, query: asked.Query) -> Query:
        """A query that finds the same articles. What it scores is for words only; see `scores`."""
        match query:
            case asked.Everything():
                return _unscored(Query.all_query())
            case asked.Words(text, None):
                return self._any_words(text)
            case asked.Words() | asked.Prefix() | asked.Pattern() | asked.Fuzzy() | asked.Near():
                return _any([self._leaf(query, field) for field in _fields(query.field)])
            case (
                asked.Has() | asked.Length() | asked.DateRange() | asked.Cluster() | asked.Listed()
            ):
                return _unscored(self._being(query))
            case asked.AtLeast() | asked.Together() | asked.Like():
                raise ValueError(f"{query} is told from the text")
            case _:
                return self._compounded(query)

    def _compounded(self, query: asked.Compound) -> Query:
        match query:
            case asked.Weighted(clause, factor):
                return Query.boost_query(self.translated(clause), factor)
            case asked.Not():
                return self._all([query])
            case asked.And(clauses):
                return self._all(clauses)
            case asked.Or(clauses):
                return _any([self.translated(clause) for clause in clauses])
            case asked.Some(clauses, least):
                parts = [(Occur.Should, self.translated(clause)) for clause in clauses]
                return Query.boolean_query(parts, least)

    def _being(self, query: asked.Fact) -> Query:
        match query:
            case asked.Has(field):
                return Query.term_query(self._schema, HAVING, field)
            case asked.Length(least, most):
                return self._between(LENGTH, least, most)
            case asked.DateRange():
                return self._dated(query)
            case asked.Cluster(cluster_id):
                number = int(cluster_id or "0", 16)
                return self._between(CLUSTER, number, number) if number else _nothing()
            case asked.Listed(ids):
                numbers = sorted(int(each, 16) for each in ids)
                return Query.term_set_query(self._schema, ID, numbers) if ids else _nothing()

    def _all(self, clauses: Iterable[asked.Query]) -> Query:
        """What every clause finds; what none but excluded is taken from everything."""
        parts: list[tuple[Occur, Query]] = []
        for clause in clauses:
            if isinstance(clause, asked.Not):
                parts.append((Occur.MustNot, self.translated(clause.clause)))
            else:
                parts.append((Occur.Must, self.translated(clause)))
        if all(occur is Occur.MustNot for occur, _ in parts):
            parts.append((Occur.Must, _unscored(Query.all_query())))
        return Query.boolean_query(parts)

    def _leaf(self, leaf: asked.Leaf, field: TextField) -> Query:
        match leaf:
            case asked.Words(text):
                return _words(self._schema, text, field)
            case asked.Prefix(text):
                prefix = cut_beginning(prefix_text(text))
                found = self._spelled(
                    field, lambda name: self._lexicon.beginning_with(name, prefix)
                )
            case asked.Pattern(text):
                form = folded_form(text)
                found = self._spelled(field, lambda name: self._lexicon.of_form(name, form))
            case asked.Fuzzy(text, edits):
                found = self._almost(text, edits, field)
            case asked.Near():
                found = self._near(leaf, field)
        return Query.const_score_query(found, _boost(field))

    def _near(self, near: asked.Near, field: TextField) -> Query:
        parts = near_parts(near, field.analyzer)
        if not all(part.terms for part in parts):
            return _nothing()
        return _any(
            [
                _phrase(
                    self._schema,
                    {
                        (start + term.offset, term.term)
                        for part, start in zip(parts, starts, strict=True)
                        for term in part.terms
                    },
                    field,
                )
                for starts in ways(parts, near.others, ordered=near.ordered)
            ]
        )

    def _spelled(self, field: TextField, spellings: Callable[[str], list[str]]) -> Query:
        """What has any of the terms, written or stemmed, that a beginning or form stands for."""
        return _any([self._any_of(name, spellings(name)) for name in _spelled_in(field)])

    def _almost(self, text: str, edits: int, field: TextField) -> Query:
        """What has a word, written or stemmed, that is spelled almost so; or its stem."""
        word = prefix_text(text)
        stems = [cut(term.term) for term in query_terms(text, field.analyzer)[:1]]
        parts: list[Query] = []
        for name in _spelled_in(field):
            parts.append(self._any_of(name, stems))
            if len(word) > _LONG:
                parts.append(self._any_of(name, self._lexicon.almost(name, word, edits)))
            else:
                # A change of places is two edits, as everywhere else.
                parts.append(
                    Query.fuzzy_term_query(
                        self._schema, name, word, edits, transposition_cost_one=False
                    )
                )
        return _any(parts)

    def _any_of(self, name: str, terms: list[str]) -> Query:
        if not terms:
            return _nothing()
        if len(terms) > _FEW_TERMS:
            return Query.term_set_query(self._schema, name, terms)
        return _any([Query.term_query(self._schema, name, term, "basic") for term in terms])

    def _dated(self, days: asked.DateRange) -> Query:
        first = self._between(MOMENT, first_moment(days.first) if days.first else 1, None)
        if days.last is None:
            return first
        last = self._between(LAST_DAY, None, days.last.toordinal())
        return Query.boolean_query([(Occur.Must, first), (Occur.Must, last)])

    def _between(self, name: str, first: int | None, last: int | None) -> Query:
        return Query.range_query(self._schema, name, FieldType.Unsigned, first, last)


def finds(query: asked.Query) -> bool:
    """Whether the index has all that tells what a leaf finds.

    It has no numbers of times, no ends of sentences, and of what stands near each other only as
    many ways as are sooner looked up than read.
    """
    match query:
        case asked.AtLeast() | asked.Together() | asked.Like():
            return False
        case asked.Near():
            parts = near_parts(query, Analyzer.NAMES)
            possible = ways(parts, query.others, ordered=query.ordered)
            return len(query.parts) == 2 or next(islice(possible, MOST_WAYS, None), None) is None
        case _:
            return True


def scores(query: asked.Query) -> bool:
    """Whether a query ranks what it finds; else all of it scores 0."""
    match query:
        case asked.Words() | asked.Prefix() | asked.Pattern() | asked.Fuzzy() | asked.Near():
            return True
        case asked.Weighted(clause):
            return scores(clause)
        case asked.And(clauses) | asked.Or(clauses) | asked.Some(clauses):
            return any(map(scores, clauses))
        case _:
            return False


def _words_in_any_field(schema: Schema, text: str) -> Query:
    return _any([_words(schema, text, field) for field in ranked_fields()])


def _words(schema: Schema, text: str, field: TextField) -> Query:
    terms = {(term.offset, term.term) for term in query_terms(text, field.analyzer)}
    return Query.boost_query(_phrase(schema, terms, field), _boost(field))


def _phrase(schema: Schema, terms: set[tuple[int, str]], field: TextField) -> Query:
    """Phrase query of terms at these positions; a term query for one, since Tantivy panics."""
    placed = [(offset, cut(term)) for offset, term in sorted(terms)]
    if len(placed) > 1:
        return Query.phrase_query(schema, field.name, list(placed))
    if placed:
        return Query.term_query(schema, field.name, placed[0][1])
    return _nothing()


def _fields(name: str | None) -> tuple[TextField, ...]:
    field = text_field(name) if name else None
    return (field,) if field else default_fields()


def _boost(field: TextField) -> float:
    """What a score in a field counts, where the scores of fields are added up.

    The weights of the registry are for counts that are added up before they are scored, which
    evens out: their square roots order articles most alike (`python -m tests.bench.ranking`).
    """
    return sqrt(field.weight)


def _spelled_in(field: TextField) -> list[str]:
    """The fields of the index that have the spellings of words in a field."""
    return [field.name, WRITTEN[field.name]] if field.name in WRITTEN else [field.name]


def _any(queries: list[Query]) -> Query:
    if len(queries) == 1:
        return queries[0]
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def _unscored(query: Query) -> Query:
    return Query.const_score_query(query, 0.0)


def _nothing() -> Query:
    return Query.empty_query()
