"""Pairs of words of the news, chosen by what readers expect before any stemmer was looked at.

`forms.tsv` has a word as it is typed and another form of it, 20 for each language and at most two
of them irregular; `lookalikes.tsv` different words of one language that look alike, `strangers.tsv`
a form of a word in one language and a word of another language that it has nothing to do with.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

_FOLDER = Path(__file__).parent
# A sentence of each language around a word, of words that are in no pair.
FRAMES = {
    "ar": "أيضا {} اليوم.",
    "bn": "এছাড়া {} আজ।",
    "cs": "Také {} dnes.",
    "de": "Auch {} heute.",
    "el": "Επίσης {} σήμερα.",
    "en": "Also {} today.",
    "es": "También {} ayer.",
    "fa": "همچنین {} امروز.",
    "fi": "Myös {} tänään.",
    "fr": "Aussi {} hier.",
    "he": "גם {} היום.",
    "hi": "भी {} आज।",
    "hu": "Szintén {} tegnap.",
    "id": "Juga {} kemarin.",
    "it": "Anche {} oggi.",
    "ko": "또한 {} 오늘.",
    "nl": "Ook {} vandaag.",
    "pl": "Także {} dzisiaj.",
    "pt": "Também {} hoje.",
    "ro": "Și {} astăzi.",
    "ru": "Также {} сегодня.",
    "sv": "Också {} idag.",
    "ta": "மேலும் {} இன்று.",
    "tr": "Ayrıca {} bugün.",
    "uk": "Також {} сьогодні.",
    "ur": "بھی {} آج۔",
}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two words: one as it is typed, of a language, and one as it is printed, of a language."""

    language: str
    typed: str
    printed: str
    printed_language: str

    @property
    def printed_sentence(self) -> str:
        return FRAMES[self.printed_language].format(self.printed)

    @property
    def typed_sentence(self) -> str:
        return FRAMES[self.language].format(self.typed)


def forms() -> list[Pair]:
    """Forms of one word: each finds the other."""
    return _pairs("forms.tsv")


def lookalikes() -> list[Pair]:
    """Different words of one language: neither finds the other."""
    return _pairs("lookalikes.tsv")


def strangers() -> list[Pair]:
    """Words of two languages: the one that is typed does not find the other."""
    return _pairs("strangers.tsv")


def _pairs(name: str) -> list[Pair]:
    with (_FOLDER / name).open(encoding="utf-8", newline="") as file:
        return [
            Pair(
                row["language"],
                row["typed"],
                row["printed"],
                row.get("printed_language") or row["language"],
            )
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]
