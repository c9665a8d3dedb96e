"""Headers that every answer carries, and how long a browser may keep what it got."""

import re
from pathlib import Path

import pytest

import webui
from archive.errors import IndexDamagedError
from tests.webui.fake_archive import SEAMSTRESSES

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
STATIC = ["backfile.css", "backfile.js", "favicon.svg"]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/", 200),
        ("/?q=machine", 200),
        (f"/articles/{SEAMSTRESSES.id}", 200),
        (f"/articles/{SEAMSTRESSES.id}/raw", 200),
        ("/articles/ffff", 404),
        ("/nowhere", 404),
        ("/articles//nowhere", 308),
        ("/help", 200),
        ("/api/v1/search", 200),
        ("/api/v1/search?limit=x", 400),
        ("/api/v1/suggest?q=ma", 200),
        ("/healthz", 200),
        *((f"/static/{name}", 200) for name in STATIC),
        ("/static/nothing.css", 404),
    ],
)
def test_every_answer_has_each_header(client_of, address, status):
    with client_of().get(address) as response:
        assert response.status_code == status
        assert {name: response.headers.get(name) for name in HEADERS} == HEADERS


@pytest.mark.parametrize("address", ["/", "/api/v1/search", "/api/v1/suggest", "/healthz"])
@pytest.mark.parametrize("error", [IndexDamagedError("torn"), ZeroDivisionError()])
def test_answers_that_fail_have_each_header(client_of, address, error):
    response = client_of(error=error).get(address)
    assert response.status_code in {500, 503}
    assert {name: response.headers.get(name) for name in HEADERS} == HEADERS


def test_an_answer_to_what_is_not_allowed_has_each_header(client_of):
    response = client_of().delete("/")
    assert {name: response.headers.get(name) for name in HEADERS} == HEADERS


def test_no_page_sets_a_cookie(client_of):
    assert "Set-Cookie" not in client_of().get("/?q=machine").headers


def test_files_of_the_design_are_kept_for_a_year_under_the_address_of_their_content(client_of):
    html = client_of().get("/").text
    addresses = re.findall(r'(?:href|src)="(/static/[^"]+)"', html)
    assert sorted(re.sub(r"\?v=[0-9a-f]{12}$", "", a) for a in addresses) == [
        f"/static/{name}" for name in STATIC
    ]
    for address in addresses:
        with client_of().get(address) as response:
            assert response.cache_control.max_age == 31_536_000


def test_nothing_in_a_page_asks_another_host(client_of):
    files = sorted((Path(webui.__file__).parent / "static").iterdir())
    assert [file.name for file in files] == STATIC
    for file in files:
        assert re.findall(r"https?://(?!www\.w3\.org/2000/svg)|@import", file.read_text()) == []
    for address in ("/", f"/articles/{SEAMSTRESSES.id}", "/nowhere"):
        html = client_of().get(address).text
        loaded = re.findall(
            r'<(?:link(?! rel="canonical")|script|img)[^>]*(?:href|src)="([^"]+)"', html
        )
        assert [a for a in loaded if not a.startswith("/")] == []


def test_no_page_has_a_script_or_a_style_of_its_own(client_of):
    story = f"/articles/{SEAMSTRESSES.id}?q=machine"
    for address in ("/", "/?q=machine", story, "/help", "/nowhere"):
        html = client_of().get(address).text
        assert (
            re.findall(r"<style|<script(?! src| type=.application/ld.json)|\sstyle=|\son\w+=", html)
            == []
        )
