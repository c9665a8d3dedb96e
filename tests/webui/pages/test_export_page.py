"""Exports over HTTP: the page that asks how, and the file, on a real archive."""

import io
import json
import zipfile

import pytest

from archive.ingest.ingest import add_files
from archive.ingest.tally import Tally
from archive.settings import Settings
from archive.store.store import Store
from indexer.engines.registry import engine_kind
from indexer.index import build
from indexer.index.generations import Generations
from indexer.search.service import SearchService
from tests.support.articles import record
from tests.webui.conftest import read
from webui.app import create_app
from webui.pages.desk.export_formats import FORMATS

HOSTILE = '<script>alert("x")</script> & <b>bold</b>'


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    """A client of an application on an archive of twenty-five articles, two of them near-same."""
    home = tmp_path_factory.mktemp("export")
    long = " ".join(f"word{n}" for n in range(120))
    rows = [
        {"headline": f"Ferry {n}", "body": f"Pier {n} is open.", "date": f"2019-06-{n + 1:02}"}
        for n in range(22)
    ]
    rows += [
        {"headline": f"Copy {n}", "body": f"{long} ferry.", "date": "2019-07-01"} for n in "ab"
    ]
    wire = home / "wire.jsonl"
    wire.write_text("".join(json.dumps(row) + "\n" for row in rows))
    settings = Settings(home=home)
    with Store.open(settings.database, create=True) as store:
        add_files(store, [wire], {}, Tally())
        store.add([record(HOSTILE, body=(HOSTILE,), source=HOSTILE, url="javascript:alert(1)")])
        generations = Generations(settings.index)
        build.update(store, generations, engine_kind("whoosh"))
        with SearchService(store, generations) as service:
            yield create_app(settings, store=store, service=service).test_client()


def get(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status, response.text
    return response


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_is_an_attachment_with_a_safe_name_and_its_type(client, form):
    response = get(client, f"/export?q=ferry&format={form}")
    assert response.mimetype == FORMATS[form].media_type
    suffix = FORMATS[form].suffix
    assert response.headers["Content-Disposition"] == f"attachment; filename=backfile-ferry{suffix}"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.data
    head = client.head(f"/export?q=ferry&format={form}")
    assert head.data == b""
    for name in ("Content-Type", "Content-Disposition"):
        assert head.headers[name] == response.headers[name]


@pytest.mark.parametrize("form", FORMATS)
def test_no_file_is_made_of_a_list_that_is_not_the_one_asked_for(client, form):
    for ignored in ("from=2019-13", "not=nothing", "week=x", "sort=x"):
        refused = get(client, f"/export?q=ferry&{ignored}&format={form}", 400)
        assert "Content-Disposition" not in refused.headers
        assert f"‘{ignored.partition('=')[2]}’" in refused.text
    # From a day to an earlier one there is nothing, which is no error.
    assert get(client, f"/export?from=2020&to=2019&format={form}").mimetype


def test_no_query_makes_a_name_that_is_none_of_its_words(client):
    for query in ("%0d%0aSet-Cookie:%20a=b", "../../etc/passwd", '"; filename="x.exe', "북한", ""):
        response = get(client, f"/export?q={query}&format=csv")
        name = response.headers["Content-Disposition"].removeprefix("attachment; filename=")
        assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")
        assert "Set-Cookie" not in response.headers


def test_a_file_has_as_many_articles_as_the_page_states(client):
    for query in ("ferry", "ferry duplicates:show", "", "pier&from=2019-06-10", "nothing-at-all"):
        total = get(client, f"/api/v1/search?q={query}&sort=oldest").json["total"]
        lines = get(client, f"/export?q={query}&format=jsonl&sort=oldest&fields=headline").data
        assert len(lines.splitlines()) == total


def test_the_order_of_the_list_is_that_of_the_file(client):
    lines = get(client, "/export?q=pier&sort=newest&format=jsonl&fields=date").text.splitlines()
    dates = [json.loads(line)["date"] for line in lines]
    assert dates == sorted(dates, reverse=True)
    assert len(dates) == 22


def test_the_page_asks_for_format_and_fields_and_its_form_gets_the_file(client):
    page = read(get(client, "/export?q=ferry&from=2019-06-03&size=50&page=2").text)
    assert "21 articles" in page.one("main").text
    form = page.one("form", action="/export")
    kept = {each.attributes["name"]: each.attributes["value"] for each in form.all(type="hidden")}
    assert kept == {"q": "ferry", "from": "2019-06-03"}
    offered = [each.attributes["value"] for each in form.all("input", name="format")]
    assert offered == list(FORMATS)
    chosen = "&".join(f"{name}={value}" for name, value in kept.items())
    lines = get(client, f"/export?{chosen}&format=jsonl&field=date&field=headline").text
    assert list(json.loads(lines.splitlines()[0])) == ["id", "date", "headline"]
    assert len(lines.splitlines()) == 21


def test_a_list_links_to_its_exports(client):
    page = read(get(client, "/?q=ferry&sort=oldest&size=50").text)
    desk = page.one("div", class_="desk")
    links = [each.attributes["href"] for each in desk.all("a")]
    assert "/export?q=ferry&sort=oldest&format=csv" in links
    assert "/export?q=ferry&sort=oldest" in links


def test_what_cannot_be_exported_is_said_and_nothing_is_sent(client):
    page = read(get(client, "/export?q=ferry&format=exe").text)
    assert "‘exe’ is not a format" in page.one("main").text
    assert "there is no such field" in get(client, "/export?format=csv&fields=age", 400).text
    assert "ever had this id" in get(client, "/export?format=csv&after=0", 404).text
    assert client.post("/export?format=csv").status_code == 405


def test_an_export_goes_on_after_an_article(client):
    whole = get(client, "/export?q=pier&format=jsonl&originals=1").data.splitlines(keepends=True)
    articles = [line for line in whole if b'"kind":"article"' in line]
    assert len(whole) == 2 * len(articles) == 44
    after = json.loads(articles[9])["id"]
    rest = get(client, f"/export?q=pier&format=jsonl&originals=1&after={after}").data
    assert rest == b"".join(whole[20:])


def test_articles_run_nothing_in_a_dossier_and_hits_are_marked(client):
    markup = get(client, "/export?q=bold&format=html").text
    assert "<script" not in markup
    assert "<b>" not in markup
    page = read(markup.removeprefix("<!doctype html>"))
    (story,) = page.all("article")
    assert page.one("title").text == "bold"
    assert story.one("h2").text == HOSTILE
    assert [mark.text for mark in story.all("mark")] == ["bold"] * len(list(story.all("mark")))
    assert list(story.all("mark"))
    assert "javascript:" not in [link.attributes["href"][:11] for link in story.all("a")]
    (entry,) = page.one("nav").all("li")
    assert entry.one("a").attributes["href"] == f"#{story.attributes['id']}"
    assert "http://localhost/articles/" in story.one("p", class_="cite").text


def test_markdown_is_a_package_that_can_be_opened(client):
    content = get(client, "/export?q=&format=md").data
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.testzip() is None
        assert len(package.namelist()) == 24
