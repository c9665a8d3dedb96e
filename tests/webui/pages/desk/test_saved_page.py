"""Saved searches on their page: kept, counted as their lists count, looked at, renamed, deleted."""

import pytest

from archive.store import audit
from archive.store.saved_searches import SavedSearches
from tests.support.articles import record
from tests.webui.conftest import read

HOSTILE = '"><script>alert(1)</script>\u202e'


def saved(desk, name, query):
    answer = desk.post("/saved", {"name": name, "query": query})
    assert answer.status_code == 303
    return answer.headers["Location"]


def entries(desk):
    """Name, total and number of what is new, of each saved search on the page."""
    page = read(desk.client.get("/saved").text)
    (main,) = page.all("main")
    return [
        (item.one("h2").text, [link.text for link in item.one("p", class_="counts").all("a")])
        for item in main.all("li")
    ]


def form_of(desk, address, path):
    """Action and hidden fields of the form on a page that posts to a path ending so."""
    page = read(desk.client.get(address).text)
    (form,) = (f for f in page.all("form", method="post") if f.attributes["action"].endswith(path))
    fields = {
        field.attributes["name"]: field.attributes.get("value", "") for field in form.all("input")
    }
    return form.attributes["action"], fields


def test_a_search_is_saved_from_its_list_and_says_what_is_new(desk):
    desk.add(record("Ferry one"), record("Storm"))
    action, fields = form_of(desk, "/?q=ferry&sort=oldest&page=1", "/saved")
    assert fields["query"] == "q=ferry&sort=oldest"
    answer = desk.post(action, {**fields, "name": "Ferries"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/saved#search-1")
    assert entries(desk) == [("Ferries", ["1 article", "Feed of Ferries"])]

    desk.add(record("Ferry two"), record("Ferry three"), record("Storm again"))
    assert entries(desk) == [("Ferries", ["3 articles", "2 new", "Feed of Ferries"])]
    page = read(desk.client.get("/saved").text)
    (new,) = page.all("a", class_="new")
    listed = desk.client.get(new.attributes["href"]).text
    assert read(listed).one("h1").text == "2 articles for ferry"
    assert "Ferry one" not in listed
    assert "after arrival 2" in listed
    # To open lists and pages marks nothing; what comes in after the page was made stays new.
    assert entries(desk) == [("Ferries", ["3 articles", "2 new", "Feed of Ferries"])]
    action, fields = form_of(desk, "/saved", "/seen")
    desk.add(record("Ferry four"))
    assert desk.post(action, fields).status_code == 303
    assert entries(desk) == [("Ferries", ["4 articles", "1 new", "Feed of Ferries"])]


def test_a_saved_search_is_renamed_and_deleted_and_every_change_has_a_line(desk):
    desk.add(record("Ferry"))
    saved(desk, HOSTILE, "q=%22ferry%22&region=Asia&not=region:Asia/Japan&since=1&page=3")
    page = desk.client.get("/saved").text
    assert "<script>alert" not in page
    kept = SavedSearches(desk.store.database).get(1)
    assert kept.query == "q=%22ferry%22&region=Asia&not=region:Asia/Japan"
    assert desk.post("/saved/1/name", {"name": "Boats"}).status_code == 303
    assert entries(desk) == [("Boats", ["No articles", "Feed of Boats"])]
    assert desk.post("/saved/1/delete").headers["Location"] == "/saved"
    assert entries(desk) == []
    lines = [(line.action, bool(line.who)) for line in audit.lines(desk.store.database)]
    assert lines == [("delete search", True), ("rename search", True), ("save search", True)]


@pytest.mark.parametrize(
    ("address", "fields", "status"),
    [
        ("/saved", {}, 400),
        ("/saved", {"name": " \n"}, 400),
        ("/saved", {"name": "x" * 201}, 400),
        ("/saved", {"name": "Ferries", "query": "q=storm"}, 400),
        ("/saved", {"name": "Long", "query": "q=" + "x" * 7_000}, 400),
        ("/saved/1/name", {"name": ""}, 400),
        ("/saved/9/name", {"name": "Boats"}, 404),
        ("/saved/9/delete", {}, 404),
        ("/saved/9/seen", {"upto": "1"}, 404),
        ("/saved/1/seen", {}, 400),
        ("/saved/1/seen", {"upto": "²"}, 400),
        ("/saved/1/seen", {"upto": "9" * 5_000}, 400),
        ("/saved/99999999999999999999/seen", {"upto": "1"}, 404),
    ],
)
def test_what_makes_no_sense_changes_nothing(desk, address, fields, status):
    saved(desk, "Ferries", "q=ferry")
    before = SavedSearches(desk.store.database).listed()
    assert desk.post(address, fields).status_code == status
    assert SavedSearches(desk.store.database).listed() == before
    assert desk.client.get("/saved/1/delete").status_code == 405


def test_many_saved_searches_are_shown_some_at_a_time(desk):
    for number in range(52):
        SavedSearches(desk.store.database).create(f"Search {number:02}", "q=ferry", who="ann")
    page = read(desk.client.get("/saved").text)
    assert [link.attributes["href"] for link in page.all("a", rel="next")] == ["/saved?page=2"]
    second = read(desk.client.get("/saved?page=2").text).one("main")
    assert [item.one("h2").text for item in second.all("li")] == ["Search 50", "Search 51"]
    answer = desk.post("/saved/52/name", {"name": "Search 51b"})
    assert answer.headers["Location"] == "/saved?page=2#search-52"


def test_nobody_who_may_not_edit_saves_anything(desk, monkeypatch):
    from archive.errors import ForbiddenError
    from webui.pages.desk import saved_routes

    def refused():
        raise ForbiddenError("log in to change anything")

    saved(desk, "Ferries", "q=ferry")
    monkeypatch.setattr(saved_routes, "editor", refused)
    for address in ("/saved", "/saved/1/seen", "/saved/1/name", "/saved/1/delete"):
        assert desk.post(address, {"name": "x", "upto": "1"}).status_code == 403
    assert [each.name for each in SavedSearches(desk.store.database).listed()] == ["Ferries"]
