"""Pages of receipts and batches, on a real archive."""

import csv
import io
import json
from urllib.parse import urlsplit

import pytest

from archive.settings import Settings
from archive.store.store import Store
from archive.time_budget import Patience, TooSlow
from indexer.desk.receipt import from_json, receipt_of, to_json
from indexer.engines.registry import engine_kind
from indexer.index.build import update
from indexer.index.generations import Generations
from indexer.search.results import SearchQuery
from indexer.search.service import SearchService
from tests.indexer.search.test_service import COPIES, RECORDS
from tests.support.articles import record
from tests.webui.conftest import read
from webui.access import csrf_token
from webui.app import create_app
from webui.bounds import PATIENCE
from webui.pages.desk import batch_contexts, batch_routes, receipt_routes


@pytest.fixture(scope="module")
def settings(tmp_path_factory):
    settings = Settings(home=tmp_path_factory.mktemp("home"))
    with Store.open(settings.database, create=True) as store:
        store.add([*RECORDS, *COPIES, record("<b>Hostile</b> ferry")])
        update(store, Generations(settings.index), engine_kind("whoosh"))
    return settings


@pytest.fixture(scope="module")
def archive(settings):
    """Store, search and a client of the application on them."""
    with (
        Store.open(settings.database) as store,
        SearchService(store, Generations(settings.index)) as service,
    ):
        app = create_app(settings, store=store, service=service)
        client = app.test_client()
        with app.test_request_context():
            client.environ_base["HTTP_X_CSRF_TOKEN"] = csrf_token()
        yield store, service, client


@pytest.fixture(scope="module")
def client(archive):
    return archive[2]


def page(response, status=200):
    assert response.status_code == status
    return read(response.text)


def facts(receipt_page):
    return {
        row.one("dt").text: row.one("dd").text
        for ledger in receipt_page.all("dl", class_="ledger")
        for row in ledger.all("div")
    }


def test_a_list_leads_to_its_receipt_to_print_and_to_download(client, archive):
    address = "/?q=ferry&region=Africa&not=source:Nobody&sort=oldest"
    desk = page(client.get(address)).one(class_="desk")
    (link,) = [a for a in desk.all("a") if a.text == "Receipt"]
    shown = page(client.get(link.attributes["href"]))
    said = facts(shown)
    assert said["Query as typed"] == "ferry"
    assert said["Region"] == "Africa"
    assert said["Not source"] == "Nobody"
    assert said["Listed"] == "1 article"
    download = shown.one(class_="take").one("a").attributes["href"]
    assert urlsplit(download).query == "q=ferry&region=Africa&not=source:Nobody&format=json"
    sent = client.get(download)
    assert sent.headers["Content-Disposition"].startswith("attachment; filename=receipt-2")
    receipt = from_json(sent.data)
    assert said["SHA-256 of the ids"] == receipt.sha256.ids
    assert said["SHA-256 of the articles"] == receipt.sha256.articles


def sent(client, content):
    return client.post("/receipt", data={"file": (io.BytesIO(content), "receipt.json")})


def test_a_receipt_that_is_sent_is_verified(client, archive):
    store, service, _ = archive
    receipt = receipt_of(store, service, SearchQuery("ferry"))
    same = page(sent(client, to_json(receipt)))
    assert same.one("h1").text == "The archive still answers so"
    narrower = receipt_of(store, service, SearchQuery("ferry -hostile"))
    altered = json.loads(to_json(narrower))
    altered["asked"]["query"] = "ferry"
    differing = page(sent(client, json.dumps(altered).encode()))
    assert differing.one("h1").text == "The archive answers otherwise now"
    assert differing.one("h2", id="came").text == "Came 1 article"
    (headline,) = [a.text for a in differing.one("ul", class_="named").all("a")]
    assert headline == "<b>Hostile</b> ferry"


def test_no_receipt_is_written_of_a_list_that_is_not_the_one_asked_for(client):
    assert "‘2019-13’ is not a date" in page(client.get("/receipt?from=2019-13")).text
    refused = client.get("/receipt?from=2019-13&format=json")
    assert "‘2019-13’ is not a date" in page(refused, 400).text


def test_a_form_that_takes_long_is_given_up_unless_it_changes_something(client):
    impatient = {PATIENCE: Patience(0.0, 0.0, lambda: True)}
    receipt = client.get("/receipt?format=json").data
    for address, form in (
        ("/batch", {"queries": "ferry"}),
        ("/receipt", {"file": (io.BytesIO(receipt), "receipt.json")}),
    ):
        with pytest.raises(TooSlow):
            client.post(address, data=form, environ_overrides=dict(impatient))
    saved = client.post("/saved", data={"name": "Boats"}, environ_overrides=dict(impatient))
    assert saved.status_code == 303


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"{}", "it is no receipt of Backfile (Object missing required field made)"),
        (b"\0\xff", "it is no receipt of Backfile (JSON is malformed"),
    ],
)
def test_what_is_no_receipt_is_refused_on_a_page(client, content, sentence):
    assert sentence in page(sent(client, content), 400).text


def test_a_form_without_a_file_and_one_that_is_too_large_are_refused(client, monkeypatch):
    assert "no receipt was sent" in page(client.post("/receipt"), 400).text
    monkeypatch.setattr(receipt_routes, "LARGEST_RECEIPT", 10)
    assert "too large for this page" in page(sent(client, b"{" * 11), 400).text
    large = {"CONTENT_LENGTH": "4100001", "CONTENT_TYPE": "multipart/form-data; boundary=x"}
    assert client.post("/receipt", environ_overrides=large).status_code == 413


def counted(client, queries, by="year", **fields):
    return client.post("/batch", data={"queries": queries, "by": by, **fields})


def test_a_batch_is_a_matrix_whose_cells_link_to_lists_of_so_many(client):
    assert page(client.get("/batch")).one("textarea").text == ""
    shown = page(counted(client, "query,name\nferry,Boats\n-ferry,Others\nzebra,\n"))
    head, *rows, sums = shown.one("table").all("tr")
    assert [th.text for th in head.all("th")] == [
        "Query", "Total", "2014", "2021", "2022", "Undated",
    ]  # fmt: skip
    assert [row.one("th").text for row in rows] == ["Boats ferry", "Others -ferry", "zebra"]
    seen = 0
    for row in (*rows, sums):
        total, *counts = (int(td.text) for td in row.all("td"))
        assert total == sum(counts)
        for link in row.all("a"):
            results = json.loads(client.get(f"/api/v1/search{link.attributes['href'][1:]}").data)
            assert results["total"] == int(link.text)
            seen += 1
    assert seen >= 6
    assert rows[2].text == "zebra 0 0 0 0 0"


def test_a_row_that_is_none_says_so_beside_the_others(client):
    shown = page(counted(client, ",Nothing\nferry,<i>Boats</i>\n"))
    first, second = shown.one("table").one("tbody").all("tr")
    assert first.one("td", class_="failed").text == "Line 1: there is no query in its first cell"
    assert second.one("th").text == "<i>Boats</i> ferry"
    assert shown.one("h2", id="counts").text == "Articles by year 1 row not counted"


def test_a_file_is_read_before_what_is_typed_and_shown_again(client):
    data = {"queries": "zebra", "file": (io.BytesIO("ice\n".encode("utf-16")), "q.txt")}
    shown = page(client.post("/batch", data={**data, "by": "nothing"}))
    assert [th.text for th in shown.one("tbody").all("th")] == ["ice"]


def test_a_batch_is_downloaded_as_csv_and_json(client):
    sheet = counted(client, "ferry\n-ferry\n", format="csv")
    assert sheet.headers["Content-Disposition"] == "attachment; filename=batch-by-year.csv"
    rows = list(csv.DictReader(io.StringIO(sheet.text)))
    assert [row["query"] for row in rows] == ["ferry", "'-ferry", ""]
    assert int(rows[0]["total"]) == sum(int(rows[0][year]) for year in list(rows[0])[3:-1])
    plain = json.loads(counted(client, "ferry\n(\n", "source", format="json").data)
    assert (plain["by"], [row["query"] for row in plain["rows"]]) == ("source", ["ferry", "("])
    assert plain["rows"][0]["list"] == "/?q=ferry"
    assert plain["rows"][1]["notices"]


def test_too_many_rows_columns_or_bytes_are_said(client, monkeypatch):
    refused = page(counted(client, "ice\n" * 501), 400)
    assert "501 queries are too many at once" in refused.one(role="alert").text
    assert refused.one("textarea").text.startswith("ice ice")
    assert "there is no query in it" in page(counted(client, " "), 400).one(role="alert").text
    assert counted(client, "x" * 1_200_000).status_code == 413
    monkeypatch.setattr(batch_contexts, "MOST_CELLS", 2)
    monkeypatch.setattr(batch_contexts, "_FEWEST_COLUMNS", 1)
    shown = page(counted(client, "ferry\n"))
    assert shown.one(class_="note").text.startswith("2 more columns: download")
    monkeypatch.setattr(batch_routes, "_BUDGET_S", -1.0)
    assert "no time was left for it" in page(counted(client, "ferry\n")).text
