"""The same news in six languages, sentence by sentence, and pieces of a sentence as typed."""

import re
from pathlib import Path

LANGUAGES = {
    "en": "newstest2019-src.eng.txt",
    "es": "newstest2019-ref.spa.txt",
    "ar": "newstest2019-ref.arb.txt",
    "ko": "newstest2019-ref.kor.txt",
    "zh": "newstest2019-ref.zho-CN.txt",
    "th": "newstest2019-ref.tha.txt",
}
UNSPACED = {"zh", "th"}
SENTENCES = 1_997
WORDS, CHARACTERS = 3, 6
_CHARACTER = re.compile(r"[!-\u024f’]+|.")


def sentences(shared: Path) -> dict[str, list[str]]:
    """All sentences by language; those at one place say the same."""
    found = {
        language: (shared / "ntrex" / name).read_text("utf-8").splitlines()
        for language, name in LANGUAGES.items()
    }
    assert all(len(lines) == SENTENCES for lines in found.values())
    return found


def piece(sentence, language, rng):
    """Three words of a sentence, or six characters of one whose script has no spaces.

    A word or number of another script in it counts as one character. All of a shorter sentence.
    """
    parts = _parts(sentence, language)
    first = rng.randrange(max(len(parts) - _length(language), 0) + 1)
    return ("" if language in UNSPACED else " ").join(parts[first : first + _length(language)])


def has_pieces(sentence, language):
    """Whether a sentence is longer than a piece of it."""
    return len(_parts(sentence, language)) > _length(language)


def _parts(sentence, language):
    return _CHARACTER.findall(sentence) if language in UNSPACED else sentence.split()


def _length(language):
    return CHARACTERS if language in UNSPACED else WORDS
