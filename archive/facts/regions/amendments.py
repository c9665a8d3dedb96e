"""What an archive's owner says about names of places, over what the gazetteer says."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Amendments:
    """Names and regions that mean something else than the gazetteer knows.

    `meanings` gives for a name, as written, the path of the region that it means, None where it
    means no region. `merged` gives for a region's path the path that it and all below it is
    shown under.
    """

    meanings: Mapping[str, Path | None] = field(default_factory=dict[str, Path | None])
    merged: Mapping[Path, Path] = field(default_factory=dict[Path, Path])

    def shown(self, path: Path) -> Path:
        """The path that a region is shown under."""
        for length in range(len(path), 0, -1):
            if into := self.merged.get(path[:length]):
                return (*into, *path[length:])
        return path


NO_AMENDMENTS = Amendments()
