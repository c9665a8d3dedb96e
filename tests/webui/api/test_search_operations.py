"""The answers for programs."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import BusyError, IndexDamagedError
from archive.model.article import Precision, Published
from indexer.search.results import CompletionKind, ExplainedClause
from tests.webui.conftest import read
from tests.webui.fake_archive import (
    ARTICLES,
    BASRA,
    KISUMU,
    SEAMSTRESSES,
    FakeService,
    an_article,
)
from webui.api.cursors import CURSOR_PATTERN, Cursor
from webui.query_string import read_api
from webui.search_state import LAST_HIT

MATCHES = ("", "&match=all", "&match=any")


def test_a_search_is_answered_as_the_service_answers_it(client_of):
    query = "q=machine&region=Asia&not=language:ar&from=2010&limit=5"
    answer = client_of().get(f"/api/v1/search?{query}")
    assert answer.status_code == 200
    assert answer.content_type == "application/json"
    results = FakeService(ARTICLES).search(read_api(query.encode()).question)
    assert answer.json == {**json.loads(json.dumps(results.to_json())), "next": None}
    assert answer.json["total"] == 1


def test_a_program_gets_as_many_as_it_asks_for(client_of):
    def ids(query):
        return [hit["id"] for hit in client_of().get(f"/api/v1/search?{query}").json["hits"]]

    assert ids("") == [KISUMU.id, SEAMSTRESSES.id, BASRA.id]
    assert ids("limit=1") == [KISUMU.id]
    assert ids("limit=1&page=2") == [SEAMSTRESSES.id]
    assert ids("limit=2&offset=2") == [BASRA.id]
    assert ids("offset=9") == []


def test_near_duplicates_are_one_hit_that_says_for_how_many_others_it_stands(client_of):
    copies = [replace(each, cluster=KISUMU.id) for each in (KISUMU, SEAMSTRESSES)]
    client = client_of((*copies, BASRA))

    def hits(query):
        answer = client.get(f"/api/v1/search?{query}").json
        assert answer["total"] == len(answer["hits"])
        return [(hit["id"], hit["cluster"], hit["others"]) for hit in answer["hits"]]

    assert hits("") == [(SEAMSTRESSES.id, KISUMU.id, 1), (BASRA.id, None, 0)]
    assert hits(f"q=cluster:{KISUMU.id}+duplicates:show&sort=newest") == [
        (KISUMU.id, KISUMU.id, 0),
        (SEAMSTRESSES.id, KISUMU.id, 0),
    ]


def test_other_scripts_come_as_they_are(client_of):
    assert BASRA.headline in client_of().get("/api/v1/search").text


@pytest.mark.parametrize(
    ("query", "detail"),
    [
        ("limit=0", "‘0’ is not a valid limit. How many articles, from 1 to 100."),
        ("limit=101", "‘101’ is not a valid limit. How many articles, from 1 to 100."),
        ("limit=", "‘’ is not a valid limit. How many articles, from 1 to 100."),
        ("limit=1&limit=2", "limit is given 2 times: give it 1 times at most."),
        ("from=2019-02-30", "‘2019-02-30’ is not a date: write 2019, 2019-06 or 2019-06-04."),
        (
            "not=year:x",
            "‘year:x’ is not a valid not. Articles without this value of a facet: facet:value.",
        ),
        (
            "without=sort%3Dbest",
            "‘best’ is not a sort order: choose relevance, fresh, newest, oldest or received.",
        ),
    ],
)
def test_what_a_page_would_pass_over_is_an_error_for_a_program(client_of, query, detail):
    answer = client_of().get(f"/api/v1/search?{query}")
    assert (answer.status_code, answer.json["detail"]) == (400, detail)


@pytest.mark.parametrize("address", ["search", "facets/region", "explain", "suggest"])
def test_a_parameter_that_is_not_known_is_refused_rather_than_passed_over(client_of, address):
    answer = client_of().get(f"/api/v1/{address}?regoin=Asia")
    assert answer.status_code == 400
    assert answer.json["detail"].startswith("‘regoin’ is no parameter here: there ")


def test_the_query_string_of_a_page_asks_for_what_the_page_shows(client_of):
    client = client_of()
    query = "q=machine&match=any&view=compact&size=50&chart=shares&stack=region&role=reporter"
    page = client.get(f"/?{query}")
    assert page.status_code == 200
    assert client.get(f"/api/v1/search?{query}").json["total"] == 1
    assert client.get(f"/api/v1/facets/region?{query}").json["total"] == 1


@pytest.mark.parametrize("query", ["q=machine", "region=Asia", "q=machine+OR+weed&not=language:ar"])
def test_a_page_and_the_api_count_alike(client_of, query):
    client = client_of()
    answer = client.get(f"/api/v1/search?{query}").json
    page = read(client.get(f"/?{query}").text)
    assert page.one("h1").text.startswith(f"{answer['total']} article")
    shown = {
        (group.attributes["data-facet"], label.one("input").attributes["value"]): int(count.text)
        for group in page.all()
        if "data-facet" in group.attributes
        for label in group.all("label")
        for count in label.all("span", class_="count")
        if list(label.all("input", type="checkbox"))
    }
    counted = {
        (facet, value["value"]): value["count"]
        for facet, values in answer["facets"].items()
        for value in values
        if not value["excluded"]
    }
    assert shown
    assert shown.items() <= counted.items()


def test_a_list_from_a_day_to_an_earlier_one_is_empty(client_of):
    answer = client_of().get("/api/v1/search?from=2020&to=2010")
    assert (answer.status_code, answer.json["total"]) == (200, 0)


def followed(client, query, cursor=None):
    """The ids of all pages of a list, from a cursor or the beginning."""
    address = f"/api/v1/search?{query}" + (f"&cursor={cursor}" if cursor else "")
    while address:
        answer = client.get(address)
        assert answer.status_code == 200
        yield from [hit["id"] for hit in answer.json["hits"]]
        link = re.fullmatch(r'<(.*)>; rel="next"', answer.headers.get("Link", ""))
        address = link[1] if link else None
        cursor = answer.json["next"]
        assert (cursor is None) == (address is None)
        assert cursor is None or address.endswith(f"cursor={cursor}")


@pytest.mark.parametrize("query", ["limit=2", "limit=3&sort=oldest", "q=stay&limit=1", "size=20"])
def test_cursors_lead_through_a_whole_list(client_of, query):
    articles = [an_article(f"Ferry {n}", published=day(n)) for n in range(1, 8)]
    asked = re.sub("limit=[0-9]+", "", query)
    whole = client_of(articles).get(f"/api/v1/search?{asked.strip('&')}").json["hits"]
    assert list(followed(client_of(articles), query)) == [hit["id"] for hit in whole]


def day(number):
    return Published(f"2020-01-{number:02}", Precision.DAY, "declared")


def test_a_cursor_goes_on_where_it_was_although_articles_came_in_before(client_of):
    articles = [an_article(f"Ferry {n}", published=day(n)) for n in range(1, 8)]
    query = "limit=2&sort=newest"
    cursor = client_of(articles).get(f"/api/v1/search?{query}").json["next"]
    newer = [an_article(f"Boat {n}", published=day(n)) for n in range(20, 25)]
    rest = list(followed(client_of([*articles, *newer]), query, cursor))
    assert rest == [each.id for each in reversed(articles[:5])]


def test_a_cursor_is_deeper_than_any_offset(client_of):
    cursor = client_of().get("/api/v1/search?limit=1").json["next"]
    _, sequence, last, fingerprint = cursor.split("-")
    deep = f"{LAST_HIT + 1:x}-{sequence}-{last}-{fingerprint}"
    answer = client_of().get(f"/api/v1/search?limit=1&cursor={deep}")
    assert (answer.status_code, answer.json["title"]) == (409, "Conflict")
    beyond = Cursor(LAST_HIT + 20, 1, "0" * 16, fingerprint)
    assert Cursor.read(beyond.text, read_api(b"limit=1").state) == beyond


def test_the_cursor_of_another_list_is_refused(client_of):
    cursor = client_of().get("/api/v1/search?limit=1").json["next"]
    for query, status in (
        ("limit=2", 200),
        ("limit=1&view=compact", 200),
        ("limit=1&q=boat", 409),
        ("limit=1&sort=oldest", 409),
        ("limit=1&region=Asia", 409),
    ):
        assert client_of().get(f"/api/v1/search?{query}&cursor={cursor}").status_code == status


@given(st.text() | st.from_regex(CURSOR_PATTERN, fullmatch=True))
def test_no_text_in_place_of_a_cursor_makes_the_server_fail(client_of, text):
    answer = client_of().get("/api/v1/search", query_string={"cursor": text})
    assert answer.status_code in {400, 409}


def test_a_program_gets_a_query_explained_where_it_asks_for_that(client_of):
    clause = ExplainedClause("machine", "“machine” in any form", 1)
    client = client_of(said={"explanation": clause, "complete": False})
    answer = client.get("/api/v1/search?q=machine&explain=1").json
    assert answer["explanation"] == {
        "query": "machine",
        "meaning": "“machine” in any form",
        "hits": 1,
        "empties": False,
        "clauses": [],
    }
    assert answer["complete"] is False
    assert client_of().get("/api/v1/search?q=machine").json["explanation"] is None


def test_a_program_may_want_any_word(client_of):
    client = client_of()
    totals = [client.get(f"/api/v1/search?q=weed+machine{more}").json["total"] for more in MATCHES]
    assert totals == [0, 0, 2]


def test_what_is_being_typed_gets_ways_to_go_on(client_of):
    answer = client_of().get("/api/v1/suggest", query_string={"q": "weed by"})
    assert answer.content_type == "application/json"
    assert answer.json == {
        "query": "weed by",
        "completions": [
            {"kind": "field", "text": "byline:", "query": "weed byline:", "count": None}
        ],
    }
    assert client_of().get("/api/v1/suggest?q=mina").json["completions"] == [
        {"kind": "person", "text": "Mina Roh", "query": 'byline:"Mina Roh"', "count": 1}
    ]


def test_the_documented_suggestions_have_the_keys_that_real_ones_have(client_of):
    page = (Path(__file__).resolve().parents[3] / "docs" / "json.md").read_text("utf-8")
    section = page.partition("## GET /api/v1/suggest")[2]
    documented = json.loads(re.search(r"```json\n(.*?)```", section, re.DOTALL)[1])
    real = client_of().get("/api/v1/suggest?q=mina").json
    assert documented.keys() == real.keys()
    assert documented["completions"][0].keys() == real["completions"][0].keys()
    kinds = re.search(r"`kind`\s+is ([^;]*);", section)[1]
    assert re.findall(r"`(\w+)`", kinds) == [str(kind) for kind in CompletionKind]


@pytest.mark.parametrize("query", ["", "q=", "q=+", "q=weed+", "q=%ff%00"])
def test_nothing_typed_is_no_error_of_suggestions(client_of, query):
    answer = client_of().get(f"/api/v1/suggest?{query}")
    assert (answer.status_code, answer.json["completions"]) == (200, [])


def test_suggestions_fail_as_a_search_does(client_of):
    answer = client_of(error=IndexDamagedError("the index is torn")).get("/api/v1/suggest?q=x")
    assert (answer.status_code, answer.json["detail"]) == (503, "the index is torn")


def test_an_index_that_cannot_be_read_is_said_with_the_status_of_its_class(client_of):
    answer = client_of(error=IndexDamagedError("the index is torn")).get("/api/v1/search")
    assert (answer.status_code, answer.json["detail"]) == (503, "the index is torn")


def test_a_healthy_archive_says_how_far_its_index_has_come(client_of):
    answer = client_of(behind=2).get("/healthz")
    assert (answer.status_code, answer.json) == (
        200,
        {"status": "ok", "articles": 3, "sequence": 5, "indexed_sequence": 3, "engine": "fake"},
    )


def test_an_archive_that_fails_says_why(client_of):
    answer = client_of(error=BusyError("another process holds the index")).get("/healthz")
    assert (answer.status_code, answer.json) == (
        503,
        {"status": "failing", "error": "another process holds the index"},
    )
