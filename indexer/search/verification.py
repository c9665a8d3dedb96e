"""Post-filtering: leaves that an engine cannot evaluate are verified on the stored text.

The engine evaluates a wider leaf; the articles that match it are read and checked one by one, at
about 0.1 ms each. The ids of those that pass replace the leaf in the query, so that the engine
counts hits, totals and facets as always, and exactly.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import islice, pairwise

from msgspec.structs import replace

from archive.model.article import Article
from archive.time_budget import Deadline, OutOfTime
from indexer.analysis.analyzer import language_in, word_count
from indexer.engines.engine import Engine
from indexer.highlight.query_matcher import Marked, Match, QueryMatcher
from indexer.query.ast import (
    And,
    AtLeast,
    Like,
    Listed,
    Near,
    Not,
    Or,
    Query,
    Some,
    Together,
    Weighted,
    Words,
)
from indexer.schema.fields import default_fields, text_field
from indexer.search.more_like_this import like_article

# Batch look-up in the store: articles by id, without the ids that it does not have.
GetMany = Callable[[Iterable[str]], Mapping[str, Article]]

_BATCH_SIZE = 256


@dataclass(frozen=True, slots=True)
class VerifiableQuery:
    """Query that an engine can evaluate by itself.

    It is not `complete` where the deadline passed before every candidate was checked; then it
    matches too few articles.
    """

    query: Query
    complete: bool = True


class Verifier:
    """Replaces leaves that an engine cannot evaluate by lists of verified ids.

    `deadline` is a `time.monotonic` time, None for no limit.
    """

    def __init__(self, engine: Engine, get_many: GetMany, deadline: float | None = None) -> None:
        self._engine = engine
        self._get_many = get_many
        self._deadline = Deadline(deadline)
        self._complete = True

    def checked(self, query: Query) -> VerifiableQuery:
        """Query with every leaf replaced that the engine cannot evaluate; unchanged without any."""
        if self._is_evaluable(query):
            return VerifiableQuery(query, complete=True)
        self._complete = True
        replaced = self._replaced(query, ())
        return VerifiableQuery(replaced, self._complete)

    def _replaced(self, query: Query, beside: tuple[Query, ...]) -> Query:
        """Query with its leaves replaced; `beside` are the clauses that it is ANDed with.

        Those narrow the candidates to be checked.
        """
        match query:
            case And(clauses):
                evaluable = tuple(clause for clause in clauses if self._is_evaluable(clause))
                return And(
                    tuple(self._replaced(clause, (*beside, *evaluable)) for clause in clauses)
                )
            case Or(clauses) | Some(clauses):
                return replace(query, clauses=tuple(self._replaced(c, beside) for c in clauses))
            case Weighted(clause):
                return replace(query, clause=self._replaced(clause, beside))
            case Not(clause):
                return self._negated(clause, beside)
            case Like(article_id):
                return self._like(article_id)
            case _ if self._engine.finds(query):
                return query
            case _:
                return self._verified(query, beside)

    def _is_evaluable(self, query: Query) -> bool:
        """Whether the engine can evaluate all leaves of a query."""
        match query:
            case And(clauses) | Or(clauses) | Some(clauses):
                return all(map(self._is_evaluable, clauses))
            case Weighted(clause) | Not(clause):
                return self._is_evaluable(clause)
            case _:
                return self._engine.finds(query)

    def _negated(self, clause: Query, beside: tuple[Query, ...]) -> Query:
        """Negation of a clause; a query without matches where the clause is incomplete.

        Negating too short a list of ids would match articles that it should exclude.
        """
        was_complete, self._complete = self._complete, True
        replaced = self._replaced(clause, beside)
        complete, self._complete = self._complete, self._complete and was_complete
        return Not(replaced) if complete else Listed(frozenset())

    def _like(self, article_id: str) -> Query:
        article = self._get_many([article_id]).get(article_id)
        return like_article(article, self._engine) if article else Listed(frozenset())

    def _verified(self, leaf: Query, beside: tuple[Query, ...]) -> Query:
        """Conjunction of the wider leaf, which gives the scores, and the ids that pass."""
        wider, matches = _verification(leaf)
        verified_ids: list[str] = []
        try:
            candidates = self._engine.ids(And((wider, *beside)) if beside else wider)
            remaining = iter(sorted(candidates))
            while ids := list(islice(remaining, _BATCH_SIZE)):
                if self._deadline.expired():
                    self._complete = False
                    break
                for each, article in self._get_many(ids).items():
                    if matches(article):
                        verified_ids.append(each)
        except OutOfTime:
            self._complete = False
        return And((wider, Listed(frozenset(verified_ids))))


def _verification(leaf: Query) -> tuple[Query, Callable[[Article], bool]]:
    """Wider leaf that matches a superset of the leaf's articles, and the check for one article.

    Raises `ValueError` for leaves that every engine has to evaluate itself.
    """
    match leaf:
        case AtLeast(times, text, name):
            words = Words(text, name)
            texts = _ArticleTexts([words], name)
            return (
                words,
                lambda article: sum(len(hits) for _, hits in texts.having(article)) >= times,
            )
        case Near() | Together():
            texts = _ArticleTexts([leaf], leaf.field)
            return _wider(leaf), lambda article: any(texts.having(article))
        case _:
            raise ValueError(f"an engine that does not find {leaf} is none")


class _ArticleTexts:
    """Finds the texts of an article that any of some leaves match.

    `name` is the field they are searched in, None for the default fields.
    """

    def __init__(self, leaves: Sequence[Marked], name: str | None) -> None:
        field = text_field(name) if name else None
        self._fields = (field,) if field else default_fields()
        self._matcher = cache(partial(QueryMatcher, tuple(leaves)))

    def having(self, article: Article) -> Iterator[tuple[str, list[Match]]]:
        """Texts that have a match, each with its matches in text order."""
        for field in self._fields:
            matcher = self._matcher(field.analyzer, language_in(field.analyzer, article.language))
            for text in field.texts(article):
                if hits := matcher.hits(text):
                    yield text, hits


def _wider(leaf: Near | Together) -> Query:
    """Conjunction of pairs that an engine can evaluate: a superset of a proximity leaf.

    A pair of neighbouring parts is allowed all the words that may stand between the parts of the
    leaf, and in any order also the other parts: three single words within `others` 5 are two pairs
    within 6. For a unit of text it is all the parts, anywhere.
    """
    if isinstance(leaf, Together):
        return And(tuple(Words(part, leaf.field) for part in leaf.parts))
    words = sum(map(word_count, leaf.parts))
    pairs: list[Query] = []
    for pair in pairwise(leaf.parts):
        between = 0 if leaf.ordered else words - sum(map(word_count, pair))
        pairs.append(replace(leaf, parts=pair, others=leaf.others + between))
    return And(tuple(pairs)) if len(pairs) > 1 else pairs[0]
