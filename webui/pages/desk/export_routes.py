"""Routes of exports: a page that asks for format and fields, and the file itself, streamed."""

import re
from collections.abc import Iterator
from dataclasses import replace

from flask import Blueprint, Response, request, url_for
from msgspec.structs import replace as replace_state

from archive.export.article_fields import FIELDS, ID, chosen_fields
from archive.store.histories import arrival_of
from indexer.desk.export import Piece, selected
from webui.pages.contexts import render
from webui.pages.desk.export_contexts import ExportContext, FormatChoice
from webui.pages.desk.export_formats import FORMATS, WHOLE_ARTICLES, Export
from webui.pages.list_names import list_name
from webui.parameters import refuse_ignored
from webui.query_string import ExportReading, read_export
from webui.services import backend

blueprint = Blueprint("export", __name__)

# Finding the articles must not hold up others for long; writing them does not.
_TIME_LIMIT_S = 10.0
# Pieces are sent together from the second on: the first is waited for.
_SENT_TOGETHER_BYTES = 32_000
_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")
_LONGEST_NAME = 60


@blueprint.get("/export")
def export() -> str | Response:
    """The list of a query string as a file, or the page that asks in which format."""
    reading = read_export(request.query_string, FORMATS)
    return _file(reading) if reading.format else _page(reading)


def _page(reading: ExportReading) -> str:
    question = replace(reading.question, limit=0, facets=(), timeline=None)
    results = backend().service.search(question)
    return render(
        ExportContext(
            state=reading.state,
            name=list_name(reading.state),
            total=results.total,
            complete=results.complete,
            hidden=replace_state(reading.state.bare(), sort=reading.state.sort).parameters,
            formats=tuple(
                FormatChoice(name, each.label, each.purpose) for name, each in FORMATS.items()
            ),
            fields=tuple(name for name in FIELDS if name != ID),
            warnings=reading.notices,
        )
    )


def _file(reading: ExportReading) -> Response:
    """The articles of the list, found now and written while they are sent."""
    refuse_ignored(reading.notices, runs_backwards=reading.state.runs_backwards)
    chosen, names = FORMATS[reading.format], chosen_fields(reading.fields)
    store, service = backend().store, backend().service
    is_by_arrival = chosen is FORMATS[WHOLE_ARTICLES] and not reading.fields
    selection = selected(
        store,
        service,
        reading.question,
        None if is_by_arrival or reading.after else reading.question.sort,
        time_limit_s=_TIME_LIMIT_S,
    )
    if reading.after:
        arrival_of(store.database, reading.after)
    text = reading.state.text
    asked = Export(
        store,
        selection,
        names=names if reading.fields else (),
        with_originals=reading.with_originals,
        question=text,
        highlighter=service.highlighter(text) if text.strip() else None,
        after=reading.after,
        pages_at=url_for("pages.article", article_id="_", _external=True).removesuffix("_"),
    )
    response = Response(_together(chosen.pieces(asked)), mimetype=chosen.media_type)
    response.headers["Content-Disposition"] = (
        f"attachment; filename={_file_name(text)}{chosen.suffix}"
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def _file_name(text: str) -> str:
    """Name for a file, of letters and digits that every system takes."""
    words = _NOT_IN_NAMES.sub("-", text.casefold())[:_LONGEST_NAME].strip("-")
    return f"backfile-{words}" if words else "backfile-articles"


def _together(pieces: Iterator[Piece]) -> Iterator[bytes]:
    held, is_first = bytearray(), True
    for piece in pieces:
        held += piece.content
        if held and (is_first or len(held) >= _SENT_TOGETHER_BYTES):
            yield bytes(held)
            held, is_first = bytearray(), False
    if held:
        yield bytes(held)
