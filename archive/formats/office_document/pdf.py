"""PDF files with a text layer (ISO 32000): one article a file, text in drawing order."""

import io
import logging
import re
import time
import unicodedata
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import pypdf
from pypdf import Configuration, apply_configuration
from pypdf.errors import DependencyError
from pypdf.generic import ContentStream, FloatObject, NameObject

from archive.errors import SourceError
from archive.facts.dates import first_told, parse_date
from archive.formats.markup.block import LONGEST_STORY_CHARACTERS, TextBlock
from archive.formats.office_document.pdf_layout import blocks_of
from archive.formats.office_document.pdf_lines import PageLines
from archive.formats.office_document.title_metadata import real_title
from archive.formats.story import person, story_of
from archive.model.article import Article, Origin, Record
from archive.model.document import Document
from archive.model.text import one_line

# An issue of a paper has a hundred; what has more is a book, or made to harm.
_MOST_PAGES = 500
_LONGEST_READING_S = 6.0
# A scanned page may have a stamp or a number that is text.
_FEWEST_CHARACTERS_A_PAGE = 20
# Fonts that do not say what their letters mean come out as private or missing characters.
_MOST_UNKNOWN = 0.3
# The most that one page may unpack to and be made of. With the library's own bounds a page may
# take a minute.
_BOUNDS = Configuration(
    zlib_maximum_output_length=10_000_000,
    zlib_maximum_recovery_input_length=500_000,
    lzw_maximum_output_length=10_000_000,
    run_length_maximum_output_length=10_000_000,
    array_based_stream_maximum_output_length=10_000_000,
    stream_decoding_work_maximum_length=40_000_000,
    stream_parsing_work_maximum_count=400_000,
    xform_maximum_invocations_per_extraction=500,
    page_tree_maximum_entries=10_000,
    jbig2dec_binary=None,
)

# Operands and their operator, as the library has them.
_Operation: TypeAlias = tuple[Any, bytes]
_NO_CHANGE: _Operation = ([FloatObject(number) for number in (1, 0, 0, 1, 0, 0)], b"cm")
_SAME_HEIGHT = 0.01

# The library tells of each flaw that it mends: nobody asked.
logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)

# ISO 32000, 7.9.4: D:20190604080000+09'00', cut off where less is known.
_DATE = re.compile(
    r"^(?:D:)?(?P<year>\d{4})(?:(?P<month>\d\d)(?:(?P<day>\d\d)"
    r"(?:(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?"
    r"(?:(?P<utc>Z)|(?P<offset>[+-]\d\d)'?(?P<offset_minute>\d\d)?)?)?)?)?"
)


class PdfReader:
    """PDF files with a text layer: one article a file."""

    media_types = ("application/pdf", "application/x-pdf")
    suffixes = (".pdf",)

    def recognizes(self, head: bytes) -> bool:
        """Whether the bytes have a PDF header, which some files have a few bytes late."""
        return b"%PDF-" in head[:1_024]

    def read(self, document: Document) -> Iterator[Record]:
        """The one article; `SourceError` where the file is damaged, locked, or has no text."""
        with warnings.catch_warnings(), apply_configuration(_BOUNDS):
            warnings.simplefilter("ignore")
            content = _content(document)
        blocks = blocks_of(content.pages)
        _check(document, content, blocks)
        story = story_of(blocks, document.name, headline=real_title(content.title, blocks))
        made = parse_date(content.made, "made")
        published = first_told((story.published, made))
        article = Article(
            headline=story.headline,
            body=tuple(story.body),
            provenance=document.provenance(document.raw),
            captions=tuple(story.captions),
            credits=tuple(story.credits) or person(content.author),
            published=published,
            origins=(Origin("published", "CreationDate"),) if published.why == "made" else (),
        )
        yield Record(article, document.raw)


@dataclass(frozen=True, slots=True)
class _PdfContent:
    """Extracted PDF: the lines of its pages, and its metadata, "" where unstated."""

    pages: tuple[PageLines, ...]
    title: str
    author: str
    made: str


class _PageTimeout(Exception):
    """Raised for a page with more drawing operators than the time limit allows."""


def _content(document: Document) -> _PdfContent:
    deadline = time.process_time() + _LONGEST_READING_S
    try:
        reader = _opened(document)
        pages = tuple(_pages(reader, deadline))
        return _PdfContent(pages, *_about(reader))
    except (SourceError, MemoryError):
        raise
    except DependencyError as error:
        raise SourceError(
            f"{document.name}: it is encrypted in a way that is not read: print it to a new PDF "
            "and add that"
        ) from error
    except _PageTimeout as error:
        raise SourceError(
            f"{document.name}: its text takes more than {_LONGEST_READING_S:.0f} seconds to read: "
            "split it into its pages, or save its text and add that"
        ) from error
    except Exception as error:  # the library raises whatever damage leads it into
        raise SourceError(
            f"{document.name}: no PDF that can be read ({_reason(error)}): "
            "get a whole copy, or print it to a new PDF"
        ) from error


def _opened(document: Document) -> pypdf.PdfReader:
    reader = pypdf.PdfReader(io.BytesIO(document.content))
    if reader.is_encrypted and not reader.decrypt(""):
        raise SourceError(
            f"{document.name}: it is encrypted: save it without a password and add it again"
        )
    if len(reader.pages) > _MOST_PAGES:
        raise SourceError(
            f"{document.name}: more than {_MOST_PAGES} pages, so no single article: "
            "split it into one file an article"
        )
    return reader


def _reason(error: Exception) -> str:
    return one_line(str(error))[:200] or type(error).__name__


def _pages(reader: pypdf.PdfReader, deadline: float) -> Iterator[PageLines]:
    characters = 0
    for sheet in reader.pages:
        page = _draw(sheet, deadline)
        characters += page.characters
        yield page
        if characters > LONGEST_STORY_CHARACTERS:
            # More than an article has; whoever makes a story of it says so.
            return
        if time.process_time() > deadline:
            raise _PageTimeout
        # Else unpacked pages stay in memory, one after another.
        reader.resolved_objects.clear()


def _draw(sheet: pypdf.PageObject, deadline: float) -> PageLines:
    """The lines of a page.

    The library is made to give each piece of a row by itself, for it does not say where those
    after the first begin. Letters that run from right to left it has to put in order itself.
    """
    contents = sheet.get("/Contents")
    if contents is None:
        return _shown(sheet, deadline)
    stream = ContentStream(contents, sheet.pdf, "bytes")
    stream.operations = list(_with_pieces_apart(stream.operations))
    sheet[NameObject("/Contents")] = stream
    page = _shown(sheet, deadline)
    if page.runs_left:
        sheet[NameObject("/Contents")] = contents
        page = _shown(sheet, deadline)
    return page


def _shown(sheet: pypdf.PageObject, deadline: float) -> PageLines:
    page = PageLines()

    def look(operator: bytes, *_: object) -> None:
        if time.process_time() > deadline:
            raise _PageTimeout
        page.note(operator)

    def take(text: str, outer: list[float], inner: list[float], _: Any, size: float) -> None:  # noqa: ANN401 - pypdf's font
        page.take(text, outer, inner, float(size or 0))

    sheet.extract_text(visitor_text=take, visitor_operand_before=look)
    page.end_page()
    return page


def _with_pieces_apart(operations: Iterable[_Operation]) -> Iterator[_Operation]:
    """The operations with a change of nothing before each move along a row, or to another size.

    At a change of the page's matrix the library gives what it has put together.
    """
    height, scale = 0.0, 1.0
    for operands, operator in operations:
        numbers = [each for each in operands if isinstance(each, int | float)]
        if operator in {b"Td", b"TD"} and len(numbers) == 2:
            if numbers[0] and not numbers[1]:
                yield _NO_CHANGE
            height += numbers[1] * scale
        elif operator == b"Tm" and len(numbers) == 6:
            if abs(numbers[5] - height) < _SAME_HEIGHT or numbers[3] != scale:
                yield _NO_CHANGE
            scale, height = numbers[3], numbers[5]
        yield operands, operator


def _about(reader: pypdf.PdfReader) -> tuple[str, str, str]:
    """Document information (title, author, date); damage in it does not cost the text."""
    try:
        about = reader.metadata
        return (
            one_line(str((about and about.title) or "")),
            one_line(str((about and about.author) or "")),
            _iso_date(one_line(str((about and about.creation_date_raw) or ""))),
        )
    except Exception:  # noqa: BLE001 - as above
        return "", "", ""


def _iso_date(stated: str) -> str:
    """A PDF date (ISO 32000, 7.9.4) in ISO 8601, to its stated precision, "" for none.

    The library makes the first of January of a bare year.
    """
    match = _DATE.match(stated)
    if match is None:
        return ""
    day = "-".join(part for part in match.group("year", "month", "day") if part)
    if not match["hour"]:
        return day
    zone = f"{match['offset']}:{match['offset_minute'] or '00'}" if match["offset"] else ""
    zone = "+00:00" if match["utc"] else zone
    return f"{day}T{match['hour']}:{match['minute']}:{match['second'] or '00'}{zone}"


def _check(document: Document, content: _PdfContent, blocks: list[TextBlock]) -> None:
    """Raise `SourceError` where there is no text layer, or one of meaningless characters."""
    characters = [character for block in blocks for character in block.text]
    if len(characters) < _FEWEST_CHARACTERS_A_PAGE * max(len(content.pages), 1):
        raise SourceError(
            f"{document.name}: it has no text layer, only pictures of pages: "
            "have it read by OCR (such as OCRmyPDF) and add it again"
        )
    unknown = sum(unicodedata.category(character) in {"Co", "Cn", "Cs"} for character in characters)
    unknown += characters.count("\ufffd")
    if unknown > _MOST_UNKNOWN * len(characters):
        raise SourceError(
            f"{document.name}: its fonts do not say which letters they draw: "
            "have it read by OCR (such as OCRmyPDF) and add it again"
        )
