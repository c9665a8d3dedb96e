"""Manners of the command line: what people type by habit is understood."""

import json

import pytest

from tests.support.command_line import Run

BOATS = (
    {"headline": "Ferry runs again", "body": "It sails.", "published": "2022-05-03", "source": "A"},
    {"headline": "Ice stops island ferry", "body": "It stopped.", "published": "2014-01-04"},
    {"headline": "=Weed, idles", "body": "Hyacinth covers the gulf.", "source": "B"},
)


@pytest.fixture
def archive(backfile, tmp_path):
    """The command line with three articles in the archive."""
    (tmp_path / "boats.jsonl").write_text("".join(json.dumps(row) + "\n" for row in BOATS))
    assert backfile("add", "boats.jsonl").code == 0
    return backfile


def found(run):
    assert (run.code, run.err) == (0, "")
    return [hit["headline"] for hit in json.loads(run.out)["hits"]]


def test_a_query_may_begin_with_a_minus(archive):
    undated = ["=Weed, idles"]
    assert found(archive("search", "-date:*", "--json")) == undated
    assert found(archive("search", "--json", "--", "-date:*")) == undated
    assert found(archive("search", "--json", "-ferry")) == undated
    refused = archive("search", "-date:*", "--jsn")
    assert (refused.code, refused.out) == (2, "")
    assert "No such option '--jsn'. (Did you mean one of: '--any', '--json'?)" in refused.err


def test_an_article_is_named_by_the_beginning_of_its_id(archive):
    (hit,) = json.loads(archive("search", "ice", "--json").out)["hits"]
    whole = archive("show", hit["id"])
    assert whole.out.startswith("Ice stops island ferry\n")
    assert archive("show", hit["id"][:4]) == whole
    assert archive("show", f"http://127.0.0.1:8000/articles/{hit['id']}?q=ice") == whole
    assert archive("remove", hit["id"][:6]) == Run(0, "1 removed\n", "")
    gone = Run(1, "", f"backfile: {hit['id'][:6]}: the archive holds no article of this id\n")
    assert archive("show", hit["id"][:6]) == archive("remove", hit["id"][:6]) == gone
