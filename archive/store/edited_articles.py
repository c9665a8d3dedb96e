"""Edited articles: what each version but the first put into an article and took out of it.

A row is a function of two stored versions, written in the transaction that stores the later one.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa

from archive.facts.correction_notes import correction_note
from archive.facts.edits import edits
from archive.model.article import Article, Provenance
from archive.store.connection import Database
from archive.store.serialization import article_of
from archive.store.statements import Execute, in_json_list, insert, to_sql
from archive.store.tables import articles, version_edits, versions

# Characters of an article's passages that are read, those of its newest versions first.
_MOST_CHARACTERS = 1_000_000
# Characters kept of a correction's note.
_LONGEST_NOTE = 500
# Versions compared at a time when an archive is brought up.
_PAGE = 1_000


@dataclass(frozen=True, slots=True)
class EditedTexts:
    """Distinct passages that later versions of an article put in and took out, oldest first."""

    added: tuple[str, ...]
    removed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EditFilter:
    """Choice of edited articles by their newest version.

    `since` and `before` bound the moment in which it came, ISO 8601 in UTC, the latter excluded.
    `source` is its source; `noted` says whether it has to hold a correction's note. None stands
    for any.
    """

    since: str | None = None
    before: str | None = None
    source: str | None = None
    noted: bool | None = None


@dataclass(frozen=True, slots=True)
class EditedArticle:
    """The newest change of an article: its moment and that of the version before, in UTC.

    `words_added` and `words_removed` count the words of that change, `versions` all versions.
    `note` is the paragraph with which the newest version tells of a correction, "" for none.
    """

    id: str
    versions: int
    moment: str
    previous: str
    words_added: int
    words_removed: int
    note: str


@dataclass(frozen=True, slots=True)
class EditedPage:
    """One page of edited articles, the newest change first, and the number of all."""

    total: int
    shown: tuple[EditedArticle, ...]


def note_edits(connection: sa.Connection, keys: Sequence[tuple[str, int]]) -> None:
    """Compare stored versions, by id and number from 2 on, with the ones before them."""
    rows = (_row(connection, article_id, version) for article_id, version in keys)
    insert(connection, version_edits, list(rows))


def note_all_edits(connection: sa.Connection) -> None:
    """Compare all versions of all articles."""
    key = sa.tuple_(versions.c.article_id, versions.c.version)
    query = (
        sa.select(versions.c.article_id, versions.c.version)
        .where(versions.c.version > 1)
        .order_by(versions.c.article_id, versions.c.version)
        .limit(_PAGE)
    )
    last = ("", 0)
    while rows := connection.execute(query.where(key > last)).all():
        keys = [(row.article_id, row.version) for row in rows]
        note_edits(connection, keys)
        last = keys[-1]


def edited_texts(execute: Execute, ids: Sequence[str]) -> dict[str, EditedTexts]:
    """Passages by article id; articles without any are left out."""
    added: dict[str, list[list[str]]] = {}
    removed: dict[str, list[list[str]]] = {}
    left: dict[str, int] = {}
    # The newest versions first.
    for article_id, texts in execute(_TEXTS, (json.dumps(ids),)):
        room = left.setdefault(article_id, _MOST_CHARACTERS)
        if room > 0:
            left[article_id] = room - len(texts)
            read = json.loads(texts)
            added.setdefault(article_id, []).append(read[0])
            removed.setdefault(article_id, []).append(read[1])
    return {
        each: EditedTexts(_oldest_first(added[each]), _oldest_first(removed[each])) for each in left
    }


def edited_articles(
    database: Database, chosen: EditFilter, *, offset: int, limit: int
) -> EditedPage:
    """Articles with more than one version that a filter lets pass, deleted ones left out."""
    conditions = list(_conditions(chosen))
    count = sa.select(sa.func.count()).select_from(_NEWEST).where(*conditions)
    query = (
        sa.select(
            version_edits.c.article_id,
            version_edits.c.version,
            version_edits.c.moment,
            version_edits.c.previous,
            version_edits.c.words_added,
            version_edits.c.words_removed,
            version_edits.c.note,
        )
        .select_from(_NEWEST)
        .where(*conditions)
        .order_by(version_edits.c.moment.desc(), version_edits.c.article_id)
        .offset(offset)
        .limit(limit)
    )
    with database.reading() as connection:
        shown = tuple(EditedArticle(*row) for row in connection.execute(query))
        return EditedPage(connection.scalar(count) or 0, shown)


def edited_sources(database: Database) -> tuple[str, ...]:
    """Sources of the newest versions of edited articles, in alphabetical order."""
    query = sa.select(version_edits.c.source).select_from(_NEWEST).distinct()
    with database.reading() as connection:
        found = connection.scalars(query.where(~articles.c.deleted, version_edits.c.source != ""))
        return tuple(sorted(found, key=str.casefold))


_NEWEST = version_edits.join(
    articles,
    (articles.c.id == version_edits.c.article_id) & (articles.c.version == version_edits.c.version),
)
_TEXTS = to_sql(
    sa.select(version_edits.c.article_id, version_edits.c.texts)
    .where(
        in_json_list(version_edits.c.article_id), version_edits.c.texts != sa.literal_column("''")
    )
    .order_by(version_edits.c.article_id, version_edits.c.version.desc())
)
_DOCUMENTS = (
    sa.select(versions.c.document)
    .where(
        versions.c.article_id == sa.bindparam("id"),
        versions.c.version.in_([sa.bindparam("before"), sa.bindparam("after")]),
    )
    .order_by(versions.c.version)
)


def _row(
    connection: sa.Connection, article_id: str, version: int
) -> tuple[str, int, str, str, str, str, int, int, str]:
    """Values of the table's columns, in their order."""
    parameters = {"id": article_id, "before": version - 1, "after": version}
    documents = connection.scalars(_DOCUMENTS, parameters).all()
    before, after = (article_of(document, article_id) for document in documents)
    found = edits(before, after)
    has_texts = bool(found.added or found.removed)
    return (
        article_id,
        version,
        _moment(after.provenance),
        _moment(before.provenance),
        after.source or "",
        _shortened(after),
        found.words_added,
        found.words_removed,
        json.dumps([found.added, found.removed], ensure_ascii=False) if has_texts else "",
    )


def _moment(provenance: Provenance) -> str:
    """When a version was fetched, as far as it is told; else when it was received; in UTC."""
    try:
        fetched = datetime.fromisoformat(provenance.retrieved)
    except ValueError:
        return provenance.received
    if fetched.tzinfo is None:
        return provenance.received
    return fetched.astimezone(UTC).isoformat(timespec="seconds")


def _shortened(article: Article) -> str:
    note = correction_note(article)
    return note if len(note) <= _LONGEST_NOTE else f"{note[:_LONGEST_NOTE]}…"


def _oldest_first(newest_first: Sequence[Sequence[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for texts in reversed(newest_first) for text in texts))


def _conditions(chosen: EditFilter) -> Iterator[sa.ColumnElement[bool]]:
    yield ~articles.c.deleted
    if chosen.since is not None:
        yield version_edits.c.moment >= chosen.since
    if chosen.before is not None:
        yield version_edits.c.moment < chosen.before
    if chosen.source is not None:
        yield version_edits.c.source == chosen.source
    if chosen.noted is not None:
        yield (version_edits.c.note != "") if chosen.noted else (version_edits.c.note == "")
