"""Which spellings are one name, whoever bears it."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archive.facts.name_key import name_key, preferred

ONE_NAME = (
    ("Kim Jong Un", "Kim Jong-un", "KIM JONG-UN", "Kim Jongun", "kim jong‑un"),
    ("José Pérez", "Jose Perez", "JOSÉ PÉREZ", "Jose\u0301 Pe\u0301rez"),
    ("J.K. Rowan", "J. K. Rowan", "JK Rowan", "J K Rowan"),
    ("Sinéad O'Dowd", "Sinead O’Dowd", "Sinéad ODowd"),
    ("Søren Ågård", "Soren Agard"),
    ("Łucja Żak", "Lucja Zak"),
    ("Æthel Straße", "Aethel Strasse"),
    ("Николай", "Николаи"),
    ("김정은", "김 정은", "김\u00b7정은"),
    ("Ｒｅｕｔｅｒｓ", "Reuters"),
    ("مُحَمَّد", "محمد"),
    ("فاطمة", "فاطمه"),
    ("Kaʻiulani", "Ka'iulani", "Kaiulani"),
)
TWO_NAMES = (
    ("Kim Jong Un", "Kim Jong Il"),
    ("김정은", "김정일"),
    ("がき", "かき"),
    ("नीला", "नाला"),
    ("ပြည်", "ပြ"),
    ("นิด", "นด"),
    ("--", "++"),
)


@pytest.mark.parametrize("spellings", ONE_NAME)
def test_spellings_of_one_name_have_one_key(spellings):
    assert len({name_key(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(("one", "other"), TWO_NAMES)
def test_what_tells_people_apart_is_kept(one, other):
    assert name_key(one) != name_key(other)


_NAMES = st.text(st.characters(codec="utf-8")) | st.text(
    st.sampled_from("aZéßŁøİıǅΐﬁ김\u1100\u1161が\u0301\u0345-.' ’\u3099ั"), max_size=8
)


@given(_NAMES)
@example("ǰ")
@example("\u0345\u0301")
@example("\u1100:\u1161")
def test_the_key_of_a_key_is_itself(name):
    assert name_key(name_key(name)) == name_key(name)


@given(st.text(st.characters(categories=["Lu", "Ll"]), min_size=1), st.sampled_from("-.' ’‑\u0301"))
def test_case_and_marks_between_letters_make_no_other_name(name, mark):
    assert name_key(name.swapcase().swapcase()) == name_key(name.swapcase())
    assert name_key(mark.join(name)) == name_key(name)


@given(_NAMES)
def test_forms_of_the_same_letters_make_no_other_name(name):
    keys = {name_key(unicodedata.normalize(form, name)) for form in ("NFC", "NFD", "NFKC", "NFKD")}
    assert keys == {name_key(name)}


@pytest.mark.parametrize(
    ("spellings", "shown"),
    [
        (["Ruth Awino", "RUTH AWINO"], "Ruth Awino"),
        (["RUTH AWINO", "ruth awino", "Ruth Awino", "Ruth AWINO"], "Ruth Awino"),
        (["RUTH AWINO", "ruth awino"], "RUTH AWINO"),
        (["김정은"], "김정은"),
    ],
)
def test_the_first_spelling_with_capitals_and_small_letters_is_shown(spellings, shown):
    assert preferred(spellings) == shown
