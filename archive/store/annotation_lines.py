"""Annotations in lines of an export: what readers put to articles, written as it was made.

Who made what, and when, stays as it is told. What is there already is not doubled, and nothing is
taken away.
"""

import json
from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from archive.model.correction import CorrectionState
from archive.model.exported import (
    Attached,
    CollectionLine,
    CorrectionLine,
    ExportedCollection,
)
from archive.store import audit
from archive.store.attached_annotations import attached_to
from archive.store.tables import collected, collections, corrections, notes, tags

# Whoever is told to have brought in what others have made.
_WHO = "import"


def make_collections(connection: sa.Connection, lines: Iterable[ExportedCollection]) -> None:
    """Make the collections whose names are not taken; others stay as they are."""
    for line in lines:
        _collection_number(connection, line)


def attach(connection: sa.Connection, lines: Iterable[tuple[str, Attached]]) -> set[str]:
    """Write what is not there yet, by article; ids of the articles that have something new."""
    given = {article_id: attached for article_id, attached in lines if attached}
    there = attached_to(connection.exec_driver_sql, list(given))
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


def _told(attached: Attached) -> str:
    return json.dumps({name: len(getattr(attached, name)) for name in attached.__struct_fields__})
