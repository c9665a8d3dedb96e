"""The same news in six languages names the same countries."""

from functools import cache
from pathlib import Path

import pytest

from archive.facts.regions import mentioned
from archive.facts.regions.gazetteer.gazetteer import gazetteer
from archive.facts.regions.gazetteer.toponym_key import fold
from archive.facts.regions.recognition.spaced_scripts import find_spaced

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
def documents(language: str) -> dict[str, list[str]]:
    """The lines of each document."""
    if not NTREX.exists():
        pytest.skip(f"{NTREX} is absent")
    ids = (NTREX / "DOCUMENT_IDS.tsv").read_text("utf-8").splitlines()
    lines = (NTREX / FILES[language]).read_text("utf-8").splitlines()
    documents: dict[str, list[str]] = {}
    for document, line in zip((each.split("\t")[0] for each in ids), lines, strict=False):
        documents.setdefault(document, []).append(line)
    return documents


@cache
def countries(language: str) -> dict[str, frozenset[str]]:
    """The countries found in each document."""
    return {
        document: frozenset(region.path[1] for region in mentioned("", text))
        for document, text in documents(language).items()
    }


@cache
def named_in_the_original() -> dict[str, frozenset[str]]:
    """The countries of every place that any name in each English document may mean."""
    return {
        document: frozenset(
            path[1]
            for match in find_spaced(fold("\n\n".join(text)), gazetteer())
            for meaning in match.meanings
            for path in meaning.place.paths()
            if len(path) > 1
        )
        for document, text in documents("en").items()
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
    print(f"{language}: {reached[0]:.2f} of those found, {reached[1]:.2f} of those in English")  # noqa: T201 - a run with -rP shows it
    assert reached[0] >= precision
    assert reached[1] >= recall


@pytest.mark.shared
@pytest.mark.parametrize("language", ["es", "ko", "zh", "ar", "th"])
def test_a_translation_invents_no_country(language):
    original, translated = named_in_the_original(), countries(language)
    invented = [
        (document, country)
        for document, found in translated.items()
        for country in found - original[document]
    ]
    print(f"{language}: {invented}")  # noqa: T201 - a run with -rP shows it
    assert len(invented) <= 0.05 * sum(map(len, translated.values()))
