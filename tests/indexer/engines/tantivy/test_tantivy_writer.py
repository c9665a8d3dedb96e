"""Writing with Tantivy only: merges, lock, rollback; and an archive of many articles."""

import errno
import gc
import json
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings

from archive.errors import BusyError, DiskFullError
from archive.store.store import Store
from indexer.engines.engine import SearchRequest, Sort
from indexer.engines.registry import engine_kind
from indexer.engines.tantivy import writer
from indexer.engines.tantivy.build import document
from indexer.engines.tantivy.engine import TantivyEngine
from indexer.engines.tantivy.writer import TantivyWriter
from indexer.index.build import update
from indexer.index.generations import Generations
from indexer.query.parser import parse
from indexer.search.results import SearchQuery
from indexer.search.service import SearchService
from tests.indexer.engines.corpus import NEWS, changes, living
from tests.indexer.engines.engine_contract import apply, comparable, found
from tests.indexer.engines.tantivy.many_articles import FACET_NAMES, MANY, answers, made_up_folder
from tests.support.articles import record
from tests.support.open_things import left_open
from tests.support.oracle_engine import MemoryEngine


@settings(
    max_examples=8,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(changes)
def test_answers_are_those_to_what_was_written_after_any_merges_and_deletions(batches):
    oracle = MemoryEngine(living(batches))
    with made_up_folder() as folder:
        apply(TantivyWriter(Path(folder)), *batches)
        with closing(TantivyEngine(Path(folder))) as engine:
            assert engine.count() == oracle.count()
            for text in ("", "rice OR drugs", "ma*", "date:2019", "-market"):
                for sort in Sort:
                    request = SearchRequest(
                        parse(text).query, facets=FACET_NAMES, sort=sort, limit=50, collapse=True
                    )
                    ours, theirs = engine.search(request), oracle.search(request)
                    assert comparable(ours, request) == comparable(theirs, request)


def test_a_writer_and_an_engine_let_their_files_go_when_they_are_closed(tmp_path):
    apply(TantivyWriter(tmp_path), MANY[:3])
    gc.collect()
    gc.disable()
    try:
        apply(closed := TantivyWriter(tmp_path), MANY[3:6])
        closed.close()
        engine = TantivyEngine(tmp_path)
        for text in ("rice", "ma*", "rise~"):
            engine.search(SearchRequest(parse(text).query, facets=FACET_NAMES))
        engine.close()
        assert left_open(tmp_path) == set()
    finally:
        gc.enable()


def test_small_segments_are_merged_as_they_come(tmp_path):
    for each in MANY[:40]:
        apply(TantivyWriter(tmp_path), [each])
    assert len(json.loads((tmp_path / "meta.json").read_text())["segments"]) < 10
    with closing(TantivyEngine(tmp_path)) as engine:
        assert engine.count() == 40
        assert len(found(engine, "wagons")) == 40


def test_an_engine_answers_as_it_was_opened_while_its_files_are_merged_away(tmp_path):
    made = TantivyWriter(tmp_path)
    for each in NEWS:
        made.add(each)
        made.commit()
    with closing(TantivyEngine(tmp_path)) as engine:
        before = set(tmp_path.glob("*.idx"))
        expected = answers(engine)
        for each in MANY[:30]:
            made.add(each)
            made.delete(NEWS[0].id)
            made.commit()
        made.close()
        apply(TantivyWriter(tmp_path), [MANY[30]])
        assert not before & set(tmp_path.glob("*.idx"))
        assert answers(engine) == expected


def test_what_was_not_committed_does_not_count(tmp_path):
    apply(TantivyWriter(tmp_path), NEWS)
    made = TantivyWriter(tmp_path)
    made.delete(NEWS[0].id)
    made.add(MANY[0])
    made.close()
    made.commit()
    with closing(TantivyEngine(tmp_path)) as engine:
        assert engine.count() == len(NEWS)
        assert found(engine, "wagons") == set()
        assert "drugs" in found(engine, "hamhung")


def test_a_commit_of_nothing_changes_nothing(tmp_path):
    apply(TantivyWriter(tmp_path), NEWS)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    apply(TantivyWriter(tmp_path), [], [])
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_an_index_that_another_writer_holds_is_busy(tmp_path):
    with (
        patch.object(writer, "LOCK_WAIT_S", 0.1),
        closing(TantivyWriter(tmp_path)) as first,
        closing(TantivyWriter(tmp_path)) as second,
    ):
        first.add(NEWS[0])
        with pytest.raises(BusyError) as busy:
            second.add(NEWS[1])
        assert str(busy.value) == (
            f"{tmp_path}: another process is writing this index: try again when it is done"
        )
        first.commit()
        first.close()
        second.add(NEWS[1])
        second.commit()
    with closing(TantivyEngine(tmp_path)) as engine:
        assert engine.count() == 2


def test_a_writer_that_is_killed_leaves_its_last_commit_and_the_lock(tmp_path):
    code = """
import os, signal, sys
from pathlib import Path
from indexer.engines.tantivy.writer import TantivyWriter
from tests.indexer.engines.corpus import NEWS, article
made = TantivyWriter(Path(sys.argv[1]))
for each in NEWS:
    made.add(each)
made.commit()
for number in range(2_000):
    made.add(article(f"k{number}", "Never committed", "Wagons and wagons."))
os.kill(os.getpid(), signal.SIGKILL)
"""
    root = Path(__file__).resolve().parents[4]
    ended = subprocess.run([sys.executable, "-c", code, tmp_path], check=False, cwd=root)
    assert ended.returncode == -signal.SIGKILL
    with closing(TantivyEngine(tmp_path)) as engine:
        assert engine.count() == len(NEWS)
    with patch.object(writer, "LOCK_WAIT_S", 0.1):
        apply(TantivyWriter(tmp_path), [MANY[0]])
    with closing(TantivyEngine(tmp_path)) as engine:
        assert (engine.count(), found(engine, "wagons")) == (len(NEWS) + 1, {"m0"})


def test_of_a_commit_that_failed_nothing_comes_with_the_next(tmp_path):
    apply(TantivyWriter(tmp_path), NEWS)
    made = TantivyWriter(tmp_path)
    made.add(MANY[0])
    full = OSError(errno.ENOSPC, "No space left on device")
    with (
        patch.object(document.FastFieldEncoder, "members", side_effect=full),
        pytest.raises(DiskFullError) as refused,
    ):
        made.add(MANY[1])
    assert str(refused.value) == (
        f"{tmp_path}: the disk is full: free some room, then run 'backfile update'"
    )
    made.commit()
    made.add(MANY[2])
    made.commit()
    made.close()
    with closing(TantivyEngine(tmp_path)) as engine:
        assert found(engine, "wagons") == {"m2"}


# An archive and its engines.


def page_of(service, question):
    """What a page shows, but for the scores behind it."""
    results = service.search(question)
    return (
        results.total,
        sorted((found.article.id, found.others, found.snippets) for found in results.found),
        results.facets,
    )


def test_an_archive_goes_to_another_engine_and_back_with_the_same_answers(tmp_path):
    generations = Generations(tmp_path / "index")
    with Store.open(tmp_path / "archive.sqlite3", create=True) as store:
        store.add(
            record(
                f"Ferry {number} runs",
                body=[f"Boat {number} carries the economies of {number % 7} islands."],
                regions=[("Africa/Kenya", "Asia/South Korea")[number % 2]],
                published=f"20{10 + number % 9}-03-02",
                source=("Halyard Wire", "The Shore")[number % 3 == 0],
            )
            for number in range(40)
        )
        said = []
        for name in ("whoosh", "tantivy", "whoosh"):
            built = update(store, generations, engine_kind(name))
            assert (built.rebuilt, built.articles) == (True, 40)
            service = SearchService(store, generations)
            said.append(
                [
                    page_of(service, SearchQuery(text, limit=50))
                    for text in ("boat 3", "econom*", "")
                ]
            )
            service.close()
        assert said[0] == said[1] == said[2]
        update(store, generations, engine_kind("tantivy"))
        store.add([record("One more ferry", body=["It goes to the lighthouse."])])
        assert not update(store, generations, engine_kind("tantivy")).rebuilt
        service = SearchService(store, generations)
        assert service.search(SearchQuery("lighthouse")).total == 1
        assert service.search(SearchQuery("")).total == 41
        service.close()
