"""Validators: what has not changed is not sent again, and what has changed is."""

import pytest

from tests.support.served_archive import served_archive, story
from tests.webui.fake_archive import SEAMSTRESSES


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    with served_archive(tmp_path_factory.mktemp("home"), map(story, range(1, 4))) as archive:
        yield archive


LISTS = ["search?q=ferry", "facets/region", "explain?q=ferry", "changes", "suggest?q=fer"]


def asked(archive, address, tag=None, method="GET"):
    headers = {"If-None-Match": tag} if tag else {}
    return archive.client.open(f"/api/v1/{address}", method=method, headers=headers)


@pytest.mark.parametrize("address", [*LISTS, "openapi.json"])
def test_what_has_not_changed_is_not_sent_again(archive, address):
    first = asked(archive, address)
    assert first.headers["Cache-Control"] == "private, no-cache"
    again = asked(archive, address, first.headers["ETag"])
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Cache-Control"] == "private, no-cache"
    assert asked(archive, address, "*").status_code == 304
    assert asked(archive, address, '"other"').status_code == 200


@pytest.mark.parametrize(
    "address", ["search?q=ferry", "facets/region", "explain?q=ferry", "changes"]
)
def test_every_change_of_the_archive_makes_lists_new(archive, address):
    tag = asked(archive, address).headers["ETag"]
    (article_id,) = archive.add(story(20))
    newer = asked(archive, address, tag)
    assert newer.status_code == 200
    archive.delete(article_id)
    assert asked(archive, address, newer.headers["ETag"]).status_code == 200


def test_two_lists_have_two_validators(archive):
    tags = {asked(archive, f"search?q={q}").headers["ETag"] for q in ("ferry", "boat", "ferri")}
    assert len(tags) == 3


@pytest.mark.parametrize("part", ["", "/versions", "/versions/1", "/raw"])
def test_an_article_is_new_only_where_it_changed(archive, part):
    mine, other = archive.add(story(7), story(8))
    tag = asked(archive, f"articles/{mine}{part}").headers["ETag"]
    archive.add(story(8, f"The ferries sail{part}."))
    assert asked(archive, f"articles/{mine}{part}", tag).status_code == 304
    archive.add(story(7, f"The ferries sail{part}."))
    # The first version stays what it is.
    assert asked(archive, f"articles/{mine}{part}", tag).status_code == (
        304 if part == "/versions/1" else 200
    )
    archive.delete(mine, other)


@pytest.mark.parametrize("address", [*LISTS, "openapi.json"])
def test_head_gives_the_headers_of_get_alone(archive, address):
    full, head = asked(archive, address), asked(archive, address, method="HEAD")
    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["ETag"] == full.headers["ETag"]
    assert head.content_type == full.content_type


@pytest.mark.parametrize("address", [*LISTS, "openapi.json"])
def test_options_names_the_methods(archive, address):
    answer = asked(archive, address, method="OPTIONS")
    assert answer.status_code == 200
    assert {"GET", "HEAD", "OPTIONS"} <= set(answer.allow)


def test_a_list_that_was_cut_off_is_never_kept(client_of):
    answer = client_of(said={"complete": False}).get("/api/v1/search?q=machine")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers
    kept = client_of().get(f"/api/v1/articles/{SEAMSTRESSES.id}")
    assert kept.headers["Cache-Control"] == "private, no-cache"
