"""Search service: the one entry point of the web page, the API and the command line."""

import math
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import TracebackType
from typing import Self

from archive import time_budget
from archive.errors import BusyError, HomeError, IndexDamagedError, UserError
from archive.facts.language_tags import parse_language
from archive.model.time_zones import zone_named
from archive.store.reader import StoreReader
from indexer.engines.engine import Engine, HitPage, SearchRequest
from indexer.engines.registry import ENGINES, engine_kind
from indexer.highlight.snippets import Highlighter
from indexer.index.generations import INDEX_FORMAT, Generation, Generations, Stamp
from indexer.query.ast import DateRange, Everything, ParsedQuery
from indexer.query.parser import parse
from indexer.schema.fields import LANGUAGE, PATH_SEPARATOR, language_path
from indexer.search.completion import Suggester
from indexer.search.execution import QueryExecution
from indexer.search.explain import explained
from indexer.search.facets import facet_values
from indexer.search.horizon import horizon
from indexer.search.hyphen_expansion import HyphenExpander
from indexer.search.relaxation import alternatives
from indexer.search.results import (
    Alternative,
    Census,
    Completion,
    ExplainedClause,
    FoundArticle,
    Results,
    SearchQuery,
)
from indexer.search.time_counts import TimeCounter, timelines
from indexer.search.timeline import Timeline
from indexer.search.verification import VerifiableQuery
from indexer.search.vocabulary import Vocabulary

# A generation can be replaced between reading its name and opening it. One that still cannot be
# opened at this attempt is damaged.
_ATTEMPTS = 3
# A search that reaches this limit returns an incomplete response.
TIME_LIMIT_S = 5.0
# Loading the vocabulary of a large index takes half a second: too long for every change of it.
_COMPLETIONS_MAX_AGE_S = 600.0
_SUGGESTED_FACETS = ("region", "byline", "source", "language")


@dataclass(frozen=True, slots=True)
class IndexState:
    """Size of the archive, and progress of the index through the store's change sequence.

    The index is up to date where `indexed_sequence` equals `sequence`.
    """

    articles: int
    versions: int
    sequence: int
    indexed_sequence: int
    engine: str


@dataclass(frozen=True, slots=True)
class _OpenIndex:
    """Open index: the engine with its name, and the generation stamp it was opened at.

    `sequence` is the last store change that the index has read.
    """

    engine: Engine
    hyphens: HyphenExpander
    name: str
    sequence: int
    stamp: Stamp | None


@dataclass(frozen=True, slots=True)
class _CachedCompletions:
    """Cached vocabulary and suggester, with the stamp of their index.

    `created_s` is the `time.monotonic` of their creation.
    """

    vocabulary: Vocabulary
    suggester: Suggester
    stamp: Stamp | None
    created_s: float

    @classmethod
    def of(cls, opened: _OpenIndex) -> "_CachedCompletions":
        """Load the vocabulary and the facet values of an open index."""
        request = SearchRequest(Everything(), facets=_SUGGESTED_FACETS, limit=0)
        names = opened.engine.search(request).facets
        vocabulary = Vocabulary(opened.engine.vocabulary())
        return cls(vocabulary, Suggester(vocabulary, names), opened.stamp, time.monotonic())


@dataclass(frozen=True, slots=True)
class _Answer:
    """Answer of the index to a question, with what the rest of the response is made by."""

    execution: QueryExecution
    page: HitPage
    counter: TimeCounter
    explanation: ExplainedClause | None
    alternatives: tuple[Alternative, ...]
    highlighter: Highlighter

    @property
    def is_explained(self) -> bool:
        """Whether there was time for an explanation that was asked for."""
        return self.explanation is not None or not self.execution.question.explain


class _LeftOut:
    """Memo of what searches find that others leave out, for the questions of one call.

    A comparison leaves the same search out of several. Questions have no hash; there are few.
    """

    def __init__(self, executed: Callable[[SearchQuery], QueryExecution]) -> None:
        self._executed = executed
        self._known: list[tuple[SearchQuery, VerifiableQuery]] = []

    def found_by(self, question: SearchQuery) -> VerifiableQuery:
        """Query that matches what a question finds, whatever page of it is asked for."""
        bare = SearchQuery(
            text=question.text,
            filters=question.filters,
            first=question.first,
            last=question.last,
            facets=(),
            any_word=question.any_word,
            without=question.without,
            since=question.since,
            upto=question.upto,
            today=question.today,
        )
        for known, found in self._known:
            if known == bare:
                return found
        found = self._executed(bare).everything_found()
        self._known.append((bare, found))
        return found


class SearchService:
    """Searches the current index generation, and reopens when a newer one is published.

    Safe to share between threads; engine calls are serialised by a lock.
    """

    def __init__(
        self, store: StoreReader, generations: Generations, time_limit_s: float = TIME_LIMIT_S
    ) -> None:
        self._store = store
        self._time_limit_s = time_limit_s
        self._generations = generations
        self._opened: _OpenIndex | None = None
        self._cached_completions: _CachedCompletions | None = None
        # An engine serves one thread at a time; a web server has several.
        self._lock = threading.Lock()

    def close(self) -> None:
        """Close the engine; a later call opens it again."""
        with self._lock:
            if self._opened:
                self._opened.engine.close()
                self._opened = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _today(self) -> date:
        """Current day in the archive's time zone."""
        return datetime.now(zone_named(self._store.time_zone)).date()

    def search(self, question: SearchQuery) -> Results:
        """Search response with its notices: no query text is an error.

        Raises `HomeError` where there is no index yet, `IndexDamagedError` where it cannot be
        read.
        """
        return self.search_together((question,))[0]

    def search_together(self, questions: Sequence[SearchQuery]) -> tuple[Results, ...]:
        """Search responses, whose timelines are all at one granularity; in one time limit."""
        started = time.perf_counter()
        with time_budget.within(self._time_limit_s) as deadline:
            return self._together(questions, deadline, started)

    def _together(
        self, questions: Sequence[SearchQuery], deadline: float, started: float
    ) -> tuple[Results, ...]:
        with self._lock:
            opened = self._open()
            left_out = _LeftOut(
                lambda question: self._execution(opened, question, deadline, left_out)
            )
            answers = [
                self._answer(opened, self._execution(opened, question, deadline, left_out))
                for question in questions
            ]
            lines = timelines([answer.counter for answer in answers])
        return tuple(
            self._results(answer, line, opened.sequence, started)
            for answer, line in zip(answers, lines, strict=True)
        )

    def _answer(self, opened: _OpenIndex, execution: QueryExecution) -> "_Answer":
        """All that the index has to be asked for a question, but its timeline."""
        question = execution.question
        parsed, page = execution.parsed, execution.page()
        suggested: tuple[Alternative, ...] = ()
        # Other words are of no help where another search takes all hits away.
        if question.limit and not question.without and not page.total and page.complete:
            vocabulary = self._current_completions(opened).vocabulary
            suggested = alternatives(parsed.query, execution.hits, vocabulary)
        return _Answer(
            execution=execution,
            page=page,
            counter=TimeCounter(question, page.facets, execution.counts, execution.whole_counts),
            explanation=explained(parsed.query, execution.hits) if question.explain else None,
            alternatives=suggested,
            highlighter=Highlighter(opened.hyphens.expanded(parsed.query)),
        )

    def _execution(
        self, opened: _OpenIndex, question: SearchQuery, deadline: float, left_out: "_LeftOut"
    ) -> QueryExecution:
        parsed = self.parsed(question)
        without = [left_out.found_by(other) for other in question.without]
        return QueryExecution(
            opened.engine, opened.hyphens, self._store.get_many, question, parsed, deadline, without
        )

    def parsed(self, question: SearchQuery) -> ParsedQuery:
        """Parsed text of a question, its relative dates counted from its own day if it has one."""
        return parse(
            question.text,
            today=lambda: question.today or self._today(),
            any_word=question.any_word,
        )

    def _results(
        self, answer: "_Answer", timeline: Timeline | None, sequence: int, started: float
    ) -> Results:
        """Response with the articles of its page, read from the store and highlighted."""
        page, highlighter = answer.page, answer.highlighter
        stored = self._store.snapshot(hit.id for hit in page.hits)
        found = tuple(
            FoundArticle(
                article=article,
                score=hit.score,
                headline=highlighter.headline(article),
                snippets=highlighter.snippets(article),
                cluster=hit.cluster,
                others=hit.others,
            )
            for hit in page.hits
            if (article := stored.articles.get(hit.id))
        )
        question = answer.counter.question
        return Results(
            question=question,
            parsed=answer.execution.parsed,
            total=page.total,
            found=found,
            facets=facet_values(page.facets, question),
            complete=page.complete and answer.execution.counts_complete and answer.is_explained,
            explanation=answer.explanation,
            alternatives=answer.alternatives,
            timeline=timeline,
            behind=stored.sequence - sequence,
            time_zone=stored.time_zone,
            took_ms=(time.perf_counter() - started) * 1000,
        )

    def listed(self, question: SearchQuery) -> tuple[str, ...]:
        """Ids of the articles that a search lists, without their facets and texts.

        Raises like `search`.
        """
        bare = replace(question, facets=())
        with time_budget.within(self._time_limit_s) as deadline, self._lock:
            opened = self._open()
            left_out = _LeftOut(lambda other: self._execution(opened, other, deadline, left_out))
            execution = self._execution(opened, bare, deadline, left_out)
            return tuple(hit.id for hit in execution.page().hits)

    def horizon(self) -> int:
        """Last arrival up to which the index has every article: searches up to it are exact."""
        with self._lock:
            opened = self._open()
            return horizon(opened.engine, self._store.database, opened.sequence)

    def every_id(
        self, question: SearchQuery, *, time_limit_s: float | None = None
    ) -> tuple[str, ...]:
        """Ids of all articles that a search lists, in its order, whatever page it asks for.

        Raises like `search`, and `BusyError` where the time runs out: no part is given for all.
        """
        limit_s = math.inf if time_limit_s is None else time_limit_s
        with time_budget.within(limit_s) as deadline, self._lock:
            opened = self._open()
            left_out = _LeftOut(lambda other: self._execution(opened, other, deadline, left_out))
            count = opened.engine.count()
            every = replace(question, facets=(), offset=0, limit=max(1, count))
            page = self._execution(opened, every, deadline, left_out).page()
        if not page.complete:
            raise BusyError(
                "finding all of these articles takes too long here: ask for less at once, or "
                "use the command line, which takes its time"
            )
        return tuple(hit.id for hit in page.hits)

    def census(self, question: SearchQuery, *, time_limit_s: float = TIME_LIMIT_S) -> Census:
        """All articles that a search finds, whatever page of it is asked for.

        Raises like `search`, and `BusyError` where time runs out: a part is never given for all.
        """
        bare = replace(question, facets=(), timeline=None, explain=False, offset=0, limit=0)
        with time_budget.within(time_limit_s) as deadline, self._lock:
            opened = self._open()
            left_out = _LeftOut(lambda other: self._execution(opened, other, deadline, left_out))
            execution = self._execution(opened, bare, deadline, left_out)
            page, found = execution.page(), execution.everything_found()
            if not (page.complete and found.complete and time.monotonic() < deadline):
                raise BusyError(
                    "time ran out before every article was looked at: ask for less at once"
                )
            ids = opened.engine.ids(found.query)
            dated = opened.engine.ids(DateRange(None, None))
        return Census(
            parsed=execution.parsed,
            ids=ids,
            listed=page.total,
            undated=len(ids - dated),
            engine=opened.name,
            sequence=opened.sequence,
        )

    def completions(self, text: str) -> tuple[Completion, ...]:
        """Completions of a query text that is being typed, the best first."""
        with self._lock:
            words = self._current_completions(self._open())
        return words.suggester.completions(text)

    def _current_completions(self, opened: _OpenIndex) -> "_CachedCompletions":
        """Cached completions of the index, up to ten minutes old where it keeps changing."""
        cached = self._cached_completions
        if cached is None or (
            cached.stamp != opened.stamp
            and time.monotonic() - cached.created_s > _COMPLETIONS_MAX_AGE_S
        ):
            cached = self._cached_completions = _CachedCompletions.of(opened)
        return cached

    def highlighter(self, text: str) -> Highlighter:
        """Highlighter that marks the hits of a query text in any article."""
        query = parse(text, today=self._today).query
        with self._lock:
            return Highlighter(self._open().hyphens.expanded(query))

    def state(self) -> IndexState:
        """State of the archive and of the index that is open."""
        counts = self._store.counts()
        with self._lock:
            opened = self._open()
        return IndexState(
            counts.articles, counts.versions, counts.sequence, opened.sequence, opened.name
        )

    def values_named(self, facet: str, name: str) -> frozenset[str]:
        """Facet values that match a name regardless of case: a last path segment or a whole path.

        "Kenya" matches "Africa/Kenya", and "German" the language "de". Raises `UserError` where
        none does, naming values that contain the name.
        """
        with self._lock:
            request = SearchRequest(Everything(), facets=(facet,), limit=0)
            known = self._open().engine.search(request).facets[facet]
        wanted = name.casefold()
        if facet == LANGUAGE and (tag := parse_language(name)):
            wanted = language_path(tag).casefold()
        found = frozenset(
            value
            for value in known
            if wanted in {value.casefold(), value.rpartition(PATH_SEPARATOR)[2].casefold()}
        )
        if found:
            return found
        near = [value for value in known if wanted in value.casefold()][:5]
        hint = f"did you mean {' or '.join(near)}?" if near else "'backfile search --json' has all"
        raise UserError(f"no article has the {facet} {name!r}: {hint}")

    def _open(self) -> _OpenIndex:
        """Open index of the current generation, reopened where a newer one is published."""
        stamp = self._generations.stamp()
        if self._opened and self._opened.stamp == stamp:
            return self._opened
        newer = self._open_newest()
        if self._opened:
            self._opened.engine.close()
        self._opened = newer
        return newer

    def _open_newest(self) -> _OpenIndex:
        """Open the current generation, trying again where it is replaced meanwhile."""
        for attempt in range(1, _ATTEMPTS + 1):
            stamp = self._generations.stamp()
            try:
                generation = self._generations.current()
                if generation is None:
                    break
                return _open_generation(generation, stamp)
            except IndexDamagedError:
                if attempt == _ATTEMPTS:
                    raise
        raise HomeError(
            f"{self._generations.root}: there is no index yet: make one with 'backfile update'"
        )


def _open_generation(generation: Generation, stamp: Stamp | None) -> _OpenIndex:
    manifest = generation.manifest()
    if manifest.format != INDEX_FORMAT or manifest.engine not in ENGINES:
        raise IndexDamagedError(
            f"{generation.directory}: the index was made by another version of Backfile: "
            "no article is lost, run 'backfile update' to make it anew"
        )
    engine = engine_kind(manifest.engine).open(generation.directory)
    return _OpenIndex(engine, HyphenExpander(engine), manifest.engine, manifest.sequence, stamp)
