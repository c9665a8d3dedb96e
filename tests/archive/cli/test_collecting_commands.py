"""`backfile collections`, `tag` and `note`: what is kept is found, and survives what comes."""

import json

import pytest

LINES = [
    {"headline": f"Ferry story {number}", "date": f"2014-01-{number:02}",
     "url": f"https://courier.example.org/{number}", "body": f"Boat {number} came late."}
    for number in range(1, 5)
]  # fmt: skip


@pytest.fixture
def ids(backfile, tmp_path):
    """The ids of four articles, the oldest first."""
    (tmp_path / "wire.jsonl").write_text("\n".join(map(json.dumps, LINES)))
    assert backfile("add", "wire.jsonl").code == 0
    hits = json.loads(backfile("search", "", "--sort", "oldest", "--json").out)["hits"]
    return [hit["id"] for hit in hits]


def found(backfile, query):
    hits = json.loads(backfile("search", query, "--sort", "oldest", "--json").out)["hits"]
    return [hit["id"] for hit in hits]


def shown(backfile, name):
    kept = json.loads(backfile("collections", "show", name, "--json").out)
    return [(each["article_id"], each["note"]) for each in kept["articles"]]


def test_a_collection_is_ordered_noted_and_searchable(backfile, ids):
    one, two, three, _ = ids
    assert backfile("collections", "new", "Ice winter", "--description", "For Ida").code == 0
    assert backfile("collections", "add", "Ice winter", one, two).out == (
        "2 added, 2 in the collection\n"
    )
    assert backfile("collections", "add", "1", three, two, "--note", "see p. 3").out == (
        "1 added, 3 in the collection\n"
    )
    assert backfile("collections", "move", "Ice winter", three, 1).code == 0
    assert backfile("collections", "note", "Ice winter", one, "first report").code == 0
    assert shown(backfile, "Ice winter") == [
        (three, "see p. 3"),
        (one, "first report"),
        (two, ""),
    ]
    assert found(backfile, 'collection:"Ice winter"') == [one, two, three]
    assert backfile("collections", "remove", "Ice winter", two).out == "1 taken out\n"
    assert found(backfile, 'collection:"Ice winter"') == [one, three]
    assert "Ferry story 1\n      first report\n" in backfile("collections", "show", "1").out


def test_a_renamed_or_deleted_collection_is_found_so_at_once(backfile, ids):
    backfile("collections", "new", "Ice")
    backfile("collections", "add", "Ice", *ids)
    assert backfile("collections", "rename", "Ice", "Frost").code == 0
    assert found(backfile, "collection:frost") == ids
    assert backfile("collections", "list").out.split() == ["1", "4", "Frost"]
    assert backfile("collections", "delete", "Frost").out == "deleted a collection of 4\n"
    assert found(backfile, "collection:frost") == []
    assert backfile("collections", "show", "Frost").code == 1


def test_tags_and_notes_are_found_and_taken_back(backfile, ids):
    one, two, *_ = ids
    assert backfile("tag", one, two, "--add", "to check", "--add", "ice").out == (
        "2 tagged, 0 untagged\n"
    )
    assert backfile("tag").out == "     2  ice\n     2  to check\n"
    assert backfile("tag", two, "--remove", "ice").out == "0 tagged, 1 untagged\n"
    assert found(backfile, "tag:ice") == [one]
    assert backfile("tag", two).out == f"{two}  to check\n"
    assert backfile("note", two, "The harbour master denies it.").code == 0
    assert found(backfile, "note:denied") == [two]
    assert "The harbour master denies it." in backfile("note", two).out
    assert backfile("note", one, "--remove", "1").code == 1
    assert backfile("note", two, "--remove", "1", "x" * 10_001).code == 2
    assert found(backfile, "note:denied") == [two]
    assert backfile("note", two, "--remove", "1", "He admits it.").code == 0
    assert found(backfile, "note:denied") == []
    assert found(backfile, "note:admits") == [two]


def test_what_is_kept_survives_new_versions_and_rebuilds(backfile, ids, tmp_path):
    one = ids[0]
    backfile("collections", "new", "Ice")
    backfile("collections", "add", "Ice", one, "--note", "keep")
    backfile("tag", one, "--add", "ice")
    backfile("note", one, "Ask the captain.")
    changed = {**LINES[0], "body": "Boat 1 came very late, and another sank."}
    (tmp_path / "wire.jsonl").write_text(json.dumps(changed))
    assert "1 updated" in backfile("add", "wire.jsonl").out
    for query in ("collection:ice", "tag:ice", "note:captain"):
        assert found(backfile, f"{query} sank") == [one]
    assert backfile("rebuild").code == 0
    for query in ("collection:ice", "tag:ice", "note:captain"):
        assert found(backfile, f"{query} sank") == [one]
    assert backfile("remove", one).code == 0
    assert shown(backfile, "Ice") == [(one, "keep")]
    assert "(no longer in the archive)" in backfile("collections", "show", "Ice").out


def test_an_article_that_was_removed_can_be_moved_noted_and_taken_out(backfile, ids):
    one, two, *_ = ids
    backfile("collections", "new", "Ice")
    backfile("collections", "add", "Ice", one, two)
    assert backfile("remove", one).code == 0
    assert backfile("collections", "move", "Ice", one, 2).code == 0
    assert backfile("collections", "note", "Ice", one[:8], "gone").code == 0
    assert shown(backfile, "Ice") == [(two, ""), (one, "gone")]
    assert backfile("collections", "add", "Ice", one).code == 1
    assert backfile("collections", "remove", "Ice", one).out == "1 taken out\n"
    assert shown(backfile, "Ice") == [(two, "")]


def test_what_cannot_be_done_is_one_sentence(backfile, ids):
    backfile("collections", "new", "Ice")
    for arguments, code in (
        (("collections", "new", " "), 2),
        (("collections", "new", "x" * 201), 2),
        (("collections", "new", "Ice"), 2),
        (("collections", "add", "Ice", "0123"), 1),
        (("collections", "add", "None", "0123"), 1),
        (("tag", "0123", "--add", "ice"), 1),
        (("tag", "--add", "ice"), 2),
        (("note", "0123"), 1),
    ):
        run = backfile(*arguments)
        assert (run.code, run.err.count("\n"), run.out) == (code, 1, ""), arguments


def test_a_name_is_found_as_it_was_kept(backfile, ids):
    backfile("collections", "new", " Ice   winter")
    assert backfile("collections", "add", "Ice  winter ", ids[0]).code == 0


@pytest.mark.parametrize(
    "arguments", [("audit", "--subject"), ("receipt",), ("saved", "add", "Ice")], ids=" ".join
)
def test_an_argument_that_is_no_text_is_told(backfile, ids, arguments):
    run = backfile(*arguments, "ferry \udcff")
    assert (run.code, run.err, run.out) == (
        2,
        "backfile: an argument is not text in UTF-8: write it in that encoding\n",
        "",
    )
