"""Pages that cite: an article in all styles, and a list as a bibliography."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from math import ceil
from urllib.parse import urlencode

from flask import url_for
from msgspec.structs import replace as replace_state

from archive.citation.cited_article import CitedArticle, cited_article
from archive.citation.styles import (
    FORMATS,
    STYLE_LABELS,
    RecordFormat,
    Style,
    bibliography,
    citation,
    written,
)
from archive.model.article import Article
from archive.model.time_zones import zone_named
from indexer.search.results import Results, SearchQuery
from webui.links import address_of
from webui.pages.desk.citation_contexts import (
    BibliographyContext,
    CiteContext,
    FormatRecord,
    StyledCitation,
    WayToCite,
)
from webui.parameters import member, number, values_of
from webui.query_string import read_page
from webui.search_state import LAST_HIT, SearchState

# Entries on one page of a bibliography: a long chapter's. All of a list is for the export.
ENTRIES_A_PAGE = 500
_LAST_PAGE = LAST_HIT // ENTRIES_A_PAGE
_OUT_OF_TIME = "The time for the search ran out, so there may be more articles."
_NAME_OF_FILE = "citations"


@dataclass(frozen=True, slots=True)
class CitingReading:
    """Parsed query string of a bibliography.

    `format` is that of a file, None for a page in the `style`; pages count from 1.
    """

    state: SearchState
    style: Style
    format: RecordFormat | None
    page: int
    notices: tuple[str, ...]

    @property
    def question(self) -> SearchQuery:
        """Search for the articles of this page."""
        return replace(
            self.state.question(),
            offset=(self.page - 1) * ENTRIES_A_PAGE,
            limit=ENTRIES_A_PAGE,
            facets=(),
        )


def read_citing(query_string: bytes) -> CitingReading:
    """Bibliography that a query string asks for: a list's parameters, `style`, `format`, `page`."""
    notices: list[str] = []
    args = values_of(query_string)
    reading = read_page(urlencode([(n, v) for n in args if n != "page" for v in args[n]]).encode())
    style = member(args, "style", Style, "a style of citations", notices)
    return CitingReading(
        state=replace_state(reading.state.bare(), sort=reading.state.sort),
        style=style or Style.CHICAGO,
        format=read_format(query_string, notices),
        page=number(args, "page", 1, _LAST_PAGE, notices) or 1,
        notices=(*reading.notices, *notices),
    )


def read_format(query_string: bytes, notices: list[str]) -> RecordFormat | None:
    """Format of a file that a query string asks for, None for a page."""
    return member(values_of(query_string), "format", RecordFormat, "a format of citations", notices)


def today_in(time_zone: str) -> date:
    """Present day of an archive, which citations tell as the day of access."""
    return datetime.now(zone_named(time_zone)).date()


def cited_here(articles: Sequence[Article], accessed: date) -> list[CitedArticle]:
    """Articles as they are cited, each with the address of its page."""
    before = url_for("pages.article", article_id="_", _external=True).removesuffix("_")
    return [cited_article(article, accessed, f"{before}{article.id}") for article in articles]


def cite_context(article: Article, accessed: date, time_zone: str) -> CiteContext:
    """Context of the page that cites one article."""
    (cited,) = cited_here([article], accessed)
    return CiteContext(
        article=article,
        citations=tuple(
            StyledCitation(style, label, citation(cited, style))
            for style, label in STYLE_LABELS.items()
        ),
        records=tuple(
            FormatRecord(
                format=each,
                label=facts.label,
                text="".join(written([cited], each)).strip(),
                link=url_for("cite.article", article_id=article.id, format=each),
            )
            for each, facts in FORMATS.items()
        ),
        accessed=accessed.isoformat(),
        time_zone=time_zone,
    )


def bibliography_context(
    reading: CitingReading,
    articles: Sequence[Article],
    length: Results,
    accessed: date,
    time_zone: str,
) -> BibliographyContext:
    """Context of a page of a bibliography, of these articles; `length` tells that of the list."""
    start = (reading.page - 1) * ENTRIES_A_PAGE
    pages = min(_LAST_PAGE, ceil(length.total / ENTRIES_A_PAGE))
    return BibliographyContext(
        state=reading.state,
        warnings=(
            *reading.notices,
            *(notice.message for notice in length.notices),
            *(() if length.complete else (_OUT_OF_TIME,)),
        ),
        label=STYLE_LABELS[reading.style],
        styles=tuple(
            WayToCite(label, _link(replace(reading, style=style)), style is reading.style)
            for style, label in STYLE_LABELS.items()
        ),
        files=tuple(
            WayToCite(facts.label, _link(replace(reading, format=each)))
            for each, facts in FORMATS.items()
        ),
        total=length.total,
        start=start + 1,
        end=start + len(articles),
        entries=tuple(bibliography(cited_here(articles, accessed), reading.style)),
        previous=_link(replace(reading, page=min(reading.page - 1, pages)))
        if reading.page > 1 and pages
        else "",
        following=_link(replace(reading, page=reading.page + 1)) if reading.page < pages else "",
        accessed=accessed.isoformat(),
        time_zone=time_zone,
    )


def file_name(chosen: RecordFormat, article_id: str = "") -> str:
    """Name of a file of citations: that of one article has its id."""
    stem = f"{_NAME_OF_FILE}-{article_id}" if article_id else _NAME_OF_FILE
    return f"{stem}{FORMATS[chosen].suffix}"


def _link(reading: CitingReading) -> str:
    """Address of a page or file of a bibliography; the first choices are left out."""
    own = {
        "style": reading.style if reading.style is not Style.CHICAGO else "",
        "format": reading.format or "",
        "page": str(reading.page) if reading.page > 1 else "",
    }
    query = "&".join(
        filter(None, (reading.state.query, urlencode({n: v for n, v in own.items() if v})))
    )
    address = address_of("cite.a_list")
    return f"{address}?{query}" if query else address
