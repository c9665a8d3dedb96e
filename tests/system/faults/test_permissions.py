"""What may not be read or written is named with what to do about it."""

import pytest

from tests.system.faults.command_runs import CANNOT_GIVE_UP, LIKE_ANY_OWNER, held, run, sentence


def run_like_any_owner(home, *arguments):
    ended = run(home, *arguments, under=LIKE_ANY_OWNER)
    if ended.returncode == CANNOT_GIVE_UP:
        pytest.skip("root cannot give up its powers over files here")
    return ended


@pytest.fixture
def forbid():
    """Takes permissions away until the test is over."""
    forbidden = []

    def take_away(path, mode):
        forbidden.append((path, path.stat().st_mode))
        path.chmod(mode)

    yield take_away
    for path, mode in forbidden:
        path.chmod(mode)


def test_a_folder_that_may_not_be_opened_is_named_before_anything_is_added(home, tmp_path, forbid):
    closed = tmp_path / "news" / "closed"
    closed.mkdir(parents=True)
    (closed.parent / "a.txt").write_text("Ferry runs again")
    forbid(closed, 0)
    before = held(home)
    ended = run_like_any_owner(home, "add", closed.parent)
    assert sentence(ended, 66) == f"{closed}: Permission denied: allow reading it, or leave it out"
    assert held(home) == before


def test_a_file_in_a_folder_that_may_not_be_entered_is_named(home, tmp_path, forbid):
    closed = tmp_path / "closed"
    closed.mkdir()
    (closed / "a.txt").write_text("Ferry runs again")
    forbid(closed, 0)
    ended = run_like_any_owner(home, "add", closed / "a.txt")
    assert sentence(ended, 66) == (
        f"{closed / 'a.txt'}: Permission denied: check the path, or allow reading it"
    )


def test_of_two_files_the_one_that_may_not_be_read_is_named_and_the_other_added(
    home, tmp_path, forbid
):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"Ferry {name} runs again")
    forbid(tmp_path / "a.txt", 0)
    ended = run_like_any_owner(home, "add", tmp_path / "a.txt", tmp_path / "b.txt")
    assert sentence(ended, 65) == (
        f"{tmp_path / 'a.txt'}: Permission denied: allow reading it, or get a whole copy"
    )
    assert ended.stdout.startswith("1 added, 0 updated, 0 unchanged, 1 rejected in ")


@pytest.mark.parametrize("arguments", [["add", "a.txt"], ["search", "word1"]])
def test_a_home_that_may_not_be_written_is_named(home, tmp_path, forbid, monkeypatch, arguments):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("Ferry runs again")
    before = held(home)
    for path in (*home.iterdir(), home):
        forbid(path, 0o555 if path.is_dir() else 0o444)
    ended = run_like_any_owner(home, *arguments)
    assert sentence(ended, 73) == (
        f"{home / 'archive.sqlite3'}: it cannot be written: check who owns it, "
        "or choose another --home"
    )
    home.chmod(0o755)
    assert held(home) == before


def test_a_home_that_may_not_be_made_is_named(tmp_path, forbid):
    (tmp_path / "a.txt").write_text("Ferry runs again")
    (tmp_path / "closed").mkdir()
    forbid(tmp_path / "closed", 0o555)
    ended = run_like_any_owner(tmp_path / "closed" / "home", "add", tmp_path / "a.txt")
    assert sentence(ended, 73) == (
        f"{tmp_path / 'closed' / 'home'}: it cannot be used (Permission denied): "
        "check who owns it, or choose another --home"
    )


def test_a_home_that_is_a_file_is_named(tmp_path):
    (tmp_path / "a.txt").write_text("Ferry runs again")
    ended = run(tmp_path / "a.txt", "add", tmp_path / "a.txt")
    assert sentence(ended, 73) == (
        f"{tmp_path / 'a.txt'}: it is a file, not a folder: choose another --home"
    )
    assert (tmp_path / "a.txt").read_text() == "Ferry runs again"


def test_a_home_with_no_archive_yet_is_named_and_not_made(tmp_path):
    ended = run(tmp_path / "home", "search", "ferry")
    assert sentence(ended, 73) == (
        f"{tmp_path / 'home'}: there is no archive here yet: make one with 'backfile add PATH'"
    )
    assert not (tmp_path / "home").exists()
