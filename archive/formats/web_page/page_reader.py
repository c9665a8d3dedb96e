"""Web pages as browsers and crawlers save them: one article each."""

import re
from collections.abc import Iterator

from archive.formats.markup.encoding import charset_parameter, decode_page
from archive.model.article import Record
from archive.model.document import Document

_BEGINNING = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)


class WebPageReader:
    """Web pages: one article a page."""

    media_types = ("text/html", "application/xhtml+xml")
    suffixes = (".html", ".htm", ".xhtml", ".xht")

    def recognizes(self, head: bytes) -> bool:
        """Whether the bytes, in ASCII or UTF-16, have the first elements of a page."""
        return _BEGINNING.search(head.replace(b"\0", b"")) is not None

    def read(self, document: Document) -> Iterator[Record]:
        """The one article; `SourceError` where the page holds none."""
        yield page_record(document, document.content, charset_parameter(document.media_type))


def page_record(document: Document, page: bytes, charset: str | None) -> Record:
    """Extract the article of a page, with the document it came in as raw content."""
    # Loading what reads pages takes 0.6 s, which every command would pay for otherwise.
    from archive.formats.web_page import read_page

    raw = document.raw
    article = read_page(decode_page(page, charset), document.provenance(raw))
    return Record(article, raw)
