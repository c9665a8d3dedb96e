"""Sessions: new at each login, over when they should be, and cookies that nobody else gets."""

from datetime import datetime, timedelta

import pytest

from archive.store import audit, web_sessions
from archive.store.user_accounts import AccessRole, UserAccounts
from archive.store.web_sessions import IDLE, LONGEST
from tests.system.security.guarded_archive import HERE, PASSWORD, csrf_of, log_in


def set_cookies(response):
    return [each.split("; ") for each in response.headers.getlist("Set-Cookie")]


def session_cookie(client):
    (cookie,) = [each for each in client._cookies.values() if not each.key.endswith("-login")]
    return cookie


def is_in(client):
    return client.get("/account").status_code == 200


@pytest.mark.parametrize(
    ("settings", "prefix", "flags"),
    [
        ({}, "backfile-", {"HttpOnly", "Path=/", "SameSite=Lax"}),
        ({"https": True}, "__Host-backfile-", {"HttpOnly", "Path=/", "SameSite=Lax", "Secure"}),
    ],
)
def test_no_script_and_no_other_site_gets_the_cookie(archive, settings, prefix, flags):
    client = archive.app(**settings).test_client()
    address = {"base_url": "https://localhost"}
    page = client.get("/login", **address)
    form = {"name": "Edda", "password": PASSWORD, "csrf": csrf_of(page)}
    logged_in = client.post("/login", data=form, headers=HERE, **address)
    for cookie in (*set_cookies(page), *set_cookies(logged_in)):
        assert cookie[0].startswith(prefix)
        assert set(cookie[1:]) == flags


def test_a_login_makes_a_new_secret_whatever_cookie_there_was(archive):
    client = archive.app().test_client()
    name = archive.app().extensions["backfile-access"].cookie
    planted = "A" * 43
    client.set_cookie(name, planted)
    log_in(client, "Edda")
    first = session_cookie(client).value
    assert first != planted
    other = archive.app().test_client()
    other.set_cookie(name, planted)
    assert not is_in(other)
    client.post("/logout", data={"csrf": client.get("/form").text})
    log_in(client, "Edda")
    assert session_cookie(client).value != first


def test_a_login_ends_the_session_before_it(client_of):
    client = client_of("Edda")
    old = session_cookie(client)
    token = client.get("/form").text
    form = {"name": "Ada", "password": PASSWORD, "csrf": token}
    assert client.post("/login", data=form, headers=HERE).status_code == 303
    assert "Ada" in client.get("/account").text
    client.set_cookie(old.key, old.value)
    assert not is_in(client)


def test_logging_out_ends_the_session_and_not_only_the_cookie(archive, client_of):
    client = client_of("Edda")
    cookie = session_cookie(client)
    response = client.post("/logout", data={"csrf": client.get("/form").text}, headers=HERE)
    assert response.status_code == 303
    thief = archive.app().test_client()
    thief.set_cookie(cookie.key, cookie.value)
    assert not is_in(thief)


@pytest.mark.parametrize("link", ["/logout", "/account/tokens", "/account/password"])
def test_no_link_changes_anything(client_of, link):
    client = client_of("Edda")
    assert client.get(link).status_code in {404, 405}
    assert is_in(client)


def test_a_session_ends_when_it_is_not_used_or_after_its_time(client_of, monkeypatch):
    clock = [datetime.fromisoformat(audit.now())]
    monkeypatch.setattr(audit, "now", lambda: clock[0].isoformat(timespec="seconds"))

    def after(duration):
        clock[0] += duration
        return is_in(client)

    client = client_of("Edda")
    assert after(IDLE - timedelta(seconds=1))
    assert not after(IDLE + timedelta(seconds=1))
    client = client_of("Edda")
    uses = [after(IDLE / 2) for _ in range(2 * LONGEST // IDLE)]
    assert uses == [True] * (len(uses) - 1) + [False]
    # Those that are over are swept away by the next login.
    client_of("Ada")
    assert (
        web_sessions.WebSessions(client.application.extensions["backfile"].store.database).listed(
            "Edda"
        )
        == []
    )


def test_reading_goes_on_while_somebody_else_writes(archive, client_of, monkeypatch):
    client = client_of("Edda")
    later = datetime.fromisoformat(audit.now()) + timedelta(hours=1)
    monkeypatch.setattr(audit, "now", lambda: later.isoformat(timespec="seconds"))
    with archive.database.writing():
        assert is_in(client)
    assert is_in(client)


def test_a_disabled_user_is_out_at_once(archive, client_of):
    client, bearer = client_of("Edda"), {"Authorization": f"Bearer {archive.token_of('Edda')}"}
    program = archive.app().test_client()
    assert program.get("/api/v1/search", headers=bearer).status_code == 200
    UserAccounts(archive.database).set_disabled("Edda", disabled=True, who="owner")
    assert not is_in(client)
    assert program.get("/api/v1/search", headers=bearer).status_code == 401
    assert log_in(archive.app().test_client(), "Edda").status_code == 403
    UserAccounts(archive.database).set_disabled("Edda", disabled=False, who="owner")
    assert not is_in(client)
    assert log_in(client, "Edda").status_code == 303


def test_a_user_who_is_removed_is_out_at_once(archive, client_of):
    client, token = client_of("Edda"), archive.token_of("Edda")
    UserAccounts(archive.database).remove("Edda", who="owner")
    assert not is_in(client)
    bearer = {"Authorization": f"Bearer {token}"}
    assert client.get("/api/v1/search", headers=bearer).status_code == 401


def test_another_role_counts_from_the_next_request_on(archive, client_of):
    client = client_of("Edda")
    form = {"csrf": client.get("/form").text}
    assert client.post("/change", data=form).status_code == 200
    UserAccounts(archive.database).set_role("Edda", AccessRole.READER, who="owner")
    assert client.post("/change", data=form).status_code == 403


def test_another_password_ends_all_other_sessions(archive, client_of):
    first, second = client_of("Edda"), client_of("Edda")
    cookie = session_cookie(second).value

    def change(new, again, known=PASSWORD):
        token = second.get("/form").text
        form = {"password": known, "new": new, "again": again, "csrf": token}
        return second.post("/account/password", data=form, headers=HERE).status_code

    assert change("eight brass kettles", "eight brass kettles", known="wrong") == 403
    assert change("eight brass kettles", "nine brass kettles") == 400
    assert change("short", "short") == 400
    assert is_in(first)
    assert change("eight brass kettles", "eight brass kettles") == 303
    assert (is_in(first), is_in(second)) == (False, True)
    assert session_cookie(second).value != cookie
    assert log_in(first, "Edda").status_code == 403
    assert log_in(first, "Edda", "eight brass kettles").status_code == 303


def test_what_is_done_to_users_is_written_down(archive, client_of):
    client = client_of("Edda")
    log_in(archive.app().test_client(), "Edda", "wrong")
    client.post("/logout", data={"csrf": client.get("/form").text})
    lines = [(line.who, line.action, line.subject) for line in audit.lines(archive.database)]
    assert lines[:3] == [
        ("Edda", "log out", "Edda"),
        ("", "fail to log in", "Edda"),
        ("Edda", "log in", "Edda"),
    ]
    assert ("owner", "add user", "Ada") in lines
