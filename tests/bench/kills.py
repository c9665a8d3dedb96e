"""An archive whose making is killed again and again ends as one whose making is not.

    python -m tests.bench.kills [KILLS]

Adds the 24,776 dispatches of KCNA, kills the command with SIGKILL at KILLS random moments (20 by
default), and after each looks that the store opens and holds nothing but whole articles. Then
lets it end, and compares all that is held with what an undisturbed run holds.
"""

import random
import sys
import tempfile
import time
from pathlib import Path

from tests.faults.processes import held, in_step, run, start

DISPATCHES = Path(__file__).resolve().parents[3] / "shared" / "data" / "kcna"
MAPPING = ("--map", "headline=title", "--map", "body=story", "--map", "date=date")


def main() -> None:
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    files = sorted(DISPATCHES.glob("*.jsonl.gz"))
    if not files:
        sys.exit(f"bench: the dispatches to add are not at {DISPATCHES}")
    rng = random.Random(2012)  # noqa: S311 - the same moments every time
    with tempfile.TemporaryDirectory() as folder:
        undisturbed, disturbed = Path(folder, "undisturbed"), Path(folder, "disturbed")
        started = time.perf_counter()
        check(run(undisturbed, "add", *files, *MAPPING, timeout_s=600).returncode == 0, "added")
        whole_s = time.perf_counter() - started
        whole = held(undisturbed)
        print(f"undisturbed: {len(whole):,} articles in {whole_s:.0f} s with their index")
        for number in range(1, kills + 1):
            process = start(disturbed, "add", *files, *MAPPING)
            moment_s = 1.0 + rng.random() * 1.5
            time.sleep(moment_s)
            was_running = process.poll() is None
            process.kill()
            process.communicate()
            kept = held(disturbed) if (disturbed / "archive.sqlite3").exists() else {}
            check(kept.items() <= whole.items(), "whole articles only")
            state = "killed" if was_running else "had ended"
            print(f"{number:>3}. {state} after {moment_s:.1f} s: {len(kept):,} whole articles")
        check(run(disturbed, "add", *files, *MAPPING, timeout_s=600).returncode == 0, "ended")
        check(held(disturbed) == whole, "the same archive")
        check(in_step(disturbed), "the index is in step")
        print("the same archive in the end, clusters too")


def check(holds: object, what: str) -> None:
    """Ends the program where something does not hold."""
    if not holds:
        sys.exit(f"bench: does not hold: {what}")


if __name__ == "__main__":
    main()
