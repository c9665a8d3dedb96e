"""Timelines held against a plain count over the store, on both engines."""

import gzip
import random
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice

import pytest

from archive.ingest.files import find_files
from archive.ingest.ingest import add_files
from archive.ingest.tally import Tally
from archive.store.store import Store
from indexer.engines.engine import FacetFilter
from indexer.engines.registry import engine_kind
from indexer.index.build import rebuild
from indexer.index.generations import Generations
from indexer.query.parser import parse
from indexer.schema.fields import FACETS
from indexer.search.results import SearchQuery
from indexer.search.service import SearchService
from indexer.search.timeline import TimelineQuery
from tests.support.articles import record
from tests.support.plain_counts import PlainCounts, by_period, total

STORY = (
    "The ferry between {place} and the islands of the gulf stays tied up for a third week, because "
    "weed has grown so thick that no propeller turns in it. Traders carry maize and soap around "
    "the shore on motorcycles, which takes a day and costs four times as much. The county has "
    "promised two cutters, of which one waits at the railway for a spare part from Mombasa."
)
WORDS = ("ferry", "ice", "harbour", "weed", "market", "railway")
PLACES = (
    *("Africa/Kenya/Kisumu", "Africa/Uganda", "Asia/South Korea", "Asia/Nepal", "Europe/Spain"),
    *("Europe/France", "North America/Canada", "Asia"),
)
SOURCES = ("Halyard Wire", "The Shore", "Daily Ledger", None)
LANGUAGES = ("en", "es", "es-MX", "zh-Hant-TW", None)


def made_up(rng, days):
    """Articles with dates of every precision, some without, and near-duplicates among them."""
    for number in range(60):
        day = date(2012, 11, 20) + timedelta(days=rng.randrange(days))
        length = rng.choice((10, 10, 10, 7, 4, 0))
        copied = number % 3 == 0
        yield record(
            f"Story {number} of the {rng.choice(WORDS)}",
            body=[STORY if copied else " ".join(rng.sample(WORDS, 3)) + f" {number}."],
            published=day.isoformat()[:length] or None,
            regions=rng.sample(PLACES, rng.randrange(3)),
            source=rng.choice(SOURCES),
            language=rng.choice(LANGUAGES),
        )


@pytest.fixture(scope="module", params=["whoosh", "tantivy"])
def kind(request):
    if request.param == "tantivy":
        pytest.importorskip("tantivy")
    return engine_kind(request.param)


@pytest.fixture(scope="module", params=[40, 300, 2_500, 9_000], ids="{} days".format)
def archive(request, kind, tmp_path_factory):
    """A service over made-up articles of so many days, and the articles."""
    rng = random.Random(request.param)  # noqa: S311 - the same archive every time
    yield from served(
        tmp_path_factory.mktemp("made-up"),
        kind,
        lambda store: store.add(list(made_up(rng, request.param))),
    )


def served(home, kind, fill):
    with Store.open(home / "archive.sqlite3", create=True) as store:
        fill(store)
        generations = Generations(home / "index")
        rebuild(store, generations, kind)
        articles = [change.article for change in store.changes_since(0)]
        with SearchService(store, generations) as service:
            yield service, articles


def random_question(rng, articles):
    """A question with words, ticks, exclusions and dates, as a reader may come by."""
    words = [word for article in rng.sample(articles, 2) for word in article.headline.split()]
    words = [word for word in words if word.isalpha()] or ["ferry"]
    text = rng.choice(["", "", rng.choice(words), f"{rng.choice(words)} OR {rng.choice(words)}"])
    if rng.random() < 0.3:
        text += " duplicates:show"
    filters = {}
    for facet in rng.sample([*FACETS[:6], *FACETS[-2:]], rng.randrange(3)):
        values = sorted(
            {v for article in rng.sample(articles, 6) for v in facet.values_of(article)}
        )
        chosen = frozenset(rng.sample(values, min(len(values), 3)))
        included = rng.random() < 0.7
        filters[facet.name] = FacetFilter(
            *((chosen, frozenset()) if included else (frozenset(), chosen))
        )
    days = sorted(d for article in articles if (d := (article.published.days() or [None])[0]))
    first, last = sorted(rng.sample(days, 2))
    return SearchQuery(
        text=text,
        filters=filters,
        first=first if rng.random() < 0.3 else None,
        last=last if rng.random() < 0.3 else None,
        limit=0,
        any_word=rng.random() < 0.3,
    )


def check_timeline(service, plain, question, results):
    """Every number of a timeline is a plain count, and the length of the list behind its bar."""
    collapsed = not parse(question.text).show_duplicates
    found = plain.found(question)
    timeline = results.timeline
    granularity = timeline.granularity
    assert results.total == total(found, collapsed=collapsed)
    counts = by_period(found, granularity, collapsed=collapsed)
    assert timeline.undated == counts.pop(None, 0)
    assert dict(timeline.coarse) == {k: n for k, n in counts.items() if isinstance(k, str)}
    bars = {k: n for k, n in counts.items() if not isinstance(k, str)}
    assert [point.count for point in timeline.points] == [bars[key] for key in sorted(bars)]
    for point, (first, last) in zip(timeline.points, sorted(bars), strict=True):
        assert point.period.first == max(first, question.first or first)
        assert point.period.last == min(last, question.last or last)
    whole = by_period(plain.whole(question), granularity, collapsed=collapsed)
    assert [point.whole for point in timeline.points] == [whole[key] for key in sorted(bars)]
    check_stack(plain, question, timeline, sorted(bars), collapsed=collapsed)


def check_stack(plain, question, timeline, periods, *, collapsed):
    name = question.timeline.stack
    chosen = question.filters.get(name, FacetFilter())
    rest = FacetFilter(chosen.include, chosen.exclude | set(timeline.stack))
    parts = [FacetFilter(frozenset({value}), chosen.exclude) for value in timeline.stack]
    sizes = []
    for number, part in enumerate([*parts, rest]):
        narrowed = plain.found(replace(question, filters={**question.filters, name: part}))
        counts = by_period(narrowed, timeline.granularity, collapsed=collapsed)
        assert [point.parts[number] for point in timeline.points] == [
            counts.get(period, 0) for period in periods
        ]
        sizes.append(total(narrowed, collapsed=collapsed))
    assert sizes[:-1] == sorted(sizes[:-1], reverse=True)


def ask(service, plain, question, rng):
    stack = rng.choice(["region", "source", "language"])
    question = replace(question, timeline=TimelineQuery(shares=True, stack=stack))
    results = service.search(question)
    check_timeline(service, plain, question, results)
    for point in results.timeline.points:
        first, last = point.period.first, point.period.last
        assert (
            service.search(replace(question, first=first, last=last, timeline=None)).total
            == point.count
        )


def test_timelines_of_random_questions_are_plain_counts(archive):
    service, articles = archive
    rng = random.Random(7)  # noqa: S311 - the same questions every time
    plain = PlainCounts(articles)
    for _ in range(30):
        ask(service, plain, random_question(rng, articles), rng)


def test_bars_are_parted_by_languages_or_by_the_varieties_of_the_one_that_is_ticked(archive):
    service, _ = archive
    question = SearchQuery(timeline=TimelineQuery(stack="language"), limit=0)
    assert set(service.search(question).timeline.stack) == {"en", "es", "zh"}
    spanish = replace(question, filters={"language": FacetFilter(frozenset({"es"}))})
    assert service.search(spanish).timeline.stack == ("es/es-MX",)


def test_the_span_of_the_dates_decides_how_they_are_counted(archive, request):
    service, _ = archive
    found = service.search(SearchQuery(timeline=TimelineQuery(), limit=0)).timeline.granularity
    days = request.node.callspec.params["archive"]
    assert found == {40: "day", 300: "week", 2_500: "month", 9_000: "year"}[days]


def test_timelines_of_searches_asked_together_have_one_granularity(archive):
    service, articles = archive
    plain = PlainCounts(articles)
    asked = TimelineQuery(shares=True, stack="source")
    questions = [
        SearchQuery("ice", timeline=asked, limit=0),
        SearchQuery(timeline=asked, limit=0),
        SearchQuery("weed", limit=0),
        SearchQuery("nothing-has-this", timeline=asked, limit=0),
    ]
    together = service.search_together(questions)
    assert together[2].timeline is None
    assert together[3].timeline.points == ()
    assert len({each.timeline.granularity for each in together if each.timeline}) == 1
    for question, results in list(zip(questions, together, strict=True))[:2]:
        check_timeline(service, plain, question, results)


def test_what_another_search_finds_is_left_out(archive):
    service, articles = archive
    plain = PlainCounts(articles)
    rng = random.Random(11)  # noqa: S311 - the same questions every time
    for _ in range(30):
        others = tuple(random_question(rng, articles) for _ in range(rng.randrange(1, 3)))
        others = (replace(others[0], without=others[1:]), *others[1:])
        question = replace(random_question(rng, articles), without=others, limit=100)
        results = service.search(question)
        found = plain.found(question)
        collapsed = not parse(question.text).show_duplicates
        assert results.total == total(found, collapsed=collapsed)
        assert {each.article.id for each in results.found} <= {article.id for article in found}


@pytest.mark.shared
def test_timelines_of_real_articles_are_plain_counts(kind, shared_data, tmp_path):
    files = [shared_data / "reuters21578", shared_data / "kcna"]
    paths = []
    for folder in files:
        path = tmp_path / f"{folder.name}.jsonl"
        first, *_ = sorted(folder.glob("*.jsonl.gz"))
        with gzip.open(first, "rt", encoding="utf-8") as lines:
            path.write_text("".join(islice(lines, 200)), "utf-8")
        paths.append(path)
    for service, articles in served(
        tmp_path, kind, lambda store: add_files(store, find_files(paths), {}, Tally())
    ):
        assert len(articles) == 400
        plain = PlainCounts(articles)
        rng = random.Random(1987)  # noqa: S311 - the same questions every time
        for _ in range(50):
            ask(service, plain, random_question(rng, articles), rng)
