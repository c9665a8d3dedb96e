"""Verification: leaves that an engine cannot evaluate are checked against the stored text.

The engine narrows to the articles that have the words at all; these are read and looked at, one
by one, at 0.1 ms or so each. What is left in the query then is a list of ids, so that hits,
totals and facets are counted as always, and are exact.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from msgspec.structs import replace

from archive.model.article import Article
from indexer.analysis.analyzer import word_count
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

# The stored articles of some ids, those that there are.
GetMany = Callable[[Iterable[str]], Mapping[str, Article]]

_READ_AT_ONCE = 256


@dataclass(frozen=True, slots=True)
class VerifiableQuery:
    """A query that an engine can answer by itself.

    It is not `complete` where time ran out before every article was looked at; then it finds
    too few.
    """

    query: Query
    complete: bool = True


class Verifier:
    """Replaces leaves that an engine cannot evaluate by lists of verified ids."""

    def __init__(self, engine: Engine, get_many: GetMany, deadline: float | None = None) -> None:
        self._engine = engine
        self._get_many = get_many
        self._deadline = deadline
        self._complete = True

    def checked(self, query: Query) -> VerifiableQuery:
        """The query with every leaf replaced that the engine does not find by itself."""
        if self._knows(query):
            return VerifiableQuery(query, complete=True)
        self._complete = True
        replaced = self._replaced(query, ())
        return VerifiableQuery(replaced, self._complete)

    def _replaced(self, query: Query, beside: tuple[Query, ...]) -> Query:
        """The same, where all of `beside` has to be found as well."""
        match query:
            case And(clauses):
                known = tuple(clause for clause in clauses if self._knows(clause))
                return And(tuple(self._replaced(clause, (*beside, *known)) for clause in clauses))
            case Or(clauses) | Some(clauses):
                return replace(query, clauses=tuple(self._replaced(c, beside) for c in clauses))
            case Weighted(clause):
                return replace(query, clause=self._replaced(clause, beside))
            case Not(clause):
                return self._denied(clause, beside)
            case Like(article_id):
                return self._like(article_id)
            case _ if self._engine.finds(query):
                return query
            case _:
                return self._listed(query, beside)

    def _knows(self, query: Query) -> bool:
        match query:
            case And(clauses) | Or(clauses) | Some(clauses):
                return all(map(self._knows, clauses))
            case Weighted(clause) | Not(clause):
                return self._knows(clause)
            case _:
                return self._engine.finds(query)

    def _denied(self, clause: Query, beside: tuple[Query, ...]) -> Query:
        """What denies a clause; nothing at all where time ran out before it was known."""
        was_complete, self._complete = self._complete, True
        replaced = self._replaced(clause, beside)
        known, self._complete = self._complete, self._complete and was_complete
        return Not(replaced) if known else Listed(frozenset())

    def _like(self, article_id: str) -> Query:
        article = self._get_many([article_id]).get(article_id)
        return like_article(article, self._engine) if article else Listed(frozenset())

    def _listed(self, leaf: Query, beside: tuple[Query, ...]) -> Query:
        """The articles that a leaf finds, by their ids; what it narrows to gives the scores."""
        wider, look = _told(leaf)
        candidates = self._engine.ids(And((wider, *beside)) if beside else wider)
        found: list[str] = []
        left = iter(sorted(candidates))
        while ids := list(islice(left, _READ_AT_ONCE)):
            if self._deadline is not None and time.monotonic() > self._deadline:
                self._complete = False
                break
            found += [each for each, article in self._get_many(ids).items() if look(article)]
        return And((wider, Listed(frozenset(found))))


def _told(leaf: Query) -> tuple[Query, Callable[[Article], bool]]:
    """What finds all that a leaf does and more, and whether an article is one that it does."""
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
    """The texts of articles in which any of some leaves stand, field by field."""

    def __init__(self, leaves: Sequence[Marked], name: str | None) -> None:
        field = text_field(name) if name else None
        self._fields = (field,) if field else default_fields()
        self._finders = {f.analyzer: QueryMatcher(leaves, f.analyzer) for f in self._fields}

    def having(self, article: Article) -> Iterator[tuple[str, list[Match]]]:
        """Each text that has any, with all of them in their order."""
        for field in self._fields:
            for text in field.texts(article):
                if hits := self._finders[field.analyzer].hits(text):
                    yield text, hits


def _wider(leaf: Near | Together) -> Query:
    """What finds all parts, and of those near each other each as near as all may want the next."""
    if isinstance(leaf, Together):
        return And(tuple(Words(part, leaf.field) for part in leaf.parts))
    words = sum(map(word_count, leaf.parts))
    pairs: list[Query] = []
    for pair in pairwise(leaf.parts):
        between = 0 if leaf.ordered else words - sum(map(word_count, pair))
        pairs.append(replace(leaf, parts=pair, others=leaf.others + between))
    return And(tuple(pairs)) if len(pairs) > 1 else pairs[0]
