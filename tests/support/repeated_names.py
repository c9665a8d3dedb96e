"""Names that stand for two things in one package: `python -m tests.support.repeated_names`."""

import ast
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Every package may have these; the engines, each a package of its own, name alike what is alike.
_ROLES = {"__init__", "__main__", "cli"}
_ENGINES = [each.parent for each in (ROOT / "indexer" / "engines").glob("*/__init__.py")]


def repeated(package: Path) -> list[str]:
    """Module and class names of a package, underscores aside, that several of its files define."""
    files = sorted(package.rglob("*.py"))
    own = [file for file in files if not any(e in file.parents and e != package for e in _ENGINES)]
    modules = Counter(file.stem for file in own if file.stem not in _ROLES)
    trees = [ast.walk(ast.parse(file.read_text("utf-8"))) for file in files]
    nodes = (node for tree in trees for node in tree if isinstance(node, ast.ClassDef))
    classes = Counter(node.name.lstrip("_") for node in nodes)
    return sorted(name for names in (modules, classes) for name, n in names.items() if n > 1)


if __name__ == "__main__":
    for top in (ROOT / "archive", ROOT / "indexer", ROOT / "webui", *_ENGINES):
        print(top.relative_to(ROOT), *repeated(top) or ["none"])  # noqa: T201 - as a script
