"""The one service that the page, the API and the command line ask."""

import threading
import time
from dataclasses import dataclass
from datetime import date, datetime
from types import TracebackType
from typing import Self

from archive.errors import HomeError, IndexDamagedError, UserError
from archive.model.time_zones import zone_named
from archive.store.store import Store
from indexer.engines.engine import Engine, SearchRequest
from indexer.engines.registry import ENGINES, engine_kind
from indexer.highlight.snippets import Highlighter
from indexer.index.generations import INDEX_FORMAT, Generation, Generations, Stamp
from indexer.query.ast import Everything
from indexer.query.parser import parse
from indexer.schema.fields import PATH_SEPARATOR
from indexer.search.completion import Suggester
from indexer.search.execution import QueryExecution
from indexer.search.explain import explained
from indexer.search.facets import facet_values
from indexer.search.hyphen_expansion import Hyphens
from indexer.search.relaxation import alternatives
from indexer.search.results import Alternative, Completion, FoundArticle, Results, SearchQuery
from indexer.search.vocabulary import Vocabulary

# A generation can be replaced between reading its name and opening it; one that is still not
# there after this many times is damaged.
_ATTEMPTS = 3
# What a search takes at most before it answers with what it has, in seconds.
TIME_LIMIT_S = 5.0
# Taking up the words of a large index takes half a second: not for every change of it.
_WORDS_STAY_S = 600.0
_SUGGESTED_FACETS = ("region", "byline", "source", "language")


@dataclass(frozen=True, slots=True)
class IndexState:
    """How much there is to search, and how far the index has read the store."""

    articles: int
    versions: int
    sequence: int
    indexed_sequence: int
    engine: str


@dataclass(frozen=True, slots=True)
class _Open:
    """An engine that is open, the state of the index it was opened at, and who it is."""

    engine: Engine
    hyphens: Hyphens
    name: str
    sequence: int
    stamp: Stamp | None


@dataclass(frozen=True, slots=True)
class _Completions:
    """What completes and mends words, the state of the index it is of, and when it was made."""

    vocabulary: Vocabulary
    suggester: Suggester
    stamp: Stamp | None
    made: float

    @classmethod
    def of(cls, opened: _Open) -> "_Completions":
        request = SearchRequest(Everything(), facets=_SUGGESTED_FACETS, limit=0)
        names = opened.engine.search(request).facets
        vocabulary = Vocabulary(opened.engine.vocabulary())
        return cls(vocabulary, Suggester(vocabulary, names), opened.stamp, time.monotonic())


class SearchService:
    """Answers questions from the index that counts, opening a newer one as it comes."""

    def __init__(
        self, store: Store, generations: Generations, time_limit_s: float = TIME_LIMIT_S
    ) -> None:
        self._store = store
        self._time_limit_s = time_limit_s
        self._generations = generations
        self._opened: _Open | None = None
        self._known_words: _Completions | None = None
        # Engines are for one thread at a time, pages may come in several.
        self._lock = threading.Lock()

    def close(self) -> None:
        """Let the index go."""
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
        """The day that it is in the archive's own time zone."""
        return datetime.now(zone_named(self._store.time_zone)).date()

    def search(self, question: SearchQuery) -> Results:
        """The answer to a question, its notices among it: nothing typed is an error.

        Raises `IndexDamagedError` where the index cannot be read.
        """
        started = time.perf_counter()
        deadline = time.monotonic() + self._time_limit_s
        parsed = parse(question.text, today=self._today, any_word=question.any_word)
        with self._lock:
            opened = self._open()
            asking = QueryExecution(
                opened.engine, opened.hyphens, self._store.get_many, question, parsed, deadline
            )
            page = asking.page()
            explanation = explained(parsed.query, asking.hits) if question.explain else None
            others: tuple[Alternative, ...] = ()
            if not page.total and page.complete:
                others = alternatives(parsed.query, asking.hits, self._words(opened).vocabulary)
            highlighter = Highlighter(opened.hyphens.allowed(parsed.query))
        stored = self._store.snapshot(hit.id for hit in page.hits)
        found = tuple(
            FoundArticle(
                article=article,
                score=hit.score,
                headline=highlighter.mark(article.headline, "headline"),
                snippets=highlighter.snippets(article),
                cluster=hit.cluster,
                others=hit.others,
            )
            for hit in page.hits
            if (article := stored.articles.get(hit.id))
        )
        return Results(
            question=question,
            parsed=parsed,
            total=page.total,
            found=found,
            facets=facet_values(page.facets, question),
            complete=page.complete,
            explanation=explanation,
            alternatives=others,
            behind=stored.sequence - opened.sequence,
            time_zone=stored.time_zone,
            took_ms=(time.perf_counter() - started) * 1000,
        )

    def completions(self, text: str) -> tuple[Completion, ...]:
        """Ways to go on with what is being typed, the best first."""
        with self._lock:
            words = self._words(self._open())
        return words.suggester.completions(text)

    def _words(self, opened: _Open) -> "_Completions":
        """The words and names of the index, some minutes old where it changes all the time."""
        known = self._known_words
        if known is None or (
            known.stamp != opened.stamp and time.monotonic() - known.made > _WORDS_STAY_S
        ):
            known = self._known_words = _Completions.of(opened)
        return known

    def highlighter(self, text: str) -> Highlighter:
        """What marks a query's hits in any text."""
        query = parse(text, today=self._today).query
        with self._lock:
            return Highlighter(self._open().hyphens.allowed(query))

    def state(self) -> IndexState:
        """How much there is to search, and how far the index has come."""
        counts = self._store.counts()
        with self._lock:
            opened = self._open()
        return IndexState(
            counts.articles, counts.versions, counts.sequence, opened.sequence, opened.name
        )

    def values_named(self, facet: str, name: str) -> frozenset[str]:
        """The values of a facet that a person means by a name: "Kenya", or a whole path.

        Raises `UserError` where there is none, naming those that come near.
        """
        with self._lock:
            request = SearchRequest(Everything(), facets=(facet,), limit=0)
            known = self._open().engine.search(request).facets[facet]
        wanted = name.casefold()
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

    def _open(self) -> _Open:
        """The engine on the generation that counts now."""
        stamp = self._generations.stamp()
        if self._opened and self._opened.stamp == stamp:
            return self._opened
        newer = self._open_newest()
        if self._opened:
            self._opened.engine.close()
        self._opened = newer
        return newer

    def _open_newest(self) -> _Open:
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


def _open_generation(generation: Generation, stamp: Stamp | None) -> _Open:
    manifest = generation.manifest()
    if manifest.format != INDEX_FORMAT or manifest.engine not in ENGINES:
        raise IndexDamagedError(
            f"{generation.directory}: the index was made by another version of Backfile: "
            "no article is lost, run 'backfile update' to make it anew"
        )
    engine = engine_kind(manifest.engine).open(generation.directory)
    return _Open(engine, Hyphens(engine), manifest.engine, manifest.sequence, stamp)
