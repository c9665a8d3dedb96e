import sqlite3
import tempfile
from collections import defaultdict
from contextlib import closing, contextmanager
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.facts.near_duplicates import alike, bands, signature
from archive.model.article import article_id
from archive.store import clusters
from archive.store.batch import Arrivals, Outcome
from archive.store.prepared_record import prepare
from archive.store.store import Store
from tests.support.articles import record

# Each paragraph is long enough to be a story's own.
FACTS = """
Ruth Awino, pier, ferry, April, Otieno Were, 62 000, tenth, council, Mbita
Jan Holm, hill, school, May, Ana Ruiz, 7 400, third, parents, Lakeview
Esther Njeri, market, roof, June, Peter Ochieng, 915, half, traders, Busia
Lena Moss, river, bridge, July, Karl Ott, 33 100, fifth, drivers, Siaya
Ivo Pell, station, clock, August, Mary Atieno, 480, part, railway, Kisii
Noor Ali, harbor, crane, October, Sam Koech, 5 250, sixth, dockers, Kilifi
"""
PARAGRAPHS = tuple(
    f"{name} said on the {place} that the {thing} of the {place} would be mended before the rains "
    f"of {month}, and that {helper} had promised {number} shillings for the {thing}, a {part} of "
    f"what the {body} of {town} had asked for when the {thing} was shut in the week of the flood."
    for name, place, thing, month, helper, number, part, body, town in (
        line.split(", ") for line in FACTS.strip().splitlines()
    )
)
FERRY = "https://example.org/ferry"


def story(number, *paragraphs, day="2022-05-03", headline=None):
    """A story of some of the paragraphs, with an address of its own."""
    return record(
        headline or f"Story {number}",
        body=[PARAGRAPHS[at] for at in paragraphs],
        published=day,
        url=f"https://example.org/{number}",
    )


# One story in full, with its end cut, mended, and cut further; another twice; and two alone.
RECORDS = (
    story(0, 0, 1, 2, 3),
    story(1, 0, 1, 2),
    story(2, 0, 1, 2, 3, day="2022-05-04"),
    story(3, 0, 1),
    story(4, 0),
    story(5, 4, 5),
    story(6, 4, 5, headline="Another headline"),
    story(7, 5, 2),
    story(8, 2, 3, day="2022-08-30"),
    record("Short", url="https://example.org/short"),
)


@contextmanager
def opened():
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.open(Path(folder, "archive.sqlite3"), create=True) as store,
    ):
        yield store


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "archive.sqlite3", create=True) as store:
        yield store


def id_of(new):
    return article_id(new.article.identity())


def held(store):
    """The cluster of every article that is there."""
    return {
        change.id: change.article.cluster for change in store.changes_since(0) if change.article
    }


def expected(records):
    """The clusters that follow from comparing every two articles."""
    signatures = {id_of(new): signature(new.article) for new in records}
    groups = {each: {each} for each in signatures}
    for one, other in combinations(sorted(signatures), 2):
        first, second = signatures[one], signatures[other]
        if first and second and set(bands(first)) & set(bands(second)) and alike(first, second):
            joined = groups[one] | groups[other]
            groups |= dict.fromkeys(joined, joined)
    return {each: min(group) if len(group) > 1 else "" for each, group in groups.items()}


def band_rows(store):
    with closing(sqlite3.connect(store.database.path)) as connection:
        return connection.execute("SELECT count(*) FROM near_duplicate_bands").fetchone()[0]


def test_the_samples_hold_all_kinds_of_clusters():
    groups = defaultdict(list)
    for number, new in enumerate(RECORDS):
        groups[expected(RECORDS)[id_of(new)]].append(number)
    assert sorted(groups.values()) == [[0, 1, 2, 3], [4, 7, 8, 9], [5, 6]]


def test_near_duplicates_are_in_one_cluster_named_for_the_smallest_id(store):
    store.add(RECORDS)
    first, second = id_of(RECORDS[5]), id_of(RECORDS[6])
    assert held(store) == expected(RECORDS)
    assert held(store)[first] == held(store)[second] == min(first, second)
    assert store.get(first).cluster == min(first, second)
    assert held(store)[id_of(RECORDS[9])] == ""


def test_an_article_whose_cluster_changes_takes_the_next_number(store):
    store.add([RECORDS[5], RECORDS[9]])
    assert [change.id for change in store.changes_since(0)] == [
        *map(id_of, (RECORDS[5], RECORDS[9]))
    ]
    assert store.add([RECORDS[6]]) == [Outcome.ADDED]
    changes = list(store.changes_since(2))
    assert [(change.sequence, change.id) for change in changes] == [
        (3, id_of(RECORDS[6])),
        (4, id_of(RECORDS[5])),
    ]
    assert {change.article.cluster for change in changes} == {min(map(id_of, RECORDS[5:7]))}
    assert store.add([RECORDS[6]]) == [Outcome.UNCHANGED]
    assert store.sequence() == 4


def test_a_new_version_joins_and_leaves(store):
    alone = replace(RECORDS[8], article=replace(RECORDS[8].article, url=FERRY))
    joins = replace(RECORDS[5], article=replace(RECORDS[5].article, url=FERRY))
    store.add([RECORDS[5], alone])
    assert set(held(store).values()) == {""}
    assert store.add([joins]) == [Outcome.UPDATED]
    assert held(store) == dict.fromkeys(held(store), min(held(store)))
    assert store.add([record("Too short", url=FERRY)]) == [Outcome.UPDATED]
    assert set(held(store).values()) == {""}
    assert store.sequence() == 6
    assert band_rows(store) == len(bands(signature(RECORDS[5].article)))


def test_a_cluster_falls_apart_when_what_held_it_together_is_deleted(store):
    chain = [story(10, 0, 1, 2, 3, 4, 5), story(11, 0, 1, 2), story(12, 0, 1)]
    store.add(chain)
    clusters_before = held(store)
    assert len(set(clusters_before.values())) == 1
    for gone in chain:
        assert store.delete([id_of(gone)]) == 1
        rest = [new for new in chain if new is not gone]
        assert held(store) == expected(rest)
        store.add([gone])
        assert held(store) == clusters_before
    store.delete(map(id_of, chain))
    assert band_rows(store) == 0


def test_forms_that_too_many_share_name_no_candidates_whoever_came_first(monkeypatch):
    monkeypatch.setattr(clusters, "MOST_SHARING", 4)
    copies = [story(number, 4, 5) for number in range(6)]
    first = min(map(id_of, copies[:4]))
    with opened() as store:
        store.add(copies[:4])
        assert set(held(store).values()) == {first}
        store.add(copies[4:5])
        assert set(held(store).values()) == {""}
        store.add(copies[5:])
        store.delete(map(id_of, copies[4:]))
        assert set(held(store).values()) == {first}
    for order in (copies, copies[::-1]):
        with opened() as store:
            for new in order:
                store.add([new])
            assert set(held(store).values()) == {""}


ORDERS = st.permutations(RECORDS)
SPLITS = st.lists(st.integers(1, 4), min_size=len(RECORDS), max_size=len(RECORDS))


def batches(records, sizes):
    rest = list(records)
    for size in sizes:
        yield rest[:size]
        rest = rest[size:]


@settings(max_examples=15)
@given(ORDERS, SPLITS)
def test_any_order_and_any_batches_give_the_same_clusters(order, sizes):
    with opened() as store:
        for batch in batches(order, sizes):
            store.take_in(Arrivals([prepare(new) for new in batch]))
        assert held(store) == expected(RECORDS)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(("add", "delete", "change")),
        st.lists(st.sampled_from(range(len(RECORDS))), min_size=1, max_size=5, unique=True),
        st.integers(0, 2),
    ),
    max_size=7,
)


@settings(max_examples=25)
@given(STEPS, st.sampled_from((3, 2_000)))
def test_after_any_steps_the_clusters_are_those_of_what_is_there(steps, most):
    there = {}
    with pytest.MonkeyPatch.context() as patch, opened() as store:
        patch.setattr(clusters, "MOST_SHARING", most)
        for step, (kind, numbers, shift) in enumerate(steps):
            if kind == "delete":
                store.delete([id_of(RECORDS[number]) for number in numbers])
                there = {n: new for n, new in there.items() if n not in numbers}
                continue
            new = {number: RECORDS[number] for number in numbers}
            if kind == "change":
                new = {number: changed(number, step, shift) for number in numbers}
            before = store.sequence()
            outcomes = store.add(list(new.values()))
            for number, outcome in zip(new, outcomes, strict=True):
                if outcome is not Outcome.UNCHANGED:
                    there[number] = new[number]
            assert [change.sequence for change in store.changes_since(before)] == [
                *range(before + 1, store.sequence() + 1)
            ]
        if most == 2_000:
            assert held(store) == expected(there.values())
        with opened() as afresh:
            afresh.add(list(there.values()))
            assert held(store) == held(afresh)
            assert band_rows(store) == band_rows(afresh)


def changed(number, step, shift):
    """A version that says what a record further on says, in bytes of its own."""
    said = RECORDS[(number + shift) % len(RECORDS)].article
    article = replace(said, url=RECORDS[number].article.url, section=f"Step {step}")
    raw = replace(RECORDS[number].raw, content=f"{step}".encode())
    return replace(RECORDS[number], article=article, raw=raw, part=number + 1)
