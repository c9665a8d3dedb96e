"""More like this: a query for the articles that share an article's characteristic words.

Words are ranked by tf-idf, as in Lucene's MoreLikeThis, without those that too many articles have.
A similar article has three tenths of the 25 best, and two at least. Document frequencies come from
searches, so that every engine gives the same query.
"""

from collections import Counter
from math import log

from archive.model.article import Article
from indexer.analysis.analyzer import Analyzer, beginning, index_terms
from indexer.engines.engine import Engine, SearchRequest
from indexer.query.ast import And, Listed, Not, Query, Some, Words

# Words read of the body; weight of a headline word beside one of the body; words whose document
# frequency is looked up; words in the query; share of these that a similar article has.
_READ_WORDS = 1_000
_HEADLINE_WEIGHT = 3
_CANDIDATES = 80
_QUERY_WORDS = 25
_MIN_SHARED = 0.3
# In letters.
_SHORTEST = 3
# Greatest share of the articles that may have a word; a commoner one tells none apart.
_MAX_SHARE = 0.4


def like_article(article: Article, engine: Engine) -> Query:
    """Query for the articles that share an article's characteristic words, itself excluded.

    An empty id list, which matches nothing, where the article has no such words.
    """
    count = engine.count()
    weights = {
        word: times * log((count + 1) / document_frequency)
        for word, times in _frequent_words(article)
        if 1
        < (document_frequency := engine.search(SearchRequest(Words(word), limit=0)).total)
        <= _MAX_SHARE * count
    }
    best = sorted(weights, key=lambda word: (-weights[word], word))[:_QUERY_WORDS]
    if not best:
        return Listed(frozenset())
    shared = Some(tuple(map(Words, best)), max(min(2, len(best)), round(_MIN_SHARED * len(best))))
    return And((shared, Not(Listed(frozenset({article.id})))))


def _frequent_words(article: Article) -> list[tuple[str, int]]:
    """The most frequent words of an article, unstemmed and folded, with their weighted counts."""
    words = Counter[str]()
    for times, texts in (
        (_HEADLINE_WEIGHT, [article.headline]),
        (1, beginning(article.body, _READ_WORDS)),
    ):
        for word, places in index_terms(texts, Analyzer.NAMES).positions.items():
            if _is_candidate(word):
                words[word] += times * len(places)
    return sorted(words.items(), key=lambda each: (-each[1], each[0]))[:_CANDIDATES]


def _is_candidate(word: str) -> bool:
    """Whether a word is a candidate: no number, and 3 letters or more; 2 outside ASCII."""
    if word.isdecimal():
        return False
    return len(word) >= _SHORTEST or (len(word) > 1 and not word.isascii())
