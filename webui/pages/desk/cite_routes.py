"""Routes of citing: an article's citations, a list's bibliography, and both as files."""

from collections.abc import Sequence
from dataclasses import replace

from flask import Blueprint, Response, request

from archive.citation.styles import FORMATS, RecordFormat, written
from archive.errors import UserError
from archive.model.article import Article
from webui.pages.contexts import render
from webui.pages.desk.citing import (
    bibliography_context,
    cite_context,
    cited_here,
    file_name,
    read_citing,
    read_format,
    today_in,
)
from webui.parameters import refuse_ignored
from webui.services import backend

blueprint = Blueprint("cite", __name__)


@blueprint.get("/articles/<article_id>/cite")
def article(article_id: str) -> str | Response:
    """Citations of one article; a file of one format with `format`."""
    found = backend().store.get(article_id)
    notices: list[str] = []
    chosen = read_format(request.query_string, notices)
    if notices:
        raise UserError(" ".join(notices))
    if chosen:
        return _file(chosen, [found], found.id)
    zone = backend().store.time_zone
    return render(cite_context(found, today_in(zone), zone))


@blueprint.get("/cite")
def a_list() -> str | Response:
    """Bibliography of the list that a query string asks for, or a file with its citations."""
    reading = read_citing(request.query_string)
    if reading.format:
        refuse_ignored(reading.notices, runs_backwards=reading.state.runs_backwards)
    service, store = backend().service, backend().store
    ids = service.listed(reading.question)
    stored = store.get_many(ids)
    articles = [stored[each] for each in ids if each in stored]
    if reading.format:
        return _file(reading.format, articles)
    length = service.search(replace(reading.question, offset=0, limit=0))
    zone = store.time_zone
    return render(bibliography_context(reading, articles, length, today_in(zone), zone))


def _file(chosen: RecordFormat, articles: Sequence[Article], article_id: str = "") -> Response:
    """Download of the citations of articles."""
    accessed = today_in(backend().store.time_zone)
    text = "".join(written(cited_here(articles, accessed), chosen))
    response = Response(text, content_type=f"{FORMATS[chosen].media_type}; charset=utf-8")
    response.headers["Content-Disposition"] = (
        f"attachment; filename={file_name(chosen, article_id)}"
    )
    return response
