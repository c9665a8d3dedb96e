"""Readers tried on bytes: whatever a format is made of, records and reasons come out."""

import io
import re
from dataclasses import replace

from hypothesis import strategies as st

from archive.facts.completion import completed
from archive.formats import Container
from archive.model.article import Record
from archive.model.document import Document, Source


def read_whole(form, document):
    """The articles of a document with what follows from their text, as adding reads them."""
    for each in form.read(document):
        if isinstance(each, Record):
            article = completed(each.article)
            assert_structure_holds(article)
            yield replace(each, article=article)
        else:
            yield each


def assert_structure_holds(article):
    """Numbers of subheads and items are those of paragraphs, and pictures are on the web."""
    paragraphs = range(len(article.body))
    for numbers in (article.subheads, article.items):
        assert list(numbers) == sorted(set(numbers)) and set(numbers) <= set(paragraphs)
    assert not set(article.subheads) & set(article.items)
    assert all(picture.address.startswith(("http://", "https://")) for picture in article.pictures)


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


# The texts and the values of attributes of a document without its prologue.
_VALUE = re.compile(r"""((?<==")[^"<>]*(?=")|(?<=>)[^<>]*(?=<))""")
_WORDS = st.text("ab A김é,.:/()-+T2019Z\n", max_size=12) | st.sampled_from(
    ("", "Ruth Awino", "By Ruth Awino", "2019-06-04", "20190604T080000+0900", "Kenya", "A story.")
)


def changed_markup(text, most=4):
    """Documents like a well-formed one, with other words in some places: well-formed as well."""
    root = re.search(r"<\w", text).start()
    pieces = _VALUE.split(text[root:])
    changes = st.dictionaries(st.integers(0, len(pieces) // 2 - 1), _WORDS, max_size=most)
    return changes.map(lambda new: text[:root] + _with_values(pieces, new))


def _with_values(pieces, new):
    return "".join(new.get(at // 2, each) if at % 2 else each for at, each in enumerate(pieces))


@st.composite
def changed_bytes(draw, content, most=6):
    """Bytes like these, with a few of them cut out, or other ones in their place."""
    changed = bytearray(content)
    for at in draw(st.lists(st.integers(0, len(content) - 2), min_size=1, max_size=most)):
        changed[at : at + draw(st.integers(0, 60))] = draw(st.binary(max_size=8))
    return bytes(changed)
