"""Each language's own forms, and the marks that keep them from those of others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docs.generate import SPELLING
from indexer.analysis.analyzer import Analyzer, query_alternatives, query_terms
from indexer.analysis.languages import (
    ENGLISH,
    LANGUAGES,
    MARK,
    UNDETERMINED,
    analysis_language,
    behind_language,
    is_marked,
    language_of,
    language_of_word,
    marked,
)
from indexer.analysis.word_forms.form_table import FormTable
from indexer.analysis.word_forms.stemming import stem

LANGUAGE = st.sampled_from(sorted(LANGUAGES))


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        (None, ENGLISH), ("", ENGLISH), ("en-GB", ENGLISH), ("de-AT", "de"), ("DE", "de"),
        ("no", "nb"), ("nn-NO", "nb"), ("sr-Latn", "hr"), ("fil", "tl"), ("zh-Hant", ENGLISH),
        ("ko", ENGLISH), ("vi", UNDETERMINED), ("kk", UNDETERMINED), ("x", UNDETERMINED),
    ],
)  # fmt: skip
def test_a_tag_has_a_language_of_analysis(tag, language):
    assert analysis_language(tag) == language


@pytest.mark.parametrize(
    ("word", "language", "taken_for"),
    [
        ("google", "ru", ENGLISH), ("москва", "de", "ru"), ("москва", "uk", "uk"),
        ("москва", ENGLISH, "ru"), ("београд", "hr", "hr"), ("beograd", "hr", "hr"),
        ("سلام", "fa", "fa"), ("سلام", "fr", "ar"), ("астана", UNDETERMINED, UNDETERMINED),
        ("ქალაქი", ENGLISH, UNDETERMINED), ("বাজার", ENGLISH, "bn"),
    ],
)  # fmt: skip
def test_a_word_in_other_letters_is_of_the_language_written_in_them(word, language, taken_for):
    assert language_of_word(word, language) == taken_for


FORMS = {
    "de": ("haus hauser hause", "stadt stadte", "gehen ging"),
    "fr": ("journal journaux",),
    "es": ("nacion naciones",),
    "ru": ("москва москве москву",),
    "uk": ("книга книги книгу",),
    "bn": ("সরকার সরকারের", "নদী নদীর", "বাজার বাজারে"),
    "ur": ("حكومت حكومتوں", "شہر شہروں"),
    "he": ("ממשלה הממשלה",),
}


@pytest.mark.parametrize("language", FORMS)
def test_the_forms_of_a_word_have_one_stem(language):
    for forms in FORMS[language]:
        assert len({stem(form, language) for form in forms.split()}) == 1, forms


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [("de", "wunde", "wunder"), ("es", "puerta", "puerto"), ("fr", "port", "porte")],
)
def test_words_that_look_alike_have_two_stems(language, one, other):
    assert stem(one, language) != stem(other, language)


def test_a_query_is_read_in_each_language_of_an_index_once():
    every = query_alternatives("Häuser", Analyzer.PROSE, ["de", "ru"])
    assert [terms[0].term for terms in every] == ["hauser", "::de:haus"]
    assert query_alternatives("2024", Analyzer.PROSE, ["de", "ru"]) == [
        query_terms("2024", Analyzer.PROSE)
    ]
    assert len(query_alternatives("Häuser", Analyzer.NAMES, ["de", "fr"])) == 1


@given(st.text("abc:ä", min_size=1), LANGUAGE)
def test_a_mark_says_the_language_and_sorts_with_it(term, language):
    found = marked(term, language)
    if language == ENGLISH:
        assert found == term
    else:
        assert is_marked(found)
        assert language_of(found) == language
        assert MARK < found < behind_language(language)


@given(st.text(max_size=50))
def test_a_table_takes_any_text_and_has_no_empty_stem(text):
    assert FormTable.of("de").stem(text) != ""
    assert FormTable.of("de").stem(f"hauser\0{text}") is None


def test_every_language_has_its_table_and_stemmer():
    for language in LANGUAGES:
        assert stem("a" * 9, language)


def test_the_page_of_languages_speaks_of_languages_that_there_are():
    assert SPELLING.keys() <= LANGUAGES.keys()
