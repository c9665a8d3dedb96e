"""The answers for programs."""

import json
from dataclasses import replace

import pytest

from archive.errors import BusyError, IndexDamagedError
from tests.webui.fake_archive import ARTICLES, BASRA, KISUMU, SEAMSTRESSES, FakeService
from webui.urls import read_api


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
        ("limit=0", "‘0’ is no limit: give a number from 1 to 100."),
        ("limit=101", "‘101’ is no limit: give a number from 1 to 100."),
        ("offset=-1", "‘-1’ is no offset: give a number from 0 to 100,000."),
        (
            "sort=best&page=x",
            (
                "‘best’ is no order: choose relevance, newest or oldest. "
                "‘x’ is no page: give a number from 1 to 5,000."
            ),
        ),
    ],
)
def test_what_a_page_would_pass_over_is_an_error_for_a_program(client_of, query, error):
    answer = client_of().get(f"/api/search?{query}")
    assert (answer.status_code, answer.json) == (400, {"error": error})


def test_an_article_comes_with_all_that_is_known_of_it(client_of):
    answer = client_of().get(f"/api/articles/{SEAMSTRESSES.id}")
    assert type(SEAMSTRESSES).from_json(answer.json) == SEAMSTRESSES


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
