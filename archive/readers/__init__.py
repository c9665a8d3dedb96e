"""The formats that articles come in: one file a format, found by the name of a file."""

from archive.errors import SourceError
from archive.readers.delimited import DelimitedReader
from archive.readers.json_lines import JsonLinesReader
from archive.readers.mapped import parse_mapping
from archive.readers.plain_text import PlainTextReader
from archive.readers.reader import Reader, Source

__all__ = ["READERS", "Reader", "Source", "parse_mapping", "reader_for"]

READERS: tuple[Reader, ...] = (PlainTextReader(), JsonLinesReader(), DelimitedReader())


def reader_for(name: str) -> Reader:
    """The reader of a file by its name, ".gz" aside; plain text where it has no suffix.

    Raises `SourceError` where there is no reader for it.
    """
    bare = name.lower().removesuffix(".gz")
    last = bare.rsplit("/", 1)[-1]
    for reader in READERS:
        if bare.endswith(reader.suffixes):
            return reader
    if "." not in last.strip("."):
        return PlainTextReader()
    known = ", ".join(suffix for reader in READERS for suffix in reader.suffixes)
    raise SourceError(
        f"{name}: no reader for this kind of file: it takes {known}, each also as .gz"
    )
