"""Output file: what a command makes, in the file that was named for it."""

from pathlib import Path

from archive.durable_file import replace_file
from archive.errors import output_errors_named


def write_output(path: Path, text: str) -> None:
    """Write what a command makes to the file that was named for it, replaced as a whole.

    A pipe or a device is written into, and stays what it is. Raises `OutputError`.
    """
    with output_errors_named(path):
        if path.exists() and not path.is_file():
            path.write_text(text, encoding="utf-8")
        else:
            replace_file(path.resolve(), text)
