"""Whether other processes run."""

from pathlib import Path


def runs(process_id):
    """Whether a process runs; one that has ended may still wait for somebody to hear of it."""
    try:
        stat = Path(f"/proc/{process_id}/stat").read_text()
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"
