"""Limits of unpacking: which members to skip, and how many bytes may come out."""

import io
import lzma
import re
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import BinaryIO, cast

from archive.errors import SourceError
from archive.model.document import Source, Unreadable
from archive.model.text import one_line

MOST_MEMBERS = 1_000_000
# The most that may come out of a package: so many bytes, and so many times its size. Text packs
# to a tenth, tables of figures to a thirtieth; less than a hundredth is a zip bomb.
FREE_BYTES = 100_000_000
LARGEST_RATIO = 100
# More than a disk should be asked for without a word to its owner.
LARGEST_SPOOLED_BYTES = 8_000_000_000

# Exceptions of the library's unpacking on damaged bytes. RuntimeError stands for a missing
# password, and for a way of packing that it does not know.
PACKED_FAULTS = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    LookupError,
    OverflowError,
    RuntimeError,
)

_CHUNK_BYTES = 64 * 1024
_SEPARATORS = re.compile(r"[/\\]+")
_DRIVE = re.compile(r"^[A-Za-z]:")
# A headline may begin with three dots, and be a file's name.
_HIDDEN = re.compile(r"\.[^.]")
# Files that file managers leave beside those of people.
_FURNITURE = frozenset({"__MACOSX", "Thumbs.db", "desktop.ini"})


class Allowance:
    """Byte budget of one archive file, as a defence against zip bombs."""

    def __init__(self) -> None:
        self.packed_bytes = 0
        self.unpacked_bytes = 0

    @property
    def is_spent(self) -> bool:
        """Whether more came out than any honest archive file holds."""
        return self.unpacked_bytes > FREE_BYTES + LARGEST_RATIO * self.packed_bytes

    def metered(self, read: Callable[[int], bytes]) -> Callable[[int], bytes]:
        """Wrap a read function, to count its bytes against the budget."""

        def reading(size_bytes: int) -> bytes:
            content = read(size_bytes)
            self.spend(len(content))
            return content

        return reading

    def spend(self, size_bytes: int) -> None:
        """Count bytes that came out; raises `OSError` where the budget is exceeded."""
        self.unpacked_bytes += size_bytes
        if self.is_spent:
            raise OSError(f"it unpacks to more than {LARGEST_RATIO} times its size")


class MemberStream(io.RawIOBase):
    """Stream of one member's bytes; any damage raises `OSError`."""

    def __init__(self, read: Callable[[int], bytes]) -> None:
        super().__init__()
        self._read = read

    def readable(self) -> bool:
        """True."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # pyright: ignore[reportIncompatibleMethodOverride] - typeshed's buffers are wider
        """Fill the buffer with the next bytes; returns their number, 0 at the end."""
        try:
            content = self._read(len(buffer))
        except OSError:
            raise
        except PACKED_FAULTS as error:
            raise OSError(f"damaged ({one_line(str(error))})") from error
        buffer[: len(content)] = content
        return len(content)

    def buffered(self) -> BinaryIO:
        """The stream with a buffer, as line readers need it."""
        return cast("BinaryIO", io.BufferedReader(self, _CHUNK_BYTES))


def member_name(stated: str) -> str:
    """A member's display name: clean, with slashes, without a leading "./"."""
    parts = _SEPARATORS.split(one_line(stated))
    return "/".join(part for part in parts if part not in {"", "."})


def is_passed_over(stated: str) -> bool:
    """Whether a member is hidden, or litter that a file manager left behind."""
    parts = _SEPARATORS.split(stated)
    return any(part in _FURNITURE or _HIDDEN.match(part) for part in parts)


def fault_of_name(stated: str) -> str | None:
    """The reason why no honest archive file has a member of this name, None for a sound name."""
    if "\0" in stated or not member_name(stated):
        return "its name is none"
    if ".." in _SEPARATORS.split(stated) or stated.startswith(("/", "\\")) or _DRIVE.match(stated):
        return "its name leads out of the package"
    return None


def misnamed(source: Source, stated: str, reason: str) -> Unreadable:
    """Notice of a member that is skipped because of its name."""
    name = f"{source.name}/{member_name(stated.replace(chr(0), '')[:200]) or '?'}"
    return Unreadable(f"{name}: {reason}: pack it anew under a plain name", name)


def unreadable(source: Source, stated: str, reason: str) -> Unreadable:
    """Notice of a member that cannot be read: the fault and the repair."""
    name = f"{source.name}/{member_name(stated)}"
    return Unreadable(f"{name}: {reason}", name)


def bomb(source: Source) -> Unreadable:
    """Notice of a zip bomb, whose rest is not unpacked."""
    return Unreadable(
        f"{source.name}: it unpacks to more than {LARGEST_RATIO} times its size, as no package of "
        "articles does: its rest is not read; unpack it with care and add what is in it",
        source.name,
    )


@contextmanager
def seekable(source: Source) -> Generator[BinaryIO]:
    """The stream itself if it is seekable, else a temporary file with its content.

    A gzip stream claims to be seekable, but unpacks everything again for each seek. Raises
    `SourceError` where the stream breaks off or exceeds the disk space one archive file may take.
    """
    stream = source.stream
    if isinstance(stream, io.BytesIO) or isinstance(getattr(stream, "raw", None), io.FileIO):
        yield stream
        return
    with tempfile.TemporaryFile() as spooled:
        try:
            while chunk := stream.read(_CHUNK_BYTES):
                spooled.write(chunk)
                if spooled.tell() > LARGEST_SPOOLED_BYTES:
                    raise SourceError(
                        f"{source.name}: larger than {LARGEST_SPOOLED_BYTES // 10**9} GB inside of "
                        "another file: take it out and add it by itself"
                    )
        except PACKED_FAULTS as error:
            raise SourceError(
                f"{source.name}: cannot be read to its end ({one_line(str(error))}): "
                "get a whole copy, or free space for temporary files"
            ) from error
        spooled.seek(0)
        yield cast("BinaryIO", spooled)
