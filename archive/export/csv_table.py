"""CSV (RFC 4180) for spreadsheets: in UTF-8 with a mark, safe against formulas.

A cell that a spreadsheet would take for a formula has an apostrophe in front, as OWASP advises
("CSV Injection"). The name of the first column tells `add` that this is so.
"""

import csv
import io
from dataclasses import dataclass

from archive.export.article_fields import FIELDS, ID, FieldValue
from archive.model.article import Article
from archive.model.guarded_cells import GUARDED_ID, guarded

# Without it Excel takes UTF-8 for the machine's old encoding.
_MARK = "\ufeff"
# Between texts of one cell: paragraphs, captions that may have a semicolon, names.
_JOINERS = {"body": "\n\n", "caption": "\n", "note": "\n\n"}


@dataclass(frozen=True, slots=True)
class CsvTable:
    """CSV with the fields of these names, the id first; one row an article."""

    fields: tuple[str, ...]
    between: bytes = b""
    foot: bytes = b""

    @property
    def head(self) -> bytes:
        """Mark of UTF-8, and the header."""
        names = [GUARDED_ID if name == ID else name for name in self.fields]
        return (_MARK + _row(names)).encode()

    def written(self, article: Article) -> bytes:
        """One row."""
        return _row([guarded(_cell(name, FIELDS[name](article))) for name in self.fields]).encode()


def _cell(name: str, value: FieldValue) -> str:
    return value if isinstance(value, str) else _JOINERS.get(name, "; ").join(value)


def _row(cells: list[str]) -> str:
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL).writerow(cells)
    return text.getvalue()
