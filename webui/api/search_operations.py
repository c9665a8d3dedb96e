"""Operations that search: lists, facets, completions and explanations."""

from dataclasses import replace
from datetime import datetime
from http import HTTPStatus
from typing import Literal, cast
from urllib.parse import urlencode

from flask import Response, current_app, request
from msgspec import structs

from archive.model.time_zones import zone_named
from indexer.index.generations import Generations
from indexer.schema.fields import FACETS
from indexer.search.facet_listing import listed_values
from indexer.search.results import SearchQuery
from webui.api.cursors import Cursor, fingerprint_of
from webui.api.documents import (
    FacetListing,
    QueryExplanation,
    SearchPage,
    SuggestedCompletions,
)
from webui.api.list_parameters import (
    EXPLAIN,
    EXPORT_TYPES,
    EXPORTED,
    MEMBERS,
    PAGE,
    ROLE,
    SHOWN,
    SORT,
    VALUES,
)
from webui.api.operations import Answer, FollowUp, Operation, QueryParameter, Reply, serves
from webui.api.problems import RequestRefused
from webui.links import address_of
from webui.parameters import first_value, refuse_ignored, values_of
from webui.query_string import Reading, read_api, read_facet, read_typed
from webui.services import backend

_GROUP = "Search"
_NOT_MEANT = {HTTPStatus.BAD_REQUEST: "A parameter is not valid."}
# Where the archive has changed, an article is looked for this far past its former place.
_FARTHEST_MOVED = 10_000


def archive_state() -> str:
    """Validator of all answers of the index: its state, that of the store, and the day.

    The day is that of words like “yesterday”.
    """
    here = backend()
    state = here.service.state()
    stamp = Generations(here.settings.index).stamp()
    today = datetime.now(zone_named(here.store.time_zone)).date()
    return f"{stamp} {state} {today}"


def _valid(reading: Reading) -> Reading:
    """The reading, where nothing of the query string was passed over."""
    refuse_ignored(reading.notices, runs_backwards=reading.state.runs_backwards)
    return reading


@serves(
    Operation(
        name="search",
        method="GET",
        path="/search",
        summary="Search articles",
        help="One page of a list: articles with snippets, the whole count, and all facets. Of "
        "near-duplicates only the earliest is listed, unless the query has `duplicates:show`.",
        group=_GROUP,
        parameters=(*MEMBERS, SORT, ROLE, EXPLAIN, *PAGE, *SHOWN),
        answer=Answer(
            HTTPStatus.OK,
            "The page.",
            SearchPage,
            headers={"Link": "The next page as rel=next, where there is one (RFC 8288)."},
            follow_ups=tuple(
                FollowUp(name, {"article_id": "$response.body#/hits/0/id"})
                for name in ("article", "versions", "raw")
            ),
        ),
        refusals={
            **_NOT_MEANT,
            HTTPStatus.CONFLICT: "The cursor is that of another list.",
        },
        validator=archive_state,
    )
)
def search() -> Reply:
    """Page of a search."""
    reading = _valid(read_api(request.query_string))
    question = reading.question
    given = first_value(values_of(request.query_string), "cursor")
    if given:
        question = _continued(question, Cursor.read(given, reading.state))
    results = backend().service.search(question)
    following = ""
    if question.offset + question.limit < results.total:
        following = Cursor(
            offset=question.offset + question.limit,
            sequence=backend().service.state().indexed_sequence,
            last=results.found[-1].article.id if results.found else "0" * 16,
            fingerprint=fingerprint_of(reading.state),
        ).text
    links = {"Link": _next_link(following)} if following else {}
    document = {**results.to_json(), "next": following or None}
    return Reply(document, headers=links, kept=results.complete)


def _continued(question: SearchQuery, cursor: Cursor) -> SearchQuery:
    """Question for the page that a cursor leads to, wherever the articles before it now end."""
    state = backend().service.state()
    if cursor.offset > state.articles:
        raise RequestRefused(
            HTTPStatus.CONFLICT, "There are no longer as many articles: begin without a cursor."
        )
    offset = cursor.offset
    if cursor.sequence != state.indexed_sequence:
        farthest = min(state.articles, offset + _FARTHEST_MOVED)
        ids = backend().service.listed(replace(question, offset=0, limit=farthest))
        offset = ids.index(cursor.last) + 1 if cursor.last in ids else offset
    return replace(question, offset=offset)


def _next_link(cursor: str) -> str:
    pairs = [
        (name, value)
        for name, values in values_of(request.query_string).items()
        if name not in {"cursor", "offset", "page"}
        for value in values
    ]
    return f'<{address_of("api.search")}?{urlencode([*pairs, ("cursor", cursor)])}>; rel="next"'


@serves(
    Operation(
        name="facet",
        method="GET",
        path="/facets/{facet}",
        summary="List the values of a facet",
        help="The values of one facet in a list of articles, some at a time. A count is what the "
        "list’s total would be with that value ticked alone in the facet.",
        group=_GROUP,
        parameters=(*MEMBERS, *VALUES, ROLE, SORT, EXPLAIN, *SHOWN),
        segments={
            "facet": QueryParameter(
                "facet", Literal[tuple(facet.name for facet in FACETS)], "Name of the facet."
            )
        },
        answer=Answer(HTTPStatus.OK, "The values.", FacetListing),
        refusals={**_NOT_MEANT, HTTPStatus.NOT_FOUND: "There is no such facet."},
        validator=archive_state,
    )
)
def facet(facet: str) -> Reply:
    """Values of one facet."""
    reading = read_facet(facet, request.query_string)
    _valid(Reading(reading.state, reading.question, reading.notices))
    results = backend().service.search(reading.question)
    (values,) = results.facets
    listed = listed_values(values, reading.find, reading.order)
    shown = listed[reading.offset : reading.offset + reading.limit]
    return Reply(
        {
            "facet": facet,
            "total": results.total,
            "complete": results.complete,
            "found": len(listed),
            "values": [each.to_json() for each in shown],
        },
        kept=results.complete,
    )


@serves(
    Operation(
        name="suggest",
        method="GET",
        path="/suggest",
        summary="Complete a query",
        help="Ways to go on at the end of what has been typed so far, the best first.",
        group=_GROUP,
        parameters=(QueryParameter("q", str, "What has been typed so far."),),
        answer=Answer(HTTPStatus.OK, "The completions.", SuggestedCompletions),
        refusals=_NOT_MEANT,
    )
)
def suggest() -> Reply:
    """Completions of a query that is being typed."""
    typed = read_typed(request.query_string)
    return Reply(SuggestedCompletions(typed, backend().service.completions(typed)))


@serves(
    Operation(
        name="explain",
        method="GET",
        path="/explain",
        summary="Explain a query",
        help="How a query was read: each clause as it can be typed and in plain words, and how "
        "many articles it finds by itself.",
        group=_GROUP,
        parameters=MEMBERS,
        answer=Answer(HTTPStatus.OK, "The explanation.", QueryExplanation),
        refusals=_NOT_MEANT,
        validator=archive_state,
    )
)
def explain() -> Reply:
    """How a query was read."""
    reading = _valid(read_api(request.query_string))
    asked = structs.replace(reading.state, explained=True).question()
    results = backend().service.search(replace(asked, limit=0, offset=0, facets=()))
    return Reply(
        QueryExplanation(
            query=results.question.text,
            total=results.total,
            complete=results.complete,
            explanation=results.explanation,
            notices=results.notices,
        ),
        kept=results.complete,
    )


@serves(
    Operation(
        name="export",
        method="GET",
        path="/export",
        summary="Export a list",
        help="Every article of a list as a file, streamed: all of them, however many. "
        "`jsonl` has everything, to be added to another archive.",
        group=_GROUP,
        parameters=(*MEMBERS, SORT, *EXPORTED),
        answer=Answer(
            HTTPStatus.OK,
            "The file.",
            bytes,
            media_type="application/x-ndjson",
            other_types=EXPORT_TYPES,
            headers={"Content-Disposition": "Says that it is a file to be saved (RFC 6266)."},
        ),
        refusals={**_NOT_MEANT, HTTPStatus.NOT_FOUND: "There is no article to go on after."},
    )
)
def export() -> Response:
    """Every article of a list as a file: the one that the page of exports gives."""
    _valid(read_api(request.query_string))
    return cast("Response", current_app.view_functions["export.export"]())
