"""All spellings of a name count as one person, in the store and in what is made of it."""

import random

import pytest

from archive.authority import Names, Person
from archive.model.article import Credit, Role
from archive.store.batch import Outcome
from archive.store.credited_people import PEOPLE
from archive.store.names_in_use import CountedName
from archive.store.sequence import renumber
from archive.store.store import Store
from tests.support.articles import record


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "archive.sqlite3", create=True) as opened:
        yield opened


def story(headline, *names, role=Role.REPORTER, **fields):
    return record(headline, credits=tuple(Credit(name, role) for name in names), **fields)


def people(store):
    """Whom each article credits, by its headline."""
    return {
        change.article.headline: [credit.preferred for credit in change.article.credits]
        for change in store.changes_since(0)
        if change.article
    }


def apply(store, *listed, distinct=()):
    names = Names(
        tuple(Person(name, spellings) for name, *spellings in listed), frozenset(distinct)
    )
    with store.database.writing() as connection:
        changed = PEOPLE.apply(connection, names)
        renumber(connection, changed)
    return {store.get(each).headline for each in changed}


def test_spellings_that_fold_to_the_same_are_one_person_shown_as_first_spelled(store):
    store.add([story("One", "Kim Jong-un"), story("Two", "Kim Jong Un"), story("Three", "José")])
    store.add([story("Four", "KIM JONG UN", "Jose")])
    assert people(store) == {
        "One": ["Kim Jong-un"],
        "Two": ["Kim Jong-un"],
        "Three": ["José"],
        "Four": ["Kim Jong-un", "José"],
    }
    (four,) = [c.article for c in store.changes_since(0) if c.article.headline == "Four"]
    assert four.credits[0] == Credit("KIM JONG UN", Role.REPORTER, "Kim Jong-un")


def test_a_name_in_capitals_gives_way_to_the_first_in_small_letters(store):
    store.add([story("One", "RUTH AWINO"), story("Two", "Jan Lind")])
    before = store.sequence()
    store.add([story("Three", "Ruth Awino")])
    assert [c.article.headline for c in store.changes_since(before)] == ["Three", "One"]
    before = store.sequence()
    store.add([story("Four", "Ruth AWINO"), story("Five", "RUTH-AWINO")])
    assert {c.article.headline for c in store.changes_since(before)} == {"Four", "Five"}
    assert people(store) == {
        "One": ["Ruth Awino"],
        "Two": ["Jan Lind"],
        "Three": ["Ruth Awino"],
        "Four": ["Ruth Awino"],
        "Five": ["Ruth Awino"],
    }


def test_the_owner_joins_others_and_the_articles_concerned_take_the_next_numbers(store):
    store.add([story("One", "Kim Jong-un"), story("Two", "김정은"), story("Three", "Ruth Awino")])
    before = store.sequence()
    assert apply(store, ["Kim Jong Un", "김정은", "Kim Jeong-eun"]) == {"One", "Two"}
    assert {c.article.headline for c in store.changes_since(before)} == {"One", "Two"}
    assert people(store) == {
        "One": ["Kim Jong Un"],
        "Two": ["Kim Jong Un"],
        "Three": ["Ruth Awino"],
    }
    (two,) = [c.article for c in store.changes_since(0) if c.article.headline == "Two"]
    assert two.credits == (Credit("김정은", Role.REPORTER, "Kim Jong Un", ("Kim Jeong-eun",)),)
    assert apply(store, ["Kim Jong Un", "Kim Jeong-eun", "김정은"]) == set()
    store.add([story("Four", "KIM JEONG EUN")])
    assert people(store)["Four"] == ["Kim Jong Un"]
    assert apply(store) == {"One", "Two", "Four"}
    assert people(store)["Two"] == ["김정은"]


def test_a_distinct_spelling_is_a_person_of_its_own(store):
    store.add(
        [story("One", "Jose Perez"), story("Two", "José Pérez"), story("Three", "JOSE PEREZ")]
    )
    assert apply(store, distinct=["Jose Perez"]) == {"One", "Two", "Three"} - {"One"}
    assert people(store) == {"One": ["Jose Perez"], "Two": ["José Pérez"], "Three": ["José Pérez"]}


def test_an_alias_that_no_article_has_finds_them_all_the_same(store):
    store.add([story("One", "Ruth Awino")])
    assert apply(store, ["Ruth Awino", "R. A. Odhiambo"]) == {"One"}
    (change,) = store.changes_since(0)
    assert change.article.credits[0].spellings == ("R. A. Odhiambo",)


def test_people_are_counted_by_articles(store):
    store.add(
        [
            story("One", "Kim Jong-un", "Kim Jong Un"),
            story("Two", "김정은"),
            story("Three", "Reuters", role=Role.AGENCY),
        ]
    )
    apply(store, ["Kim Jong Un", "김정은"], ["Ruth Awino", "R. A."])
    assert PEOPLE.counted(store.database) == [
        CountedName("Kim Jong Un", ("Kim Jong-un", "김정은"), 2),
        CountedName("Reuters", (), 1),
        CountedName("Ruth Awino", ("R. A.",), 0),
    ]
    assert PEOPLE.is_known(store.database, "REUTERS")
    assert not PEOPLE.is_known(store.database, "Ruth Awino")


def test_what_articles_no_longer_say_or_are_no_longer_there_is_not_counted(store):
    url = "https://example.org/1"
    store.add([story("One", "Ruth Awino", url=url), story("Two", "Jan Lind")])
    assert store.add([story("One", "Ann Odhiambo", url=url)]) == [Outcome.UPDATED]
    store.delete(
        [change.id for change in store.changes_since(0) if change.article.headline == "Two"]
    )
    assert {each.name: each.articles for each in PEOPLE.counted(store.database)} == {
        "Ann Odhiambo": 1,
    }
    assert [
        each.credits[0].preferred for each in store.versions(next(store.changes_since(0)).id)
    ] == [
        "Ruth Awino",
        "Ann Odhiambo",
    ]


def test_who_is_who_does_not_depend_on_how_articles_came_in_batches(tmp_path):
    chance = random.Random(4)  # noqa: S311 - the same order every time
    spelled = ["Kim Jong-un", "KIM JONG UN", "Kim Jong Un", "JOSÉ", "José", "jose", "김정은"]
    stories = [story(f"News {number}", *chance.sample(spelled, 2)) for number in range(60)]
    seen = []
    for size in (1, 7, 60):
        with Store.open(tmp_path / str(size) / "archive.sqlite3", create=True) as store:
            for start in range(0, 60, size):
                store.add(stories[start : start + size])
            seen.append((people(store), PEOPLE.counted(store.database)))
    assert seen[0] == seen[1] == seen[2]


def test_the_spellings_of_a_bearer_are_told_by_any_of_them_the_preferred_one_first(store):
    store.add([story("One", "KIM JONG UN", "김정은"), story("Two", "Kim Jong-un", "Jan Lind")])
    apply(store, ["Kim Jong Un", "김정은", "Kim Jeong-eun"])
    alike = ("Kim Jong Un", "KIM JONG UN", "Kim Jeong-eun", "김정은", "Kim Jong-un")
    for spelling in ("Kim Jong Un", "KIM JONG UN", "김정은", "Kim Jong-un"):
        assert sorted(store.spellings(spelling)) == sorted(alike)
        assert store.spellings(spelling)[0] == "Kim Jong Un"
    assert store.spellings("Jan Lind") == ("Jan Lind",)
    assert store.spellings("Nobody") == ()
