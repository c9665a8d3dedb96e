import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from archive.facts.language_names import OWN_NAMES
from archive.facts.language_tags import language_levels, language_name, parse_language

STATED = {
    "en": "en",
    "EN": "en",
    "en-GB": "en-GB",
    "zh-Hant-TW": "zh-Hant-TW",
    "ZH-Hans": "zh-Hans",
    "English": "en",
    " korean ": "ko",
    "Simplified Chinese": "zh-Hans",
    "Spanish": "es",
    "Deutsch": "de",
    "ESPANOL": "es",
    "日本語": "ja",
    "မြန်မာ": "my",
    "བོད་སྐད་": "bo",
    "bahasa melayu": "ms",
    "Austrian German": "de-AT",
}


@pytest.mark.parametrize(("stated", "tag"), STATED.items())
def test_a_language_is_known_by_its_tag_or_its_name(stated, tag):
    assert parse_language(stated) == tag


@pytest.mark.parametrize("stated", ["", "-", "n/a", "Klingonese", "the local one", "en-", "12"])
def test_what_is_no_language_is_not_known(stated):
    assert parse_language(stated) is None


LEVELS = {
    "de": ("de",),
    "de-at": ("de", "de-AT"),
    "zh-hant-tw": ("zh", "zh-Hant", "zh-Hant-TW"),
    "es-419": ("es", "es-419"),
    "ca-ES-valencia": ("ca", "ca-ES", "ca-ES-valencia"),
    # Codes that are not the usual ones.
    "kor": ("ko",),
    "iw": ("he",),
    "bod-CN": ("bo", "bo-CN"),
    "prs": ("fa", "fa-AF"),
    "sh": ("sr", "sr-Latn"),
    "tl": ("tl",),
    "yue": ("yue",),
    # One language in two written forms.
    "no": ("no",),
    "nb-NO": ("no", "nb", "nb-NO"),
    "nn": ("no", "nn"),
    # What says nothing of a language is left out.
    "de-u-co-phonebk": ("de",),
    "en-x-twain": ("en",),
    "en-aa-bb-cc-dd-ee": ("en", "en-AA", "en-AA-BB", "en-AA-BB-CC"),
    "no language at all": ("no language at all",),
}


@pytest.mark.parametrize(("tag", "levels"), LEVELS.items())
def test_a_tag_lies_below_all_that_it_is_a_variety_of(tag, levels):
    assert language_levels(tag) == levels


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("ko", "Korean"),
        ("zh-Hant", "Chinese (Traditional)"),
        ("de-AT", "German (Austria)"),
        ("zh-Hant-TW", "Chinese (Traditional, Taiwan)"),
        ("es-419", "Spanish (Latin America)"),
        ("yue", "Cantonese"),
        ("bod", "Tibetan"),
        ("en-ZZZZZ", "English (zzzzz)"),
        ("xx", "xx"),
        ("no language at all", "no language at all"),
        ("", ""),
    ],
)
def test_a_language_has_its_english_name(tag, name):
    assert language_name(tag) == name


def test_languages_are_called_as_their_speakers_call_them():
    assert {code: Locale(code).languages[code] for code in OWN_NAMES} == OWN_NAMES
    assert {code: parse_language(name) for code, name in OWN_NAMES.items()} == {
        code: code for code in OWN_NAMES
    }


@given(st.text())
def test_anything_can_be_parsed(text):
    assert parse_language(text) is None or parse_language(parse_language(text))


@given(st.from_regex(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,5}", fullmatch=True))
def test_a_canonical_tag_is_its_own(tag):
    levels = language_levels(tag)
    assert language_levels(levels[-1]) == levels
    assert language_name(tag)
