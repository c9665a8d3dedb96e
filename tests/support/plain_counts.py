"""A count of articles by time as a reader would make it, apart from all that counts in a search."""

from collections import defaultdict
from datetime import timedelta

from archive.model.article import Precision
from indexer.query.parser import parse
from indexer.schema.fields import FACETS
from tests.support.oracle_engine import MemoryEngine

_FACETS = {facet.name: facet for facet in FACETS}


class PlainCounts:
    """The articles of an archive, each looked at for every question."""

    def __init__(self, articles):
        self._articles = {article.id: article for article in articles}
        self._oracle = MemoryEngine(self._articles)

    def found(self, question):
        """The articles that a question finds, near-duplicates one by one."""
        query = parse(question.text, any_word=question.any_word).query
        words = self._oracle.ids(query)
        others = {article.id for other in question.without for article in self.found(other)}
        return [
            article
            for article in self._articles.values()
            if article.id in words
            and article.id not in others
            and _lies_within(article, question.first, question.last)
            and all(_passes(article, facet, chosen) for facet, chosen in question.filters.items())
        ]

    def whole(self, question):
        """All articles within the dates of a question."""
        return [
            article
            for article in self._articles.values()
            if _lies_within(article, question.first, question.last)
        ]


def by_period(articles, granularity, *, collapsed):
    """How many articles, or clusters of them, by first and last day of the period they are of.

    What is known less exactly is under its date as it is written, what has no date under None.
    """
    periods = defaultdict(list)
    for article in articles:
        periods[_period(article.published, granularity)].append(article)
    return {period: total(those, collapsed=collapsed) for period, those in periods.items()}


def total(articles, *, collapsed):
    """The length of a list of these articles."""
    return len({(collapsed and article.cluster) or article.id for article in articles})


def _period(published, granularity):
    days = published.days()
    if days is None:
        return None
    first, last = days
    exactness = [Precision.YEAR, Precision.MONTH, Precision.DAY]
    needed = {"year": 0, "month": 1, "week": 2, "day": 2}[granularity]
    if published.precision in exactness and exactness.index(published.precision) < needed:
        return published.value
    match granularity:
        case "year":
            return first.replace(month=1, day=1), first.replace(month=12, day=31)
        case "month":
            begins = first.replace(day=1)
            next_month = (begins + timedelta(days=40)).replace(day=1)
            return begins, next_month - timedelta(days=1)
        case "week":
            monday = first - timedelta(days=first.weekday())
            return monday, monday + timedelta(days=6)
        case "day":
            return first, last


def _lies_within(article, first, last):
    if not first and not last:
        return True
    days = article.published.days()
    return days is not None and (not first or days[0] >= first) and (not last or days[1] <= last)


def _passes(article, facet, chosen):
    values = set(_FACETS[facet].values_of(article))
    return not values & chosen.exclude and (not chosen.include or bool(values & chosen.include))
