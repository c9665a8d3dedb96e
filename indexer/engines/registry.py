"""Registry of the engines that implement `indexer.engines.engine`.

An engine is imported on first use, so that a server has only one engine's library in memory, and
its writer when something is to be written.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from archive.errors import UserError
from indexer.engines.engine import EngineKind, Writer

__all__ = ["DEFAULT_ENGINE", "ENGINES", "KNOWN_ENGINES", "KnownEngine", "engine_kind"]

DEFAULT_ENGINE = "whoosh"


@dataclass(frozen=True, slots=True)
class KnownEngine:
    """An engine that can be installed: the packages that may provide it, and its purpose."""

    name: str
    packages: tuple[str, ...]
    suits: str

    @property
    def version(self) -> str:
        """The installed package and its version, as "tantivy 0.24.0"; "" where none is."""
        from importlib.metadata import PackageNotFoundError, version

        for package in self.packages:
            try:
                return f"{package} {version(package)}"
            except PackageNotFoundError:
                continue
        return ""


KNOWN_ENGINES = (
    KnownEngine(
        "whoosh",
        ("whoosh3", "Whoosh-Reloaded"),
        "comes with Backfile; for archives of up to 100,000 articles",
    ),
    KnownEngine(
        "tantivy",
        ("tantivy",),
        "for larger archives; compiled, installed by pip install 'backfile[tantivy]'",
    ),
)


@cache
def _whoosh() -> EngineKind:
    from indexer.engines.whoosh.engine import WhooshEngine

    return EngineKind("whoosh", WhooshEngine, _whoosh_writer)


def _whoosh_writer(folder: Path) -> Writer:
    from indexer.engines.whoosh.writer import WhooshWriter

    return WhooshWriter(folder)


@cache
def _tantivy() -> EngineKind:
    from indexer.engines.tantivy.engine import TantivyEngine

    return EngineKind("tantivy", TantivyEngine, _tantivy_writer)


def _tantivy_writer(folder: Path) -> Writer:
    from indexer.engines.tantivy.writer import TantivyWriter

    return TantivyWriter(folder)


# The installed engines, each with a factory that imports it on the first call.
ENGINES: dict[str, Callable[[], EngineKind]] = {"whoosh": _whoosh}

if find_spec("tantivy") is not None:
    ENGINES["tantivy"] = _tantivy


def engine_kind(name: str) -> EngineKind:
    """Look up an engine by name; `UserError` where it is unknown or not installed."""
    if name not in ENGINES:
        if any(known.name == name for known in KNOWN_ENGINES):
            raise UserError(f"{name} is not installed: run pip install 'backfile[{name}]'")
        raise UserError(f"no engine is called {name!r}: choose from {', '.join(ENGINES)}")
    return ENGINES[name]()
