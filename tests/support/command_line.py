"""The command line in this process, as a fixture: what was typed, printed and returned."""

import os
import re
import sys
from dataclasses import dataclass

import pytest

from webui.cli.commands import main


@dataclass
class Run:
    """What came of one command; times in its output read as N."""

    code: int
    out: str
    err: str


@pytest.fixture
def backfile(monkeypatch, capsys, tmp_path):
    """Runs the command line in an empty folder, with its archive in the folder `home`."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("BACKFILE_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("BACKFILE_HOME", "home")

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["backfile", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            main()
        out, err = (re.sub(r"[\d.]+(?= m?s\b)", "N", each) for each in capsys.readouterr())
        return Run(end.value.code or 0, out, err)

    return run
