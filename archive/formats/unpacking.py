"""Unpacking of a stream into documents, through any nesting of containers."""

import gzip
import io
import zlib
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import BinaryIO, cast

from archive.errors import MappingError, SourceError
from archive.formats import HEAD_BYTES, Container, Reader, format_of, formats, reader_of
from archive.model.document import Document, Source, Unreadable, bare_media_type

# More than any article with its pictures inside; a larger file is some other kind of thing.
LARGEST_DOCUMENT_BYTES = 64_000_000
# A web archive in a zip in a mailbox is three; beyond that somebody plays with us.
MOST_WRAPPINGS = 5

_GZIP_MAGIC = b"\x1f\x8b"


def documents(source: Source, *, wrappings: int = 0) -> Iterator[Document | Unreadable]:
    """Documents of a stream in order, with the reason in place of each that cannot be read.

    Raises nothing: where the stream breaks off, the reason is the last item.
    """
    try:
        yield from _documents(source, wrappings)
    except (SourceError, MappingError) as error:
        yield Unreadable(str(error), source.name)
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        yield Unreadable(
            f"{source.name}: {reason}: allow reading it, or get a whole copy", source.name
        )


def attached(document: Document, *, wrappings: int) -> Iterator[Document | Unreadable]:
    """Documents of one that lay in another: itself if a reader takes it, else what it contains.

    Its name tells its format, else its media type, else its first bytes. Raises nothing: what no
    format fits is kept to be tried again.
    """
    reader = reader_of(document.media_type)
    named = [each for each in formats() if document.name.lower().endswith(each.suffixes)]
    if wrappings <= MOST_WRAPPINGS and reader and (not named or reader in named):
        yield document
        return
    stream = io.BytesIO(document.content)
    for each in documents(Source(document.name, stream, document.mapping), wrappings=wrappings):
        if isinstance(each, Unreadable) and each.name == document.name and not each.document:
            yield replace(each, position=document.position, document=document)
        else:
            yield each


def is_package(media_type: str) -> bool:
    """Whether a media type is that of a container."""
    bare = bare_media_type(media_type)
    return any(bare in each.media_types for each in formats() if isinstance(each, Container))


def _documents(source: Source, wrappings: int) -> Iterator[Document | Unreadable]:
    if wrappings > MOST_WRAPPINGS:
        raise SourceError(
            f"{source.name}: wrapped in more than {MOST_WRAPPINGS} packages: "
            "unpack it and add what is inside"
        )
    stream, name = _peekable(source.stream), source.name
    if not name.lower().endswith(_unpacking_themselves()):
        if stream.peek(2).startswith(_GZIP_MAGIC):
            stream = _peekable(cast("BinaryIO", gzip.GzipFile(fileobj=stream)))
        if name.lower().endswith(".gz"):
            name = name[:-3]
    chosen = format_of(name, stream.peek(HEAD_BYTES)[:HEAD_BYTES])
    opened = Source(source.name, cast("BinaryIO", stream), source.mapping)
    if isinstance(chosen, Container):
        for each in chosen.unpack(opened):
            if isinstance(each, Source):
                yield from documents(each, wrappings=wrappings + 1)
            else:
                yield each
    else:
        yield _whole(opened, chosen)


@cache
def _unpacking_themselves() -> tuple[str, ...]:
    """Suffixes of formats that decompress their own parts, so that damage stays local."""
    return tuple(s for each in formats() for s in each.suffixes if s.endswith(("gz", "zst")))


def _peekable(stream: BinaryIO) -> io.BufferedReader:
    """The stream with `peek`; closing it is left to its opener."""
    if isinstance(stream, io.BufferedReader):
        return cast("io.BufferedReader", stream)
    return io.BufferedReader(cast("io.RawIOBase", stream), HEAD_BYTES)


def _whole(source: Source, reader: Reader) -> Document:
    content = source.stream.read(LARGEST_DOCUMENT_BYTES + 1)
    if len(content) > LARGEST_DOCUMENT_BYTES:
        raise SourceError(
            f"{source.name}: larger than {LARGEST_DOCUMENT_BYTES // 1_000_000} MB, "
            "so no single article: split it into one file an article, or make it JSON Lines"
        )
    return Document(source.name, content, reader.media_types[0], mapping=source.mapping)
