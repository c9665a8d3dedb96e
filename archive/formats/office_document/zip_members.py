"""Zipped documents (EPUB, Word): reads their members whole, within bounds."""

import io
import zipfile
from collections.abc import Generator, Sequence
from contextlib import contextmanager

from lxml import etree

from archive.errors import SourceError
from archive.formats.container.limits import PACKED_FAULTS
from archive.formats.markup.element import XmlElement
from archive.formats.markup.xml import lenient_tree
from archive.model.document import Document
from archive.model.text import one_line

# A zipped document with more than this inside was made to harm, or is no document of text.
LARGEST_MEMBER_BYTES = 16_000_000
_MOST_MEMBERS = 20_000
# A tree takes 170 bytes for each element or reference.
_MOST_MARKS = 2_000_000
_ENCRYPTED = 0x1


class ZippedDocument:
    """Open zip of one document, with access to its files."""

    def __init__(self, document: Document, package: zipfile.ZipFile) -> None:
        self._document = document
        self._package = package
        self.names = package.namelist()

    def read(self, name: str) -> bytes:
        """One file's bytes; `SourceError` where it is missing, damaged, encrypted or too large."""
        whole = f"{self._document.name}: {one_line(name)[:200]}"
        try:
            info = self._package.getinfo(name)
            if info.flag_bits & _ENCRYPTED:
                raise SourceError(f"{whole}: it is encrypted: save it without a password")
            with self._package.open(info) as member:
                content = member.read(LARGEST_MEMBER_BYTES + 1)
        except PACKED_FAULTS as error:
            raise SourceError(
                f"{whole}: cannot be read ({one_line(str(error))}): get a whole copy"
            ) from error
        if len(content) > LARGEST_MEMBER_BYTES:
            raise SourceError(
                f"{whole}: unpacks to more than {LARGEST_MEMBER_BYTES // 10**6} MB: save its text "
                "as plain text and add that"
            )
        return content

    def xml(self, name: str, without: Sequence[str] = ()) -> XmlElement:
        """Parse one file without the named elements; `SourceError` also where it is no XML."""
        content = self.read(name)
        if content.count(b"<") + content.count(b"&") > _MOST_MARKS:
            raise SourceError(
                f"{self._document.name}: {name}: more than {_MOST_MARKS:,} marks, so no article: "
                "save its text as plain text and add that"
            )
        try:
            root = lenient_tree(content)
        except (etree.LxmlError, ValueError) as error:
            raise SourceError(
                f"{self._document.name}: {name}: no XML that can be read "
                f"({one_line(str(error))}): get a whole copy"
            ) from error
        if root is None:
            raise SourceError(f"{self._document.name}: {name}: empty: get a whole copy")
        # Left where a file names them, for they are not expanded.
        etree.strip_elements(root, etree.Entity, *without, with_tail=False)
        return root


@contextmanager
def opened(document: Document, kind: str) -> Generator[ZippedDocument]:
    """Open a zipped document; `SourceError` where it is no zip, or no document of its kind."""
    try:
        package = zipfile.ZipFile(io.BytesIO(document.content))
    except PACKED_FAULTS as error:
        raise SourceError(
            f"{document.name}: no {kind}, or half of one ({one_line(str(error))}): get a whole copy"
        ) from error
    with package:
        if len(package.filelist) > _MOST_MEMBERS:
            raise SourceError(
                f"{document.name}: more than {_MOST_MEMBERS} files inside, so no {kind}: "
                "add it as a .zip"
            )
        yield ZippedDocument(document, package)
