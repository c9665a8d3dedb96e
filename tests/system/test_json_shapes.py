"""The examples of docs/json.md beside what really comes out: neither has a key the other lacks."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

import indexer.cli.index
from archive import errors
from archive.cli.session import Session
from archive.model.article import Precision, Role
from archive.settings import Settings
from archive.store.store import Store
from indexer.engines.engine import Sort
from indexer.index.generations import Generations
from indexer.schema.fields import FACETS, LISTED_FACETS
from indexer.search.service import SearchService
from webui.app import create_app
from webui.cli.commands import backfile

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "json.md").read_text("utf-8")
# What each section says, by the first word of its heading.
SECTIONS = {text.split(maxsplit=1)[0].strip(","): text for text in PAGE.split("\n## ")[1:]}
STORY = (
    "The boats of Kisumu sail from Monday. Three weeks of weed are over, because a cutter from "
    "Mombasa has cleared the channel between the pier and the islands, and traders who went around "
    "the shore on motorcycles load maize and soap at the old prices again. The county will keep "
    "the cutter at the pier until the rains, a spokesman of the harbour office told Ruth Awino."
)
ARTICLE = {
    "headline": "Ferry runs again",
    "body": [STORY, "What comes next", "Soap and maize by boat."],
    "subheads": [1],
    "items": [2],
    "pictures": [{"address": "https://example.org/boat.jpg", "caption": "A boat at the pier."}],
    "published": "2022-05-03",
    "byline": "Ruth Awino",
    "source": "Halyard Wire",
    "section": "Transport",
    "topic": "ferries",
    "caption": "A boat.",
    "region": "Kenya",
    "language": "en",
    "url": "https://example.org/ferry",
}


def example(section):
    """The example of a section of the page."""
    return json.loads(re.search(r"```json\n(.*?)```", SECTIONS[section], re.DOTALL)[1])


def section_example(word, address):
    """The example of the section whose heading begins with a word and ends with an address."""
    (text,) = [each for each in PAGE.split("\n## ") if re.match(rf"{word} .*{address}\n", each)]
    return json.loads(re.search(r"```json\n(.*?)```", text, re.DOTALL)[1])


# The fields that may be null, and the kind of what they hold elsewhere.
MAY_BE_NULL = {
    "$.explanation": dict,
    "$.hits[].cluster": str,
    "$.changes[].article": dict,
    "$.wire": dict,
    "$.wire.dateline": str,
    "$.wire.located": str,
    "$.wire.slugline": str,
    "$.wire.urgency": int,
    "$.wire.embargoed": str,
    "$.wire.version": str,
    "$.provenance.address": str,
    **{
        f"{article}.{field}": str
        for article in ("$", "$.hits[]")
        for field in ("published.value", "source", "section", "language", "url", "regions[].code")
    },
}


def alike(documented, real, where="$"):
    """Fails where two documents differ in a key, or in the kind of a value."""
    if documented is None or real is None:
        assert where in MAY_BE_NULL, f"{where} is null"
        for each in (documented, real):
            assert each is None or isinstance(each, MAY_BE_NULL[where]), where
        return
    kind = type(documented) if isinstance(documented, dict | list | str | bool) else (int, float)
    assert isinstance(real, kind), where
    assert isinstance(real, bool) == isinstance(documented, bool), where
    if isinstance(documented, dict):
        assert sorted(documented) == sorted(real), where
        for key in documented:
            alike(documented[key], real[key], f"{where}.{key}")
    if isinstance(documented, list) and documented:
        assert real, f"{where} has nothing to compare with"
        for item in real:
            alike(documented[0], item, f"{where}[]")


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A folder with a file of one article that has everything, and an archive of it and a copy."""
    home = tmp_path_factory.mktemp("home")
    (home / "wire.jsonl").write_text(json.dumps(ARTICLE))
    run(home, "add", home / "wire.jsonl")
    body = ARTICLE["body"]
    copy = {"headline": "Cutter frees the ferry", "body": body, "published": "2022-05-04"}
    (home / "copy.jsonl").write_text(json.dumps(copy))
    run(home, "add", home / "copy.jsonl")
    return home


def run(home, *arguments):
    """What a command prints with --json."""
    session = Session(Settings(home=home), after_change=indexer.cli.index.update_index)
    command = [*map(str, arguments), "--json"]
    result = CliRunner().invoke(backfile, command, obj=session, catch_exceptions=False)
    assert result.exit_code == 0
    return json.loads(result.stdout)


@pytest.fixture(scope="module")
def client(home):
    settings = Settings(home=home)
    with (
        Store.open(settings.database) as store,
        SearchService(store, Generations(settings.index)) as service,
    ):
        yield create_app(settings, store=store, service=service).test_client()


@pytest.mark.parametrize(
    ("documented", "real"),
    [
        ({"total": 1}, {"total": None}),
        ({"total": None}, {"total": 1}),
        ({"total": 1}, {"total": "1"}),
        ({"total": 1}, {"total": True}),
        ({"total": 1}, {}),
        ({}, {"total": 1}),
        ({"source": None}, {"source": 1}),
        ({"hits": [{"cluster": "5f"}]}, {"hits": [{"cluster": False}]}),
        ({"hits": [{"cluster": "5f"}]}, {"hits": []}),
    ],
)
def test_what_differs_is_not_alike(documented, real):
    with pytest.raises(AssertionError):
        alike(documented, real)


def test_the_answer_to_a_search(home, client):
    documented = example("search")
    real = run(home, "search", "ferry “")
    alike(documented, real)
    assert list(documented["facets"]) == list(LISTED_FACETS)
    (hit,) = real["hits"]
    assert (hit["cluster"] is None, hit["others"]) == (False, 1)
    answer = client.get("/api/v1/search", query_string={"q": "ferry “"}).json
    assert answer.pop("next") is None
    alike(documented, answer)


def test_every_facet_has_the_values_that_the_example_shows(home):
    value = example("search")["facets"]["region"]
    for name, real in run(home, "search", "--source", "Halyard Wire")["facets"].items():
        alike(value, real, name)


def test_an_article(home, client):
    documented = example("inspect")
    alike(documented, run(home, "inspect", home / "wire.jsonl"))
    hit = run(home, "search")["hits"][0]["id"]
    shown = run(home, "show", hit)
    assert shown.pop("id") == hit
    alike(documented, shown)
    assert client.get(f"/api/v1/articles/{hit}").json == run(home, "show", hit)


def test_the_versions_of_an_article(home, client):
    versions = client.get(f"/api/v1/articles/{run(home, 'search')['hits'][0]['id']}/versions").json
    alike(section_example("GET", "/versions"), versions)


def test_a_query_explained(client):
    answer = client.get("/api/v1/explain", query_string={"q": "ferry"}).json
    alike(section_example("GET", "/explain"), {**answer, "notices": []})


def test_changes(client):
    answer = client.get("/api/v1/changes").json
    alike(section_example("GET", "/changes"), answer)


def test_what_adding_came_to(tmp_path):
    row = {"headline": "A boat", "date": "1500-01-01", "kicker": "Ferries"}
    (tmp_path / "wire.jsonl").write_text(json.dumps(row))
    alike(example("add"), run(tmp_path, "add", tmp_path / "wire.jsonl"))


@pytest.mark.parametrize("command", ["update", "rebuild"])
def test_what_building_came_to(home, command):
    alike(example("update"), run(home, command))


def test_how_much_there_is(home, client):
    alike(example("stats"), run(home, "stats"))
    assert client.get("/healthz").json["status"] == "ok"


def test_an_error_of_the_api(client):
    said = re.search(r'`(\{"type": .*?\})`', SECTIONS["Errors"])[1]
    answer = client.get("/api/v1/articles/0")
    assert answer.status_code == 404
    alike(json.loads(said), answer.json)


def named(pattern, section):
    """The names in `code` that follow some words in a section, up to the end of the list."""
    found = re.search(rf"{pattern}((?:[^`;.)]*`\w+`)+)", SECTIONS[section])
    return re.findall(r"`(\w+)`", found[1])


def test_every_facet_is_given_as_a_parameter():
    given = re.search(r"`to`, ([^(]*) \(each repeatable\)", SECTIONS["search"])[1]
    assert re.findall(r"`(\w+)`", given) == [facet.name for facet in FACETS]


def test_every_name_that_a_value_can_be_is_given():
    assert named("cut to its `precision` ", "search") == [str(each) for each in Precision]
    assert named("`sort` ", "search") == [str(each) for each in Sort]
    assert named("Roles: ", "inspect") == [str(each) for each in Role]


def test_every_exit_code_of_an_error_is_given():
    given = {int(code) for code in re.findall(r"(?<![\w.])\d+(?= )", SECTIONS["Errors"])}
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    codes = {kind.exit_code for kind in kinds if issubclass(kind, errors.BackfileError)}
    assert given == codes
