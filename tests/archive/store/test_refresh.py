"""Stored articles follow what the owner says about names, and only those that it concerns."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import archive.facts.completion
import archive.facts.regions
import archive.store.refresh
from archive.authority import add_spellings, merge_regions, names_file, regions_file, set_meaning
from archive.errors import AuthorityError, HomeError
from archive.facts.completion import with_regions
from archive.ingest.ingest import add_documents, add_files
from archive.ingest.tally import Tally
from archive.model.article import Picture, Region
from archive.model.document import Document
from archive.store.batch import Outcome
from archive.store.refresh import refresh
from archive.store.store import Store
from tests.support.articles import record

HAMNAM = ("Asia", "North Korea", "South Hamgyong")
NAMPO = ("Asia", "North Korea", "Nampo")
STORIES = {
    "Boats of Hamnam": "They sail.",
    "Boats sail": "HAMNAM's harbour in Kenya is open.",
    "Hamnamers": "They stay in Kenya.",
    "Ferry": "It runs in Kenya, and in Kenya alone.",
}


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


@pytest.fixture
def store(home):
    with Store.open(home / "archive.sqlite3", create=True) as opened:
        yield opened


def jsonl(stories=STORIES, name="wire.jsonl", **fields):
    lines = [
        json_line(headline=headline, body=body, **fields) for headline, body in stories.items()
    ]
    return Document(name, "".join(lines).encode(), "application/x-ndjson")


def json_line(**fields):
    return json.dumps(fields, ensure_ascii=False) + "\n"


def add(store, *documents):
    tally = Tally()
    add_documents(store, documents, tally)
    return tally


def say(home, names, region):
    with regions_file(home).editing() as document:
        set_meaning(document, names, region)


def regions(store):
    return {
        change.article.headline: {region.path for region in change.article.regions}
        for change in store.changes_since(0)
        if change.article
    }


def changed_since(store, sequence):
    return [change.article.headline for change in store.changes_since(sequence)]


PICTURE = Picture("https://example.org/boat.jpg", "The boat at its berth.")
KENYA = ("Africa", "Kenya")


def test_nothing_is_touched_where_nothing_was_said(store, home):
    add(store, jsonl())
    before = store.sequence()
    assert refresh(store, home).articles == 0
    assert store.sequence() == before
    assert sorted(each.name for each in home.iterdir() if each.suffix == ".toml") == []


def test_a_name_is_right_in_the_articles_that_hold_it_in_any_spelling(store, home):
    add(store, jsonl())
    before = store.sequence()
    say(home, ["Hamnam"], HAMNAM)
    assert refresh(store, home).articles == 2
    assert set(changed_since(store, before)) == {"Boats of Hamnam", "Boats sail"}
    found = regions(store)
    assert HAMNAM in found["Boats of Hamnam"]
    assert HAMNAM in found["Boats sail"]
    assert found["Hamnamers"] == found["Ferry"] == {KENYA}
    assert refresh(store, home).articles == 0


def test_a_wrong_alias_that_was_corrected_is_as_if_it_had_never_been(store, home):
    add(store, jsonl())
    before = regions(store)
    say(home, ["Hamnam", "Ferry"], HAMNAM)
    refresh(store, home)
    assert regions(store) != before
    regions_file(home).path.unlink()
    assert refresh(store, home).articles == 3
    assert regions(store) == before
    assert store.counts().versions == 4


def test_a_name_can_mean_no_region(store, home):
    add(store, jsonl())
    say(home, ["Kenya"], None)
    refresh(store, home)
    assert regions(store)["Ferry"] == set()


def test_a_region_that_is_merged_is_shown_under_the_other(store, home):
    add(store, jsonl())
    with regions_file(home).editing() as document:
        merge_regions(document, KENYA, ("Africa", "Uganda"))
    assert refresh(store, home).articles == 3
    assert regions(store)["Ferry"] == {("Africa", "Uganda")}
    regions_file(home).path.unlink()
    assert refresh(store, home).articles == 3
    assert regions(store)["Ferry"] == {KENYA}


def test_new_articles_are_read_as_the_owner_wants_and_are_no_new_versions_without(store, home):
    say(home, ["Hamnam"], HAMNAM)
    refresh(store, home)
    assert add(store, jsonl()).outcomes == {Outcome.ADDED: 4}
    assert HAMNAM in regions(store)["Boats of Hamnam"]
    before = store.sequence()
    assert refresh(store, home).articles == 0
    assert store.sequence() == before
    assert add(store, jsonl(name="again.jsonl")).outcomes == {Outcome.UNCHANGED: 4}
    assert store.sequence() == before
    regions_file(home).path.unlink()
    refresh(store, home)
    assert add(store, jsonl(name="once more.jsonl")).outcomes == {Outcome.UNCHANGED: 4}
    assert regions(store)["Boats of Hamnam"] == set()
    assert store.counts().versions == 4


def test_what_was_read_with_what_no_longer_counts_is_worked_out_anew(store, home):
    say(home, ["Hamnam"], HAMNAM)
    refresh(store, home)
    late = record("Boats of Hamnam", body=["They sail."])
    store.add([late])
    assert regions(store) == {"Boats of Hamnam": set()}
    assert refresh(store, home).articles == 1
    assert regions(store) == {"Boats of Hamnam": {HAMNAM}}


BURMESE = "သင်္ဘောသည် တနင်္လာနေ့မှစ၍ ပြန်လည်ပြေးဆွဲမည်ဟု ဆိပ်ကမ်းရုံးက ပြောသည်။"


def languages(store):
    return {
        change.article.headline: change.article.language
        for change in store.changes_since(0)
        if change.article
    }


def test_a_language_that_was_not_told_or_cannot_be_is_detected_anew(store, home, monkeypatch):
    unknown = {"One": BURMESE, "Two": "선박은 월요일부터 다시 다닌다."}
    with monkeypatch.context() as earlier:
        earlier.setattr(archive.facts.completion, "detect", lambda _: None)
        add(store, jsonl(unknown))
    add(store, jsonl({"Three": BURMESE}, "b", language="sr"))
    add(store, jsonl({"Four": BURMESE}, "c", language="en"))
    add(store, jsonl({"Five": BURMESE}, "d", language="sr-RS"))
    add(store, jsonl({"Six": "The boat sails on Monday, they said."}, "e", language="sr"))
    before = {"One": None, "Two": None, "Three": "sr", "Four": "en", "Five": "sr-RS", "Six": "sr"}
    assert languages(store) == before
    monkeypatch.setattr(archive.facts.regions, "EDITION", archive.facts.regions.EDITION + 1)
    assert refresh(store, home).articles == 3
    assert languages(store) == before | {"One": "my", "Two": "ko", "Three": "my"}
    # Read again, the file says the same, and makes no new versions.
    assert add(store, jsonl(unknown, "again")).outcomes == {Outcome.UNCHANGED: 2}
    assert store.counts().versions == 6


def test_the_same_words_with_other_derived_regions_are_unchanged_and_written_over(store):
    url = "https://example.org/1"
    by = Region(KENYA, "KE", "named 2 times", ("Kenya",))
    better = Region(KENYA, "KE", "headline", ("KENYA",))
    stated = Region(("Asia", "Nepal"), "NP", "declared", ("Nepal",))
    store.add([record("One", url=url, regions=(by, stated), content=b"1")])
    (first,) = [change.article for change in store.changes_since(0)]
    assert store.add([record("One", url=url, regions=(better, stated), content=b"2")]) == [
        Outcome.UNCHANGED
    ]
    (change,) = store.changes_since(1)
    assert change.article.regions == (better, stated)
    assert change.article.provenance == first.provenance
    assert store.counts().versions == 1
    assert store.add([record("One", url=url, regions=(better, stated), content=b"3")]) == [
        Outcome.UNCHANGED
    ]
    assert list(store.changes_since(change.sequence)) == []
    other = Region(("Asia", "India"), "IN", "declared", ("India",))
    assert store.add([record("One", url=url, regions=(better, other), content=b"4")]) == [
        Outcome.UPDATED
    ]


def test_structure_is_no_new_version_and_is_put_in_when_the_file_is_read_again(store):
    words = {"body": ("First.", "Second.", "Third."), "url": "https://example.org/1"}
    structured = {"subheads": (1,), "items": (2,), "pictures": (PICTURE,)}
    store.add([record("One", **words, content=b"1")])
    again = [record("One", **words, **structured, content=b"1")]
    assert store.add(again) == [Outcome.UNCHANGED]
    (change,) = store.changes_since(1)
    assert change.article.subheads == (1,)
    assert change.article.items == (2,)
    assert change.article.pictures == (PICTURE,)
    assert store.counts().versions == 1
    assert store.add(again) == [Outcome.UNCHANGED]
    assert list(store.changes_since(change.sequence)) == []


def test_the_same_words_from_another_file_leave_the_structure_as_it_is(store):
    words = {"body": ("First.", "Second."), "url": "https://example.org/1"}
    store.add([record("One", **words, subheads=(0,), content=b"1")])
    assert store.add([record("One", **words, content=b"2")]) == [Outcome.UNCHANGED]
    assert store.add([record("One", **words, items=(1,), content=b"3")]) == [Outcome.UNCHANGED]
    (change,) = store.changes_since(0)
    assert change.article.subheads == (0,)
    assert change.article.items == ()
    assert store.add([record("One", **words, content=b"1")]) == [Outcome.UNCHANGED]
    (change,) = store.changes_since(change.sequence)
    assert change.article.subheads == ()


def test_a_region_counts_as_it_was_stated_whatever_it_came_to_mean(store):
    url = "https://example.org/1"
    before = Region(("Asia", "Nampho"), None, "declared", ("Nampho",))
    now = Region(NAMPO, "KP-14", "declared", ("Nampho",))
    store.add([record("One", url=url, regions=(before,))])
    assert store.add([record("One", url=url, regions=(now,))]) == [Outcome.UNCHANGED]
    (change,) = store.changes_since(1)
    assert change.article.regions == (now,)


def test_what_a_file_states_is_kept_however_little_it_means(store, home):
    add(store, jsonl({"One": "It is in Uganda."}, region=["Kenya", "Republic of Kenya", "Nepal"]))
    before = regions(store)
    assert before == {"One": {KENYA, ("Asia", "Nepal")}}
    say(home, ["Kenya", "Republic of Kenya", "Nepal"], None)
    refresh(store, home)
    assert regions(store) == {"One": set()}
    say(home, ["Nepal"], KENYA)
    refresh(store, home)
    assert regions(store) == {"One": {KENYA}}
    regions_file(home).path.unlink()
    refresh(store, home)
    assert regions(store) == before


def test_better_facts_are_worked_out_for_all(store, home, monkeypatch):
    add(store, jsonl())
    monkeypatch.setattr(archive.facts.regions, "EDITION", archive.facts.regions.EDITION + 1)
    told = []
    monkeypatch.setattr(archive.store.refresh, "_TOGETHER", 3)
    assert refresh(store, home, lambda done, total: told.append((done, total))).articles == 0
    assert told == [(3, 4), (4, 4)]
    assert refresh(store, home, lambda done, total: told.append((done, total))).articles == 0
    assert len(told) == 2


@pytest.mark.parametrize("name", ["names.toml", "regions.toml"])
def test_a_file_with_a_fault_leaves_everything_as_it_was(store, home, name):
    add(store, jsonl())
    say(home, ["Hamnam"], HAMNAM)
    with names_file(home).editing() as document:
        add_spellings(document, "Ruth Awino", ["R. A."])
    with (home / name).open("a") as stream:
        stream.write("[[[")
    before, sequence = regions(store), store.sequence()
    with pytest.raises(AuthorityError, match="it is not TOML"):
        refresh(store, home)
    assert (regions(store), store.sequence()) == (before, sequence)
    assert not store.amendments.meanings


def test_a_damaged_archive_is_named(store, home):
    add(store, jsonl())
    with store.database.writing() as connection:
        connection.exec_driver_sql("UPDATE versions SET document = '{'")
    say(home, ["Hamnam"], HAMNAM)
    with pytest.raises(HomeError, match=r"archive\.sqlite3: it is damaged: put back a copy of it"):
        refresh(store, home)


REFRESHING = """
import sys
from pathlib import Path
import archive.store.refresh
from archive.store.refresh import refresh
from archive.store.store import Store
archive.store.refresh._TOGETHER = 5
home = Path(sys.argv[1])
with Store.open(home / "archive.sqlite3") as store:
    refresh(store, home, lambda done, total: print(done, total, flush=True))
"""


def test_a_refresh_that_is_killed_is_gone_on_with(store, home):
    add(store, jsonl({f"Boats {n} of Hamnam": f"They sail {n} times." for n in range(300)}))
    say(home, ["Hamnam"], HAMNAM)
    before = store.sequence()
    for kill_after in (1, 5):
        process = subprocess.Popen(
            [sys.executable, "-c", REFRESHING, home],
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[3])},
        )
        for _ in range(kill_after):
            process.stdout.readline()
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
    done = sum(HAMNAM in found for found in regions(store).values())
    assert 0 < done < 300
    assert refresh(store, home).articles == 300 - done
    assert all(HAMNAM in found for found in regions(store).values())
    assert len(changed_since(store, before)) == 300
    assert refresh(store, home).articles == 0


@pytest.mark.shared
def test_a_corrected_alias_is_right_among_a_thousand_stories(shared_data, store, home, monkeypatch):
    files = sorted((shared_data / "reuters21578").glob("reut2-000*"))
    add_files(store, files, {}, Tally())
    assert store.counts().articles > 900
    before = regions(store)
    say(home, ["Brazil"], ("Europe", "France"))
    refresh(store, home)
    assert sum(("South America", "Brazil") in each for each in regions(store).values()) == 0
    regions_file(home).path.unlink()
    worked_out = []
    monkeypatch.setattr(
        "archive.store.refresh.with_regions",
        lambda *given: worked_out.append(1) or with_regions(*given),
    )
    again = refresh(store, home).articles
    # Those that may have other regions, and no others.
    assert 10 < again <= len(worked_out) < 100
    assert regions(store) == before
