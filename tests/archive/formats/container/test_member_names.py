import io
import struct
import tarfile
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.formats.container.member_names import NameDecoder, stated_path
from archive.formats.container.tar import TarPackage
from archive.formats.container.zip import ZipPackage
from tests.archive.formats.container.test_containers import unpacked, zipped


def renamed(content, names):
    """The package with other names of the same length, bytes in place of bytes."""
    for old, new in names.items():
        assert len(old) == len(new)
        content = content.replace(old, new)
    return content


# Names in charsets whose letters may end in the byte of a backslash, and in those of one byte.
NAMES = {
    "cp932": ("ソ.txt", "表/新しい記事.txt"),
    "cp949": ("기사.txt", "한국 뉴스/평양.txt"),
    "gb18030": ("新闻.txt", "外交部发言人.txt"),
    "big5": ("許功蓋.txt", "新聞/經濟.txt"),
    "cp866": ("новости.txt", "статья/Экономика.txt"),
    "cp437": ("Café.txt", "Zürich/straße.txt"),
    "cp850": ("São Paulo.txt", "Øresund.txt"),
    "cp1252": ("Café.txt", "Zürich.txt"),
    "utf-8": ("기사/배.txt", "Café.txt"),
}


@pytest.mark.parametrize("charset", NAMES)
def test_names_in_the_charset_of_an_older_computer_are_told_by_their_letters(charset):
    stand_ins = {b"@" * len(raw): raw for name in NAMES[charset] if (raw := name.encode(charset))}
    assert len(stand_ins) == len(NAMES[charset])
    expected = [(f"issue.pkg/{name}", b"x") for name in NAMES[charset]]
    files = {stand_in.decode(): b"x" for stand_in in stand_ins}
    longest_first = dict(sorted(stand_ins.items(), reverse=True))
    zip_of_names = renamed(zipped(files), longest_first)
    assert unpacked(ZipPackage(), zip_of_names) == expected
    cut_off = zip_of_names[: zip_of_names.index(b"PK\x01\x02")]
    assert unpacked(ZipPackage(), cut_off)[:-1] == expected
    tar_of_names = io.BytesIO()
    with tarfile.open(
        fileobj=tar_of_names, mode="w", format=tarfile.GNU_FORMAT, encoding=charset
    ) as package:
        for name in NAMES[charset]:
            header = tarfile.TarInfo(name)
            header.size = 1
            package.addfile(header, io.BytesIO(b"x"))
    assert unpacked(TarPackage(), tar_of_names.getvalue()) == expected


@pytest.mark.parametrize("raw", [b"\x95\x5c.txt", b"\xb3\x5c\xa5\x5c.txt", b"\xff\x5c\x83.txt"])
def test_a_member_counts_whatever_its_name_is(raw):
    stand_in = b"@" * len(raw)
    content = renamed(zipped({stand_in.decode(): b"x", "b.txt": b"y"}), {stand_in: raw})
    (first, text), second = unpacked(ZipPackage(), content)
    assert (first.count("/"), text) == (1, b"x")
    assert second == ("issue.pkg/b.txt", b"y")


def test_of_several_members_of_one_name_each_is_read():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package, pytest.warns(UserWarning, match="Duplicate"):
        package.writestr("a.txt", b"x")
        package.writestr("a.txt", b"y")
    both = [("issue.pkg/a.txt", b"x"), ("issue.pkg/a.txt", b"y")]
    assert unpacked(ZipPackage(), stream.getvalue()) == both


def test_a_name_may_differ_before_the_member_and_in_the_directory():
    content = zipped({"caf@@.txt": b"x"})
    assert unpacked(
        ZipPackage(), content.replace(b"@@", b"\xc3\xa9", 1).replace(b"@@", b"\x82_")
    ) == [("issue.pkg/café_.txt", b"x")]


def test_a_zip_may_state_a_name_in_utf_8_beside_its_older_form():
    old, new = b"?????.txt", "새 기사.txt".encode()
    field = struct.pack("<HHBL", 0x7075, 5 + len(new), 1, zlib.crc32(old)) + new
    member = zipfile.ZipInfo(old.decode())
    member.extra = field
    assert unpacked(ZipPackage(), zipped({member: b"x"})) == [("issue.pkg/새 기사.txt", b"x")]
    member.extra = field.replace(struct.pack("<L", zlib.crc32(old)), b"oldr")
    assert unpacked(ZipPackage(), zipped({member: b"x"})) == [("issue.pkg/?????.txt", b"x")]


def test_a_member_with_the_name_of_a_folder_or_of_three_dots_is_read():
    files = {zipfile.ZipInfo("news/"): b"x", "...and justice.txt": b"y"}
    assert unpacked(ZipPackage(), zipped(files)) == [
        ("issue.pkg/news", b"x"),
        ("issue.pkg/...and justice.txt", b"y"),
    ]


@given(st.lists(st.binary(min_size=1, max_size=30)))
def test_any_names_can_be_decoded(names):
    decoder = NameDecoder(names[:3])
    for name in names:
        assert isinstance(decoder.decode(name), str)
        assert stated_path(name, b"x") is None or len(name) > 9
