"""Names of packed files: the charset that a package's names are in, and the names in Unicode.

Zips and old tars seldom say in which charset a name is written; it is that of the computer which
packed it. Its bytes matter beyond looks: in Shift-JIS, Big5 and GBK the second byte of a letter
may be that of the backslash, which would part the name.
"""

import re
import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

# Info-ZIP's Unicode path (APPNOTE.TXT 4.6.9): tag, length, version, CRC-32 of the other name.
_UNICODE_PATH = 0x7075
_EXTRA_FIELD, _PATH_HEAD = struct.Struct("<HH"), struct.Struct("<BL")
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
_NOT_PARTING = re.compile(rb"(?<=[\x80-\xff])\\")
# Names that are told by so much of their letters beyond ASCII; a wrong charset gives half of it.
_LEAST_SHARE = 0.8
# In so much of a package's names the charset is sought, and in none that no computer allows.
_SAMPLE_BYTES, _LONGEST_NAME_BYTES = 16_384, 1_024
# Names that are looked at one by one, where a package is read as it comes.
_MOST_LOOKS = 50
_FALLBACK = "cp437"


@dataclass(frozen=True, slots=True)
class _Charset:
    """Charset with the bytes of its common letters, and those of any letter."""

    codec: str
    common: re.Pattern[bytes]

    def share(self, names: bytes) -> float:
        """The part of the bytes beyond ASCII that are of common letters, 0 for invalid ones."""
        try:
            names.decode(self.codec)
        except UnicodeDecodeError:
            return 0.0
        common = other = 0
        for letter in self.common.finditer(names):
            if letter.lastgroup == "common":
                common += len(letter[0])
            else:
                other += len(letter[0])
        return common / (common + other) if common else 0.0


def _charset(codec: str, common: bytes) -> _Charset:
    return _Charset(codec, re.compile(rb"(?P<common>" + common + rb")|[\x80-\xff]"))


def _latin(codec: str, small: bytes, capital: bytes) -> _Charset:
    """Letters among those of ASCII; a capital behind a small one is another charset's letter."""
    beside = rb"(?:(?<=[A-Za-z])[%b](?!\\)|[%b](?=[A-Za-z]))" % (small, small)
    return _charset(codec, beside + rb"|(?<![a-z])[%b](?=[A-Za-z])" % capital)


# Kana and the kanji of level 1, Hangul, hanzi of level 1: each of two bytes. Where several fit
# equally, the first is taken: what is all Hangul would be valid hanzi too.
_CHARSETS = (
    _latin(
        "cp437",
        rb"\x81-\x8d\x91\x93-\x98\xa0-\xa4\xe1",
        rb"\x80\x8e-\x90\x92\x99\x9a\xa5",
    ),
    _latin(
        "cp850",
        rb"\x81-\x8d\x91\x93-\x98\x9b\xa0-\xa4\xc6\xd0\xe1\xe4\xe7\xec",
        rb"\x80\x8e-\x90\x92\x99\x9a\x9d\xa5\xb5-\xb7\xc7\xd1-\xd4\xd6-\xd8\xde\xe0\xe2\xe3\xe5\xe8-\xeb\xed",
    ),
    _latin("cp1252", rb"\xdf-\xf6\xf8-\xff", rb"\xc0-\xd6\xd8-\xde"),
    _charset(
        "cp866",
        rb"[\x80-\xaf\xe0-\xf1]{2,}(?!\\)|(?<![\x80-\xff])[\x80-\xaf\xe0-\xf1](?![\x80-\xffA-Za-z\\])",
    ),
    _charset(
        "cp932",
        rb"\x81[\x40-\x7e\x80-\xac]|\x82[\x4f-\x58\x9f-\xf1]|\x83[\x40-\x7e\x80-\x96]|[\x88-\x97][\x40-\x7e\x80-\xfc]",
    ),
    _charset("cp949", rb"[\xb0-\xc8][\xa1-\xfe]"),
    _charset("gb18030", rb"[\xa1\xa3\xb0-\xd7][\xa1-\xfe]"),
    _charset("big5", rb"[\xa1\xa4-\xc6][\x40-\x7e\xa1-\xfe]"),
    _charset("cp1251", rb"[\xa8\xb8\xc0-\xff]{3,}(?!\\)"),
)


class NameDecoder:
    """Decoder of a package's names, in the charset that the first of them with letters tell."""

    def __init__(self, names: Iterable[bytes] = ()) -> None:
        self._charset = _told_by(names)
        self._left = _MOST_LOOKS

    def decode(self, name: bytes) -> str:
        """A name in Unicode: in UTF-8 if it is that, else in the package's charset.

        Where none is told, a backslash next to a letter is taken for a part of it, and shown as an
        underscore.
        """
        try:
            return name.decode("utf-8")
        except UnicodeDecodeError:
            pass
        if self._charset is None and self._left:
            self._left -= 1
            self._charset = _told_by([name])
        try:
            if self._charset:
                return name.decode(self._charset)
        except UnicodeDecodeError:
            pass
        return _NOT_PARTING.sub(b"_", name).decode(_FALLBACK)


def _told_by(names: Iterable[bytes]) -> str | None:
    """The charset of the names by their letters, None where these do not tell it."""
    sample = b""
    for name in names:
        if len(name) <= _LONGEST_NAME_BYTES and _BEYOND_ASCII.search(name):
            sample += name + b"/"
        if len(sample) > _SAMPLE_BYTES:
            break
    best = max(_CHARSETS, key=lambda charset: charset.share(sample))
    return best.codec if best.share(sample) >= _LEAST_SHARE else None


def stated_path(extra: bytes, name: bytes) -> str | None:
    """The Unicode path that a zip's extra fields give for a name, None where they do not."""
    at = 0
    while at + _EXTRA_FIELD.size <= len(extra):
        tag, size_bytes = _EXTRA_FIELD.unpack_from(extra, at)
        at += _EXTRA_FIELD.size
        field = extra[at : at + size_bytes]
        at += size_bytes
        if tag == _UNICODE_PATH and len(field) > _PATH_HEAD.size:
            version, checksum = _PATH_HEAD.unpack_from(field)
            if version == 1 and checksum == zlib.crc32(name):
                return field[_PATH_HEAD.size :].decode("utf-8", "replace")
    return None
