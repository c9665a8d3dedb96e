"""Single values of the whole archive, read: counters and properties."""

from typing import Any

from archive.store.database_file import Execute


def counter(execute: Execute, name: str) -> int:
    """Value of the counter "sequence" or "schema"; 0 if absent."""
    return _value(execute, "SELECT value FROM counters WHERE name = ?", name) or 0


def stated_property(execute: Execute, name: str) -> str:
    """Value of a property of the whole archive, such as "time_zone"; "" if absent."""
    return _value(execute, "SELECT text FROM properties WHERE name = ?", name) or ""


def _value(execute: Execute, statement: str, name: str) -> Any:  # noqa: ANN401 - of any column
    return next((value for (value,) in execute(statement, (name,))), None)
