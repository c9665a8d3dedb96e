"""The command line as a person uses it: what is typed, what is printed, what is returned."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.support.command_line import Run
from webui.__main__ import main as door

WIRE = (
    {
        "headline": "Ferry runs again",
        "body": "The boats of Kisumu sail from Monday.",
        "published": "2022-05-03",
        "byline": "Ruth Awino",
        "source": "Halyard Wire",
        "region": "Kenya",
        "language": "en",
    },
    {
        "headline": "Ice stops island ferry",
        "body": "The cable ferry stopped on Friday.\n\nNobody knows until when.",
        "published": "2014-01-04",
        "byline": "Callum Dray",
        "source": "Tidewater Courier",
        "region": "Canada/Nova Scotia",
        "language": "en",
        "url": "https://example.org/ice",
    },
    {
        "headline": "Weed idles the boats",
        "body": "Hyacinth covers the gulf.",
        "byline": "Ruth Awino",
        "source": "Halyard Wire",
        "region": ["Kenya", "Uganda"],
        "language": "en",
    },
)
FERRY = """\
Ferry runs again
24c0b0cef407c216 · 2022-05-03 · Halyard Wire · Africa › Kenya · Ruth Awino (reporter)
  The boats of Kisumu sail from Monday.
"""
ICE = """\
Ice stops island ferry
15bd90ab495f785c · 2014-01-04 · Tidewater Courier · North America › Canada › Nova Scotia · \
Callum Dray (reporter)
  The cable ferry stopped on Friday. Nobody knows until when.
"""
WEED = """\
Weed idles the boats
bc1b631b65835ba4 · undated · Halyard Wire · Africa › Kenya; Africa › Uganda · \
Ruth Awino (reporter)
  Hyacinth covers the gulf.
"""
ICE_ID = "15bd90ab495f785c"


def written(path, rows):
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")


@pytest.fixture
def wire(backfile, tmp_path):
    """The same, with `wire.jsonl` in the folder."""
    written(tmp_path / "wire.jsonl", WIRE)
    return backfile


@pytest.fixture
def archive(wire):
    """The same, with its articles in the archive."""
    assert wire("add", "wire.jsonl").code == 0
    return wire


def test_from_adding_over_searching_to_removing(wire):
    assert wire("add", "wire.jsonl") == Run(
        0, "3 added, 0 updated, 0 unchanged, 0 rejected in N s\n1 of 3 without a date\n", ""
    )
    assert wire("search") == Run(0, f"{FERRY}\n{ICE}\n{WEED}\n3 found (N ms)\n", "")
    assert wire("search", "kenya -weed") == Run(0, f"{FERRY}\n1 found (N ms)\n", "")
    assert wire("show", ICE_ID) == Run(
        0,
        f"""\
Ice stops island ferry

id          {ICE_ID}
published   2014-01-04 (day, declared)
reporter    Callum Dray
region      North America › Canada › Nova Scotia (declared)
source      Tidewater Courier
language    en
url         https://example.org/ice
from        wire.jsonl, record 2 (application/x-ndjson)
sha-256     01f59b45faba89056e7810df6c9e9b83f89254ff62c446d481f848f01ddb86c2

The cable ferry stopped on Friday.

Nobody knows until when.
""",
        "",
    )
    assert wire("remove", ICE_ID) == Run(0, "1 removed\n", "")
    assert wire("show", ICE_ID) == Run(
        1, "", f"backfile: {ICE_ID}: the archive holds no article of this id\n"
    )
    assert wire("search", "ice") == Run(0, "0 found (N ms)\n", "")
    assert wire("stats") == Run(
        0,
        """\
articles          2
versions          3
sequence          4
indexed sequence  4
engine            whoosh
""",
        "",
    )


def test_adding_again_skips_what_is_there_and_takes_up_what_changed(archive, tmp_path):
    assert archive("add", "wire.jsonl").out == (
        "0 added, 0 updated, 3 unchanged, 0 rejected in N s\n"
    )
    changed = [WIRE[0], WIRE[1] | {"body": "It runs again."}, {"headline": "New", "body": "Sun."}]
    written(tmp_path / "next.jsonl", changed)
    assert archive("add", "next.jsonl").out == (
        "1 added, 1 updated, 1 unchanged, 0 rejected in N s\n1 of 2 without a date\n"
    )
    assert archive("search", "ice runs").out.splitlines()[2] == "  It runs again."


def test_what_cannot_be_read_is_named_and_the_rest_added(wire, tmp_path):
    with (tmp_path / "wire.jsonl").open("a") as lines:
        lines.write("{broken\n")
    named = (
        "backfile: wire.jsonl: line 4: not JSON "
        "(column 2: Expecting property name enclosed in double quotes)\n"
    )
    assert wire("add", "wire.jsonl") == Run(
        65, "3 added, 0 updated, 0 unchanged, 1 rejected in N s\n1 of 3 without a date\n", named
    )
    inspected = wire("inspect", "wire.jsonl", "--json")
    assert (inspected.code, len(inspected.out.splitlines()), inspected.err) == (65, 3, named)


LETTER = """\
Subject: Ferry runs again
Content-Type: multipart/mixed; boundary="b"

--b

The boats sail from Monday.
--b
Content-Type: image/png; name="boat.png"

x
--b
Content-Type: application/msword; name="plan.doc"

x
--b--
"""


def test_what_a_letter_holds_besides_its_text_is_named(backfile, tmp_path):
    (tmp_path / "letter.eml").write_text(LETTER)
    left_out = "backfile: letter.eml: message 1: left out: boat.png (image/png)\n"
    unread = (
        "letter.eml/plan.doc: no reader for this kind of file: see the formats that 'add' takes"
    )
    assert backfile("add", "letter.eml") == Run(
        65,
        "1 added, 0 updated, 0 unchanged, 1 rejected in N s\n"
        "1 of 1 without a date; notices: letters with parts left out 1\n",
        f"backfile: {unread}\n{left_out}",
    )
    inspected = backfile("inspect", "letter.eml", "--json")
    assert len(inspected.out.splitlines()) == 1
    assert inspected.err == f"{left_out}backfile: {unread}\n"
    counts = json.loads(backfile("add", "letter.eml", "--json").out)
    assert (counts["unchanged"], counts["rejected"], counts["notices"]) == (1, 1, 1)
    assert backfile("quarantine", "list").out == f"     2  {unread}\n"
    retried = backfile("quarantine", "retry")
    assert retried.code == 65
    assert retried.err == (
        "backfile: letter.eml/plan.doc: record 1: no reader for application/msword: "
        "it is kept in quarantine\n"
    )


def test_what_articles_lack_and_columns_that_are_not_used_are_told(wire, tmp_path):
    rows = [{"headline": f"Boat {n}", "kicker": "Ferries", "foo": n} for n in range(2)]
    written(tmp_path / "boats.jsonl", rows)
    assert wire("add", "boats.jsonl").out == (
        "2 added, 0 updated, 0 unchanged, 0 rejected in N s\n"
        "2 of 2 without a date; columns not used: foo, kicker\n"
    )
    assert wire("add", "boats.jsonl", "--map", "section=kicker", "--set", "date=2019").out == (
        "0 added, 2 updated, 0 unchanged, 0 rejected in N s\ncolumns not used: foo\n"
    )


@pytest.mark.parametrize("name", ["boats.jsonl", "boats.json", "boats.csv"])
def test_a_mapped_column_that_no_record_has_is_an_error(wire, tmp_path, name):
    rows = [{"headline": "Boat 1"}, {"headline": "Boat 2"}]
    content = {".csv": "headline\nBoat 1\nBoat 2\n", ".json": json.dumps(rows)}
    written(tmp_path / "boats.jsonl", rows)
    if name != "boats.jsonl":
        (tmp_path / name).write_text(content[name.removeprefix("boats")])
    for field in ("headline", "region"):
        run = wire("add", name, "--map", f"{field}=nowhere")
        assert (run.code, run.out) == (65, "0 added, 0 updated, 0 unchanged, 1 rejected in N s\n")
        assert "nowhere" in run.err
        assert run.err.count("\n") == 1


def test_a_map_is_kept_by_its_name_and_used_again(wire, tmp_path):
    written(tmp_path / "a.jsonl", [{"kicker": "Boat 1", "paper": "X"}])
    written(tmp_path / "b.jsonl", [{"kicker": "Boat 2", "paper": "X"}])
    given_ = ["--map", "headline=kicker", "--set", "source=Reuters", "--save-map", "boats"]
    assert wire("add", "a.jsonl", *given_).code == 0
    inspected = wire("inspect", "b.jsonl", "--map-file", "boats", "--json")
    article = json.loads(inspected.out)
    assert (article["headline"], article["source"]) == ("Boat 2", "Reuters")
    run = wire("add", "b.jsonl", "--map-file", "boats", "--map", "source=paper")
    assert run.out.startswith("1 added, ")
    assert "  Boat 2" not in wire("search", "source:Reuters").out


def test_inspecting_stores_nothing(wire, tmp_path):
    run = wire("inspect", "wire.jsonl")
    assert (run.code, run.err) == (0, "")
    assert run.out.startswith("Ferry runs again\n\npublished   2022-05-03 (day, declared)\n")
    assert not (tmp_path / "home").exists()


def test_words_are_marked_where_colors_are_asked_for(archive, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    found = archive("search", "weed").out
    assert "\x1b[1m\x1b[7mWeed\x1b[0m\x1b[1m idles the boats\x1b[0m\n" in found
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in archive("search", "weed").out


def test_the_home_can_stand_before_and_after_the_command_and_in_the_environment(
    archive, tmp_path, monkeypatch
):
    other = tmp_path / "other"
    assert archive("--home", other, "add", "wire.jsonl").code == 0
    assert archive("remove", ICE_ID, "--home", other).code == 0
    assert archive("search", "ice").out.endswith("1 found (N ms)\n")
    assert archive("search", "ice", "--home", other).out == "0 found (N ms)\n"
    assert archive("--home", other, "search", "ice").out == "0 found (N ms)\n"
    assert archive("--home", "nowhere", "search", "ice", "--home", other).code == 0
    monkeypatch.setenv("BACKFILE_HOME", str(other))
    assert archive("search", "ice").out == "0 found (N ms)\n"


@pytest.mark.parametrize(
    ("options", "headlines"),
    [
        (["--region", "kenya"], ["Ferry runs again", "Weed idles the boats"]),
        (["--region", "Africa/Kenya"], ["Ferry runs again", "Weed idles the boats"]),
        (["--region", "Africa", "--region", "Canada"], [row["headline"] for row in WIRE]),
        (["--region", "Africa", "--exclude", "region=Uganda"], ["Ferry runs again"]),
        (["--exclude", "source=halyard wire"], ["Ice stops island ferry"]),
        (["--exclude", "source=halyard wire", "--exclude", "region=Canada"], []),
        (["--source", "Halyard Wire", "--year", "undated"], ["Weed idles the boats"]),
        (["--byline", "callum dray"], ["Ice stops island ferry"]),
        (["--byline", "Callum Dray/reporter", "--language", "en"], ["Ice stops island ferry"]),
        (["--from", "2014"], ["Ferry runs again", "Ice stops island ferry"]),
        (["--from", "2014-01-05"], ["Ferry runs again"]),
        (["--to", "2014-01"], ["Ice stops island ferry"]),
        (["--from", "2014-01-04", "--to", "2014-01-04"], ["Ice stops island ferry"]),
        (["--from", "2015", "--to", "2021"], []),
        (["--sort", "oldest", "--limit", "2"], ["Ice stops island ferry", "Ferry runs again"]),
        (["--sort", "newest", "--offset", "1"], ["Ice stops island ferry", "Weed idles the boats"]),
        (["--limit", "0"], []),
    ],
    ids=" ".join,
)
def test_options_narrow_and_order_what_is_found(archive, options, headlines):
    run = archive("search", "--json", *options)
    assert (run.code, run.err) == (0, "")
    assert [hit["headline"] for hit in json.loads(run.out)["hits"]] == headlines


def test_a_part_of_what_was_found_says_so(archive):
    assert archive("search", "--limit", "1", "--offset", "1").out == (
        f"{ICE}\n3 found, 2 to 2 shown (N ms)\n"
    )


def test_what_cannot_be_taken_as_typed_is_told_beside_the_answer(archive):
    run = archive("search", 'ice "')
    assert (run.code, run.out.splitlines()[-1]) == (0, "1 found (N ms)")
    assert run.err.splitlines()[0] == (
        "backfile: The quotation mark is not closed; it closes at the end."
    )


def test_an_index_that_lags_behind_is_told_beside_the_answer(archive, tmp_path, monkeypatch):
    monkeypatch.setenv("BACKFILE_ENGINE", "none")
    refused = archive("remove", ICE_ID)
    assert (refused.code, refused.out) == (2, "")
    assert refused.err == "backfile: no engine is called 'none': choose from whoosh, tantivy\n"
    monkeypatch.delenv("BACKFILE_ENGINE")
    run = archive("search")
    assert run.err == "backfile: the index is 1 change behind: run 'backfile update'\n"
    assert archive("update").out == "Index brought up to date: 1 change read, 2 articles, N s\n"
    assert archive("search").err == ""


FACETS = "region, byline, source, language, year, month, section, topic, tag, collection, week, day"
DATES = "write a day, month or year, such as 2019-06-04 or 2019"


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (
            ["search", "--region", "Mars"],
            2,
            "no article has the region 'Mars': 'backfile search --json' has all",
        ),
        (
            ["search", "--region", "scotia"],
            2,
            "no article has the region 'scotia': did you mean North America/Canada/Nova Scotia?",
        ),
        (
            ["search", "--exclude", "source=Nobody"],
            2,
            "no article has the source 'Nobody': 'backfile search --json' has all",
        ),
        (
            ["search", "--exclude", "Kenya"],
            2,
            f"--exclude Kenya: write it as facet=value, with one of {FACETS}",
        ),
        (
            ["search", "--exclude", "colour=red"],
            2,
            f"--exclude colour=red: write it as facet=value, with one of {FACETS}",
        ),
        (["search", "--from", "soon"], 2, f"--from soon: {DATES}"),
        (["search", "--from", "2019-02-30"], 2, f"--from 2019-02-30: {DATES}"),
        (["search", "--to", "2019.."], 2, f"--to 2019..: {DATES}"),
        (["search", "--to", "*"], 2, f"--to *: {DATES}"),
        (["show", "00000"], 1, "00000: the archive holds no article of this id"),
        (["show", "ice"], 1, "ice: the archive holds no article of this id"),
        (
            ["show", "15b"],
            1,
            "15b: the archive holds no article of this id: give at least 4 characters of one",
        ),
        (["remove", ICE_ID, "00000"], 1, "00000: the archive holds no article of this id"),
        (
            ["stats", "--home", "nowhere"],
            73,
            "nowhere: there is no archive here yet: make one with 'backfile add PATH'",
        ),
        (
            ["serve", "--home", "nowhere"],
            73,
            "nowhere: there is no archive here yet: make one with 'backfile add PATH'",
        ),
        (
            ["add", "wire.jsonl", "--set", "colour=red"],
            2,
            (
                "--set colour=red: no field 'colour' can be the same in all: choose from date, "
                "byline, reporter, translator, writer, editor, photographer, agency, region, "
                "source, section, topic, language"
            ),
        ),
        (
            ["add", "wire.jsonl", "--map-file", "wires"],
            2,
            "--map-file wires: there is no such map or file: keep one with --save-map",
        ),
        (["add", "none.txt"], 66, "none.txt: there is no such file or folder: check the path"),
        (
            ["add", "wire.jsonl", "--map", "colour=hue"],
            2,
            (
                "--map colour=hue: no field is called 'colour': choose from headline, body, date, "
                "byline, reporter, translator, writer, editor, photographer, agency, region, "
                "dateline, caption, source, section, topic, language, url"
            ),
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_done_is_said_in_one_sentence(archive, arguments, code, sentence):
    assert archive(*arguments) == Run(code, "", f"backfile: {sentence}\n")
    assert archive("search").out.endswith("3 found (N ms)\n")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "Keep news articles in an archive, and search it."),
        (["seek"], "Error: No such command 'seek'."),
        (
            ["serch"],
            "Error: No such command 'serch'. (Did you mean one of: 'search', 'serve', 'users'?)",
        ),
        (["add"], "Error: Missing argument 'PATH|URL|-…'."),
        (["search", "--limit", "many"], "Error: Invalid value for '--limit'"),
        (["search", "--sort", "best"], "Error: Invalid value for '--sort': 'best' is not one of"),
    ],
)
def test_what_is_no_command_shows_how_one_is_written(backfile, arguments, sentence):
    run = backfile(*arguments)
    assert run.code == 2
    assert sentence in run.err


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("PORT", "high", "“high” does not fit: Expected int, got str"),
        ("PORT", "65536", "“65536” does not fit: Expected int <= 65535"),
        ("WORKERS", "0", "“0” does not fit: Expected int >= 1"),
    ],
)
def test_a_wrong_setting_is_named(backfile, monkeypatch, name, value, message):
    monkeypatch.setenv(f"BACKFILE_{name}", value)
    assert backfile("stats") == Run(
        2, "", f"backfile: BACKFILE_{name}: {message}: correct it or unset it\n"
    )


def test_a_damaged_index_is_said_with_its_repair_and_mended_by_it(archive, tmp_path):
    (tmp_path / "home/index/g-000001/manifest.json").write_text("{")
    damaged = Run(
        65,
        "",
        "backfile: home/index/g-000001: the index is damaged (its manifest cannot be read): "
        "no article is lost, run 'backfile rebuild' to make it anew\n",
    )
    assert archive("search", "ferry") == archive("stats") == archive("update") == damaged
    assert archive("rebuild") == Run(0, "Index built anew: 3 changes read, 3 articles, N s\n", "")
    assert archive("search", "ferry").code == 0


def test_an_archive_without_an_index_says_how_to_make_one(archive, tmp_path):
    (tmp_path / "home/index/CURRENT").unlink()
    assert archive("search") == Run(
        73, "", "backfile: home/index: there is no index yet: make one with 'backfile update'\n"
    )
    assert archive("update").code == 0
    assert archive("search").code == 0


def test_what_is_no_archive_is_not_written_over(wire, tmp_path):
    (tmp_path / "home").mkdir()
    (tmp_path / "home/archive.sqlite3").write_bytes(b"My diary\n" * 1000)
    assert wire("add", "wire.jsonl") == Run(
        73,
        "",
        "backfile: home/archive.sqlite3: it is not a Backfile archive: choose another --home\n",
    )
    assert (tmp_path / "home/archive.sqlite3").read_bytes() == b"My diary\n" * 1000


# In processes of their own.

COMMAND = (sys.executable, "-m", "webui")


def process(*arguments, home):
    """A command in a process of its own, as a shell starts it."""
    return subprocess.Popen(
        [*COMMAND, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "BACKFILE_HOME": str(home), "BACKFILE_WORKERS": "1"},
    )


INTERRUPTED_AT_ONCE = """
import os, signal, sys

class Interrupting:
    def find_spec(self, name, *_):
        if name == "webui.cli.commands":
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Interrupting())
from webui.__main__ import main
main()
"""


@pytest.fixture
def heeding_ctrl_c():
    """Ctrl-C as a program in the foreground meets it: in a shell's background it is ignored."""
    inherited = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, inherited)


@pytest.mark.usefixtures("heeding_ctrl_c")
def test_ctrl_c_before_the_program_is_there_says_nothing():
    ended = subprocess.run([sys.executable, "-c", INTERRUPTED_AT_ONCE], capture_output=True)
    assert (ended.returncode, ended.stdout, ended.stderr) == (-signal.SIGINT, b"", b"")


def test_ctrl_c_that_is_for_others_breaks_nothing_off():
    ignoring = f"import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)\n{INTERRUPTED_AT_ONCE}"
    ended = subprocess.run([sys.executable, "-c", ignoring, "--help"], capture_output=True)
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert ended.stdout.startswith(b"Usage: ")


@pytest.mark.usefixtures("heeding_ctrl_c")
def test_ctrl_c_outside_of_any_command_says_nothing(monkeypatch, capsys):
    def interrupted():
        raise KeyboardInterrupt

    monkeypatch.setattr("webui.cli.commands.main", interrupted)
    with pytest.raises(SystemExit) as ended:
        door()
    assert ended.value.code == 130
    assert capsys.readouterr() == ("", "")
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_reader_that_has_seen_enough_is_no_error(archive, tmp_path):
    with process("search", "--json", home=tmp_path / "home") as searching:
        searching.stdout.close()
        err = searching.stderr.read()
    assert "Traceback" not in err


def fetched(address):
    with urlopen(address, timeout=120) as answer:  # noqa: S310 - an address of our own
        return answer.status, answer.read().decode()


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_serving_answers_until_it_is_stopped(archive, tmp_path, stop):
    with process("serve", "--port", "0", home=tmp_path / "home") as serving:
        try:
            ready = re.fullmatch(
                r"Backfile is at (http://127\.0\.0\.1:\d+/) \(Ctrl-C stops it\)\n",
                serving.stdout.readline(),
            )
            status, health = fetched(f"{ready[1]}healthz")
            assert (status, json.loads(health)["status"]) == (200, "ok")
            assert json.loads(fetched(f"{ready[1]}api/v1/search?q=ferry")[1])["total"] == 2
            assert "<mark>Ice</mark> stops island" in fetched(f"{ready[1]}?q=ice")[1]
            with pytest.raises(HTTPError) as missing:
                fetched(f"{ready[1]}articles/0")
            assert missing.value.code == 404
            missing.value.close()
            # Ctrl-C stops a process in the midst of what it does, and that may still be the
            # end of the last request.
            time.sleep(0.5)
            serving.send_signal(stop)
            out, err = serving.communicate(timeout=120)
        finally:
            serving.kill()
    assert (serving.returncode, out, err) == (0, "", "")


def test_an_address_that_is_taken_is_said_in_one_sentence(archive):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        run = archive("serve", "--port", port)
    assert run == Run(
        69,
        "",
        f"backfile: 127.0.0.1:{port}: Address already in use: choose another with --host or "
        "--port (--port 0 takes a free one)\n",
    )


def test_of_very_many_reasons_the_first_are_said_and_the_rest_counted(backfile, tmp_path):
    (tmp_path / "wire.jsonl").write_text("[]\n" * 250)
    ended = backfile("add", "wire.jsonl")
    *first, last = ended.err.splitlines()
    assert first == [
        f"backfile: wire.jsonl: line {number}: JSON, but no object with fields"
        for number in range(1, 101)
    ]
    assert last == (
        "backfile: 150 more could not be read: 'backfile quarantine list' has all of them"
    )


def test_what_could_not_be_read_is_listed_and_tried_again(backfile, tmp_path):
    assert backfile("quarantine", "list").code == 73
    (tmp_path / "wire.jsonl").write_text('{"title":"One"}\nno json\n')
    assert backfile("add", "wire.jsonl").code == 65
    reason = "wire.jsonl: line 2: not JSON (column 1: Expecting value)"
    assert backfile("quarantine", "list") == Run(0, f"     1  {reason}\n", "")
    listed = json.loads(backfile("quarantine", "list", "--json").out)
    assert (listed["name"], listed["position"], listed["reason"]) == ("wire.jsonl", 2, reason)
    assert backfile("quarantine", "retry", "7") == Run(
        1, "", "backfile: 7: nothing in quarantine has this number\n"
    )
    assert backfile("quarantine", "retry") == Run(
        65, "0 added, 0 updated, 0 unchanged, 1 rejected in N s\n", f"backfile: {reason}\n"
    )
    (tmp_path / "wire.jsonl").write_text('{"title":"One"}\n')
    assert backfile("add", "wire.jsonl").code == 0
    assert backfile("quarantine", "list") == Run(0, "", "")
