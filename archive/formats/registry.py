"""Format registry: finds the format of a file, and the reader of a media type."""

import re
from functools import cache

from archive.errors import SourceError
from archive.formats.format import Container, Reader
from archive.model.document import bare_media_type

# A line of JSON, whose end may lie beyond the first bytes.
_OBJECT = re.compile(rb'(?:\xef\xbb\xbf)?[ \t]*\{[ \t]*"')


@cache
def formats() -> tuple[Reader | Container, ...]:
    """All formats, in the order in which their recognition is tried.

    They are imported at the first call: with their libraries that takes most of a second, which
    searching and serving would waste.
    """
    from archive.formats.container.tar import TarPackage
    from archive.formats.container.zip import ZipPackage
    from archive.formats.mail.mailbox import Mailbox
    from archive.formats.mail.message import MailReader
    from archive.formats.office_document.docx import DocxReader
    from archive.formats.office_document.epub import EpubReader
    from archive.formats.office_document.front_matter import FrontMatterReader
    from archive.formats.office_document.pdf import PdfReader
    from archive.formats.office_document.rtf import RtfReader
    from archive.formats.plain_text import PlainTextReader
    from archive.formats.syndication.feed_reader import FeedReader
    from archive.formats.tabular.delimited import DelimitedReader
    from archive.formats.tabular.json_array import JsonArrayReader
    from archive.formats.tabular.json_lines import JsonLinesReader
    from archive.formats.web_archive.wacz import Wacz
    from archive.formats.web_archive.warc_reader import WebArchive
    from archive.formats.web_page.mhtml import MhtmlReader
    from archive.formats.web_page.page_reader import WebPageReader
    from archive.formats.wire.newsml_g2 import NewsmlReader
    from archive.formats.wire.ninjs import NinjsReader
    from archive.formats.wire.nitf import NitfReader

    return (
        PlainTextReader(),
        JsonLinesReader(),
        JsonArrayReader(),
        DelimitedReader(),
        WebPageReader(),
        MhtmlReader(),
        FeedReader(),
        NewsmlReader(),
        NitfReader(),
        NinjsReader(),
        WebArchive(),
        Wacz(),
        MailReader(),
        Mailbox(),
        PdfReader(),
        EpubReader(),
        DocxReader(),
        RtfReader(),
        FrontMatterReader(),
        ZipPackage(),
        TarPackage(),
    )


def format_of(name: str, head: bytes) -> Reader | Container:
    """Detect the format of a file by its name, else by its first bytes.

    A file of unknown content with no suffix is plain text; one that begins a JSON object in its
    first line is JSON Lines, however long the line is. Raises `SourceError` where no format fits.
    """
    lower = name.lower()
    named = [each for each in formats() if lower.endswith(each.suffixes)]
    if len(named) == 1:
        return named[0]
    for each in named or formats():
        if each.recognizes(head):
            return each
    if named:
        raise SourceError(
            f"{name}: its content is of no format that files of this name hold: "
            f"{', '.join(sorted({each.media_types[0] for each in named}))} were tried"
        )
    if "." not in lower.rsplit("/", 1)[-1].strip("."):
        return _readers()["application/x-ndjson" if _OBJECT.match(head) else "text/plain"]
    raise SourceError(f"{name}: no reader for this kind of file: see the formats that 'add' takes")


def reader_of(media_type: str) -> Reader | None:
    """The reader of a media type, parameters aside; None where there is none."""
    return _readers().get(bare_media_type(media_type))


@cache
def _readers() -> dict[str, Reader]:
    return {
        media_type: each
        for each in formats()
        if isinstance(each, Reader)
        for media_type in each.media_types
    }
