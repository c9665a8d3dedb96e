"""The registry of formats: which one a file is of, and what reads a media type."""

from functools import cache

from archive.errors import SourceError
from archive.readers.reader import Container, Reader, bare_media_type


@cache
def formats() -> tuple[Reader | Container, ...]:
    """Every format. Where several know a file by its beginning, the first one takes it.

    They are imported when they are first asked for: with their libraries that takes most of a
    second, which searching and serving have no use for.
    """
    from archive.readers.agencies.newsml_g2 import NewsmlReader
    from archive.readers.agencies.ninjs import NinjsReader
    from archive.readers.agencies.nitf import NitfReader
    from archive.readers.documents.docx import DocxReader
    from archive.readers.documents.epub import EpubReader
    from archive.readers.documents.front_matter import FrontMatterReader
    from archive.readers.documents.pdf import PdfReader
    from archive.readers.feeds.feed import FeedReader
    from archive.readers.mail.mailbox import Mailbox
    from archive.readers.mail.message import MailReader
    from archive.readers.packages.tar_package import TarPackage
    from archive.readers.packages.zip_package import ZipPackage
    from archive.readers.pasted.plain_text import PlainTextReader
    from archive.readers.tables.delimited import DelimitedReader
    from archive.readers.tables.json_array import JsonArrayReader
    from archive.readers.tables.json_lines import JsonLinesReader
    from archive.readers.web_archives.wacz import Wacz
    from archive.readers.web_archives.web_archive import WebArchive
    from archive.readers.web_pages.mhtml import MhtmlReader
    from archive.readers.web_pages.web_page import WebPageReader

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
        FrontMatterReader(),
        ZipPackage(),
        TarPackage(),
    )


def format_of(name: str, head: bytes) -> Reader | Container:
    """What reads a file that is called so and begins so.

    The name decides, where it says enough; else the beginning does. What has neither a known
    beginning nor any suffix is taken for plain text. Raises `SourceError` where nothing reads it.
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
        return _readers()["text/plain"]
    raise SourceError(f"{name}: no reader for this kind of file: see the formats that 'add' takes")


def reader_of(media_type: str) -> Reader | None:
    """What reads documents of a media type, parameters aside; None where nothing does."""
    return _readers().get(bare_media_type(media_type))


@cache
def _readers() -> dict[str, Reader]:
    return {
        media_type: each
        for each in formats()
        if isinstance(each, Reader)
        for media_type in each.media_types
    }
