"""All spellings of a source count as one, and an article keeps the one that it states."""

import sqlite3
from contextlib import closing

import pytest

from archive.authority import Kind, SuggestedMerge, add_spellings, merge_people, sources_file
from archive.authority import split_off as part
from archive.errors import AuthorityError
from archive.model.article import Credit, Role
from archive.store.batch import Outcome
from archive.store.credited_people import SOURCES
from archive.store.names_in_use import CountedName
from archive.store.refresh import refresh
from archive.store.store import Store
from tests.support.articles import record
from tests.support.old_archives import WITHOUT_ARRIVALS

CREDITS = (Credit("Reuters", Role.AGENCY), Credit("Reuter", Role.AGENCY))


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "archive.sqlite3", create=True) as opened:
        yield opened


def sources(store):
    """What each article states as its source and what it is shown as, by its headline."""
    return {
        change.article.headline: (change.article.source, change.article.preferred_source)
        for change in store.changes_since(0)
        if change.article
    }


def edit(home, change, *arguments):
    with sources_file(home).editing() as document:
        change(document, *arguments, Kind.SOURCE)


def test_sources_that_fold_to_the_same_are_one(store):
    store.add([record("One", source="REUTERS"), record("Two")])
    before = store.sequence()
    store.add([record("Three", source="Reuters"), record("Four", source="reuters.")])
    assert sources(store) == {
        "One": ("REUTERS", "Reuters"),
        "Two": (None, None),
        "Three": ("Reuters", "Reuters"),
        "Four": ("reuters.", "Reuters"),
    }
    changed = {change.article.headline for change in store.changes_since(before)}
    assert changed == {"One", "Three", "Four"}


def test_the_owner_joins_and_parts_sources_and_nothing_that_is_stated_is_lost(store, tmp_path):
    stories = [record("One", source="Reuters"), record("Two", source="Reuter"), record("Three")]
    store.add(stories)
    edit(tmp_path, merge_people, "Reuter", "Reuters")
    before = store.sequence()
    assert refresh(store, tmp_path).articles == 2
    assert {c.article.headline for c in store.changes_since(before)} == {"One", "Two"}
    assert sources(store)["Two"] == ("Reuter", "Reuters")
    two = store.get(next(c.id for c in store.changes_since(0) if c.article.headline == "Two"))
    assert (two.source, two.source_name, two.source_spellings) == ("Reuter", "Reuters", ())
    assert two.to_json()["source"] == "Reuter"
    assert store.versions(two.id) == [two]
    assert store.add(stories) == [Outcome.UNCHANGED] * 3
    assert SOURCES.counted(store.database) == [CountedName("Reuters", ("Reuter",), 2)]
    edit(tmp_path, part, "Reuters", "Reuter")
    refresh(store, tmp_path)
    assert sources(store)["Two"] == ("Reuter", "Reuter")
    assert refresh(store, tmp_path).articles == 0


def test_spellings_that_no_article_has_yet_are_joined_when_they_come(store, tmp_path):
    store.add([record("One", source="Halyard Wire")])
    edit(tmp_path, add_spellings, "Halyard Wire", ["HW", "Wire of Halyard"])
    refresh(store, tmp_path)
    store.add([record("Two", source="HW")])
    assert sources(store)["Two"] == ("HW", "Halyard Wire")


def test_a_deleted_article_counts_for_no_source(store):
    store.add([record("One", source="Reuters"), record("Two", source="Reuter")])
    assert store.suggested_source_merges() == [
        SuggestedMerge("Reuters", "Reuter", "one letter apart")
    ]
    store.delete([c.id for c in store.changes_since(0) if c.article.source == "Reuter"])
    assert SOURCES.counted(store.database) == [CountedName("Reuters", (), 1)]
    assert store.suggested_source_merges() == []


def test_a_person_of_the_same_name_is_another_matter(store, tmp_path):
    store.add([record("One", source="Reuters", credits=CREDITS), record("Two", source="Reuter")])
    (tmp_path / "names.toml").write_text('[[person]]\nname = "Reuters"\nspellings = ["Reuter"]\n')
    refresh(store, tmp_path)
    assert sources(store)["Two"] == ("Reuter", "Reuter")


def test_a_file_with_a_fault_is_named_with_its_line(store, tmp_path):
    (tmp_path / "sources.toml").write_text('[[source]]\nname = "A"\n[[source]]\nname = "a"\n')
    with pytest.raises(AuthorityError, match=r"sources\.toml: line 4: “a” is a spelling of both"):
        refresh(store, tmp_path)
    (tmp_path / "sources.toml").write_text('[[person]]\nname = "A"\n')
    with pytest.raises(AuthorityError, match=r"“person” means nothing here: write \[\[source\]\]"):
        refresh(store, tmp_path)


def test_an_archive_before_this_learns_its_sources(tmp_path):
    path = tmp_path / "archive.sqlite3"
    with Store.open(path, create=True) as store:
        store.add([record("One", source="REUTERS"), record("Two", source="Reuters")])
        before = store.sequence()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(WITHOUT_ARRIVALS)
        connection.execute("DROP TABLE sourced")
        connection.execute("DROP TABLE source_spellings")
        connection.execute("UPDATE counters SET value = 3 WHERE name = 'schema'")
        connection.commit()
    with Store.open(path) as store:
        assert sources(store)["One"] == ("REUTERS", "Reuters")
        assert [c.article.headline for c in store.changes_since(before)] == ["One"]
