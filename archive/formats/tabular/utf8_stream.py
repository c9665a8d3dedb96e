"""Streams of text in UTF-8, whatever the encoding of the file."""

import codecs
import io
import zlib
from collections.abc import Callable
from typing import BinaryIO, cast

from archive.formats.markup.encoding import guessed_text_encoding, text_encoding

_SAMPLE_BYTES = 64 * 1024
_CHUNK_BYTES = 64 * 1024


def in_utf8(stream: BinaryIO, *, may_guess: bool) -> BinaryIO:
    """The stream recoded to UTF-8, where its beginning says that it is something else.

    UTF-16 is told by its mark or its zeros, and if `may_guess` older encodings by their letters.
    Bytes that are no letters come through as they are. Damage is raised where it comes.
    """
    rejoined = _RejoinedStream(stream)
    sample = rejoined.sample
    codec = guessed_text_encoding(sample) if may_guess else text_encoding(sample)
    raw = rejoined if codec == "utf-8" else _RecodedStream(rejoined, codec)
    return cast("BinaryIO", io.BufferedReader(raw, _CHUNK_BYTES))


class _RejoinedStream(io.RawIOBase):
    """Stream whose beginning, the sample, has been read and is given again."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__()
        # A whole read of what breaks off gives nothing of what came before that.
        self._read: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
        self._damage: Exception | None = None
        self.sample = b""
        try:
            while len(self.sample) < _SAMPLE_BYTES and (chunk := self._read(4_096)):
                self.sample += chunk
        except (EOFError, OSError, zlib.error) as error:
            self._damage = error
        self._left = self.sample

    def readable(self) -> bool:
        """True."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # pyright: ignore[reportIncompatibleMethodOverride] - typeshed's buffers are wider
        """Fill the buffer with the next bytes; returns their number, 0 at the end."""
        if self._left:
            content, self._left = self._left[: len(buffer)], self._left[len(buffer) :]
        elif self._damage:
            raise self._damage
        else:
            content = self._read(len(buffer))
        buffer[: len(content)] = content
        return len(content)


class _RecodedStream(io.RawIOBase):
    """Stream that is decoded by a codec and encoded in UTF-8."""

    def __init__(self, stream: _RejoinedStream, codec: str) -> None:
        super().__init__()
        self._stream = stream
        # UTF-16 cannot escape half a letter.
        errors = "replace" if codec.startswith("utf") else "surrogateescape"
        self._decoder = codecs.getincrementaldecoder(codec)(errors)
        self._ready = b""
        self._is_first = True
        self._is_ended = False

    def readable(self) -> bool:
        """True."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # pyright: ignore[reportIncompatibleMethodOverride] - typeshed's buffers are wider
        """Fill the buffer with the next bytes; returns their number, 0 at the end."""
        while not self._ready and not self._is_ended:
            chunk = self._stream.read(_CHUNK_BYTES) or b""
            self._is_ended = not chunk
            text = self._decoder.decode(chunk, self._is_ended)
            if self._is_first and text:
                self._is_first = False
                text = text.removeprefix("\ufeff")
            self._ready = text.encode("utf-8", "surrogateescape")
        content, self._ready = self._ready[: len(buffer)], self._ready[len(buffer) :]
        buffer[: len(content)] = content
        return len(content)
