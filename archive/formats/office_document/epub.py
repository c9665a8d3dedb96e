"""EPUB 2 and 3 books and magazines: one article for each chapter with text."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from archive.errors import SourceError
from archive.facts.dates import first_told, parse_date
from archive.facts.language import parse_language
from archive.formats.markup.block import TextBlockKind
from archive.formats.markup.element import XmlElement
from archive.formats.markup.encoding import decode_markup
from archive.formats.markup.html_blocks import read_markup
from archive.formats.office_document.zip_members import ZippedDocument, opened
from archive.formats.story import person, story_of
from archive.model.article import Article, Credit, Published, Record
from archive.model.document import Document, Unreadable
from archive.model.text import one_line

_CONTAINER = "META-INF/container.xml"
_PAGES = frozenset({"application/xhtml+xml", "text/html", "text/x-oeb1-document"})
# Covers, title pages and the like hold less.
_FEWEST_CHARACTERS = 200
# Names of parts that are no article (EPUB 3 structural semantics, EPUB 2 guide).
_FRONT_MATTER = frozenset(
    {"toc", "cover", "title-page", "titlepage", "copyright-page", "copyright", "index", "landmarks",
     "halftitlepage", "colophon", "loi", "lot"}
)  # fmt: skip
_MOST_PARTS = 5_000
# The most that all parts together may unpack to; a tag takes as much time as so many bytes.
_LARGEST_TEXT_BYTES, _TAG_BYTES = 30_000_000, 30
# Obfuscation of fonts, which leaves the text of a book open.
_FONT_OBFUSCATION = re.compile(r"idpf\.org/2008/embedding$|/pdf/enc#RC$")


class EpubReader:
    """EPUB books and magazines: one article a chapter with text."""

    media_types = ("application/epub+zip",)
    suffixes = (".epub",)

    def recognizes(self, head: bytes) -> bool:
        """Whether the bytes begin a zip whose first file declares EPUB."""
        return head.startswith(b"PK\x03\x04") and head[30:80].startswith(
            b"mimetypeapplication/epub+zip"
        )

    def read(self, document: Document) -> Iterator[Record | Unreadable]:
        """The articles in reading order, with the reason in place of each damaged chapter.

        Raises `SourceError` where the book cannot be opened, or no chapter has text.
        """
        with opened(document, "EPUB book") as files:
            book = _book(document, files)
            found = 0
            size_bytes = 0
            for number, name in enumerate(book.parts, start=1):
                try:
                    content = files.read(name)
                    size_bytes += len(content) + _TAG_BYTES * content.count(b"<")
                    if size_bytes > _LARGEST_TEXT_BYTES:
                        yield _too_much(document, number)
                        return
                    article = _article(document, book, content, name, found + 1)
                except SourceError as error:
                    yield Unreadable(str(error), document.name, number)
                    continue
                if article is not None:
                    found += 1
                    yield Record(article, document.raw, found)
            if not found:
                raise SourceError(
                    f"{document.name}: none of its {len(book.parts)} parts holds the text of an "
                    "article: if they are pictures of pages, have them read by OCR"
                )


@dataclass(frozen=True, slots=True)
class _Book:
    """Book metadata, and the names of its chapters' files in reading order."""

    title: str
    credits: tuple[Credit, ...]
    published: Published
    language: str | None
    topics: tuple[str, ...]
    parts: tuple[str, ...]


def _too_much(document: Document, number: int) -> Unreadable:
    return Unreadable(
        f"{document.name}: part {number}: the book is longer than any magazine: "
        "its rest is not read; unpack it and add its pages",
        document.name,
        number,
    )


def _book(document: Document, files: ZippedDocument) -> _Book:
    roots = files.xml(_CONTAINER).iter("{*}rootfile")
    package_name = next((root.get("full-path") for root in roots if root.get("full-path")), None)
    if package_name is None:
        raise SourceError(f"{document.name}: no book inside ({_CONTAINER} names none)")
    package = files.xml(package_name)
    locked = _locked(files)
    folder = posixpath.dirname(package_name)
    parts = [
        name
        for href in _spine(package)
        if (name := posixpath.normpath(posixpath.join(folder, unquote(href)))) in files.names
    ]
    if parts and all(name in locked for name in parts):
        raise SourceError(
            f"{document.name}: its text is encrypted (DRM): ask the publisher for a free copy"
        )
    dates = (parse_date(date, "declared") for date in _metadata(package, "date"))
    return _Book(
        title=next(iter(_metadata(package, "title")), ""),
        credits=tuple(
            credit for name in _metadata(package, "creator")[:20] for credit in person(name)
        ),
        published=first_told(dates),
        language=next(filter(None, map(parse_language, _metadata(package, "language"))), None),
        topics=tuple(dict.fromkeys(_metadata(package, "subject")[:50])),
        parts=tuple(dict.fromkeys(name for name in parts if name not in locked))[:_MOST_PARTS],
    )


def _spine(package: XmlElement) -> list[str]:
    """The chapters' addresses in reading order (the spine), without tables of contents."""
    front = {
        str(reference.get("href", "")).partition("#")[0]
        for reference in package.iter("{*}reference")
        if str(reference.get("type", "")).lower() in _FRONT_MATTER
    }
    items = {
        item.get("id"): item
        for item in package.iter("{*}item")
        if item.get("media-type") in _PAGES and "nav" not in str(item.get("properties", "")).split()
    }
    return [
        href
        for reference in package.iter("{*}itemref")
        if (item := items.get(reference.get("idref"))) is not None
        and reference.get("linear") != "no"
        and (href := str(item.get("href", ""))) not in front
    ]


def _locked(files: ZippedDocument) -> frozenset[str]:
    """The names of encrypted files, except obfuscated fonts."""
    name = "META-INF/encryption.xml"
    if name not in files.names:
        return frozenset()
    return frozenset(
        unquote(str(reference.get("URI", "")))
        for data in files.xml(name).iter("{*}EncryptedData")
        for reference in data.iter("{*}CipherReference")
        if not any(
            _FONT_OBFUSCATION.search(str(method.get("Algorithm", "")))
            for method in data.iter("{*}EncryptionMethod")
        )
    )


def _metadata(package: XmlElement, name: str) -> list[str]:
    found = (one_line("".join(element.itertext())) for element in package.iter(f"{{*}}{name}"))
    return [words for words in found if words]


def _article(
    document: Document, book: _Book, content: bytes, name: str, number: int
) -> Article | None:
    """The article of one chapter, None where it has too little text."""
    page = read_markup(decode_markup(content), f"{document.name}: {name}")
    has_heading = any(block.kind is TextBlockKind.HEADING for block in page.blocks)
    title = "" if has_heading or page.title.casefold() == book.title.casefold() else page.title
    story = story_of(page.blocks, f"{document.name}: {name}", headline=title)
    if sum(map(len, story.body)) < _FEWEST_CHARACTERS:
        return None
    return Article(
        headline=story.headline or book.title,
        body=tuple(story.body),
        provenance=document.provenance(document.raw, number),
        captions=tuple(story.captions),
        credits=tuple(story.credits) or book.credits,
        published=first_told((story.published, book.published)),
        source=book.title or None,
        topics=book.topics,
        language=parse_language(page.language) or book.language,
    )
