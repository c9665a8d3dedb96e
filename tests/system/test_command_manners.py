"""Manners of the command line: what people type by habit is understood."""

import csv
import io
import json
import os
import socket
import sys
import threading
from pathlib import Path

import pytest

from archive.feeds import http_client
from archive.feeds.http_client import Fetcher, Limits
from archive.ingest import spooling
from indexer.cli import hit_rows
from tests.support.command_line import Run
from tests.support.web_site import running_site

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


def test_quietly_the_exit_code_tells_whether_anything_is_found(archive):
    assert archive("search", "--quiet", "ferry") == Run(0, "", "")
    assert archive("search", "-q", "ferry", "--json", "--explain") == Run(0, "", "")
    assert archive("search", "-q", "harbour") == Run(1, "", "")
    assert archive("search", "-q", '"') == Run(0, "", "")
    failed = archive("search", "-q", "ferry", "--home", "nowhere")
    assert (failed.code, failed.out) == (73, "")
    assert archive("search", "-q", "ferry", "--from", "soon").code == 2


def test_hits_come_in_the_form_that_is_asked_for(archive):
    whole = json.loads(archive("search", "--json").out)
    assert archive("search", "--format", "json").code == 0
    lines = archive("search", "--format", "jsonl", '"')
    assert sorted(json.loads(line)["id"] for line in lines.out.splitlines()) == sorted(
        hit["id"] for hit in whole["hits"]
    )
    assert lines.err.startswith("backfile: The quotation mark is not closed")
    rows = list(csv.DictReader(io.StringIO(archive("search", "--format", "csv").out)))
    assert [row["id"] for row in rows] == [hit["id"] for hit in whole["hits"]]
    assert rows[0]["published"] == "2022-05-03"
    # No spreadsheet works it out.
    assert rows[2]["headline"] == "'=Weed, idles"
    assert archive("search", "harbour", "--format", "csv").out.count("\n") == 1
    assert archive("search", "harbour", "--format", "jsonl").out == ""


def test_a_table_has_one_line_a_hit_that_fits_the_terminal(archive, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    ids = [hit["id"] for hit in json.loads(archive("search", "--json").out)["hits"]]
    piped = archive("search", "--format", "table").out
    assert piped.splitlines() == [
        "id                date        source  headline",
        f"{ids[0]}  2022-05-03  A       Ferry runs again",
        f"{ids[1]}  2014-01-04          Ice stops island ferry",
        f"{ids[2]}  undated     B       =Weed, idles",
        "3 found (N ms)",
    ]
    assert archive("search", "harbour", "--format", "table").out == "0 found (N ms)\n"
    monkeypatch.setenv("COLUMNS", "50")
    monkeypatch.setattr(hit_rows, "_is_terminal", lambda: True)
    assert archive("search", "ice", "--format", "table").out.splitlines()[:2] == [
        "id        date        source  headline",
        f"{ids[1][:8]}  2014-01-04          Ice stops island fe…",
    ]


PAGE = """\
<html lang="en"><head><title>Ferry runs again</title></head><body><article>
<h1>Ferry runs again</h1><p>The boats of Kisumu sail from Monday, the harbour master said.</p>
<p>They had lain at the pier for a year, and the crews with them.</p></article></body></html>"""


@pytest.fixture
def site(monkeypatch):
    """A site on this machine, asked without the polite pause."""
    limits = Limits(delay_s=0, size_bytes=10_000)
    monkeypatch.setattr(http_client, "Fetcher", lambda **given: Fetcher(limits=limits, **given))
    with running_site() as running:
        yield running


def test_a_page_is_added_by_its_address(backfile, site):
    site.give("/old", status=301, Location="/ferry")
    site.give("/ferry", PAGE)
    inspected = backfile("inspect", site.url("/old"), "--allow-private", "--json")
    assert json.loads(inspected.out)["headline"] == "Ferry runs again"
    added = backfile("add", site.url("/old"), "--allow-private")
    assert (added.code, added.out.partition(" rejected")[0]) == (
        0,
        "1 added, 0 updated, 0 unchanged, 0",
    )
    (hit,) = json.loads(backfile("search", "kisumu", "--json").out)["hits"]
    came = json.loads(backfile("show", hit["id"], "--json").out)["provenance"]
    assert (came["source"], came["address"]) == (site.url("/ferry"),) * 2
    assert came["retrieved"]
    assert site.paths == ["/robots.txt", "/old", "/ferry"] * 2
    assert all("Backfile/" in headers["User-Agent"] for _path, headers in site.asked)
    again = backfile("add", site.url("/ferry"), "--allow-private")
    assert (again.code, again.out[:31]) == (0, "0 added, 0 updated, 1 unchanged")


def test_of_a_page_that_cannot_be_had_it_is_said_why(backfile, site):
    site.give("/robots.txt", "User-agent: *\nDisallow: /private", "text/plain")
    site.give("/private", PAGE)
    site.give("/paper", b"%PDF-1.7", "application/pdf")
    site.give("/feed", "<rss/>", "application/rss+xml")
    site.give("/long", "a" * 10_001)
    site.give("/ferry", PAGE)
    reasons = {
        "/private": "its site asks programs not to fetch it (robots.txt)",
        "/gone": "the server answered 404: look at it in a browser",
        "/paper": "no page, but application/pdf: save it as a file, and add that",
        "/feed": (
            "no page, but application/rss+xml: put feeds on the list with 'backfile feeds add'"
        ),
        "/long": "larger than 0.01 MB: check the address, or try again later",
    }
    run = backfile("add", *map(site.url, [*reasons, "/ferry"]), "--allow-private")
    assert (run.code, run.out) == (
        65,
        "1 added, 0 updated, 0 unchanged, 5 rejected in N s\n1 of 1 without a date\n",
    )
    assert run.err == "".join(
        f"backfile: {site.url(path)}: {reason}\n" for path, reason in reasons.items()
    )
    assert backfile("quarantine", "list") == Run(0, "", "")
    guarded = backfile("add", site.url("/ferry"))
    assert guarded.code == 65
    assert "it lies in a private network: allow that with --allow-private" in guarded.err
    refused = backfile("add", "ftp://courier.example/a")
    assert refused == Run(
        66,
        "",
        "backfile: ftp://courier.example/a: only http and https addresses are fetched: give one\n",
    )


def piped(monkeypatch, content):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))


def test_standard_input_is_added(backfile, monkeypatch):
    row = json.dumps({"kicker": "Ferry runs again", "body": "It sails."}).encode()
    piped(monkeypatch, row + b"\n{broken\n")
    run = backfile("add", "-", "--map", "headline=kicker", "--set", "source=Halyard Wire")
    assert (run.code, run.out[:39]) == (65, "1 added, 0 updated, 0 unchanged, 1 reje")
    assert run.err.startswith("backfile: standard input: line 2: not JSON")
    (hit,) = json.loads(backfile("search", "ferry", "--json").out)["hits"]
    shown = backfile("show", hit["id"]).out
    assert "\nfrom        standard input, record 1 (application/x-ndjson)\n" in shown
    assert "\nsource      Halyard Wire (--set)\n" in shown
    # Another stream is no newer reading of the first: what is kept of that stays.
    piped(monkeypatch, row)
    assert backfile("add", "-", "--map", "headline=kicker", "--json").code == 0
    assert "standard input: line 2: not JSON" in backfile("quarantine", "list").out
    piped(monkeypatch, b"")
    empty = backfile("add", "-")
    assert empty.code == 65
    assert empty.err == ("backfile: standard input: the file is empty: there is nothing to add\n")
    monkeypatch.setattr(sys, "stdin", None)
    closed = "backfile: standard input: it is closed: give a file, or write into it\n"
    assert backfile("add", "-") == Run(66, "", closed)


def test_a_pipe_is_added_once_somebody_writes_into_it(backfile, tmp_path):
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "folder/pipe")
    (tmp_path / "folder/link.jsonl").symlink_to("pipe")
    content = json.dumps(BOATS[0]) + "\n" + json.dumps(BOATS[1]) + "\n"
    writer = threading.Thread(target=(tmp_path / "folder/pipe").write_text, args=[content])
    writer.start()
    run = backfile("add", "folder/pipe")
    writer.join()
    assert (run.code, run.out[:7]) == (0, "2 added")
    assert backfile("add", "folder").code == 66, "links to pipes in folders are left out"


def test_what_never_ends_or_never_begins_is_refused(backfile, tmp_path, monkeypatch):
    monkeypatch.setattr(spooling, "FIRST_BYTE_S", 0.1)
    os.mkfifo(tmp_path / "pipe")
    assert (
        backfile("add", "pipe")
        == backfile("inspect", "pipe")
        == Run(
            66,
            "",
            "backfile: pipe: nothing was written into this pipe for N s: start what writes "
            "into it, or write a file and add that\n",
        )
    )
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket")
        for path, kind in (("/dev/zero", "device"), ("/dev/null", "device"), ("socket", "socket")):
            assert backfile("add", path) == Run(
                66,
                "",
                f"backfile: {path}: a {kind}, of which no end can be expected: give a file, a "
                "folder, a pipe, - for standard input, or the address of a page\n",
            )
    assert not (tmp_path / "home").exists()


def test_what_needs_no_repair_is_dismissed_and_comes_back(backfile, tmp_path):
    (tmp_path / "wire.jsonl").write_text("[]\nno json\n")
    backfile("add", "wire.jsonl")
    whole = backfile("quarantine", "list")
    assert backfile("quarantine", "dismiss").err == (
        "backfile: name the entries by their numbers, or choose --all\n"
    )
    assert backfile("quarantine", "dismiss", "9") == Run(
        1, "", "backfile: 9: nothing in quarantine has this number\n"
    )
    back = "'backfile quarantine restore' brings them back\n"
    assert backfile("quarantine", "dismiss", "1") == Run(0, f"1 dismissed: {back}", "")
    assert len(backfile("quarantine", "list").out.splitlines()) == 1
    assert backfile("quarantine", "dismiss", "--all").out == f"1 dismissed: {back}"
    assert backfile("quarantine", "list") == Run(0, "", "")
    assert backfile("quarantine", "list", "--dismissed") == whole
    assert backfile("quarantine", "restore", "--all") == Run(0, "2 restored\n", "")
    assert backfile("quarantine", "list") == whole


def test_a_receipt_is_written_and_verified(archive, tmp_path):
    written = archive("receipt", "-weed", "--from", "2014", "--output", "receipt.json")
    receipt = json.loads((tmp_path / "receipt.json").read_text())
    ids = receipt["sha256"]["ids"]
    counted = f"2 hits, 2 articles, SHA-256 of their ids {ids}"
    assert written == Run(0, f"{counted}: receipt.json\n", "")
    assert json.loads(archive("receipt", "-weed", "--from", "2014").out)["sha256"]["ids"] == ids
    moment = receipt["made"]["moment"]
    assert archive("receipt", "--verify", "receipt.json") == Run(
        0, f"The archive answers as at {moment}: {counted}\n", ""
    )
    went = receipt["articles"][0][:16]
    headline = archive("show", went).out.partition("\n")[0]
    archive("remove", went)
    assert archive("receipt", "--verify", "receipt.json") == Run(
        1,
        f"The archive answers otherwise than at {moment}: 2 articles then, 1 now\n"
        f"1 went:\n  {went}  {headline} (removed)\n",
        "",
    )
    verdict = archive("receipt", "--verify", "receipt.json", "--json")
    assert (verdict.code, json.loads(verdict.out)["gone"]) == (1, [went])
    for name, sentence in (
        ("boats.jsonl", "boats.jsonl: it is no receipt of Backfile"),
        ("/dev/zero", "/dev/zero: it is no file: give one, or - for standard input"),
        ("nowhere", "nowhere: No such file or directory: check the path, or allow reading it"),
    ):
        refused = archive("receipt", "--verify", name)
        assert (refused.code, refused.out) == (65 if name == "boats.jsonl" else 66, "")
        assert refused.err.startswith(f"backfile: {sentence}")
    both = archive("receipt", "ferry", "--verify", "receipt.json")
    assert (both.code, both.err) == (
        2,
        "backfile: --verify takes its query from the receipt: give nothing else\n",
    )


def test_a_batch_of_queries_is_counted(archive, tmp_path, monkeypatch):
    (tmp_path / "queries.csv").write_text('query,name\nferry,Boats\n-date:*,\n"x"y,Bad\n')
    run = archive("batch", "queries.csv", "--by", "year")
    assert run == Run(
        65,
        "          total  2014  2022  Undated\n"
        "Boats         2     1     1\n"
        "-date:*       1                    1\n"
        '"x"y,Bad      –\n'
        "all rows      3     1     1        1\n",
        "backfile: line 4: its quotation marks are not those of CSV: write each of them twice, "
        "and the cell in quotation marks\n",
    )
    piped(monkeypatch, b"ferry\n=1\n")
    assert archive("batch", "-", "--by", "source", "--format", "csv", "--output", "out.csv") == Run(
        0, "", ""
    )
    assert (tmp_path / "out.csv").read_bytes() == (
        b"query,name,total,A,(none),error\r\nferry,,2,1,1,\r\n'=1,,0,0,0,\r\n,all rows,2,1,1,\r\n"
    )
    refused = archive("batch", "/dev/zero")
    assert refused.err == "backfile: /dev/zero: it is no file: give one, or - for standard input\n"


def documented(section):
    """The first example of a section of docs/json.md."""
    page = (Path(__file__).resolve().parents[2] / "docs" / "json.md").read_text("utf-8")
    return json.loads(page.partition(f"\n## {section}\n")[2].split("```json\n")[1].split("```")[0])


def keys(document):
    """Every key of a document with its path, but those that are data."""
    if isinstance(document, dict):
        for key, value in document.items():
            yield key
            if key not in {"counts", "totals"}:
                yield from (f"{key}.{inner}" for inner in keys(value))
    elif isinstance(document, list) and document:
        yield from keys(document[0])


def test_receipts_and_batches_have_the_documented_keys(archive, tmp_path):
    (tmp_path / "queries.txt").write_text("ferry\n")
    batch = json.loads(archive("batch", "queries.txt", "--format", "json").out)
    assert list(keys(batch)) == list(keys(documented("batch")))
    receipt = json.loads(archive("receipt", "ferry").out)
    assert list(keys(receipt)) == list(keys(documented("receipt")))
