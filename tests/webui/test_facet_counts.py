"""Counts of facets, against the lists that their links lead to and a plain count of articles."""

from collections import Counter

import pytest

from archive.model.article import Credit, Role
from archive.settings import Settings
from archive.store.store import Store
from indexer.engines.registry import ENGINES, engine_kind
from indexer.index.build import update
from indexer.index.generations import Generations
from indexer.schema.fields import FACETS
from indexer.search.service import SearchService
from tests.support.articles import record
from webui.app import create_app

STORY = (
    "The ferry between Kisumu and the islands of the gulf stays tied up for a third week, because "
    "weed has grown so thick that no propeller turns in it. Traders carry maize and soap around "
    "the shore on motorcycles, which takes a day and costs four times as much. The county has "
    "promised two cutters, of which one waits at the railway for a spare part from Mombasa."
)
PLACES = [["Africa/Kenya/Kisumu"], ["Africa/Kenya", "Africa/Uganda"], ["Asia/South Korea"], []]
PEOPLE = [
    (Credit("Ruth Awino", Role.REPORTER), Credit("Hana Seo", Role.TRANSLATOR)),
    (Credit("Hana Seo", Role.REPORTER),),
    (Credit("KIM JONG-UN", Role.WRITER), Credit("Kim Jong Un", Role.TRANSLATOR)),
    (),
]
SOURCES = ["Halyard Wire", "The Shore", None]
DATES = ["2021-03-02", "2021-03", "2022", None]
# Near-duplicates that differ in everything but their text, and stories of their own.
RECORDS = [
    record(
        f"Ferry {n}",
        body=[STORY if n % 3 else f"Story {n} of the ferry."],
        regions=PLACES[n % 4],
        credits=PEOPLE[n // 2 % 4],
        source=SOURCES[n % 3],
        published=DATES[n // 3 % 4],
        language=["en", "ko", None][n % 3],
        section=["World", "Home", None][n // 4 % 3],
        topics=[["work", "winter"], ["work"], []][n % 3],
    )
    for n in range(24)
]
NARROWED = (
    "q=ferry&region=Africa&byline=Hana+Seo&source=Halyard+Wire&source=(none)&language=en"
    "&year=2021&month=2021-03&section=World&section=Home&topic=work"
)
LISTS = [
    "",
    NARROWED,
    "q=ferry&not=source:The+Shore&not=region:Asia&not=byline:Ruth+Awino/reporter&from=2021-03",
    "q=ferry+duplicates:show&role=translator&byline=(none)&byline=Hana+Seo/translator",
]


@pytest.fixture(scope="module", params=ENGINES)
def archive(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp(request.param)
    with Store.open(folder / "archive.sqlite3", create=True) as store:
        store.add(RECORDS)
        generations = Generations(folder / "index")
        update(store, generations, engine_kind(request.param))
        with SearchService(store, generations) as service:
            client = create_app(Settings(home=folder), store=store, service=service).test_client()
            yield store, client


@pytest.mark.parametrize("query", LISTS)
@pytest.mark.parametrize("facet", [facet.name for facet in FACETS])
def test_a_count_is_the_length_of_the_list_with_that_value_alone(archive, query, facet):
    _, client = archive
    counted = client.get(f"/api/v1/facets/{facet}?{query}").json
    others = "&".join(each for each in query.split("&") if not each.startswith(f"{facet}="))
    assert counted["found"] == len(counted["values"])
    for value in counted["values"]:
        chosen = {facet: value["value"]}
        listed = client.get("/api/v1/search", query_string=[*_pairs(others), *chosen.items()]).json
        excluded = value["excluded"]
        assert value["count"] == (0 if excluded else listed["total"])


@pytest.mark.parametrize("facet", FACETS, ids=lambda facet: facet.name)
def test_counts_of_all_articles_one_by_one_are_a_plain_count(archive, facet):
    store, client = archive
    plain = Counter(
        value for change in store.changes_since(0) for value in facet.values_of(change.article)
    )
    counted = client.get(f"/api/v1/facets/{facet.name}?q=duplicates:show").json
    roles = {value: n for value, n in plain.items() if facet.name == "byline" and "/" in value}
    assert {each["value"]: each["count"] for each in counted["values"]} == {
        value: n for value, n in plain.items() if value not in roles
    }
    assert counted["total"] == len(RECORDS)


def _pairs(query):
    return [tuple(each.split("=", 1)) for each in query.replace("+", " ").split("&") if each]
