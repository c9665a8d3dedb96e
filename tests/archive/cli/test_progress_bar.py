"""The bar that shows how far a command has come, on a terminal and elsewhere."""

import io
import re
from contextlib import redirect_stderr

import pytest

from archive.cli.progress_bar import progress_bar


class Terminal(io.StringIO):
    """What is shown on a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal of 100 columns."""
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")
    return Terminal()


def last_line(shown: Terminal) -> str:
    text = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", shown.getvalue())
    line = re.split(r"[\r\n]+", text.strip())[-1]
    return re.sub(r"[━╸╺ ]+", " ", re.sub(r"\d:\d\d:\d\d", "0:00:00", line)).strip()


def test_the_bar_shows_how_many_are_done_of_how_many(terminal: Terminal):
    with redirect_stderr(terminal), progress_bar("Indexing") as report:
        assert report is not None
        report(40, 200)
        report(200, 200)
    assert last_line(terminal) == "Indexing 200/200 0:00:00 0:00:00"


def test_the_bar_shows_bytes_and_a_word_on_them(terminal: Terminal):
    with redirect_stderr(terminal), progress_bar("Adding", in_bytes=True) as report:
        assert report is not None
        report(3_000_000, 4_000_000, "1,200 articles")
    assert last_line(terminal) == "Adding 3.0/4.0 MB 1,200 articles 0:00:00 -:--:--"


def test_where_is_no_terminal_is_no_bar(capsys: pytest.CaptureFixture[str]):
    with progress_bar("Indexing") as report:
        assert report is None
    assert capsys.readouterr() == ("", "")
