"""Hosts, proxies and addresses to go on to: none leads or comes from elsewhere."""

import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.system.security.guarded_archive import HERE, PASSWORD, csrf_of, log_in

ELSEWHERE = [
    "https://evil.example/",
    "//evil.example/",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/%2F/evil.example",
    "/%2fevil.example",
    "/%5Cevil.example",
    "/%252Fevil.example",
    "/\t/evil.example",
    "/%09/evil.example",
    "/ /evil.example",
    "https:evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "evil.example",
    "/a\r\nSet-Cookie: x=y",
    "/a%0d%0aSet-Cookie:%20x=y",
    "/a\x00",
    "/.\\evil.example",
    "@evil.example",
    "",
    "?",
    "/" + "a" * 5_000,
]


def test_a_login_leads_to_no_other_site(client_of):
    client = client_of("Edda")
    for onward in ELSEWHERE:
        again = client.get("/login", query_string={"next": onward})
        assert (again.status_code, again.headers["Location"]) == (303, "/"), onward
        assert "Set-Cookie" not in again.headers


@pytest.mark.parametrize("onward", ["//evil.example", "/\r\nX-Evil: 1"])
def test_the_form_of_a_login_leads_to_no_other_site(archive, onward):
    client = archive.app().test_client()
    assert "evil" not in client.get("/login", query_string={"next": onward}).text.lower()
    assert log_in(client, "Edda", next=onward).headers["Location"] == "/"


def test_a_login_leads_to_pages_of_the_archive(client_of):
    client = client_of("Edda")
    for own in ("/articles", "/articles?q=a//b&region=%2FKenya", "/people/Ruth%20Awino", "/#top"):
        again = client.get("/login", query_string={"next": own})
        assert again.headers["Location"] == own


def test_under_a_prefix_a_login_leads_to_nothing_beside_it(archive):
    client = archive.app(prefix="/news/old").test_client()
    asked = client.get("/news/old/articles").headers["Location"]
    assert asked == "/news/old/login?next=/news/old/articles"
    assert client.get("/articles").headers["Location"] == asked
    assert client.get("/login").text.count('action="/news/old/login"') == 1
    form = {"name": "Edda", "password": PASSWORD, "csrf": csrf_of(client.get("/login"))}
    beside = client.post("/login", data={**form, "next": "/other"}, headers=HERE)
    assert beside.headers["Location"] == "/news/old/"


def test_what_proxies_say_is_believed_only_where_that_was_said(archive):
    said = {
        "X-Forwarded-For": "198.51.100.9",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-Prefix": "/evil",
        "Forwarded": "host=evil.example;proto=https",
    }
    page = archive.app(public=True).test_client().get("/help", headers=said)
    assert page.status_code == 200
    assert "evil" not in page.text
    behind = archive.app(public=True, behind_proxy=1).test_client()
    assert behind.get("/help", headers=said).status_code == 421
    named = archive.app(public=True, behind_proxy=1, allowed_hosts="News.example, b.example")
    said |= {"X-Forwarded-Host": "news.example", "X-Forwarded-Prefix": "/old"}
    page = named.test_client().get("/help", headers=said)
    assert 'href="/old/people"' in page.text
    for prefix in ("//evil.example", "https://evil.example", "/a<b>", "/\\evil", "evil"):
        said["X-Forwarded-Prefix"] = prefix
        assert named.test_client().get("/help", headers=said).status_code == 400
    odd = {**said, "X-Forwarded-Prefix": "", "X-Forwarded-Proto": "javascript"}
    assert "javascript:" not in named.test_client().get("/help", headers=odd).text


@pytest.fixture
def told(archive):
    """What a server in a process of its own answers to bytes: the first line."""
    command = [Path(sys.executable).with_name("backfile"), "--home", archive.home, "serve"]
    with subprocess.Popen(
        [*command, "--port", "0", "--workers", "1", "--public"], stdout=subprocess.PIPE, text=True
    ) as process:
        port = int(re.search(r":(\d+)/", process.stdout.readline())[1])

        def ask(request):
            with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
                connection.sendall(request)
                return connection.makefile("rb").readline().decode().strip()

        yield ask
        process.terminate()


def test_a_request_for_another_host_is_misdirected(told):
    def status(target, *headers):
        lines = [f"GET {target} HTTP/1.1", *headers, "Connection: close", "", ""]
        return int(told("\r\n".join(lines).encode("latin-1")).split()[1])

    for host in ("localhost", "localhost:8046", "LOCALHOST.", "127.0.0.1:1", "[::1]", "[::1]:80"):
        assert status("/help", f"Host: {host}") == 200, host
    for host in (
        "evil.example",
        "localhost.evil.example",
        "evil.example:80",
        "localhost@evil.example",
        "evil.example@localhost",
        "localhost:evil",
        "localhost:99999",
        "localhost:",
        "localhost evil.example",
        "localhost/evil",
        "127.0.0.1.evil.example",
        "192.0.2.1",
        "[::2]",
        "[::1",
        "::1",
        "[localhost]",
        "loc\u00e4lhost",
        "",
    ):
        assert status("/help", f"Host: {host}") in {400, 421}, host
    assert status("/help") in {400, 421}
    assert status("/help", "Host: localhost", "Host: evil.example") in {400, 421}
    assert status("/help", "Host: evil.example", "Host: localhost") in {400, 421}
    assert status("/static/backfile.css", "Host: evil.example") == 421
    assert status("http://localhost/help", "Host: localhost") == 200
    assert status("http://evil.example/help", "Host: localhost") in {400, 421}
    assert status("http://localhost/help", "Host: evil.example") in {400, 421}
    assert status("http://x@localhost/help", "Host: localhost") in {400, 421}
    assert status("/help", "Host: localhost", "SCRIPT_NAME: /evil") in {200, 400}
    assert status("/help", "Host: localhost", "Script-Name: /evil") in {200, 400}
