"""How articles are laid out in a Whoosh index, all of it derived from the registry of fields.

For every text field the index has postings with positions, and the folded words that
stemming changed as bare postings beside it. For every facet it has the set of values of each
article as one term, and a column of that term's hash; further columns hold the id, the cluster,
the days and the lengths of the fields. A column is read as one array.
"""

import hashlib
import struct
from collections.abc import Generator, Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from whoosh import columns, fields, formats

from archive.article import Article
from indexer.analysis import Analyzer, index_terms
from indexer.fields import FACETS, TEXT_FIELDS, Facet

ID, ID_COLUMN, CLUSTER = "id", "id_number", "cluster"
FIRST_DAY, LAST_DAY = "first_day", "last_day"
# Stands between the values of one article in a facet's term.
_VALUE_SEPARATOR = "\x1f"

WRITTEN = {field.name: f"written_{field.name}" for field in TEXT_FIELDS}
# The length of a text says how much a word in it counts; that of a list of names does not.
LENGTH = {
    field.name: f"length_{field.name}" for field in TEXT_FIELDS if field.analyzer is Analyzer.PROSE
}
FACET_TERMS = {facet.name: f"facet_{facet.name}" for facet in FACETS}
FACET_HASH = {facet.name: f"hash_{facet.name}" for facet in FACETS}

# ruff: noqa: ANN401 - Whoosh hands over whatever its caller gave it


class Positions(formats.Format):
    """Postings that hold the positions of a term as little-endian 32-bit numbers."""

    posting_size = -1

    def encode(self, positions: Sequence[int]) -> bytes:
        """Ascending positions as bytes."""
        return struct.pack(f"<{len(positions)}I", *positions)

    def decode_positions(self, value: bytes) -> list[int]:
        """The positions that `encode` wrote."""
        return list(struct.unpack(f"<{len(value) // 4}I", value))

    def decode_frequency(self, value: bytes) -> int:
        """How often the term stands in the article."""
        return len(value) // 4

    def decode_weight(self, value: bytes) -> float:
        """The same; there are no boosts in the index."""
        return float(len(value) // 4)

    def combine(self, vs: Iterable[bytes]) -> bytes:
        """All positions of several postings of one article."""
        return self.encode(sorted({p for value in vs for p in self.decode_positions(value)}))


class Terms(fields.FieldType):
    """A field that takes terms as `index_terms` gives them."""

    def __init__(self) -> None:
        self.format = Positions()

    def index(self, value: Any, **_: Any) -> Generator[tuple[bytes, int, float, bytes]]:
        """Each term with its frequency, its weight (the same) and its positions."""
        for term, positions in value.items():
            count = len(positions)
            yield term.encode(), count, float(count), self.format.encode(positions)


class Words(fields.FieldType):
    """A field that takes bare terms, without frequency or position."""

    def __init__(self, *, unique: bool = False) -> None:
        self.format = formats.Existence()
        self.unique = unique

    def index(self, value: Any, **_: Any) -> Generator[tuple[bytes, int, float, bytes]]:
        """Each term once."""
        for term in value:
            yield term.encode(), 1, 1.0, b""


class ArrayColumn(columns.Column):
    """A column of unsigned numbers that is read as one NumPy array."""

    _default = 0

    def __init__(self, dtype: str) -> None:
        self.dtype = np.dtype(dtype)

    def writer(self, dbfile: Any) -> "ArrayColumnWriter":
        """A writer of this column."""
        return ArrayColumnWriter(dbfile, self.dtype)

    def reader(self, dbfile: Any, basepos: int, length: int, doccount: int) -> "ArrayColumnReader":
        """A reader of this column as it stands in a segment."""
        return ArrayColumnReader(dbfile.get(basepos, length), doccount, self.dtype)


class ArrayColumnWriter(columns.ColumnWriter):
    """Gathers a segment's values and writes them at its end."""

    def __init__(self, dbfile: Any, dtype: "np.dtype[Any]") -> None:
        super().__init__(dbfile)
        self._dtype = dtype
        self._values: list[int] = []

    def fill(self, docnum: int) -> None:
        """Give the default value to the documents before `docnum` that have none."""
        self._values.extend([0] * (docnum - len(self._values)))

    def add(self, docnum: int, value: int) -> None:
        """Give a document its value."""
        self.fill(docnum)
        self._values.append(value)

    def finish(self, docnum: int) -> None:
        """Write the column of a segment of so many documents."""
        self.fill(docnum)
        self._dbfile.write(np.array(self._values, self._dtype).tobytes())


class ArrayColumnReader(columns.ColumnReader):
    """The values of one segment in the order of its documents."""

    def __init__(self, content: bytes, doccount: int, dtype: "np.dtype[Any]") -> None:
        self.array = np.frombuffer(content, dtype, doccount)

    def __getitem__(self, docnum: int) -> int:
        return int(self.array[docnum])

    def __len__(self) -> int:
        return len(self.array)

    def __iter__(self) -> Iterator[int]:
        return iter(self.array.tolist())


class Number(fields.COLUMN):
    """A field that is a column of numbers and nothing else."""

    def to_column_value(self, value: int) -> Any:
        """The number itself."""
        return value

    def from_column_value(self, value: object) -> Any:
        """The number itself."""
        return value


def make_schema() -> fields.Schema:
    """The schema of the index."""
    schema = fields.Schema()
    schema.add(ID, Words(unique=True))
    for name in (ID_COLUMN, CLUSTER):
        schema.add(name, Number(ArrayColumn("<u8")))
    for name in (FIRST_DAY, LAST_DAY, *LENGTH.values()):
        schema.add(name, Number(ArrayColumn("<u4")))
    for field in TEXT_FIELDS:
        schema.add(field.name, Terms())
        schema.add(WRITTEN[field.name], Words())
    for facet in FACETS:
        schema.add(FACET_TERMS[facet.name], Words())
        schema.add(FACET_HASH[facet.name], Number(ArrayColumn("<u8")))
    return schema


def document(article: Article) -> dict[str, Any]:
    """An article as the keyword arguments of Whoosh's `add_document`."""
    values: dict[str, Any] = {ID: [article.id], ID_COLUMN: int(article.id, 16)}
    if article.cluster:
        values[CLUSTER] = int(article.cluster, 16)
    if days := article.published.days():
        values[FIRST_DAY], values[LAST_DAY] = (day.toordinal() for day in days)
    for field in TEXT_FIELDS:
        if texts := field.texts(article):
            terms = index_terms(texts, field.analyzer)
            values[field.name] = terms.positions
            if terms.written:
                values[WRITTEN[field.name]] = terms.written
            if field.name in LENGTH:
                values[LENGTH[field.name]] = terms.length
    for facet in FACETS:
        if term := facet_term(facet, article):
            values[FACET_TERMS[facet.name]] = [term]
            values[FACET_HASH[facet.name]] = term_hash(term)
    return values


def facet_term(facet: Facet, article: Article) -> str:
    """All values of an article in a facet as one term, "" where it has none."""
    values = facet.values(article)
    if not values and facet.missing is not None:
        values = [facet.missing]
    return _VALUE_SEPARATOR.join(sorted(values))


def facet_values(term: str) -> list[str]:
    """The values that `facet_term` joined."""
    return term.split(_VALUE_SEPARATOR)


def term_hash(term: str) -> int:
    """64 bits that stand for a facet's term in its column; never 0, which means none.

    BLAKE2b (RFC 7693): of a million sets of values, two meet with a chance of 1 in 18 million.
    """
    return int.from_bytes(hashlib.blake2b(term.encode(), digest_size=8).digest()) | 1
