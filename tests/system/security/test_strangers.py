"""Who reads and who changes, in archives that are open, public, for users, or both."""

from dataclasses import replace

import pytest

from archive.errors import UserError
from archive.settings import Settings
from archive.store.annotations import Annotations
from archive.store.corrections import Corrections
from tests.system.security.guarded_archive import HERE, log_in
from webui.access import policy_of

PAGES = [
    "/collections",
    "/corrections",
    "/batch",
    "/",
    "/articles",
    "/people",
    "/help",
    "/changes",
    "/api/v1/search",
    "/api/v1/suggest?q=f",
]


def test_only_this_machine_is_served_without_readers_or_users():
    for host in ("127.0.0.1", "127.8.8.8", "::1", "[::1]", "localhost", "LOCALHOST"):
        assert policy_of(Settings(host=host), has_users=False).is_open
    for settings in (
        *(Settings(host=host) for host in ("0.0.0.0", "", "::", "192.0.2.1", "a.example", "0")),  # noqa: S104 - named, not bound
        Settings(behind_proxy=1),
    ):
        with pytest.raises(UserError, match=r"--public.*'backfile users add NAME'"):
            policy_of(settings, has_users=False)
        assert policy_of(settings, has_users=True).users
        assert policy_of(replace(settings, public=True), has_users=False).public


def test_strangers_read_nothing_where_only_users_do(archive):
    client = archive.app().test_client()
    article = f"/articles/{archive.article.id}"
    for address in (*PAGES, article, f"{article}/raw", f"{article}/versions"):
        response = client.get(address)
        if address.startswith("/api/"):
            assert (response.status_code, response.headers["WWW-Authenticate"][:6]) == (
                401,
                "Bearer",
            )
        else:
            assert response.status_code == 303
            assert response.headers["Location"].startswith("/login?next=/")
        assert client.head(address).status_code == response.status_code
        assert "ferry" not in response.text.lower()
        assert "ferry" not in client.options(address).text.lower()
    assert client.get("/healthz").json == {"status": "ok"}


def test_whoever_logs_in_goes_on_to_the_page_that_was_asked_for(archive):
    client = archive.app().test_client()
    asked = "/articles?q=%22ferry+runs%22&region=Kenya"
    form = client.get(client.get(asked).headers["Location"])
    onward = form.text.split('name="next" value="')[1].split('"')[0].replace("&amp;", "&")
    assert log_in(client, "Reni", next=onward).headers["Location"] == asked


def test_everybody_reads_a_public_archive_and_nobody_changes_it(open_archive):
    client = open_archive.app(public=True, host="192.0.2.1").test_client()
    article = open_archive.article.id
    Corrections(open_archive.database).correct(article, {"headline": "X"}, why="y", who="z")
    Annotations(open_archive.database).add_note(article, "Read it again.", who="z")
    for address in (*PAGES, f"/articles/{article}", f"/articles/{article}/notes"):
        page = client.get(address)
        assert page.status_code == 200
        assert 'method="post"' not in page.text.lower()
        assert "Set-Cookie" not in page.headers
    for change in (
        client.post("/change", data={"csrf": client.get("/form").text}, headers=HERE),
        client.post("/ask"),
        client.post("/api/change", json={}, headers=HERE),
        client.delete("/api/change"),
    ):
        assert change.status_code == 403
    for address in ("/login", "/account"):
        assert client.get(address).status_code == 404
    assert client.post("/login", data={"name": "x"}).status_code == 403


def test_visitors_of_a_public_archive_read_and_users_who_log_in_change(archive):
    client = archive.app(public=True).test_client()
    assert "Log in" in client.get("/articles").text
    assert client.post("/change", data={}).status_code == 403
    assert client.get("/account").headers["Location"] == "/login?next=/account"
    form = f"/articles/{archive.article.id}/correct"
    assert client.get(form).headers["Location"] == f"/login?next={form}"
    assert form not in client.get(f"/articles/{archive.article.id}").text
    log_in(client, "Edda")
    page = client.get("/articles")
    assert "Edda" in page.text
    assert {"Cookie", "Authorization"} <= set(page.headers["Vary"].split(", "))
    assert page.cache_control.private
    assert client.post("/change", data={"csrf": client.get("/form").text}).status_code == 200
    assert archive.changed_by == ["Edda"]


def test_readers_read_and_ask_and_change_nothing(archive, client_of):
    client = client_of("Reni")
    form = {"csrf": client.get("/form").text}
    assert client.get("/articles").status_code == 200
    assert client.post("/ask", data=form).status_code == 200
    assert client.post("/ask", data={**form, "text": "x" * 1_900_000}).status_code == 200
    assert client.post("/ask", data={**form, "text": "x" * 2_000_000}).status_code == 413
    refused = client.post("/change", data=form)
    assert refused.status_code == 403
    assert "Reni may read this archive, but not change it" in refused.text
    assert archive.changed_by == []


def test_readers_send_batches_of_queries_where_visitors_do_not(archive, client_of):
    reader, visitor = client_of("Reni"), archive.app(public=True).test_client()
    form = {"queries": "ferry\n", "by": "year", "csrf": reader.get("/form").text}
    assert reader.post("/batch", data=form).status_code == 200
    assert visitor.post("/batch", data=form).status_code == 403
    assert 'enctype="multipart/form-data"' in reader.get("/batch").text
    assert 'enctype="multipart/form-data"' not in visitor.get("/batch").text


def test_only_an_admin_sees_who_did_what(client_of):
    assert "What was done last" in client_of("Ada").get("/account").text
    page = client_of("Edda").get("/account").text
    assert "What was done last" not in page
    assert "Reni" not in page


def test_a_page_of_ones_own_is_kept_by_no_cache(client_of):
    client = client_of("Edda")
    for address in ("/account", "/login"):
        response = client.get(address)
        assert response.cache_control.no_store or response.status_code == 303


def test_a_change_carries_the_name_of_whoever_the_computer_knows(open_archive, monkeypatch):
    client = open_archive.app().test_client()
    client.post("/change", data={"csrf": client.get("/form").text})
    (name,) = open_archive.changed_by
    assert name
