from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.analyzer import Analyzer, query_terms
from indexer.query.ast import Near
from indexer.query.proximity import Part, PartPosition, near_parts, stretches

ONE, TWO = Part(query_terms("one", Analyzer.NAMES), 1), Part(query_terms("x y", Analyzer.NAMES), 2)


def places(near, parts, starts):
    return [
        [(place.part, place.start) for place in each] for each in stretches(near, parts, starts)
    ]


def test_parts_are_as_long_as_their_words():
    near = Near(("one", "x-y", "함경도"), 0)
    assert [part.length for part in near_parts(near, Analyzer.PROSE)] == [1, 2, 3]


def test_a_stretch_has_every_part_with_so_many_others_between():
    near = Near(("one", "x y"), 1)
    assert places(near, (ONE, TWO), ([4], [1, 6])) == [[(0, 4), (1, 1)], [(0, 4), (1, 6)]]
    assert places(near, (ONE, TWO), ([4], [0, 7])) == []
    assert places(near, (ONE, TWO), ([4], [])) == []


def test_what_is_named_twice_stands_there_twice():
    near = Near(("one", "one"), 2)
    assert places(near, (ONE, ONE), ([1], [1])) == []
    assert places(near, (ONE, ONE), ([1, 4], [1, 4])) == [[(0, 1), (0, 4), (1, 1), (1, 4)]]


def test_ordered_parts_follow_without_overlap():
    near = Near(("x y", "one", "x y"), 1, ordered=True)
    assert places(near, (TWO, ONE, TWO), ([1, 5], [2, 3], [1, 5])) == [[(0, 1), (1, 3), (2, 5)]]


@given(st.lists(st.lists(st.integers(0, 30), unique=True).map(sorted), min_size=2, max_size=3),
       st.integers(0, 10))  # fmt: skip
def test_what_stands_in_order_stands_near(starts, others):
    parts = [Part(query_terms(name, Analyzer.NAMES), 1) for name in ("a", "b", "c")[: len(starts)]]
    names = tuple("abc"[: len(starts)])
    in_order = list(stretches(Near(names, others, ordered=True), parts, starts))
    near = list(stretches(Near(names, others), parts, starts))
    assert all(any(set(one) <= set(other) for other in near) for one in in_order)
    assert all(isinstance(place, PartPosition) for stretch in near for place in stretch)
