"""Formats of exports, for the command line and the pages; each is imported when it is used."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from archive.model.time_zones import zone_named
from archive.store.reader import StoreReader
from indexer.desk.export import Piece, Selection, article_pieces, history_pieces
from indexer.highlight.snippets import Highlighter


@dataclass(frozen=True, slots=True)
class Export:
    """What is asked of an export: its articles, and how they are written.

    `names` are the fields, empty for whole articles. `question` is the query, and `highlighter`
    marks its hits, None where there is none. Articles up to the id `after` are left out. `pages_at`
    is the address of articles' pages without the id, "" where nobody serves them.
    """

    store: StoreReader
    selection: Selection
    names: tuple[str, ...] = ()
    with_originals: bool = False
    with_removed: bool = False
    question: str = ""
    highlighter: Highlighter | None = None
    after: str = ""
    pages_at: str = ""


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A format of exports: what it is called, how its files end, and what it can do.

    An export that `resumes` can be gone on with after any of its articles.
    """

    label: str
    purpose: str
    suffix: str
    media_type: str
    pieces: Callable[[Export], Iterator[Piece]]
    resumes: bool = True
    takes_fields: bool = False


def _json_lines(export: Export) -> Iterator[Piece]:
    if not export.names:
        return history_pieces(
            export.store,
            export.selection,
            after=export.after,
            with_originals=export.with_originals,
            with_removed=export.with_removed,
        )
    from archive.export.field_lines import FieldLines

    form = FieldLines(export.names)
    return article_pieces(export.store, export.selection, form, after=export.after)


def _csv(export: Export) -> Iterator[Piece]:
    from archive.export.article_fields import FIELDS
    from archive.export.csv_table import CsvTable

    form = CsvTable(export.names or tuple(FIELDS))
    return article_pieces(export.store, export.selection, form, after=export.after)


def _citations(format_name: str) -> Callable[[Export], Iterator[Piece]]:
    """Writer of citations in a format; what makes them is imported when it is called."""

    def pieces(export: Export) -> Iterator[Piece]:
        from indexer.desk.cited_records import cited_records

        today = datetime.now(zone_named(export.store.time_zone)).date()
        form = cited_records(format_name, today, export.pages_at)
        return article_pieces(export.store, export.selection, form, after=export.after)

    return pieces


def _ninjs(export: Export) -> Iterator[Piece]:
    from archive.export.ninjs_items import NinjsItems

    return article_pieces(export.store, export.selection, NinjsItems(), after=export.after)


def _markdown(export: Export) -> Iterator[Piece]:
    from indexer.desk.markdown_package import markdown_pieces

    return markdown_pieces(export.store, export.selection)


def _dossier(export: Export) -> Iterator[Piece]:
    from webui.pages.desk.dossier import dossier_pieces

    return dossier_pieces(
        export.store, export.selection, export.question, export.highlighter, export.pages_at
    )


# The format from which 'add' brings everything back.
WHOLE_ARTICLES = "jsonl"
FORMATS: Mapping[str, ExportFormat] = {
    "csv": ExportFormat(
        "CSV", "a table for spreadsheets", ".csv", "text/csv", _csv, takes_fields=True
    ),
    WHOLE_ARTICLES: ExportFormat(
        "JSON Lines",
        "everything of the articles, to be added to another archive",
        ".jsonl",
        "application/x-ndjson",
        _json_lines,
        takes_fields=True,
    ),
    "html": ExportFormat(
        "Dossier",
        "one page with all of the articles, to read, print and keep",
        ".html",
        "text/html",
        _dossier,
        resumes=False,
    ),
    "md": ExportFormat(
        "Markdown",
        "a file for each article, in a zip",
        ".zip",
        "application/zip",
        _markdown,
        resumes=False,
    ),
    "ris": ExportFormat(
        "RIS",
        "citations for Zotero, EndNote and others",
        ".ris",
        "application/x-research-info-systems",
        _citations("ris"),
    ),
    "bibtex": ExportFormat(
        "BibTeX", "citations for LaTeX", ".bib", "application/x-bibtex", _citations("bibtex")
    ),
    "csl": ExportFormat(
        "CSL-JSON",
        "citations for Pandoc and others",
        ".json",
        "application/vnd.citationstyles.csl+json",
        _citations("csl"),
    ),
    "ninjs": ExportFormat(
        "ninjs", "news in JSON of the IPTC, for newsrooms", ".json", "application/json", _ninjs
    ),
}
