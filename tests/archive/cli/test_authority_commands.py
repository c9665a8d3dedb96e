"""The commands by which an owner says who is who and what names mean, and what follows."""

import json

import pytest

from tests.support.command_line import Run

WIRE = (
    {"headline": "One", "body": "Boats sail from Hamnam.", "byline": "Kim Jong-un"},
    {"headline": "Two", "body": "In Kenya they do not.", "byline": "KIM JONG UN"},
    {"headline": "Three", "body": "In Kenya they do.", "byline": "Ruth Awino"},
    {
        "headline": "Four",
        "body": "In Kenya they might.",
        "byline": "Ruth Odhiambo",
        "published": "2022-05-03T23:30:00-05:00",
    },
)
COUNTS = ": run 'backfile update' to make it count\n"


@pytest.fixture
def archive(backfile, tmp_path):
    """The same, with the articles of the wire in the archive."""
    lines = "".join(json.dumps(each) + "\n" for each in WIRE)
    (tmp_path / "wire.jsonl").write_text(lines, "utf-8")
    assert backfile("add", "wire.jsonl").code == 0
    return backfile


def counted(archive, name):
    """The counts of a facet by value, those below the first level left out."""
    values = json.loads(archive("search", "--json").out)["facets"][name]
    return {each["value"]: each["count"] for each in values if "/" not in each["value"]}


def found(archive, *arguments):
    """The headlines that a search finds."""
    hits = json.loads(archive("search", "--json", *arguments).out)["hits"]
    return {hit["headline"] for hit in hits}


def test_spellings_are_joined_and_parted_and_the_facet_follows_each_update(archive):
    assert counted(archive, "byline") == {"Kim Jong-un": 2, "Ruth Awino": 1, "Ruth Odhiambo": 1}
    assert archive("names", "alias", "kim jong un", "김정은", "Kim Jeong-eun") == Run(
        0, f"“김정은”, “Kim Jeong-eun” are “kim jong un” from now on{COUNTS}", ""
    )
    assert archive("names", "merge", "Ruth Odhiambo", "Ruth Awino") == Run(
        0, f"“Ruth Odhiambo” and all its spellings are “Ruth Awino” from now on{COUNTS}", ""
    )
    assert counted(archive, "byline") == {"Kim Jong-un": 2, "Ruth Awino": 1, "Ruth Odhiambo": 1}
    assert archive("update") == Run(
        0,
        "Index brought up to date: 4 changes read, 4 articles, N s\n",
        "backfile: 4 articles have other regions, languages or names now (N s)\n",
    )
    assert counted(archive, "byline") == {"kim jong un": 2, "Ruth Awino": 2}
    for spelling in ("김정은", "kim jeong eun", "KIM JONG-UN", "jong"):
        assert found(archive, f'byline:"{spelling}"') == {"One", "Two"}
    assert found(archive, "reporter:odhiambo") == {"Three", "Four"}
    assert archive("names", "split", "Ruth Awino", "Ruth Odhiambo") == Run(
        0, f"“Ruth Odhiambo” is not “Ruth Awino” from now on{COUNTS}", ""
    )
    assert archive("update", "--json").code == 0
    assert counted(archive, "byline") == {"kim jong un": 2, "Ruth Awino": 1, "Ruth Odhiambo": 1}
    assert found(archive, "reporter:odhiambo") == {"Four"}


def test_names_are_listed_with_their_spellings_and_articles(archive):
    archive("names", "alias", "Ruth Awino", "R. Awino")
    assert archive("names", "list") == Run(
        0,
        "       2  Kim Jong-un  (KIM JONG UN)\n       1  Ruth Awino\n       1  Ruth Odhiambo\n",
        "backfile: names.toml has been changed since: run 'backfile update' to make it count\n",
    )
    archive("update")
    assert archive("names", "list", "r awino", "--json") == Run(
        0, '{"name": "Ruth Awino", "spellings": ["R. Awino"], "articles": 1}\n', ""
    )
    assert archive("names", "list", "--limit", "1") == Run(
        0,
        "       2  Kim Jong-un  (KIM JONG UN)\n",
        "backfile: 2 more: use --limit, or name a part of them\n",
    )


def test_places_mean_what_the_owner_says_after_an_update(archive):
    assert archive("regions", "alias", "Asia/North Korea/South Hamgyong", "Hamnam") == Run(
        0, f"“Hamnam” means Asia › North Korea › South Hamgyong from now on{COUNTS}", ""
    )
    assert archive("regions", "merge", "Kenya", "Uganda") == Run(
        0, f"Africa › Kenya is shown under Africa › Uganda from now on{COUNTS}", ""
    )
    assert archive("regions", "list") == Run(
        0,
        "Africa/Kenya  is shown under  Africa › Uganda\n"
        "Hamnam  means  Asia › North Korea › South Hamgyong\n",
        "",
    )
    assert archive("regions", "list", "HAMNAM").out == (
        "HAMNAM  means  Asia › North Korea › South Hamgyong\n"
    )
    assert archive("regions", "list", "Kenya", "--json").out == (
        '{"name": "Kenya", "what": "means", "region": "Africa/Uganda"}\n'
    )
    archive("update")
    assert counted(archive, "region") == {"Africa": 3, "Asia": 1}
    assert found(archive, "region:uganda") == {"Two", "Three", "Four"}
    assert found(archive, 'region:"south hamgyong"') == {"One"}
    assert archive("regions", "split", "hamnam") == Run(
        0, f"“hamnam” means no region from now on{COUNTS}", ""
    )
    assert archive("regions", "split", "Kenya") == Run(
        0, f"“Kenya” is shown by itself from now on{COUNTS}", ""
    )
    said = archive("update").err
    assert said == "backfile: 4 articles have other regions, languages or names now (N s)\n"
    assert found(archive, "region:kenya") == {"Two", "Three", "Four"}
    assert found(archive, "region:asia") == set()
    assert archive("regions", "list").out == "hamnam  means  no region\n"


def test_the_days_are_those_of_the_zone_that_is_set(archive):
    assert archive("time-zone") == Run(0, "UTC\n", "")
    assert found(archive, "date:2022-05-04") == {"Four"}
    assert archive("time-zone", "America/New_York") == Run(
        0,
        "the archive's days are those of America/New_York; 1 articles state a time of day" + COUNTS,
        "",
    )
    archive("update")
    assert found(archive, "date:2022-05-04") == {"Four"}
    archive("time-zone", "America/Los_Angeles")
    archive("update")
    assert found(archive, "date:2022-05-03") == {"Four"}


def test_the_zone_of_a_new_archive_can_be_set_before(backfile, monkeypatch, tmp_path):
    monkeypatch.setenv("BACKFILE_TIME_ZONE", "Asia/Seoul")
    (tmp_path / "a.txt").write_text("Ferry runs again")
    assert backfile("add", "a.txt").code == 0
    assert backfile("time-zone") == Run(0, "Asia/Seoul\n", "")
    monkeypatch.setenv("BACKFILE_TIME_ZONE", "Mars")
    assert backfile("time-zone") == Run(
        2,
        "",
        "backfile: BACKFILE_TIME_ZONE: “Mars” is no time zone: write one such as UTC, Asia/Seoul "
        "or Europe/Berlin: correct it or unset it\n",
    )


UNKNOWN = {
    ("names", "alias", "Nobody", "Nemo"): (
        "“Nobody” is credited nowhere: 'backfile names list TEXT' finds names"
    ),
    ("names", "merge", "Ruth Awino", "Nobody"): (
        "“Nobody” is credited nowhere: 'backfile names list TEXT' finds names"
    ),
    ("names", "split", "Ruth Awino", "Nemo"): "“Nemo” is no spelling of “Ruth Awino”",
    ("names", "alias", " ", "Nemo"): ("a name of nothing was given: write it in quotation marks"),
    ("regions", "alias", "Nowhere", "Hamnam"): (
        "“Nowhere” is no region that is known: 'backfile regions list NAME' tells what a name means"
    ),
    ("regions", "list", "Nowhere"): (
        "“Nowhere” is no region that is known: 'backfile regions list NAME' tells what a name means"
    ),
    ("regions", "merge", "Kenya", "Kenya"): (
        "“Africa/Kenya” lies in “Africa/Kenya”: merge the smaller into the larger one"
    ),
    ("time-zone", "Mars"): (
        "“Mars” is no time zone: write one such as UTC, Asia/Seoul or Europe/Berlin"
    ),
}


@pytest.mark.parametrize(("arguments", "said"), UNKNOWN.items(), ids=lambda each: str(each)[:40])
def test_what_is_not_known_is_said_in_a_sentence_and_nothing_is_written(archive, arguments, said):
    assert archive(*arguments) == Run(2, "", f"backfile: {said}\n")
    assert archive("update").err == ""


@pytest.mark.parametrize(
    "arguments",
    [("names", "alias", "A", "B"), ("names", "list"), ("regions", "list"), ("time-zone",)],
)
def test_there_is_nothing_to_say_without_an_archive(backfile, tmp_path, arguments):
    ended = backfile(*arguments)
    assert (ended.code, ended.out) == (73, "")
    assert ended.err.endswith("there is no archive here yet: make one with 'backfile add PATH'\n")
    assert list(tmp_path.iterdir()) == []


def test_a_file_with_a_fault_stops_what_needs_it_and_nothing_else(archive, tmp_path):
    path = tmp_path / "home" / "names.toml"
    path.write_text("[[person]]\nname = 3\n")
    said = 'backfile: home/names.toml: line 2: “name” holds what is no name: write it as "…"\n'
    for arguments in (
        ("update",),
        ("rebuild",),
        ("names", "list"),
        ("names", "alias", "Ruth Awino", "R."),
    ):
        ended = archive(*arguments)
        assert (ended.code, ended.err) == (78, said)
    for arguments in (("search", "kenya"), ("stats",), ("regions", "list"), ("time-zone",)):
        assert archive(*arguments).code == 0
    (tmp_path / "more.txt").write_text("Ferry runs again")
    assert archive("add", "more.txt") == Run(
        0,
        "1 added, 0 updated, 0 unchanged, 0 rejected in N s\n1 of 1 without a date\n",
        f"{said[:-1]}; until then what it said before counts\n",
    )
    assert found(archive, "ferry") == {"Ferry runs again"}
    path.unlink()
    assert archive("update").code == 0
