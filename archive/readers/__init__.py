"""The formats that articles come in: one file a format, found by name, content or media type."""

from archive.readers.formats import format_of, formats, reader_of
from archive.readers.reader import (
    HEAD_BYTES,
    Container,
    Document,
    Reader,
    Source,
    Unreadable,
    bare_media_type,
)
from archive.readers.tables.mapped import parse_mapping

__all__ = [
    "HEAD_BYTES",
    "Container",
    "Document",
    "Reader",
    "Source",
    "Unreadable",
    "bare_media_type",
    "format_of",
    "formats",
    "parse_mapping",
    "reader_of",
]
