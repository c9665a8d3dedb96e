"""The paragraphs by which a paper says that it has corrected an article."""

import pytest

from archive.facts.correction_notes import correction_note
from tests.support.articles import article
from tests.support.work import assert_linear

NOTES = (
    "Correction: the ferry holds 120 people, not 210.",
    "CORRECTION (June 4, 2019): the ferry holds 120 people.",
    "Correction, 4 June 2019: the ferry holds 120 people.",
    "[Correction] The ferry holds 120 people.",
    "Clarification — The mayor spoke on Monday.",
    "Editor’s note: The crew’s names were changed.",
    "Editor's Note. The crew’s names were changed.",
    "This article was corrected on 4 June to give the right number.",
    "This story has been updated with a comment from the company.",
    "The ferry sails at nine. This story has been updated.",
    "An earlier version of this article misstated the number of boats.",
    "The headline has been amended to say which ferry it was.",
    "Corrección: el barco lleva a 120 personas.",
    "Fe de erratas: el barco lleva a 120 personas.",
    "Este artículo ha sido actualizado.",
    "Rectificatif : le bac transporte 120 personnes.",
    "Cet article a été mis à jour lundi.",
    "Anmerkung der Redaktion: Die Zahl der Boote war falsch.",
    "In einer früheren Fassung stand eine andere Zahl.",
    "Dieser Artikel wurde am 4. Juni korrigiert.",
    "Correção: o barco leva 120 pessoas.",
    "Исправление: паром берёт 120 человек.",
    "تصحيح: تحمل العبارة 120 شخصا.",
    "[정정] 여객선 정원은 120명입니다.",
    "바로잡습니다: 여객선 정원은 120명입니다.",
    "이 기사는 6월 4일 수정됐습니다.",
    "更正：渡轮可载120人。",
    "【訂正】定員は120人です。",
    "この記事は6月4日に訂正されました。",
    "Đính chính: phà chở 120 người.",
)
NO_NOTES = (
    "The correction of the river took forty years.",
    "Corrections officers went on strike: they want more pay.",
    "Clarification of the rules is needed, the minister says: now.",
    "The minister updated the house on the strike.",
    "The company corrected its forecast.",
    "The edition was updated in 1904.",
    "정정당당하게 싸웠다: 선수들은 말했다.",
    "更正式的会谈：星期二举行。",
    "",
)


@pytest.mark.parametrize("note", NOTES)
def test_a_note_is_told(note):
    assert correction_note(article(body=("The ferry sails.", note, "It is blue."))) == note


@pytest.mark.parametrize("text", NO_NOTES)
def test_what_speaks_of_other_corrections_is_no_note(text):
    assert correction_note(article(body=("The ferry sails.", text), captions=(text,))) == ""


def test_a_caption_or_a_headline_may_be_one():
    caption = "Correction: this is the other ferry."
    assert correction_note(article(captions=(caption,))) == caption
    assert (
        correction_note(article("Corrected: Ferry crews strike")) == "Corrected: Ferry crews strike"
    )
    assert correction_note(article("This article was corrected")) == ""


@pytest.mark.parametrize("text", ["correction 1 ", "this article was ", "((((", "dieser text "])
def test_long_texts_take_no_longer_than_they_are_long(text):
    assert_linear(correction_note, lambda size: article(body=(text * 100,) * size), 50)
