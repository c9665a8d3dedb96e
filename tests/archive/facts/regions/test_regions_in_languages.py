"""The same news in six languages names the same countries."""

from functools import cache
from pathlib import Path

import pytest

from archive.facts.regions import mentioned

NTREX = Path(__file__).parents[5] / "shared" / "data" / "ntrex"
FILES = {
    "en": "newstest2019-src.eng.txt",
    "ko": "newstest2019-ref.kor.txt",
    "zh": "newstest2019-ref.zho-CN.txt",
    "ar": "newstest2019-ref.arb.txt",
    "th": "newstest2019-ref.tha.txt",
    "es": "newstest2019-ref.spa.txt",
}


@cache
def countries(language: str) -> dict[str, frozenset[str]]:
    """The countries found in each document."""
    if not NTREX.exists():
        pytest.skip(f"{NTREX} is absent")
    ids = (NTREX / "DOCUMENT_IDS.tsv").read_text("utf-8").splitlines()
    lines = (NTREX / FILES[language]).read_text("utf-8").splitlines()
    documents: dict[str, list[str]] = {}
    for document, line in zip((each.split("\t")[0] for each in ids), lines, strict=False):
        documents.setdefault(document, []).append(line)
    return {
        document: frozenset(region.path[1] for region in mentioned("", text))
        for document, text in documents.items()
    }


@pytest.mark.shared
@pytest.mark.parametrize(
    ("language", "precision", "recall"),
    [
        ("es", 0.95, 0.85),
        ("ko", 0.85, 0.85),
        ("zh", 0.78, 0.85),
        ("ar", 0.85, 0.80),
        ("th", 0.85, 0.80),
    ],
)
def test_a_translation_names_the_countries_of_its_original(language, precision, recall):
    original, translated = countries("en"), countries(language)
    assert len(original) == 123
    alike = sum(len(original[each] & translated[each]) for each in original)
    reached = alike / sum(map(len, translated.values())), alike / sum(map(len, original.values()))
    print(f"{language}: {reached[0]:.2f} of those found, {reached[1]:.2f} of those in English")  # noqa: T201 - with -rP
    assert reached[0] >= precision
    assert reached[1] >= recall
