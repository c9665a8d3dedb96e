"""What a reader sees when a page cannot be had."""

import logging

import pytest

from archive.errors import BackfileError, DiskFullError, IndexDamagedError, UserError


@pytest.mark.parametrize(
    ("error", "status", "title"),
    [
        (UserError("the words"), 400, "That request makes no sense here"),
        (IndexDamagedError("the words"), 503, "The archive cannot answer now"),
        (DiskFullError("the words"), 507, "Something went wrong"),
        (BackfileError("the words"), 500, "Something went wrong"),
    ],
)
def test_an_error_has_the_status_and_the_words_of_its_class(page_of, error, status, title):
    main = page_of("/articles", status=status, error=error).one("main")
    assert main.one("h1").text == title
    assert [p.text for p in main.all("p")] == [str(status), "the words", "To all articles"]


def test_an_address_that_leads_nowhere_says_so_in_one_sentence(page_of):
    page = page_of("/nowhere", status=404)
    assert page.one("head").one("title").text == "Not on file · Backfile"
    assert [p.text for p in page.one("main").all("p")] == [
        "404",
        "There is no page at this address: it may have been mistyped.",
        "To all articles",
    ]


def test_a_page_to_which_something_is_sent_names_the_ways_to_ask_for_it(client_of):
    response = client_of().post("/", data={"q": "ferry"})
    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS"
    assert "This address can be read, but nothing can be sent to it." in response.text


def test_a_fault_of_ours_is_logged_and_its_words_stay_inside(client_of, caplog):
    with caplog.at_level(logging.ERROR):
        response = client_of(error=ZeroDivisionError("a secret")).get("/")
    assert response.status_code == 500
    assert "the server’s log has the details" in response.text
    assert "a secret" not in response.text
    assert "a secret" in caplog.text
