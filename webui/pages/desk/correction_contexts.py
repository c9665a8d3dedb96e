"""Template contexts of the pages on corrections and on authority files, and their parts."""

from dataclasses import dataclass
from typing import ClassVar

from archive.authority import SuggestedMerge
from archive.model.article import Article
from archive.model.correction import Correction
from webui.search_state import SearchState


@dataclass(frozen=True, slots=True)
class CorrectionInput:
    """Field of the form: what stands or was typed in it, a line for each value.

    `name` is that of the field in an article. `stood` is a digest of the lines that the form was
    made with. `most` are the characters of a line; `several` fields take more than one line. One
    that holds more than a form takes is `fixed`. `problem` is a sentence, "" for none.
    """

    name: str
    label: str
    hint: str
    lines: tuple[str, ...]
    stood: str
    most: int
    several: bool
    fixed: bool
    problem: str


@dataclass(frozen=True, slots=True)
class RecordedCorrection:
    """Correction in a list: with the article, None where it was removed, and its field's label."""

    correction: Correction
    article: Article | None
    label: str


@dataclass(frozen=True, slots=True)
class CorrectContext:
    """correct.html: the form that corrects an article, and what was corrected before.

    `problem` is a sentence on the whole, "" for none. `regions` are suggested. Each of `read_names`
    is a name of the text with the region that it was read as.
    """

    template: ClassVar[str] = "correct.html"

    article: Article
    inputs: tuple[CorrectionInput, ...]
    why: str
    longest_why: int
    problem: str
    regions: tuple[str, ...]
    read_names: tuple[tuple[str, str], ...]
    history: tuple[RecordedCorrection, ...]


@dataclass(frozen=True, slots=True)
class CorrectionsContext:
    """corrections.html: corrections of all articles, the last one first; `following` are older."""

    template: ClassVar[str] = "corrections.html"

    corrections: tuple[RecordedCorrection, ...]
    following: str


@dataclass(frozen=True, slots=True)
class NameContext:
    """authority_name.html: who bears a name, and forms that change it.

    `kind` is "person" or "source". `spellings` are all of its bearer, the preferred one first.
    `other` is what was typed for another name; `known` are suggested for it.
    """

    template: ClassVar[str] = "authority_name.html"

    kind: str
    name: str
    page: str
    spellings: tuple[str, ...]
    other: str
    known: tuple[str, ...]
    merges: tuple[SuggestedMerge, ...]
    problem: str
    longest: int


@dataclass(frozen=True, slots=True)
class PlaceContext:
    """authority_place.html: what a name means, and forms that change it; "" for what is not typed.

    `meant` is the region that the name means now, `holding` the list of the articles with it.
    """

    template: ClassVar[str] = "authority_place.html"

    name: str
    region: str
    meant: str
    known: tuple[str, ...]
    problem: str
    longest: int


@dataclass(frozen=True, slots=True)
class AuthorityLine:
    """Edit of an authority file: who made it and when, what it says, and where it shows."""

    moment: str
    who: str
    sentence: str
    list: SearchState | None


@dataclass(frozen=True, slots=True)
class AuthorityContext:
    """authority.html: the last edits of the authority files, and whether articles follow them.

    `problem` is that of a file with a fault, "" for none.
    """

    template: ClassVar[str] = "authority.html"

    lines: tuple[AuthorityLine, ...]
    behind: bool
    problem: str
