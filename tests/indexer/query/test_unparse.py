from datetime import date

import pytest
from hypothesis import assume, event, example, given, settings
from hypothesis import strategies as st

from indexer.query import unparse
from indexer.query.ast import (
    And,
    AtLeast,
    Cluster,
    DateRange,
    Everything,
    Fuzzy,
    Has,
    Length,
    Like,
    Listed,
    Near,
    Not,
    Or,
    Pattern,
    Prefix,
    Some,
    Together,
    Unit,
    Weighted,
    Words,
)
from indexer.query.parser import MAX_CHARACTERS, parse
from indexer.query.unparse import operands, written
from indexer.schema.fields import TEXT_FIELDS
from tests.bench.queries import NEWS_QUERIES, naughty_strings, web_queries
from tests.support.work import steps

ID = "0f1e2d3c4b5a6978"
AS_TYPED = [
    # words
    "ferry", "oil price", '"oil price"', "co-operate", "Kim Jong-un", '"Kim Jong-un"', "함경남도",
    "it’s", "12:30", "Korea:", "headline:ferry", 'by:"Kim Jong-un"', "headline:co-operate",
    # operators and groups
    "a OR b", "a OR b c", "a (b OR c)", "-a", "a -b", "-(a b)", "-(a OR b)", "-co-operate",
    "co-operate OR c", "(co-operate OR c) d", "headline:(a OR b)", "headline:a -headline:b OR c",
    "headline:(co-operate OR b OR -c^2)", "-headline:(a OR b)", "a -(b OR headline:c OR d)",
    "headline:a b", "headline:a OR headline:b c",
    "headline:(co-operate b)", "headline:(* a)",
    # forms, beginnings, spellings
    "econom*", "headline:econom*", "co-operat*", "x-co-operat* y", "a-b-c-d-e*", "foo/bar*",
    "co-op함경*", "()-econom*", "-(()-econom*)", "(()+econom*)^2", "NOT --econom*", "w?ld",
    "headline:*ing", "word~", "words~2", "*", "byline:*", "-byline:*",
    # weights
    "a^2", "co-operate^0.5", "(a OR b)^3", "-a^2", "(-a)^2", '"a b"^2', "(a^2)^3", "*^2",
    "date:2019^2", "(a NEAR/5 b)^2", "headline:(a OR b)^2",
    # near each other
    "a NEAR/5 b", "a W/1 b", "a NEAR/5 b OR c", "a NEAR/5 b AND c", "-(a NEAR/5 b)",
    "a NEAR/5 b AND b W/3 c", '"a b c"~5', '"a b" NEAR/3 c', "co-operate NEAR/5 b",
    '"co-operate b-c"~4', "(a OR b) W/5 (c OR co-operate)", "headline:a NEAR/2 b",
    'headline:"a b c"~2', "headline:(a OR b) NEAR/2 c", "a /S b", "a /P b /P c",
    "a /S b /S c OR a /S b", '"a b c"~5 OR a NEAR/6 b',
    "(a OR b) /S co-operate", "headline:a /S b", '"a co-op c"~3',
    # so many times
    "ATLEAST3(a)", 'ATLEAST3("a b")', "headline:ATLEAST3(a)", "ATLEAST2(co-operate)",
    "ATLEAST2(a) ATLEAST2(b)", "ATLEAST2(co-op함경*)",
    # facts
    "date:2019", "date:2019-06", "date:2019-06-04", "date:2018..2020", "date:2018-01..2020-06",
    "date:2019-06-04..", "date:..2019", "date:*", "before:0001", "date:9999-12", "date:0001",
    "words:>800", "words:>=800", "words:<1200", "words:<=80", "words:500", "words:200..400",
    "words:>=0", f"cluster:{ID}", f"like:{ID}", "-date:2019 a",
]  # fmt: skip


@pytest.mark.parametrize("text", AS_TYPED, ids=ascii)
def test_a_query_is_written_as_it_was_typed(text):
    assert written(parse(text).query) == text.replace("by:", "byline:")


@pytest.mark.parametrize(
    ("text", "simpler"),
    [
        ("((a) AND (b))", "a b"),
        ('"a" “b”', "a b"),
        ('"AND" "by:" by:"-a" "+a" "a^2"', '"AND" "by:" byline:-a "+a" "a^2"'),
        ("a OR (b OR (c AND d))", "a OR b OR c d"),
        ("headline:(a b:c)", "headline:a headline:b:c"),
        ("headline:(a AND)", "headline:a"),
        ("NOT NOT NOT a", "-a"),
        ("ATLEAST2(a b)", "ATLEAST2(a) ATLEAST2(b)"),
        ("a NEAR/5 b W/3 c", "a NEAR/5 b AND b W/3 c"),
        ('"a b"~4', "a NEAR/5 b"),
        ("date:2019-01-01..2019-12-31", "date:2019"),
        ("before:2019", "date:..2018"),
        ("words:>=801", "words:>800"),
        ("words:>1000000000", "words:>1000000000"),
        ("headline:AND headline:OR", "headline:AND headline:OR"),
        ("headline:by:a headline:-b*", "headline:by:a headline:-b*"),
        ("cluster:bomb", 'cluster:""'),
        ("ｆｅｒｒｙ", "ｆｅｒｒｙ"),
        ("", "*"),
    ],
    ids=ascii,
)
def test_a_query_is_written_as_simply_as_it_can_be(text, simpler):
    query = parse(text).query
    assert written(query) == simpler
    assert parse(simpler).query == query


def test_where_any_word_is_enough_that_is_written_out():
    assert written(parse("a b", any_word=True).query) == "a OR b"
    assert written(parse("a b +c", any_word=True).query) == "c (a OR b OR *)"


@pytest.mark.parametrize("query", [Listed(frozenset()), Some((Words("a"),), 1)])
def test_what_no_text_stands_for_is_not_written(query):
    with pytest.raises(ValueError, match="cannot be typed"):
        written(And((Words("a"), query)))


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("a b-c", ["a", "b-c"]),
        ("a OR b-c OR d", ["a", "b-c", "d"]),
        ("b-c", ["b-c"]),
        ("b-c*", ["b-c*"]),
        ("a b/c*", ["a", "b/c*"]),
        ("a OR (b OR c) NEAR/5 d", ["a", "(b OR c) NEAR/5 d"]),
        ("a (b OR c)", ["a", "b OR c"]),
    ],
)
def test_what_is_typed_as_one_is_one_operand(text, typed):
    assert [written(operand) for operand in operands(parse(text).query)] == typed


PIECES = st.sampled_from(
    [
        *"ab()-+–−*＊:：.'’＂（）_ـ&😀\"“”\u3000\x00\ud800\u200e\u00ad^",
        *("AND", "OR", "NOT", "headline:", "by:", "date:", "foo:", "http://", "like:", "^2", "^.5"),
        *("words:", ">8", "before:", "after:", "<", ">=", "≥", "last-week", "9999"),
        *("cluster:", "duplicates:", "show", ID, " /S ", " /P "),
        *(" NEAR/5 ", " W/1 ", " W/99 ", "ATLEAST2(", '"~5', '"~0^3'),
        *("?", "w?", "*ing", "~", "word~", "~2", "-x", "/", "1,200", "U.S."),
        *("2019", "2019-06", "..", "econom*", "co-operate", "함경남도", "导弹", "&&&"),
    ]
)
typed = st.one_of(
    st.text(),
    st.lists(PIECES, max_size=30).map("".join),
    st.lists(PIECES, max_size=30).map(" ".join),
)


@settings(max_examples=120)
@given(typed, st.booleans())
@example('"a b"~5 "AND" \'NOT\' "by:" by:"-a" "+a" "a^2" "" x', True)
@example("-(a OR b " * 20, False)
@example("(a OR a) NEAR/5 (co-op OR coop OR co-op)", False)
@example("(co-op OR co-op OR c) W/5 (d OR x-y-z)", False)
@example("words:>1000000000 words:0", False)
@example("headline:by:a by:by:.* 0:LIKE:* A:LIKE:* date:by:*", False)
@example("-+0-A:0*", False)
@example("-(+0-A:0* OR x)", False)
@example("headline://a source://a* headline:-a* -headline:-a*", False)
def test_what_is_written_means_the_query(text, any_word):
    query = parse(text, any_word=any_word).query
    event(f"every article is shown: {query == Everything()}")
    assume(len(written(query)) <= MAX_CHARACTERS)
    assert parse(written(query)).query == query


LETTERS = st.sampled_from(
    ["a", "b", "AND", "함경남도", "导弹", "U.S.", "1,200", "x:y", "-z", "a^2"]
)
PHRASES = st.lists(LETTERS, min_size=1, max_size=3).map(" ".join)
NAMES = st.sampled_from([field.name for field in TEXT_FIELDS])
FIELDS = st.none() | NAMES
DAYS = st.sampled_from([date(2018, 1, 1), date(2018, 12, 31), date(2019, 6, 4), date(2019, 6, 30)])


def hyphened(field):
    return Or((Words("co-operate", field), Words("cooperate", field)))


def flat(kind):
    """What makes one tree of many without a tree of its kind right below it."""
    return lambda trees: kind(
        tuple(
            part for tree in trees for part in (tree.clauses if isinstance(tree, kind) else (tree,))
        )
    )


TREES = st.recursive(
    st.one_of(
        st.builds(Words, PHRASES, FIELDS),
        FIELDS.map(hyphened),
        st.builds(Prefix, st.sampled_from(["econom", "a", "경", "us"]), FIELDS),
        st.builds(DateRange, st.none() | DAYS, st.none() | DAYS).filter(
            lambda days: not days.first or not days.last or days.first <= days.last
        ),
        st.builds(Pattern, st.sampled_from(["w?ld", "*ing", "e*o*y"]), FIELDS),
        st.builds(Fuzzy, st.sampled_from(["words", "économie"]), st.integers(1, 2), FIELDS),
        st.builds(Near, st.tuples(PHRASES, PHRASES), st.integers(0, 80), st.booleans(), FIELDS),
        st.builds(
            Near, st.lists(st.sampled_from("abc"), min_size=3, max_size=4).map(tuple),
            st.integers(0, 80), field=FIELDS,
        ),
        st.builds(
            Together, st.lists(PHRASES, min_size=2, max_size=3).map(tuple), st.sampled_from(Unit),
            FIELDS,
        ),
        st.builds(AtLeast, st.integers(2, 99), PHRASES, FIELDS),
        st.builds(Has, NAMES),
        st.builds(Length, st.integers(0, 9), st.none() | st.integers(9, 1_000)),
        st.sampled_from([Everything(), Cluster(ID), Cluster(""), Like(ID)]),
    ),
    lambda trees: st.one_of(
        st.lists(trees, min_size=2, max_size=4).map(flat(And)),
        st.lists(trees, min_size=2, max_size=4).map(flat(Or)),
        st.builds(Weighted, trees, st.sampled_from([0.01, 0.5, 1.0, 3.0, 100.0])),
        trees.map(lambda tree: tree.clause if isinstance(tree, Not) else Not(tree)),
    ),
    max_leaves=15,
)  # fmt: skip


@settings(max_examples=80)
@given(TREES)
def test_a_tree_that_is_written_is_read_again_as_the_same(tree):
    assume(len(written(tree)) <= MAX_CHARACTERS)
    assert parse(written(tree)).query == tree


@given(st.none() | st.dates(), st.none() | st.dates())
def test_any_dates_are_read_again_as_the_same(first, last):
    assume(first is None or last is None or first <= last)
    assert parse(written(DateRange(first, last))).query == DateRange(first, last)


@given(st.integers(0, 10**9), st.none() | st.integers(0, 10**9))
def test_any_lengths_are_read_again_as_the_same(least, more):
    query = Length(least, None if more is None else min(least + more, 10**9))
    assert parse(written(query)).query == query


@pytest.mark.shared
def test_whatever_people_type_is_written_and_read_again_as_the_same(shared_data):
    for text in (*naughty_strings(shared_data), *NEWS_QUERIES, *web_queries(shared_data)):
        query = parse(text).query
        assert parse(written(query)).query == query


@pytest.mark.parametrize(
    ("piece", "number"),
    [
        ("-(a OR b ", 30),
        ("(co-operate ", 30),
        ("(a OR b) W/5 (c OR d-e) ", 10),
        ("(a OR b OR c) NEAR/5 (d OR e OR f-g) OR ", 8),
        ("a-b W/5 c-d ", 20),
    ],
)
def test_a_long_and_deep_query_is_not_written_once_a_level(piece, number):
    def steps_of(text):
        unparse._parsed.cache_clear()
        return steps(written, parse(text).query)

    assert steps_of(piece * number) < 3.5 * steps_of(piece * (number // 2))
    query = parse(piece * number).query
    assert parse(written(query)).query == query


def test_what_comes_again_and_again_in_a_query_is_parsed_once():
    def steps_of(text):
        query = parse(text).query
        unparse._parsed.cache_clear()
        return steps(written, query)

    again = steps_of("(co-operate OR fifth) " * 30)
    assert again < steps_of(" ".join(f"(co-op{n}-b OR fi{n}) " for n in range(30))) / 2
