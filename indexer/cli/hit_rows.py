"""Hits of a search as rows: a table for the terminal, JSON Lines, and CSV."""

import json
import shutil
import sys
from collections.abc import Iterator
from enum import StrEnum

from archive.export.csv_rows import csv_row
from archive.model.article import Article
from archive.model.text import one_line
from indexer.search.results import FoundArticle, Results


class HitFormat(StrEnum):
    """How hits are printed, where it is not as a list to read."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"


COLUMNS = (
    "id",
    "published",
    "headline",
    "source",
    "section",
    "topics",
    "regions",
    "credits",
    "language",
    "url",
    "others",
)
# Cells of the terminal, and how much of an id suffices to name an article there.
_ID_CELLS, _DATE_CELLS, _SOURCE_CELLS = 8, 10, 20
_LEAST_HEADLINE_CELLS = 20
_GAP = "  "


def csv_lines(results: Results) -> Iterator[str]:
    """A row of names, and one for each hit; several values of a field are parted by "; "."""
    yield csv_row(COLUMNS)
    for found in results.found:
        article = found.article
        yield csv_row(
            (
                article.id,
                article.published.value,
                one_line(article.headline),
                article.preferred_source,
                article.section,
                "; ".join(article.topics),
                "; ".join("/".join(region.path) for region in article.regions),
                "; ".join(f"{credit.name} ({credit.role})" for credit in article.credits),
                article.language,
                article.url,
                found.others,
            )
        )


def json_lines(results: Results) -> Iterator[str]:
    """A line of JSON for each hit, as `--json` has it in its list of hits."""
    for hit in results.to_json()["hits"]:
        yield json.dumps(hit, ensure_ascii=False) + "\n"


def table_lines(results: Results) -> Iterator[str]:
    """One line for each hit, with a line of names above; on a terminal cut to its width."""
    from rich.cells import cell_len, set_cell_size

    width = shutil.get_terminal_size().columns if _is_terminal() else None
    rows = [("id", "date", "source", "headline"), *map(_row, results.found)]
    if len(rows) == 1:
        return
    if width is not None:
        rows = [
            (each[:_ID_CELLS], date[:_DATE_CELLS], _cut(source, _SOURCE_CELLS), headline)
            for each, date, source, headline in rows
        ]
    cells = [max(cell_len(row[column]) for row in rows) for column in range(3)]
    left = (width or 0) - sum(cells) - 3 * len(_GAP)
    for *columns, headline in rows:
        padded = [set_cell_size(text, size) for text, size in zip(columns, cells, strict=True)]
        last = headline if width is None else _cut(headline, max(left, _LEAST_HEADLINE_CELLS))
        yield _GAP.join((*padded, last)).rstrip() + "\n"


def _is_terminal() -> bool:
    return sys.stdout.isatty()


def _row(found: FoundArticle) -> tuple[str, str, str, str]:
    article = found.article
    return (
        article.id,
        article.published.value or "undated",
        one_line(article.preferred_source or ""),
        _headline(article, found.others),
    )


def _headline(article: Article, others: int) -> str:
    more = f" (and {others:,} more)" if others else ""
    return f"{one_line(article.headline) or '(no headline)'}{more}"


def _cut(text: str, cells: int) -> str:
    """A text, cut with an ellipsis where it takes more cells."""
    from rich.cells import cell_len, set_cell_size

    if cell_len(text) <= cells:
        return text
    return f"{set_cell_size(text, cells - 1).rstrip()}…"
