"""The pairs that forms are measured with are of use: two words each, each pair once."""

import unicodedata
from collections import Counter

from tests.bench.forms.pairs import FRAMES, forms, lookalikes, strangers

EVERY_PAIR = [*forms(), *lookalikes(), *strangers()]


def folded(word):
    """A word without case and marks, as every index has it."""
    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))


def test_no_pair_is_there_twice():
    seen = Counter(
        frozenset({(pair.language, pair.typed), (pair.printed_language, pair.printed)})
        for pair in EVERY_PAIR
    )
    assert [pair for pair, times in seen.items() if times > 1] == []


def test_a_pair_has_two_words_of_known_languages():
    assert [pair for pair in EVERY_PAIR if not has_two_words(pair)] == []


def has_two_words(pair):
    words = (pair.typed, pair.printed)
    return (
        {pair.language, pair.printed_language} <= set(FRAMES)
        and all(word.split() == [word] for word in words)
        and len(set(map(folded, words))) > 1
    )


def test_each_language_has_twenty_pairs_of_forms():
    assert Counter(pair.language for pair in forms()) == dict.fromkeys(FRAMES, 20)


def test_each_language_has_six_pairs_of_lookalikes_and_some_have_thirty():
    counted = Counter(pair.language for pair in lookalikes())
    assert sorted(counted) == sorted(FRAMES)
    assert min(counted.values()) >= 6
    assert counted["en"] >= 30
    assert counted["de"] >= 30
    assert counted.total() >= 200


def test_there_are_sixty_pairs_of_strangers_each_of_two_languages():
    pairs = strangers()
    assert len(pairs) >= 60
    assert [pair for pair in pairs if pair.language == pair.printed_language] == []


def test_no_word_of_a_pair_is_in_the_sentences_around():
    around = {folded(word) for frame in FRAMES.values() for word in frame.strip(".।۔").split()}
    words = {folded(word) for pair in EVERY_PAIR for word in (pair.typed, pair.printed)}
    assert around & words == set()
