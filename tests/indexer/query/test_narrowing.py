"""A query's text with a clause more means what it meant, and the clause as well."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.query.ast import And, Cluster, Everything, Not, Or, Words, narrowed
from indexer.query.narrowing import narrowed_texts, with_duplicates
from indexer.query.parser import MAX_CHARACTERS, parse

ONE, OTHER = Cluster("0f1e2d3c4b5a6978"), Cluster("89674a5b3c2d1e0f")
FERRY, ICE = Words("ferry"), Words("ice")
SHOWN = f"cluster:{ONE.id} duplicates:show"


@pytest.mark.parametrize(
    ("query", "clauses"),
    [
        (FERRY, (FERRY, ONE)),
        (And((FERRY, ICE)), (FERRY, ICE, ONE)),
        (Or((FERRY, ICE)), (Or((FERRY, ICE)), ONE)),
        (Not(FERRY), (Not(FERRY), ONE)),
        (Everything(), (Everything(), ONE)),
    ],
)
def test_a_query_is_narrowed_by_one_clause_more(query, clauses):
    assert narrowed(query, ONE) == And(clauses)


def test_a_clause_is_narrowed_by_all_clauses_of_a_query():
    assert narrowed(ONE, And((FERRY, ICE))) == And((ONE, FERRY, ICE))


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("", SHOWN),
        ("ferry", f"ferry {SHOWN}"),
        ("ferry -ice", f"ferry -ice {SHOWN}"),
        ("ferry OR ice", f"(ferry OR ice) {SHOWN}"),
        ("ferry duplicates:hide", f"ferry duplicates:hide {SHOWN}"),
        ("“cable ferry", f"{SHOWN} “cable ferry"),
        ("()", SHOWN),
        ("ferry OR ice) pier", SHOWN),
        ("x" * MAX_CHARACTERS, SHOWN),
    ],
    ids=lambda text: text[:20],
)
def test_what_is_typed_stays_where_a_cluster_can_be_added(text, made):
    assert narrowed_texts(parse(text), [ONE]) == (made,)


def test_one_of_several_words_stays_enough():
    parsed = parse("ferry ice", any_word=True)
    (made,) = narrowed_texts(parsed, [ONE], any_word=True)
    assert made == f"(ferry ice) AND {SHOWN}"


def test_each_cluster_has_a_text_of_its_own():
    assert narrowed_texts(parse("ferry"), [ONE, OTHER]) == (
        f"ferry cluster:{ONE.id} duplicates:show",
        f"ferry cluster:{OTHER.id} duplicates:show",
    )
    assert narrowed_texts(parse("ferry"), []) == ()


def test_near_duplicates_are_shown_by_a_flag_at_the_end():
    text = with_duplicates("ferry OR ice")
    assert text == "ferry OR ice duplicates:show"
    assert parse(text).show_duplicates


pieces = st.sampled_from(
    (
        *("ferry", "-ice", "tie*", "date:2019", "by:", "headline:", "😀", "OR", "AND", "NOT"),
        *("(", ")", "“", '"', "duplicates:hide", f"cluster:{OTHER.id}", "cluster:x", "NEAR/3"),
    )
)


@given(words=st.lists(pieces, max_size=8), any_word=st.booleans())
def test_a_narrowed_text_means_the_query_and_the_cluster_or_the_cluster_alone(words, any_word):
    parsed = parse(" ".join(words), any_word=any_word)
    for cluster, text in zip(
        (ONE, OTHER), narrowed_texts(parsed, (ONE, OTHER), any_word=any_word), strict=True
    ):
        made = parse(text, any_word=any_word)
        assert made.show_duplicates
        assert made.query in (
            narrowed(parsed.query, cluster),
            narrowed(cluster, parsed.query),
            cluster,
        )
