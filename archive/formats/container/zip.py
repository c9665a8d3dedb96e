"""Zip reader (APPNOTE.TXT 6.3): each member is read as if it were a file in a folder."""

import io
import stat
import zipfile
from collections.abc import Iterator
from typing import IO

from archive.formats.container.limits import (
    MOST_MEMBERS,
    PACKED_FAULTS,
    Allowance,
    MemberStream,
    bomb,
    fault_of_name,
    is_passed_over,
    member_name,
    misnamed,
    seekable,
    unreadable,
)
from archive.formats.container.member_names import NameDecoder, stated_path
from archive.formats.container.zip_recovery import LOCAL_HEADER, remains
from archive.model.document import Source, Unreadable
from archive.model.text import one_line

_BEGINNINGS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08PK\x03\x04")
# Zips that are something else: books name themselves in the first member, and what offices
# write begins with one of these.
_DOCUMENTS = (
    b"mimetypeapplication/",
    b"[Content_Types].xml",
    b"_rels/.rels",
    b"docProps/",
    b"word/",
    b"xl/",
    b"ppt/",
)
_ENCRYPTED = 0x1
_UTF_8 = 0x800


class ZipPackage:
    """Zip files: a container of files of any format."""

    media_types = ("application/zip", "application/x-zip-compressed")
    suffixes = (".zip",)

    def recognizes(self, head: bytes) -> bool:
        """Whether the bytes begin as a zip, but not as EPUB or an Office document."""
        first_name = head[30:80]
        return head.startswith(_BEGINNINGS) and not any(
            first_name.startswith(mark) for mark in _DOCUMENTS
        )

    def unpack(self, source: Source) -> Iterator[Source | Unreadable]:
        """Each member as a stream, in the order of the central directory.

        Of a zip that was cut off, the members before the cut. Raises `SourceError` where it is no
        zip.
        """
        with seekable(source) as stream:
            try:
                package = zipfile.ZipFile(stream)
            except PACKED_FAULTS as error:
                yield from remains(source, stream, one_line(str(error)))
                return
            with package:
                yield from _members(source, package, stream.seek(0, io.SEEK_END))


def _members(
    source: Source, package: zipfile.ZipFile, size_bytes: int
) -> Iterator[Source | Unreadable]:
    allowance = Allowance()
    if len(package.filelist) > MOST_MEMBERS:
        yield Unreadable(
            f"{source.name}: {len(package.filelist)} files inside: those after {MOST_MEMBERS} are "
            "not read; pack them as several zips",
            source.name,
        )
    members = package.filelist[:MOST_MEMBERS]
    decoder = NameDecoder(_raw_name(info) for info in members if not info.flag_bits & _UTF_8)
    for info in members:
        stated = _name(info, decoder)
        if _is_no_file(info) or is_passed_over(stated):
            continue
        if reason := fault_of_name(stated):
            yield misnamed(source, stated, reason)
        elif info.flag_bits & _ENCRYPTED:
            yield unreadable(
                source, stated, "encrypted: unpack it with its password and add what is in it"
            )
        elif info.compress_type == zipfile.ZIP_LZMA:
            # Its dictionary may claim gigabytes of memory.
            yield unreadable(source, stated, "packed by LZMA, which is not read: pack it anew")
        else:
            # The directory is no more trustworthy than the rest.
            packed_bytes = allowance.packed_bytes + info.compress_size
            allowance.packed_bytes = min(packed_bytes, size_bytes)
            yield _member(source, package, info, stated, allowance)
            if allowance.is_spent:
                yield bomb(source)
                return


def _member(
    source: Source,
    package: zipfile.ZipFile,
    info: zipfile.ZipInfo,
    stated: str,
    allowance: Allowance,
) -> Source | Unreadable:
    try:
        member = _opened(package, info)
    except PACKED_FAULTS as error:
        return unreadable(
            source, stated, f"cannot be unpacked ({one_line(str(error))}): get a whole copy"
        )
    stream = MemberStream(allowance.metered(member.read)).buffered()
    return Source(f"{source.name}/{member_name(stated)}", stream, source.mapping)


def _opened(package: zipfile.ZipFile, info: zipfile.ZipInfo) -> IO[bytes]:
    """Open a member under the name that stands before it, which the library compares.

    Packers write the two names in different charsets, and the content is whole all the same.
    """
    if package.fp is not None:
        package.fp.seek(info.header_offset)
        header = package.fp.read(LOCAL_HEADER.size)
        if len(header) == LOCAL_HEADER.size:
            flags, length = header[6] | header[7] << 8, header[26] | header[27] << 8
            name = package.fp.read(length)
            info.orig_filename = name.decode("utf-8" if flags & _UTF_8 else "cp437")
    return package.open(info)


def _is_no_file(info: zipfile.ZipInfo) -> bool:
    """Whether a member is a folder, a link or a device."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    # Not by `is_dir`, which fails on a name of no letters.
    is_folder = info.filename.endswith("/") and not info.file_size
    return is_folder or kind not in {0, stat.S_IFREG}


def _raw_name(info: zipfile.ZipInfo) -> bytes:
    """The bytes of a name without the flag of UTF-8, which the library decodes as its oldest."""
    return info.orig_filename.encode("cp437")


def _name(info: zipfile.ZipInfo, decoder: NameDecoder) -> str:
    """The name in UTF-8 if it says so or is, else in the package's charset. NULs stay in it."""
    if info.flag_bits & _UTF_8:
        return info.orig_filename
    raw = _raw_name(info)
    return stated_path(info.extra, raw) or decoder.decode(raw)
