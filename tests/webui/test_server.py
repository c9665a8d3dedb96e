"""What a process that serves pages has in memory: no reader of files, and one engine."""

import subprocess
import sys

import pytest

from indexer.engines.registry import ENGINES, engine_kind

# The libraries that take megabytes and that no page needs.
NEEDLESS = {
    "argon2",
    "feedparser",
    "lxml",
    "pypdf",
    "rich",
    "tantivy",
    "trafilatura",
    "warcio",
    "whoosh",
}


def imported(*statements):
    """The packages that a new process has imported after some statements."""
    said = "print(*{name.partition('.')[0] for name in sys.modules})"
    code = "; ".join(("import sys", *statements, said))
    return set(subprocess.check_output([sys.executable, "-c", code], text=True).split())


def test_serving_needs_no_library_that_reads_files():
    there = imported(
        "from click import Context",
        "from webui.cli.commands import backfile",
        "import webui.server",
        "print(*backfile.list_commands(Context(backfile)))",
    )
    assert {"add", "flask", "serve"} <= there
    assert there & NEEDLESS == set()


@pytest.mark.parametrize("name", ENGINES)
def test_an_engine_brings_its_own_library_and_no_other(name, tmp_path):
    engine_kind(name).writer(tmp_path).close()
    there = imported(
        "from pathlib import Path",
        "from indexer.engines.registry import engine_kind",
        f"engine_kind({name!r}).open(Path({str(tmp_path)!r})).close()",
    )
    assert there & set(ENGINES) == {name}
