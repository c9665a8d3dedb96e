"""Text of bytes whose encoding is stated somewhere, often wrongly."""

import codecs
import re

# What a file calls an encoding, and the wider one that it was in fact written in.
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
_ALIASES = {"ks_c_5601-1987": "cp949", "unknown-8bit": "utf-8", "x-unknown": "utf-8"}
# Not encodings of mail or pages: some take time that grows with the square of the text.
_REFUSED = frozenset({"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape"})
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAID_IN_MARKUP = re.compile(
    rb"(?:<\?xml[^>]{0,100}?encoding|<meta[^>]{0,200}?charset)\s*=\s*[\"']?([\w.:-]{2,40})",
    re.IGNORECASE,
)
_HEAD_BYTES = 2_048


def decoded(content: bytes, stated: str | None = None) -> str:
    """The text: as its mark says, as stated, as UTF-8, whichever fits first.

    What fits nowhere is read as stated with U+FFFD for what is damaged, or as Windows-1252.
    """
    marked = [encoding for mark, encoding in _MARKS if content.startswith(mark)]
    known = _known(stated or "")
    for encoding in (*marked, *([known] if known else []), "utf-8"):
        try:
            return content.decode(encoding)
        except ValueError:
            continue
    return content.decode(known or "cp1252", "replace")


def said_in_markup(content: bytes) -> str | None:
    """The encoding that HTML or XML says it is in, None where it says nothing."""
    match = _SAID_IN_MARKUP.search(content, 0, _HEAD_BYTES)
    return match[1].decode("ascii", "replace") if match else None


def _known(stated: str) -> str | None:
    """The name that the library has for an encoding of text, None where it has none."""
    name = stated.strip().strip("\"'").lower()
    try:
        found = codecs.lookup(_ALIASES.get(name, name))
        b"".decode(found.name)
    except (LookupError, ValueError):
        return None
    return None if found.name in _REFUSED else _WIDER.get(found.name, found.name)
