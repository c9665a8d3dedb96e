import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.facts.language import detect, parse_language

TEXTS = {
    "en": "The ferry runs again from Monday, the harbor office said.",
    "ko": "항만 사무소는 월요일부터 배가 다시 다닌다고 밝혔다. 요금은 그대로다.",
    "zh": "港务局表示，渡轮将于周一恢复运营，票价保持不变，码头也已经修好。",
    "es": "El transbordador vuelve a navegar desde el lunes, dijo la oficina del puerto.",
    "ar": "قال مكتب الميناء إن العبارة ستعود إلى العمل ابتداء من يوم الاثنين.",
    "ru": "Паром снова ходит с понедельника, сообщили в управлении порта.",
    "th": "สำนักงานท่าเรือกล่าวว่าเรือข้ามฟากจะกลับมาให้บริการอีกครั้งในวันจันทร์",
}


@pytest.mark.parametrize(("language", "text"), TEXTS.items())
def test_the_language_of_a_text_is_told(language, text):
    assert detect(text) == language


@pytest.mark.parametrize("text", ["", "Too short", "1,204 3.50 22/7 — 17% 480 " * 30])
def test_no_language_is_told_where_there_are_too_few_letters(text):
    assert detect(text) is None


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
}


@pytest.mark.parametrize(("stated", "tag"), STATED.items())
def test_a_language_is_known_by_its_tag_or_its_name(stated, tag):
    assert parse_language(stated) == tag


@pytest.mark.parametrize("stated", ["", "-", "n/a", "Klingonese", "the local one", "en-", "12"])
def test_what_is_no_language_is_not_known(stated):
    assert parse_language(stated) is None


@given(st.text())
def test_anything_can_be_asked(text):
    assert detect(text) is None or len(detect(text)) == 2
    assert parse_language(text) is None or parse_language(parse_language(text))
