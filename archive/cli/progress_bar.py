"""Progress bar on the terminal."""

import sys
from collections.abc import Generator
from contextlib import contextmanager
from typing import Protocol


class Report(Protocol):
    """Callback by which a command reports its progress."""

    def __call__(self, done: int, total: int | None, note: str = "") -> None:
        """Show the amount done and the total, None while unknown, with a note beside the bar."""
        ...


@contextmanager
def progress_bar(what: str, *, in_bytes: bool = False) -> Generator[Report | None]:
    """Show a bar on stderr until the block ends; yields None if stderr is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        DownloadColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn() if in_bytes else MofNCompleteColumn(),
        TextColumn("{task.fields[note]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
    ) as bar:
        task = bar.add_task(what, total=None, note="")

        def report(done: int, total: int | None, note: str = "") -> None:
            bar.update(task, completed=done, total=total, note=note)

        yield report
