"""Styles and formats of citations, by the names that addresses and commands use."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from archive.citation import apa, bibtex, chicago, csl_json, mla, ris
from archive.citation.cited_article import CitedArticle
from archive.citation.styled_text import StyledText, plain


class Style(StrEnum):
    """Style for readers."""

    CHICAGO = "chicago"
    APA = "apa"
    MLA = "mla"


class RecordFormat(StrEnum):
    """Format for programs."""

    BIBTEX = "bibtex"
    RIS = "ris"
    CSL = "csl"


@dataclass(frozen=True, slots=True)
class FormatFacts:
    """Name of a format for people, its media type and the suffix of its files."""

    label: str
    media_type: str
    suffix: str


STYLE_LABELS = {
    Style.CHICAGO: "Chicago, 17th edition",
    Style.APA: "APA, 7th edition",
    Style.MLA: "MLA, 9th edition",
}
FORMATS = {
    RecordFormat.BIBTEX: FormatFacts("BibTeX", "application/x-bibtex", ".bib"),
    RecordFormat.RIS: FormatFacts("RIS", "application/x-research-info-systems", ".ris"),
    RecordFormat.CSL: FormatFacts("CSL-JSON", "application/vnd.citationstyles.csl+json", ".json"),
}
_ENTRIES: dict[Style, Callable[[CitedArticle], StyledText]] = {
    Style.CHICAGO: chicago.entry,
    Style.APA: apa.entry,
    Style.MLA: mla.entry,
}
_RECORDS: dict[RecordFormat, Callable[[CitedArticle], str]] = {
    RecordFormat.BIBTEX: bibtex.record,
    RecordFormat.RIS: ris.record,
}


def citation(article: CitedArticle, style: Style) -> StyledText:
    """Citation of one article by itself: Chicago's full note, else the entry of a bibliography."""
    return chicago.note(article) if style is Style.CHICAGO else _ENTRIES[style](article)


def bibliography(articles: Iterable[CitedArticle], style: Style) -> list[StyledText]:
    """Entries of a bibliography in alphabetical order, without regard to marks and case."""
    return sorted((_ENTRIES[style](article) for article in articles), key=_sorted_by)


def written(articles: Iterable[CitedArticle], chosen: RecordFormat) -> Iterator[str]:
    """Pieces of a file with the records of articles, in their order."""
    if chosen is RecordFormat.CSL:
        yield from _csl_array(articles)
    else:
        yield from map(_RECORDS[chosen], articles)


def _csl_array(articles: Iterable[CitedArticle]) -> Iterator[str]:
    opening = "[\n"
    for article in articles:
        yield opening + _lines(csl_json.item(article))
        opening = ",\n"
    yield "\n]\n" if opening != "[\n" else "[]\n"


def _lines(item: dict[str, Any]) -> str:
    """Item as JSON with a line for each of its variables."""
    told = (f"  {json.dumps(name)}: {_json(value)}" for name, value in item.items())
    return "{\n" + ",\n".join(told) + "\n}"


def _json(value: Any) -> str:  # noqa: ANN401 - anything that JSON holds
    return json.dumps(value, ensure_ascii=False)


def _sorted_by(entry: StyledText) -> str:
    """Entry's text from its first letter or digit on, in small letters."""
    text = plain(entry).casefold()
    begins = next((at for at, letter in enumerate(text) if letter.isalnum()), 0)
    return text[begins:]
