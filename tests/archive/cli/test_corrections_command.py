"""The command that corrects an article."""

import json

import pytest

from tests.support.command_line import Run


@pytest.fixture
def archive(backfile, tmp_path):
    row = {"headline": "Ferry runs again", "body": "Boats sail.", "published": "2021-04-15"}
    (tmp_path / "wire.jsonl").write_text(json.dumps(row | {"byline": "Kim"}) + "\n", "utf-8")
    assert backfile("add", "wire.jsonl").code == 0
    return backfile


@pytest.fixture
def article_id(archive):
    return json.loads(archive("search", "--json").out)["hits"][0]["id"]


def test_an_article_is_corrected_listed_found_and_taken_back(archive, article_id):
    options = ("--date", "2012-04", "--region", "Japan", "--region", "KP", "--credit", "none")
    assert archive("correct", article_id, *options, "--why", "as printed") == Run(
        0,
        "date: 2021-04-15 → 2012-04\nregion: none → Asia/Japan; Asia/North Korea\n"
        "credit: reporter: Kim → none\n",
        "",
    )
    assert "published   2012-04 (month, corrected)" in archive("show", article_id).out
    assert archive("rebuild").code == 0
    for query, total in (("date:2012-04", 1), ("date:2021", 0), ("region:japan", 1), ("kim", 0)):
        assert json.loads(archive("search", "--json", query).out)["total"] == total
    again = archive("correct", article_id, "--date", "2012-04", "--why", "x")
    assert again.out == "nothing changed: the article says so already\n"
    assert json.loads(archive("correct", article_id, "--undo", "date", "--json").out) == {
        "date": {"before": ["2012-04"], "after": ["2021-04-15"]}
    }
    listed = archive("correct", article_id, "--list").out.splitlines()
    assert [line.split("  ")[1].split(":")[0] for line in listed] == ["credit", "region", "date"]
    assert "as printed, undone by" in listed[-1]
    assert archive("correct", article_id, "--undo").code == 0
    states = [
        json.loads(line)["state"]
        for line in archive("correct", article_id, "--list", "--json").out.splitlines()
    ]
    assert states == ["undone"] * 3
    assert json.loads(archive("search", "--json", "kim").out)["total"] == 1


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ((), 2, "nothing to correct was given: write --date 2012-04-15 or the like"),
        (("--date", "2012"), 2, 'a correction needs a reason: write --why "…"'),
        (("--date", "2012", "--undo"), 2, "correct fields, or --undo, or --list: one of them"),
        (("date",), 2, "“date” stands by itself: write --date …, or --undo before it"),
        (("--date", "soon", "--why", "x"), 2, "“soon” cannot be read as a date: write it as"),
        (("--headline", "", "--why", "x"), 2, "an article has one headline: none is given"),
        (("--undo",), 2, "no field of "),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(archive, article_id, arguments, code, said):
    ended = archive("correct", article_id, *arguments)
    assert (ended.code, ended.out) == (code, "")
    assert ended.err.startswith(f"backfile: {said}")
    assert ended.err.count("\n") == 1


def test_an_unknown_article_cannot_be_corrected(archive):
    assert archive("correct", "0" * 16, "--list") == Run(
        1, "", f"backfile: {'0' * 16}: the archive holds no article of this id\n"
    )
