"""From a real store to a real index: caught up, built anew, broken off and taken up again."""

import gc
import subprocess
import sys
from contextlib import closing
from dataclasses import replace

import pytest

from archive.errors import IndexDamagedError
from archive.store.store import Store
from indexer.engines.engine import EngineKind, SearchRequest, Sort
from indexer.engines.registry import engine_kind
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.engines.whoosh.writer import WhooshWriter
from indexer.index import build
from indexer.index.build import Built, rebuild, update
from indexer.index.generations import Generations, Manifest
from indexer.query.parser import parse
from indexer.schema.fields import FACETS
from indexer.search.results import SearchQuery
from indexer.search.service import SearchService
from tests.support.articles import record
from tests.support.processes import TIMEOUT_S

WHOOSH = engine_kind("whoosh")


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "archive.sqlite3", create=True) as store:
        yield store


@pytest.fixture
def generations(tmp_path):
    return Generations(tmp_path / "index")


@pytest.fixture
def five(store):
    """Five articles in the store; their ids in the order in which they came."""
    store.add([record(f"Ferry {number}", source="Tidewater Courier") for number in range(5)])
    return [change.id for change in store.changes_since(0)]


def ended(built):
    """The outcome of a build, without the time it took."""
    assert built.seconds > 0
    return replace(built, seconds=0)


def ids(generations, text=""):
    """The ids of all that the index finds."""
    with closing(WHOOSH.open(generations.current().directory)) as engine:
        return [hit.id for hit in engine.search(SearchRequest(parse(text).query, limit=99)).hits]


def headlines(store, generations, text=""):
    """The headlines of all that the index finds, in order."""
    found = ids(generations, text)
    articles = store.get_many(found)
    return sorted(articles[each].headline for each in found)


def answers(generations):
    """An index's whole answers to a set of queries."""
    facets = tuple(facet.name for facet in FACETS)
    with closing(WHOOSH.open(generations.current().directory)) as engine:
        return [
            engine.search(SearchRequest(parse(text).query, facets=facets, sort=Sort.NEWEST))
            for text in ("", "ferry", "ferry -3", "tidewater OR boats")
        ]


class Wrapped:
    """A writer that does what a test wants before every article it adds."""

    def __init__(self, directory, before):
        self._writer = WhooshWriter(directory)
        self._before = before
        self.delete, self.commit = self._writer.delete, self._writer.commit
        self.close = self._writer.close

    def add(self, article):
        if self._before(article) is not False:
            self._writer.add(article)


def kind_that(before):
    """The Whoosh engine, with a writer that calls `before`, and leaves out where it is False."""
    return replace(WHOOSH, writer=lambda directory: Wrapped(directory, before))


def test_the_first_update_builds_the_index(store, generations):
    store.add([record("Ferry runs again"), record("Ferry stops")])
    assert ended(update(store, generations, WHOOSH)) == Built(
        "g-000001", changes=2, articles=2, sequence=2, seconds=0, rebuilt=True
    )
    assert headlines(store, generations, "ferry") == ["Ferry runs again", "Ferry stops"]
    assert generations.current().manifest() == Manifest("whoosh", sequence=2)


def test_an_update_reads_only_what_changed(store, generations, five):
    update(store, generations, WHOOSH)
    store.add([record("Weed idles the boats")])
    assert ended(update(store, generations, WHOOSH)) == Built(
        "g-000001", changes=1, articles=6, sequence=6, seconds=0, rebuilt=False
    )
    assert ended(update(store, generations, WHOOSH)) == Built(
        "g-000001", changes=0, articles=6, sequence=6, seconds=0, rebuilt=False
    )
    assert headlines(store, generations, "weed") == ["Weed idles the boats"]


def test_new_versions_and_deletions_reach_the_index(store, generations, five):
    address = "https://example.org/ferry"
    store.add([record("A strike begins", url=address)])
    update(store, generations, WHOOSH)
    store.add([record("A strike is settled", url=address)])
    store.delete(five[:2])
    assert update(store, generations, WHOOSH).changes == 3
    assert headlines(store, generations) == [
        "A strike is settled", "Ferry 2", "Ferry 3", "Ferry 4",
    ]  # fmt: skip
    assert headlines(store, generations, "strike") == ["A strike is settled"]
    assert headlines(store, generations, "begins") == []


def test_what_changed_twice_is_read_once(store, generations):
    update(store, generations, WHOOSH)
    for word in ("begins", "goes on", "ends"):
        store.add([record(f"A strike {word}", url="https://example.org/strike")])
    assert ended(update(store, generations, WHOOSH)) == Built(
        "g-000001", changes=1, articles=1, sequence=3, seconds=0, rebuilt=False
    )
    assert headlines(store, generations, "strike") == ["A strike ends"]


def test_a_deleted_article_that_comes_again_is_found_again(store, generations, five):
    update(store, generations, WHOOSH)
    store.delete(five)
    update(store, generations, WHOOSH)
    assert headlines(store, generations) == []
    store.add([record("Ferry 3", source="Tidewater Courier")])
    update(store, generations, WHOOSH)
    assert headlines(store, generations) == ["Ferry 3"]


def test_an_empty_archive_has_an_index_that_answers(store, generations):
    assert ended(update(store, generations, WHOOSH)) == Built(
        "g-000001", changes=0, articles=0, sequence=0, seconds=0, rebuilt=True
    )
    with SearchService(store, generations) as service:
        results = service.search(SearchQuery("ferry"))
    assert (results.total, results.found, results.behind) == (0, (), 0)


def test_a_rebuild_is_made_beside_the_index_that_is_read(store, generations, five):
    update(store, generations, WHOOSH)
    store.add([record("Weed idles the boats")])
    with (
        SearchService(store, generations) as service,
        closing(WHOOSH.open(generations.current().directory)) as reader,
    ):
        during = []
        kind = kind_that(lambda _: during.append(service.search(SearchQuery()).total))
        assert ended(rebuild(store, generations, kind)) == Built(
            "g-000002", changes=6, articles=6, sequence=6, seconds=0, rebuilt=True
        )
        assert during == [5] * 6
        assert service.search(SearchQuery()).total == 6
        assert reader.search(SearchRequest(parse("ferry").query)).total == 5
    assert not (generations.root / "g-000001").exists()


def breaking_at(count):
    """A hook that raises once so many articles have been added."""
    added = []

    def before(article):
        if len(added) == count:
            raise ZeroDivisionError
        added.append(article)

    return before


def test_a_rebuild_that_broke_off_goes_on_after_its_last_commit(
    store, generations, five, monkeypatch
):
    update(store, generations, WHOOSH)
    expected = answers(generations)
    monkeypatch.setattr(build, "ARTICLES_A_COMMIT", 2)
    with pytest.raises(ZeroDivisionError):
        rebuild(store, generations, kind_that(breaking_at(3)))
    assert generations.current().name == "g-000001"
    assert answers(generations) == expected
    assert generations.unfinished().manifest() == Manifest("whoosh", sequence=2)

    added = []
    built = rebuild(store, generations, kind_that(added.append))
    assert ended(built) == Built(
        "g-000002", changes=3, articles=5, sequence=5, seconds=0, rebuilt=True
    )
    assert [article.headline for article in added] == ["Ferry 2", "Ferry 3", "Ferry 4"]
    assert answers(generations) == expected
    assert gc.isenabled()


def test_an_update_that_broke_off_goes_on_after_its_last_commit(
    store, generations, five, monkeypatch
):
    update(store, generations, WHOOSH)
    store.add([record(f"Boat {number}") for number in range(5)])
    store.delete(five)
    monkeypatch.setattr(build, "ARTICLES_A_COMMIT", 2)
    with pytest.raises(ZeroDivisionError):
        update(store, generations, kind_that(breaking_at(4)))
    assert len(ids(generations)) == 9
    assert update(store, generations, WHOOSH).changes == 6
    assert headlines(store, generations) == [f"Boat {number}" for number in range(5)]


KILLED = """
import os, signal, sys
from pathlib import Path
from archive.store.store import Store
from indexer.index import build
from indexer.engines.registry import engine_kind
from indexer.index.generations import Generations
from tests.indexer.index.test_build import kind_that

home, left = Path(sys.argv[1]), int(sys.argv[2])
def before(article):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)

build.ARTICLES_A_COMMIT = 2
with Store.open(home / "archive.sqlite3") as store:
    build.rebuild(store, Generations(home / "index"), kind_that(before))
"""


@pytest.mark.parametrize("articles", [0, 1, 4])
def test_a_rebuild_that_was_killed_is_taken_up_again(
    store, generations, five, tmp_path, monkeypatch, articles
):
    update(store, generations, WHOOSH)
    expected = answers(generations)
    command = [sys.executable, "-c", KILLED, tmp_path, str(articles)]
    assert subprocess.run(command, check=False).returncode == -9
    assert answers(generations) == expected
    assert ended(rebuild(store, generations, WHOOSH)) == Built(
        "g-000002", changes=5 - articles // 2 * 2, articles=5, sequence=5, seconds=0, rebuilt=True
    )
    assert answers(generations) == expected
    left = {path.suffix for path in generations.current().directory.iterdir()}
    assert left == {".json", ".seg", ".toc", ""}


# Whoosh leaves a file open that it cannot read.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_an_unfinished_index_that_cannot_be_read_is_begun_anew(store, generations, five):
    with pytest.raises(ZeroDivisionError):
        rebuild(store, generations, kind_that(breaking_at(3)))
    for file in generations.unfinished().directory.glob("*.toc"):
        file.write_bytes(b"no table of contents")
    assert ended(rebuild(store, generations, WHOOSH)) == Built(
        "g-000001", changes=5, articles=5, sequence=5, seconds=0, rebuilt=True
    )
    assert len(headlines(store, generations)) == 5
    gc.collect()


def test_a_directory_without_a_manifest_is_begun_anew(store, generations, five):
    (generations.begin().directory / "left.over").touch()
    assert update(store, generations, WHOOSH).changes == 5
    assert not (generations.current().directory / "left.over").exists()


@pytest.mark.parametrize(
    ("manifest", "reason"),
    [
        (
            Manifest("whoosh", format=1, sequence=5),
            "the index was made by another version of Backfile",
        ),
        (Manifest("tantivy", sequence=5), "the index was made by tantivy, not by whoosh"),
        (Manifest("whoosh", sequence=6), "the index is ahead of the stored articles"),
    ],
    ids=["another format", "another engine", "ahead of the store"],
)
def test_an_index_that_does_not_fit_is_built_anew_by_an_update(
    store, generations, five, manifest, reason
):
    update(store, generations, WHOOSH)
    generations.current().record(manifest)
    assert ended(update(store, generations, WHOOSH)) == Built(
        "g-000002", changes=5, articles=5, sequence=5, seconds=0, rebuilt=True, reason=reason
    )


def test_a_change_of_the_engine_is_made_by_an_update(store, generations, five):
    other = EngineKind("other", WhooshEngine, WhooshWriter)
    update(store, generations, WHOOSH)
    assert update(store, generations, other).rebuilt
    assert not update(store, generations, other).rebuilt
    assert generations.current().manifest() == Manifest("other", sequence=5)


def test_an_unfinished_index_of_another_engine_is_not_gone_on_with(store, generations, five):
    other = replace(kind_that(breaking_at(3)), name="other")
    with pytest.raises(ZeroDivisionError):
        rebuild(store, generations, other)
    assert update(store, generations, WHOOSH).changes == 5
    assert generations.current().manifest() == Manifest("whoosh", sequence=5)


def test_what_changes_during_an_update_is_read_by_it_too(store, generations, five):
    late = [record("A late story"), record("Ferry 4", body=["It sinks."])]

    def before(_article):
        if late:
            store.add([late.pop(0)])
            store.delete(five[:1])

    built = update(store, generations, kind_that(before))
    assert ended(built) == Built(
        "g-000001", changes=8, articles=6, sequence=8, seconds=0, rebuilt=True
    )
    assert headlines(store, generations) == [
        "A late story", "Ferry 1", "Ferry 2", "Ferry 3", "Ferry 4", "Ferry 4",
    ]  # fmt: skip
    assert update(store, generations, WHOOSH).changes == 0


def test_an_index_that_lacks_an_article_is_not_published(store, generations, five):
    update(store, generations, WHOOSH)
    careless = kind_that(lambda article: article.headline != "Ferry 3")
    with pytest.raises(IndexDamagedError) as refused:
        rebuild(store, generations, careless)
    assert str(refused.value) == (
        f"{generations.root}/g-000002: the new index has 4 of 5 articles: "
        "the one before it is kept; run 'backfile rebuild' to try again"
    )
    assert generations.current().name == "g-000001"
    assert len(headlines(store, generations)) == 5
    assert ended(rebuild(store, generations, WHOOSH)) == Built(
        "g-000002", changes=5, articles=5, sequence=5, seconds=0, rebuilt=True
    )


def test_progress_is_told_the_changes_read_and_the_changes_there_are(
    store, generations, five, monkeypatch
):
    monkeypatch.setattr(build, "_PROGRESS_EVERY", 2)
    told = []
    update(store, generations, WHOOSH, lambda *numbers: told.append(numbers))
    assert told == [(2, 5), (4, 5), (5, 5)]


ADDING = """
import sys
from pathlib import Path
from archive.store.store import Store
from indexer.index.build import update
from indexer.engines.registry import engine_kind
from indexer.index.generations import Generations
from tests.support.articles import record

home, name = Path(sys.argv[1]), sys.argv[2]
with Store.open(home / "archive.sqlite3", create=True) as store:
    for number in range(5):
        store.add([record(f"{name} {number}")])
        update(store, Generations(home / "index"), engine_kind("whoosh"))
"""


def test_two_processes_that_add_and_update_at_once_both_get_through(tmp_path, generations):
    processes = [
        subprocess.Popen([sys.executable, "-c", ADDING, tmp_path, name])
        for name in ("morning", "evening")
    ]
    assert [process.wait(TIMEOUT_S) for process in processes] == [0, 0]
    with Store.open(tmp_path / "archive.sqlite3") as store:
        assert update(store, generations, WHOOSH).changes == 0
        assert headlines(store, generations) == [
            f"{name} {number}" for name in ("evening", "morning") for number in range(5)
        ]
