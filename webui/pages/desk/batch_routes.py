"""Routes of batches: a form for many queries, and their counts as a page or a file."""

from collections.abc import Callable, Iterator

from flask import Blueprint, Response, make_response, request

from archive.errors import UserError
from indexer.desk.batch import BATCH_FACETS, CountMatrix, counted_by
from indexer.desk.named_query import LARGEST_BYTES, MOST_ROWS
from webui.access import changes_nothing, takes_form
from webui.bounds import BESIDES_A_FILE
from webui.pages.contexts import render
from webui.pages.desk.batch_contexts import BatchContext, MatrixView
from webui.pages.desk.batch_tables import as_csv, as_json
from webui.services import backend

blueprint = Blueprint("batch", __name__)

# What somebody waits for; rows that do not fit into it say so.
_BUDGET_S = 5.0
_FILES: dict[str, tuple[str, Callable[[CountMatrix], Iterator[str]]]] = {
    "csv": ("text/csv", as_csv),
    "json": ("application/json", as_json),
}


@blueprint.get("/batch")
def form() -> str:
    """Form for queries."""
    return render(_context("", BATCH_FACETS[0]))


@blueprint.post("/batch")
@changes_nothing
@takes_form(LARGEST_BYTES + BESIDES_A_FILE)
def counted() -> str | Response:
    """Counts of the queries that a form sends, as text or as a file; nothing is kept of them."""
    # Brings readers of tables, which a process that serves for months can do without.
    from indexer.desk.batch_file import read_queries

    facet = request.form.get("by", "")
    facet = facet if facet in BATCH_FACETS else BATCH_FACETS[0]
    content = _sent()
    try:
        queries = read_queries(content)
    except UserError as error:
        return make_response(
            render(_context(_text(content), facet, problem=str(error))), error.http_status
        )
    matrix = counted_by(backend().service, queries, facet, budget_s=_BUDGET_S)
    if chosen := _FILES.get(request.form.get("format", "")):
        media_type, written = chosen
        response = Response(written(matrix), mimetype=media_type)
        suffix = request.form["format"]
        response.headers["Content-Disposition"] = f"attachment; filename=batch-by-{facet}.{suffix}"
        response.headers["Cache-Control"] = "no-store"
        return response
    return render(_context(_text(content), facet, MatrixView(matrix)))


def _sent() -> bytes:
    """Content of the file that was chosen, else the text that was typed."""
    sent = request.files.get("file")
    if sent is not None and sent.filename:
        return sent.stream.read(LARGEST_BYTES + 1)
    return request.form.get("queries", "").encode(errors="replace")


def _text(content: bytes) -> str:
    """Queries as the form shows them again."""
    return content[:LARGEST_BYTES].decode("utf-8-sig", "replace").replace("\0", "\ufffd")


def _context(
    queries: str, facet: str, view: MatrixView | None = None, problem: str = ""
) -> BatchContext:
    return BatchContext(
        queries=queries,
        facet=facet,
        facets=BATCH_FACETS,
        most_rows=MOST_ROWS,
        view=view,
        problem=problem,
    )
