"""The commands on users, tokens and the audit."""

import io
import json
import sys

import pytest

from archive.store.access_tokens import AccessTokens
from archive.store.store import Store
from archive.store.user_accounts import AccessRole, Identity, UserAccounts

pytestmark = pytest.mark.usefixtures("cheap_hashes")

PASSWORD = "seven brass kettles"  # noqa: S105 - of nobody


@pytest.fixture
def typed(backfile, monkeypatch):
    """Runs a command line with something in standard input, which is no terminal."""

    def run(text, *arguments):
        monkeypatch.setattr(sys, "stdin", io.StringIO(text))
        return backfile(*arguments)

    return run


@pytest.fixture
def recognized_in(tmp_path):
    def recognized(name, password=PASSWORD):
        with Store.open(tmp_path / "home" / "archive.sqlite3") as store:
            return UserAccounts(store.database).recognized(name, password)

    return recognized


def test_users_come_and_go(typed, backfile, recognized_in, tmp_path):
    assert backfile("users", "list").code != 0
    assert typed(f"{PASSWORD}\n", "users", "add", "Edda").out == "Edda can log in as editor\n"
    assert recognized_in("Edda") == Identity("Edda", AccessRole.EDITOR)
    (tmp_path / "secret").write_text("another long password\r\n")
    added = backfile("users", "add", "Reni", "--role", "reader", "--password-file", "secret")
    assert added.code == 0
    assert recognized_in("Reni", "another long password").role is AccessRole.READER
    typed(f"{PASSWORD}\n", "users", "passwd", "Reni", "--password-file", "-")
    assert recognized_in("Reni").name == "Reni"
    backfile("users", "role", "Reni", "admin")
    backfile("users", "disable", "Edda")
    assert recognized_in("Edda") is None
    assert backfile("users", "list").out == "Edda  editor, disabled\nReni  admin\n"
    backfile("users", "enable", "Edda")
    backfile("users", "remove", "Reni")
    (left,) = json.loads(backfile("users", "list", "--json").out)
    assert (left["name"], left["role"], left["disabled"]) == ("Edda", "editor", False)
    actions = [json.loads(line) for line in backfile("audit", "--json").out.splitlines()]
    assert [(each["action"], each["subject"]) for each in actions] == [
        ("remove user", "Reni"),
        ("enable user", "Edda"),
        ("disable user", "Edda"),
        ("set role", "Reni"),
        ("set password", "Reni"),
        ("add user", "Reni"),
        ("add user", "Edda"),
    ]
    assert "set role  Reni  admin" in backfile("audit", "--subject", "Reni", "--limit", "2").out
    assert PASSWORD not in backfile("audit").out


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("Reni", "short\n", "12 to 1,000 characters: this has 5"),
        ("Reni", "", "this has 0"),
        ("Reni", "x" * 1_001, "this has 1,001"),
        ("Reni", "aaaaaaaaaaaaaaaa", "one character over and over"),
        ("Reni-of-the-desk", "reni-of-the-desk", "neither the user's name"),
        ("Reni", f"{PASSWORD}\n{PASSWORD}s\n", "the two passwords differ"),
        ("", f"{PASSWORD}\n", "1 to 64 letters"),
        ("a b", f"{PASSWORD}\n", "1 to 64 letters"),
        ("<script>", f"{PASSWORD}\n", "1 to 64 letters"),
        ("x" * 65, f"{PASSWORD}\n", "1 to 64 letters"),
        ("EDDA", f"{PASSWORD}\n", "Edda: there is a user of this name already"),
    ],
)
def test_a_name_or_a_password_that_will_not_do_is_told(typed, name, text, told):
    typed(f"{PASSWORD}\n{PASSWORD}\n", "users", "add", "Edda")
    run = typed(text, "users", "add", name)
    assert (run.code, told in run.err) == (2, True)
    assert run.err.count("\n") == 1


@pytest.mark.parametrize("command", ["disable", "enable", "remove", "passwd"])
def test_nobody_is_not_found(typed, command):
    typed(f"{PASSWORD}\n", "users", "add", "Edda")
    run = typed(f"{PASSWORD}\n", "users", command, "Nobody")
    assert (run.code, run.err) == (
        1,
        "backfile: Nobody: there is no user of this name: see 'backfile users list'\n",
    )


def test_a_file_that_is_not_there_holds_no_password(backfile):
    run = backfile("users", "add", "Edda", "--password-file", "nowhere")
    assert run.code == 73
    assert run.err.startswith("backfile: nowhere:")


def test_a_password_that_is_no_text_is_told(typed, backfile, tmp_path, monkeypatch):
    (tmp_path / "secret").write_bytes(b"seven \xff brass kettles\n")
    told = "backfile: the password is not text in UTF-8: write it in that encoding\n"
    for run in (
        backfile("users", "add", "Edda", "--password-file", "secret"),
        typed("seven \udcff brass kettles\n", "users", "add", "Edda"),
    ):
        assert (run.code, run.err) == (2, told)
    monkeypatch.setattr(sys, "stdin", None)
    assert "standard input is closed" in backfile("users", "add", "Edda").err


def test_a_number_of_any_size_is_answered_in_a_sentence(typed, backfile):
    typed(f"{PASSWORD}\n", "users", "add", "Edda")
    huge = 10**30
    assert len(backfile("audit", "--before", huge).out.splitlines()) == 1
    assert backfile("audit", "--before", "0").code == 2
    for command in ("dismiss", "restore", "retry"):
        run = backfile("quarantine", command, huge)
        assert (run.code, run.err) == (
            1,
            f"backfile: {huge}: nothing in quarantine has this number\n",
        )
    run = backfile("tokens", "add", "notebook", "--user", "Edda", "--expires", "9999y")
    assert (run.code, "at most 100y" in run.err) == (2, True)
    assert backfile("tokens", "add", "cron", "--user", "Edda", "--expires", "100y").code == 0


def test_tokens_are_shown_once(typed, backfile, tmp_path):
    typed(f"{PASSWORD}\n", "users", "add", "Edda")
    made = backfile("tokens", "add", "notebook", "--user", "Edda", "--expires", "12w")
    secret = made.out.strip()
    assert "not shown again" in made.err
    with Store.open(tmp_path / "home" / "archive.sqlite3") as store:
        assert AccessTokens(store.database).user_of(secret).name == "Edda"
    assert secret not in backfile("tokens", "list").out
    assert backfile("tokens", "list", "--user", "Edda").out.startswith("Edda  notebook  until 2")
    again = backfile("tokens", "add", "notebook", "--user", "Edda")
    assert (again.code, "choose another name" in again.err) == (2, True)
    endless = backfile("tokens", "add", "cron", "--user", "Edda", "--expires", "never", "--json")
    assert json.loads(endless.out)["token"].startswith("backfile_")
    assert backfile("tokens", "revoke", "notebook", "--user", "Edda").out == "revoked\n"
    (left,) = json.loads(backfile("tokens", "list", "--json").out)
    assert (left["name"], left["expires"]) == ("cron", "")
    assert backfile("tokens", "revoke", "notebook", "--user", "Edda").code == 1
    assert backfile("tokens", "add", "x", "--user", "Nobody").code == 1
    assert backfile("tokens", "add", "x", "--user", "Edda", "--expires", "soon").code == 2


@pytest.mark.parametrize(
    "options",
    [["--host", "0.0.0.0"], ["--host", ""], ["--host", "::"], ["--behind-proxy", "1"]],  # noqa: S104 - named, not bound
)
def test_others_are_served_by_choice_only(backfile, tmp_path, options):
    Store.open(tmp_path / "home" / "archive.sqlite3", create=True).close()
    run = backfile("serve", *options)
    assert run.code == 2
    assert "with --public, or make users" in run.err
    assert run.err.count("\n") == 1
