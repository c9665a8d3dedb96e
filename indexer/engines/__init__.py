"""The engines: each its own translation of the seam in `indexer.engine`, none knows another."""

from importlib.util import find_spec

from archive.errors import UserError
from indexer.engine import EngineKind
from indexer.engines.whoosh_engine import WhooshEngine, WhooshWriter

__all__ = ["DEFAULT_ENGINE", "ENGINES", "engine_kind"]

DEFAULT_ENGINE = "whoosh"
# Those that are installed apart.
_EXTRAS = frozenset({"tantivy"})

ENGINES: dict[str, EngineKind] = {"whoosh": EngineKind("whoosh", WhooshEngine, WhooshWriter)}

if find_spec("tantivy") is not None:
    from indexer.engines.tantivy_engine import TantivyEngine, TantivyWriter

    ENGINES["tantivy"] = EngineKind("tantivy", TantivyEngine, TantivyWriter)


def engine_kind(name: str) -> EngineKind:
    """The engine of this name; `UserError` where there is none."""
    if name in _EXTRAS - ENGINES.keys():
        raise UserError(f"{name} is not installed: run pip install 'backfile[{name}]'")
    if name not in ENGINES:
        raise UserError(f"no engine is called {name!r}: choose from {', '.join(ENGINES)}")
    return ENGINES[name]
