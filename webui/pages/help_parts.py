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


@dataclass(frozen=True, slots=True)
class ApiField:
    """Parameter, or key of a document: its name, the type of its values, what it is if not ()."""

    name: str
    type: str
    text: tuple[Wording, ...]
    required: bool


@dataclass(frozen=True, slots=True)
class ApiAnswer:
    """Answer of an operation: its status, what it means, and the name of its document, if any."""

    status: str
    text: str
    document: str
    media_type: str


@dataclass(frozen=True, slots=True)
class ApiOperation:
    """Operation of the API: a method at an address, what it takes and what it answers.

    `example` is an address to try, "" for what changes something or needs an id.
    """

    anchor: str
    method: str
    address: str
    summary: str
    text: tuple[Wording, ...]
    example: str
    fields: tuple[ApiField, ...]
    body: str
    answers: tuple[ApiAnswer, ...]


@dataclass(frozen=True, slots=True)
class ApiGroup:
    """Operations that belong together, under a heading."""

    title: str
    anchor: str
    operations: tuple[ApiOperation, ...]


@dataclass(frozen=True, slots=True)
class ApiDocument:
    """Document that the API gives or takes, with its keys; a word list has its `choices`."""

    name: str
    text: tuple[Wording, ...]
    keys: tuple[ApiField, ...]
    choices: str
