"""The gate: format, lint, types, import contracts, reference pages and names hold like any test."""

import re
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from tests.support.repeated_names import repeated

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
PACKAGES = ("archive", "indexer", "webui")


@pytest.mark.long
@pytest.mark.parametrize(
    "command",
    [
        [BIN / "ruff", "format", "--check", "."],
        [BIN / "ruff", "check", "."],
        [BIN / "pyright"],
        [BIN / "lint-imports", "--no-cache"],
        [sys.executable, "docs/generate.py", "--check"],
    ],
    ids=["format", "lint", "types", "import contracts", "reference pages"],
)
def test_the_gate_holds(command):
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr


@pytest.fixture(scope="module")
def rows():
    """The rows of each package, from the top, each with the files and folders on it."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    layers = [each for each in contracts if each["type"] == "layers" and "containers" in each]
    return {each["containers"][0]: [row.split(" | ") for row in each["layers"]] for each in layers}


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_has_seven_rows_at_most_with_all_that_is_in_it(rows, package):
    assert len(rows[package]) <= 7
    inside = {
        each.stem
        for each in (ROOT / package).iterdir()
        if (each.suffix == ".py" and each.stem != "__init__") or (each / "__init__.py").exists()
    }
    assert sorted(name for row in rows[package] for name in row) == sorted(inside)


@pytest.mark.parametrize(
    "package",
    [*PACKAGES, "indexer/engines/tantivy", "indexer/engines/whoosh", "webui/client/backfile"],
)
def test_a_name_of_a_module_or_class_means_one_thing_in_a_package(package):
    assert repeated(ROOT / package) == []


def test_a_repeated_name_is_told(tmp_path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "page.py").write_text("class Place: ...\nclass Line: ...\n")
    (tmp_path / "folder" / "page.py").write_text("class _Place: ...\n")
    assert repeated(tmp_path) == ["Place", "page"]


def test_files_of_tests_have_names_of_their_own():
    names = Counter(each.name for each in (ROOT / "tests").rglob("test_*.py"))
    assert [name for name, times in names.items() if times > 1] == []


@pytest.mark.parametrize("package", PACKAGES)
def test_every_file_is_read_in_one_sitting(package):
    lengths = {
        str(each.relative_to(ROOT)): each.read_text("utf-8").count("\n")
        for each in (ROOT / package).rglob("*.py")
    }
    assert {name: lines for name, lines in lengths.items() if lines > 450} == {}


@pytest.mark.parametrize(
    "page", ["README.md", "CONTRIBUTING.md", "docs/house.md", "docs/whoosh.md"]
)
def test_every_path_that_a_page_names_is_there(page):
    text = (ROOT / page).read_text("utf-8")
    named = re.findall(r"(?<![\w/.-])(?:archive|indexer|webui|tests|docs|seeds)/[\w/.]*\w", text)
    assert named
    assert [each for each in named if not any(map(Path.exists, places(each)))] == []


def places(name):
    """Where a path may be that a page names: as it is, or as a module without its suffix."""
    return ROOT / name, ROOT / f"{name}.py"
