"""Forms and calls that come from pages of other sites change nothing."""

import re
from pathlib import Path

import pytest

import webui
from tests.system.security.guarded_archive import ELSEWHERE, HERE, PASSWORD, csrf_of, log_in

CHANGING = {"POST", "PUT", "PATCH", "DELETE"}
TEMPLATES = sorted((Path(webui.__file__).parent / "templates").rglob("*.html"))


def changing_routes(app):
    """Each route that may change something, with an address that it matches."""
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        values = {name: _value(rule, name) for name in rule.arguments}
        for method in CHANGING & rule.methods:
            yield rule.endpoint, method, adapter.build(rule.endpoint, values, method=method)


def _value(rule, name):
    """Value that an argument of a route takes: one of those it lists, or any."""
    listed = re.search(rf"<any\(([^,)]+)[^)]*\):{name}>", rule.rule)
    return listed[1] if listed else "1"


@pytest.fixture(params=[None, "Edda"], ids=["open", "logged in"])
def client(request, open_archive):
    """A browser that may change something: in an open archive, or after a login."""
    if request.param:
        return request.getfixturevalue("client_of")(request.param)
    return open_archive.app().test_client()


def test_every_route_that_takes_a_form_refuses_one_without_the_token(open_archive, client):
    routes = list(changing_routes(client.application))
    assert {"account.log_in", "account.make_token", "change"} <= {name for name, *_ in routes}
    for endpoint, method, address in routes:
        for given in ({}, {"csrf": ""}, {"csrf": "0" * 64}):
            response = client.open(address, method=method, data={"name": "x", **given})
            assert response.status_code == 403, (endpoint, method)
    assert open_archive.changed_by == []


def test_every_form_that_is_posted_carries_the_token():
    forms = [
        form
        for file in TEMPLATES
        for form in re.findall(r"<form.*?</form>", file.read_text("utf-8"), re.DOTALL)
        if re.search(r"method\s*=\s*[\"']?post", form, re.IGNORECASE)
    ]
    assert len(forms) >= 6
    assert [form for form in forms if "{{ csrf_field() }}" not in form] == []


def test_a_form_with_the_token_is_accepted(open_archive, client):
    token = client.get("/form").text
    assert client.post("/change", data={"csrf": token}, headers=HERE).status_code == 200
    assert client.post("/change", headers={"X-CSRF-Token": token}).status_code == 200
    assert len(open_archive.changed_by) == 2


FROM_ELSEWHERE = [
    ELSEWHERE,
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "none"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
    {"Origin": "https://evil.example"},
    {"Origin": "http://localhost.evil.example"},
    {"Origin": "http://evil.example@localhost"},
    {"Origin": "http://[malformed"},
    {"Origin": "http://localhost:8001"},
]


def test_the_token_is_of_no_use_to_another_site(open_archive, client):
    form = {"csrf": client.get("/form").text, "note": "typed elsewhere"}
    for headers in FROM_ELSEWHERE:
        response = client.post("/change", data=form, headers=headers)
        assert response.status_code == 403, headers
        assert "typed elsewhere" not in response.text
    assert open_archive.changed_by == []


def test_a_token_is_good_for_its_own_session_only(archive, client_of):
    first, second = client_of("Edda"), client_of("Edda")
    foreign = first.get("/form").text
    assert foreign != second.get("/form").text
    assert second.post("/change", data={"csrf": foreign}).status_code == 403
    stranger = archive.app().test_client()
    before = csrf_of(stranger.get("/login"))
    log_in(stranger, "Edda")
    assert stranger.post("/change", data={"csrf": before}).status_code == 403


def test_nobody_is_logged_in_by_another_site(archive):
    client = archive.app().test_client()
    form = {"name": "Edda", "password": PASSWORD}
    assert client.post("/login", data=form).status_code == 403
    form["csrf"] = csrf_of(client.get("/login"))
    assert client.post("/login", data=form, headers=ELSEWHERE).status_code == 403
    # The attacker's own token, without the cookie that it was made from.
    other = archive.app().test_client()
    assert other.post("/login", data=form, headers=HERE).status_code == 403


def test_what_was_typed_is_not_lost_and_a_password_is_not_shown(client_of):
    client = client_of("Edda")
    form = {"csrf": "0" * 64, "note": "<b>long thoughts</b>", "password": PASSWORD}
    page = client.post("/change?of=1", data=form, headers=HERE)
    assert page.status_code == 403
    assert "&lt;b&gt;long thoughts&lt;/b&gt;" in page.text
    assert PASSWORD not in page.text
    assert 'action="/change?of=1"' in page.text
    again = {"csrf": csrf_of(page), "note": "long thoughts"}
    assert client.post("/change?of=1", data=again, headers=HERE).status_code == 200


def test_a_new_password_is_not_shown_either(client_of):
    form = {
        "csrf": "0" * 64,
        "password": PASSWORD,
        "new": "nine tin lids",
        "again": "nine tin lids",
    }
    page = client_of("Edda").post("/account/password", data=form, headers=HERE)
    assert page.status_code == 403
    assert "nine tin lids" not in page.text
    assert "Send it again" not in page.text


def test_what_was_typed_is_not_lost_where_the_session_is_over(archive):
    client = archive.app().test_client()
    page = client.post("/change", data={"note": "long thoughts"}, headers=HERE)
    assert (page.status_code, "long thoughts" in page.text) == (403, True)
    assert 'href="/login"' in page.text


CALLS = [
    (HERE, "application/json", 200),
    ({"Origin": "http://localhost"}, "application/json", 200),
    ({}, "application/json", 403),
    ({"Origin": "null"}, "application/json", 403),
    (ELSEWHERE, "application/json", 403),
    # What a form or a script of another site can send without being asked about.
    (HERE, "text/plain", 403),
    (HERE, "application/x-www-form-urlencoded", 403),
    (HERE, "", 403),
]


def test_a_call_with_cookies_says_that_it_is_our_own(client_of):
    call = client_of("Edda").post
    for headers, content_type, status in CALLS:
        answer = call("/api/change", data="{}", content_type=content_type, headers=headers)
        assert answer.status_code == status, (headers, content_type)


def test_a_call_with_a_token_needs_nothing_else(archive):
    client = archive.app().test_client()
    bearer = {"Authorization": f"Bearer {archive.token_of('Edda')}"}
    assert client.post("/api/change", headers=bearer).status_code == 200
    assert client.delete("/api/change", headers=bearer).status_code == 200
    assert client.post("/change", headers=bearer).status_code == 200
    assert client.post("/change", headers={**bearer, **ELSEWHERE}).status_code == 403


def test_programs_on_this_machine_need_no_token(open_archive):
    client = open_archive.app().test_client()
    assert client.post("/api/change", json={}).status_code == 200
    assert client.delete("/api/change").status_code == 200
    assert client.post("/api/change", json={}, headers=ELSEWHERE).status_code == 403
    assert client.delete("/api/change", headers=ELSEWHERE).status_code == 403
    assert client.post("/api/change", data="{}", content_type="text/plain").status_code == 403


def test_no_header_or_field_makes_a_get_a_post(open_archive):
    client = open_archive.app().test_client()
    address = f"/change?_method=POST&csrf={client.get('/form').text}"
    for name in ("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"):
        assert client.get(address, headers={name: "POST"}).status_code == 405
    assert open_archive.changed_by == []
