"""Division of extracted paragraphs at the block elements of the page that they were taken from.

The library that extracts the story gives a short one in one piece, headline and byline with it.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate

from archive.formats.web_page.main_text_repair import LONGEST_STORY, key

# A text that occurs more often on a page is a label.
_MOST_OCCURRENCES = 20
_MOST_OF_DUMP = 0.5
_SHORT, _PROBE = 1_500, 20


def may_be_joined(body: Sequence[str], paragraphs: Sequence[str]) -> bool:
    """Whether a text of the body may be several blocks: the body is short, or the text long.

    `paragraphs` are those of the page; finding all blocks takes a tenth of reading a page.
    """
    known = set(paragraphs)
    others = [text for text in body if text not in known]
    return bool(others) and (
        sum(map(len, body)) < _SHORT
        or any(len(text) > _SHORT for text in others)
        or any(one in text for one in paragraphs if len(one) >= _PROBE for text in others)
    )


def divided(body: Iterable[str], blocks: Sequence[str]) -> tuple[str, ...]:
    """The paragraphs, those that are several blocks of the page in a row taken apart."""
    known = set(blocks)
    if sum(map(len, blocks)) > LONGEST_STORY:
        return tuple(body)
    keys = [key(block) for block in blocks]
    whole = "".join(keys)
    starts = [0, *accumulate(map(len, keys))]
    return tuple(
        part
        for text in body
        for part in ([text] if text in known else _parts(text, whole, starts, blocks))
    )


def undumped(body: tuple[str, ...], story: Iterable[str]) -> tuple[str, ...]:
    """The blocks of the page's story in place of a text that is these and more.

    Where the library finds no story it gives all words of the page in one paragraph.
    """
    if len(body) != 1:
        return body
    letters = key(body[0])
    held = tuple(block for block in story if (part := key(block)) and part in letters)
    is_dump = key("".join(held)) != letters and _is_most(held, letters)
    return held if is_dump else body


def _is_most(held: tuple[str, ...], letters: str) -> bool:
    return len(key("".join(held))) >= len(letters) * _MOST_OF_DUMP


def _parts(text: str, whole: str, starts: Sequence[int], blocks: Sequence[str]) -> Sequence[str]:
    """The blocks that a text is, or the text itself where it is not some blocks and no more."""
    letters = key(text)
    at = -1
    for _ in range(_MOST_OCCURRENCES if letters else 0):
        at = whole.find(letters, at + 1)
        if at < 0:
            break
        first, end = bisect_left(starts, at), bisect_left(starts, at + len(letters))
        if starts[first] == at and starts[end] == at + len(letters):
            parts = [block for block in blocks[first:end] if key(block)]
            return parts if len(parts) > 1 else [text]
    return [text]
