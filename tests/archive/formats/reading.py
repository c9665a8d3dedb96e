"""Readers tried on bytes: whatever a format is made of, records and reasons come out."""

import io
from dataclasses import replace

from archive.facts.completion import completed
from archive.formats import Container
from archive.model.article import Record
from archive.model.document import Document, Source


def read_whole(form, document):
    """The articles of a document with what follows from their text, as adding reads them."""
    for each in form.read(document):
        if isinstance(each, Record):
            yield replace(each, article=completed(each.article))
        else:
            yield each


def read_bytes(form, content, name, mapping=None):
    """The records of a file in a format, and what could not be read of it."""
    if isinstance(form, Container):
        given = list(form.unpack(Source(name, io.BytesIO(content), mapping or {})))
    else:
        given = [Document(name, content, form.media_types[0], mapping=mapping or {})]
    found = []
    for each in given:
        found += read_whole(form, each) if isinstance(each, Document) else [each]
    records = [each for each in found if isinstance(each, Record)]
    return records, [each for each in found if not isinstance(each, Record)]
