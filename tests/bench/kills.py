"""An archive whose making is killed ends as one whose making is not.

    python -m tests.bench.kills [KILLS]

Adds the 24,776 dispatches of KCNA in a process that is killed with SIGKILL at a random moment,
looks that the store opens and holds nothing but whole articles, lets the next run end, and
compares all that is held with what an undisturbed run holds: KILLS times (20 by default), each in
a home of its own. The index is left out here; `tests/system/faults` kills the whole command.
"""

import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from archive.errors import HomeError
from tests.system.faults.command_runs import held

DISPATCHES = Path(__file__).resolve().parents[3] / "shared" / "data" / "kcna"
ADD = """
import sys
from pathlib import Path
from archive.ingest.ingest import Tally, add_files
from archive.store.store import Store

home, *files = map(Path, sys.argv[1:])
mapping = {"headline": "title", "body": "story", "date": "date"}
with Store.open(home / "archive.sqlite3", create=True) as store:
    add_files(store, files, mapping, Tally())
"""


def main() -> None:
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    files = sorted(DISPATCHES.glob("*.jsonl.gz"))
    if not files:
        sys.exit(f"bench: the dispatches to add are not at {DISPATCHES}")
    rng = random.Random(2012)  # noqa: S311 - the same moments every time
    with tempfile.TemporaryDirectory() as folder:
        undisturbed = Path(folder, "undisturbed")
        started = time.perf_counter()
        check(adding(undisturbed, files).wait() == 0, "the undisturbed run")
        whole_s = time.perf_counter() - started
        whole = held(undisturbed)
        print(f"undisturbed: {len(whole):,} articles in {whole_s:.0f} s")
        for number in range(1, kills + 1):
            home = Path(folder, str(number))
            moment_s = rng.random() * whole_s
            process = adding(home, files)
            time.sleep(moment_s)
            process.kill()
            was_running = process.wait() < 0
            kept = kept_in(home)
            check(kept.items() <= whole.items(), "whole articles only")
            check(adding(home, files).wait() == 0, "the next run")
            check(held(home) == whole, "the same archive")
            state = "killed" if was_running else "had ended"
            print(
                f"{number:>3}. {state} after {moment_s:.1f} s with {len(kept):,} whole articles; "
                "the next run ended with the same archive",
                flush=True,
            )


def adding(home: Path, files: list[Path]) -> "subprocess.Popen[bytes]":
    """A process that adds the dispatches."""
    return subprocess.Popen([sys.executable, "-c", ADD, home, *files])


def kept_in(home: Path) -> dict:
    """The state left by the killed process; nothing if it had not made its archive yet."""
    try:
        return held(home)
    except HomeError:
        return {}


def check(holds: object, what: str) -> None:
    """Ends the program where something does not hold."""
    if not holds:
        sys.exit(f"bench: does not hold: {what}")


if __name__ == "__main__":
    main()
