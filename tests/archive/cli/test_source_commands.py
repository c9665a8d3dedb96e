"""The commands by which an owner says which spellings are one source."""

import json

import pytest

from tests.support.command_line import Run

WIRE = [
    {"headline": "One", "body": "Boats sail.", "source": "Reuters"},
    {"headline": "Two", "body": "They do not.", "source": "REUTERS"},
    {"headline": "Three", "body": "They do.", "source": "Reuter"},
    {"headline": "Four", "body": "They might.", "source": "Halyard Wire"},
]
COUNTS = ": run 'backfile update' to make it count\n"


@pytest.fixture
def archive(backfile, tmp_path):
    lines = "".join(json.dumps(each) + "\n" for each in WIRE)
    (tmp_path / "wire.jsonl").write_text(lines, "utf-8")
    assert backfile("add", "wire.jsonl").code == 0
    return backfile


def counted(archive):
    values = json.loads(archive("search", "--json").out)["facets"]["source"]
    return {each["value"]: each["count"] for each in values}


def test_sources_are_suggested_joined_and_parted(archive):
    assert counted(archive) == {"Reuters": 2, "Reuter": 1, "Halyard Wire": 1}
    assert archive("sources", "suggest") == Run(
        0,
        "Reuter  may be  Reuters  (one letter apart)\n",
        "backfile: merge with 'backfile sources merge FROM INTO'\n",
    )
    assert archive("sources", "merge", "Reuter", "Reuters") == Run(
        0, f"“Reuter” and all its spellings are “Reuters” from now on{COUNTS}", ""
    )
    listed = archive("sources", "list", "reut")
    assert listed.err == f"backfile: sources.toml has been changed since{COUNTS}"
    assert archive("update").code == 0
    assert counted(archive) == {"Reuters": 3, "Halyard Wire": 1}
    assert archive("sources", "list").out == (
        "       3  Reuters  (REUTERS; Reuter)\n       1  Halyard Wire\n"
    )
    assert archive("sources", "suggest") == Run(0, "", "backfile: no two sources look alike\n")
    assert archive("sources", "split", "Reuters", "REUTERS") == Run(
        0, f"“REUTERS” is not “Reuters” from now on{COUNTS}", ""
    )
    assert archive("sources", "alias", "Halyard Wire", "HW") == Run(
        0, f"“HW” is “Halyard Wire” from now on{COUNTS}", ""
    )
    archive("update")
    assert counted(archive) == {"Reuters": 2, "REUTERS": 1, "Halyard Wire": 1}


def test_suggestions_and_sources_are_given_as_json_too(archive):
    (suggested,) = archive("sources", "suggest", "--json").out.splitlines()
    assert json.loads(suggested) == {
        "name": "Reuter",
        "into": "Reuters",
        "why": "one letter apart",
    }
    first, *_ = archive("sources", "list", "--json").out.splitlines()
    assert json.loads(first) == {"name": "Reuters", "spellings": ["REUTERS"], "articles": 2}


def test_a_source_that_no_article_has_is_named(archive):
    refused = archive("sources", "merge", "Nobody", "Reuters")
    assert (refused.code, refused.out) == (2, "")
    assert refused.err == (
        "backfile: “Nobody” is no article's source: 'backfile sources list TEXT' finds sources\n"
    )
    assert archive("sources", "merge", "REUTERS", "Reuters").err == (
        "backfile: “REUTERS” and “Reuters” are one source already\n"
    )
