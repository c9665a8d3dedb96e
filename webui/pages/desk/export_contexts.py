"""Context of the page on which a list is exported, and what it is made of."""

from dataclasses import dataclass
from typing import ClassVar

from webui.search_state import Parameter, SearchState


@dataclass(frozen=True, slots=True)
class FormatChoice:
    """A format to choose: its name in addresses, and what it is and is good for."""

    name: str
    label: str
    purpose: str


@dataclass(frozen=True, slots=True)
class ExportContext:
    """export.html: the list of a search state, to be taken away in one of the formats.

    `hidden` are the parameters of the list, `fields` the names that tables can be limited to.
    """

    template: ClassVar[str] = "export.html"

    state: SearchState
    name: str
    total: int
    complete: bool
    hidden: tuple[Parameter, ...]
    formats: tuple[FormatChoice, ...]
    fields: tuple[str, ...]
    warnings: tuple[str, ...]
