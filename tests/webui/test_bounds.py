"""What is too long is refused on a page of ours, and as JSON by the API."""

from urllib.parse import quote

import pytest
from flask import request
from werkzeug.exceptions import RequestEntityTooLarge

from webui.access.permission import largest_form
from webui.bounds import LARGEST_BODY, LONGEST_ADDRESS, REFUSAL


@pytest.mark.parametrize("length", [1, 20, 10_000_000])
def test_an_address_that_is_too_long_gets_one_clear_sentence(client_of, length):
    client, address = client_of(), "/?q="
    longest = address + "a" * (LONGEST_ADDRESS - len(address))
    assert client.get(longest).status_code == 200
    answer = client.get(longest + "a" * length)
    assert answer.status_code == 414
    assert "This address is longer than 8,000 characters" in answer.text
    assert len(answer.data) < 10_000


def test_the_api_refuses_in_json(client_of):
    answer = client_of().get("/api/v1/search?q=" + quote("한" * 2_000))
    assert answer.status_code == 414
    assert answer.json["detail"].startswith("This address is longer")


def test_the_longest_path_and_the_oldest_browser_are_bounded_alike(client_of):
    assert client_of().get("/people/" + "a/" * LONGEST_ADDRESS).status_code == 414
    assert client_of().get("/", environ_overrides={"RAW_URI": "/" * 9_000}).status_code == 414


@pytest.mark.parametrize("status", [413, 414, 429, 431, 503])
def test_each_refusal_has_its_page(client_of, status):
    answer = client_of().get("/", environ_overrides={REFUSAL: status})
    assert answer.status_code == status
    assert "Something went wrong" not in answer.text
    assert ("Retry-After" in answer.headers) == (status in {429, 503})
    assert "Content-Security-Policy" in answer.headers


def test_what_the_server_refuses_before_it_knows_a_host_gets_its_page_too(client_of):
    answer = client_of().get("/", environ_overrides={REFUSAL: 414, "HTTP_HOST": ""})
    assert (answer.status_code, answer.mimetype) == (414, "text/html")
    assert client_of().get("/", environ_overrides={"HTTP_HOST": ""}).status_code == 421


def test_a_browser_cannot_ask_to_be_refused(client_of):
    assert client_of().get("/", headers={REFUSAL: "503"}).status_code == 200


def test_no_more_than_a_hundred_values_are_chosen_however_many_an_address_has(page_of):
    chosen = "&".join(f"region=Asia/{number}" for number in range(500))
    page = page_of(f"/?{chosen}")
    assert "500 choices are too many: these are the first 100." in page.text


def test_no_page_takes_a_form_that_the_server_does_not_read(client_of):
    views = client_of().application.view_functions.values()
    largest = sorted(filter(None, map(largest_form, views)))
    assert len(largest) == 2
    assert largest[-1] == LARGEST_BODY


def test_a_form_that_is_too_large_is_not_read(client_of):
    app = client_of().application
    too_large = app.test_request_context("/", method="POST", data={"text": "a" * 1_000_001})
    with too_large, pytest.raises(RequestEntityTooLarge):
        _ = request.form
