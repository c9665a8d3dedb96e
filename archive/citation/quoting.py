"""Quotation marks and closing punctuation of titles, as American styles set them.

Points stand inside of the closing marks, none is doubled, and marks inside of a title in quotation
marks become single (CSL: `punctuation-in-quote`, and its tests "punctuation_FullMontyQuotesIn").
"""

import re

_STRAIGHT_DOUBLE = re.compile('"')
_STRAIGHT_SINGLE = re.compile("'")
_OPENS_AFTER = re.compile(r"(?:^|[\s(\[{—–“‘\"'/-])$")
_OPENING_DOUBLE = re.compile("[“„‟]")
_STRONG = tuple("?!？！")
# Points at the end of these belong to the word.
_ABBREVIATED = re.compile(
    r"(?:[^\W\d_]\.[^\W\d_]|\b(?:Bros|Co|Corp|Dr|Inc|Jr|Ltd|Mr|Mrs|No|Sr|St|vs|etc|a\.m|p\.m))\.$"
)
_CLOSING = "’”"


def typographic(text: str) -> str:
    """Text with its straight quotation marks and apostrophes curled."""
    if '"' not in text and "'" not in text:
        return text
    curled = _STRAIGHT_DOUBLE.sub(lambda mark: "“" if _opens(mark) else "”", text)
    return _STRAIGHT_SINGLE.sub(lambda mark: "‘" if _opens_single(mark) else "’", curled)


def quoted(title: str, point: str) -> str:
    """Title in quotation marks with a comma or a period inside of them."""
    inner = typographic(title)
    if "„" in inner:
        inner = inner.replace("“", "’")
    inner = _OPENING_DOUBLE.sub("‘", inner).replace("”", "’")
    return f"“{ended(inner, point)}”"


def ended(title: str, point: str) -> str:
    """Title with a comma or period at its end, within closing quotation marks.

    A period is left out behind a question or exclamation mark; of its own period only one of an
    abbreviation is kept.
    """
    bare = title.rstrip()
    marks = ""
    while bare and bare[-1] in _CLOSING and _is_closing(bare):
        bare, marks = bare[:-1].rstrip(), bare[-1] + marks
    if bare.endswith(".") and not bare.endswith("...") and not _ABBREVIATED.search(bare):
        bare = bare[:-1]
    is_ended = bare.endswith(_STRONG) or (bare.endswith(".") and not bare.endswith("..."))
    return f"{bare}{'' if point == '.' and is_ended else point}{marks}"


def _opens(mark: re.Match[str]) -> bool:
    before = mark.string[max(0, mark.start() - 1) : mark.start()]
    return _OPENS_AFTER.match(before) is not None


def _opens_single(mark: re.Match[str]) -> bool:
    """Whether a single mark opens a quotation: another one follows, and it is before a letter."""
    behind = mark.string[mark.end() :]
    return _opens(mark) and behind[:1].isalpha() and bool(re.search(r"\w[.,!?]?'(?!\w)", behind))


def _is_closing(text: str) -> bool:
    """Whether the mark at the end closes a quotation, rather than being an apostrophe."""
    opening = "‘" if text[-1] == "’" else "“"
    return opening in text
