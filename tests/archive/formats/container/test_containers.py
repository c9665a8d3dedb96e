import bz2
import gzip
import io
import lzma
import random
import tarfile
import tracemalloc
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.errors import SourceError
from archive.formats.container.tar import TarPackage
from archive.formats.container.zip import ZipPackage
from archive.model.document import Source, Unreadable

FILES = {"2019/ferry.txt": b"Ferry runs again\n" * 50, "melons.txt": b"Melons pile up\n" * 9}


def zipped(files=FILES, method=zipfile.ZIP_DEFLATED):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return stream.getvalue()


def tarred(files=FILES, format_=tarfile.PAX_FORMAT, **members):
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", format=format_) as package:
        for name, content in files.items():
            header = tarfile.TarInfo(name)
            header.size = len(content)
            package.addfile(header, io.BytesIO(content))
        for name, kind in members.items():
            header = tarfile.TarInfo(name)
            header.type = kind
            header.linkname = "/etc/hostname"
            package.addfile(header)
    return stream.getvalue()


class Pipe(io.RawIOBase):
    """A stream that cannot go back."""

    def __init__(self, content):
        self._stream = io.BytesIO(content)

    def readable(self):
        return True

    def readinto(self, buffer):
        return self._stream.readinto(buffer)


def unpacked(container, content, name="issue.pkg", stream=io.BytesIO):
    """What each member is called with its bytes, or the error of reading them; reasons as such."""
    found = []
    for part in container.unpack(Source(name, stream(content), {"headline": "title"})):
        if isinstance(part, Unreadable):
            found.append(part.reason)
            continue
        assert part.mapping == {"headline": "title"}
        try:
            found.append((part.name, part.stream.read()))
        except OSError as error:
            found.append((part.name, str(error)))
    return found


WHOLE = [(f"issue.pkg/{name}", content) for name, content in FILES.items()]


@pytest.mark.parametrize("stream", [io.BytesIO, Pipe])
@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2])
def test_a_zip_gives_each_file_in_it_as_a_stream_with_its_path(method, stream):
    assert unpacked(ZipPackage(), zipped(method=method), stream=stream) == WHOLE


@pytest.mark.parametrize("stream", [io.BytesIO, Pipe])
@pytest.mark.parametrize("pack", [bytes, gzip.compress, bz2.compress, lzma.compress])
@pytest.mark.parametrize("format_", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_a_tar_gives_each_file_in_it_as_a_stream_with_its_path(format_, pack, stream):
    content = pack(tarred(format_=format_))
    assert TarPackage().recognizes(content[:4_096]) or pack is bz2.compress
    assert unpacked(TarPackage(), content, stream=stream) == WHOLE


def test_a_zip_in_a_zip_is_taken_apart_in_turn():
    outer = zipped({"2019.zip": zipped(), "a.txt": b"a"})
    parts = ZipPackage().unpack(Source("all.zip", io.BytesIO(outer)))
    inner = next(parts)
    names = [(part.name, part.stream.read()) for part in ZipPackage().unpack(inner)]
    assert names == [(f"all.zip/2019.zip/{name}", text) for name, text in FILES.items()]
    assert next(parts).name == "all.zip/a.txt"


@pytest.mark.parametrize("format_", [tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_names_in_a_tar_may_be_long_and_in_any_script(format_):
    name = "기사/" + "long-" * 40 + "배.txt"
    content = tarred({name: b"x", "b.txt": b"y"}, format_=format_)
    assert unpacked(TarPackage(), content) == [
        (f"issue.pkg/{name}", b"x"),
        ("issue.pkg/b.txt", b"y"),
    ]


def test_names_in_a_zip_may_be_utf_8_without_saying_so():
    content = zipped({"기사/배.txt": b"x"}).replace("기사/배".encode(), b"@" * 10)
    content = content.replace(b"@" * 10, "기사/배".encode())
    unflagged = bytearray(content)
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        unflagged[content.index(signature) + at + 1] &= ~0x08
    assert unpacked(ZipPackage(), bytes(unflagged)) == [("issue.pkg/기사/배.txt", b"x")]


HIDDEN = {"__MACOSX/._a.txt": b"x", ".git/config": b"x", "a/.DS_Store": b"x", "a/Thumbs.db": b"x"}


def test_hidden_files_folders_links_and_devices_are_passed_over():
    files = {**HIDDEN, "./a.txt": b"a"}
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = 0o120777 << 16
    assert unpacked(ZipPackage(), zipped({**files, "folder/": b"", link: b"/etc/hostname"})) == [
        ("issue.pkg/a.txt", b"a")
    ]
    members = {
        "folder": tarfile.DIRTYPE, "link": tarfile.SYMTYPE, "hard": tarfile.LNKTYPE,
        "device": tarfile.CHRTYPE, "pipe": tarfile.FIFOTYPE,
    }  # fmt: skip
    assert unpacked(TarPackage(), tarred(files, **members)) == [("issue.pkg/a.txt", b"a")]


OUT = "its name leads out of the package: pack it anew under a plain name"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/cron", "../../etc/cron"),
        ("a/../../b", "a/../../b"),
        ("/etc/passwd", "etc/passwd"),
        ("C:\\news.txt", "C:/news.txt"),
        ("..\\news.txt", "../news.txt"),
    ],
)
def test_a_name_that_leads_out_of_the_package_is_refused(name, shown):
    files = {name: b"x", "b.txt": b"y"}
    expected = [f"issue.pkg/{shown}: {OUT}", ("issue.pkg/b.txt", b"y")]
    assert unpacked(ZipPackage(), zipped(files)) == expected
    assert unpacked(TarPackage(), tarred(files)) == expected


def test_a_name_with_a_nul_is_refused():
    content = zipped({"a_b.txt": b"x"}).replace(b"a_b.txt", b"a\0b.txt")
    named = "issue.pkg/ab.txt: its name is none: pack it anew under a plain name"
    assert unpacked(ZipPackage(), content) == [named]
    assert unpacked(ZipPackage(), content[: content.index(b"PK\x01\x02")])[0] == named


def test_an_encrypted_member_is_named_and_the_others_read():
    content = bytearray(zipped())
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + at] |= 1
    assert unpacked(ZipPackage(), bytes(content)) == [
        "issue.pkg/2019/ferry.txt: encrypted: unpack it with its password and add what is in it",
        WHOLE[1],
    ]


def test_a_damaged_member_fails_alone():
    files = {"a.txt": random.Random(1).randbytes(999), "b.txt": b"whole"}  # noqa: S311 - a sample
    content = bytearray(zipped(files, zipfile.ZIP_STORED))
    content[200] ^= 1
    assert unpacked(ZipPackage(), bytes(content)) == [
        ("issue.pkg/a.txt", "damaged (Bad CRC-32 for file 'a.txt')"),
        ("issue.pkg/b.txt", b"whole"),
    ]


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_zip_that_was_cut_off_gives_what_it_holds(method):
    content = zipped(method=method)
    lost_directory = content[: content.index(b"PK\x01\x02")]
    notice = (
        "issue.pkg: damaged (File is not a zip file): what could be found in it is kept; "
        "get a whole copy and add it again"
    )
    assert unpacked(ZipPackage(), lost_directory) == [*WHOLE, notice]
    second = content.index(b"PK\x03\x04", 4)
    assert unpacked(ZipPackage(), content[: second + 45]) == [
        WHOLE[0],
        ("issue.pkg/melons.txt", "damaged (the file ends in its midst)"),
        notice,
    ]


def test_a_tar_that_was_cut_off_gives_what_it_holds():
    content = tarred(format_=tarfile.USTAR_FORMAT)
    assert unpacked(TarPackage(), content[: 512 + 600]) == [
        ("issue.pkg/2019/ferry.txt", "damaged (the file ends in the midst of it)"),
        (
            "issue.pkg: cannot be read to its end (the file ends in the midst of it): what came "
            "before is kept; get a whole copy and add it again"
        ),
    ]


def test_behind_damage_in_a_tar_the_next_member_is_found():
    content = bytearray(tarred({"a.txt": b"a", **FILES}, format_=tarfile.USTAR_FORMAT))
    content[1024:1100] = b"?" * 76
    assert unpacked(TarPackage(), bytes(content)) == [
        ("issue.pkg/a.txt", b"a"),
        "issue.pkg: damaged: what could be found in it is kept; get a whole copy and add it again",
        WHOLE[1],
    ]


NO_PACKAGE = [b"", b"Ferry runs again\n" * 99, b"PK\x03\x04" + b"x" * 99, b"\x1f\x8b\x08" * 30]


@pytest.mark.parametrize("content", NO_PACKAGE)
@pytest.mark.parametrize("container", [ZipPackage(), TarPackage()])
def test_a_file_that_is_no_package_says_so(container, content):
    with pytest.raises(SourceError, match=r"^issue\.pkg: no (zip|tar file)"):
        unpacked(container, content)


def drained(container, content):
    """The bytes that come out in all, and the last thing said."""
    total, said = 0, ""
    for part in container.unpack(Source("issue.pkg", io.BytesIO(content))):
        if isinstance(part, Unreadable):
            said = part.reason
            continue
        try:
            while chunk := part.stream.read(65_536):
                total += len(chunk)
        except OSError as error:
            said = str(error)
    return total, said


def bombs():
    zeros = b"\0" * 150_000_000
    yield ZipPackage(), zipped({"bomb.txt": zeros})
    yield TarPackage(), gzip.compress(tarred({"bomb.txt": zeros}, tarfile.USTAR_FORMAT), mtime=0)
    many = {f"{number}.txt": b"\0" * 15_000_000 for number in range(10)}
    yield ZipPackage(), zipped(many)
    yield ZipPackage(), zipped(many)[:-200]


def test_a_package_that_unpacks_to_far_more_than_it_is_stops_in_small_memory():
    for container, content in bombs():
        tracemalloc.start()
        total, said = drained(container, content)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert 99_000_000 < total < 125_000_000
        assert said.startswith("issue.pkg: it unpacks to more than 100 times its size, as no ")
        assert peak < 20_000_000


def test_a_header_of_a_tar_that_claims_gigabytes_is_not_held():
    claim = tarfile.TarInfo("long")
    claim.type, claim.size = tarfile.XHDTYPE, 60_000_000
    content = claim.tobuf(tarfile.GNU_FORMAT) + b"x" * claim.size + b"\0" * 256 + tarred()
    packed = lzma.compress(content, preset=0)
    tracemalloc.start()
    found = unpacked(TarPackage(), packed)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found == WHOLE
    assert peak < 20_000_000


def test_a_zip_of_documents_is_told_from_one_of_an_office_or_a_book():
    assert ZipPackage().recognizes(zipped())
    assert ZipPackage().recognizes(zipped({}))
    for first in ("[Content_Types].xml", "word/document.xml", "_rels/.rels"):
        assert not ZipPackage().recognizes(zipped({first: b"<x/>"}))
    book = zipped({"mimetype": b"application/epub+zip"}, zipfile.ZIP_STORED)
    assert not ZipPackage().recognizes(book)
    assert not ZipPackage().recognizes(b"Ferry runs again")
    assert not TarPackage().recognizes(b"Ferry runs again" * 99)
    assert not TarPackage().recognizes(gzip.compress(b"Ferry runs again" * 99, mtime=0))


SAMPLES = [
    (ZipPackage(), zipped()),
    (ZipPackage(), zipped(method=zipfile.ZIP_STORED)),
    (TarPackage(), tarred({"long" * 60: b"x", **FILES})),
    (TarPackage(), gzip.compress(tarred(), mtime=0)),
    (TarPackage(), lzma.compress(tarred(format_=tarfile.GNU_FORMAT))),
]


@settings(max_examples=100)
@given(st.data())
def test_whatever_happened_to_a_package_there_are_members_or_reasons(data):
    container, content = data.draw(st.sampled_from(SAMPLES))
    changed = bytearray(content)
    for _ in range(data.draw(st.integers(0, 6))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    cut = bytes(changed[: data.draw(st.integers(0, len(changed)) | st.none())])
    container.recognizes(cut)
    try:
        found = unpacked(container, cut)
    except SourceError as error:
        assert str(error).startswith("issue.pkg: ")
    else:
        assert all(
            part.startswith("issue.pkg") if isinstance(part, str) else part[0] for part in found
        )


@given(st.binary(max_size=2_000))
def test_any_bytes_are_members_or_reasons(content):
    for container in (ZipPackage(), TarPackage()):
        for begin in (b"", b"PK\x03\x04", b"\x1f\x8b\x08\x00", b"BZh9", b"\xfd7zXZ\x00"):
            container.recognizes(begin + content)
            try:
                assert unpacked(container, begin + content) is not None
            except SourceError as error:
                assert str(error).startswith("issue.pkg: ")


def test_a_member_whose_name_is_nothing_is_named_and_the_rest_read():
    nameless = zipped().replace(b"2019/ferry.txt", b"\0" * 14)
    parts = unpacked(ZipPackage(), nameless)
    assert [isinstance(part, str) for part in parts] == [True, *[False] * (len(parts) - 1)]
    assert len(parts) == len(FILES)
