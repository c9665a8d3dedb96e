"""The engines: each its own translation of the seam in `indexer.engine`, none knows another."""

from archive.errors import UserError
from indexer.engine import EngineKind
from indexer.engines.whoosh_engine import WhooshEngine, WhooshWriter

__all__ = ["ENGINES", "engine_kind"]

ENGINES: dict[str, EngineKind] = {
    kind.name: kind for kind in (EngineKind("whoosh", WhooshEngine, WhooshWriter),)
}


def engine_kind(name: str) -> EngineKind:
    """The engine of this name; `UserError` where there is none."""
    if name not in ENGINES:
        raise UserError(f"no engine is called {name!r}: choose from {', '.join(ENGINES)}")
    return ENGINES[name]
