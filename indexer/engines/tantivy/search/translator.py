"""Translation of the query AST to Tantivy's queries."""

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import lru_cache, partial
from itertools import islice
from math import sqrt

from tantivy import FieldType, Occur, Query, Schema, Searcher

from archive.time_budget import look
from indexer.analysis.analyzer import Analyzer, prefix_text, query_alternatives
from indexer.analysis.term_forms import folded_form
from indexer.engines.tantivy.schema import (
    ARRIVAL,
    CLUSTER,
    HAVING,
    ID,
    LAST_DAY,
    LENGTH,
    MOMENT,
    RECEIVED,
    WRITTEN,
    languages_of,
)
from indexer.engines.tantivy.search.phrases import MAX_ARRANGEMENTS, arrangements
from indexer.engines.tantivy.search.term_expansion import TermExpansion
from indexer.engines.tantivy.term_length import cut, cut_beginning
from indexer.query import ast
from indexer.query.proximity import Part, near_alternatives, near_parts
from indexer.schema.date_order import first_moment
from indexer.schema.fields import TextField, default_fields, ranked_fields, text_field

# Up to so many terms are looked up one by one: to compile a term set takes 0.2 ms.
_FEW_TERMS = 32
# Explanations and alternatives count several parts of one query, which repeat its words.
_CACHED_WORDS = 256
# A proximity clause of more phrases is looked up in pieces, with a look at the clock before each:
# 100 phrases of two of the commonest words take half a second, and Tantivy cannot be interrupted.
_FEW_PHRASES, _CACHED_PROXIMITIES = 24, 32
# Of words in several fields, the best field's score counts, and so much of the others'.
_OTHER_FIELDS = 0.3
# Longer words are compared one by one: Tantivy's Levenshtein automaton grows with the word.
_LONG = 40


# Terms with their offsets from the first.
Placed = frozenset[tuple[int, str]]


class Translator:
    """Translates queries for one open index, whose terms it expands patterns to.

    Raises `OutOfTime` where the deadline passes meanwhile.
    """

    def __init__(
        self, searcher: Searcher, schema: Schema, ids: Callable[[Query], Iterable[int]]
    ) -> None:
        """`ids` gives the ids of the documents that match a query of Tantivy's."""
        self._schema = schema
        self._proximities = lru_cache(_CACHED_PROXIMITIES)(partial(_looked_up, schema, ids))
        self._expansion = TermExpansion(searcher)
        self._languages = languages_of(searcher)
        self._any_words = lru_cache(_CACHED_WORDS)(
            partial(_words_in_any_field, schema, self._languages)
        )

    def translated(self, query: ast.Query) -> Query:
        """The equivalent Tantivy query. Raises `ValueError` for a leaf that `finds` denies.

        Only leaves that match words add to the score; see `scores`.
        """
        match query:
            case ast.Everything():
                return _unscored(Query.all_query())
            case ast.Words(text, None):
                return self._any_words(text)
            case ast.Words() | ast.Prefix() | ast.Pattern() | ast.Fuzzy() | ast.Near():
                return any_of([self._leaf(query, field) for field in _fields(query.field)])
            case (
                ast.Has()
                | ast.Length()
                | ast.DateRange()
                | ast.Received()
                | ast.Arrivals()
                | ast.Cluster()
                | ast.Listed()
            ):
                return _unscored(self._fact(query))
            case ast.AtLeast() | ast.Together() | ast.Like():
                raise ValueError(f"{query} is told from the text")
            case _:
                return self._compounded(query)

    def _compounded(self, query: ast.Compound) -> Query:
        match query:
            case ast.Weighted(clause, factor):
                return Query.boost_query(self.translated(clause), factor)
            case ast.Not():
                return self._all([query])
            case ast.And(clauses):
                return self._all(clauses)
            case ast.Or(clauses):
                return any_of([self.translated(clause) for clause in clauses])
            case ast.Some(clauses, least):
                parts = [(Occur.Should, self.translated(clause)) for clause in clauses]
                return Query.boolean_query(parts, least)

    def _fact(self, query: ast.Fact) -> Query:
        match query:
            case ast.Has(field):
                return Query.term_query(self._schema, HAVING, field)
            case ast.Length(least, most):
                return self._between(LENGTH, least, most)
            case ast.DateRange():
                return self._date_range(query)
            case ast.Received(first, last):
                least, most = first.toordinal() if first else 1, last.toordinal() if last else None
                return _nothing() if most and most < least else self._between(RECEIVED, least, most)
            case ast.Arrivals(after, upto):
                is_empty = upto is not None and upto <= after
                return _nothing() if is_empty else self._between(ARRIVAL, after + 1, upto)
            case ast.Cluster(cluster_id):
                number = int(cluster_id or "0", 16)
                return self._between(CLUSTER, number, number) if number else _nothing()
            case ast.Listed(ids):
                numbers = sorted(int(article_id, 16) for article_id in ids)
                return Query.term_set_query(self._schema, ID, numbers) if ids else _nothing()

    def _all(self, clauses: Iterable[ast.Query]) -> Query:
        """Conjunction; one of negations alone is taken from all documents."""
        parts: list[tuple[Occur, Query]] = []
        for clause in clauses:
            if isinstance(clause, ast.Not):
                parts.append((Occur.MustNot, self.translated(clause.clause)))
            else:
                parts.append((Occur.Must, self.translated(clause)))
        if all(occur is Occur.MustNot for occur, _ in parts):
            parts.append((Occur.Must, _unscored(Query.all_query())))
        return Query.boolean_query(parts)

    def _leaf(self, leaf: ast.Leaf, field: TextField) -> Query:
        match leaf:
            case ast.Words(text):
                return _words(self._schema, self._languages, text, field)
            case ast.Prefix(text):
                prefix = cut_beginning(prefix_text(text))
                matches = self._expanded(
                    field, lambda name: self._expansion.beginning_with(name, prefix)
                )
            case ast.Pattern(text):
                form = folded_form(text)
                matches = self._expanded(field, lambda name: self._expansion.of_form(name, form))
            case ast.Fuzzy(text, edits):
                matches = self._fuzzy(text, edits, field)
            case ast.Near():
                matches = self._near(leaf, field)
        return Query.const_score_query(matches, 1.0)

    def alternatives(self, text: str, field: TextField) -> Sequence[Placed]:
        """What words stand for in a field: the terms with their offsets, in each language."""
        return _alternatives(self._languages, text, field)

    def _near(self, near: ast.Near, field: TextField) -> Query:
        every = near_alternatives(near, field.analyzer, self._languages)
        return any_of([self._near_parts(parts, near, field) for parts in every])

    def _near_parts(self, parts: Sequence[Part], near: ast.Near, field: TextField) -> Query:
        if not all(part.terms for part in parts):
            return _nothing()
        every = tuple(arrangements(parts, near.others, ordered=near.ordered))
        if len(every) > _FEW_PHRASES:
            return self._proximities(parts, every, field)
        return _arranged(self._schema, parts, every, field)

    def _expanded(self, field: TextField, spellings: Callable[[str], list[str]]) -> Query:
        """Disjunction of the terms, stemmed or not, that `spellings` gives for an index field."""
        return any_of([self._any_of(name, spellings(name)) for name in _spelling_fields(field)])

    def _fuzzy(self, text: str, edits: int, field: TextField) -> Query:
        """Disjunction of the word's stem and all terms within so many edits, stemmed or not."""
        word = prefix_text(text)
        every = query_alternatives(text, field.analyzer, self._languages)
        stems = [cut(term.term) for terms in every for term in terms[:1]]
        parts: list[Query] = []
        for name in _spelling_fields(field):
            parts.append(self._any_of(name, stems))
            if len(word) > _LONG:
                parts.append(self._any_of(name, self._expansion.almost(name, word, edits)))
            else:
                # A transposition is two edits, as everywhere else.
                parts.append(
                    Query.fuzzy_term_query(
                        self._schema, name, word, edits, transposition_cost_one=False
                    )
                )
        return any_of(parts)

    def _any_of(self, name: str, terms: list[str]) -> Query:
        if not terms:
            return _nothing()
        if len(terms) > _FEW_TERMS:
            return Query.term_set_query(self._schema, name, terms)
        return any_of([Query.term_query(self._schema, name, term, "basic") for term in terms])

    def _date_range(self, days: ast.DateRange) -> Query:
        first = self._between(MOMENT, first_moment(days.first) if days.first else 1, None)
        if days.last is None:
            return first
        last = self._between(LAST_DAY, None, days.last.toordinal())
        return Query.boolean_query([(Occur.Must, first), (Occur.Must, last)])

    def _between(self, name: str, first: int | None, last: int | None) -> Query:
        return Query.range_query(self._schema, name, FieldType.Unsigned, first, last)


def finds(query: ast.Query) -> bool:
    """Whether the index alone can match a leaf.

    Its binding gives no term frequencies and the index has no sentence boundaries; proximity is
    matched where the arrangements are few enough to look up (see `phrases`).
    """
    match query:
        case ast.AtLeast() | ast.Together() | ast.Like():
            return False
        case ast.Near():
            parts = near_parts(query, Analyzer.NAMES)
            possible = arrangements(parts, query.others, ordered=query.ordered)
            return (
                len(query.parts) == 2
                or next(islice(possible, MAX_ARRANGEMENTS, None), None) is None
            )
        case _:
            return True


def scores(query: ast.Query) -> bool:
    """Whether a query has a clause that scores; otherwise all its matches score 0."""
    match query:
        case ast.Words() | ast.Prefix() | ast.Pattern() | ast.Fuzzy() | ast.Near():
            return True
        case ast.Weighted(clause):
            return scores(clause)
        case ast.And(clauses) | ast.Or(clauses) | ast.Some(clauses):
            return any(map(scores, clauses))
        case _:
            return False


def has_words(query: ast.Query) -> bool:
    """Whether a clause scores by frequency: others score the same in whatever way."""
    match query:
        case ast.Words():
            return True
        case ast.Weighted(clause):
            return has_words(clause)
        case ast.And(clauses) | ast.Or(clauses) | ast.Some(clauses):
            return any(map(has_words, clauses))
        case _:
            return False


def _alternatives(languages: Sequence[str], text: str, field: TextField) -> Sequence[Placed]:
    every = query_alternatives(text, field.analyzer, languages)
    return [frozenset((t.offset, cut(t.term)) for t in terms) for terms in every if terms]


def _words_in_any_field(schema: Schema, languages: Sequence[str], text: str) -> Query:
    parts = [_words(schema, languages, text, field) for field in ranked_fields()]
    return Query.disjunction_max_query(parts, _OTHER_FIELDS)


def _words(schema: Schema, languages: Sequence[str], text: str, field: TextField) -> Query:
    every = [phrase(schema, terms, field) for terms in _alternatives(languages, text, field)]
    return Query.boost_query(any_of(every) if every else _nothing(), _boost(field))


def phrase(schema: Schema, terms: Collection[tuple[int, str]], field: TextField) -> Query:
    """Phrase query of terms at these positions; a term query for one, since Tantivy panics."""
    placed = sorted(terms)
    if len(placed) > 1:
        return Query.phrase_query(schema, field.name, list(placed))
    if placed:
        return Query.term_query(schema, field.name, placed[0][1])
    return _nothing()


def _arranged(
    schema: Schema, parts: Sequence[Part], every: Iterable[tuple[int, ...]], field: TextField
) -> Query:
    """Disjunction of phrases, one for each arrangement of the parts of a proximity clause."""
    return any_of(
        [
            phrase(
                schema,
                {
                    (start + term.offset, cut(term.term))
                    for part, start in zip(parts, starts, strict=True)
                    for term in part.terms
                },
                field,
            )
            for starts in every
        ]
    )


def _looked_up(
    schema: Schema,
    ids: Callable[[Query], Iterable[int]],
    parts: Sequence[Part],
    every: Sequence[tuple[int, ...]],
    field: TextField,
) -> Query:
    """What `_arranged` matches, as ids; some arrangements are looked up at a time."""
    found: set[int] = set()
    for first in range(0, len(every), _FEW_PHRASES):
        look()
        found.update(ids(_arranged(schema, parts, every[first : first + _FEW_PHRASES], field)))
    return Query.term_set_query(schema, ID, sorted(found)) if found else _nothing()


def _fields(name: str | None) -> tuple[TextField, ...]:
    field = text_field(name) if name else None
    return (field,) if field else default_fields()


def _boost(field: TextField) -> float:
    """Boost of a field's score: the square root of its weight, at most 1.

    The registry's weights are for BM25F, which adds weighted term frequencies before they saturate.
    These scores only choose the candidates for it: see `rescoring`.
    """
    return min(1.0, sqrt(field.weight))


def _spelling_fields(field: TextField) -> list[str]:
    """The index fields with the terms of a field: stemmed, and unstemmed for prose."""
    return [field.name, WRITTEN[field.name]] if field.name in WRITTEN else [field.name]


def any_of(queries: Sequence[Query]) -> Query:
    """Disjunction whose scores are added up."""
    if len(queries) == 1:
        return queries[0]
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def _unscored(query: Query) -> Query:
    return Query.const_score_query(query, 0.0)


def _nothing() -> Query:
    return Query.empty_query()
