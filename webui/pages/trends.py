"""The trends page: up to five words over time as context of trends.html."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from msgspec import structs

from indexer.search.results import Results, SearchQuery
from indexer.search.timeline import TimelineQuery
from webui.links import trends_link
from webui.pages.contexts import TrendsContext
from webui.pages.curves import Searched, curve_chart
from webui.pages.list_names import list_name
from webui.query_string import MOST_WORDS, TrendsReading
from webui.search_state import Chart, SearchState

_MOST_NOTICES = 3
_LONGEST_QUOTE = 40


def trends_questions(reading: TrendsReading) -> tuple[SearchQuery, ...]:
    """Questions that the page puts to the search service, one for each word."""
    asked = TimelineQuery(shares=_has_shares(reading))
    return tuple(_asked(state.question(), asked) for state in _states(reading))


def trends_context(reading: TrendsReading, results: Sequence[Results]) -> TrendsContext:
    """Context of the page that shows the results of its questions, in their order."""
    searches = [
        Searched(word, state, each)
        for word, state, each in zip(reading.words, _states(reading), results, strict=True)
    ]
    frame = reading.frame
    narrowing = frame.bare()
    words = (*reading.words, *("",) * (MOST_WORDS - len(reading.words)))
    return TrendsContext(
        words=words,
        frame=frame,
        hidden=structs.replace(frame, first=None, last=None).parameters,
        narrowed=list_name(narrowing) if narrowing != SearchState() else "",
        warnings=tuple(_notices(reading, results)),
        complete=all(each.complete for each in results),
        chart=curve_chart(searches, shares=_has_shares(reading)),
        in_counts=trends_link(reading.words, narrowing),
        in_shares=trends_link(
            reading.words,
            structs.replace(frame, display=structs.replace(frame.display, chart=Chart.SHARES)),
        ),
        shares=_has_shares(reading),
    )


def _has_shares(reading: TrendsReading) -> bool:
    return reading.frame.display.chart is Chart.SHARES


def _states(reading: TrendsReading) -> list[SearchState]:
    return [structs.replace(reading.frame.bare(), text=word) for word in reading.words]


def _asked(question: SearchQuery, timeline: TimelineQuery) -> SearchQuery:
    return replace(question, timeline=timeline, facets=("year", "month"), limit=0)


def _notices(reading: TrendsReading, results: Sequence[Results]) -> Iterator[str]:
    """Sentences on what was passed over, the first of each word: a line has no room for more."""
    yield from reading.notices
    for word, each in zip(reading.words, results, strict=True):
        short = word if len(word) <= _LONGEST_QUOTE else f"{word[:_LONGEST_QUOTE]}…"
        for notice in each.notices[:_MOST_NOTICES]:
            yield f"{short}, at character {notice.offset + 1}: {notice.message}"
