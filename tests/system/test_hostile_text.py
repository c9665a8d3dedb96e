"""Strings that break software, as queries, headlines and bodies: nothing fails, nothing leaks."""

import json
import re
from contextlib import contextmanager
from functools import lru_cache
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.ingest.ingest import read_file
from archive.model.article import Record
from archive.settings import Settings
from archive.store.store import Store
from indexer.engines.registry import engine_kind
from indexer.index.build import update
from indexer.index.generations import Generations
from indexer.search.service import SearchService
from webui.app import create_app

# The markup that the templates themselves may hold.
TAGS = {
    "a", "article", "aside", "bdi", "body", "button", "code", "dd", "details", "dialog", "div",
    "dl", "dt", "em", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3",
    "head", "header", "html", "input", "kbd", "label", "legend", "li", "link", "main", "mark",
    "meta", "nav", "ol", "p", "pre", "q", "script", "section", "small", "span", "strong",
    "summary", "table", "tbody", "td", "th", "thead", "time", "title", "tr", "ul",
    # forms, citations
    "b", "cite", "datalist", "i", "option", "select", "textarea", "tfoot",
    # drawings
    "circle", "defs", "g", "line", "path", "pattern", "polyline", "rect", "svg", "text",
}  # fmt: skip


# Elements of SVG end in "/>" and have attributes in mixed case.
TAG = re.compile(
    r'<(?:!doctype html|(/?)([a-z][a-z0-9]*)((?: [a-zA-Z][a-zA-Z0-9-]*(?:="[^"<>]*")?)*)/?)>'
)
ATTRIBUTE = re.compile(r' ([a-zA-Z][a-zA-Z0-9-]*)(?:="([^"]*)")?')
ADDRESS = re.compile(r"/|#|\?|https?://")


def checked(response):
    """Fail unless a page has only such tags and attributes as the templates write."""
    assert response.status_code == 200, response.status
    for start in response.get_data(as_text=True).split("<")[1:]:
        assert_written_by_a_template("<" + start.partition(">")[0] + ">")


@lru_cache(maxsize=100_000)
def assert_written_by_a_template(text):
    match = TAG.fullmatch(text.lower() if text.startswith("<!") else text)
    assert match, text
    _, tag, attributes = match.groups()
    assert tag is None or tag in TAGS, text
    found = dict(ATTRIBUTE.findall(attributes or ""))
    for name, value in found.items():
        assert not name.lower().startswith("on"), text
        assert name != "style", text
        assert name not in {"href", "src", "action"} or ADDRESS.match(unescape(value)), text
    if tag == "script" and attributes:
        is_data = found.get("type") == "application/ld+json"
        assert is_data or found["src"].startswith("/static/"), text


@contextmanager
def archive_of(texts):
    """A client of the pages of an archive whose articles are these texts, everywhere."""
    with TemporaryDirectory() as folder:
        home = Path(folder)
        rows = (
            {"headline": text, "body": f"{text}\n\n{text}", "byline": text, "region": text,
             "source": text, "url": text, "section": text, "caption": text}
            for text in texts
        )  # fmt: skip
        lines = home / "articles.jsonl"
        lines.write_text("\n".join(map(json.dumps, rows)), "utf-8")
        with Store.open(home / "archive.sqlite3", create=True) as store:
            store.add([r for r in read_file(lines, {}) if isinstance(r, Record)])
            update(store, Generations(home / "index"), engine_kind("whoosh"))
            with SearchService(store, Generations(home / "index")) as service:
                app = create_app(Settings(home=home), store=store, service=service)
                yield app.test_client(), store


def look_at_everything(texts):
    """Every list page and every article of an archive of these texts."""
    with archive_of(texts) as (client, store):
        for page in range(1, len(texts) // 20 + 2):
            checked(client.get("/", query_string={"page": page}))
        for change in store.changes_since(0):
            checked(client.get(f"/articles/{change.id}"))


@pytest.fixture(scope="module")
def small_archive():
    texts = ["A river ferry", "<b>bold</b> & 'quoted'", "함경남도 U.S. 1,200"]
    with archive_of(texts) as (client, _):
        yield client


@pytest.fixture(scope="module")
def naughty_strings(shared_data):
    strings = json.loads((shared_data / "blns" / "blns.json").read_text("utf-8"))
    assert len(strings) == 485
    return strings


@pytest.mark.shared
def test_the_big_list_of_naughty_strings_as_articles(naughty_strings):
    look_at_everything(naughty_strings)


@pytest.mark.shared
def test_the_big_list_of_naughty_strings_as_queries(naughty_strings, small_archive):
    for text in naughty_strings:
        checked(small_archive.get("/", query_string={"q": text}))


SLOWLY = settings(
    max_examples=5,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
fifty_strings = st.lists(st.text(max_size=60), min_size=50, max_size=50)


@pytest.mark.long
@SLOWLY
@given(fifty_strings)
def test_hundreds_of_strings_of_any_kind_as_articles(texts):
    look_at_everything(texts)


@pytest.mark.long
@SLOWLY
@given(texts=fifty_strings)
def test_hundreds_of_strings_of_any_kind_as_queries(small_archive, texts):
    for text in texts:
        checked(small_archive.get("/", query_string={"q": text}))
