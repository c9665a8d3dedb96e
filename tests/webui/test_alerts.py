"""Alerts: each article told once, whatever fails; silences; mails that nothing can be put into."""

import json
import smtplib
import ssl
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from filelock import FileLock
from lxml import etree

from archive.store import prepared_record
from archive.store.saved_searches import SavedSearches
from archive.store.store import Store
from indexer.desk import alerts as digests
from tests.support.articles import record
from tests.support.mail_server import mail_server

HOSTILE = "<script>alert(1)</script>\r\nBcc: eve@example.org\u202e"
TO = "ann@example.org"


@pytest.fixture
def box(monkeypatch):
    with mail_server() as box:
        for name, value in {
            "SMTP_HOST": "127.0.0.1",
            "SMTP_PORT": box.port,
            "SMTP_TLS": "none",
            "SMTP_FROM": "archive@papers.example",
            "ADDRESS": "https://papers.example/x",
        }.items():
            monkeypatch.setenv(f"BACKFILE_{name}", str(value))
        yield box


@pytest.fixture
def desk(backfile, tmp_path, box):
    """The command line on an archive with a saved search for ferries, which has an alert."""

    def add(*records):
        with Store.open(tmp_path / "home" / "archive.sqlite3", create=True) as store:
            store.add(records)
        assert backfile("update").code == 0

    backfile.add = add
    backfile.store = lambda: Store.open(tmp_path / "home" / "archive.sqlite3")
    add(record("Ferry before"))
    assert backfile("saved", "add", "Ferries", "ferry").code == 0
    assert backfile("alerts", "set", "Ferries", "--to", TO).code == 0
    return backfile


def headlines(mail):
    """Headlines in the text and in the HTML of a mail, which have to agree."""
    html = etree.HTML(mail.get_body(("html",)).get_content())
    found = [link.text for link in html.iterfind(".//h2/a")]
    text = mail.get_body(("plain",)).get_content()
    assert all(each in text for each in found)
    return found


def told(box):
    return [each for mail in box.mails for each in headlines(mail)]


def test_what_comes_in_is_mailed_once_with_links_to_it(desk, box):
    assert desk("alerts", "run").code == 0
    assert box.mails == []
    desk.add(record("Ferry one"), record(f"Ferry {HOSTILE}"), record("Storm"))
    run = desk("alerts", "run")
    assert (run.code, run.err) == (0, "")
    assert run.out == f"Ferries: told {TO} of 2 articles\n"
    (mail,) = box.mails
    assert (box.recipients, mail["To"], mail["From"]) == ([TO], TO, "archive@papers.example")
    assert mail["Subject"] == "Ferries: 2 new articles"
    plain = "Ferry <script>alert(1)</script> Bcc: eve@example.org"
    assert headlines(mail) == [plain, "Ferry one"]
    assert mail["Bcc"] is None
    html = etree.HTML(mail.get_body(("html",)).get_content())
    assert not list(html.iterfind(".//script"))
    links = [link.get("href") for link in html.iterfind(".//a")]
    assert all(link.startswith("https://papers.example/x/") for link in links)
    assert links[-2:] == ["https://papers.example/x/?q=ferry", "https://papers.example/x/saved"]
    assert (desk("alerts", "run").out, len(box.mails)) == ("", 1)
    # What changes, goes or is tagged is not new.
    desk.add(record("Ferry one", content=b"again", source="Other paper"))
    with desk.store() as store:
        search = SavedSearches(store.database).named("Ferries")
    assert (search.pending, search.missed) == (0, ())


@pytest.mark.parametrize("name", [HOSTILE, "Ferries\x00\x1b[31m é 渡し船", "x" * 200])
def test_no_name_and_no_query_gets_out_of_its_place_in_a_mail(desk, box, name):
    desk("saved", "add", "Other", f'ferry OR "{HOSTILE}"')
    desk("saved", "rename", "Other", name)
    with desk.store() as store:
        (kept,) = (s for s in SavedSearches(store.database).listed() if s.name != "Ferries")
    desk("alerts", "set", kept.name, "--to", TO)
    desk("alerts", "remove", "Ferries")
    desk.add(record("Ferry one"))
    assert desk("alerts", "run").code == 0
    (mail,) = box.mails
    names = {header.lower() for header in mail.keys()}  # noqa: SIM118 - no mapping
    assert names == {
        *("from", "to", "subject", "date", "message-id", "auto-submitted"),
        *("mime-version", "content-type"),
    }
    assert mail["Subject"].endswith(": 1 new article")
    assert box.recipients == [TO]
    for to in ("eve", "a@b\r\nBcc: c@d", f"{TO}, eve@example.org"):
        assert desk("alerts", "set", kept.name, "--to", to).code == 2


def test_a_mail_server_that_fails_is_one_sentence_and_loses_nothing(desk, box, monkeypatch):
    desk("saved", "add", "Another", "ferry OR boat")
    desk("alerts", "set", "Another", "--to", "bob@example.org")
    desk.add(record("Ferry one"))
    box.is_full = True
    failed = desk("alerts", "run")
    assert (failed.code, failed.out) == (75, "")
    assert [("452 no room" in line, "next run" in line) for line in failed.err.splitlines()] == [
        (True, True),
        (True, True),
    ]
    monkeypatch.setenv("BACKFILE_SMTP_PORT", "1")
    down = desk("alerts", "run")
    assert (down.code, down.out, len(down.err.splitlines())) == (75, "", 1)
    assert "it cannot be reached" in down.err
    monkeypatch.setenv("BACKFILE_SMTP_PORT", str(box.port))
    box.is_full = False
    box.refused = {"bob@example.org"}
    desk.add(record("Ferry two"))
    # One recipient's trouble is not another's.
    assert desk("alerts", "run").code == 75
    assert box.recipients == [TO, TO]
    box.refused = set()
    assert desk("alerts", "run").code == 0
    assert sorted(told(box)) == ["Ferry one"] * 2 + ["Ferry two"] * 2
    for settings in (
        {"SMTP_TLS": "starttls"},
        {"SMTP_USER": "ann", "SMTP_PASSWORD_FILE": ""},
    ):
        desk.add(record(f"Ferry {settings}"))
        with monkeypatch.context() as patched:
            for name, value in settings.items():
                patched.setenv(f"BACKFILE_{name}", value)
            before = len(box.mails)
            assert desk("alerts", "run").code == 75
            assert len(box.mails) == before


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"SMTP_HOST": ""}, "no mail server is set"),
        ({"SMTP_FROM": "x\r\nBcc: y@z"}, "BACKFILE_SMTP_FROM"),
        ({"SMTP_TLS": "maybe"}, "BACKFILE_SMTP_TLS"),
        ({"SMTP_USER": "ann", "SMTP_PASSWORD_FILE": "none"}, "BACKFILE_SMTP_PASSWORD_FILE"),
    ],
)
def test_settings_that_no_mail_can_be_sent_by_are_named(desk, box, monkeypatch, settings, said):
    desk.add(record("Ferry one"))
    for name, value in settings.items():
        monkeypatch.setenv(f"BACKFILE_{name}", value)
    run = desk("alerts", "run")
    assert (run.code, len(run.err.splitlines()), said in run.err) == (2, 1, True)


def test_a_server_whose_certificate_nobody_vouches_for_gets_nothing(desk, box, monkeypatch):
    contexts = []

    def refused(*_args, context, **_options):
        contexts.append(context)
        raise ssl.SSLCertVerificationError("certificate verify failed: self-signed")

    monkeypatch.setattr(smtplib, "SMTP_SSL", refused)
    monkeypatch.setenv("BACKFILE_SMTP_TLS", "tls")
    desk.add(record("Ferry one"))
    run = desk("alerts", "run")
    assert (run.code, len(run.err.splitlines()), "certificate" in run.err) == (75, 1, True)
    assert [(each.verify_mode, each.check_hostname) for each in contexts] == [
        (ssl.CERT_REQUIRED, True)
    ]
    assert box.mails == []


def test_a_user_logs_in_with_the_password_of_a_file(desk, box, monkeypatch, tmp_path):
    box.login = ("ann", "pass word")
    (tmp_path / "secret").write_text("pass word\nnot this\n", "utf-8")
    monkeypatch.setenv("BACKFILE_SMTP_USER", "ann")
    monkeypatch.setenv("BACKFILE_SMTP_PASSWORD_FILE", str(tmp_path / "secret"))
    desk.add(record("Ferry one"))
    assert (desk("alerts", "run").code, told(box)) == (0, ["Ferry one"])


def test_a_run_that_is_killed_after_sending_sends_the_same_message_again(desk, box, monkeypatch):
    desk.add(record("Ferry one"))

    def killed(*_args):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(SavedSearches, "end_digest", killed)
        assert desk("alerts", "run").code != 0
    desk.add(record("Ferry two"))
    assert desk("alerts", "run").code == 0
    first, again, last = box.mails
    assert first["Message-ID"] == again["Message-ID"] != last["Message-ID"]
    assert (headlines(first), headlines(again), headlines(last)) == (
        ["Ferry one"],
        ["Ferry one"],
        ["Ferry two"],
    )


def test_a_digest_that_was_begun_and_has_nothing_left_to_tell_holds_nothing_up(desk, box):
    with desk.store() as store:
        searches = SavedSearches(store.database)
        ferries = searches.named("Ferries")
        searches.begin_digest(ferries.id, ferries.alerted)
    desk.add(record("Ferry one"))
    assert desk("alerts", "run").code == 0
    assert told(box) == ["Ferry one"]


def test_many_articles_come_in_several_messages_the_oldest_first(desk, box, monkeypatch):
    monkeypatch.setattr(digests, "MOST_ARTICLES", 3)
    desk.add(*(record(f"Ferry {number}") for number in range(8)))
    assert desk("alerts", "run", "--dry-run").out == f"Ferries: 8 articles to tell {TO}\n"
    assert box.mails == []
    assert desk("alerts", "run").code == 0
    assert [headlines(mail) for mail in box.mails] == [
        ["Ferry 2", "Ferry 1", "Ferry 0"],
        ["Ferry 5", "Ferry 4", "Ferry 3"],
        ["Ferry 7", "Ferry 6"],
    ]
    assert "5 more follow" in box.mails[0].get_body(("plain",)).get_content()


def test_an_article_that_was_away_when_it_would_have_been_told_is_told_when_it_is_back(desk, box):
    away = record("Ferry away")
    desk.add(away)
    with desk.store() as store:
        (gone,) = (each.id for each in store.changes_since(1))
        store.delete([gone])
    desk.add(record("Ferry there"))
    desk("alerts", "run")
    desk("alerts", "run")
    assert told(box) == ["Ferry there"]
    desk.add(away, record("Ferry later"))
    desk("alerts", "run")
    # It was told; to be removed and put back once more makes nothing new of it.
    with desk.store() as store:
        store.delete([gone])
    desk.add()
    desk("alerts", "run")
    desk.add(replace(away, raw=replace(away.raw, content=b"once more")))
    desk("alerts", "run")
    assert told(box) == ["Ferry there", "Ferry later", "Ferry away"]


def test_alerts_are_written_where_they_are_not_mailed(desk, box, tmp_path):
    desk("alerts", "set", "Ferries", "--to", "-")
    desk.add(record("Ferry one"))
    run = desk("alerts", "run")
    assert "Ferries: 1 new article" in run.out
    assert "Ferry one" in run.out
    desk("alerts", "set", "Ferries", "--to", TO)
    desk.add(record("Ferry two"))
    assert desk("alerts", "run", "--output", "told").code == 0
    (file,) = (tmp_path / "told").iterdir()
    assert b"To: ann@example.org" in file.read_bytes()
    assert box.mails == []
    (listed,) = json.loads(desk("alerts", "list", "--json").out)
    assert (listed["name"], listed["to"], listed["on_silence"]) == ("Ferries", TO, False)
    assert desk("alerts", "remove", "Ferries").code == 0
    assert desk("alerts", "list").out == ""


def test_a_sender_that_is_no_address_is_no_matter_where_nothing_is_mailed(desk, monkeypatch):
    desk("alerts", "set", "Ferries", "--to", "-")
    desk.add(record("Ferry one"))
    monkeypatch.setenv("BACKFILE_SMTP_FROM", "desk\nBcc: eve@example.org")
    assert "Ferry one" in desk("alerts", "run").out


def test_two_runs_do_not_tell_the_same_at_once(desk, tmp_path):
    with FileLock(tmp_path / "home" / "alerts.lock"):
        run = desk("alerts", "run")
    assert (run.code, len(run.err.splitlines())) == (75, 1)


def test_a_silence_longer_than_usual_is_told_once(desk, box, monkeypatch):
    now = datetime.now(UTC)
    desk("alerts", "remove", "Ferries")
    desk("saved", "add", "Storms", "storm")
    desk("alerts", "set", "Storms", "--to", TO, "--on-silence")

    def come(names, agos):
        with monkeypatch.context() as patched, desk.store() as store:
            for name, ago in zip(names, agos, strict=True):
                patched.setattr(prepared_record, "time", (now - ago).timestamp)
                store.add([record(f"Storm {name}")])
        desk.add()

    # Every other day until five days ago: less than three times the usual interval.
    come(range(9), (timedelta(days=21 - 2 * number) for number in range(9)))
    desk("alerts", "run")
    assert box.subjects == ["Storms: 9 new articles"]
    desk("alerts", "run")
    assert len(box.mails) == 1
    # Hourly until five days ago, with a clock put back: much more.
    agos = [timedelta(days=5, hours=60 - hour) for hour in range(60)]
    come((f"h{number}" for number in range(60)), [*agos[:30], agos[10], *agos[31:]])
    desk("alerts", "run")
    assert desk("alerts", "run").out == f"Storms: told {TO} of a silence\n"
    assert desk("alerts", "run").out == ""
    assert box.subjects[2:] == ["Storms: silent for 5 days"]
    text = " ".join(box.mails[-1].get_body(("plain",)).get_content().split())
    assert "counts as silent after 24 hours" in text
    assert "3 times 60 minutes" in text
    assert "Of the last 49 intervals" in text
    # Another article ends it, and makes the next one news.
    come(["last"], [timedelta(days=3)])
    assert desk("alerts", "run").out == f"Storms: told {TO} of 1 article\n"
    assert desk("alerts", "run").out == f"Storms: told {TO} of a silence\n"
