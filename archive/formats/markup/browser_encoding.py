"""The bytes of a page as text, by what HTTP and the page declare and by what browsers do."""

import codecs
import re

import webencodings
from charset_normalizer import from_bytes

# Where browsers look for a declaration (WHATWG HTML, 13.2.3.2), and some more: saved pages
# begin with comments of the program that saved them.
_HEAD_BYTES = 4_096
# Enough to tell one encoding from another, and no more than a blink's work.
_SAMPLE_BYTES = 16_384
# Languages in Latin letters have fewer bytes beyond ASCII than this.
_LATIN_SHARE = 0.25
_TAG = re.compile(rb"<[^<>]*>")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_DECLARATION = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|"""
    rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_LANGUAGE = re.compile(rb"<html[^>]{0,400}?\slang\s*=\s*[\"']?([a-z]{2})", re.IGNORECASE)
# Python's codecs of these names know fewer characters than browsers do (WHATWG Encoding, 10).
_WIDER = {"gbk": "gb18030", "shift_jis": "cp932"}
# Labels of encodings that browsers refuse, or that no page means.
_REFUSED = frozenset({"replacement", "x-user-defined"})
# Encodings whose bytes are ASCII too, so that being readable as UTF-8 says nothing.
_SEVEN_BIT = frozenset({"iso2022_jp"})
# What browsers take where nothing is declared, by language (WHATWG HTML, 13.2.3.2).
_OF_LANGUAGE = {
    "ar": "cp1256", "be": "cp1251", "bg": "cp1251", "cs": "cp1250", "el": "iso8859_7",
    "et": "cp1257", "fa": "cp1256", "he": "cp1255", "hr": "cp1250", "hu": "iso8859_2",
    "ja": "cp932", "ko": "cp949", "ku": "cp1254", "lt": "cp1257", "lv": "cp1257",
    "mk": "cp1251", "pl": "iso8859_2", "ru": "cp1251", "sk": "cp1250", "sl": "iso8859_2",
    "sr": "cp1251", "th": "cp874", "tr": "cp1254", "uk": "cp1251", "vi": "cp1258",
    "zh": "gb18030",
}  # fmt: skip
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MARKS_OF_UTF_16 = ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))


def decode(content: bytes, charset: str | None = None) -> str:
    """The text of a page; `charset` is what HTTP said of it, None where it said nothing.

    A byte order mark decides, then text that can only be UTF-8, then `charset`, then what the
    page declares, then a guess. Bytes that fit nothing become U+FFFD.
    """
    for mark, codec in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(codec, "replace")
    for mark, codec in _MARKS_OF_UTF_16:
        if content[:64].lstrip(b" \r\n\t").startswith(mark):
            return content.decode(codec, "replace")
    declared = _codec(charset) or _codec(_declared(content))
    if declared not in _SEVEN_BIT:
        try:
            return content.decode("utf-8")
        except UnicodeDecodeError:
            pass
    return content.decode(declared or _guessed(content), "replace")


def _declared(content: bytes) -> str | None:
    match = _DECLARATION.search(content[:_HEAD_BYTES])
    return (match[1] or match[2]).decode("ascii", "replace") if match else None


def _codec(label: str | None) -> str | None:
    """Python's codec for a label as pages write it, None for one that browsers do not know."""
    found = webencodings.lookup(label) if label else None
    if found is None or found.name in _REFUSED:
        return None
    # A page that could be read so far as to find "utf-16" in it is no UTF-16.
    name = "utf-8" if found.name.startswith("utf-16") else found.codec_info.name
    return _WIDER.get(name, name)


def _guessed(content: bytes) -> str:
    """The codec of a page that declares none and is not UTF-8 throughout."""
    beyond_ascii = _BEYOND_ASCII.findall(content[:_SAMPLE_BYTES].decode("utf-8", "replace"))
    if beyond_ascii.count("\ufffd") * 3 < len(beyond_ascii):
        return "utf-8"
    if match := _LANGUAGE.search(content[:_HEAD_BYTES]):
        usual = _OF_LANGUAGE.get(match[1].decode("ascii").lower(), "cp1252")
        if "\ufffd" not in content.decode(usual, "replace"):
            return usual
    sample = _TAG.sub(b"", content[:_SAMPLE_BYTES])
    if sum(byte > 127 for byte in sample) < len(sample) * _LATIN_SHARE:
        return "cp1252"
    best = from_bytes(sample).best()
    return best.encoding if best else "cp1252"
