"""Text of a message's parts: plain, enriched (RFC 1896), HTML and RTF, as blocks."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from archive.formats.mail.mime_parts import MimePart, text_of
from archive.formats.markup.block import TextBlock
from archive.formats.markup.encoding import decode_markup
from archive.formats.markup.html_blocks import hidden_text, read_markup
from archive.formats.markup.rtf_blocks import RTF_BEGINNING, read_rtf
from archive.model.text import clean, one_line, paragraphs

# Types of parts that are text to be read on the way, not documents of their own.
HTML_TYPES = frozenset({"text/html", "application/xhtml+xml", "text/x-amp-html"})
RTF_TYPES = frozenset({"text/rtf", "application/rtf", "application/x-rtf"})
_ENRICHED_TYPES = frozenset({"text/enriched", "text/richtext"})

_QUOTE = re.compile(r"^(?:> ?)+", re.MULTILINE)
_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
# What follows the mark of a signature and is longer is text.
_LONGEST_SIGNATURE = 1_000
_FORWARDED = re.compile(
    r"^(?:-{2,}\s*(?:forwarded|original) message\s*-{2,}|begin forwarded message:)$",
    re.IGNORECASE,
)
_FORWARDED_FIELD = re.compile(r"^\*?(?:from|to|cc|sent|reply-to|date|subject)\s*:", re.IGNORECASE)
_ENRICHED_TAG = re.compile(r"<param>[^<]{0,200}</param>|</?[A-Za-z][\w-]{0,60}>", re.IGNORECASE)
_PAGE = re.compile(rb"\s*(?:<!doctype\s+html|<html[\s>])", re.IGNORECASE)
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W_]+")

# Plain text that has less of the words of the page beside it is a stub, or cut short.
_LEAST_COMMON = 0.8
# Alternatives that have less in common are different texts, if both have so many words.
_LEAST_SAME = 0.5
_LEAST_TEXT_WORDS = 40


@dataclass(frozen=True, slots=True)
class BodyText:
    """Text of one part: its blocks, its language, "" for unknown, and what was left out of it."""

    blocks: tuple[TextBlock, ...]
    language: str = ""
    left_out: tuple[str, ...] = ()
    is_page: bool = False


def read_text(part: MimePart, name: str) -> BodyText:
    """Read a part of a type of text. Raises `SourceError` for RTF that cannot be read."""
    content, kind = part.content, part.get_content_type()
    if kind in RTF_TYPES or content.startswith(RTF_BEGINNING):
        return BodyText(read_rtf(content, name).blocks)
    if kind in HTML_TYPES or _PAGE.match(content):
        return _page_text(decode_markup(content, part.charset), name)
    text = clean(text_of(content, part.charset))
    if kind in _ENRICHED_TYPES:
        text = _ENRICHED_TAG.sub("", text)
    is_flowed = str(part.get_param("format", "")).lower() == "flowed"
    return plain_text(
        text, flowed=is_flowed, spaced=str(part.get_param("delsp", "")).lower() != "yes"
    )


def plain_text(text: str, *, flowed: bool = False, spaced: bool = True) -> BodyText:
    """The paragraphs of plain text, without marks of quotes, signature and forwarded fields."""
    text, signature = _without_signature(_QUOTE.sub("", text))
    if flowed:
        # RFC 3676: a line that ends in a space goes on in the next.
        text = text.replace(" \n", " " if spaced else "")
    said = paragraphs(text)
    kept = tuple(_without_forwarded_fields(said))
    left_out: list[str] = [f"signature {_quoted(signature)}"] if signature else []
    if len(kept) < len(said):
        fields = " ".join((Counter(said) - Counter(kept)).elements())
        left_out.append(f"fields of a forwarded message {_quoted(fields)}")
    return BodyText(tuple(TextBlock(words) for words in kept), left_out=tuple(left_out))


def best_alternative(alternatives: list[list[BodyText]]) -> list[BodyText]:
    """The texts of the alternative that says all: plain text, or the page with more in it.

    Alternatives that say different things are all kept, in order.
    """
    told = [each for each in alternatives if any(text.blocks for text in each)]
    told.sort(key=lambda texts: any(text.is_page for text in texts))
    if not told:
        return []
    chosen = told[0]
    for other in told[1:]:
        chosen = _better(chosen, other)
    return chosen


def without_copies(texts: list[BodyText]) -> list[BodyText]:
    """The texts without pages that repeat the plain text right before them."""
    kept = texts[:1]
    for before, text in pairwise(texts):
        is_copy = text.is_page and not before.is_page and _better([before], [text]) == [before]
        kept += [] if is_copy and text.blocks else [text]
    return kept


def _better(chosen: list[BodyText], other: list[BodyText]) -> list[BodyText]:
    ours, theirs = _words(chosen), _words(other)
    common = (ours & theirs).total()
    if common >= _LEAST_COMMON * theirs.total():
        return chosen
    if common >= _LEAST_SAME * ours.total():
        return other
    if min(ours.total(), theirs.total()) >= _LEAST_TEXT_WORDS:
        return [*chosen, *other]
    return other if theirs.total() > ours.total() else chosen


def _page_text(markup: str, name: str) -> BodyText:
    """The text of a page; what it hides is left out, unless the text that shows says it too."""
    page = read_markup(markup, name)
    text = BodyText(page.blocks, page.language, is_page=True)
    hidden = hidden_text(markup)
    if set(_WORD.findall(hidden.casefold())) - set(_words([text])):
        return replace(text, left_out=(f"hidden text {_quoted(hidden)}",))
    return text if page.blocks else replace(text, left_out=("a page on which no text shows",))


def _words(texts: list[BodyText]) -> Counter[str]:
    blocks = (block.text for text in texts for block in text.blocks)
    return Counter(word for block in blocks for word in _WORD.findall(block.casefold()))


def _without_signature(text: str) -> tuple[str, str]:
    """Split off the signature, "" where there is none."""
    for mark in _SIGNATURE.finditer(text):
        if len(text) - mark.end() <= _LONGEST_SIGNATURE:
            return text[: mark.start()], one_line(text[mark.end() :])
    return text, ""


def _without_forwarded_fields(words: tuple[str, ...]) -> Iterator[str]:
    """The paragraphs without the header fields of a forwarded message."""
    is_forwarded = False
    for paragraph in words:
        if _FORWARDED.match(paragraph):
            is_forwarded = True
        elif _FORWARDED.match(paragraph.partition(" From:")[0]):
            is_forwarded = False
        elif not (is_forwarded and _FORWARDED_FIELD.match(paragraph)):
            is_forwarded = False
            yield paragraph


def _quoted(text: str) -> str:
    return f"“{text[:_LONGEST_SIGNATURE]}”"
