"""The client against a real server: the same types, every page, and no request sent twice."""

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from archive.errors import SourceError, UserError
from archive.model.article import Article
from backfile import transport
from backfile.client import Client, ProblemError
from tests.support.served_archive import on_a_socket, served_archive, story


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    with served_archive(tmp_path_factory.mktemp("home"), map(story, range(1, 29))) as archive:
        yield archive


@pytest.fixture(scope="module")
def address(archive):
    with on_a_socket(archive.client.application) as address:
        yield address


@pytest.fixture
def client(address):
    with Client(address) as client:
        yield client


def test_a_search_gives_every_article_of_the_list_in_its_order(client):
    assert [hit.headline for hit in client.search(sort="oldest", limit=5)] == [
        f"Ferry {number}" for number in range(1, 29)
    ]
    narrowed = client.search("ferries", region=["Asia/South Korea"], from_="2021-03-10")
    assert {hit.headline for hit in narrowed} == {f"Ferry {n}" for n in range(11, 29, 2)}
    left = client.search(not_=["region:Asia"], limit=100)
    assert {hit.headline for hit in left} == {f"Ferry {n}" for n in range(2, 29, 2)}


def test_a_page_and_its_facets_are_what_the_page_for_people_counts(client, archive):
    page = client.page("ferries", year=2021)
    assert page.total == 28
    values = {value.value: value.count for value in page.facets["region"]}
    assert values == {"Africa": 14, "Africa/Kenya": 14, "Asia": 14, "Asia/South Korea": 14}
    html = archive.client.get("/?q=ferries&year=2021").text
    assert "28 articles" in html
    assert {value.value: value.count for value in client.facet("region", "ferries")} == values
    assert [value.value for value in client.facet("day", limit=3, order="name")] == [
        f"2021-03-{n:02}" for n in range(28, 0, -1)
    ]


def test_an_article_comes_as_the_archive_has_it(client, archive):
    (hit,) = client.search("headline:28")
    stored = archive.store.get(hit.id)
    article = client.article(hit.id)
    assert isinstance(article, Article)
    assert article.to_json() == stored.to_json()
    assert client.version(hit.id, 1).article == article
    assert [each.headline for each in client.versions(hit.id).versions] == ["Ferry 28"]
    assert client.raw(hit.id) == archive.store.raw(stored.provenance.sha256).content


def test_a_list_is_exported_piece_by_piece(client):
    file = b"".join(client.export("csv", "ferries", field=["headline"], sort="oldest"))
    assert b"headline" in file.splitlines()[0]
    assert file.count(b"Ferry ") == 28
    # What is left of a file is not read: the connection is closed, and another opened.
    next(client.export("jsonl"))
    assert client.page(limit=1).total == 28


def test_what_is_typed_is_completed_and_explained(client):
    assert client.suggest("fer").completions[0].query == "ferries"
    assert client.explain("ferries OR boats").explanation.hits == 28


def test_who_follows_the_changes_has_every_article_once(client):
    told = list(client.changes())
    assert len({change.id for change in told}) == len(told) == 28
    assert list(client.changes(told[-1].sequence)) == []
    assert len(client.change_page(limit=3).changes) == 3


def test_what_people_make_of_the_archive_is_made_by_programs_too(client):
    ids = [hit.id for hit in client.search(sort="oldest")][:3]
    saved = client.save_search("Ferries", "ferry", region=["Asia"])
    assert client.saved_searches() == (saved,)
    assert saved.query == "q=ferry&region=Asia"
    client.delete_saved_search(saved.id)
    assert client.saved_searches() == ()
    made = client.make_collection("Ferries")
    assert client.collect(made.id, ids, "To read.").size == 3
    client.take_out(made.id, ids[0])
    assert [entry.article_id for entry in client.collected(made.id)] == ids[1:]
    assert [collection.size for collection in client.collections()] == [2]
    client.delete_collection(made.id)
    (corrected,) = client.correct(ids[0], "A slip.", section="Boats")
    assert (corrected.field, corrected.lines) == ("section", ("Boats",))
    assert client.article(ids[0]).section == "Boats"
    client.undo_corrections(ids[0], "section")
    assert client.corrections(ids[0])[0].state == "undone"
    assert client.article(ids[0]).section is None


@pytest.mark.parametrize(
    ("call", "status", "detail"),
    [
        (
            lambda client: client.article("ffff"),
            404,
            "ffff: the archive holds no article of this id",
        ),
        (lambda client: client.article("a/../b?c"), 404, "There is no page at this address"),
        (lambda client: client.page(limit=0), 400, "‘0’ is not a valid limit."),
        (lambda client: next(client.search(regoin="Asia")), 400, "‘regoin’ is no parameter here"),
        (lambda client: client.change_page(99_999), 409, "The last change of this archive"),
    ],
)
def test_what_is_wrong_is_a_problem(client, call, status, detail):
    with pytest.raises(ProblemError, match=detail) as raised:
        call(client)
    assert raised.value.problem.status == raised.value.http_status == status
    # The connection is good for more.
    assert client.page(limit=1).total == 28


@pytest.mark.parametrize("address", ["", "archive", "file:///etc/passwd", "http://", "http://a@b/"])
def test_what_is_no_address_of_an_archive_is_refused(address):
    with pytest.raises(UserError, match="it is no address of an archive"):
        Client(address)


def test_without_a_server_there_is_one_clear_sentence():
    with on_a_socket(None) as address:
        pass
    with pytest.raises(SourceError, match=f"{address}: no answer"):
        Client(address).page()


@contextmanager
def answering(*answers):
    """A server that gives these answers in turn: status, headers, body; and what it was asked."""
    asked, left = [], list(answers)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            asked.append((self.command, self.path, self.headers.get("Authorization")))
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            status, headers, body = left.pop(0)
            self.send_response(status)
            for name, value in {"Content-Length": len(body), **headers}.items():
                self.send_header(name, str(value))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET  # noqa: N815 - the library's name

        def log_message(self, *_said):
            """Tests print nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/mounted/", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


EMPTY = b'{"changes":[],"next":0,"sequence":0,"more":"a key of a newer server"}'
OK = (200, {}, EMPTY)
KEY = "t0k3n"


def test_a_busy_server_is_asked_again_when_it_says(monkeypatch):
    waited = []
    monkeypatch.setattr(transport.time, "sleep", waited.append)
    past = "Wed, 21 Oct 2015 07:28:00 GMT"
    busy = [(503, {"Retry-After": "2"}, b""), (429, {"Retry-After": past}, b"")]
    long = (503, {"Retry-After": "99999"}, b"")
    with answering(*busy, long, OK) as (address, asked), Client(address, token=KEY) as client:
        assert client.change_page().sequence == 0
    assert waited == [2.0, 0.0, 60.0]
    assert asked == [("GET", "/mounted/api/v1/changes?since=0&limit=500", f"Bearer {KEY}")] * 4


@pytest.mark.parametrize(
    "answer",
    [
        (503, {}, b""),
        (503, {"Retry-After": "soon"}, b""),
        (500, {"Retry-After": "1"}, b"<html>"),
        (302, {"Location": "http://192.0.2.1/"}, b""),
    ],
)
def test_nothing_else_is_asked_again(answer):
    with (
        answering(answer) as (address, asked),
        Client(address) as client,
        pytest.raises(ProblemError, match=f"^{answer[0]} "),
    ):
        client.change_page()
    assert len(asked) == 1


def test_a_server_that_stays_busy_is_left_alone(monkeypatch):
    monkeypatch.setattr(transport.time, "sleep", lambda _: None)
    busy = (503, {"Retry-After": "1"}, b"")
    with (
        answering(*[busy] * 3) as (address, asked),
        Client(address, retries=2) as client,
        pytest.raises(ProblemError, match="503"),
    ):
        client.change_page()
    assert len(asked) == 3


def test_what_changes_something_is_sent_once():
    busy = (503, {"Retry-After": "1"}, b"")
    with (
        answering(busy) as (address, asked),
        transport.Transport(address, token=None, timeout_s=5, retries=3) as wire,
        pytest.raises(ProblemError, match="503"),
    ):
        wire.send("POST", "/x", {"a": 1})
    assert [method for method, *_ in asked] == ["POST"]


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b'{"changes":1}'])
def test_what_is_no_answer_of_an_archive_is_said_so(body):
    with (
        answering((200, {}, body)) as (address, _),
        Client(address) as client,
        pytest.raises(SourceError, match="not what this client knows"),
    ):
        client.change_page()
