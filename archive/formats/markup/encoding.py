"""Character encodings: by byte order mark, by declaration, and by detection as a last resort.

Documents declare encodings wrongly in different ways, hence three policies over shared parts.
`decode` and `decode_markup` take the first encoding that fits, for mail, feeds and books.
`decode_page` follows browsers. `decode_exactly` refuses bytes that do not match their declaration.
"""

import codecs
import re
import unicodedata

import webencodings

from archive.formats.markup.mislabelled import repaired_utf8

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    # Before those of UTF-16, with one of which it begins.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# "<" in encodings that need no mark to be told (XML 1.0, appendix F); the last is EBCDIC's "<?xm".
_UNMARKED = (
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0\0\0", "utf-32-le"),
    (b"\0<", "utf-16-be"),
    (b"<\0", "utf-16-le"),
    (b"\x4c\x6f\xa7\x94", "cp037"),
)
# Browsers look no further than 1,024 bytes (WHATWG HTML, 13.2.3.2), but saved pages begin with
# comments of the program that saved them.
_HEAD_BYTES = 4_096
_DECLARATION = re.compile(
    rb"(?:<\?xml[^>]{0,100}?encoding|<meta[^>]{0,200}?charset)\s*=[\s\"']{0,9}([\w.:-]{1,40})",
    re.IGNORECASE,
)
_PARAMETER = re.compile(r"""charset\s*[=:][\s"'\\]{0,9}([\w.:-]{1,40})""", re.IGNORECASE)
# Labels of Windows' encodings as many programs have them: "win-1251", "windows1251".
_OF_WINDOWS = re.compile(r"(?:x-)?(?:win|windows|cp)[-_ ]?(\d{3,4})")

# Each codec of Python with the wider one that its label stands for in practice (as browsers have
# it: WHATWG Encoding, 4.2 and 10).
_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "big5": "cp950",
}
# Codecs of labels that say little, as programs put them on texts of any encoding.
_WESTERN = frozenset({"cp1252"})
# Labels that mail programs make up for unknown encodings.
_ALIASES = {"unknown-8bit": "utf-8", "x-unknown": "utf-8"}
# Codecs that are not for files; some take time quadratic in the length of the text.
_NOT_OF_FILES = frozenset({"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape"})
# Nor is UTF-7 one of XML: its bytes look like ASCII and are not.
_NOT_OF_XML = _NOT_OF_FILES | {"utf-7"}
# Labels of encodings that browsers refuse, or that no page means.
_NOT_OF_PAGES = frozenset({"replacement", "x-user-defined"})
# Encodings whose bytes are ASCII too, so that being readable as UTF-8 says nothing.
_SEVEN_BIT = frozenset({"iso2022_jp"})

# Enough to tell one encoding from another, and no more than a blink's work.
_SAMPLE_BYTES = 16_384
# Spaces and newlines of UTF-16, at whole letters. Of its bytes fewer look like ASCII than of a text
# in bytes, and more are zeros.
_SPACES_OF_UTF_16 = {
    "utf-16-be": re.compile(rb"(?s)(?:[^\x00].|\x00[^ \n\r])*?\x00[ \n\r]"),
    "utf-16-le": re.compile(rb"(?s)(?:[^ \n\r].|[ \n\r][^\x00])*?[ \n\r]\x00"),
}
_ASCII_RUN = re.compile(rb"[\t\n\r\x20-\x7e]+")
_MOST_ASCII, _FEW_ZEROS = 0.75, 0.7
# Languages in Latin letters have fewer bytes beyond ASCII than this.
_LATIN_SHARE = 0.25
_TAG = re.compile(rb"<[^<>]*>")
_TWO_BEYOND_ASCII = re.compile(rb"[\x80-\xff]{2}")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_HIGH_BYTE = re.compile(rb"[\x80-\xff]")
_LANGUAGE = re.compile(
    rb"<html[^>]{0,400}?\slang\s*=\s*[\"']?((?:zh-(?:tw|hk|mo|hant))|[a-z]{2})", re.IGNORECASE
)
# The encodings that browsers assume where nothing is declared, by language (WHATWG HTML, 13.2.3.2).
_OF_LANGUAGE = {
    "ar": "cp1256", "be": "cp1251", "bg": "cp1251", "cs": "cp1250", "el": "iso8859_7",
    "et": "cp1257", "fa": "cp1256", "he": "cp1255", "hr": "cp1250", "hu": "iso8859_2",
    "ja": "cp932", "ko": "cp949", "ku": "cp1254", "lt": "cp1257", "lv": "cp1257",
    "mk": "cp1251", "pl": "iso8859_2", "ru": "cp1251", "sk": "cp1250", "sl": "iso8859_2",
    "sr": "cp1251", "th": "cp874", "tr": "cp1254", "uk": "cp1251", "vi": "cp1258",
    "zh": "gb18030", "zh-tw": "cp950", "zh-hk": "cp950", "zh-mo": "cp950", "zh-hant": "cp950",
}  # fmt: skip


def decode(content: bytes, stated: str | None = None) -> str:
    """Decode by byte order mark, as `stated`, or as UTF-8, whichever fits first.

    What fits UTF-8 beyond ASCII is not of a Western label, which programs put on anything. What is
    UTF-8 but for some bytes is repaired. Bytes that fit none are decoded by their mark or as
    stated, with U+FFFD for the damage; as guessed where neither is there, or where most of them
    are not of the UTF-8 that is stated.
    """
    marked, known = _marked(content), _codec(stated)
    stated_first = (known, "utf-8") if known not in _WESTERN else ("utf-8", known)
    for codec in filter(None, (marked, *stated_first)):
        try:
            return content.decode(codec).removeprefix("\ufeff")
        except ValueError:
            continue
    if marked is None and known in {None, "utf-8"}:
        if repaired := repaired_utf8(content):
            return repaired
        # Few words say little about their letters, but in no other script do these stand alone.
        known = _guessed(content) if _TWO_BEYOND_ASCII.search(content) else "cp1252"
    return content.decode(marked or known or "cp1252", "replace").removeprefix("\ufeff")


def decode_markup(content: bytes, charset: str | None = None) -> str:
    """Decode HTML or XML by its first bytes, by `charset`, or by its own declaration.

    `charset` is from HTTP or mail, None where they state nothing; where it does not fit, what the
    document declares may. Otherwise as `decode`.
    """
    return decode(
        content, _shown(content) or _fitting(content, charset, _declared_readably(content))
    )


def decode_page(content: bytes, charset: str | None = None) -> str:
    """Decode a web page as browsers do; `charset` is from HTTP, None if unstated.

    In this order: a byte order mark, valid UTF-8 beyond ASCII, `charset`, the page's declaration, a
    guess. A declaration that the bytes belie is passed over for the guess. What is UTF-8 but for
    some bytes is repaired; other invalid bytes become U+FFFD.
    """
    if shown := _shown(content):
        return content.decode(shown, "replace").removeprefix("\ufeff")
    declared = _page_codec(charset) or _page_codec(_declared(content))
    if declared not in _SEVEN_BIT:
        try:
            return content.decode("utf-8")
        except UnicodeDecodeError:
            pass
    if declared is None or declared == "utf-8":
        return repaired_utf8(content) or content.decode(_guessed(content), "replace")
    text = content.decode(declared, "replace")
    if "\ufffd" in text and _is_mostly_damaged(text):
        return content.decode(_guessed(content), "replace")
    return text


def decode_exactly(content: bytes, encoding: str) -> str:
    """Decode bytes that must be valid in an encoding; a byte order mark is removed.

    Raises `LookupError` for an encoding that is unknown or none of text, `UnicodeError` for invalid
    bytes.
    """
    try:
        codec = codecs.lookup(encoding).name
    except ValueError:
        raise LookupError(encoding) from None
    if codec in _NOT_OF_XML:
        raise LookupError(encoding)
    return content.decode(encoding).removeprefix("\ufeff")


def decode_head(head: bytes) -> str:
    """Decode the beginning of a document, well enough to look for tags."""
    return head.decode(_shown(head) or "latin-1", "replace")


def xml_encoding(content: bytes) -> str:
    """The encoding of XML (XML 1.0, appendix F): by its first bytes, as declared, or UTF-8."""
    if shown := _shown(content):
        return shown
    declared = _DECLARATION.match(content)
    return declared[1].decode("ascii") if declared else "utf-8"


def text_encoding(content: bytes) -> str:
    """The encoding of a plain text: by its byte order mark, by the zeros of UTF-16, or UTF-8."""
    return _marked(content) or _unmarked_utf_16(content[:_HEAD_BYTES]) or "utf-8"


def guessed_text_encoding(content: bytes) -> str:
    """The encoding of a text that ought to be UTF-8 or UTF-16, else the likeliest of others.

    UTF-8 where most of the letters beyond ASCII are; `content` may end in the midst of one.
    """
    told = text_encoding(content)
    if told == "utf-8":
        text = codecs.getincrementaldecoder(told)("replace").decode(content)
        if "\ufffd" in text and _is_mostly_damaged(text):
            return _guessed(content)
    return told


def charset_parameter(media_type: str) -> str | None:
    """The charset parameter of a media type (RFC 9110, 8.3.2), None where it has none."""
    stated = _PARAMETER.search(media_type)
    return stated[1] if stated else None


def _marked(content: bytes) -> str | None:
    return next((codec for mark, codec in _MARKS if content.startswith(mark)), None)


def _unmarked_utf_16(sample: bytes) -> str | None:
    """UTF-16 without a mark, by the side on which the zeros of its spaces and newlines stand.

    A text of bytes that somebody put a few zeros into is none.
    """
    if b"\0" not in sample:
        return None
    spaces, codec = max(
        (len(_SPACES_OF_UTF_16[codec].findall(sample)), codec) for codec in _SPACES_OF_UTF_16
    )
    text = codecs.getincrementaldecoder(codec)("replace").decode(sample)
    if not spaces or any(map(_is_no_text, text)):
        return None
    if sum(map(len, _ASCII_RUN.findall(sample))) > _MOST_ASCII * len(sample):
        return None
    letters = sample.replace(b"\0", b"")
    as_bytes = codecs.getincrementaldecoder("utf-8")("replace").decode(letters)
    is_bytes = len(letters) > _FEW_ZEROS * len(sample) and not any(map(_is_no_text, as_bytes))
    return None if is_bytes else codec


def _is_no_text(character: str) -> bool:
    if character in "\t\n\r\f":
        return False
    return character == "\ufffd" or unicodedata.category(character) in {"Cc", "Cn", "Co", "Cs"}


def _shown(content: bytes) -> str | None:
    """The codec that the first bytes of markup imply, None where they imply none."""
    return next((codec for start, codec in _MARKS + _UNMARKED if content.startswith(start)), None)


def _declared(content: bytes) -> str | None:
    """The label in an XML declaration or a meta element, None where there is none."""
    match = _DECLARATION.search(content, 0, _HEAD_BYTES)
    return match[1].decode("ascii", "replace") if match else None


def _declared_readably(content: bytes) -> str | None:
    """The declared label, None for one that could not be read if it were right: UTF-16."""
    label = _declared(content)
    return None if (_codec(label) or "").startswith(("utf-16", "utf-32")) else label


def _fitting(content: bytes, *labels: str | None) -> str | None:
    """The first label of an encoding that the bytes are valid in, else the first that is known."""
    known = [codec for label in labels if label and (codec := _codec(label))]
    for codec in known:
        try:
            content.decode(codec)
        except ValueError:
            continue
        return codec
    return next(iter(known), None)


def _codec(label: str | None) -> str | None:
    """Python's codec for one of its own labels or the web's, None for an unknown one."""
    name = (label or "").strip().strip("\"'").lower()
    if windows := _OF_WINDOWS.fullmatch(name):
        name = f"cp{windows[1]}"
    try:
        found = codecs.lookup(_ALIASES.get(name, name))
        b"".decode(found.name)
    except (LookupError, ValueError):
        return _page_codec(name)
    return None if found.name in _NOT_OF_FILES else _WIDER.get(found.name, found.name)


def _page_codec(label: str | None) -> str | None:
    """Python's codec for a label in a page, None for one that browsers do not know."""
    found = webencodings.lookup(label) if label else None
    if found is None or found.name in _NOT_OF_PAGES:
        return None
    # A page that could be read so far as to find "utf-16" in it is no UTF-16.
    name = "utf-8" if found.name.startswith("utf-16") else found.codec_info.name
    return _WIDER.get(name, name)


def _guessed(content: bytes) -> str:
    """The codec of a page that declares none, or a wrong one, and is not UTF-8."""
    if match := _LANGUAGE.search(content[:_HEAD_BYTES]):
        usual = _OF_LANGUAGE.get(match[1].decode("ascii").lower(), "cp1252")
        if "\ufffd" not in content.decode(usual, "replace"):
            return usual
    first = _HIGH_BYTE.search(content)
    start = first.start() if first else 0
    sample = _TAG.sub(b"", content[start : start + _SAMPLE_BYTES])
    if sum(byte > 127 for byte in sample) < len(sample) * _LATIN_SHARE:
        return "cp1252"
    return _detected(sample)


def _is_mostly_damaged(text: str) -> bool:
    beyond_ascii = _BEYOND_ASCII.findall(text)
    return beyond_ascii.count("\ufffd") * 3 >= len(beyond_ascii)


def _detected(sample: bytes) -> str:
    """The most likely codec by letter statistics."""
    # Loading it takes 80 ms, and hardly any page needs it.
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return best.encoding if best else "cp1252"
