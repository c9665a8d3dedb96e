"""Word documents, .docx (Office Open XML, ECMA-376): one article a file.

The XML in the zip is parsed directly: the object trees of libraries, which are made for writing
such files, take five times as long and leave out text boxes.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from archive.errors import SourceError
from archive.facts.dates import first_told, parse_date
from archive.facts.language_tags import parse_language
from archive.formats.markup.block import TextBlock, TextBlockKind
from archive.formats.markup.element import XmlElement, local_name
from archive.formats.office_document.docx_styles import (
    ParagraphStyle,
    attribute,
    is_hidden,
    read_styles,
)
from archive.formats.office_document.title_metadata import real_title
from archive.formats.office_document.zip_members import ZippedDocument, opened
from archive.formats.story import Story, person, story_of
from archive.model.article import Article, Origin, Record
from archive.model.document import Document, Notice, Unreadable
from archive.model.text import one_line

_TEXT, _CORE, _STYLES = "word/document.xml", "docProps/core.xml", "word/styles.xml"
_NOTES = {"footnoteReference": "word/footnotes.xml", "endnoteReference": "word/endnotes.xml"}
_MARGINS = re.compile(r"word/(?:header|footer)\d{0,4}\.xml")
_BEGINNINGS = (b"[Content_Types].xml", b"_rels/.rels", b"docProps/", b"word/")
# Deletions that are kept for review, codes of fields, and how the words of a ruby are said.
_DROPPED = ("{*}del", "{*}moveFrom", "{*}instrText", "{*}rt")
_SIGNS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
_PAGE_NUMBER = re.compile(r"\W*(?:[^\W\d]{1,12}\W*)?\d{1,4}(?:\s*(?:/|[^\W\d]{1,8})\s*\d{1,4})?\W*")
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

    def read(self, document: Document) -> Iterator[Record | Unreadable | Notice]:
        """The one article, and the reason for each part beside its text that is damaged.

        `SourceError` where the text is damaged, or there is none.
        """
        with opened(document, "Word file") as files:
            if _TEXT not in files.names:
                raise SourceError(
                    f"{document.name}: no text of a word processor in it: if it has a password, "
                    "save it without; else save it as .docx anew"
                )
            core = _core(files)
            text = _text(files)
        blocks = text.blocks
        title = real_title(core.title, blocks)
        story = story_of(blocks, document.name, headline=title)
        if story.is_empty:
            raise SourceError(
                f"{document.name}: there are no words in it: if it is a picture of a page, "
                "have it read by OCR"
            )
        yield Record(_article(document, story, core), document.raw)
        yield from (Unreadable(fault, document.name) for fault in text.faults)
        if text.hidden_words:
            left_out = f"{document.name}: left out: {text.hidden_words:,} hidden words"
            yield Notice("Word files with hidden words", left_out)


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
        subheads=tuple(story.subheads),
        items=tuple(story.items),
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
    root = _optional(files, _CORE)
    if root is None:
        return _CoreProperties()
    said = {local_name(element): one_line("".join(element.itertext())) for element in root}
    return _CoreProperties(
        **{name: said.get(name, "") for name in _CoreProperties.__dataclass_fields__}
    )


@dataclass(slots=True)
class _Text:
    """Blocks of a document in the order of reading, and what parts of it are missing and why."""

    blocks: list[TextBlock] = field(default_factory=list[TextBlock])
    faults: list[str] = field(default_factory=list[str])
    hidden_words: int = 0


def _text(files: ZippedDocument) -> _Text:
    """The text's blocks, then those of its notes, then what headers and footers add to them."""
    styles = read_styles(_optional(files, _STYLES))
    root = files.xml(_TEXT)
    named = {kind: _references(root, kind) for kind in _NOTES}
    _drop(root)
    text = _Text(list(_blocks(root, styles)), hidden_words=_hidden_words(root, styles))
    for kind, name in _NOTES.items():
        if (notes := _part(files, name, text)) is not None:
            text.blocks += _note_blocks(notes, named[kind], _references(root, kind), styles)
    known = {block.text for block in text.blocks}
    headers_first = sorted(filter(_MARGINS.fullmatch, files.names), key=_margin_order)
    for name in headers_first:
        if (margin := _part(files, name, text)) is not None:
            added = [block for block in _blocks(margin, styles) if block.text not in known]
            text.blocks += [each for each in added if not _PAGE_NUMBER.fullmatch(each.text)]
            known |= {block.text for block in added}
    return text


def _margin_order(name: str) -> tuple[bool, str]:
    return name.startswith("word/footer"), name


def _part(files: ZippedDocument, name: str, text: _Text) -> XmlElement | None:
    """A part beside the text as a reader sees it, None where it is missing or damaged."""
    if name not in files.names:
        return None
    try:
        root = files.xml(name)
    except SourceError as error:
        text.faults.append(str(error))
        return None
    _drop(root)
    return root


def _optional(files: ZippedDocument, name: str) -> XmlElement | None:
    """A part without words, None where it is missing or damaged."""
    try:
        return files.xml(name) if name in files.names else None
    except SourceError:
        return None


def _drop(root: XmlElement) -> None:
    """Take out what a reader does not see, and one of each two forms of the same drawing."""
    etree.strip_elements(root, *_DROPPED, with_tail=False)
    shown: set[XmlElement | None] = set()
    for choices in root.iter("{*}AlternateContent"):
        shown.add(next(filter(_has_words, choices.iterchildren("{*}Choice", "{*}Fallback")), None))
    for form in list(root.iter("{*}Choice", "{*}Fallback")):
        around = form.getparent()
        if form not in shown and around is not None:
            around.remove(form)


def _has_words(element: XmlElement) -> bool:
    return any((text.text or "").strip() for text in element.iter("{*}t"))


def _references(root: XmlElement, kind: str) -> tuple[str, ...]:
    return tuple(attribute(each, "id") for each in root.iter(f"{{*}}{kind}"))


def _note_blocks(
    root: XmlElement,
    named: Collection[str],
    seen: Iterable[str],
    styles: Mapping[str, ParagraphStyle],
) -> Iterator[TextBlock]:
    """The notes in the order in which they are seen in the text, then those that it never named.

    So those of deleted words are left out, as are the lines that part notes from the text.
    """
    notes = {
        attribute(note, "id"): note
        for note in root
        if not attribute(note, "type").endswith(("eparator", "Notice"))
    }
    known = set(named)
    for number in dict.fromkeys([*seen, *(each for each in notes if each not in known)]):
        if number in notes:
            yield from _blocks(notes[number], styles)


def _blocks(root: XmlElement, styles: Mapping[str, ParagraphStyle]) -> Iterator[TextBlock]:
    """The paragraphs in order, those of text boxes where the box is anchored."""
    for paragraph in root.iter("{*}p"):
        kind = _kind(paragraph, styles)
        for line in "".join(_words(paragraph, styles)).split("\n\n"):
            if folded := one_line(line):
                yield TextBlock(folded, kind)


def _hidden_words(root: XmlElement, styles: Mapping[str, ParagraphStyle]) -> int:
    """How many words `_words` passes over as they are hidden."""
    return sum(
        len("".join(text.text or "" for text in run.iterchildren("{*}t")).split())
        for run in root.iter("{*}r")
        if (paragraph := next(run.iterancestors("{*}p"), None)) is not None
        and is_hidden(run, paragraph.find("{*}pPr/{*}pStyle"), styles)
    )


def _kind(paragraph: XmlElement, styles: Mapping[str, ParagraphStyle]) -> TextBlockKind:
    ids = (attribute(style, "val") for style in paragraph.iterfind("{*}pPr/{*}pStyle"))
    id_ = next(ids, "")
    style = styles[id_].name if id_ in styles else id_.lower()
    if style.startswith(("heading", "title")):
        return TextBlockKind.HEADING
    if style.startswith("caption"):
        return TextBlockKind.CAPTION
    numbered = paragraph.find("{*}pPr/{*}numPr/{*}numId")
    # The list number 0 takes a paragraph out of its style's list (ECMA-376, 17.9.18).
    if numbered is not None:
        is_item = attribute(numbered, "val") != "0"
    else:
        is_item = style.startswith(("list bullet", "list number"))
    return TextBlockKind.ITEM if is_item else TextBlockKind.PARAGRAPH


def _words(paragraph: XmlElement, styles: Mapping[str, ParagraphStyle]) -> Iterator[str]:
    """The text of a paragraph, without hidden words and that of paragraphs nested in it."""
    waiting = list(reversed(paragraph))
    around = paragraph.find("{*}pPr/{*}pStyle")
    while waiting:
        element = waiting.pop()
        name = local_name(element)
        if name == "t":
            yield element.text or ""
        elif name in _SIGNS:
            yield _SIGNS[name]
        elif name == "r" and is_hidden(element, around, styles):
            continue
        elif name not in {"p", "pPr", "rPr"}:
            waiting += reversed(element)
