"""Registry of the engines that implement `indexer.engines.engine`.

An engine is imported on first use, so that a server has only one engine's library in memory.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

from archive.errors import UserError
from indexer.engines.engine import EngineKind

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
    from indexer.engines.whoosh import WhooshEngine, WhooshWriter

    return EngineKind("whoosh", WhooshEngine, WhooshWriter)


@cache
def _tantivy() -> EngineKind:
    from indexer.engines.tantivy.engine import TantivyEngine
    from indexer.engines.tantivy.writer import TantivyWriter

    return EngineKind("tantivy", TantivyEngine, TantivyWriter)


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
