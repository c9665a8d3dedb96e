"""Amendments: an archive owner's overrides of the gazetteer."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Amendments:
    """Overrides of the meanings of names, and of the paths that regions are shown under.

    `meanings` maps a name, as written, to the path of the region that it means, None for no
    region. `merged` maps the path of a region to the one that it is shown under, with all its
    subregions.
    """

    meanings: Mapping[str, Path | None] = field(default_factory=dict[str, Path | None])
    merged: Mapping[Path, Path] = field(default_factory=dict[Path, Path])

    def shown(self, path: Path) -> Path:
        """The path that a region is shown under: of the merged path nearest to it, else its own."""
        for length in range(len(path), 0, -1):
            if into := self.merged.get(path[:length]):
                return (*into, *path[length:])
        return path


NO_AMENDMENTS = Amendments()
