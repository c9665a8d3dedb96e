"""Corrections of single articles, kept apart from what came in.

The stored versions never change by them: wherever the store gives an article out, the values that
are in force take the places of those that came in. So nothing that reads articles anew, derives
their facts again or adds versions can overwrite one.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields

import sqlalchemy as sa

from archive.errors import NotFoundError, UserError
from archive.model.article import Article, Credit
from archive.model.correction import (
    CorrectedField,
    CorrectedValue,
    Correction,
    CorrectionState,
    value_in,
    value_to_json,
    written,
)
from archive.store import audit
from archive.store.connection import Database
from archive.store.credited_people import PEOPLE, SOURCES
from archive.store.database_file import damage_named
from archive.store.prepared_record import source_of
from archive.store.sequence import renumber
from archive.store.serialization import article_of
from archive.store.stale_articles import applied_amendments
from archive.store.standing_corrections import corrected, correction_of
from archive.store.statements import chunks, current_versions
from archive.store.tables import IN_FORCE, articles, corrections, versions

# What is typed for a field: lines, or one.
Typed = str | Sequence[str]
_LONGEST_DETAIL, _LONGEST_QUOTE = 200, 60


class Corrections:
    """Corrections of the articles of one archive."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def correct(
        self, article_id: str, typed: Mapping[str, Typed], *, why: str, who: str
    ) -> list[CorrectedField]:
        """Correct fields of an article, given as typed; those that differ from what stood there.

        The fields are those of `CorrectedField`. Raises `UserError` for what cannot be read, and
        for a field that cannot be corrected, `NotFoundError` where there is no such article.
        """
        # It needs the gazetteer and the names of languages, which nothing else here does.
        from archive.facts.corrected_values import corrected_value, reason_given

        reason = reason_given(why)
        lines = {
            _field(name): [each] if isinstance(each, str) else each for name, each in typed.items()
        }
        with self._database.reading() as connection:
            stood = self._standing(connection, article_id)
            amendments = applied_amendments(connection)
        # Outside of the transaction that writes: the gazetteer may have to be loaded.
        values = {
            field: corrected_value(field, given, stood, amendments)
            for field, given in lines.items()
        }
        with self._database.writing() as connection:
            now = self._standing(connection, article_id)
            changed = [
                field
                for field, value in values.items()
                if written(value) != written(value_in(now, field))
            ]
            _end(connection, article_id, changed, CorrectionState.REPLACED, who)
            for field in changed:
                value = values[field]
                made = Correction(0, article_id, field, value, reason, who, audit.now())
                _insert(connection, made)
                told = f"{field}: {'; '.join(made.lines) or 'none'}"
                audit.note(connection, who, "correct", article_id, told[:_LONGEST_DETAIL])
            if changed:
                self._follow(connection, article_id)
            return changed

    def undo(
        self, article_id: str, undone: Collection[str] = (), *, who: str
    ) -> list[CorrectedField]:
        """Take the corrections of fields back, or all of an article; the fields that had one.

        What came in stands there again. Raises `UserError` for a field that is not corrected.
        """
        wanted = [_field(name) for name in dict.fromkeys(undone)]
        with self._database.writing() as connection:
            there = [each.field for each in self._standing(connection, article_id).corrections]
            if missing := next((field for field in wanted if field not in there), None):
                raise UserError(f"the field “{missing}” of {article_id} is not corrected")
            if not there:
                raise UserError(f"no field of {article_id} is corrected")
            taken = wanted or [CorrectedField(name) for name in there]
            _end(connection, article_id, taken, CorrectionState.UNDONE, who)
            for field in taken:
                audit.note(connection, who, "undo correction", article_id, field)
            self._follow(connection, article_id)
            return taken

    def history(self, article_id: str) -> list[Correction]:
        """All corrections of an article, those replaced and undone too, the last one first."""
        with self._database.reading() as connection, damage_named(self._database.path):
            return _of(connection, article_id)

    def latest(self, limit: int, before: int | None = None) -> list[Correction]:
        """Corrections of all articles, the last one first; those numbered below `before`."""
        query = _ROWS.order_by(corrections.c.id.desc()).limit(limit)
        if before is not None:
            query = query.where(corrections.c.id < before)
        with self._database.reading() as connection, damage_named(self._database.path):
            return [correction_of(row) for row in connection.execute(query)]

    def _standing(self, connection: sa.Connection, article_id: str) -> Article:
        """The article with what is in force; `NotFoundError` where there is none."""
        with damage_named(self._database.path):
            document = connection.scalar(_DOCUMENT.where(articles.c.id == article_id))
            if document is None:
                raise NotFoundError(f"{article_id}: the archive holds no article of this id")
            there = _of(connection, article_id)
            return corrected(article_of(document, article_id), there)

    def _follow(self, connection: sa.Connection, article_id: str) -> None:
        """Let names and numbers follow a change of what stands in an article."""
        article = self._standing(connection, article_id)
        names = list(dict.fromkeys(credit.name for credit in article.credits))
        moved = PEOPLE.note(connection, {article_id: names})
        moved |= SOURCES.note(connection, {article_id: source_of(article)})
        renumber(connection, moved | {article_id})


def credits_in_force(
    connection: sa.Connection, credited: Mapping[str, Sequence[str]]
) -> dict[str, Sequence[str]]:
    """Credited names by article, those of corrections in the place of those that came in."""
    return {**credited, **dict(_names_of(connection, credited, CorrectedField.CREDITS))}


def sources_in_force(
    connection: sa.Connection, sourced: Mapping[str, Sequence[str]]
) -> dict[str, Sequence[str]]:
    """Sources by article, likewise; empty for an article without one."""
    return {**sourced, **dict(_names_of(connection, sourced, CorrectedField.SOURCE))}


def _names_of(
    connection: sa.Connection, ids: Iterable[str], field: CorrectedField
) -> Iterator[tuple[str, Sequence[str]]]:
    for chunk in chunks(list(ids)):
        query = _ROWS.where(IN_FORCE, corrections.c.article_id.in_(chunk))
        for row in connection.execute(query.where(corrections.c.field == field)):
            correction = correction_of(row)
            yield correction.article_id, _names(correction.value)


def _names(value: CorrectedValue) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return tuple(dict.fromkeys(each.name for each in value if isinstance(each, Credit)))
    return (value,) if isinstance(value, str) else ()


def _field(name: str) -> CorrectedField:
    try:
        return CorrectedField(name)
    except ValueError as error:
        raise UserError(
            f"“{name[:_LONGEST_QUOTE]}” is no field that can be corrected: those are "
            f"{', '.join(CorrectedField)}"
        ) from error


def _of(connection: sa.Connection, article_id: str) -> list[Correction]:
    query = _ROWS.where(corrections.c.article_id == article_id).order_by(corrections.c.id.desc())
    return [correction_of(row) for row in connection.execute(query)]


def _end(
    connection: sa.Connection,
    article_id: str,
    fields: Sequence[CorrectedField],
    state: CorrectionState,
    who: str,
) -> None:
    """End the corrections in force of an article's fields."""
    of_it = (corrections.c.article_id == article_id) & corrections.c.field.in_(fields)
    ended = sa.update(corrections).where(IN_FORCE, of_it)
    connection.execute(ended.values(state=state, ended=audit.now(), ended_by=who))


def _insert(connection: sa.Connection, correction: Correction) -> None:
    row = {name: getattr(correction, name) for name in _COLUMNS if name not in {"id", "value"}}
    row["value"] = value_to_json(correction.value)
    connection.execute(sa.insert(corrections).values(**row))


_COLUMNS = tuple(each.name for each in fields(Correction))
_ROWS = sa.select(*(corrections.c[name] for name in _COLUMNS))
_DOCUMENT = current_versions(versions.c.document).where(~articles.c.deleted)
