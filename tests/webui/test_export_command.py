"""The command `export`: every hit in every format, gone on with where it stopped."""

import csv
import io
import json
import sys
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

from archive.store.annotations import Annotations
from archive.store.collections import Collections
from archive.store.store import Store

ROWS = [
    {
        "headline": f"Ferry number {n}",
        "body": f"The boat of pier {n} sails again. It is the same boat in every one of them.",
        "date": f"20{n % 20:02}-06-0{n % 9 + 1}",
        "source": "Halyard Wire" if n % 2 else "Tidewater Courier",
        "region": "Kenya",
        "byline": "Ruth Awino",
        "url": f"https://example.org/{n}",
        "language": "en",
    }
    for n in range(30)
]


@pytest.fixture
def filled(backfile, tmp_path):
    """An archive of thirty articles, one of them in two versions."""
    wire = tmp_path / "wire.jsonl"
    wire.write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    assert backfile("add", wire).code == 0
    later = tmp_path / "later.jsonl"
    later.write_text(json.dumps(ROWS[0] | {"body": "It sank."}) + "\n")
    assert backfile("add", later).code == 0
    return backfile


def output(backfile, *arguments):
    path = Path("out")
    path.unlink(missing_ok=True)
    run = backfile("export", *arguments, "--output", path)
    assert (run.code, run.err, run.out) == (0, "", "")
    assert not Path("out.unfinished").exists()
    return path.read_bytes()


def kinds(content):
    return [json.loads(line)["kind"] for line in content.splitlines()]


def test_an_export_of_the_whole_archive_makes_the_same_archive_again(filled, tmp_path, monkeypatch):
    with Store.open(tmp_path / "home" / "archive.sqlite3") as store:
        ids = [change.id for change in store.changes_since(0)]
        Annotations(store.database).add_tags(ids[:2], ["sea"], who="ana")
        lists = Collections(store.database)
        lists.add(lists.create("Boats", who="ana"), ids[3:6], who="ana")
    whole = output(filled)
    assert kinds(whole).count("article") == 30
    assert kinds(whole).count("version") == 1
    assert kinds(whole).count("document") == 31
    assert kinds(whole)[0] == "collection"
    (tmp_path / "whole.jsonl").write_bytes(whole)
    monkeypatch.setenv("BACKFILE_HOME", "other")
    assert filled("add", "whole.jsonl").out.startswith("30 added, 0 updated, 0 unchanged, 0 rej")
    assert output(filled) == whole
    assert filled("search", "tag:sea").out.endswith("2 found (N ms)\n")
    assert filled("search", 'collection:"Boats"').out.endswith("3 found (N ms)\n")
    assert filled("add", "whole.jsonl").out.startswith("0 added, 0 updated, 30 unchanged, 0 rej")


def test_a_search_gives_every_hit_as_often_as_it_is_counted(filled):
    found = json.loads(filled("search", "boat", "--source", "Halyard Wire", "--json").out)["total"]
    hits = output(filled, "boat", "--source", "Halyard Wire")
    assert kinds(hits) == ["article"] * found
    with_originals = output(filled, "boat", "--source", "Halyard Wire", "--originals")
    assert kinds(with_originals) == ["document", "article"] * found
    assert kinds(output(filled, "--no-originals")).count("document") == 0
    assert output(filled, "nothing-has-this-word") == b""


def test_every_format_has_every_article(filled):
    rows = list(csv.DictReader(io.StringIO(output(filled, "--format", "csv").decode("utf-8-sig"))))
    assert len({row["backfile_id"] for row in rows}) == 30
    lines = output(filled, "--fields", "headline, source").decode().splitlines()
    assert [list(json.loads(line)) for line in lines] == [["id", "headline", "source"]] * 30
    assert output(filled, "--format", "ris").count(b"TY  - NEWS") == 30
    assert output(filled, "--format", "bibtex").count(b"@article{") == 30
    assert len(json.loads(output(filled, "--format", "csl"))) == 30
    assert json.loads(output(filled, "none-has-it", "--format", "csl")) == []
    assert len(json.loads(output(filled, "--format", "ninjs"))) == 30
    with zipfile.ZipFile(io.BytesIO(output(filled, "--format", "md"))) as package:
        assert len(package.namelist()) == 30
        assert package.testzip() is None
    dossier = output(filled, "pier", "--format", "html").decode()
    assert dossier.count('<li><a href="#a-') == dossier.count("<article ") == 29
    assert dossier.count("<mark>pier</mark>") == 29
    assert dossier.count('<p class="cite"') == 29
    for request in ("<script", "<link", "<img", "url(", "@import", " src="):
        assert request not in dossier


def test_it_goes_on_after_any_article_as_if_nothing_had_been_between(filled):
    whole = output(filled)
    ids = [json.loads(line)["id"] for line in whole.splitlines() if b'"kind":"article"' in line]
    first, rest = whole.splitlines(keepends=True), output(filled, "--after", ids[11])
    at = next(n for n, line in enumerate(first) if f'"id":"{ids[11]}"'.encode() in line)
    while b'"kind":"article"' not in first[at]:
        at += 1
    assert b"".join(first[: at + 1]) + rest == whole
    # Removed meanwhile, an article still says where it was.
    filled("remove", ids[11])
    assert output(filled, "--after", ids[11]) == rest
    assert filled("export", "--after", "0" * 16).code == 1
    table = output(filled, "--format", "csv", "--fields", "headline").splitlines()
    after = output(filled, "--format", "csv", "--fields", "headline", "--after", ids[20])
    assert after.splitlines() == table[-9:]


def test_in_another_order_it_is_that_of_the_search(filled):
    oldest = output(filled, "--sort", "oldest", "--fields", "date").decode().splitlines()
    dates = [json.loads(line)["date"] for line in oldest]
    assert len(dates) == 30
    assert dates == sorted(dates)


def test_a_file_that_is_there_is_never_written_over(filled):
    Path("mine.jsonl").write_text("mine")
    run = filled("export", "--output", "mine.jsonl")
    assert run.code == 2
    assert run.err == (
        "backfile: mine.jsonl: it is there already: choose another --output, or remove it\n"
    )
    assert Path("mine.jsonl").read_text() == "mine"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--fields", "age"], "--fields age: there is no such field"),
        (["--format", "ris", "--fields", "date"], "--fields: RIS has articles as they are"),
        (["--sort", "newest"], "--sort: whole articles come in the order of their arrival"),
        (["--format", "html", "--after", "x"], "--after: it goes by the order of arrival"),
        (["boat", "--removed"], "--removed: only the whole archive in jsonl"),
    ],
)
def test_options_that_do_not_go_together_are_told_before_anything_is_written(
    filled, arguments, said
):
    run = filled("export", *arguments, "--output", "out")
    assert run.code == 2
    assert said in run.err
    assert not Path("out").exists()


def test_what_was_removed_comes_only_where_it_is_asked_for(filled, monkeypatch):
    gone = json.loads(output(filled, "--fields", "headline").splitlines()[4])["id"]
    assert filled("remove", gone).code == 0
    assert gone.encode() not in output(filled)
    whole = output(filled, "--removed")
    assert f'"id":"{gone}"'.encode() in whole
    Path("whole.jsonl").write_bytes(whole)
    monkeypatch.setenv("BACKFILE_HOME", "other")
    assert filled("add", "whole.jsonl").code == 0
    assert filled("show", gone).code == 1
    assert output(filled, "--removed") == whole


def test_where_nothing_can_be_written_one_sentence_says_so(filled, monkeypatch):
    full = filled("export", "--format", "csv", "--output", "/dev/full")
    assert (full.code, full.err) == (
        74,
        "backfile: /dev/full: the disk is full: free some room and run the command again\n",
    )
    long = filled("export", "--output", "x" * 300)
    assert (long.code, long.out) == (73, "")
    assert long.err.endswith(
        "it cannot be written (File name too long): check its folder and who owns it, or choose "
        "another --output\n"
    )
    monkeypatch.setattr(sys, "stdout", None)
    closed = filled("export")
    assert (closed.code, closed.err) == (
        2,
        "backfile: standard output is closed: open it, or name a file with --output\n",
    )


@pytest.mark.parametrize("arguments", [("export",), ("receipt", "boat"), ("search", "boat")])
def test_a_full_standard_output_is_named(filled, monkeypatch, arguments):
    # Closing it fails again.
    with suppress(OSError), Path("/dev/full").open("w") as full, monkeypatch.context() as closed:
        closed.setattr(sys, "stdout", full)
        run = filled(*arguments)
    assert (run.code, run.err) == (
        74,
        "backfile: standard output: the disk is full: free some room and run the command again\n",
    )


@pytest.mark.parametrize("command", [("export", "--format", "csv"), ("receipt",)], ids=" ".join)
def test_what_is_read_otherwise_than_written_is_said(filled, command):
    run = filled(*command, '"boat')
    assert (run.code, run.err) == (
        0,
        "backfile: The quotation mark is not closed; it closes at the end.\n",
    )
