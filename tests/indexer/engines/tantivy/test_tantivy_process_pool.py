"""Texts analysed in other processes come back as from this one, and no process is left behind."""

import os
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from unittest.mock import patch

import pytest

from archive.errors import IndexDamagedError
from indexer.engines.tantivy import writer
from indexer.engines.tantivy.build import process_pool
from indexer.engines.tantivy.build.field_text import FieldTextWriter, TextsInLanguage, texts_of
from indexer.engines.tantivy.build.process_pool import AnalysisPool, processes_to_use
from indexer.engines.tantivy.engine import TantivyEngine
from indexer.engines.tantivy.writer import TantivyWriter
from tests.indexer.engines.corpus import NEWS
from tests.indexer.engines.engine_contract import found
from tests.indexer.engines.tantivy.many_articles import MANY, answers
from tests.support.processes import runs, wait_until

ROOT = Path(__file__).resolve().parents[4]
PILE = [*NEWS, *MANY]


@pytest.fixture(autouse=True)
def other_processes_at_once():
    """Two processes, however many cores there are, for however few articles."""
    with (
        patch.object(writer, "_ALONE", 0),
        patch.object(writer, "processes_to_use", return_value=2),
        patch.object(process_pool, "_BATCH_CHARACTERS", 500),
    ):
        yield


def children():
    """The analysis processes of this one."""
    of_mine = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    return {int(child) for path in of_mine for child in path.read_text().split()}


def test_texts_come_back_in_their_order_as_this_process_analyses_them():
    writer = FieldTextWriter()
    pool = AnalysisPool(2)
    try:
        analysed = []
        for each in PILE:
            pool.add(each.id, texts_of(each))
            analysed += pool.analysed(wait=False)
        analysed += pool.analysed(wait=True)
    finally:
        pool.end()
    assert analysed == [(each.id, writer.members(texts_of(each))) for each in PILE]


def test_an_index_is_the_same_whichever_process_analyses_its_texts(tmp_path):
    said = []
    for number, alone in enumerate((0, 10**6)):
        before = children()
        (tmp_path / str(number)).mkdir()
        with (
            patch.object(writer, "_ALONE", alone),
            closing(TantivyWriter(tmp_path / str(number))) as made,
        ):
            for each in PILE:
                made.add(each)
            made.add(PILE[0])
            made.delete(PILE[1].id)
            made.commit()
            assert bool(children() - before) is (alone == 0)
            made.add(PILE[1])
            made.commit()
        assert children() <= before
        with closing(TantivyEngine(tmp_path / str(number))) as engine:
            assert engine.count() == len(PILE)
            said.append(answers(engine))
    assert said[0] == said[1]


def test_what_was_not_committed_does_not_count_when_others_analyse_it(tmp_path):
    with closing(TantivyWriter(tmp_path)) as made:
        for each in NEWS:
            made.add(each)
        made.commit()
        for each in MANY:
            made.add(each)
    with closing(TantivyEngine(tmp_path)) as engine:
        assert (engine.count(), found(engine, "wagons")) == (len(NEWS), set())


def test_a_process_that_is_ended_ends_the_writing_and_the_next_writer_goes_on(tmp_path):
    before = children()
    made = TantivyWriter(tmp_path)
    for each in NEWS:
        made.add(each)
    made.commit()
    for process in children() - before:
        os.kill(process, signal.SIGKILL)
    with pytest.raises(IndexDamagedError) as ended:
        for each in MANY:
            made.add(each)
        made.commit()
    assert str(ended.value).startswith(f"{tmp_path}: memory has run out")
    made.close()
    assert children() <= before
    with closing(TantivyWriter(tmp_path)) as another:
        for each in MANY:
            another.add(each)
        another.commit()
    with closing(TantivyEngine(tmp_path)) as engine:
        assert engine.count() == len(PILE)


def test_what_a_process_meets_is_said_here(tmp_path):
    with closing(TantivyWriter(tmp_path)) as made:
        made.add(NEWS[0])
        made.commit()
        with (
            patch.object(
                writer, "texts_of", return_value=TextsInLanguage("en", {"body": [b"bytes"]})
            ),
            pytest.raises(IndexDamagedError) as met,
        ):
            made.add(NEWS[1])
            made.commit()
        assert "RuntimeError" in str(met.value)


def test_a_writer_that_is_killed_leaves_no_process_behind(tmp_path):
    code = """
import os, signal, sys
from pathlib import Path
from indexer.engines.tantivy import writer
from indexer.engines.tantivy.writer import TantivyWriter
from tests.indexer.engines.corpus import NEWS, article
writer._ALONE = 0
writer.processes_to_use = lambda: 2
made = TantivyWriter(Path(sys.argv[1]))
for each in NEWS:
    made.add(each)
made.commit()
for number in range(2_000):
    made.add(article(f"k{number}", "Never committed", "Wagons and wagons."))
tasks = Path(f"/proc/{os.getpid()}/task").glob("*/children")
print(*(path.read_text() for path in tasks), flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
    ended = subprocess.run(
        [sys.executable, "-c", code, tmp_path], check=False, cwd=ROOT, stdout=subprocess.PIPE
    )
    assert ended.returncode == -signal.SIGKILL
    left = [int(process) for process in ended.stdout.split()]
    assert len(left) == 2
    wait_until(lambda: not any(map(runs, left)), "the processes have ended")
    with closing(TantivyWriter(tmp_path)) as made:
        made.add(MANY[0])
        made.commit()
    with closing(TantivyEngine(tmp_path)) as engine:
        assert engine.count() == len(NEWS) + 1


def test_a_core_is_left_to_the_process_that_reads(monkeypatch):
    for cores, expected in ((1, 0), (2, 1), (64, 2)):
        monkeypatch.setattr(os, "sched_getaffinity", lambda _, n=cores: set(range(n)))
        assert processes_to_use() == expected
