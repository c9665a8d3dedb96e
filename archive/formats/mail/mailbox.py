"""Mailbox files in mbox format (RFC 4155, and its older variants)."""

import re
import zlib
from collections import deque
from collections.abc import Iterator
from itertools import islice

from archive.errors import SourceError
from archive.model.document import Document, Source, Unreadable

# Mail servers refuse larger ones.
LARGEST_MESSAGE_BYTES = 64_000_000

_LONGEST_LINE_BYTES = 64 * 1024
_BEGIN = b"From "
# The date of C's asctime, also with a zone, which text does not have.
_DATED = re.compile(
    rb"^From .{0,300}?\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b,? {1,2}"
    rb"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) {1,2}\d{1,2} {1,2}\d\d?:\d\d.{0,40}\d{4}"
)
_FIELD = re.compile(rb"^(?:>?From |[!-9;-~]{1,76}:)")
_USUAL_FIELD = re.compile(
    rb"^(?:from|to|cc|subject|date|received|return-path|message-id|mime-version|delivered-to|"
    rb"x-[a-z0-9-]+|list-[a-z]+|content-[a-z-]+|dkim-signature|reply-to|sender|arc-[a-z-]+|"
    rb"status|in-reply-to|references|organization|lines|newsgroups|path)[ \t]*:",
    re.IGNORECASE,
)
# A line that is not dated begins a message if two usual fields are among so many lines after it.
_FEWEST_FIELDS, _LOOKED_AT = 2, 12
# Lines of messages that look like the beginning of one are marked so (mboxrd).
_MARKED = re.compile(rb"^>+From ")


class Mailbox:
    """Mailboxes in mbox format: a container of mail messages."""

    media_types = ("application/mbox",)
    suffixes = (".mbox", ".mbx")

    def recognizes(self, head: bytes) -> bool:
        """Whether the bytes begin with a "From " line and a header field after it."""
        first, _, rest = head.lstrip(b"\r\n").partition(b"\n")
        return first.startswith(_BEGIN) and _FIELD.match(rest) is not None

    def unpack(self, source: Source) -> Iterator[Document | Unreadable]:
        """The messages in order, with the reason in place of one that is too large.

        Raises `SourceError` where the file is no mailbox, or its rest cannot be read.
        """
        position = 0
        message: bytearray | None = None
        size_bytes = 0
        for line in _lines(source):
            if line.begins_message:
                if message is not None:
                    yield _message(source, bytes(message), size_bytes, position)
                position += 1
                message, size_bytes = bytearray(), 0
            elif message is not None:
                size_bytes += len(line.content)
                if size_bytes <= LARGEST_MESSAGE_BYTES:
                    message += line.content
                else:
                    message.clear()
            elif line.content.strip():
                break
        if message is None:
            raise SourceError(
                f'{source.name}: no mailbox: it does not begin with a line "From …": '
                "if it is one message, name it .eml"
            )
        yield _message(source, bytes(message), size_bytes, position)


def _message(
    source: Source, content: bytes, size_bytes: int, position: int
) -> Document | Unreadable:
    if size_bytes > LARGEST_MESSAGE_BYTES:
        return Unreadable(
            f"{source.name}: message {position}: larger than "
            f"{LARGEST_MESSAGE_BYTES // 10**6} MB: take its attachments off and add it again",
            source.name,
            position,
        )
    return Document(
        source.name, content, "message/rfc822", position=position, mapping=source.mapping
    )


class _MailboxLine:
    """Line, or part of a long one, and whether a message begins after it."""

    __slots__ = ("begins_message", "content")

    def __init__(self, content: bytes, *, begins_message: bool) -> None:
        self.content = content
        self.begins_message = begins_message


def _lines(source: Source) -> Iterator[_MailboxLine]:
    """The lines of the file, with quoted "From " lines unquoted."""
    ahead = deque[bytes]()
    coming = _read(source)
    fault: SourceError | None = None
    at_start = after_blank = True
    while True:
        try:
            ahead.extend(islice(coming, _LOOKED_AT + 1 - len(ahead)))
        except SourceError as error:
            fault = error
        if not ahead:
            break
        line = ahead.popleft()
        is_begin = at_start and _is_begin(line, ahead, after_blank=after_blank)
        after_blank = at_start and not line.strip()
        if at_start and _MARKED.match(line):
            line = line[1:]
        yield _MailboxLine(line, begins_message=is_begin)
        at_start = line.endswith(b"\n")
    if fault:
        raise fault


def _is_begin(line: bytes, ahead: deque[bytes], *, after_blank: bool) -> bool:
    """Whether a message begins here, as message text has lines with "From " too."""
    if not line.startswith(_BEGIN):
        return False
    following = ahead[0] if ahead else b""
    if _DATED.match(line):
        return _FIELD.match(following) is not None or not following.strip()
    # Behind a blank line one word is enough besides, an address or a program's name.
    fewest = 1 if after_blank and len(line.split()) <= 2 else _FEWEST_FIELDS
    return _begins_with_fields(ahead, fewest)


def _begins_with_fields(ahead: deque[bytes], fewest: int) -> bool:
    """Whether there are so many usual header fields before a blank line or one of text."""
    found = 0
    for number, line in enumerate(ahead):
        goes_on = number > 0 and line.startswith((b" ", b"\t")) and bool(line.strip())
        found += _USUAL_FIELD.match(line) is not None
        if not (goes_on or _FIELD.match(line)):
            break
    return found >= fewest


def _read(source: Source) -> Iterator[bytes]:
    number = 0
    try:
        while line := source.stream.readline(_LONGEST_LINE_BYTES):
            yield line
            number += 1
    except (EOFError, OSError, zlib.error) as error:
        raise SourceError(
            f"{source.name}: cannot be read beyond line {number} ({error}): "
            "what came before it is kept; get a whole copy and add it again"
        ) from error
