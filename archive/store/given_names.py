"""Names that people give to what they keep: collections, saved searches."""

import sqlalchemy as sa

from archive.errors import UserError
from archive.model.text import one_line

# Characters of a name.
LONGEST_NAME = 200


def free_name(connection: sa.Connection, taken: sa.Column[str], typed: str, noun: str) -> str:
    """The name as it is kept, on one line, if no row has it in the column `taken`.

    Raises `UserError`, with the noun for what has the name, where it is taken, empty or too long.
    """
    name = one_line(typed)
    if not 0 < len(name) <= LONGEST_NAME:
        raise UserError(f"a name has 1 to {LONGEST_NAME} characters: this has {len(name)}")
    if connection.scalar(sa.select(sa.literal(1)).where(taken == name)):
        raise UserError(f"{name}: there is a {noun} of this name already: choose another name")
    return name
