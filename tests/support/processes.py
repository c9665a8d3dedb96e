"""Whether other processes run, and waiting for what they do."""

import time
from pathlib import Path

# Longer than a busy machine stands still: it ends a test that would wait for ever.
TIMEOUT_S = 120


def runs(process_id):
    """Whether a process runs; one that has ended may still wait for somebody to hear of it."""
    try:
        stat = Path(f"/proc/{process_id}/stat").read_text()
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


def wait_until(happens, what):
    """Returns as soon as something happens; fails, and says what was waited for, if it never does.

    `happens` is asked again and again.
    """
    given_up = time.monotonic() + TIMEOUT_S
    while not happens():
        assert time.monotonic() < given_up, f"in {TIMEOUT_S} s it never came to this: {what}"
        time.sleep(0.02)
