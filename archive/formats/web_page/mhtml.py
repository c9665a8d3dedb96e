"""MHTML files (RFC 2557): pages that a browser saved with all their resources."""

import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from email.errors import MessageError
from email.message import Message
from email.utils import parsedate_to_datetime

from archive.errors import SourceError
from archive.formats.web_page.page_reader import page_record
from archive.model.article import Record
from archive.model.document import Document

_PAGES = ("text/html", "application/xhtml+xml")
_HEADERS = re.compile(rb"\A\s*(?:[\x21-\x39\x3b-\x7e]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){1,50}")
_SAVED_PAGE = re.compile(
    rb"^(?:Snapshot-Content-Location:|Content-Type:\s*multipart/related)",
    re.IGNORECASE | re.MULTILINE,
)
# Python takes a quadratic time over the parameters of a header, and its time over every part.
_ENDLESS_HEADER = re.compile(
    rb"^content-[a-z-]{1,30}:(?:[^\r\n]|\r?\n[ \t]){8000}", re.IGNORECASE | re.MULTILINE
)
_MOST_PARTS = 50_000
_LONGEST_ADDRESS = 2_000


class MhtmlReader:
    """Web pages that a browser saved as MHTML: one article a file."""

    media_types = ("multipart/related", "application/x-mimearchive")
    suffixes = (".mhtml", ".mht")

    def recognizes(self, head: bytes) -> bool:
        """Whether the bytes begin with the headers of a saved page."""
        headers = _HEADERS.match(head)
        return headers is not None and _SAVED_PAGE.search(headers[0]) is not None

    def read(self, document: Document) -> Iterator[Record]:
        """The one article; `SourceError` where there is no page in the file, or no article."""
        if (
            document.content.count(b"\n--") > _MOST_PARTS
            or _ENDLESS_HEADER.search(document.content) is not None
        ):
            raise SourceError(
                f"{document.name}: more parts or longer headers than a saved page has: "
                "save it again from its address"
            )
        try:
            saved = message_from_bytes(document.content)
            page = _page(saved)
            content = page.get_payload(decode=True) if page is not None else None
        except (MessageError, RecursionError, ValueError, LookupError) as error:
            raise SourceError(
                f"{document.name}: no saved page that can be read: save it again from its address"
            ) from error
        if page is None or not isinstance(content, bytes):
            raise SourceError(
                f"{document.name}: there is no page in it: save it again as a single file"
            )
        known = replace(
            document,
            address=document.address or _address(saved, page),
            retrieved=document.retrieved or _date(saved),
        )
        yield page_record(known, content, page.get_content_charset())


def _page(saved: Message) -> Message | None:
    """The part with the page: the root of the save, else the first that is a page."""
    pages = [part for part in saved.walk() if part.get_content_type() in _PAGES]
    wanted = _header(saved, "Snapshot-Content-Location")
    named = (part for part in pages if wanted and _header(part, "Content-Location") == wanted)
    return next(named, None) or next(iter(pages), None)


def _address(saved: Message, page: Message) -> str | None:
    """The URL that the page was saved from, None if it is not on the web."""
    for address in (_header(saved, "Snapshot-Content-Location"), _header(page, "Content-Location")):
        if address.startswith(("http://", "https://")) and len(address) <= _LONGEST_ADDRESS:
            return address
    return None


def _date(saved: Message) -> str:
    """The time of saving, ISO 8601, "" if unstated."""
    try:
        return parsedate_to_datetime(_header(saved, "Date")).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""


def _header(part: Message, name: str) -> str:
    return "".join(str(part.get(name, "")).split()) if name != "Date" else str(part.get(name, ""))
