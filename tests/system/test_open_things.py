"""The fixture that fails a test which leaves something open, tried on tests that do."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BEGIN = """
import subprocess, sys, sqlite3
from contextlib import closing
from archive.store.store import Store
from indexer.engines.tantivy.engine import TantivyEngine
from indexer.engines.tantivy.writer import TantivyWriter
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.engines.whoosh.writer import WhooshWriter
from tests.indexer.engines.engine_contract import apply
from tests.indexer.engines.corpus import NEWS

def test_it(tmp_path):
"""
CONFTEST = """
pytest_plugins = ["tests.support.open_things"]

def pytest_sessionstart():
    from tests.support import open_things
    open_things._ENDING_S = 0.2
"""
# Schemathesis's plugin hides errors of fixtures of functions behind those of modules.
PLUGINS = ("-p", "no:cacheprovider", "-p", "no:schemathesis")
SLEEP = '[sys.executable, "-c", "import time; time.sleep(30)"]'
LEAVING = {
    "a store": (
        'Store.open(tmp_path / "archive.sqlite3", create=True)',
        "the file /archive.sqlite3",
    ),
    "a database": (
        'sqlite3.connect(tmp_path / "a.db").execute("CREATE TABLE a (b)")',
        "the file /a.db",
    ),
    "an index of Whoosh": (
        "apply(WhooshWriter(tmp_path), NEWS); WhooshEngine(tmp_path)",
        r"the file /\w+\.seg",
    ),
    "an index of Tantivy": (
        "apply(TantivyWriter(tmp_path), NEWS); TantivyEngine(tmp_path)",
        r"the file /\w+\.\w+(, the file /\w+\.\w+)*",
    ),
    "a writer": ("made = WhooshWriter(tmp_path); made.add(NEWS[0])", "the file /MAIN_WRITELOCK"),
    "a file": ('held.append((tmp_path / "a.txt").open("w"))', "the file /a.txt"),
    "a process": (
        f"held.append(subprocess.Popen({SLEEP}))",
        r"the process \d+ \(.*time\.sleep\(30\)\)",
    ),
}
LEAVING_NOTHING = [
    'Store.open(tmp_path / "archive.sqlite3", create=True).close()',
    'with closing(sqlite3.connect(tmp_path / "a.db")) as it: it.execute("CREATE TABLE a (b)")',
    "apply(WhooshWriter(tmp_path), NEWS); WhooshEngine(tmp_path).close()",
    "apply(TantivyWriter(tmp_path), NEWS); TantivyEngine(tmp_path).close()",
    f"process = subprocess.Popen({SLEEP}); process.kill(); process.wait()",
]


def ran(folder, *bodies):
    """What pytest says of tests with these bodies."""
    code = BEGIN.replace("def test_it(tmp_path):\n", "held = []\n")
    for number, body in enumerate(bodies):
        code += f"\ndef test_{number}(tmp_path):\n    {body}\n"
    (folder / "test_left.py").write_text(code)
    (folder / "conftest.py").write_text(CONFTEST)
    return subprocess.run(
        [sys.executable, "-m", "pytest", *PLUGINS, "--basetemp", folder / "t", "."],
        cwd=folder,
        env={name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
        | {"PYTHONPATH": str(ROOT), "COLUMNS": "300"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.skipif(
    not Path("/proc/self/maps").exists(), reason="this system does not tell what is open"
)
def test_a_test_that_leaves_something_open_fails_and_names_it(tmp_path):
    ended = ran(tmp_path, *(body for body, _ in LEAVING.values()))
    assert f"{len(LEAVING)} passed, {len(LEAVING)} errors" in ended.stdout, ended.stdout
    told, _, _ = ended.stdout.partition("short test summary")
    # The module says it again of the file that stays open.
    said = dict.fromkeys(re.findall(r"left open: the .*: close what opened it", told))
    for number, (line, (_, expected)) in enumerate(zip(said, LEAVING.values(), strict=True)):
        inside = re.escape(f"{tmp_path}/t/test_{number}0")
        pattern = expected.replace("the file ", f"the file {inside}")
        assert re.fullmatch(f"left open: {pattern}: close what opened it", line), line


def test_a_test_that_closes_what_it_opens_passes(tmp_path):
    ended = ran(tmp_path, *LEAVING_NOTHING)
    assert f"{len(LEAVING_NOTHING)} passed in" in ended.stdout, ended.stdout
