"""Saved searches, collections and corrections by programs: what they change, and who may."""

import json

import pytest

from archive.model.correction import CorrectedField
from archive.store import audit
from tests.support.served_archive import served_archive, story
from webui.api.documents import CorrectedLines


@pytest.fixture
def archive(tmp_path):
    with served_archive(tmp_path, map(story, range(1, 6))) as archive:
        yield archive


def call(archive, method, path, body=None, status=200, **kwargs):
    """The document of an answer, which has to have this status."""
    sent = {} if body is None else {"json": body}
    answer = archive.client.open(f"/api/v1/{path}", method=method, **sent, **kwargs)
    assert answer.status_code == status, answer.text
    if status == 201:
        assert call(archive, "GET", answer.headers["Location"].removeprefix("/api/v1/"))
    kept = "private, no-cache" if method == "GET" and status == 200 else "no-store"
    assert answer.headers["Cache-Control"] == kept
    return answer.json if answer.data else None


def ids(archive, query=""):
    hits = call(archive, "GET", f"search?{query}&sort=oldest")["hits"]
    return [hit["id"] for hit in hits]


def test_a_search_is_saved_renamed_looked_at_and_deleted(archive):
    made = call(archive, "POST", "saved-searches", {"name": " Ferries ", "query": "q=ferry"}, 201)
    assert made == {**made, "name": "Ferries", "query": "q=ferry", "looked": 5}
    path = f"saved-searches/{made['id']}"
    taken = call(archive, "POST", "saved-searches", {"name": "Ferries"}, 409)
    assert "choose another name" in taken["detail"]
    archive.add(story(7))
    changed = call(archive, "PATCH", path, {"name": "Boats", "looked": 6})
    assert changed == {**made, "name": "Boats", "looked": 6}
    assert call(archive, "GET", "saved-searches")["searches"] == [changed]
    call(archive, "DELETE", path, status=204)
    call(archive, "GET", path, status=404)
    call(archive, "DELETE", path, status=404)
    done = [line.action for line in audit.lines(archive.store.database)]
    assert done == ["delete search", "look at search", "rename search", "save search"]


def test_a_collection_is_filled_put_in_order_and_found_by_its_name(archive):
    first, second, third, *_ = ids(archive)
    made = call(archive, "POST", "collections", {"name": "Ferries", "description": "Boats."}, 201)
    path = f"collections/{made['id']}"
    added = {"ids": [first, second, third], "note": "To read."}
    assert call(archive, "POST", f"{path}/articles", added)["size"] == 3
    assert ids(archive, "collection=Ferries") == [first, second, third]
    call(archive, "PATCH", f"{path}/articles/{third}", {"place": 1, "note": ""}, 204)
    call(archive, "DELETE", f"{path}/articles/{first}", status=204)
    page = call(archive, "GET", path)
    assert [(e["article_id"], e["note"]) for e in page["articles"]] == [
        (third, ""),
        (second, "To read."),
    ]
    assert call(archive, "GET", f"{path}?offset=1&limit=5")["articles"] == page["articles"][1:]
    assert call(archive, "PATCH", path, {"name": "Boats"})["description"] == "Boats."
    assert ids(archive, "collection=Boats") == [second, third]
    for method, part in (("DELETE", first), ("DELETE", "0" * 16), ("PATCH", first)):
        body = {"note": "x"} if method == "PATCH" else None
        call(archive, method, f"{path}/articles/{part}", body, 404)
    call(archive, "POST", f"{path}/articles", {"ids": ["0" * 16]}, 404)
    call(archive, "DELETE", path, status=204)
    assert ids(archive, "collection=Boats") == []
    call(archive, "GET", path, status=404)


def test_an_article_is_corrected_and_the_correction_undone(archive):
    mine = ids(archive)[0]
    path = f"articles/{mine}/corrections"
    new = {"fields": {"headline": ["Boats sail"], "published": ["2012-04-15"]}, "why": "A slip."}
    made = call(archive, "POST", path, new)["corrections"]
    assert {each["field"]: each["lines"] for each in made} == new["fields"]
    assert {(each["why"], each["state"]) for each in made} == {("A slip.", "in force")}
    assert call(archive, "GET", f"articles/{mine}")["headline"] == "Boats sail"
    assert ids(archive, "day=2012-04-15") == [mine]
    call(archive, "DELETE", f"{path}?field=published", status=204)
    assert ids(archive, "day=2012-04-15") == []
    call(archive, "DELETE", f"{path}?field=published", status=409)
    call(archive, "DELETE", path, status=204)
    assert call(archive, "GET", f"articles/{mine}")["headline"] == "Ferry 1"
    assert {each["state"] for each in call(archive, "GET", path)["corrections"]} == {"undone"}
    latest = call(archive, "GET", "corrections?limit=1")["corrections"]
    assert len(latest) == 1
    older = call(archive, "GET", f"corrections?before={latest[0]['id']}")["corrections"]
    assert [*latest, *older] == call(archive, "GET", path)["corrections"]


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"published": ["soon"]}, 409),
        ({"headline": []}, 409),
        ({"body": ["x"]}, 422),
        ({"headline": "x"}, 422),
        ({"headline": [""]}, 422),
    ],
)
def test_what_is_no_correction_changes_nothing(archive, fields, status):
    mine = ids(archive)[0]
    path = f"articles/{mine}/corrections"
    call(archive, "POST", path, {"fields": fields, "why": "x"}, status)
    assert call(archive, "GET", path)["corrections"] == []


def test_every_field_that_can_be_corrected_is_described():
    assert CorrectedLines.__struct_fields__ == tuple(CorrectedField)


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b'{"name": "A"}', "text/plain", 403),
        (b"", None, 403),
        (b"", "application/json", 400),
        (b"{", "application/json", 400),
        (b"\xff", "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b'{"name": "A", "description": "\\ud800"}', "application/json", 400),
        (b'{"name": "\xed\xa0\x80"}', "application/json", 400),
        (b'{"name": 1e999}', "application/json", 422),
        (b"[]", "application/json", 422),
        (b'{"name": ""}', "application/json", 422),
        (b'{"name": "A", "more": 1}', "application/json", 422),
        (json.dumps({"name": "x" * 300_000}).encode(), "application/json", 413),
    ],
)
def test_a_body_that_is_not_what_is_described_is_refused(archive, body, content_type, status):
    call(archive, "POST", "collections", None, status, data=body, content_type=content_type)
    assert call(archive, "GET", "collections")["collections"] == []


def test_half_a_character_is_refused_wherever_it_stands(archive):
    for body in (b'{"name": "A", "query": "q=\\udfff"}', b'{"name": "\\ud83d"}'):
        sent = {"data": body, "content_type": "application/json"}
        call(archive, "POST", "saved-searches", None, 400, **sent)
    # Both halves are one character.
    whole = {"data": b'{"name": "\\ud83d\\ude00"}', "content_type": "application/json"}
    assert call(archive, "POST", "saved-searches", None, 201, **whole)["name"] == "\U0001f600"


def test_a_page_of_another_site_changes_nothing(archive):
    headers = {"Sec-Fetch-Site": "cross-site", "Origin": "https://example.org"}
    call(archive, "POST", "collections", {"name": "A"}, 403, headers=headers)
    assert call(archive, "GET", "collections")["collections"] == []


@pytest.mark.parametrize("number", ["0", "x", "-1", "9" * 30, str(2**63), "1.5"])
@pytest.mark.parametrize("kind", ["saved-searches", "collections"])
def test_what_is_no_number_is_not_found(archive, kind, number):
    call(archive, "GET", f"{kind}/{number}", status=404)
    call(archive, "DELETE", f"{kind}/{number}", status=404)
