"""Zip reader (APPNOTE.TXT 6.3): each member is read as if it were a file in a folder."""

import io
import stat
import zipfile
from collections.abc import Iterator

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
from archive.formats.container.zip_recovery import remains
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
    for info in package.filelist[:MOST_MEMBERS]:
        stated = _name(info)
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
        member = package.open(info)
    except PACKED_FAULTS as error:
        return unreadable(
            source, stated, f"cannot be unpacked ({one_line(str(error))}): get a whole copy"
        )
    stream = MemberStream(allowance.metered(member.read)).buffered()
    return Source(f"{source.name}/{member_name(stated)}", stream, source.mapping)


def _is_no_file(info: zipfile.ZipInfo) -> bool:
    """Whether a member is a folder, a link or a device."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    # Not by `is_dir`, which fails on a name of no letters.
    return info.filename.endswith("/") or kind not in {0, stat.S_IFREG}


def _name(info: zipfile.ZipInfo) -> str:
    """The name in UTF-8, which many zips use without setting the flag. NULs stay in it."""
    stated = info.orig_filename
    if info.flag_bits & _UTF_8:
        return stated
    try:
        return stated.encode("cp437").decode("utf-8")
    except ValueError:
        return stated
