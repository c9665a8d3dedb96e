"""Word documents, .docx (Office Open XML, ECMA-376): one article a file.

The XML in the zip is parsed directly: the object trees of libraries, which are made for writing
such files, take five times as long and leave out text boxes.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from archive.errors import SourceError
from archive.facts.dates import first_told, parse_date
from archive.facts.language import parse_language
from archive.formats.markup.block import TextBlock, TextBlockKind
from archive.formats.markup.element import XmlElement, local_name
from archive.formats.office_document.title_metadata import real_title
from archive.formats.office_document.zip_members import ZippedDocument, opened
from archive.formats.story import Story, person, story_of
from archive.model.article import Article, Origin, Record
from archive.model.document import Document
from archive.model.text import one_line

_TEXT, _CORE, _STYLES = "word/document.xml", "docProps/core.xml", "word/styles.xml"
_BEGINNINGS = (b"[Content_Types].xml", b"_rels/.rels", b"docProps/", b"word/")
# Deletions that are kept for review, and copies for old programs.
_DROPPED = ("{*}del", "{*}moveFrom", "{*}instrText", "{*}Fallback")
_SIGNS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
# The day that every file has that was made from an empty one by a widely used library.
_TEMPLATE_DAY = "2013-12-23"


class DocxReader:
    """Word documents: one article a file."""

    media_types = ("application/vnd.openxmlformats-officedocument.wordprocessingml.document",)
    suffixes = (".docx",)

    def recognizes(self, head: bytes) -> bool:
        """Whether the bytes begin an Office zip that holds a text document, not a table."""
        first_name = head[30:80]
        return (
            head.startswith(b"PK\x03\x04")
            and first_name.startswith(_BEGINNINGS)
            and (b"word/" in head or not (b"xl/" in head or b"ppt/" in head))
        )

    def read(self, document: Document) -> Iterator[Record]:
        """The one article; `SourceError` where the file is damaged, or has no text."""
        with opened(document, "Word file") as files:
            if _TEXT not in files.names:
                raise SourceError(
                    f"{document.name}: no text of a word processor in it: if it has a password, "
                    "save it without; else save it as .docx anew"
                )
            core = _core(files)
            blocks = list(_blocks(files.xml(_TEXT, _DROPPED), _styles(files)))
        title = real_title(core.title, blocks)
        story = story_of(blocks, document.name, headline=title)
        if story.is_empty:
            raise SourceError(
                f"{document.name}: there are no words in it: if it is a picture of a page, "
                "have it read by OCR"
            )
        yield Record(_article(document, story, core), document.raw)


@dataclass(frozen=True, slots=True)
class _CoreProperties:
    """Core properties of the file (ECMA-376, part 2), "" where unstated."""

    title: str = ""
    creator: str = ""
    created: str = ""
    language: str = ""
    category: str = ""
    keywords: str = ""


def _article(document: Document, story: Story, core: _CoreProperties) -> Article:
    is_templates = core.created.startswith(_TEMPLATE_DAY)
    made = parse_date("" if is_templates else core.created, "made")
    published = first_told((story.published, made))
    return Article(
        headline=story.headline,
        body=tuple(story.body),
        provenance=document.provenance(document.raw),
        captions=tuple(story.captions),
        credits=tuple(story.credits) or person(core.creator),
        published=published,
        section=core.category or None,
        topics=tuple(filter(None, map(str.strip, core.keywords.replace(";", ",").split(",")))),
        language=parse_language(core.language),
        origins=(Origin("published", "dcterms:created"),) if published.why == "made" else (),
    )


def _core(files: ZippedDocument) -> _CoreProperties:
    """Parse the core properties; empty where that part is damaged, as the text may be whole."""
    try:
        root = files.xml(_CORE) if _CORE in files.names else None
    except SourceError:
        root = None
    if root is None:
        return _CoreProperties()
    said = {local_name(element): one_line("".join(element.itertext())) for element in root}
    return _CoreProperties(
        **{name: said.get(name, "") for name in _CoreProperties.__dataclass_fields__}
    )


def _styles(files: ZippedDocument) -> dict[str, str]:
    """Names of styles by their ids, which differ between languages of Word."""
    try:
        root = files.xml(_STYLES) if _STYLES in files.names else None
    except SourceError:
        root = None
    if root is None:
        return {}
    return {
        _attribute(style, "styleId"): _attribute(name, "val").lower()
        for style in root.iter("{*}style")
        for name in style.iterchildren("{*}name")
    }


def _blocks(root: XmlElement, styles: dict[str, str]) -> Iterator[TextBlock]:
    """The paragraphs in order, those of text boxes where the box is anchored."""
    for paragraph in root.iter("{*}p"):
        kind = _kind(paragraph, styles)
        for line in "".join(_words(paragraph)).split("\n\n"):
            if folded := one_line(line):
                yield TextBlock(folded, kind)


def _kind(paragraph: XmlElement, styles: dict[str, str]) -> TextBlockKind:
    ids = (_attribute(style, "val") for style in paragraph.iterfind("{*}pPr/{*}pStyle"))
    style = next((styles.get(name, name.lower()) for name in ids), "")
    if style.startswith(("heading", "title")):
        return TextBlockKind.HEADING
    return TextBlockKind.CAPTION if style.startswith("caption") else TextBlockKind.PARAGRAPH


def _words(paragraph: XmlElement) -> Iterator[str]:
    """The text of a paragraph, without that of paragraphs nested in it."""
    waiting = list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        name = local_name(element)
        if name == "t":
            yield element.text or ""
        elif name in _SIGNS:
            yield _SIGNS[name]
        elif name not in {"p", "pPr"}:
            waiting += reversed(element)


def _attribute(element: XmlElement, name: str) -> str:
    """An attribute's value in either namespace, strict or transitional."""
    return next(
        (str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), ""
    )
