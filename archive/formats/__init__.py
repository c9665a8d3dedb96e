"""File formats that articles come in, found by a file's name, first bytes or media type."""

from archive.formats.format import HEAD_BYTES, Container, Reader
from archive.formats.registry import format_of, formats, reader_of
from archive.formats.tabular.column_mapping import (
    mapped_columns,
    parse_constants,
    parse_mapping,
    with_constants,
)
from archive.model.document import Document, Source, Unreadable, bare_media_type

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
    "mapped_columns",
    "parse_constants",
    "parse_mapping",
    "reader_of",
    "with_constants",
]
