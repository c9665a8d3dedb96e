"""What readers put to articles: it stays with them, is audited, and counts as a change."""

import pytest

from archive.errors import NotFoundError, UserError
from archive.store import audit
from archive.store.annotations import Annotations
from archive.store.collections import Collections
from archive.store.store import Store
from tests.support.articles import record

FERRY = "https://news.example/ferry"
ANNA = "anna"


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "archive.sqlite3", create=True) as opened:
        opened.add([record("Ferry runs", url=FERRY), record("Jetty mended"), record("Pier torn")])
        yield opened


@pytest.fixture
def ids(store):
    return [change.id for change in store.changes_since(0)]


def changed_since(store, sequence):
    return {change.id for change in store.changes_since(sequence)}


def actions(store):
    return [(line.who, line.action, line.subject) for line in audit.lines(store.database)]


def test_tags_notes_and_collections_outlast_a_new_version(store, ids):
    annotations, collections = Annotations(store.database), Collections(store.database)
    annotations.add_tags([ids[0]], ["to  read", "harbour"], who=ANNA)
    annotations.add_note(ids[0], "Ask the captain.\n", who=ANNA)
    winter = collections.create("Winter", who=ANNA)
    collections.add(winter, [ids[0]], who=ANNA)
    store.add([record("Ferry runs again", url=FERRY)])
    found = store.get(ids[0])
    assert found.headline == "Ferry runs again"
    assert (found.tags, found.notes) == (("harbour", "to read"), ("Ask the captain.",))
    assert (found.collections, found.arrival) == (("Winter",), 1)
    assert store.get(ids[1]).tags == ()


def test_only_what_changes_counts_as_a_change(store, ids):
    annotations = Annotations(store.database)
    before = store.sequence()
    assert annotations.add_tags(ids[:2], ["harbour"], who=ANNA) == 2
    assert changed_since(store, before) == set(ids[:2])
    before = store.sequence()
    assert annotations.add_tags(ids, ["harbour"], who=ANNA) == 1
    assert changed_since(store, before) == {ids[2]}
    assert annotations.remove_tags(ids, ["harbour", "never"], who="ben") == 3
    assert annotations.remove_tags(ids, ["harbour"], who="ben") == 0
    assert annotations.tag_counts() == []
    assert actions(store)[0] == ("ben", "untag", ids[2])


@pytest.mark.parametrize("tag", ["", " \n", "x" * 101])
def test_a_tag_that_is_none_is_refused_and_changes_nothing(store, ids, tag):
    before = store.sequence()
    with pytest.raises(UserError, match="a tag has 1 to 100 characters"):
        Annotations(store.database).add_tags(ids, ["good", tag], who=ANNA)
    with pytest.raises(NotFoundError, match="no article of this id"):
        Annotations(store.database).add_tags([*ids, "0" * 16], ["good"], who=ANNA)
    assert (store.sequence(), actions(store)) == (before, [])


def test_notes_are_listed_and_removed_by_their_numbers(store, ids):
    annotations = Annotations(store.database)
    first = annotations.add_note(ids[0], "One", who=ANNA)
    annotations.add_note(ids[0], "Two", who="ben")
    assert [(note.text, note.who) for note in annotations.notes_of(ids[0])] == [
        ("One", ANNA),
        ("Two", "ben"),
    ]
    assert annotations.remove_note(first, who="ben") == ids[0]
    assert store.get(ids[0]).notes == ("Two",)
    for gone in (first, 1 << 63, -(1 << 80)):
        with pytest.raises(NotFoundError, match="no note of this number"):
            annotations.remove_note(gone, who="ben")


def test_a_collection_keeps_its_order(store, ids):
    collections = Collections(store.database)
    number = collections.create("  Winter\ncrossings ", "For the series", who=ANNA)
    assert collections.add(number, ids, who=ANNA) == 3
    assert collections.add(number, ids[:1], who=ANNA) == 0
    collections.move(number, ids[2], 1, who=ANNA)
    collections.annotate(number, ids[2], "Opens it", who="ben")
    assert [(each.article_id, each.note) for each in collections.entries(number)] == [
        (ids[2], "Opens it"),
        (ids[0], ""),
        (ids[1], ""),
    ]
    assert collections.remove(number, [ids[0], "0" * 16], who=ANNA) == 1
    (listed,) = collections.listed()
    assert (listed.name, listed.description, listed.size) == (
        "Winter crossings",
        "For the series",
        2,
    )


def test_renaming_and_deleting_a_collection_changes_its_articles(store, ids):
    collections = Collections(store.database)
    number = collections.create("Winter", who=ANNA)
    collections.add(number, ids[:2], who=ANNA)
    before = store.sequence()
    collections.rename(number, "Spring", who=ANNA)
    assert changed_since(store, before) == set(ids[:2])
    assert store.get(ids[0]).collections == ("Spring",)
    with pytest.raises(UserError, match="there is a collection of this name already"):
        collections.create("Spring", who=ANNA)
    collections.delete(number, who=ANNA)
    assert store.get(ids[0]).collections == ()
    with pytest.raises(NotFoundError, match="no collection of this number"):
        collections.get(number)
    # Numbers are never given again: people have their addresses.
    assert collections.create("Spring", who=ANNA) == number + 1


def test_the_audit_is_in_the_transaction_of_the_change(store, ids):
    Annotations(store.database).add_tags(ids[:1], ["harbour"], who=ANNA)
    (line,) = audit.lines(store.database, subject=ids[0])
    assert (line.who, line.action, line.detail) == (ANNA, "tag", "harbour")
    assert audit.lines(store.database, before=line.id) == []
