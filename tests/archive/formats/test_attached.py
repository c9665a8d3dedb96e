"""What lies in a document is found by its name, its type or its first bytes, to a bound."""

import io
import zipfile

import pytest

from archive.formats.unpacking import MOST_WRAPPINGS, attached, is_package
from archive.model.document import Document, Unreadable


def zipped(**files):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name, content in files.items():
            package.writestr(name, content)
    return packed.getvalue()


def inside(name, content, media_type, wrappings=1):
    document = Document(name, content, media_type, position=4, mapping={"headline": "x"})
    return document, list(attached(document, wrappings=wrappings))


KNOWN = {
    ("a.eml/a.txt", "application/octet-stream"): "text/plain",
    ("a.eml/a.HTML", "text/html; charset=euc-kr"): "text/html; charset=euc-kr",
    ("a.eml/a.docx", "application/octet-stream"): (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    ),
    # The name says more than the type.
    ("a.eml/a.rtf", "text/plain"): "application/rtf",
    ("a.eml/a", "application/pdf"): "application/pdf",
    ("a.eml/a.bak", "message/rfc822"): "message/rfc822",
}


@pytest.mark.parametrize(("given", "media_type"), KNOWN.items())
def test_a_document_is_of_the_format_of_its_name_or_type(given, media_type):
    document, found = inside(given[0], b"x", given[1])
    (each,) = found
    assert (each.name, each.content, each.media_type) == (given[0], b"x", media_type)
    assert each.mapping == document.mapping


def test_the_first_bytes_tell_where_nothing_else_does():
    _, (each,) = inside("a.eml/part 1.bin", b"%PDF-1.4", "application/octet-stream")
    assert each.media_type == "application/pdf"


def test_a_package_is_opened():
    content = zipped(**{"b.txt": b"News", "c.png": b"x"})
    _, found = inside("a.eml/b.zip", content, "application/zip")
    assert [each.name for each in found] == ["a.eml/b.zip/b.txt", "a.eml/b.zip/c.png"]
    assert isinstance(found[1], Unreadable)
    assert is_package("application/zip; x=y")
    assert not is_package("text/plain")


def test_what_nothing_reads_is_kept_with_its_reason():
    document, found = inside("a.eml/a.doc", b"\xd0\xcf", "application/msword")
    assert found == [
        Unreadable(
            "a.eml/a.doc: no reader for this kind of file: see the formats that 'add' takes",
            "a.eml/a.doc",
            4,
            document,
        )
    ]


def test_what_is_wrapped_too_often_is_kept_with_its_reason():
    document, (each,) = inside("a.eml/a.eml", b"x", "message/rfc822", MOST_WRAPPINGS + 1)
    assert each.document == document
    assert "wrapped in more than 5 packages" in each.reason
