"""Edited articles: what each version but the first put into an article and took out of it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from archive.store.database_file import DatabaseFile, Execute

# Characters of an article's passages that are read, those of its newest versions first.
_MOST_CHARACTERS = 1_000_000


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
    database: DatabaseFile, chosen: EditFilter, *, offset: int, limit: int
) -> EditedPage:
    """Articles with more than one version that a filter lets pass, deleted ones left out."""
    passing = (chosen.since, chosen.before, chosen.source, chosen.noted)
    with database.raw_reading() as execute:
        rows = execute(_SHOWN, (*passing, limit, offset))
        shown = tuple(EditedArticle(*row) for row in rows)
        ((total,),) = execute(_TOTAL, passing)
    return EditedPage(total, shown)


def edited_sources(database: DatabaseFile) -> tuple[str, ...]:
    """Sources of the newest versions of edited articles, in alphabetical order."""
    with database.raw_reading() as execute:
        return tuple(sorted((source for (source,) in execute(_SOURCES, ())), key=str.casefold))


def _oldest_first(newest_first: Sequence[Sequence[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for texts in reversed(newest_first) for text in texts))


_NEWEST = """
FROM version_edits JOIN articles
    ON articles.id = version_edits.article_id AND articles.version = version_edits.version
WHERE NOT articles.deleted
"""
# A filter's values, NULL for any.
_PASSING = """
AND moment >= coalesce(?, '') AND moment < coalesce(?, '~') AND source = coalesce(?, source)
AND (note != '') = coalesce(?, note != '')
"""
_TOTAL = f"SELECT count(*) {_NEWEST} {_PASSING}"
_SHOWN = f"""
SELECT article_id, version_edits.version, moment, previous, words_added, words_removed, note
{_NEWEST} {_PASSING} ORDER BY moment DESC, article_id LIMIT ? OFFSET ?
"""
_SOURCES = f"SELECT DISTINCT source {_NEWEST} AND source != ''"
_TEXTS = """
SELECT article_id, texts FROM version_edits
WHERE article_id IN (SELECT value FROM json_each(?)) AND texts != ''
ORDER BY article_id, version DESC
"""
