"""Line reader in bounded memory, line by line or in batches."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from archive.errors import SourceError
from archive.model.document import Source, Unreadable
from archive.model.exported import DOCUMENT_PREFIX

# Longer than any article with its markup; a line beyond it is a file that lost its newlines.
LONGEST_LINE_BYTES = 16_000_000
# The largest document that is kept, as an export has it: in base 64.
LONGEST_DOCUMENT_BYTES = 90_000_000
# A batch for one reader: work of under a second, and little memory.
RUN_LINES = 500
RUN_BYTES = 2_000_000


@dataclass(frozen=True, slots=True)
class NumberedLine:
    """Raw line with its newline, and its number from 1."""

    content: bytes
    number: int


def read_lines(source: Source) -> Iterator[NumberedLine | Unreadable]:
    """The lines in order, with the reason in place of one that is too long.

    Raises `SourceError` where the stream breaks off, after the lines before that.
    """
    number = 0
    while True:
        number += 1
        content = _read_line(source, number)
        if not content:
            return
        if len(content) > LONGEST_LINE_BYTES and content.startswith(DOCUMENT_PREFIX):
            content += _read_line(source, number, LONGEST_DOCUMENT_BYTES)
            longest = LONGEST_DOCUMENT_BYTES
        else:
            longest = LONGEST_LINE_BYTES
        if len(content) <= longest:
            yield NumberedLine(content, number)
            continue
        while not content.endswith(b"\n") and content:
            content = _read_line(source, number)
        yield Unreadable(
            f"{source.name}: line {number}: longer than {LONGEST_LINE_BYTES // 1_000_000} MB: "
            "one article a line is wanted",
            source.name,
            number,
        )


def _read_line(source: Source, number: int, longest: int = LONGEST_LINE_BYTES) -> bytes:
    try:
        return source.stream.readline(longest + 1)
    except (EOFError, OSError, zlib.error) as error:
        raise SourceError(
            f"{source.name}: cannot be read beyond line {number - 1} ({error}): "
            "what came before it is kept; get a whole copy and add it again"
        ) from error


@dataclass(slots=True)
class LineBatch:
    """Batch of consecutive lines or rows; `first` is the number of its first line."""

    content: bytearray
    first: int
    count: int = 0


def runs(
    lines: Iterator[NumberedLine | Unreadable], *, before: bytes = b""
) -> Iterator[LineBatch | Unreadable]:
    """Group lines into batches for a reader, each with `before` in front.

    Unreadable lines keep their place. Where the lines break off, the last batch still comes.
    """
    run: LineBatch | None = None
    try:
        for line in lines:
            if isinstance(line, NumberedLine):
                run = run or LineBatch(bytearray(before), line.number)
                run.content += line.content
                run.count += 1
                if run.count < RUN_LINES and len(run.content) < RUN_BYTES:
                    continue
            if run:
                yield run
                run = None
            if isinstance(line, Unreadable):
                yield line
    except SourceError:
        if run:
            yield run
        raise
    if run:
        yield run
