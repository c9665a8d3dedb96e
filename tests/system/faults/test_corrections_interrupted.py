"""Corrections and authority files: killed, met by others, on a full disk."""

import signal
import subprocess
import sys

import pytest

from archive.authority import names_file
from archive.store.audit import lines
from archive.store.corrections import Corrections
from archive.store.store import Store
from tests.system.faults.command_runs import (
    FILES_OF_A_MEGABYTE,
    TIMEOUT_S,
    found,
    held,
    in_step,
    run,
    sentence,
    start,
)

# Less than a correction writes, and more than reading takes.
NEXT_TO_NO_ROOM = FILES_OF_A_MEGABYTE.replace("1_000_000", "33_000")
# Corrects an article, and is killed when it has written so many statements.
KILLED = """
import os, signal, sys
import sqlalchemy as sa
from pathlib import Path
from archive.store.corrections import Corrections
from archive.store.store import Store
home, article_id, statements = sys.argv[1], sys.argv[2], int(sys.argv[3])
with Store.open(Path(home) / "archive.sqlite3") as store:
    done = 0
    def count(*_):
        global done
        done += 1
        if done > statements:
            os.kill(os.getpid(), signal.SIGKILL)
    sa.event.listen(store.database.engine, "before_cursor_execute", count)
    typed = {"published": "2012-04-15", "credits": "reporter: Moon So-ra", "source": "Bay"}
    Corrections(store.database).correct(article_id, typed, why="x", who="ada")
"""


@pytest.fixture
def article_id(home):
    return min(held(home))


def opened(home):
    return Store.open(home / "archive.sqlite3")


def test_a_correction_that_is_killed_is_made_as_a_whole_or_not_at_all(home, article_id):
    before = held(home)
    for statements in (2, 7, 11, 14, 60):
        words = [sys.executable, "-c", KILLED, home, article_id, str(statements)]
        ended = subprocess.run(words, timeout=TIMEOUT_S, check=False)
        with opened(home) as store:
            made = Corrections(store.database).history(article_id)
            noted = lines(store.database)
            article = store.get(article_id)
        if ended.returncode == 0:
            break
        assert ended.returncode == -signal.SIGKILL
        assert (made, noted, held(home)) == ([], [], before)
    assert ended.returncode == 0
    assert (len(made), len(noted)) == (3, 3)
    assert (article.published.value, article.source) == ("2012-04-15", "Bay")


def test_an_index_that_is_killed_after_a_correction_follows_with_the_next_update(home, article_id):
    with opened(home) as store:
        Corrections(store.database).correct(
            article_id, {"headline": "Zeppelin"}, why="x", who="ada"
        )
    process = start(home, "update")
    process.kill()
    process.communicate()
    assert run(home, "update").returncode == 0
    assert (found(home, "zeppelin"), in_step(home)) == (1, True)


def test_corrections_made_at_once_are_all_there(home, article_id):
    values = {"--date": "2012", "--section": "Ports", "--source": "Bay", "--language": "ko"}
    started = [
        start(home, "correct", article_id, option, value, "--why", "x")
        for option, value in values.items()
    ]
    for process in started:
        _, stderr = process.communicate(timeout=TIMEOUT_S)
        assert (process.returncode, stderr) == (0, "")
    with opened(home) as store:
        made = Corrections(store.database).history(article_id)
        standing = store.get(article_id)
    assert sorted(str(each.state) for each in made) == ["in force"] * 4
    assert (standing.section, standing.source, standing.language) == ("Ports", "Bay", "ko")
    assert in_step(home)


def test_a_full_disk_refuses_a_correction_and_keeps_what_was_there(home, article_id):
    before = held(home)
    arguments = ("correct", article_id, "--date", "2012", "--why", "x" * 1_000)
    said = sentence(run(home, *arguments, under=NEXT_TO_NO_ROOM), 74)
    assert said.startswith(f"{home}/archive.sqlite3: the disk")
    assert held(home) == before
    assert run(home, *arguments).returncode == 0


def test_names_joined_at_once_by_several_are_all_joined(home, tmp_path):
    names = tmp_path / "names.jsonl"
    row = '{{"title": "By {0}", "text": "Words.", "byline": "Reporter {1}"}}\n'
    letters = "abcde"
    names.write_text("".join(row.format(each, each * 3) for each in letters))
    assert run(home, "add", names).returncode == 0
    (home / "names.toml").write_text("# Ours: keep this line.\n")
    started = [
        start(home, "names", "merge", f"Reporter {each * 3}", "Reporter aaa")
        for each in letters[1:]
    ]
    for process in started:
        _, stderr = process.communicate(timeout=TIMEOUT_S)
        assert (process.returncode, stderr) == (0, "")
    assert (home / "names.toml").read_text().startswith("# Ours: keep this line.\n")
    (person,) = names_file(home).read().people
    assert set(person.spellings) == {f"Reporter {each * 3}" for each in letters[1:]}
    with opened(home) as store:
        assert {each.action for each in lines(store.database)} == {"merge person"}
        assert len(lines(store.database)) == len(letters) - 1
