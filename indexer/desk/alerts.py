"""Alerts of saved searches: digests of what came in, and silences that last longer than usual.

Each article is told once. A digest's last arrival is noted before it is sent, so that one that was
sent, but not noted as sent, is made again of the same articles and is the same message.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise
from math import ceil
from uuid import UUID, uuid5

from archive.store.arrivals import arrivals_of
from archive.store.connection import Database
from archive.store.saved_searches import SavedSearch
from indexer.desk.new_arrivals import new_arrivals
from indexer.search.results import FoundArticle, SearchQuery
from indexer.search.service import SearchService

# Articles in one digest; what is more comes in further ones.
MOST_ARTICLES = 100
# A search is silent when nothing came for so many times the interval that nine in ten of its last
# intervals did not exceed; of fewer articles nothing can be said.
SILENCE_FACTOR = 3
LAST_ARTICLES = 50
_FEWEST_ARTICLES = 5
_LEAST_SILENCE = timedelta(days=1)
_QUANTILE = 0.9


@dataclass(frozen=True, slots=True)
class Digest:
    """What an alert tells: the articles, the last one first, of the arrivals up to `upto`.

    `late` are ids of articles that were removed when their arrivals were told, and are back, or
    need not be told any more. `more` is the number of articles that wait for the next digest. It
    is not `complete` where time ran out: then it must not be told.
    """

    search: SavedSearch
    articles: tuple[FoundArticle, ...]
    upto: int
    late: tuple[str, ...]
    more: int
    complete: bool
    time_zone: str

    def message_id(self, archive: UUID) -> UUID:
        """Id of the message that tells it: the same however often it is made."""
        late = " ".join(sorted(self.late))
        named = f"alert:{self.search.id}:{self.search.alerted}:{self.upto}:{late}"
        return uuid5(archive, named)


@dataclass(frozen=True, slots=True)
class Silence:
    """Silence of a search since its last article, longer than the `limit` it is measured by.

    `usual` is the interval that nine in ten of the `measured` last ones did not exceed.
    """

    search: SavedSearch
    last: FoundArticle
    lasted: timedelta
    usual: timedelta
    limit: timedelta
    measured: int
    time_zone: str

    def message_id(self, archive: UUID) -> UUID:
        """Id of the message that tells it."""
        return uuid5(archive, f"silence:{self.search.id}:{self.last.article.arrival}")


def next_digest(
    search: SavedSearch, question: SearchQuery, service: SearchService, database: Database
) -> Digest:
    """The digest that was begun, or else the next one; without articles where nothing is new."""
    horizon = service.horizon()
    late, told, late_complete = _late(search, question, service, database, horizon)
    upto = search.pending or max(horizon, search.alerted)
    asked = new_arrivals(question, since=search.alerted, upto=upto, limit=MOST_ARTICLES)
    results = service.search(asked)
    more = max(0, results.total - MOST_ARTICLES)
    if more:
        # The oldest of them first.
        results = service.search(replace(asked, offset=more))
        if results.found:
            upto = results.found[0].article.arrival
    return Digest(
        search=search,
        articles=(*results.found, *late),
        upto=upto,
        late=told,
        more=more,
        complete=results.complete and late_complete,
        time_zone=results.time_zone,
    )


def _late(
    search: SavedSearch,
    question: SearchQuery,
    service: SearchService,
    database: Database,
    horizon: int,
) -> tuple[tuple[FoundArticle, ...], tuple[str, ...], bool]:
    """Articles missed before that are back, and the ids that need no longer be kept as missed.

    And whether no time ran out.
    """
    found: list[FoundArticle] = []
    told: list[str] = []
    complete = True
    for each, arrival in arrivals_of(database, search.missed).items() if search.missed else ():
        # Beyond the horizon the index may not have it yet.
        if arrival <= horizon:
            asked = new_arrivals(question, since=arrival - 1, upto=arrival, limit=1)
            results = service.search(asked)
            found += results.found
            told.append(each)
            complete &= results.complete
    return tuple(found), tuple(told), complete


def silence(
    search: SavedSearch, question: SearchQuery, service: SearchService, now: datetime
) -> Silence | None:
    """Silence of a search that was not told yet, None where there is none or nothing to tell by."""
    asked = new_arrivals(question, upto=service.horizon(), limit=LAST_ARTICLES)
    results = service.search(asked)
    if not results.complete or len(results.found) < _FEWEST_ARTICLES:
        return None
    last = results.found[0]
    if last.article.arrival == search.silent_after:
        return None
    moments = [datetime.fromisoformat(found.article.arrived) for found in results.found]
    usual = _usual(moments)
    limit = max(_LEAST_SILENCE, SILENCE_FACTOR * usual)
    lasted = now - moments[0]
    if lasted <= limit:
        return None
    return Silence(search, last, lasted, usual, limit, len(moments) - 1, results.time_zone)


def _usual(moments: Sequence[datetime]) -> timedelta:
    """The 90th percentile of the intervals between moments, the last one first (nearest rank)."""
    pairs = pairwise(moments)
    # A clock that was put back makes no interval.
    intervals = sorted(max(timedelta(), later - earlier) for later, earlier in pairs)
    return intervals[ceil(_QUANTILE * len(intervals)) - 1]
