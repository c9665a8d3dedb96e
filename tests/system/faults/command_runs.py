"""The command line in processes of its own, and what it leaves behind."""

import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

from archive.store.store import Store
from indexer.engines.engine import Sort
from indexer.index.generations import Generations
from indexer.search.results import SearchQuery
from indexer.search.service import SearchService

BACKFILE = Path(sys.executable).with_name("backfile")
TIMEOUT_S = 120
# Root may read and write everything whatever its permissions say. Without these two powers
# (CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH, capabilities(7)) it is an owner as any other.
LIKE_ANY_OWNER = """
import ctypes, os, sys
for capability in (1, 2):
    if os.geteuid() == 0 and ctypes.CDLL(None).prctl(24, capability, 0, 0, 0):
        sys.exit(99)
os.execv(sys.argv[1], sys.argv[1:])
"""
CANNOT_GIVE_UP = 99
# What comes nearest to a full disk where none can be mounted.
FILES_OF_A_MEGABYTE = """
import os, resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))
os.execv(sys.argv[1], sys.argv[1:])
"""


def command(home, *arguments, under=None):
    """The words of the command, which a program in Python may have to start."""
    starter = [sys.executable, "-c", under] if under else []
    return [*starter, BACKFILE, "--home", home, *arguments]


def run(home, *arguments, under=None):
    """The command, ended."""
    return subprocess.run(
        command(home, *arguments, under=under),
        capture_output=True,
        text=True,
        timeout=TIMEOUT_S,
        env=_environment(),
        check=False,
    )


def start(home, *arguments):
    """The command, running."""
    return subprocess.Popen(
        command(home, *arguments),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=_environment(),
    )


def sentence(ended, exit_code):
    """The one sentence with which a command ended, which must be with this exit code."""
    assert "Traceback" not in ended.stderr
    assert ended.returncode == exit_code, ended.stderr
    (line,) = ended.stderr.splitlines()
    assert line.startswith("backfile: ")
    return line.removeprefix("backfile: ")


def held(home):
    """All that an archive holds, by id, but for when it came in."""
    with Store.open(home / "archive.sqlite3") as store:
        articles = {change.id: change.article for change in store.changes_since(0)}
    documents = {
        id_: article.to_json() | {"cluster": article.cluster}
        for id_, article in articles.items()
        if article
    }
    for document in documents.values():
        del document["provenance"]["received"]
    return documents


def found(home, query):
    """How many articles a search finds, asked in this process."""
    with _service(home) as service:
        return service.search(SearchQuery(query, sort=Sort.RELEVANCE)).total


def in_step(home):
    """Whether the index has read all of the archive."""
    with _service(home) as service:
        state = service.state()
    return state.indexed_sequence == state.sequence


@contextmanager
def _service(home):
    with (
        Store.open(home / "archive.sqlite3") as store,
        SearchService(store, Generations(home / "index")) as service,
    ):
        yield service


def _environment():
    others = {name: value for name, value in os.environ.items() if not name.startswith("BACKFILE_")}
    return others | {"COLUMNS": "80"}
