"""Errors for programs: problem details, whatever went wrong and wherever."""

import pytest

from archive.errors import BusyError, DiskFullError, IndexDamagedError
from tests.webui.fake_archive import SEAMSTRESSES

KEYS = {"type", "title", "status", "detail", "instance"}


def problem(answer, status):
    assert (answer.status_code, answer.content_type) == (status, "application/problem+json")
    assert answer.json.keys() == KEYS
    assert (answer.json["type"], answer.json["status"]) == ("about:blank", status)
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.json


@pytest.mark.parametrize(
    ("method", "address", "status", "title", "detail"),
    [
        (
            "get",
            "/api/v1/articles/ffff",
            404,
            "Not Found",
            "ffff: the archive holds no article of this id",
        ),
        (
            "get",
            "/api/nothing",
            404,
            "Not Found",
            "There is no page at this address: it may have been mistyped.",
        ),
        (
            "post",
            "/api/v1/search",
            405,
            "Method Not Allowed",
            "This address can be read, but nothing can be sent to it.",
        ),
        ("get", "/api/v1/search?limit=x", 400, "Bad Request", None),
    ],
)
def test_an_error_is_a_problem_with_its_status(client_of, method, address, status, title, detail):
    said = problem(client_of().open(address, method=method), status)
    assert said["title"] == title
    assert detail is None or said["detail"] == detail
    assert said["instance"] == address.partition("?")[0]


def test_what_cannot_be_sent_says_what_can_be_done(client_of):
    answer = client_of().delete(f"/api/v1/articles/{SEAMSTRESSES.id}")
    problem(answer, 405)
    assert {"GET", "HEAD", "OPTIONS"} <= set(answer.allow)


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (IndexDamagedError("the index is torn"), 503),
        (BusyError("another process writes"), 503),
        (DiskFullError("no room"), 507),
    ],
)
@pytest.mark.parametrize("address", ["search", "facets/region", "suggest?q=x", "explain"])
def test_an_archive_that_cannot_answer_says_why(client_of, error, status, address):
    said = problem(client_of(error=error).get(f"/api/v1/{address}"), status)
    assert said["detail"] == str(error)


@pytest.mark.parametrize("path", ["/api/%0a%22%3c", "/api/中文", "/api/v1/%ff", "/api/../x\x7f"])
def test_the_instance_is_an_address_whatever_was_asked_for(client_of, path):
    said = problem(client_of().get(path), 404)
    assert said["instance"].isascii()
    assert not set(said["instance"]) & set(' <>"\n')


def test_errors_of_pages_stay_pages(client_of):
    assert client_of().get("/nowhere").content_type.startswith("text/html")
    assert client_of().get("/apix").content_type.startswith("text/html")
