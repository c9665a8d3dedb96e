"""Mail (RFC 5322, MIME): newsletters, press releases, forwarded news."""

import re
import warnings
from collections.abc import Iterator
from email.errors import HeaderParseError, MessageError
from email.header import decode_header
from email.message import Message
from email.parser import BytesParser
from email.policy import Compat32
from email.utils import getaddresses
from typing import cast

from archive.errors import SourceError
from archive.facts.dates import first_told, parse_date
from archive.facts.language import parse_language
from archive.formats.mail.sender import sender
from archive.formats.markup.block import TextBlock, TextBlockKind
from archive.formats.markup.encoding import decode, decode_markup
from archive.formats.markup.html_blocks import read_markup
from archive.formats.story import story_of
from archive.model.article import Article, Record
from archive.model.document import Document
from archive.model.text import clean, one_line, paragraphs

# The library looks at every line of a message once for each part that is open around it
# (measured: 20 nested parts of 300,000 lines take 0.6 s).
_MOST_LINES_TIMES_PARTS = 20_000_000
_MOST_PARTS = 1_000
_LONGEST_FIELD = 2_000
# The time that the library takes for the parameters of a type grows with the square of their
# number (measured: 2.7 s for 64,000).
_LONGEST_TYPE = 16_000
# Plain text with less than this part of what the page beside it says is a stub: "view online".
_LEAST_OF_PAGE = 0.5

_FIELD = re.compile(rb"^(?:From |>From |[!-9;-~]{1,76}:[ \t])")
_USUAL_FIELD = re.compile(
    rb"^(?:from|subject|date|received|return-path|message-id|mime-version|delivered-to|"
    rb"x-[a-z0-9-]+|list-[a-z]+|content-type|dkim-signature|to|reply-to|sender|arc-seal)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
_PREFIX = re.compile(
    r"^(?:\[[^\]]{1,40}\]\s*)?(?:(?:re|fwd?|aw|wg|tr|rv|enc|vs|sv|回复|回覆|答复|转发|轉寄|轉發|회신|전달|"
    r"رد|إعادة توجيه)\s*(?:\[\d+\])?\s*[:：]\s*)+",
    re.IGNORECASE,
)
_QUOTE = re.compile(r"^(?:> ?)+", re.MULTILINE)
_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
_FORWARDED = re.compile(
    r"^(?:-{2,}\s*(?:forwarded|original) message\s*-{2,}|begin forwarded message:)$",
    re.IGNORECASE,
)
_FORWARDED_FIELD = re.compile(r"^\*?(?:from|to|cc|sent|reply-to|date|subject)\s*:", re.IGNORECASE)
_ADDRESS = re.compile(r"<(https?://[^<>\s]+)>")


class MailReader:
    """Mail messages: one article a message."""

    media_types = ("message/rfc822", "message/global")
    suffixes = (".eml",)

    def recognizes(self, head: bytes) -> bool:
        """Whether the bytes begin with header fields, at least two of them usual ones."""
        fields = head.lstrip(b"\r\n").partition(b"\n\n")[0].partition(b"\r\n\r\n")[0]
        return bool(_FIELD.match(fields)) and len(set(_USUAL_FIELD.findall(fields))) > 1

    def read(self, document: Document) -> Iterator[Record]:
        """The one article; `SourceError` where the message has neither subject nor text."""
        message = _parsed(document)
        blocks, language = _text(message, document.name)
        subject = _PREFIX.sub("", _field(message, "Subject"))
        story = story_of(blocks, document.name, headline=subject)
        if story.is_empty:
            raise SourceError(
                f"{document.name}: message {document.position}: neither a subject nor text that "
                "can be read: nothing to add"
            )
        by = sender(
            _person(message, "From"),
            list_name=_list_name(message),
            organization=_field(message, "Organization"),
        )
        raw = document.raw
        sent = parse_date(_field(message, "Date"), "declared")
        yield Record(
            Article(
                headline=story.headline,
                body=tuple(story.body),
                provenance=document.provenance(raw),
                captions=tuple(story.captions),
                credits=tuple(dict.fromkeys((*story.credits, *by.credits))),
                published=first_told((sent, story.published)),
                source=by.source,
                topics=_keywords(message),
                language=parse_language(_field(message, "Content-Language").split(",")[0])
                or parse_language(language),
                url=_address(message),
            ),
            raw,
        )


class _RawHeaders(Compat32):
    """Header policy that keeps non-ASCII bytes, which the library replaces by U+FFFD."""

    def header_fetch_parse(self, name: str, value: str) -> str:
        """The field's value, with non-ASCII bytes as surrogate escapes.

        Raises `ValueError` for a Content-Type of more characters than any real one has.
        """
        if len(value) > _LONGEST_TYPE and name.lower() == "content-type":
            raise ValueError(f"a Content-Type of more than {_LONGEST_TYPE:,} characters")
        return value


def _parsed(document: Document) -> Message:
    content = document.content
    if not content.strip():
        raise SourceError(f"{document.name}: the file is empty: there is nothing to add")
    parts = len(re.findall(rb"boundary\s*=|message/rfc822", content, re.IGNORECASE))
    lines = content.count(b"\n") + content.count(b"\r")
    if parts > _MOST_PARTS or (parts + 1) * lines > _MOST_LINES_TIMES_PARTS:
        raise SourceError(
            f"{document.name}: message {document.position}: more parts than a message of an "
            "article has: save its text and add that"
        )
    try:
        return BytesParser(policy=_RawHeaders()).parsebytes(content.lstrip(b"\r\n"))
    except (MessageError, ValueError, LookupError, TypeError, RecursionError) as error:
        raise SourceError(
            f"{document.name}: message {document.position}: no mail that can be read "
            f"({one_line(str(error))[:200]}): save its text and add that"
        ) from error


def _field(message: Message, name: str) -> str:
    """A header field decoded to Unicode, "" where it is missing; damage shows as U+FFFD."""
    value = _unescaped(str(message.get(name) or "")[:_LONGEST_FIELD])
    try:
        parts = decode_header(value)
    except (HeaderParseError, ValueError):
        return one_line(value)
    return one_line("".join(_word(part, charset) for part, charset in parts))


def _word(part: str | bytes, charset: str | None) -> str:
    """One decoded word of a field; bytes without a charset come as surrogate escapes."""
    if isinstance(part, str):
        return part
    if charset is None:
        return part.decode("raw_unicode_escape", "replace")
    return decode(part, charset)


def _unescaped(value: str) -> str:
    """Decode the surrogate escapes that the library left for non-ASCII bytes."""
    return decode(value.encode("utf-8", "surrogateescape"))


def _person(message: Message, name: str) -> tuple[str, str]:
    """The first mailbox in an address field, as name and address, each "" where absent."""
    raw = str(message.get(name) or "")[:_LONGEST_FIELD]
    try:
        # Taken apart before it is decoded: names hold commas, and angles.
        found = getaddresses([_unescaped(raw)])
    except RecursionError:
        return "", ""
    for encoded, address in found:
        only = Message()
        only["X"] = encoded.replace("\r", " ").replace("\n", " ")
        return _field(only, "X").strip("\"' "), address
    return "", ""


def _list_name(message: Message) -> str:
    """The mailing list's name (RFC 2919), "" for no list, or one without a name."""
    return _field(message, "List-Id").partition("<")[0].strip("\"' ")


def _keywords(message: Message) -> tuple[str, ...]:
    words = (word.strip() for word in _field(message, "Keywords").split(","))
    return tuple(dict.fromkeys(filter(None, words)))


def _address(message: Message) -> str | None:
    """The message's URL in its list's web archive (RFC 5064), None if unstated."""
    match = _ADDRESS.search(_field(message, "Archived-At"))
    return match[1] if match else None


def _text(message: Message, name: str) -> tuple[list[TextBlock], str]:
    """The blocks of the first part with text, and their language."""
    plain = html = None
    for part in _parts(message):
        kind = part.get_content_type()
        if part.get_content_disposition() == "attachment":
            continue
        if kind == "text/plain" and plain is None:
            plain = part
        elif kind in {"text/html", "application/xhtml+xml"} and html is None:
            html = part
    blocks = [] if plain is None else _plain_blocks(plain)
    if html is None:
        return blocks, ""
    content = _content(html)
    page = read_markup(decode_markup(content, _charset(html)), name)
    if _length(blocks) < _LEAST_OF_PAGE * _length(page.blocks):
        return list(page.blocks), page.language
    return blocks, page.language


def _parts(message: Message) -> Iterator[Message]:
    """The leaf parts of a multipart message, in order."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        if part.is_multipart():
            waiting += reversed(cast("list[Message]", part.get_payload()))
        else:
            yield part


def _plain_blocks(part: Message) -> list[TextBlock]:
    text = clean(decode(_content(part), _charset(part)))
    text = _SIGNATURE.split(_QUOTE.sub("", text), maxsplit=1)[0]
    if str(part.get_param("format", "")).lower() == "flowed":
        # RFC 3676: a line that ends in a space goes on in the next.
        joiner = "" if str(part.get_param("delsp", "")).lower() == "yes" else " "
        text = text.replace(" \n", joiner)
    return [TextBlock(words) for words in _without_forwarded_fields(paragraphs(text))]


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


def _content(part: Message) -> bytes:
    """A part's bytes, transfer decoding undone; as they stand where that fails."""
    with warnings.catch_warnings():
        # The library warns of obsolete transfer encodings.
        warnings.simplefilter("ignore")
        try:
            content = part.get_payload(decode=True)
        except (ValueError, LookupError, TypeError):
            content = str(part.get_payload()).encode("utf-8", "surrogateescape")
    return content if isinstance(content, bytes) else b""


def _charset(part: Message) -> str | None:
    try:
        stated = part.get_content_charset()
    except (ValueError, LookupError, TypeError):
        return None
    return stated if isinstance(stated, str) else None


def _length(blocks: list[TextBlock] | tuple[TextBlock, ...]) -> int:
    return sum(len(block.text) for block in blocks if block.kind is not TextBlockKind.CAPTION)
