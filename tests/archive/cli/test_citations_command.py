"""`backfile cite`."""

import json

import pytest

LINES = [
    {"headline": "Ice stops island ferry", "date": "2014-01-04", "author": "Callum Dray",
     "source": "Aldhaven Courier", "body": "The ice came early."},
    {"headline": "Boats are late", "date": "2014", "author": "Ruth Awino",
     "source": "Aldhaven Courier", "body": "The boats were late."},
]  # fmt: skip


@pytest.fixture
def ids(backfile, tmp_path):
    (tmp_path / "wire.jsonl").write_text("\n".join(map(json.dumps, LINES)))
    assert backfile("add", "wire.jsonl").code == 0
    hits = json.loads(backfile("search", "", "--sort", "newest", "--json").out)["hits"]
    return [hit["id"] for hit in hits]


def test_one_article_is_cited_in_a_note_and_several_in_a_bibliography(backfile, ids):
    assert backfile("cite", ids[0]).out == (
        "Callum Dray, “Ice Stops Island Ferry,” Aldhaven Courier, January 4, 2014.\n"
    )
    assert backfile("cite", *ids, "--style", "apa").out == (
        "Awino, R. (2014). Boats are late. Aldhaven Courier.\n"
        "Dray, C. (2014, January 4). Ice stops island ferry. Aldhaven Courier.\n"
    )


def test_records_come_in_the_order_asked_for(backfile, ids):
    items = json.loads(backfile("cite", *ids, "--style", "csl").out)
    assert [item["id"] for item in items] == ids
    assert all("URL" not in item for item in items)
    assert backfile("cite", ids[1], "--style", "bibtex").out.startswith("@article{awino2014-")


def test_an_unknown_article_is_one_sentence(backfile, ids):
    run = backfile("cite", "0123")
    assert (run.code, run.out) == (1, "")
    assert run.err.count("\n") == 1
