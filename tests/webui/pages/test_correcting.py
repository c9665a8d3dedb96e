"""Pages that put an article, a name or a place right, on a real archive and its index."""

import shutil

import pytest

from archive.model.article import Credit, Role
from archive.settings import Settings
from archive.store.audit import lines
from archive.store.corrections import Corrections
from archive.store.store import Store
from indexer.engines.registry import engine_kind
from indexer.index.build import update
from indexer.index.generations import Generations
from indexer.search.service import SearchService
from tests.support.articles import record
from tests.support.processes import wait_until
from tests.webui.conftest import read
from webui import services
from webui.access import csrf_token
from webui.app import create_app
from webui.pages.desk import following

SCRIPT = "<script>alert(1)</script>\"'><img src=x>"


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    home = tmp_path_factory.mktemp("correcting") / "home"
    with Store.open(home / "archive.sqlite3", create=True) as store:
        store.add(
            [
                record(
                    "Ferry runs again",
                    body=("Boats sail from Hamnam.",),
                    published="2021-04-15",
                    credits=(Credit("Kim Ha-neul", Role.REPORTER),),
                    source="The Harbour Post",
                    regions=("Moon Base",),
                ),
                record(
                    "Market opens",
                    body=("In Hamnam they sell fish.",),
                    published="2019-01-02",
                    credits=(Credit("K. Ha-neul", Role.REPORTER),),
                    source="Harbour Post",
                ),
            ]
        )
        update(store, Generations(home / "index"), engine_kind("whoosh"))
    return home


@pytest.fixture
def home(filled, tmp_path):
    return shutil.copytree(filled, tmp_path / "home")


@pytest.fixture
def archive(home):
    """A client of the application on the archive, with its store as `store`."""
    settings = Settings(home=home)
    with (
        Store.open(settings.database) as store,
        SearchService(store, Generations(settings.index)) as service,
    ):
        client = create_app(settings, store=store, service=service).test_client()
        client.store = store
        with client.application.test_request_context():
            client.environ_base["HTTP_X_CSRF_TOKEN"] = csrf_token()
        yield client


def id_of(archive, headline="Ferry runs again"):
    (found,) = [each for each in archive.store.latest(9) if each.headline == headline]
    return found.id


def form_of(archive, address):
    """Fields of the form that fills a page, as a browser would send them."""
    response = archive.get(address)
    assert response.status_code == 200
    form = next(read(response.text).all("form", class_="filled"))
    sent = {}
    for each in form.all():
        name, attributes = each.attributes.get("name"), each.attributes
        if each.tag in {"input", "textarea"} and name:
            value = each.text if each.tag == "textarea" else attributes.get("value", "")
            sent.setdefault(name, []).append(value)
    return sent


def send(archive, address, sent, status=303):
    response = archive.post(address, data=sent)
    assert response.status_code == status
    return response


def listed(archive, query):
    page = read(archive.get(f"/?{query}").text)
    return {each.text for each in page.all("h2")} & {"Ferry runs again", "Market opens"}


def test_a_wrong_date_is_put_right_and_taken_back_and_lists_follow_at_once(archive):
    address = f"/articles/{id_of(archive)}"
    (link,) = [a for a in read(archive.get(address).text).all("a") if a.text == "Correct"]
    assert link.attributes["href"] == f"{address}/correct"
    sent = form_of(archive, f"{address}/correct")
    assert sent["published"] == ["2021-04-15"]
    assert sent["regions"] == ["Moon Base", "", ""]
    assert sent["credits"] == ["reporter: Kim Ha-neul"]
    sent |= {"published": "15 April 2012", "why": "the year was misread"}
    response = send(archive, f"{address}/correct", sent)
    assert response.headers["Location"] == f"{address}#corrected"
    assert listed(archive, "from=2012-04-15&to=2012-04-15") == {"Ferry runs again"}
    assert listed(archive, "from=2021-04-15&to=2021-04-15") == set()
    page = read(archive.get(address).text)
    told = page.one("section", class_="corrected").text
    assert "Date corrected by" in told
    assert "the year was misread It came in as 2021-04-15." in told
    assert [each.field for each in archive.store.get(id_of(archive)).corrections] == ["published"]
    history = read(archive.get(f"{address}/versions").text).text
    assert "2012" not in history
    every = read(archive.get("/corrections").text)
    (undo,) = every.all("form", method="post")
    sent = {each.attributes["name"]: each.attributes["value"] for each in undo.all("input")}
    assert send(archive, undo.attributes["action"], sent).headers["Location"] == "/corrections"
    assert listed(archive, "from=2021-04-15&to=2021-04-15") == {"Ferry runs again"}
    assert [each.action for each in lines(archive.store.database)] == ["undo correction", "correct"]
    assert "undone by" in read(archive.get("/corrections").text).text


def test_faults_are_named_each_at_its_field_and_what_was_typed_stays(archive):
    address = f"/articles/{id_of(archive)}/correct"
    sent = form_of(archive, address)
    sent |= {"published": "soon", "language": "the tongue of angels", "why": ""}
    sent |= {"regions": ["Jpan"], "credits": f"boss: Kim\r\n{SCRIPT}", "headline": "y" * 490_000}
    response = send(archive, address, sent, 400)
    assert SCRIPT not in response.text
    assert len(response.text) < 100_000
    page = read(response.text)
    assert len(page.one("input", id="headline").attributes["value"]) == 2_000
    problems = {each.attributes["id"]: each.text for each in page.all("p", class_="refused")}
    assert problems == {
        "problem": "a correction needs a reason of 1 to 1,000 characters: this has 0",
        "headline-problem": "a headline has 2,000 characters at most: this has 10,000",
        "published-problem": "“soon” cannot be read as a date: "
        "write it as 2012-04-15, 2012-04 or 2012, or “undated”",
        "regions-problem": "“Jpan” is no region that is known: "
        "is it “Asia/Japan” or “Europe/Spain”?",
        "credits-problem": "“boss: Kim” has no role: write it as “reporter: Kim Ha-neul”; "
        "roles are reporter, translator, writer, editor, photographer, agency",
        "language-problem": "“the tongue of angels” is no language: "
        "write its tag, as in ko or pt-BR, or its English name",
    }
    fields = {e.attributes.get("name"): e.attributes.get("value") for e in page.all("input")}
    assert (fields["published"], fields["language"]) == ("soon", "the tongue of angels")
    assert f"boss: Kim {SCRIPT}" in page.one("textarea", name="credits").text
    assert send(archive, address, form_of(archive, address) | {"why": "x"}, 400)
    assert Corrections(archive.store.database).latest(9) == []
    assert archive.post(address, data={"why": "x" * 1_000_000}).status_code in {400, 413}


def test_a_correction_made_meanwhile_is_neither_undone_nor_overwritten_unseen(archive):
    article_id = id_of(archive)
    address = f"/articles/{article_id}/correct"
    first, second = form_of(archive, address), form_of(archive, address)
    send(archive, address, first | {"published": "2012", "why": "a"})
    # The other form holds the old date, which was not touched there.
    send(archive, address, second | {"section": "Ports", "why": "b"})
    assert archive.store.get(article_id).published.value == "2012"
    response = send(archive, address, second | {"published": "2013", "why": "c"}, 400)
    assert "it was corrected meanwhile and is now: 2012" in response.text
    number = Corrections(archive.store.database).latest(1)[0].id
    stale = {"field": "published", "correction": str(number)}
    assert "does not stand any more" in send(archive, f"{address}/undo", stale, 400).text


def test_what_a_correction_says_is_text_wherever_it_shows(archive):
    article_id = id_of(archive)
    typed = dict.fromkeys(("headline", "source", "section"), f"{SCRIPT}\u202egnp.exe")
    typed |= {"credits": f"reporter: {SCRIPT}"}
    Corrections(archive.store.database).correct(article_id, typed, why=SCRIPT, who=SCRIPT)
    for address in (
        f"/articles/{article_id}",
        f"/articles/{article_id}/correct",
        f"/articles/{article_id}/versions",
        "/corrections",
        "/articles",
        f"/api/v1/articles/{article_id}",
    ):
        response = archive.get(address)
        assert response.status_code == 200
        assert "\u202e" not in response.text
        if not response.is_json:
            assert SCRIPT not in response.text
            assert "<img" not in response.text


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/articles/ffff/correct", 404),
        ("/corrections?before=1'--", 200),
        ("/corrections?before=99999999999999999999", 200),
        ("/authority/person?name=Nobody", 404),
        ("/authority/planet?name=Mars", 404),
        ("/authority/region", 200),
        ("/authority", 200),
        ("/authority/region?name=%00%ED%A0%80&region=" + "x" * 5_000, 200),
    ],
)
def test_addresses_that_ask_for_nothing_are_answered(archive, address, status):
    assert archive.get(address).status_code == status


def people(archive):
    return {a.text for a in read(archive.get("/people").text).all("a")} & {
        "Kim Ha-neul",
        "K. Ha-neul",
    }


def test_two_names_become_one_persons_and_are_parted_again(archive, home):
    page = read(archive.get("/people/K.%20Ha-neul").text)
    (link,) = [a for a in page.all("a") if a.text == "The same person as …"]
    sent = form_of(archive, link.attributes["href"]) | {"other": "Kim Ha-neul"}
    assert send(archive, "/authority/person", sent).headers["Location"] == "/authority"
    assert people(archive) == {"Kim Ha-neul"}
    assert 'name = "Kim Ha-neul"' in (home / "names.toml").read_text()
    said = read(archive.get("/authority").text).text
    assert "All articles follow it." in said
    assert "“K. Ha-neul” was joined into Kim Ha-neul" in said
    change = {"change": "prefer", "name": "Kim Ha-neul", "other": "K. Ha-neul"}
    send(archive, "/authority/person", change)
    assert people(archive) == {"K. Ha-neul"}
    change = {"change": "split", "name": "K. Ha-neul", "other": "Kim Ha-neul"}
    send(archive, "/authority/person", change)
    assert people(archive) == {"Kim Ha-neul", "K. Ha-neul"}
    change = {"change": "merge", "name": "K. Ha-neul", "other": SCRIPT}
    response = send(archive, "/authority/person", change, 400)
    assert SCRIPT not in response.text
    assert "is credited nowhere" in response.text
    assert send(archive, "/authority/person", {"change": "x"}, 400)


def test_a_suggested_merge_of_sources_has_a_button(archive):
    merges = read(archive.get("/facets/source").text).one("section", class_="merges")
    sent = {e.attributes["name"]: e.attributes["value"] for e in merges.all("input")}
    send(archive, merges.one("form").attributes["action"], sent)
    assert {each.preferred_source for each in archive.store.latest(9)} == {sent["other"]}


def test_a_name_means_a_region_and_then_no_place(archive):
    region = "Asia/North Korea/South Hamgyong"
    change = {"change": "means", "name": "Hamnam", "region": region}
    send(archive, "/authority/region", change)
    (found,) = archive.store.get(id_of(archive, "Market opens")).regions
    assert "/".join(found.path) == region
    page = read(archive.get(f"/articles/{id_of(archive, 'Market opens')}/correct").text)
    link = next(a for a in page.all("a") if a.text.startswith("say what it means"))
    assert (
        "Now Hamnam means Asia › North Korea › South Hamgyong."
        in read(archive.get(link.attributes["href"]).text).text
    )
    send(archive, "/authority/region", {"change": "nothing", "name": "Hamnam"})
    assert archive.store.get(id_of(archive, "Market opens")).regions == ()
    response = send(archive, "/authority/region", change | {"region": "Atlantis"}, 400)
    assert "“Atlantis” is no region that is known" in response.text


def test_a_damaged_file_is_named_and_neither_changed_nor_hidden(archive, home):
    damaged = '[[person]]\nname = "A\n'
    (home / "names.toml").write_text(damaged)
    change = {"change": "merge", "name": "K. Ha-neul", "other": "Kim Ha-neul"}
    response = send(archive, "/authority/person", change, 400)
    assert "names.toml: it is not TOML" in response.text
    assert (home / "names.toml").read_text() == damaged
    assert "names.toml: it is not TOML" in archive.get("/authority").text
    assert lines(archive.store.database) == []
    # A single article is put right all the same.
    address = f"/articles/{id_of(archive)}/correct"
    send(archive, address, form_of(archive, address) | {"published": "2012", "why": "x"})
    assert listed(archive, "from=2012-01-01&to=2012-12-31") == {"Ferry runs again"}


def test_a_large_archive_is_brought_up_by_a_process_of_its_own(archive, home, monkeypatch):
    monkeypatch.setattr(following, "MOST_ARTICLES_AT_ONCE", 0)
    monkeypatch.setattr(following, "LONGEST_WAIT_S", 0)
    change = {"change": "merge", "name": "K. Ha-neul", "other": "Kim Ha-neul"}
    send(archive, "/authority/person", change)
    assert services._started
    wait_until(
        lambda: "All articles follow it." in archive.get("/authority").text,
        "the articles follow names.toml",
    )
    for process in services._started:
        process.wait()
    assert people(archive) == {"Kim Ha-neul"}
