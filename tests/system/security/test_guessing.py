"""Guessing of passwords and tokens; what a thief of the archive's files finds."""

import re

import pytest

from archive.store import audit, login_limits, passwords
from archive.store.access_tokens import AccessTokens
from archive.store.login_limits import MOST_OF_ADDRESS, MOST_OF_USER, WINDOW_S
from tests.system.security.guarded_archive import HERE, PASSWORD, csrf_of


def attempt(client, name, address="192.0.2.7", password="wrong"):  # noqa: S107 - a guess
    """Status of an attempt to log in from a network address."""
    at = {"environ_base": {"REMOTE_ADDR": address}}
    form = {"name": name, "password": password, "csrf": csrf_of(client.get("/login", **at))}
    return client.post("/login", data=form, headers=HERE, **at)


def test_a_user_is_guessed_at_some_times_only_from_wherever(archive):
    """The count is that of all processes: here two applications, with one secret each."""
    access = archive.app().extensions["backfile-access"]
    workers = [archive.app(), archive.app()]
    for app in workers:
        app.extensions["backfile-access"] = access
    clients = [app.test_client() for app in workers]
    statuses = [
        attempt(clients[n % 2], "Edda", f"192.0.2.{n}").status_code for n in range(MOST_OF_USER)
    ]
    assert statuses == [403] * MOST_OF_USER
    refused = attempt(clients[0], "Edda", "198.51.100.1", PASSWORD)
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= WINDOW_S
    assert attempt(clients[0], "Ada", "198.51.100.1", PASSWORD).status_code == 303


@pytest.mark.parametrize(
    "address",
    [lambda n: "192.0.2.7", lambda n: f"2001:db8::{n:x}", lambda n: "::ffff:192.0.2.7"],
    ids=["IPv4", "one network of IPv6", "IPv4 in IPv6"],
)
def test_an_address_guesses_some_times_only_at_whomever(archive, address):
    client = archive.app().test_client()
    for n in range(MOST_OF_ADDRESS):
        assert attempt(client, f"user{n}", address(n)).status_code == 403
    assert attempt(client, "Edda", address(99), PASSWORD).status_code == 429
    assert attempt(client, "Edda", "198.51.100.1", PASSWORD).status_code == 303


def test_a_newsroom_behind_one_address_can_log_in_and_not_guess(archive, monkeypatch):
    monkeypatch.setattr(login_limits, "MOST_OF_ADDRESS", 3)
    client = archive.app().test_client()
    for n in range(2):
        assert attempt(client, f"user{n}").status_code == 403
    for _ in range(5):
        reporter = archive.app().test_client()
        assert attempt(reporter, "Edda", password=PASSWORD).status_code == 303
    assert attempt(archive.app().test_client(), "Ada").status_code == 403
    assert attempt(archive.app().test_client(), "Edda", password=PASSWORD).status_code == 429


def test_attempts_are_forgotten_after_a_while_and_a_users_at_a_login(archive, monkeypatch):
    client = archive.app().test_client()
    for _ in range(MOST_OF_USER - 1):
        attempt(client, "Edda")
    assert attempt(client, "Edda", password=PASSWORD).status_code == 303
    other = archive.app().test_client()
    other.application.extensions["backfile-access"] = client.application.extensions[
        "backfile-access"
    ]
    for _ in range(MOST_OF_USER):
        attempt(other, "Edda", "198.51.100.2")
    assert attempt(other, "Edda", "198.51.100.2").status_code == 429
    now = login_limits.time.time()
    monkeypatch.setattr(login_limits.time, "time", lambda: now + WINDOW_S + 1)
    assert attempt(other, "Edda", "198.51.100.2", PASSWORD).status_code == 303


def test_a_header_does_not_make_another_address(archive):
    client = archive.app().test_client()
    for n in range(MOST_OF_ADDRESS + 1):
        token = csrf_of(client.get("/login"))
        forwarded = {**HERE, "X-Forwarded-For": f"198.51.100.{n}", "Forwarded": f"for=10.0.0.{n}"}
        form = {"name": f"user{n}", "password": "wrong", "csrf": token}
        last = client.post("/login", data=form, headers=forwarded)
    assert last.status_code == 429


def test_an_unknown_name_takes_as_much_work_and_is_told_the_same(archive, monkeypatch):
    verified = []
    fits = passwords._hasher().verify
    hasher = type(
        "Hasher",
        (),
        {
            "hash": lambda _, p: "x",
            "verify": lambda _, known, p: verified.append(known) or fits(known, p),
            "check_needs_rehash": lambda _, known: False,
        },
    )()
    passwords._nobodys()
    monkeypatch.setattr(passwords, "_hasher", lambda: hasher)
    client = archive.app().test_client()
    pages = [attempt(client, name) for name in ("Edda", "Nobody", "", "x" * 5_000, "a\r\nb\0")]
    assert {page.status_code for page in pages} == {403}
    assert len(verified) == len(pages)
    told = {re.sub(r'value="[^"]*"', "", page.text) for page in pages}
    assert len(told) == 1


def test_a_long_password_is_no_work(archive):
    assert attempt(archive.app().test_client(), "Edda", password="x" * 400_000).status_code == 403


def test_failed_logins_do_not_fill_the_disk(archive, monkeypatch):
    monkeypatch.setattr(login_limits, "MOST_LINES", 5)
    client = archive.app().test_client()
    before = len(audit.lines(archive.database, limit=1_000))
    for n in range(MOST_OF_ADDRESS + 5):
        attempt(client, f"user{n}")
    assert len(audit.lines(archive.database, limit=1_000)) - before == 5


def test_a_password_typed_as_a_name_is_not_written_down(archive):
    client = archive.app().test_client()
    attempt(client, PASSWORD)
    assert PASSWORD not in repr(audit.lines(archive.database))


GUESSES = [
    "Bearer backfile_" + "A" * 43,
    "Bearer ",
    "Bearer",
    "Bearer \u00e9",
    "Basic RWRkYTp4",
    "Bearer ' OR 1=1 --",
    "Token x",
    "Bearer " + "A" * 10_000,
]


def test_a_guessed_token_opens_nothing(archive):
    client, of_public = archive.app().test_client(), archive.app(public=True).test_client()
    for header in GUESSES:
        sent = {"Authorization": header}
        for address in ("/api/v1/search", "/", f"/articles/{archive.article.id}"):
            response = client.get(address, headers=sent)
            assert response.status_code in {401, 303}
            assert "ferry" not in response.text.lower()
        assert client.post("/api/change", json={}, headers=sent).status_code in {401, 403}
        assert client.post("/change", headers=sent).status_code in {401, 403}
        answer = of_public.get("/api/v1/search", headers=sent)
        assert answer.status_code == (401 if header.startswith("Bearer") else 200)
    assert archive.changed_by == []


def test_a_token_ends_when_it_expires_or_is_revoked(archive, monkeypatch):
    client = archive.app().test_client()
    token = archive.token_of("Edda", days=1)

    def status():
        answer = client.post("/api/change", headers={"Authorization": f"Bearer {token}"})
        return answer.status_code

    assert status() == 200
    with monkeypatch.context() as later:
        later.setattr(audit, "now", lambda: "2999-01-01T00:00:00+00:00")
        assert status() == 401
    AccessTokens(archive.database).revoke("Edda", "of Edda", who="owner")
    assert status() == 401


def test_a_readers_token_reads_and_changes_nothing(archive):
    client = archive.app().test_client()
    bearer = {"Authorization": f"Bearer {archive.token_of('Reni')}"}
    assert client.get("/api/v1/search", headers=bearer).status_code == 200
    assert client.post("/api/change", json={}, headers=bearer).status_code == 403
    assert (
        client.post("/account/tokens", data={"name": "x", "days": "9"}, headers=bearer).status_code
        == 404
    )


def test_a_feed_reader_sends_its_token_as_a_password_and_changes_nothing(archive):
    client = archive.app().test_client()
    auth = ("anybody", archive.token_of("Edda"))
    assert client.get("/articles", auth=auth).status_code == 200
    assert client.head("/articles", auth=auth).status_code == 200
    assert client.post("/change", auth=auth).status_code == 403
    assert client.post("/api/change", json={}, auth=auth).status_code == 401
    # The password of a proxy, or a wrong token.
    assert client.get("/articles", auth=("Edda", PASSWORD)).status_code == 303
    assert client.get("/articles", auth=("Edda", "backfile_" + "A" * 43)).status_code == 401
    assert client.get("/articles", headers={"Authorization": "Basic ????"}).status_code == 303


def test_a_feed_reader_is_asked_for_a_password_and_others_for_a_token(archive):
    client = archive.app().test_client()
    for address, scheme in (("/feed.atom?q=ferry", "Basic"), ("/api/v1/search", "Bearer")):
        refused = client.get(address)
        assert refused.status_code == 401
        assert refused.headers["WWW-Authenticate"] == f'{scheme} realm="Backfile"'
    wrong = client.get("/feed.rss", auth=("feed", "backfile_" + "A" * 43))
    assert (wrong.status_code, wrong.www_authenticate.type) == (401, "basic")


def test_a_password_that_a_browser_goes_on_sending_does_not_stand_in_the_way_of_a_login(archive):
    client, auth = archive.app().test_client(), ("feed", archive.token_of("Reni"))
    form = {"name": "Edda", "password": PASSWORD, "csrf": csrf_of(client.get("/login", auth=auth))}
    assert client.post("/login", data=form, headers=HERE, auth=auth).status_code == 303
    token = client.get("/form", auth=auth).text
    assert client.post("/change", data={"csrf": token}, headers=HERE, auth=auth).status_code == 200
    assert archive.changed_by == ["Edda"]


def test_a_stolen_archive_holds_no_secret(archive, client_of):
    client = client_of("Edda")
    (cookie,) = [each for each in client._cookies.values() if not each.key.endswith("-login")]
    token = archive.token_of("Edda")
    page = client.post(
        "/account/tokens", data={"name": "mine", "days": "9", "csrf": client.get("/form").text}
    )
    shown = re.search(r"backfile_[\w-]{43}", page.text)[0]
    assert client.get("/account").text.count(shown) == 0
    files = b"".join(file.read_bytes() for file in archive.home.glob("archive.sqlite3*"))
    for secret in (PASSWORD, cookie.value, token, shown, shown.removeprefix("backfile_")):
        assert secret.encode() not in files
    assert b"$argon2id$" in files
