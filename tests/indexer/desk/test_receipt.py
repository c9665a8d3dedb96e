"""Receipts of searches: what they count, and what they notice later."""

import hashlib
import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import BusyError, ReceiptError
from indexer.desk.receipt import from_json, receipt_of, to_json, verify
from indexer.desk.told_articles import told
from indexer.engines.engine import FacetFilter
from indexer.search.results import SearchQuery
from tests.support.articles import record

TEXTS = st.sampled_from(
    ["", "ferry", "ferry OR ice", "-ferry", "gulf ferry", "-date:*", "date:2021..2022", "zebra"]
)
FILTERS = st.sampled_from(
    [
        {},
        {"source": FacetFilter(include=frozenset({"The Shore"}))},
        {"region": FacetFilter(include=frozenset({"Africa/Kenya"}))},
        {"year": FacetFilter(exclude=frozenset({"2022", "undated"}))},
    ]
)
QUESTIONS = st.builds(
    SearchQuery,
    text=TEXTS,
    filters=FILTERS,
    first=st.sampled_from([None, date(2021, 3, 3)]),
    any_word=st.booleans(),
    without=st.sampled_from([(), (SearchQuery("ice"),)]),
)


@given(question=QUESTIONS)
def test_a_receipt_counts_and_lists_what_a_reader_would_and_is_verified(same_archive, question):
    store, service = same_archive.store, same_archive.service
    receipt = receipt_of(store, service, question)
    found = same_archive.plain().found(question)
    assert [line[:16] for line in receipt.articles] == sorted(each.id for each in found)
    counts = receipt.counts
    assert counts.articles == len(found)
    assert counts.undated == sum(each.published.value is None for each in found)
    assert counts.hits == len({each.cluster or each.id for each in found})
    assert counts.near_duplicates == counts.articles - counts.hits
    assert counts.hits == service.search(question).total
    again = from_json(to_json(receipt))
    assert again == receipt
    assert verify(store, service, again).is_same


def test_its_hashes_can_be_computed_with_any_tool(same_archive):
    plain = json.loads(to_json(receipt_of(same_archive.store, same_archive.service, SearchQuery())))
    lines = plain["articles"]
    ids = "".join(f"{line.split()[0]}\n" for line in lines)
    assert plain["sha256"] == {
        "ids": hashlib.sha256(ids.encode()).hexdigest(),
        "articles": hashlib.sha256("".join(f"{each}\n" for each in lines).encode()).hexdigest(),
    }
    assert len(lines) == len(set(lines)) == 7


def test_query_filters_and_versions_are_told(same_archive):
    question = SearchQuery(
        'ferry date:last-year "',
        filters={"region": FacetFilter(include=frozenset({"Africa"}))},
        today=date(2023, 1, 9),
    )
    receipt = receipt_of(same_archive.store, same_archive.service, question)
    asked = receipt.asked
    assert (asked.query, asked.read_as) == ('ferry date:last-year "', "ferry date:2022")
    assert asked.meaning == "all of: “ferry”, dated 2022"
    assert asked.notices[0] == "The quotation mark is not closed; it closes at the end."
    assert asked.filters["region"].include == ("Africa",)
    assert receipt.counts.articles == 1
    assert receipt.made.time_zone == "UTC"
    assert receipt.versions.engine.startswith(("whoosh3 ", "tantivy "))
    # The days that it was counted from stay those of the receipt.
    verdict = verify(same_archive.store, same_archive.service, from_json(to_json(receipt)))
    assert verdict.is_same
    assert verdict.now.asked == asked


def test_a_language_of_an_older_receipt_is_found_in_the_tree(archive):
    archive.store.add([record("Fähre", body=["Sie fährt."], language="de-AT")])
    archive.follow()
    austrian = {"language": FacetFilter(include=frozenset({"de/de-AT"}))}
    receipt = receipt_of(archive.store, archive.service, SearchQuery(filters=austrian))
    assert receipt.counts.articles == 1
    older = to_json(receipt).replace(b'"de/de-AT"', b'"de-AT"')
    assert older != to_json(receipt)
    assert verify(archive.store, archive.service, from_json(older)).is_same


def test_what_came_went_and_changed_since_is_told(archive):
    store, service = archive.store, archive.service
    url = "https://example.org/pier"
    store.add([record("Pier opens", body=["The ferry lands."], url=url, content=b"1")])
    archive.follow()
    then = receipt_of(store, service, SearchQuery("ferry"))
    held = {store.get(line[:16]).headline: line[:16] for line in then.articles}
    store.add(
        [
            record("Pier opens", body=["The ferry lands there."], url=url, content=b"2"),
            record("A new ferry"),
        ]
    )
    store.delete([held["Ferry runs again"]])
    with pytest.raises(BusyError, match="the index is 3 changes behind the archive"):
        verify(store, service, then)
    archive.follow()
    verdict = verify(store, service, then)
    assert not verdict.is_same
    assert verdict.changed == (held["Pier opens"],)
    assert verdict.gone == (held["Ferry runs again"],)
    assert verdict.removed == {held["Ferry runs again"]}
    came = told(store, verdict.came)
    assert [each.headline for each in came.first] == ["A new ferry"]
    (gone,) = told(store, verdict.gone).first
    assert (gone.headline, gone.is_held) == ("Ferry runs again", False)
    assert told(store, list(held.values()), most=2).more == len(held) - 2


def test_other_versions_are_named(same_archive):
    store, service = same_archive.store, same_archive.service
    receipt = receipt_of(store, service, SearchQuery("ferry"))
    older = replace(receipt, versions=replace(receipt.versions, python="3.1"))
    (said,) = verify(store, service, older).other_versions
    assert said.startswith("python: 3.1 then, ")


def test_a_search_that_takes_too_long_has_no_receipt(same_archive):
    with pytest.raises(BusyError, match="time ran out"):
        receipt_of(same_archive.store, same_archive.service, SearchQuery("ferry"), time_limit_s=0)


def altered(receipt, **changes):
    return json.dumps({**json.loads(to_json(receipt)), **changes}).encode()


def test_what_is_no_receipt_is_refused_in_one_sentence(same_archive, monkeypatch):
    receipt = receipt_of(same_archive.store, same_archive.service, SearchQuery("ferry"))
    plain = json.loads(to_json(receipt))
    asked, counts = plain["asked"], plain["counts"]
    lines = list(receipt.articles)
    nested = asked
    for _ in range(9):
        nested = {**asked, "without": [nested]}
    for content in (
        b"",
        b"no json",
        b"[]",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"articles": []}',
        altered(receipt, backfile_receipt=2),
        altered(receipt, articles=lines[1:]),
        altered(receipt, articles=lines[::-1]),
        altered(receipt, articles=["<script>"]),
        altered(receipt, asked={**asked, "filters": {"colour": {}}}),
        altered(receipt, asked={**asked, "today": "soon"}),
        altered(receipt, asked={**asked, "query": "date:last-year", "today": "0001-01-01"}),
        altered(receipt, asked={**asked, "query": "date:this-week", "today": "9999-12-31"}),
        altered(receipt, counts={**counts, "hits": counts["hits"] + 1}),
        altered(receipt, counts={**counts, "articles": counts["articles"] + 1}),
        altered(receipt, asked={**asked, "without": [asked] * 4}),
        altered(receipt, asked=nested),
    ):
        with pytest.raises(ReceiptError) as refused:
            from_json(content)
        assert len(str(refused.value)) < 300
    monkeypatch.setattr("indexer.desk.receipt.LARGEST_BYTES", 10)
    with pytest.raises(ReceiptError, match="it is no receipt"):
        from_json(to_json(receipt))


@given(at=st.integers(0), byte=st.binary(max_size=3), cut=st.integers(0, 5))
def test_no_damage_raises_anything_else(same_archive, at, byte, cut):
    content = to_json(receipt_of(same_archive.store, same_archive.service, SearchQuery("ferry")))
    place = at % len(content)
    try:
        receipt = from_json(content[:place] + byte + content[place + cut :])
    except ReceiptError:
        return
    verify(same_archive.store, same_archive.service, receipt)
