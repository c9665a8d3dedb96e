"""What languages elide, add behind an apostrophe, and write in two ways."""

import pytest

from indexer.analysis.analyzer import Analyzer, index_terms, query_terms, tokens
from indexer.analysis.word_forms.spelling import bare_word, respelled, ungrouped


def terms(text: str, language: str) -> list[str]:
    return [term.term for term in query_terms(text, Analyzer.PROSE, language)]


# The words of a line are one in a language.
ONE_WORD = [
    ("fr", "école l'école l’école L‘école l'École d'école qu'école jusqu'école"),
    ("fr", "arte dell'arte d'arte"),
    ("fr", "aujourd'hui aujourd’hui d'aujourd'hui"),
    ("it", "arte l'arte dell'arte all’arte nell'arte sull'arte dall'arte un'arte quest'arte"),
    ("it", "Aquila L'Aquila dell’Aquila"),
    ("ca", "home l'home d'home"),
    ("tr", "Isparta Isparta'da Isparta’nın ISPARTA'DA"),
    ("tr", "2024 2024'te 2024’ün"),
    ("tr", "O'Brien O'Brien'ın"),
    ("tr", "ışık IŞIK isik Işık"),
    ("de", "Müller Mueller MÜLLER"),
    ("de", "Bürgermeister Buergermeister"),
    ("de", "Oel Öl"),
    ("de", "Straße Strasse"),
    ("de", "1000 1.000 1,000"),
    ("da", "Ålborg Aalborg"),
    ("da", "København Koebenhavn Kobenhavn"),
    ("nb", "Ålesund Aalesund"),
    ("es", "1000000 1.000.000"),
    ("ar", "الحكومة الحكومه حكومة والحكومة للحكومة"),
    ("fa", "کتابخانه كتابخانه كتابخانة"),
    ("ur", "علی على علي"),
]


@pytest.mark.parametrize(("language", "line"), ONE_WORD)
def test_a_word_is_one_in_its_language_however_it_is_written(language: str, line: str):
    first, *others = line.split()
    wanted = terms(first, language)
    assert len(wanted) == 1
    assert [word for word in others if terms(word, language) != wanted] == []


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "l'arte", "arte"),
        ("de", "d'Artagnan", "Artagnan"),
        ("en", "Isparta'da", "Isparta"),
        ("en", "Mueller", "Muller"),
        ("en", "1.000", "1000"),
        ("de", "3.14", "314"),
        ("de", "1.2.2024", "122024"),
        ("de", "Quelle", "Qulle"),
        ("de", "Bauer", "Baur"),
        ("fr", "quelqu'un", "un"),
    ],
)
def test_other_words_stay_so(language: str, one: str, other: str):
    assert terms(one, language) != terms(other, language)


def test_the_whole_word_is_marked_with_what_is_elided():
    text = "À l’école de L'Aquila."
    assert [text[t.start : t.end] for t in tokens(text, Analyzer.PROSE, "fr")] == [
        "À", "l’école", "de", "L'Aquila",
    ]  # fmt: skip


def test_a_word_is_suggested_without_what_is_elided():
    assert index_terms(["l'école"], Analyzer.PROSE, "fr").written == {"ecole"}


def test_what_is_elided_before_nothing_takes_a_place():
    assert index_terms(["l'ـ"], Analyzer.PROSE, "fr").length == 1


@pytest.mark.parametrize(
    ("raw", "language", "bare"),
    [("d's", "fr", "s"), ("L’", "fr", "L’"), ("o'da", "tr", "o'da"), ("on'da", "tr", "on")],
)
def test_a_bare_word_keeps_a_letter(raw: str, language: str, bare: str):
    assert bare_word(raw, language) == bare


@pytest.mark.parametrize(
    ("word", "language"), [("boede", "da"), ("broen", "da"), ("statuen", "de"), ("وجه", "ar")]
)
def test_an_ending_is_no_other_spelling(word: str, language: str):
    assert respelled(word, language) == word


def test_only_groups_of_three_digits_are_grouped():
    numbers = ["1.000", "12.345.678", "1.00", "1.0000", "192.168.1.1", "1000"]
    assert [ungrouped(number, "de") for number in numbers] == [
        "1000", "12345678", "1.00", "1.0000", "192.168.1.1", "1000",
    ]  # fmt: skip
