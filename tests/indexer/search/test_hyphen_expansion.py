"""Phrases with words that the articles write with a hyphen."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from indexer.analysis.analyzer import Analyzer, query_terms
from indexer.engines.engine import SearchRequest
from indexer.highlight.snippets import Highlighter
from indexer.query.ast import And, AtLeast, Near, Not, Or, Some, Together, Unit, Weighted, Words
from indexer.query.parser import parse
from indexer.search.hyphen_expansion import HyphenExpander
from tests.indexer.engines.corpus import article, name_of
from tests.support.oracle_engine import MemoryEngine

NEWS = (
    article("mail", "", "Write to the e-mail address of the paper."),
    article("email", "", "Write to the email address of the paper."),
    article("fire", "Cease-fire talks", "The non-proliferation treaty’s cease-fire terms."),
    article("jets", "", "Two F-16 jets of the 1987-88 season."),
    article("plain", "", "The fire cease talks nowhere near, now here near, the air plane crew."),
    article("korean", "", "북한군이 함경남도에서 훈련했다."),
)


@pytest.fixture(scope="module")
def engine():
    return MemoryEngine({each.id: each for each in NEWS})


def found(engine, text):
    page = engine.search(SearchRequest(HyphenExpander(engine).expanded(parse(text).query), limit=9))
    return {name_of(hit.id) for hit in page.hits}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('"email address"', {"mail", "email"}),
        ('"the email address of"', {"mail", "email"}),
        ('"e-mail address"', {"mail", "email"}),
        ('"Émail’s address"', {"mail", "email"}),
        ('headline:"ceasefire talks"', {"fire"}),
        ('body:"ceasefire talks"', set()),
        ('"ceasefire terms"', {"fire"}),
        ('"nonproliferation treaty ceasefire terms"', {"fire"}),
        ('"F16 jets"', {"jets"}),
        ('"198788 season"', set()),
        ('"nowhere near"', {"plain"}),
        ('"airplane crew"', set()),
        ('"email address" NEAR/3 paper', {"mail", "email"}),
        ('"email address" /S paper', {"mail", "email"}),
        ('paper -"email address"', set()),
        ('"email address"^2 OR jets', {"mail", "email", "jets"}),
        ('"북한군이 함경남도에서"', {"korean"}),
    ],
)
def test_a_phrase_finds_its_words_with_hyphens_as_well(engine, text, names):
    assert found(engine, text) == names


def test_a_query_without_such_a_phrase_stays_as_it_is(engine):
    query = And(
        (
            Words("email"),
            Words("the paper"),
            Not(Weighted(Words("address of"), 2.0)),
            Some((Near(("two", "jets"), 3), Together(("two", "season"), Unit.SENTENCE)), 1),
            AtLeast(2, "email address"),
        )
    )
    assert HyphenExpander(engine).expanded(query) == query


def test_every_way_to_write_a_phrase_is_one_clause(engine):
    assert HyphenExpander(engine).expanded(Words("email address", "body")) == Or(
        (Words("email address", "body"), Words("email mail address", "body"))
    )


def test_a_word_is_looked_up_once():
    asked = []

    class Counting(MemoryEngine):
        def search(self, request):
            asked.append(request.query.text)
            return super().search(request)

    hyphens = HyphenExpander(Counting({each.id: each for each in NEWS}))
    for _ in range(2):
        hyphens.expanded(Words("an email address"))
    assert asked == [f"email {part}" for part in ("mail", "ail", "il", "l")]


def test_the_ways_to_write_a_long_phrase_have_an_end():
    words = [f"{letter}x-yz" for letter in "abcdefgh"]
    text = " ".join(words)
    engine = MemoryEngine({each.id: each for each in [article("a", "", f"{text} end")]})
    joined = " ".join(word.replace("-", "") for word in words)
    assert len(HyphenExpander(engine).expanded(Words(f"{joined} end")).clauses) == 16
    near = Near((f"{joined} end", f"{joined} end"), 1)
    assert len(HyphenExpander(engine).expanded(near).clauses) == 16


def test_what_is_found_is_marked(engine):
    highlighter = Highlighter(HyphenExpander(engine).expanded(parse('"ceasefire talks"').query))
    marked = highlighter.mark("Cease-fire talks of a ceasefire", "headline")
    assert [(each.text, each.hit) for each in marked] == [
        ("Cease-fire talks", True), (" of a ceasefire", False),
    ]  # fmt: skip


letters = st.text("abcdexyz", min_size=2, max_size=5)


@given(letters, letters, letters, letters)
def test_any_two_parts_are_found_as_one_word(before, first, second, after):
    joined = first + second
    terms = [query_terms(each, Analyzer.PROSE)[0].term for each in (joined, first, second)]
    assume(terms[0] not in terms[1:])
    written = article("a", "", f"{before} {first}-{second} {after}")
    engine = MemoryEngine({written.id: written})
    for phrase in (f"{before} {joined} {after}", f"{joined} {after}", f"{before} {joined}"):
        assert found(engine, f'"{phrase}"') == {"a"}
