"""Parts of a long article: nothing of the text is lost or shown twice, and none is too long."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webui.pages import article_parts
from webui.pages.article_parts import ArticleParts

SIZE = 120
words = st.sampled_from(
    ["ferry", "a", "", "strikes ", "항구", "e\u0301\u0323", "x" * 150, "\u00a0"]
)
paragraphs = st.lists(words, max_size=40).map(" ".join) | st.lists(words, max_size=90).map("".join)


@pytest.fixture(autouse=True, scope="module")
def _small_parts():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(article_parts, "PART_SIZE", SIZE)
        yield


def all_parts(parts):
    return [parts.texts(number) for number in range(1, parts.count + 1)]


@given(st.lists(paragraphs, max_size=12))
def test_the_parts_in_a_row_are_the_article(body):
    parts = ArticleParts(body)
    every = all_parts(parts)
    assert "".join(text for texts in every for text in texts) == "".join(body)
    assert all(sum(map(len, texts)) <= SIZE for texts in every)
    assert [all(texts) or "" in body for texts in every] == [True] * parts.count


@given(st.lists(paragraphs, max_size=12))
def test_a_character_lies_as_far_in_the_article_as_it_stands_there(body):
    parts = ArticleParts(body)
    shares = [
        parts.share(number, paragraph, offset)
        for number, texts in enumerate(all_parts(parts), 1)
        for paragraph, text in enumerate(texts)
        for offset in range(len(text))
    ]
    assert shares == sorted(set(shares))
    assert all(0 <= share < 1 for share in shares)


@given(st.lists(paragraphs, min_size=1, max_size=12))
def test_a_paragraph_is_cut_only_where_it_is_longer_than_a_part(body):
    for texts in all_parts(ArticleParts(body)):
        for text in texts:
            assert text in body or any(len(each) > SIZE and text in each for each in body)


def test_a_word_without_end_is_cut_but_no_letter_loses_its_marks():
    body = ("e\u0301\u0323" * 200,)
    for (text,) in all_parts(ArticleParts(body)):
        assert not unicodedata.combining(text[0])


def test_a_long_paragraph_is_cut_behind_a_word():
    every = all_parts(ArticleParts([" ".join(["harbour"] * 100)]))
    assert len(every) > 5
    assert {word for (text,) in every for word in text.split()} == {"harbour"}


def test_an_article_without_text_has_one_part():
    parts = ArticleParts(())
    assert (parts.count, parts.texts(1), parts.fits_one_page) == (1, (), True)


@pytest.mark.parametrize(
    ("body", "fits"),
    [
        (["a" * 1_000_000], True),
        (["a" * 1_300_000], False),
        (["시" * 300_000], True),
        (["시" * 450_000], False),
        (['"' * 200_000], True),
        (['"' * 300_000], False),
        (["a"] * 20_000, True),
        (["a"] * 40_000, False),
    ],
)
def test_an_article_is_shown_whole_where_its_page_stays_small(body, fits):
    assert ArticleParts(body).fits_one_page is fits
