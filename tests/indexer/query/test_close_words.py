"""Neighbouring words of a query, and what is none."""

import pytest

from indexer.query.close_words import close_words
from indexer.query.parser import parse

PHRASES = {
    "oil": [],
    "oil prices": ["oil prices"],
    "oil prices rise": ["oil prices rise", "oil prices", "prices rise"],
    "a b c d e": ["a b", "b c", "c d", "d e"],
    "oil OR prices": ["oil prices"],
    '"central bank" rates': ["central bank rates"],
    "oil prices -rise": ["oil prices"],
    "oil headline:prices": [],
    "body:oil body:prices gold": ["oil prices"],
    "oil pri* rise": [],
    "oil (gold OR silver)": ["gold silver"],
    "NOT oil": [],
    "date:2019": [],
    "": [],
}


@pytest.mark.parametrize("text", PHRASES, ids=PHRASES)
def test_words_side_by_side_make_phrases(text):
    assert [words.text for words, _ in close_words(parse(text).query)] == PHRASES[text]


def test_phrases_keep_the_field_of_their_words():
    ((words, _),) = close_words(parse("headline:oil headline:prices").query)
    assert words.field == "headline"


def test_all_of_a_short_query_count_more_than_a_part():
    factors = [factor for _, factor in close_words(parse("oil prices rise").query)]
    assert factors[0] > factors[1] == factors[2]


def test_of_a_long_query_only_some_phrases_are_looked_for():
    long = " ".join(f"word{number}" for number in range(100))
    assert len(close_words(parse(long).query)) == 24
