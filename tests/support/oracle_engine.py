"""The engine that the others are compared with: articles in a dictionary, plainly searched.

It reads every article for every question, so that each rule of a search is a few lines here
and nothing is inverted or estimated.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, lru_cache
from itertools import product
from math import inf

import numpy as np

from archive.model.article import Article, Precision
from indexer.analysis.analyzer import (
    Analyzer,
    IndexTerms,
    QueryTerm,
    index_terms,
    language_in,
    prefix_text,
    query_terms,
    word_count,
)
from indexer.analysis.languages import is_marked
from indexer.analysis.sentences import sentences
from indexer.engines.engine import FacetFilter, Hit, HitPage, SearchRequest, Sort
from indexer.query.ast import (
    And,
    Arrivals,
    AtLeast,
    Cluster,
    Compound,
    DateRange,
    Everything,
    Fact,
    Fuzzy,
    Has,
    Leaf,
    Length,
    Like,
    Listed,
    Near,
    Not,
    Or,
    Pattern,
    Prefix,
    Query,
    Received,
    Some,
    Together,
    Unit,
    Weighted,
    Words,
)
from indexer.schema.date_order import freshness
from indexer.schema.fields import (
    FACETS,
    TEXT_FIELDS,
    Facet,
    TextField,
    current_fields,
    default_fields,
    ranked_fields,
)

_TEXT_FIELDS = {field.name: field for field in TEXT_FIELDS}
_NO_FILTER = FacetFilter()


class MemoryEngine:
    """An `Engine` over articles by their ids, as they are when it is made."""

    def __init__(self, articles: Mapping[str, Article]) -> None:
        self._documents = [_Document.of(article) for article in articles.values()]

    def search(self, request: SearchRequest) -> HitPage:
        """The answer, from a look at every article."""
        found = [document for document in self._documents if document.matches(request.query)]
        passing = [document for document in found if _passes(document, request.filters)]
        listed = _entries(passing, collapse=request.collapse)
        scores = {entry[0].article.id: self._score(entry[0], request) for entry in listed}
        listed.sort(key=lambda entry: _place(entry[0], scores[entry[0].article.id], request.sort))
        return HitPage(
            total=len(listed),
            hits=tuple(
                Hit(first.article.id, scores[first.article.id], first.article.cluster, len(others))
                for first, *others in listed[request.offset : request.offset + request.limit]
            ),
            facets={name: _counts(name, found, request) for name in request.facets},
        )

    def _score(self, document: "_Document", request: SearchRequest) -> float:
        score = document.score(request.query)
        if request.sort is not Sort.FRESH:
            return score
        days = [_by_date(each)[0] for each in (document, *self._documents)]
        if days[0] == inf:
            return score
        newest = max(day for day in days if day < inf)
        return score * float(freshness(np.array([newest - days[0]]))[0])

    def ids(self, query: Query) -> frozenset[str]:
        """The ids of all articles that a query finds."""
        return frozenset(d.article.id for d in self._documents if d.matches(query))

    def finds(self, leaf: Query) -> bool:
        """Any leaf but one that speaks of another article."""
        return not isinstance(leaf, Like)

    def vocabulary(self) -> Iterator[tuple[str, int]]:
        """The words of every article as they are written, with how many articles have each."""
        words = Counter[str]()
        for document in self._documents:
            words.update(
                {
                    term
                    for field in current_fields()
                    for text in field.texts(document.article)
                    for term in index_terms([text], Analyzer.NAMES).positions
                }
            )
        return iter(words.items())

    def count(self) -> int:
        """How many articles the engine holds."""
        return len(self._documents)

    def close(self) -> None:
        """Nothing to let go."""


class MemoryWriter:
    """A `Writer` to a dictionary of articles, over which engines can be made."""

    def __init__(self, articles: dict[str, Article]) -> None:
        self._articles = articles
        self._changes: dict[str, Article | None] = {}

    def add(self, article: Article) -> None:
        """Take an article up, in place of the one with its id."""
        self._changes[article.id] = article

    def delete(self, article_id: str) -> None:
        """Take an article out; nothing happens if it is not there."""
        self._changes[article_id] = None

    def commit(self) -> None:
        """Make everything since the last commit findable."""
        for article_id, article in self._changes.items():
            if article is None:
                self._articles.pop(article_id, None)
            else:
                self._articles[article_id] = article
        self._changes.clear()

    def close(self) -> None:
        """Forget what was not committed."""
        self._changes.clear()


@dataclass(frozen=True, slots=True)
class _Document:
    """An article with its terms by the name of the field, and its values by that of the facet."""

    article: Article
    terms: Mapping[str, IndexTerms]
    values: Mapping[str, Sequence[str]]

    @classmethod
    def of(cls, article: Article) -> "_Document":
        terms = {
            field.name: index_terms(
                field.texts(article), field.analyzer, language_in(field.analyzer, article.language)
            )
            for field in TEXT_FIELDS
        }
        return cls(article, terms, {facet.name: _values(article, facet) for facet in FACETS})

    def matches(self, query: Query) -> bool:
        match query:
            case Everything():
                return True
            case Words() | Prefix() | Pattern() | Fuzzy() | Near():
                return any(self._occurrences(query, field) for field in _fields(query.field))
            case Together():
                return any(self._together(query, field) for field in _fields(query.field))
            case AtLeast(times, text, field):
                words = Words(text, field)
                return sum(self._occurrences(words, f) for f in _fields(field)) >= times
            case Has() | Length() | DateRange() | Received() | Arrivals() | Cluster() | Listed():
                return self._is(query)
            case Like():
                raise ValueError(f"{query} is not told from one article")
            case _:
                return self._compounded(query)

    def _compounded(self, query: Compound) -> bool:
        match query:
            case Weighted(clause):
                return self.matches(clause)
            case Not(clause):
                return not self.matches(clause)
            case And(clauses):
                return all(self.matches(clause) for clause in clauses)
            case Or(clauses):
                return any(self.matches(clause) for clause in clauses)
            case Some(clauses, least):
                return sum(self.matches(clause) for clause in clauses) >= least

    def _together(self, together: Together, field: TextField) -> bool:
        """Whether one sentence or paragraph has all of some words and phrases."""
        paragraphs = field.texts(self.article)
        if together.unit is Unit.SENTENCE:
            units = [sentence for text in paragraphs for sentence in sentences(text)]
        else:
            units = list(paragraphs)
        analysed_as = field.analyzer, language_in(field.analyzer, self.article.language)
        return any(
            all(_starts(terms, query_terms(part, *analysed_as)) for part in together.parts)
            for terms in (index_terms([unit], *analysed_as) for unit in units)
        )

    def _is(self, query: Fact) -> bool:
        match query:
            case Has(field):
                return self.terms[field].length > 0
            case Length(least, most):
                return least <= self.terms["body"].length <= (inf if most is None else most)
            case DateRange(first, last):
                days = self.article.published.days()
                return days is not None and (
                    (first is None or first <= days[0]) and (last is None or days[1] <= last)
                )
            case Received(first, last):
                day = self.article.arrived[:10]
                return bool(day) and (
                    (first is None or first.isoformat() <= day)
                    and (last is None or day <= last.isoformat())
                )
            case Arrivals(after, upto):
                return after < self.article.arrival <= (inf if upto is None else upto)
            case Cluster(cluster_id):
                return bool(cluster_id) and self.article.cluster == cluster_id
            case Listed(ids):
                return self.article.id in ids

    def score(self, query: Query) -> float:
        """The sum over what the query asks for: words count by occurrence and field, the rest 1."""
        match query:
            case Words(_, name):
                fields = ranked_fields() if name is None else _fields(name)
                return sum(field.weight * self._occurrences(query, field) for field in fields)
            case Prefix() | Pattern() | Fuzzy() | Near() | Together():
                return float(self.matches(query))
            case AtLeast(_, text, field):
                return self.score(Words(text, field)) * self.matches(query)
            case And(clauses) | Or(clauses) | Some(clauses):
                return sum(self.score(clause) for clause in clauses)
            case Weighted(clause, factor):
                return factor * self.score(clause)
            case _:
                return 0.0

    def _occurrences(self, leaf: Leaf, field: TextField) -> int:
        """How often a leaf stands in a field; what has many spellings, in how many it does."""
        terms = self.terms[field.name]
        analysed_as = field.analyzer, language_in(field.analyzer, self.article.language)
        match leaf:
            case Words(text):
                return len(_starts(terms, query_terms(text, *analysed_as)))
            case Prefix(text):
                prefix = _prefix_text(text)
                return sum(term.startswith(prefix) for term in _spellings(terms))
            case Pattern(text):
                return sum(_has_form(term, text) for term in _spellings(terms))
            case Fuzzy(text, edits):
                word = _prefix_text(text)
                stem = query_terms(text, *analysed_as)[0].term
                spellings = (
                    {*_spellings(terms), stem} if stem in terms.positions else _spellings(terms)
                )
                return sum(term == stem or _distance(word, term) <= edits for term in spellings)
            case Near():
                return _stretches(terms, leaf, *analysed_as)


# Asked for every article.
_prefix_text = lru_cache(prefix_text)


def _spellings(terms: IndexTerms) -> set[str]:
    return {*(term for term in terms.positions if not is_marked(term)), *terms.written}


def _has_form(term: str, text: str) -> bool:
    return re.fullmatch(_form_pattern(text), term) is not None


def _stretches(terms: IndexTerms, near: Near, analyzer: Analyzer, language: str) -> int:
    """From how many positions on words stand near each other."""
    wanted = [query_terms(text, analyzer, language) for text in near.parts]
    lengths = [word_count(text) for text in near.parts]
    starts = [_starts(terms, each) for each in wanted]
    span = sum(lengths) + near.others
    if near.ordered:
        return sum(
            places[-1] + lengths[-1] <= places[0] + span
            and all(
                place + length <= following
                for place, length, following in zip(places, lengths, places[1:], strict=False)
            )
            for places in product(*starts)
        )
    return sum(
        all(
            sum(first <= place and place + length <= first + span for place in places)
            >= wanted.count(each)
            for places, length, each in zip(starts, lengths, wanted, strict=True)
        )
        for first in set[int]().union(*starts)
    )


@cache
def _distance(word: str, other: str) -> int:
    """How many letters are put in, left out or exchanged to make one word of the other."""
    if not word or not other:
        return len(word) + len(other)
    return min(
        _distance(word[1:], other) + 1,
        _distance(word, other[1:]) + 1,
        _distance(word[1:], other[1:]) + (word[0] != other[0]),
    )


@lru_cache
def _form_pattern(text: str) -> str:
    parts = re.split("([*?])", text)
    return "".join({"*": ".*", "?": "."}.get(part) or prefix_text(part) for part in parts)


def _starts(terms: IndexTerms, wanted: Sequence[QueryTerm]) -> set[int]:
    """The positions from which all wanted terms stand at their offsets."""
    starts = [
        {position - term.offset for position in terms.positions.get(term.term, [])}
        for term in wanted
    ]
    return starts[0].intersection(*starts[1:]) if starts else set()


def _fields(name: str | None) -> Sequence[TextField]:
    return default_fields() if name is None else (_TEXT_FIELDS[name],)


def _values(article: Article, facet: Facet) -> Sequence[str]:
    return facet.values_of(article)


def _passes(document: _Document, filters: Mapping[str, FacetFilter]) -> bool:
    for name, chosen in filters.items():
        values = set(document.values[name])
        if values & chosen.exclude or (chosen.include and not values & chosen.include):
            return False
    return True


def _entries(documents: Iterable[_Document], *, collapse: bool) -> list[list[_Document]]:
    """The entries of a list: the documents that each stands for, earliest first."""
    entries: dict[tuple[str, str], list[_Document]] = defaultdict(list)
    for document in documents:
        cluster = document.article.cluster if collapse else ""
        entries[cluster, "" if cluster else document.article.id].append(document)
    return [sorted(entry, key=_by_date) for entry in entries.values()]


def _counts(name: str, found: Sequence[_Document], request: SearchRequest) -> Mapping[str, int]:
    """How many entries have each value of a facet, whatever is ticked in the facet itself."""
    own = FacetFilter(exclude=request.filters.get(name, _NO_FILTER).exclude)
    counted = [document for document in found if _passes(document, {**request.filters, name: own})]
    return Counter(
        value
        for entry in _entries(counted, collapse=request.collapse)
        for value in {value for document in entry for value in document.values[name]}
    )


def _by_date(document: _Document) -> tuple[float, float, str]:
    """Day, second and id: what comes earliest is smallest; undated documents come last."""
    published = document.article.published
    days = published.days()
    second = -inf
    if published.value is not None and published.precision is Precision.INSTANT:
        stated = datetime.fromisoformat(published.value)
        second = stated.replace(tzinfo=stated.tzinfo or UTC).timestamp() // 1
    return days[0].toordinal() if days else inf, second, document.article.id


def _place(document: _Document, score: float, sort: Sort) -> tuple[float, float, float, float, str]:
    """The sort key of a document in a list, ascending; ties go newest first, then by id."""
    day, second, article_id = _by_date(document)
    late = day if day == inf else -day, -second
    match sort:
        case Sort.RELEVANCE | Sort.FRESH:
            return -score, 0, *late, article_id
        case Sort.NEWEST:
            return *late, *late, article_id
        case Sort.OLDEST:
            return day, second, *late, article_id
        case Sort.RECEIVED:
            return -document.article.arrival, 0, *late, article_id
