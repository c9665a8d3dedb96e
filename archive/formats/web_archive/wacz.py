"""WACZ files (1.1.1, specs.webrecorder.net): zips of web archives and their indexes."""

import re
import zipfile
from collections.abc import Iterator

from archive.errors import SourceError
from archive.formats.container.limits import (
    PACKED_FAULTS,
    Allowance,
    MemberStream,
    bomb,
    member_name,
    seekable,
    unreadable,
)
from archive.formats.container.zip_recovery import remains
from archive.model.document import Source, Unreadable
from archive.model.text import one_line

_ZIP_BEGINNING = b"PK\x03\x04"
# Names that only such a zip has; they stand as they are between the members.
_MEMBERS = re.compile(
    rb"archive/[^\0/]{1,200}\.w?arc|indexes/[^\0/]{1,200}\.(?:cdxj?|idx)|pages/[^\0/]{1,200}\.jsonl"
)
_WEB_ARCHIVE = re.compile(r"archive/[^/\\]+\.w?arc(?:\.gz|\.zst)?", re.IGNORECASE)
_ENCRYPTED = 0x1


class Wacz:
    """WACZ files: a container of web archives."""

    media_types = ("application/wacz", "application/x-wacz")
    suffixes = (".wacz",)

    def recognizes(self, head: bytes) -> bool:
        """Whether the bytes begin a zip with web archives or their indexes."""
        return head.startswith(_ZIP_BEGINNING) and _MEMBERS.search(head) is not None

    def unpack(self, source: Source) -> Iterator[Source | Unreadable]:
        """Each web archive inside as a stream; indexes, page lists and logs are skipped.

        Of a truncated file, the archives before the cut. Raises `SourceError` where it is no zip,
        or has no web archive.
        """
        found = False
        with seekable(source) as stream:
            try:
                package = zipfile.ZipFile(stream)
            except PACKED_FAULTS as error:
                beginning = f"{source.name}/"
                for each in remains(source, stream, one_line(str(error))):
                    inside = each.name.removeprefix(beginning)
                    if each.name == source.name or _WEB_ARCHIVE.fullmatch(inside):
                        found |= isinstance(each, Source)
                        yield each
            else:
                with package:
                    for each in _web_archives(source, package):
                        found = True
                        yield each
        if not found:
            raise SourceError(
                f"{source.name}: no web archive in it (archive/….warc.gz): get a whole copy, or "
                "add it as a .zip"
            )


def _web_archives(source: Source, package: zipfile.ZipFile) -> Iterator[Source | Unreadable]:
    allowance = Allowance()
    for info in package.infolist():
        if not _WEB_ARCHIVE.fullmatch(info.filename):
            continue
        if info.flag_bits & _ENCRYPTED or info.compress_type == zipfile.ZIP_LZMA:
            # LZMA's dictionary may claim gigabytes of memory.
            yield unreadable(source, info.filename, "encrypted, or packed by LZMA: pack it anew")
            continue
        allowance.packed_bytes += info.compress_size
        try:
            member = package.open(info)
        except PACKED_FAULTS as error:
            reason = f"cannot be unpacked ({one_line(str(error))}): get a whole copy"
            yield unreadable(source, info.filename, reason)
            continue
        stream = MemberStream(allowance.metered(member.read)).buffered()
        yield Source(f"{source.name}/{member_name(info.filename)}", stream, source.mapping)
        if allowance.is_spent:
            yield bomb(source)
            return
