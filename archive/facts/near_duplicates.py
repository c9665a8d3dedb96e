"""Near-duplicates: the same story with another headline, dateline or credit, or with its end cut.

A story's signature has about 200 bytes: a MinHash of all its runs of four words, one of the runs
that it begins with, hashes of its names and figures, its length and its date (MinHash: Broder, "On
the resemblance and containment of documents", 1997). News has forms that are filled in every day,
such as earnings tables and congratulations, which differ only in a few names and figures: these
must agree, and stories of different days must agree in everything.
"""

import re
import struct
from collections.abc import Iterable
from operator import eq
from typing import Any, cast

import numpy as np
import numpy.typing as npt
import rensa

from archive.model.article import Article

# Rensa has no types: they are stated where values come out of it.
_MinHash = cast("Any", rensa).RMinHash
_RUN = 4
_FEWEST_RUNS = 40
_WHOLE_SLOTS, _LEAD_SLOTS = 128, 16
_LEAD_WORDS = 48
_SEED = 42
# The golden ratio's fraction in 64 bits (Knuth, The Art of Computer Programming, 6.4).
_MULTIPLIER, _HALF = np.uint64(0x9E3779B97F4A7C15), np.uint64(32)
# Enough to tell the names of a long story from those of another; a sample beyond.
_MOST_SPECIFICS = 48
_HEADER = struct.Struct("<IIIB")
_LEAD_AT = _HEADER.size + _WHOLE_SLOTS
_SPECIFICS_AT = _LEAD_AT + _LEAD_SLOTS
# A word is a run of letters and figures; scripts without spaces are read by the character. In
# ASCII, where all else is made a space, splitting takes half the time that matching does.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W_]+")
_SPACED = {code: " " for code in range(128) if not chr(code).isalnum()}
_DATELINE = re.compile(r"^.{0,80}?\s(?:-{1,2}|[–—])\s")
# A text in capitals, or in a script that has none, does not show its names.
_LEAST_CAPITALS, _MOST_CAPITALS = 0.02, 0.5
# LSH: the number of bands of slots, each of which is a look-up key, and the slots in a band.
_WHOLE_BANDS, _WHOLE_ROWS = 3, 4
_LEAD_BANDS, _LEAD_ROWS = 2, 4
# Stories are repeated and mended within these days.
_NEAR_DAYS = 2
# Forms that are filled in every day have at most so many runs of words.
_LONGEST_FORM = 150


def signature(article: Article) -> bytes | None:
    """Signature of an article's text, None if it is too short to compare."""
    text = "\n".join(article.body)
    if len(text) < _FEWEST_RUNS:
        return None
    text = _DATELINE.sub("", text, count=1)
    words = text.translate(_SPACED).split() if text.isascii() else _WORD.findall(text)
    count = len(words) - _RUN + 1
    if count < _FEWEST_RUNS:
        return None
    hashes = _hashes("\n".join(words).lower().split("\n"))
    # Specifics: names and figures. Below "a" are the digits and capitals of ASCII, most of them.
    specific = {
        word: number
        for word, number in zip(words, hashes, strict=True)
        if word < "a" or (word > "{" and (word[0].isupper() or word[0].isdigit()))
    }
    figures = [number for word, number in specific.items() if word[0].isdigit()]
    names = len(specific) - len(figures)
    has_names = _LEAST_CAPITALS < names / len(set(words)) < _MOST_CAPITALS
    runs = _runs(np.array(hashes, dtype=np.uint64))
    days = article.published.days()
    first, last = (day.toordinal() for day in days) if days else (0, 0)
    return (
        _HEADER.pack(count, first, last, has_names)
        + _slots(runs, _WHOLE_SLOTS)
        + _slots(runs[: _LEAD_WORDS - _RUN + 1], _LEAD_SLOTS)
        + _specifics(specific.values() if has_names else figures)
    )


def bands(signature: bytes) -> tuple[int, ...]:
    """The LSH keys of a signature, each below 2 ** 63; near-duplicates nearly always share one."""
    whole = range(_HEADER.size, _HEADER.size + _WHOLE_BANDS * _WHOLE_ROWS, _WHOLE_ROWS)
    lead = range(_LEAD_AT, _LEAD_AT + _LEAD_BANDS * _LEAD_ROWS, _LEAD_ROWS)
    parts = [signature[at : at + _WHOLE_ROWS] for at in whole]
    parts += [signature[at : at + _LEAD_ROWS] for at in lead]
    return tuple(number << 48 | int.from_bytes(part) for number, part in enumerate(parts))


def alike(one: bytes, other: bytes) -> bool:
    """Whether two signatures are of near-duplicates; symmetric."""
    small, large = sorted((one, other), key=lambda each: (_HEADER.unpack_from(each), each))
    small_count, small_first, small_last, small_has_names = _HEADER.unpack_from(small)
    large_count, large_first, large_last, large_has_names = _HEADER.unpack_from(large)
    resemblance = _agreeing(small, large, _HEADER.size, _WHOLE_SLOTS)
    new, known = _new_specifics(small, large)
    lacking, _ = _new_specifics(large, small)
    # A date that is not known may be another day.
    dated = small_first and large_first
    days_apart = max(small_first - large_last, large_first - small_last) if dated else 1
    if days_apart > _NEAR_DAYS:
        return small_count >= _LONGEST_FORM and resemblance >= 0.95 and not (new or lacking)
    contained = resemblance * (1 + large_count / small_count) / (1 + resemblance)
    lead = _agreeing(small, large, _LEAD_AT, _LEAD_SLOTS)
    if not (small_has_names and large_has_names):
        return not new and (resemblance >= 0.9 or (lead == 1 and contained >= 0.9))
    is_as_long = large_count <= 1.2 * small_count
    if days_apart > 0 and small_count < _LONGEST_FORM and (new or (lacking and is_as_long)):
        return False
    if new > (max(1, known // 20) if known >= 10 else 0):
        return False
    if resemblance >= 0.6:
        return contained >= 0.85
    is_cut = small_count >= 60 and large_count <= 6 * small_count and lead >= 0.65
    return is_cut and contained >= 0.75


def _hashes(words: list[str]) -> list[int]:
    (hashes,) = cast("list[list[int]]", _MinHash.hash_token_sets([words]))
    return hashes


def _runs(hashes: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Rolling hashes of all runs of words, in order."""
    count = len(hashes) - _RUN + 1
    runs = hashes[:count]
    for at in range(1, _RUN):
        runs = runs * _MULTIPLIER + hashes[at : at + count]
    return (runs ^ (runs >> _HALF)) * _MULTIPLIER


def _slots(runs: npt.NDArray[np.uint64], count: int) -> bytes:
    """MinHash of runs, one byte a slot: unlike sets agree in one of 256 by chance."""
    matrix = _MinHash.digest_matrix_from_flat_token_hashes(runs, [0, len(runs)], count, _SEED)
    (slots,) = cast("list[list[int]]", matrix.to_rows())
    return np.array(slots, dtype=np.uint32).astype(np.uint8).tobytes()


def _specifics(hashes: Iterable[int]) -> bytes:
    kept = sorted({number >> 40 & 0xFFFF for number in hashes})[:_MOST_SPECIFICS]
    return struct.pack(f"<{len(kept)}H", *kept)


def _agreeing(one: bytes, other: bytes, at: int, count: int) -> float:
    """The share of equal slots in two MinHashes, an estimate of the Jaccard resemblance."""
    return sum(map(eq, one[at : at + count], other[at : at + count])) / count


def _new_specifics(small: bytes, large: bytes) -> tuple[int, int]:
    """How many names and figures of one text another lacks, and of how many compared."""
    mine, others = _unpacked(small), _unpacked(large)
    if len(others) == _MOST_SPECIFICS:
        # The list is full: it has only the smallest hashes, so larger ones cannot be compared.
        mine = [each for each in mine if each <= others[-1]]
    return len(set(mine).difference(others)), len(mine)


def _unpacked(signature: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{(len(signature) - _SPECIFICS_AT) // 2}H", signature[_SPECIFICS_AT:])
