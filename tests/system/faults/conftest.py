import json
import shutil

import pytest

from tests.system.faults.command_runs import run


def write_lines(path, numbers):
    """A JSON Lines file of small articles, one a number.

    Their language is stated: the model that tells it unpacks itself into a file.
    """
    stated = {"region": "Nepal", "language": "en"}
    rows = ({"title": f"News {n}", "text": f"Word{n % 50}.", **stated} for n in numbers)
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    return path


@pytest.fixture(scope="session")
def lines_of(tmp_path_factory):
    """Makes a file of small articles with these numbers."""

    def make(numbers):
        return write_lines(tmp_path_factory.mktemp("news") / "news.jsonl", numbers)

    return make


@pytest.fixture(scope="session")
def _filled(tmp_path_factory, lines_of):
    home = tmp_path_factory.mktemp("filled") / "home"
    assert run(home, "add", lines_of(range(200))).returncode == 0
    return home


@pytest.fixture
def home(_filled, tmp_path):
    """An archive of two hundred articles with its index, which a test may spoil."""
    return shutil.copytree(_filled, tmp_path / "home")
