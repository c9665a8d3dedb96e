import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.formats.boilerplate import heads_other_articles, is_boilerplate, is_button, is_notice

BUTTONS = ["Share", "Share this article on WhatsApp", "카카오톡에 공유", "5 min read", "(Drucken)",
           "Advertisement", "— Anzeige —"]  # fmt: skip
OTHERS = ["Related stories:", "Most read", "Lesen Sie auch:", "関連記事", "More from Lake Radio »"]
STORY = ["Share prices fell on Tuesday.", "Related offences rose by a third.", "Comments vary.",
         "Photographers waited on the quay.", "Print runs are shorter now."]  # fmt: skip


@pytest.mark.parametrize("line", BUTTONS)
def test_buttons_are_boilerplate_of_copied_text_and_of_pages(line):
    assert is_button(line)
    assert is_boilerplate(line)
    assert not heads_other_articles(line)


@pytest.mark.parametrize("line", OTHERS)
def test_headings_of_other_articles_are_boilerplate_of_both_too(line):
    assert heads_other_articles(line)
    assert is_boilerplate(line)
    assert not is_button(line)


@pytest.mark.parametrize("line", ["Leave a comment", "© The Ledger", "댓글 쓰기", "Follow us on X"])
def test_notices_end_a_text_that_was_copied(line):
    assert is_notice(line)


@pytest.mark.parametrize("line", STORY)
def test_sentences_that_begin_as_buttons_do_are_the_story(line):
    assert not is_button(line)
    assert not heads_other_articles(line)
    assert not is_notice(line)
    assert not is_boilerplate(line)


@given(st.sampled_from([*BUTTONS, *OTHERS, "Photo: "]), st.text(max_size=40))
def test_a_long_line_is_the_story_whatever_it_begins_with(beginning, text):
    line = beginning + text + "a" * 150
    assert not is_button(line)
    assert not heads_other_articles(line)
    assert not is_boilerplate(line)
