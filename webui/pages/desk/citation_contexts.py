"""Template contexts of citing, with their parts."""

from dataclasses import dataclass
from typing import ClassVar

from archive.citation.styled_text import StyledText
from archive.model.article import Article
from webui.search_state import SearchState


@dataclass(frozen=True, slots=True)
class StyledCitation:
    """Citation in one style: its name in addresses, its label, and the runs of its text."""

    style: str
    label: str
    runs: StyledText


@dataclass(frozen=True, slots=True)
class FormatRecord:
    """Record of an article in one format for programs, and the link that downloads it."""

    format: str
    label: str
    text: str
    link: str


@dataclass(frozen=True, slots=True)
class WayToCite:
    """Link to the same list in another style or as a file."""

    label: str
    link: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class CiteContext:
    """cite.html: one article in all styles and formats; `accessed` is the day that they tell."""

    template: ClassVar[str] = "cite.html"

    article: Article
    citations: tuple[StyledCitation, ...]
    records: tuple[FormatRecord, ...]
    accessed: str
    time_zone: str


@dataclass(frozen=True, slots=True)
class BibliographyContext:
    """bibliography.html: the articles of a list in one style, some hundreds at a time.

    `total` is the length of the list, the entries are of the articles from `start` to `end`. Files
    are of the same articles. `previous` and `following` are addresses, "" where there are none.
    """

    template: ClassVar[str] = "bibliography.html"

    state: SearchState
    warnings: tuple[str, ...]
    label: str
    styles: tuple[WayToCite, ...]
    files: tuple[WayToCite, ...]
    total: int
    start: int
    end: int
    entries: tuple[StyledText, ...]
    previous: str
    following: str
    accessed: str
    time_zone: str
