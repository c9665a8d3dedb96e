"""EPUB 2 and 3 books and magazines: one article for each chapter with text."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from archive.errors import SourceError
from archive.facts.dates import first_told, parse_declared
from archive.facts.language_tags import parse_language
from archive.formats.markup.block import TextBlockKind
from archive.formats.markup.element import XmlElement
from archive.formats.markup.encoding import decode_page
from archive.formats.markup.html_blocks import MarkedUpPage, read_markup
from archive.formats.office_document.zip_members import ZippedDocument, opened
from archive.formats.story import Story, person, story_of
from archive.model.article import Article, Credit, Published, Record
from archive.model.document import Document, Unreadable, bare_media_type
from archive.model.text import one_line

_CONTAINER = "META-INF/container.xml"
_PAGE_SUFFIXES = (".xhtml", ".html", ".htm", ".xht")
_PAGES = frozenset({"application/xhtml+xml", "text/html", "text/x-oeb1-document"})
# A page of which so much stands in links is a table of contents.
_MOST_IN_LINKS = 0.6
_LINK = re.compile(r"<a\b", re.IGNORECASE)
_FEWEST_LINKS = 2
_HEADING = TextBlockKind.HEADING
_TAG = re.compile(r"<[^<>]{0,2000}>")
# Title pages have no sentence, and nothing so long.
_LONGEST_TITLE = 60
_ENDS_SENTENCE = re.compile(r"[.!?…。！？｡।॥۔؟។၊။།][\"”’»」』)）\]]*$")
# Names of parts that are no article (EPUB 3 structural semantics, EPUB 2 guide).
_FRONT_MATTER = frozenset(
    {"toc", "cover", "title-page", "titlepage", "copyright-page", "copyright", "index", "landmarks",
     "halftitlepage", "colophon", "loi", "lot"}
)  # fmt: skip
# What a page says it is (EPUB 3 structural semantics).
_STATED_KIND = re.compile(
    r"""<(?:body|section)\b[^<>]{0,500}?\sepub:type\s*=\s*["'](?P<kinds>[^"'<>]{1,200})""",
    re.IGNORECASE,
)
_HEAD_CHARACTERS = 8_192
_MOST_PARTS = 5_000
_LOCKED = "it is encrypted (DRM): ask the publisher for a free copy"
_MISSING = "the book lists it and has no such file: get a whole copy"
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
            for number, part in enumerate(book.parts, start=1):
                if number > _MOST_PARTS:
                    yield _too_much(document, number)
                    return
                try:
                    content = _content(document, files, part)
                    size_bytes += len(content) + _TAG_BYTES * content.count(b"<")
                    if size_bytes > _LARGEST_TEXT_BYTES:
                        yield _too_much(document, number)
                        return
                    article = _article(document, book, content, part.name, found + 1)
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
class _Part:
    """Chapter's file: its name in the zip, and what keeps it from being read, "" for nothing."""

    name: str
    fault: str = ""


@dataclass(frozen=True, slots=True)
class _Book:
    """Book metadata, and its chapters in reading order."""

    title: str
    credits: tuple[Credit, ...]
    published: Published
    language: str | None
    topics: tuple[str, ...]
    parts: tuple[_Part, ...]


def _content(document: Document, files: ZippedDocument, part: _Part) -> bytes:
    if part.fault:
        raise SourceError(f"{document.name}: {part.name}: {part.fault}")
    return files.read(part.name)


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
    names = {name.casefold(): name for name in reversed(files.names)}
    parts = [_part(posixpath.join(folder, href), names, locked) for href in _pages(package)]
    if parts and all(part.fault == _LOCKED for part in parts):
        raise SourceError(
            f"{document.name}: its text is encrypted (DRM): ask the publisher for a free copy"
        )
    dates = (parse_declared(date, "declared") for date in _metadata(package, "date"))
    return _Book(
        title=next(iter(_metadata(package, "title")), ""),
        credits=tuple(
            credit for name in _metadata(package, "creator")[:20] for credit in person(name)
        ),
        published=first_told(dates),
        language=next(filter(None, map(parse_language, _metadata(package, "language"))), None),
        topics=tuple(dict.fromkeys(_metadata(package, "subject")[:50])),
        parts=tuple(dict.fromkeys(parts)),
    )


def _part(path: str, names: Mapping[str, str], locked: frozenset[str]) -> _Part:
    """The file at a path; addresses are escaped more or less, and in other cases than files."""
    for written in (unquote(path), path):
        name = names.get(posixpath.normpath(written).casefold())
        if name is not None:
            return _Part(name, _LOCKED if name in locked else "")
    return _Part(posixpath.normpath(unquote(path)), _MISSING)


def _pages(package: XmlElement) -> list[str]:
    """The chapters' addresses in reading order, without tables of contents.

    First come those of the spine, then pages that only the manifest lists.
    """
    front = {
        str(reference.get("href", "")).partition("#")[0]
        for reference in package.iter("{*}reference")
        if str(reference.get("type", "")).lower() in _FRONT_MATTER
    }
    items = {item.get("id"): item for item in package.iter("{*}item")}
    ids = [reference.get("idref") for reference in package.iter("{*}itemref")]
    found = [item for id_ in ids if (item := items.get(id_)) is not None and _is_page(item)]
    found += [item for item in items.values() if _kind(item) in _PAGES]
    hrefs = (
        str(item.get("href", "")).partition("#")[0]
        for item in found
        if "nav" not in str(item.get("properties", "")).split()
    )
    return [href for href in dict.fromkeys(hrefs) if href and href not in front]


def _kind(item: XmlElement) -> str:
    return bare_media_type(str(item.get("media-type", "")))


def _is_page(item: XmlElement) -> bool:
    """Whether a file of the spine is a page, which older books give types of their own."""
    path = str(item.get("href", "")).partition("#")[0].lower()
    return _kind(item) in _PAGES or path.endswith(_PAGE_SUFFIXES)


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
    """The article of one chapter, None for a page that only leads to others or names the book."""
    text = decode_page(content)
    page = read_markup(text, f"{document.name}: {name}")
    has_heading = any(block.kind is TextBlockKind.HEADING for block in page.blocks)
    title = "" if has_heading or page.title.casefold() == book.title.casefold() else page.title
    story = story_of(page.blocks, f"{document.name}: {name}", headline=title)
    kinds = _STATED_KIND.search(text, 0, _HEAD_CHARACTERS)
    if kinds and not _FRONT_MATTER.isdisjoint(kinds["kinds"].lower().split()):
        return None
    if not story.body or _is_title_page(story, book) or _leads_on(text, page):
        return None
    return Article(
        headline=story.headline or book.title,
        body=tuple(story.body),
        subheads=tuple(story.subheads),
        items=tuple(story.items),
        provenance=document.provenance(document.raw, number),
        captions=tuple(story.captions),
        credits=tuple(story.credits) or book.credits,
        published=first_told((story.published, book.published)),
        source=book.title or None,
        topics=book.topics,
        language=parse_language(page.language) or book.language,
    )


def _is_title_page(story: Story, book: _Book) -> bool:
    """Whether a page under the book's own title, or under none, has no sentence."""
    names_book = not story.headline or story.headline.casefold() in book.title.casefold()
    return names_book and not any(
        len(words) > _LONGEST_TITLE or _ENDS_SENTENCE.search(words) for words in story.body
    )


def _leads_on(text: str, page: MarkedUpPage) -> bool:
    """Whether most words of a page are links, as in a table of contents."""
    length = sum(len(block.text) for block in page.blocks if block.kind is not _HEADING)
    links = [link.partition(">")[2].partition("</")[0] for link in _LINK.split(text)[1:]]
    linked = sum(len(one_line(_TAG.sub("", link))) for link in links)
    return len(links) >= _FEWEST_LINKS and linked >= _MOST_IN_LINKS * length
