"""Parts of the help page's context: sentences, examples and tables of the query language."""

from dataclasses import dataclass

from webui.search_state import SearchState


@dataclass(frozen=True, slots=True)
class Wording:
    """Stretch of a sentence; `typed` if it is something to type."""

    text: str
    typed: bool


@dataclass(frozen=True, slots=True)
class Example:
    """Example query, a description of what it finds, and the search that it links to."""

    typed: str
    any_word: bool
    finds: tuple[Wording, ...]
    state: SearchState


@dataclass(frozen=True, slots=True)
class HelpTable:
    """Table of the help page; each cell is a sentence."""

    columns: tuple[str, ...]
    rows: tuple[tuple[tuple[Wording, ...], ...], ...]


@dataclass(frozen=True, slots=True)
class HelpSection:
    """Section of the help page; `anchor` is the fragment of its address."""

    title: str
    anchor: str
    examples: tuple[Example, ...]
    table: HelpTable | None
    paragraphs: tuple[tuple[Wording, ...], ...]
