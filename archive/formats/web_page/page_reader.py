"""Web pages as browsers and crawlers save them: one article each."""

import re
from collections.abc import Iterator

from archive.formats.markup.encoding import charset_parameter, decode_page
from archive.model.article import Record
from archive.model.document import Document

_BEGINNING = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)


class WebPageReader:
    """Reads the one article of a page."""

    media_types = ("text/html", "application/xhtml+xml")
    suffixes = (".html", ".htm", ".xhtml", ".xht")

    def recognizes(self, head: bytes) -> bool:
        """Whether a page's first elements are among these bytes, in ASCII or in UTF-16."""
        return _BEGINNING.search(head.replace(b"\0", b"")) is not None

    def read(self, document: Document) -> Iterator[Record]:
        """The one article; `SourceError` where the page holds none."""
        yield page_record(document, document.content, charset_parameter(document.media_type))


def page_record(document: Document, page: bytes, charset: str | None) -> Record:
    """The article of a page that the document is or holds, with the document as it came in."""
    # Loading what reads pages takes 0.6 s, which every command would pay for otherwise.
    from archive.formats.web_page import read_page

    raw = document.raw
    article = read_page(decode_page(page, charset), document.provenance(raw))
    return Record(article, raw)
