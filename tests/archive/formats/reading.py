"""Readers tried on bytes: whatever a format is made of, records and reasons come out."""

import io

from archive.formats import Container
from archive.model.article import Record
from archive.model.document import Document, Source


def read_bytes(form, content, name, mapping=None):
    """The records of a file in a format, and what could not be read of it."""
    if isinstance(form, Container):
        given = list(form.unpack(Source(name, io.BytesIO(content), mapping or {})))
    else:
        given = [Document(name, content, form.media_types[0], mapping=mapping or {})]
    found = []
    for each in given:
        found += form.read(each) if isinstance(each, Document) else [each]
    records = [each for each in found if isinstance(each, Record)]
    return records, [each for each in found if not isinstance(each, Record)]
