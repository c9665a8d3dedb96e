"""More like this: a query for the articles that share an article's characteristic words.

An article is like another if it has three tenths of the words that count most there, two at the
least; what most articles have does not count. How much a word counts is how often it stands there
by how few articles have it, as Lucene's "more like this" has it; words are counted by searches, so
that every engine finds the same.
"""

from collections import Counter
from math import log

from archive.model.article import Article
from indexer.analysis.analyzer import Analyzer, beginning, index_terms
from indexer.engines.engine import Engine, SearchRequest
from indexer.query.ast import And, Listed, Not, Query, Some, Words

# How much is read, what a word of the headline counts beside one of the text, how many words are
# looked at closely, and how many are kept.
_READ_WORDS = 1_000
_IN_HEADLINE = 3
_LOOKED_AT = 80
_KEPT = 25
_SHARED = 0.3
_SHORTEST = 3
# What more of the articles have tells none from the others.
_MOST = 0.4


def like_article(article: Article, engine: Engine) -> Query:
    """What finds other articles that share an article's own words; nothing if it has none."""
    count = engine.count()
    weights = {
        word: times * log((count + 1) / found)
        for word, times in _words(article)
        if 1 < (found := engine.search(SearchRequest(Words(word), limit=0)).total) <= _MOST * count
    }
    best = sorted(weights, key=lambda word: (-weights[word], word))[:_KEPT]
    if not best:
        return Listed(frozenset())
    shared = Some(tuple(map(Words, best)), max(min(2, len(best)), round(_SHARED * len(best))))
    return And((shared, Not(Listed(frozenset({article.id})))))


def _words(article: Article) -> list[tuple[str, int]]:
    """The words that stand there most often, as they are written, folded, and how often."""
    words = Counter[str]()
    for times, texts in (
        (_IN_HEADLINE, [article.headline]),
        (1, beginning(article.body, _READ_WORDS)),
    ):
        for word, places in index_terms(texts, Analyzer.NAMES).positions.items():
            if _tells(word):
                words[word] += times * len(places)
    return sorted(words.items(), key=lambda each: (-each[1], each[0]))[:_LOOKED_AT]


def _tells(word: str) -> bool:
    """Whether a word can say what an article is about: no figure, no short one but of signs."""
    if word.isdecimal():
        return False
    return len(word) >= _SHORTEST or (len(word) > 1 and not word.isascii())
