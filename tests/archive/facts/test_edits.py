"""The words that one version of an article has more or fewer than another."""

import re
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.diff.passages import word_count
from archive.facts.edits import Edits, edits
from archive.model.article import Credit, Role
from tests.support.articles import article
from tests.support.work import assert_linear

BEFORE = article(
    "Ferry runs again",
    ("The boats sail from Monday.", "The F-16 crew has 120 men.", "Nobody was hurt."),
    captions=("A ferry",),
)


def changed(**parts):
    return edits(BEFORE, replace(BEFORE, **parts))


def test_words_of_headline_body_and_captions_come_in_and_go():
    assert changed(
        headline="Ferry never runs again",
        body=(*BEFORE.body[:2], "Nobody was badly hurt.", "Police are looking on."),
        captions=("A big ferry", "The pier"),
    ) == Edits(("never", "badly", "Police are looking on.", "big", "The pier"), ())
    found = changed(headline="Ferry runs", body=("The boats sail.", *BEFORE.body[1:]), captions=())
    assert found == Edits((), ("again", "from Monday", "A ferry"))
    assert (found.words_added, found.words_removed) == (0, 5)


def test_a_word_with_a_hyphen_and_a_number_change_as_a_whole():
    body = (BEFORE.body[0], "The F-35 crew has 1,200 men.", BEFORE.body[2])
    assert changed(body=body) == Edits(("F-35", "1,200"), ("F-16", "120"))


def test_what_is_no_word_of_it_or_only_moved_is_no_edit():
    assert changed() == Edits()
    assert changed(source="Halyard Wire", credits=(Credit("Jan Lind", Role.EDITOR),)) == Edits()
    assert changed(body=tuple(reversed(BEFORE.body))) == Edits()
    assert changed(body=(" ".join(BEFORE.body),)) == Edits()
    assert changed(body=("The boats sail from Monday!", *BEFORE.body[1:])) == Edits()
    assert changed(body=BEFORE.captions, captions=BEFORE.body) == Edits()


def test_what_is_kept_between_greater_changes_is_part_of_one():
    body = (*BEFORE.body[:2], "One man was treated for a scald.")
    assert changed(body=(*BEFORE.body[:2], "The old Nobody was hurt badly.")) == Edits(
        ("The old", "badly"), ()
    )
    before = article(body=("It tipped. Nobody was hurt, but passengers on the train waited.",))
    after = article(
        body=("It tipped. One man was treated for a scald. Others on the train waited.",)
    )
    assert edits(before, after) == Edits(
        ("One man was treated for a scald. Others",), ("Nobody was hurt, but passengers",)
    )
    assert changed(body=body).added == ("One man was treated for a scald.",)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("여객선이 월요일 운항한다", "여객선이 화요일 운항한다", Edits(("화요일",), ("월요일",))),
        ("轮渡周一开航", "轮渡周二开航", Edits(("二",), ("一",))),
        ("تبحر العبارة يوم الاثنين", "تبحر العبارة غدا يوم الاثنين", Edits(("غدا",), ())),
    ],
)
def test_other_scripts_are_compared_by_their_words(before, after, told):
    assert edits(article(body=(before,)), article(body=(after,))) == told


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("— … !", 0),
        ("Jong-un’s 1,200 men, they said", 5),
        ("북한 여객선이", 2),
        ("轮渡，周二", 4),
        ("G20峰会", 3),
    ],
)
def test_words_are_counted_as_they_are_written(text, count):
    assert word_count(text) == count


words = st.lists(
    st.sampled_from(["the", "ferry", "sails", "no", "more", "on", "monday", "轮", "渡", "—"]),
    max_size=8,
)
texts = st.lists(words.map(" ".join), max_size=4).map(tuple)


@given(texts, texts)
def test_what_comes_in_and_goes_makes_one_version_of_the_other(before, after):
    found = edits(article(body=before), article(body=after))
    turned = edits(article(body=after), article(body=before))

    def counted(paragraphs):
        return Counter(re.findall(r"[a-z]+|[轮渡]", "\n".join(paragraphs)))

    was, now = counted(before), counted(after)
    came, went = counted(found.added), counted(found.removed)
    assert all(was[word] + came[word] - went[word] == now[word] for word in was | now)
    assert bool(found.added or found.removed) == bool(turned.added or turned.removed)


@pytest.mark.parametrize("unit", ["word {} ", "a b c {} d "])
def test_long_versions_are_compared_in_linear_time(unit):
    def made(size):
        body = tuple(unit.format(number) * 5 for number in range(size))
        return article(body=body), article(body=tuple(f"{each}more" for each in body))

    assert_linear(lambda pair: edits(*pair), made, 100)
