"""Annotations in lines of an export: what readers put to articles, read and written as it was made.

Who made what, and when, stays as it is told. What is there already is not doubled, and nothing is
taken away.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from archive.model.correction import CorrectedField, CorrectionState
from archive.model.exported import (
    Attached,
    CollectionLine,
    CorrectionLine,
    ExportedCollection,
    NoteLine,
    TagLine,
)
from archive.store import audit
from archive.store.statements import chunks
from archive.store.tables import articles, collected, collections, corrections, notes, tags

# Whoever is told to have brought in what others have made.
_WHO = "import"


def attached_to(connection: sa.Connection, ids: Sequence[str]) -> dict[str, Attached]:
    """What readers put to articles, by id; articles without anything are left out."""
    tagged = _lines(connection, _TAGS, tags.c.article_id, ids)
    noted = _lines(connection, _NOTES, notes.c.article_id, ids)
    listed = _lines(connection, _COLLECTED, collected.c.article_id, ids)
    corrected = _lines(connection, _CORRECTIONS, corrections.c.article_id, ids)
    return {
        each: Attached(
            tuple(TagLine(*row) for row in tagged.get(each, ())),
            tuple(NoteLine(*row) for row in noted.get(each, ())),
            tuple(CollectionLine(*row) for row in listed.get(each, ())),
            tuple(map(_correction_line, corrected.get(each, ()))),
        )
        for each in {*tagged, *noted, *listed, *corrected}
    }


def collections_with(
    connection: sa.Connection, arrivals: Collection[int] | None
) -> list[ExportedCollection]:
    """Collections that have an article of these arrivals, all for None; in the order of making."""
    query = sa.select(
        collections.c.name, collections.c.description, collections.c.who, collections.c.created
    ).order_by(collections.c.id)
    if arrivals is None:
        return [ExportedCollection(*row) for row in connection.execute(query)]
    wanted = set(arrivals)
    members = sa.select(collected.c.collection_id, articles.c.arrival).join(
        articles, articles.c.id == collected.c.article_id
    )
    rows = connection.execute(members)
    having = {row.collection_id for row in rows if row.arrival in wanted}
    found = connection.execute(query.where(collections.c.id.in_(having)))
    return [ExportedCollection(*row) for row in found]


def make_collections(connection: sa.Connection, lines: Iterable[ExportedCollection]) -> None:
    """Make the collections whose names are not taken; others stay as they are."""
    for line in lines:
        _collection_number(connection, line)


def attach(connection: sa.Connection, lines: Iterable[tuple[str, Attached]]) -> set[str]:
    """Write what is not there yet, by article; ids of the articles that have something new."""
    given = {article_id: attached for article_id, attached in lines if attached}
    there = attached_to(connection, list(given))
    changed: set[str] = set()
    for article_id, attached in given.items():
        before = there.get(article_id, Attached())
        if _attach(connection, article_id, attached, before):
            changed.add(article_id)
            audit.note(connection, _WHO, "import", article_id, _told(attached))
    return changed


def _attach(
    connection: sa.Connection, article_id: str, attached: Attached, before: Attached
) -> bool:
    has = {each.tag for each in before.tags}
    new_tags = {each.tag: each for each in attached.tags if each.tag not in has}.values()
    new_notes = [each for each in dict.fromkeys(attached.notes) if each not in before.notes]
    is_in = {each.name for each in before.collections}
    new_entries = {
        each.name: each for each in attached.collections if each.name not in is_in
    }.values()
    new_corrections = _new_corrections(attached.corrections, before.corrections)
    of_article = {"article_id": article_id}
    for table, made in ((tags, new_tags), (notes, new_notes), (corrections, new_corrections)):
        for each in made:
            row = {name: getattr(each, name) for name in each.__struct_fields__}
            connection.execute(sa.insert(table).values(**of_article, **row))
    for entry in new_entries:
        _collect(connection, article_id, entry)
    return bool(new_tags or new_notes or new_entries or new_corrections)


def _new_corrections(
    given: Sequence[CorrectionLine], there: Sequence[CorrectionLine]
) -> list[CorrectionLine]:
    """Corrections to be added: where the archive has corrected a field itself, its own word counts.

    A correction that was made here is never undone by one from elsewhere.
    """
    known = {(each.field, each.value, each.who, each.moment) for each in there}
    held = {each.field for each in there if each.state is CorrectionState.IN_FORCE}
    new: list[CorrectionLine] = []
    for each in dict.fromkeys(given):
        is_in_force = each.state is CorrectionState.IN_FORCE
        if (each.field, each.value, each.who, each.moment) in known:
            continue
        if not (is_in_force and each.field in held):
            new.append(each)
            held |= {each.field} if is_in_force else set()
    return new


def _collect(connection: sa.Connection, article_id: str, entry: CollectionLine) -> None:
    """Put an article into a collection, at its place, or at the end where that is taken."""
    number = _collection_number(
        connection, ExportedCollection(entry.name, "", entry.who, entry.moment)
    )
    of_it = collected.c.collection_id == number
    taken = sa.select(collected.c.position).where(of_it, collected.c.position == entry.position)
    place = entry.position
    if connection.scalar(taken) is not None:
        last = connection.scalar(sa.select(sa.func.max(collected.c.position)).where(of_it))
        place = (last or 0) + 1
    row = {"note": entry.note, "who": entry.who, "moment": entry.moment, "position": place}
    statement = sa.insert(collected).values(collection_id=number, article_id=article_id, **row)
    connection.execute(statement)


def _collection_number(connection: sa.Connection, line: ExportedCollection) -> int:
    """Number of the collection of a name, which is made where there is none."""
    found = sa.select(collections.c.id).where(collections.c.name == line.name)
    number = connection.scalar(found)
    if number is not None:
        return number
    connection.execute(
        sa.insert(collections).values(
            name=line.name, description=line.description, who=line.who, created=line.created
        )
    )
    audit.note(connection, _WHO, "make collection", line.name)
    return connection.execute(found).scalar_one()


def _correction_line(row: Sequence[str]) -> CorrectionLine:
    field, value, why, who, moment, state, ended, ended_by = row
    of_field = CorrectedField(field)
    return CorrectionLine(
        of_field, value, why, who, moment, CorrectionState(state), ended, ended_by
    )


def _told(attached: Attached) -> str:
    return json.dumps({name: len(getattr(attached, name)) for name in attached.__struct_fields__})


def _lines(
    connection: sa.Connection,
    query: sa.Select[*tuple[Any, ...]],
    article_id: sa.ColumnElement[str],
    ids: Sequence[str],
) -> Mapping[str, list[tuple[Any, ...]]]:
    """Rows of a query by the id in their first column, without it, in the query's order."""
    found: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for chunk in chunks(ids):
        for row in connection.execute(query.where(article_id.in_(chunk))):
            found[row[0]].append(tuple(row[1:]))
    return found


_TAGS = sa.select(tags.c.article_id, tags.c.tag, tags.c.who, tags.c.moment).order_by(tags.c.tag)
_NOTES = sa.select(notes.c.article_id, notes.c.text, notes.c.who, notes.c.moment).order_by(
    notes.c.id
)
_COLLECTED = (
    sa.select(
        collected.c.article_id,
        collections.c.name,
        collected.c.position,
        collected.c.note,
        collected.c.who,
        collected.c.moment,
    )
    .join(collections, collections.c.id == collected.c.collection_id)
    .order_by(collections.c.name)
)
_CORRECTIONS = sa.select(
    corrections.c.article_id,
    corrections.c.field,
    corrections.c.value,
    corrections.c.why,
    corrections.c.who,
    corrections.c.moment,
    corrections.c.state,
    corrections.c.ended,
    corrections.c.ended_by,
).order_by(corrections.c.id)
