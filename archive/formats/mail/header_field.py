"""Header fields of a message decoded to Unicode (RFC 2047, 5322)."""

import re
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses

from archive.formats.markup.encoding import decode
from archive.model.text import one_line

_LONGEST_FIELD = 2_000
_ADDRESS = re.compile(r"<(https?://[^<>\s]+)>")


def field(message: Message, name: str, charset: str | None = None) -> str:
    """A header field, "" where it is missing; damage shows as U+FFFD.

    `charset` is that of the message's text, in which bare bytes are if they are not UTF-8.
    """
    return decoded(str(message.get(name) or "")[:_LONGEST_FIELD], charset)


def decoded(value: str, charset: str | None = None) -> str:
    """A field's value with its encoded words and bare bytes decoded."""
    value = _unescaped(value, charset)
    try:
        parts = decode_header(value)
    except (HeaderParseError, ValueError):
        return one_line(value)
    return one_line("".join(_word(part, label) for part, label in parts))


def mailbox(message: Message, name: str, charset: str | None = None) -> tuple[str, str]:
    """The first mailbox in an address field, as name and address, each "" where absent."""
    raw = str(message.get(name) or "")[:_LONGEST_FIELD]
    try:
        # Taken apart before it is decoded: names hold commas, and angles.
        found = getaddresses([_unescaped(raw, charset)])
    except RecursionError:
        return "", ""
    for encoded, address in found:
        return decoded(encoded.replace("\r", " ").replace("\n", " ")).strip("\"' "), address
    return "", ""


def list_name(message: Message) -> str:
    """The mailing list's name (RFC 2919), "" for no list, or one without a name."""
    return field(message, "List-Id").partition("<")[0].strip("\"' ")


def keywords(message: Message, charset: str | None = None) -> tuple[str, ...]:
    """The keywords, each once."""
    words = (word.strip() for word in field(message, "Keywords", charset).split(","))
    return tuple(dict.fromkeys(filter(None, words)))


def archived_at(message: Message) -> str | None:
    """The message's URL in its list's web archive (RFC 5064), None if unstated."""
    match = _ADDRESS.search(field(message, "Archived-At"))
    return match[1] if match else None


def _word(part: str | bytes, charset: str | None) -> str:
    """One decoded word of a field; bytes without a charset come as surrogate escapes."""
    if isinstance(part, str):
        return part
    if charset is None:
        return part.decode("raw_unicode_escape", "replace")
    return decode(part, charset)


def _unescaped(value: str, charset: str | None) -> str:
    """Decode the surrogate escapes that the library left for non-ASCII bytes."""
    content = value.encode("utf-8", "surrogateescape")
    try:
        return content.decode()
    except UnicodeDecodeError:
        return decode(content, charset)
