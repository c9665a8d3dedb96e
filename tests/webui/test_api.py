"""The answers for programs."""

import json
import re
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from archive.errors import BusyError, IndexDamagedError
from archive.model.article import Article
from indexer.search.results import CompletionKind, ExplainedClause
from tests.webui.fake_archive import ARTICLES, BASRA, KISUMU, SEAMSTRESSES, FakeService
from webui.query_string import read_api

MATCHES = ("", "&match=all", "&match=any")


def test_a_search_is_answered_as_the_service_answers_it(client_of):
    query = "q=machine&region=Asia&not=language:ar&from=2010&limit=5"
    answer = client_of().get(f"/api/search?{query}")
    assert answer.status_code == 200
    assert answer.content_type == "application/json"
    results = FakeService(ARTICLES).search(read_api(query.encode()).question)
    assert answer.json == json.loads(json.dumps(results.to_json()))
    assert answer.json["total"] == 1


def test_a_program_gets_as_many_as_it_asks_for(client_of):
    def ids(query):
        return [hit["id"] for hit in client_of().get(f"/api/search?{query}").json["hits"]]

    assert ids("") == [KISUMU.id, SEAMSTRESSES.id, BASRA.id]
    assert ids("limit=1") == [KISUMU.id]
    assert ids("limit=1&page=2") == [SEAMSTRESSES.id]
    assert ids("limit=2&offset=2") == [BASRA.id]
    assert ids("offset=9") == []


def test_near_duplicates_are_one_hit_that_says_for_how_many_others_it_stands(client_of):
    copies = [replace(each, cluster=KISUMU.id) for each in (KISUMU, SEAMSTRESSES)]
    client = client_of((*copies, BASRA))

    def hits(query):
        answer = client.get(f"/api/search?{query}").json
        assert answer["total"] == len(answer["hits"])
        return [(hit["id"], hit["cluster"], hit["others"]) for hit in answer["hits"]]

    assert hits("") == [(SEAMSTRESSES.id, KISUMU.id, 1), (BASRA.id, None, 0)]
    assert hits(f"q=cluster:{KISUMU.id}+duplicates:show&sort=newest") == [
        (KISUMU.id, KISUMU.id, 0),
        (SEAMSTRESSES.id, KISUMU.id, 0),
    ]


def test_other_scripts_come_as_they_are(client_of):
    assert BASRA.headline in client_of().get("/api/search").text


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ("limit=0", "‘0’ is not a valid limit: give a number from 1 to 100."),
        ("limit=101", "‘101’ is not a valid limit: give a number from 1 to 100."),
        ("offset=-1", "‘-1’ is not a valid offset: give a number from 0 to 100,000."),
        (
            "sort=best&page=x",
            (
                "‘best’ is not a sort order: choose relevance, fresh, newest, oldest or received. "
                "‘x’ is not a valid page: give a number from 1 to 5,000."
            ),
        ),
    ],
)
def test_what_a_page_would_pass_over_is_an_error_for_a_program(client_of, query, error):
    answer = client_of().get(f"/api/search?{query}")
    assert (answer.status_code, answer.json) == (400, {"error": error})


def test_a_program_gets_a_query_explained_where_it_asks_for_that(client_of):
    clause = ExplainedClause("machine", "“machine” in any form", 1)
    client = client_of(said={"explanation": clause, "complete": False})
    answer = client.get("/api/search?q=machine&explain=1").json
    assert answer["explanation"] == {
        "query": "machine",
        "meaning": "“machine” in any form",
        "hits": 1,
        "empties": False,
        "clauses": [],
    }
    assert answer["complete"] is False
    assert client_of().get("/api/search?q=machine").json["explanation"] is None


def test_a_program_may_want_any_word(client_of):
    client = client_of()
    totals = [client.get(f"/api/search?q=weed+machine{more}").json["total"] for more in MATCHES]
    assert totals == [0, 0, 2]


def test_what_is_being_typed_gets_ways_to_go_on(client_of):
    answer = client_of().get("/api/suggest", query_string={"q": "weed by"})
    assert answer.content_type == "application/json"
    assert answer.json == {
        "query": "weed by",
        "completions": [
            {"kind": "field", "text": "byline:", "query": "weed byline:", "count": None}
        ],
    }
    assert client_of().get("/api/suggest?q=mina").json["completions"] == [
        {"kind": "person", "text": "Mina Roh", "query": 'byline:"Mina Roh"', "count": 1}
    ]


def test_the_documented_suggestions_have_the_keys_that_real_ones_have(client_of):
    page = (Path(__file__).resolve().parents[2] / "docs" / "json.md").read_text("utf-8")
    section = page.partition("## GET /api/suggest")[2]
    documented = json.loads(re.search(r"```json\n(.*?)```", section, re.DOTALL)[1])
    real = client_of().get("/api/suggest?q=mina").json
    assert documented.keys() == real.keys()
    assert documented["completions"][0].keys() == real["completions"][0].keys()
    kinds = re.search(r"`kind`\s+is ([^;]*);", section)[1]
    assert re.findall(r"`(\w+)`", kinds) == [str(kind) for kind in CompletionKind]


@pytest.mark.parametrize("query", ["", "q=", "q=+", "q=weed+", "q=%ff%00", "x=1"])
def test_nothing_typed_is_no_error_of_suggestions(client_of, query):
    answer = client_of().get(f"/api/suggest?{query}")
    assert (answer.status_code, answer.json["completions"]) == (200, [])


def test_suggestions_fail_as_a_search_does(client_of):
    answer = client_of(error=IndexDamagedError("the index is torn")).get("/api/suggest?q=x")
    assert (answer.status_code, answer.json) == (503, {"error": "the index is torn"})


def test_an_article_comes_with_all_that_is_known_of_it(client_of):
    answer = client_of().get(f"/api/articles/{SEAMSTRESSES.id}")
    assert msgspec.convert(answer.json, Article) == SEAMSTRESSES


@pytest.mark.parametrize(
    ("method", "address", "status", "error"),
    [
        ("get", "/api/articles/ffff", 404, "ffff: the archive holds no article of this id"),
        (
            "get",
            "/api/nothing",
            404,
            "There is no page at this address: it may have been mistyped.",
        ),
        (
            "post",
            "/api/search",
            405,
            "This address can be read, but nothing can be sent to it.",
        ),
    ],
)
def test_errors_are_json_with_their_status(client_of, method, address, status, error):
    answer = client_of().open(address, method=method)
    assert (answer.status_code, answer.json) == (status, {"error": error})


def test_an_index_that_cannot_be_read_is_said_with_the_status_of_its_class(client_of):
    answer = client_of(error=IndexDamagedError("the index is torn")).get("/api/search")
    assert (answer.status_code, answer.json) == (503, {"error": "the index is torn"})


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
