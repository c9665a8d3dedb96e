"""An archive comes back from its export unchanged, and what memory that takes.

    python -m tests.bench.round_trip HOME [ENGINE…]

Exports the whole archive of HOME, reads it back into a new home by each engine (all of them by
default), exports that and compares the bytes. Says of each command its processor time and the most
memory that any one of its processes held.
"""

import filecmp
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from indexer.engines.registry import ENGINES


def main() -> None:
    if len(sys.argv) < 2:
        sys.exit("bench: say which archive: the folder of its home")
    home = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        first, second = Path(folder, "first.jsonl"), Path(folder, "second.jsonl")
        measure("export", home, "export", "--output", first)
        for engine in sys.argv[2:] or ENGINES:
            back = Path(folder, engine)
            measure(f"add ({engine})", back, "add", first, engine=engine)
            measure("export", back, "export", "--output", second)
            if not filecmp.cmp(first, second, shallow=False):
                sys.exit("bench: the second export is another one")
            second.unlink()
    print("every export was the same, byte for byte")


def measure(name: str, home: Path, *words: str | Path, engine: str = "") -> None:
    """Run a command and print what it took."""
    process = subprocess.Popen(
        [sys.executable, "-m", "webui", *words, "--home", home],
        stdout=subprocess.DEVNULL,
        env=os.environ | {"BACKFILE_ENGINE": engine},
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"bench: {name} failed")
    # Of the command and all processes that it has waited for, the largest.
    print(
        f"{name:<16}{used.ru_utime + used.ru_stime:>8.1f} s of processor time"
        f"{used.ru_maxrss / 1024:>8.0f} MB in the largest process",
        flush=True,
    )


if __name__ == "__main__":
    main()
