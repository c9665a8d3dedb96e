"""Cells of tables that no spreadsheet takes for a formula: an apostrophe stands before the text.

Of cells that begin like a formula only; one that begins with apostrophes and then so gets another,
so that taking one off always gives the text back.
"""

import re

# Header of the first column of a table whose cells are guarded: the id of the article.
GUARDED_ID = "backfile_id"
# As ASCII has the signs, and as East Asian keyboards type them; some look behind white space.
_BEGINNING = r"(?:\s*[=+\-@|\uff1d\uff0b\uff0d\uff20]|[\t\r\n])"
_FORMULA = re.compile(rf"'*{_BEGINNING}")
_GUARDED = re.compile(rf"'+{_BEGINNING}")


def guarded(cell: str) -> str:
    """The cell, with an apostrophe in front where it could be a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """The cell as it was before `guarded`."""
    return cell[1:] if _GUARDED.match(cell) else cell
