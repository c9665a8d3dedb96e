"""Operations on single articles and on the changes of all: reading, versions, documents, feed."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Annotated

import msgspec
from flask import request
from msgspec import Meta

from archive.errors import NotFoundError
from archive.model.article import Article
from archive.store.reader import Change
from webui.api.documents import (
    ArticleVersion,
    ChangeList,
    VersionList,
    VersionSummary,
)
from webui.api.operations import Answer, FollowUp, Operation, QueryParameter, Reply, serves
from webui.api.problems import RequestRefused
from webui.parameters import first_value, values_of
from webui.services import backend

_GROUP = "Articles"
_BYTES = "application/octet-stream"
NOT_HERE = {HTTPStatus.NOT_FOUND: "The archive holds no such article."}
ARTICLE_ID = QueryParameter(
    "article_id", Annotated[str, Meta(pattern="^[0-9a-f]{16}$")], "Id of the article."
)
THIS_ARTICLE = {"article_id": ARTICLE_ID}

_MOST_CHANGES = 1_000
_CHANGES = 100
# A page of changes ends with the article that fills it, so that long ones make no huge answer.
_FULL_BYTES = 4_000_000
_LAST_SEQUENCE = 2**53 - 1


@serves(
    Operation(
        name="article",
        method="GET",
        path="/articles/{article_id}",
        summary="Read an article",
        help="One article with all its metadata.",
        group=_GROUP,
        segments=THIS_ARTICLE,
        answer=Answer(HTTPStatus.OK, "The article.", Article),
        refusals=NOT_HERE,
    )
)
def article(article_id: str) -> Reply:
    """One article."""
    return Reply(backend().store.get(article_id).to_json())


@serves(
    Operation(
        name="versions",
        method="GET",
        path="/articles/{article_id}/versions",
        summary="List the versions of an article",
        help="All versions that the archive has received, the oldest first.",
        group=_GROUP,
        segments=THIS_ARTICLE,
        answer=Answer(
            HTTPStatus.OK,
            "The versions.",
            VersionList,
            follow_ups=(
                FollowUp(
                    "version",
                    {
                        "article_id": "$response.body#/id",
                        "number": "$response.body#/versions/0/number",
                    },
                ),
            ),
        ),
        refusals=NOT_HERE,
    )
)
def versions(article_id: str) -> Reply:
    """Versions of an article; a removed article is not found here either."""
    summaries = (
        VersionSummary(number, each.provenance.received, each.headline, each.published)
        for number, each in enumerate(_versions(article_id), start=1)
    )
    return Reply(VersionList(article_id, tuple(summaries)))


@serves(
    Operation(
        name="version",
        method="GET",
        path="/articles/{article_id}/versions/{number}",
        summary="Read one version of an article",
        help="The article as it was received at one time.",
        group=_GROUP,
        segments={
            **THIS_ARTICLE,
            "number": QueryParameter(
                "number", Annotated[int, Meta(ge=1)], "Number of the version, from 1."
            ),
        },
        answer=Answer(HTTPStatus.OK, "The version.", ArticleVersion),
        refusals={HTTPStatus.NOT_FOUND: "The archive holds no such article or version."},
    )
)
def version(article_id: str, number: str) -> Reply:
    """One version of an article."""
    every = _versions(article_id)
    wanted = int(number) if number.isdecimal() and len(number) <= len(str(len(every))) else 0
    if not 1 <= wanted <= len(every):
        raise NotFoundError(f"{article_id}: this article has the versions 1 to {len(every)}")
    return Reply(
        {"id": article_id, "number": wanted, "article": every[wanted - 1].to_json()},
    )


def _versions(article_id: str) -> list[Article]:
    backend().store.get(article_id)
    return backend().store.versions(article_id)


@serves(
    Operation(
        name="raw",
        method="GET",
        path="/articles/{article_id}/raw",
        summary="Download what an article was read from",
        help="The document that the article was read from, byte for byte. Its media type and its "
        "SHA-256 are in the article’s provenance; here it is always a download of plain bytes.",
        group=_GROUP,
        segments=THIS_ARTICLE,
        answer=Answer(
            HTTPStatus.OK,
            "The document.",
            bytes,
            media_type=_BYTES,
            headers={"Content-Disposition": "Says that it is a file to be saved (RFC 6266)."},
        ),
        refusals=NOT_HERE,
    )
)
def raw(article_id: str) -> Reply:
    """Document that an article was read from, which no browser displays."""
    sha256 = backend().store.get(article_id).provenance.sha256
    return Reply(
        backend().store.raw(sha256).content,
        media_type=_BYTES,
        headers={"Content-Disposition": f'attachment; filename="{article_id}"'},
        tag=sha256,
    )


def _sequence() -> str:
    return str(backend().store.sequence())


@serves(
    Operation(
        name="changes",
        method="GET",
        path="/changes",
        summary="Follow what changes",
        help="Articles that came in, changed or were removed after a number, in that order, each "
        "once, with its latest change. Begin with 0; then ask for what `next` says.",
        group="Changes",
        parameters=(
            QueryParameter(
                "since",
                Annotated[int, Meta(ge=0, le=_LAST_SEQUENCE)],
                "Number of the last change known already; 0 by default.",
            ),
            QueryParameter(
                "limit",
                Annotated[int, Meta(ge=1, le=_MOST_CHANGES)],
                f"How many changes at most, from 1 to {_MOST_CHANGES:,}; {_CHANGES} by default. "
                "Very long articles make a page end earlier.",
            ),
        ),
        answer=Answer(HTTPStatus.OK, "The changes.", ChangeList),
        refusals={
            HTTPStatus.BAD_REQUEST: "A parameter is not valid.",
            HTTPStatus.CONFLICT: "The archive has not come so far: it is another one, or was set "
            "back. Begin with 0.",
        },
        validator=_sequence,
    )
)
def changes() -> Reply:
    """Changes after a number, as far as one page has room."""
    args = values_of(request.query_string)
    since = int(first_value(args, "since") or 0)
    limit = int(first_value(args, "limit") or _CHANGES)
    last = backend().store.sequence()
    if since > last:
        raise RequestRefused(
            HTTPStatus.CONFLICT,
            f"The last change of this archive has the number {last}: begin with since=0.",
        )
    changed = backend().store.changes_since(since, upto=last, at_once=limit)
    page, reached = _page(changed, limit)
    return Reply({"changes": page, "next": reached or last, "sequence": last})


def _page(changed: Iterable[Change], limit: int) -> tuple[list[msgspec.Raw], int]:
    """Changes that one page has room for, and the number of the last where they fill it, else 0."""
    page: list[msgspec.Raw] = []
    size_bytes = 0
    for change in changed:
        article = change.article.to_json() if change.article else None
        told = {"sequence": change.sequence, "id": change.id, "article": article}
        page.append(msgspec.Raw(msgspec.json.encode(told)))
        size_bytes += len(page[-1])
        if len(page) == limit or size_bytes > _FULL_BYTES:
            return page, change.sequence
    return page, 0
