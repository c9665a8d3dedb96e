"""What versions put into articles and took out of them, as the store keeps it."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from archive.facts.edits import edits
from archive.model.article import Record
from archive.store.edited_articles import (
    EditFilter,
    edited_articles,
    edited_sources,
)
from archive.store.store import Store
from tests.support.articles import record
from tests.support.old_archives import WITHOUT_ARRIVALS

NOTE = "Correction: the ferry holds 120 people."


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "archive.sqlite3", create=True) as opened:
        yield opened


def version(number, *body, retrieved="", **fields):
    """A version of the article of a number, as it was fetched then."""
    made = record(
        fields.pop("headline", f"Story {number}"),
        body=body,
        url=f"https://example.org/{number}",
        content=repr((number, body, sorted(fields.items()), retrieved)).encode(),
        **fields,
    )
    provenance = replace(made.article.provenance, retrieved=retrieved)
    return Record(replace(made.article, provenance=provenance), made.raw)


def the_one(store):
    (change,) = [each for each in store.changes_since(0) if each.article]
    return change.article


def test_an_article_has_the_passages_of_all_its_versions(store):
    for body in (
        ("The ferry sails.", "It is blue."),
        ("The red ferry sails.", "It is blue."),
        ("The red ferry never sails.", "It was sold."),
    ):
        store.add([version(1, *body)])
    article = the_one(store)
    assert article.added == ("red", "never", "was sold")
    assert article.removed == ("is blue",)
    assert store.get(article.id) == article
    assert [(each.added, each.removed) for each in store.versions(article.id)] == [((), ())] * 3


def test_versions_of_one_batch_are_compared_as_if_they_came_one_by_one(store, tmp_path):
    bodies = [("The ferry sails.",), ("The red ferry sails.",), ("The ferry sails.",)]
    store.add([version(1, *body, section=str(n)) for n, body in enumerate(bodies)])
    with Store.open(tmp_path / "other" / "archive.sqlite3", create=True) as other:
        for n, body in enumerate(bodies):
            other.add([version(1, *body, section=str(n))])
        assert (the_one(other).added, the_one(other).removed) == (("red",), ("red",))
    assert (the_one(store).added, the_one(store).removed) == (("red",), ("red",))


def test_a_version_of_the_same_words_adds_none(store):
    store.add([version(1, "The ferry sails.")])
    store.add([version(1, "The ferry sails.", section="Harbour", topics=("ferries",))])
    assert (the_one(store).added, the_one(store).removed) == ((), ())
    page = edited_articles(store.database, EditFilter(), offset=0, limit=9)
    assert [(each.versions, each.words_added, each.words_removed) for each in page.shown] == [
        (2, 0, 0)
    ]


def test_a_deleted_article_is_not_among_the_edited_and_may_come_back(store):
    first, second = version(1, "The ferry sails."), version(1, "The red ferry sails.")
    store.add([first])
    store.add([second])
    known = the_one(store).id
    store.delete([known])
    assert edited_articles(store.database, EditFilter(), offset=0, limit=9).total == 0
    store.add([second])
    assert edited_articles(store.database, EditFilter(), offset=0, limit=9).total == 1
    assert the_one(store).added == ("red",)


@pytest.fixture
def edited(store):
    """Forty articles, of which every second was changed once, and every fourth twice."""
    store.add([version(n, f"Boat {n} sails.", source=f"Paper {n % 3}") for n in range(40)])
    store.add(
        [
            version(
                n,
                f"Boat {n} never sails.",
                *([NOTE] if n % 3 else []),
                source=f"Paper {n % 3}",
                retrieved=f"2022-05-{n % 28 + 1:02}T23:30:00-05:00",
            )
            for n in range(0, 40, 2)
        ]
    )
    store.add(
        [
            version(
                n,
                f"Boat {n} hardly ever sails.",
                source="Paper 4" if n else None,
                retrieved=f"2022-06-{n % 28 + 1:02}T08:00:00Z",
            )
            for n in range(0, 40, 4)
        ]
    )
    return store


def counted(store):
    """All that is known of edited articles, from their versions alone."""
    for change in store.changes_since(0):
        *_, before, after = [None, *store.versions(change.id)]
        if before:
            found = edits(before, after)
            yield change.id, after, found.words_added, found.words_removed


@pytest.mark.parametrize(
    ("chosen", "passes"),
    [
        (EditFilter(), lambda _: True),
        (EditFilter(noted=True), lambda a: NOTE in a.body),
        (EditFilter(noted=False), lambda a: NOTE not in a.body),
        (EditFilter(source="Paper 1"), lambda a: a.source == "Paper 1"),
        (EditFilter(source="Paper 9"), lambda _: False),
        (
            EditFilter(since="2022-05-05", before="2022-06-05"),
            lambda a: "2022-05-04T23:30" <= a.provenance.retrieved < "2022-06-05",
        ),
    ],
)
def test_edited_articles_are_those_of_a_plain_count(edited, chosen, passes):
    expected = {each[0]: each[2:] for each in counted(edited) if passes(each[1])}
    page = edited_articles(edited.database, chosen, offset=0, limit=100)
    assert page.total == len(page.shown) == len(expected)
    assert {each.id: (each.words_added, each.words_removed) for each in page.shown} == expected
    moments = [each.moment for each in page.shown]
    assert moments == sorted(moments, reverse=True)


def test_pages_follow_each_other_without_gap_or_repeat(edited):
    whole = edited_articles(edited.database, EditFilter(), offset=0, limit=100).shown
    pages = [
        edited_articles(edited.database, EditFilter(), offset=offset, limit=7)
        for offset in range(0, 28, 7)
    ]
    assert tuple(each for page in pages for each in page.shown) == whole
    assert {page.total for page in pages} == {20}


def test_a_change_is_told_with_its_moment_the_one_before_and_its_note(edited):
    shown = edited_articles(edited.database, EditFilter(noted=True), offset=0, limit=1).shown
    assert [(each.moment, each.versions, each.note) for each in shown] == [
        ("2022-05-28T04:30:00+00:00", 2, NOTE)
    ]
    twice = edited_articles(edited.database, EditFilter(source="Paper 4"), offset=0, limit=1)
    assert (twice.shown[0].moment, twice.shown[0].previous) == (
        "2022-06-25T08:00:00+00:00",
        "2022-05-26T04:30:00+00:00",
    )


def test_sources_are_those_of_newest_versions(edited):
    assert edited_sources(edited.database) == ("Paper 0", "Paper 1", "Paper 2", "Paper 4")


def test_the_list_is_found_by_its_index(edited):
    with edited.database.reading() as connection:
        plan = connection.exec_driver_sql(
            "EXPLAIN QUERY PLAN SELECT article_id FROM version_edits ORDER BY moment DESC LIMIT 20"
        ).all()
    assert "version_edits_by_moment" in str(plan)


def test_an_archive_of_schema_3_is_compared_when_it_is_opened(edited, tmp_path):
    path = tmp_path / "archive.sqlite3"
    before = list(edited.changes_since(0))
    page = edited_articles(edited.database, EditFilter(), offset=0, limit=100)
    edited.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(WITHOUT_ARRIVALS)
        connection.execute("DROP TABLE version_edits")
        connection.execute("UPDATE counters SET value = 3 WHERE name = 'schema'")
        connection.commit()
    with Store.open(path) as store:
        assert list(store.changes_since(0)) == before
        assert edited_articles(store.database, EditFilter(), offset=0, limit=100) == page
