"""Corrections of single articles: what stands, what came in, and what never overwrites them."""

import pytest

from archive.errors import NotFoundError, UserError
from archive.model.article import Credit, Precision, Role
from archive.store.audit import lines
from archive.store.corrections import Corrections
from archive.store.credited_people import PEOPLE, SOURCES
from archive.store.refresh import refresh
from archive.store.store import Store
from tests.support.articles import record

URL = "https://news.example/ferry"


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "home" / "archive.sqlite3", create=True) as opened:
        yield opened


def ferry(headline="Ferry runs again", **fields):
    given = {
        "published": "2021-04-15",
        "credits": (Credit("KIM HA-NEUL", Role.REPORTER),),
        "source": "Harbour Post",
        "language": "en",
        "section": "Shipping",
        "regions": ("Asia/Nepal",),
        "url": URL,
    }
    return record(headline, **(given | fields))


def added(store, **fields):
    store.add([ferry(**fields)])
    (change,) = [each for each in store.changes_since(0) if each.article]
    return change.id


EVERY = {
    "headline": "Ferry stays in port",
    "published": "2012-04-15",
    "regions": ["Japan", "KP"],
    "credits": ["Reporter: Ha-neul Kim", "translator: Moon So-ra"],
    "source": "Harbor Post",
    "language": "Korean",
    "section": "none",
}


def standing(article):
    return {
        "headline": article.headline,
        "published": article.published.value,
        "regions": ["/".join(region.path) for region in article.regions],
        "credits": [f"{credit.role}: {credit.name}" for credit in article.credits],
        "source": article.source,
        "language": article.language,
        "section": article.section,
    }


CORRECTED = {
    "headline": "Ferry stays in port",
    "published": "2012-04-15",
    "regions": ["Asia/Japan", "Asia/North Korea"],
    "credits": ["reporter: Ha-neul Kim", "translator: Moon So-ra"],
    "source": "Harbor Post",
    "language": "ko",
    "section": None,
}


def test_each_field_stands_corrected_wherever_the_store_gives_the_article_out(store):
    article_id = added(store)
    came_in, before = standing(store.get(article_id)), store.sequence()
    changed = Corrections(store.database).correct(article_id, EVERY, why="as printed", who="ada")
    assert set(changed) == set(EVERY)
    (change,) = store.changes_since(before)
    for article in (store.get(article_id), change.article, *store.latest(1)):
        assert standing(article) == CORRECTED
        assert {each.field: each.came_in for each in article.corrections} == {
            "headline": ("Ferry runs again",),
            "published": ("2021-04-15",),
            "regions": ("Asia/Nepal",),
            "credits": ("reporter: KIM HA-NEUL",),
            "source": ("Harbour Post",),
            "language": ("en",),
            "section": ("Shipping",),
        }
        assert {(each.who, each.why) for each in article.corrections} == {("ada", "as printed")}
        assert (article.id, article.arrival) == (article_id, 1)
        assert article.published.precision is Precision.DAY
        assert article.published.why == "corrected"
        assert [region.code for region in article.regions] == ["JP", "KP"]
    (version,) = store.versions(article_id)
    assert (standing(version), version.corrections) == (came_in, ())


def test_what_stands_there_already_is_no_correction(store):
    article_id = added(store)
    corrections = Corrections(store.database)
    same = {"published": "15 April 2021", "credits": ["reporter: KIM HA-NEUL"], "section": "Ports"}
    assert corrections.correct(article_id, same, why="x", who="ada") == ["section"]
    sequence = store.sequence()
    assert corrections.correct(article_id, same, why="x", who="ada") == []
    assert store.sequence() == sequence


def test_a_correction_replaces_the_one_before_and_undoing_brings_back_what_came_in(store):
    article_id = added(store)
    corrections = Corrections(store.database)
    corrections.correct(article_id, {"published": "2012-04-15"}, why="misread", who="ada")
    corrections.correct(article_id, {"published": "undated"}, why="no year", who="ben")
    assert store.get(article_id).published.value is None
    assert store.get(article_id).corrections[0].came_in == ("2021-04-15",)
    assert corrections.undo(article_id, who="cho") == ["published"]
    assert standing(store.get(article_id)) == standing(store.versions(article_id)[0])
    history = corrections.history(article_id)
    assert [(each.lines, each.who, each.state, each.ended_by) for each in history] == [
        ((), "ben", "undone", "cho"),
        (("2012-04-15",), "ada", "replaced", "ben"),
    ]
    assert corrections.latest(1) == history[:1]
    assert corrections.latest(10, before=history[0].id) == history[1:]
    assert [(each.who, each.action, each.detail) for each in lines(store.database)] == [
        ("cho", "undo correction", "published"),
        ("ben", "correct", "published: none"),
        ("ada", "correct", "published: 2012-04-15"),
    ]


def test_what_cannot_be_corrected_changes_nothing(store):
    article_id = added(store)
    corrections, before = Corrections(store.database), store.sequence()
    faults = [
        ({"published": "soon"}, "“soon” cannot be read as a date"),
        ({"published": "2012-13"}, "cannot be read as a date"),
        ({"published": "1066-10-14"}, "before 1600"),
        ({"published": ["2012", "2013"]}, "one date: several"),
        ({"regions": ["Jpan"]}, "is it “Asia/Japan” or"),
        ({"regions": ["Japan"] * 51}, "50 regions at most"),
        ({"credits": ["boss: Kim"]}, "has no role"),
        ({"credits": ["reporter: "]}, "has no name"),
        ({"credits": ["reporter: " + "x" * 400]}, "300 characters at most"),
        ({"headline": "\x00\ufeff "}, "one headline: none"),
        ({"headline": "x" * 500_000}, "2,000 characters at most"),
        ({"language": "the tongue of angels"}, "is no language"),
        ({"body": "x"}, "“body” is no field that can be corrected"),
    ]
    for typed, said in faults:
        with pytest.raises(UserError, match=said):
            corrections.correct(article_id, {"section": "Ports"} | typed, why="x", who="ada")
    for why in ("", " \x07\n", "x" * 1_000_000):
        with pytest.raises(UserError, match="needs a reason of 1 to 1,000 characters"):
            corrections.correct(article_id, {"section": "Ports"}, why=why, who="ada")
    with pytest.raises(NotFoundError):
        corrections.correct("0" * 16, {"section": "Ports"}, why="x", who="ada")
    with pytest.raises(UserError, match=r"“section” of .* is not corrected"):
        corrections.undo(article_id, ["section"], who="ada")
    with pytest.raises(UserError, match=r"no field of .* is corrected"):
        corrections.undo(article_id, who="ada")
    assert (store.sequence(), lines(store.database)) == (before, [])


def test_control_characters_surrogates_and_turns_of_direction_are_taken_out(store):
    article_id = added(store)
    hostile = "<script>\u202eevil\u2066 \x1b[31m\ud800</script>\n\n"
    Corrections(store.database).correct(article_id, {"headline": hostile}, why=hostile, who="ada")
    article = store.get(article_id)
    assert article.headline == "<script>evil [31m\ufffd</script>" == article.corrections[0].why


def test_unknown_regions_that_stand_there_may_stay_beside_new_ones(store):
    article_id = added(store, regions=("Moon Base", "Asia/Nepal"))
    typed = {"regions": ["Moon Base", "Japan", "Japan"]}
    Corrections(store.database).correct(article_id, typed, why="x", who="ada")
    assert standing(store.get(article_id))["regions"] == ["Moon Base", "Asia/Japan"]


def test_names_of_corrections_count_and_those_they_replace_do_not(store):
    article_id = added(store)
    corrections = Corrections(store.database)

    def counted():
        people, sources = (kind.counted(store.database) for kind in (PEOPLE, SOURCES))
        return {each.name: each.articles for each in (*people, *sources)}

    assert counted() == {"KIM HA-NEUL": 1, "Harbour Post": 1}
    corrections.correct(
        article_id, {"credits": "reporter: Moon So-ra", "source": "Bay"}, why="x", who="ada"
    )
    assert counted() == {"Moon So-ra": 1, "Bay": 1}
    store.add([ferry(body=("A new version.",), source="Harbour Gazette")])
    assert counted() == {"Moon So-ra": 1, "Bay": 1}
    store.delete([article_id])
    assert counted() == {}
    store.add([ferry(body=("And another.",))])
    assert counted() == {"Moon So-ra": 1, "Bay": 1}
    corrections.undo(article_id, who="ada")
    assert counted() == {"KIM HA-NEUL": 1, "Harbour Post": 1}


def test_a_corrected_spelling_can_give_others_their_preferred_name(store):
    article_id = added(store)
    store.add([record("Another", credits=(Credit("KIM HA-NEUL", Role.REPORTER),))])
    before = store.sequence()
    typed = {"credits": "reporter: Kim Ha-neul"}
    Corrections(store.database).correct(article_id, typed, why="x", who="ada")
    changed = {change.article.headline: change.article for change in store.changes_since(before)}
    assert set(changed) == {"Ferry runs again", "Another"}
    assert changed["Another"].credits[0].preferred == "Kim Ha-neul"


def read_anew(store, _home):
    from dataclasses import replace

    made = ferry()
    store.add([replace(made, article=replace(made.article, regions=()))])


def come_again(store, _home):
    store.add([ferry()])


def changed_since(store, _home):
    store.add([ferry("Ferry is late", body=("New words.",), published="2020", language="fr")])


def refreshed(store, home):
    (home / "regions.toml").write_text('[names]\nJapan = "Asia/Nepal"\nNepal = false\n')
    (home / "names.toml").write_text('[[person]]\nname = "So-ra"\nspellings = ["Kim"]\n')
    refresh(store, home)


def of_a_new_edition(store, home):
    from archive.store import stale_articles
    from archive.store.sequence import state_property

    with store.database.writing() as connection:
        state_property(connection, stale_articles._EDITION, "0")
    refresh(store, home)


def in_another_zone(store, _home):
    store.set_time_zone("Asia/Tokyo")


def deleted_and_added(store, _home):
    store.delete(change.id for change in store.changes_since(0))
    store.add([ferry()])


def migrated(store, _home):
    from archive.store.migrations import _note_credits, _note_sources

    with store.database.writing() as connection:
        _note_credits(connection)
        _note_sources(connection)


EVENTS = [
    *(come_again, read_anew, changed_since, refreshed, of_a_new_edition),
    *(in_another_zone, deleted_and_added, migrated),
]


@pytest.mark.parametrize("event", EVENTS)
def test_nothing_that_happens_to_an_article_overwrites_a_correction(store, tmp_path, event):
    article_id = added(store)
    corrections = Corrections(store.database)
    corrections.correct(article_id, EVERY, why="as printed", who="ada")
    event(store, tmp_path / "home")
    article = store.get(article_id)
    assert standing(article) == CORRECTED
    assert len(article.corrections) == len(EVERY)
    people = {each.name for each in PEOPLE.counted(store.database) if each.articles}
    assert people == {"Ha-neul Kim", "Moon So-ra"}
    corrections.undo(article_id, who="ada")
    assert standing(store.get(article_id)) == standing(store.versions(article_id)[-1])


def test_a_corrected_instant_is_told_in_the_archives_zone(store):
    article_id = added(store)
    typed = {"published": "2012-04-15T20:00:00+00:00"}
    Corrections(store.database).correct(article_id, typed, why="x", who="ada")
    store.set_time_zone("Asia/Tokyo")
    published = store.get(article_id).published
    assert (published.value, published.stated) == ("2012-04-16T05:00:00+09:00", typed["published"])
