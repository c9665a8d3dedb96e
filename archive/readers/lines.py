"""Lines of a stream, one at a time, however long the stream and however bad a line."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from archive.errors import SourceError, UnreadableRecord
from archive.readers.reader import Source

# Longer than any article with its markup; a line beyond it is a file that lost its newlines.
LONGEST_LINE_BYTES = 16_000_000


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it came in, its newline included, and its 1-based number."""

    content: bytes
    number: int

    def unreadable(self, source: Source, reason: str) -> UnreadableRecord:
        """Why this line is no article, for the one who has to mend it."""
        return UnreadableRecord(
            f"{source.name}: line {self.number}: {reason}", position=self.number
        )


def read_lines(source: Source) -> Iterator[Line | UnreadableRecord]:
    """The lines in order; one that is too long is passed over and named in its place.

    Raises `SourceError` where the stream breaks off; what came before it has been given.
    """
    number = 0
    while True:
        number += 1
        content = _read_line(source, number)
        if not content:
            return
        line = Line(content, number)
        if len(content) <= LONGEST_LINE_BYTES:
            yield line
            continue
        while not content.endswith(b"\n") and content:
            content = _read_line(source, number)
        yield line.unreadable(
            source,
            f"longer than {LONGEST_LINE_BYTES // 1_000_000} MB: one article a line is wanted",
        )


def _read_line(source: Source, number: int) -> bytes:
    try:
        return source.stream.readline(LONGEST_LINE_BYTES + 1)
    except (EOFError, OSError, zlib.error) as error:
        raise SourceError(
            f"{source.name}: cannot be read beyond line {number - 1} ({error}): "
            "what came before it is kept; get a whole copy and add it again"
        ) from error
