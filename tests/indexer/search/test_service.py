"""The service that answers questions, on a real store and a real index."""

import json
from dataclasses import replace
from datetime import date

import pytest

from archive.errors import HomeError, IndexDamagedError, UserError
from archive.model.article import Credit, Role
from archive.store.store import Store
from indexer.engines.engine import EngineKind, FacetFilter, Sort
from indexer.engines.registry import ENGINES, engine_kind
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.engines.whoosh.writer import WhooshWriter
from indexer.highlight.snippets import TextSpan
from indexer.index.build import rebuild, update
from indexer.index.generations import Generations, Manifest
from indexer.query.ast import Notice
from indexer.search.results import (
    Alternative,
    Completion,
    CompletionKind,
    ExplainedClause,
    FacetValue,
    FacetValues,
    SearchQuery,
)
from indexer.search.service import IndexState, SearchService
from indexer.search.timeline import TimelineQuery
from tests.support.articles import record

WHOOSH = engine_kind("whoosh")
RECORDS = (
    record(
        "Ferry runs again",
        regions=["Africa/Kenya/Kisumu"],
        credits=(Credit("Ruth Awino", Role.REPORTER),),
        published="2022-05-03",
        source="Halyard Wire",
        language="en",
    ),
    record(
        "Weed idles the boats",
        regions=["Africa/Kenya/Kisumu", "Africa/Uganda"],
        credits=(Credit("Ruth Awino", Role.REPORTER), Credit("Hana Seo", Role.TRANSLATOR)),
        published="2022-05",
        source="Halyard Wire",
        language="en",
    ),
    record(
        "Ice stops the island ferry",
        body=["The cable ferry stopped running on Friday."],
        regions=["North America/Canada/Nova Scotia"],
        credits=(Credit("Callum Dray", Role.REPORTER),),
        published="2014-01-04",
        language="en",
    ),
    record("항구가 얼었다", body=["배가 멈췄다."], regions=["Asia/South Korea"], language="ko"),
)
STORY = (
    "The ferry between Kisumu and the islands of the gulf stays tied up for a third week, because "
    "weed has grown so thick that no propeller turns in it. Traders carry maize and soap around "
    "the shore on motorcycles, which takes a day and costs four times as much. The county has "
    "promised two cutters, of which one waits at the railway for a spare part from Mombasa."
)
COPIES = (
    record("Weed holds the ferry", body=[STORY], published="2021-03-02", source="Halyard Wire"),
    record("Gulf ferry held by weed", body=[STORY], published="2021-03-02", source="The Shore"),
    record("Gulf without a ferry", body=[STORY], published="2021-03-03", source="The Shore"),
)


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "archive.sqlite3", create=True) as store:
        store.add(RECORDS)
        yield store


@pytest.fixture
def generations(tmp_path):
    return Generations(tmp_path / "index")


@pytest.fixture
def service(store, generations):
    update(store, generations, WHOOSH)
    with SearchService(store, generations) as service:
        yield service


def headlines(results):
    return [found.article.headline for found in results.found]


def test_the_whole_answer_to_a_question(service, store):
    results = service.search(SearchQuery("island ferry", limit=5))
    assert (results.total, results.notices, results.behind) == (1, (), 0)
    assert 0 < results.took_ms < 60_000
    (found,) = results.found
    assert found.article == store.get(found.article.id)
    assert found.headline == (
        TextSpan("Ice stops the ", hit=False),
        TextSpan("island", hit=True),
        TextSpan(" ", hit=False),
        TextSpan("ferry", hit=True),
    )
    assert found.snippets == (
        (
            TextSpan("The cable ", hit=False),
            TextSpan("ferry", hit=True),
            TextSpan(" stopped running on Friday.", hit=False),
        ),
    )
    assert found.score > 0
    assert results.facets == (
        FacetValues(
            "region",
            "Region",
            (
                FacetValue("North America", "North America", 1),
                FacetValue("North America/Canada", "Canada", 1, depth=1),
                FacetValue("North America/Canada/Nova Scotia", "Nova Scotia", 1, depth=2),
            ),
        ),
        FacetValues(
            "byline",
            "Byline",
            (
                FacetValue("Callum Dray", "Callum Dray", 1),
                FacetValue("Callum Dray/reporter", "reporter", 1, depth=1),
            ),
            roles=(Role.REPORTER,),
        ),
        FacetValues("source", "Source", (FacetValue("(none)", "No source", 1),)),
        FacetValues("language", "Language", (FacetValue("en", "English", 1),)),
        FacetValues("year", "Year", (FacetValue("2014", "2014", 1),)),
        FacetValues("month", "Month", (FacetValue("2014-01", "January 2014", 1),)),
        FacetValues("section", "Section", (FacetValue("(none)", "No section", 1),)),
        FacetValues("topic", "Topic", (FacetValue("(none)", "No topic", 1),)),
        FacetValues("tag", "Tag", (FacetValue("(none)", "No tag", 1),)),
        FacetValues("collection", "Collection", (FacetValue("(none)", "No collection", 1),)),
    )


def test_an_answer_as_json(service):
    results = service.search(SearchQuery("“island", sort=Sort.NEWEST))
    (found,) = results.found
    answer = json.dumps(replace(results, took_ms=4.06, facets=()).to_json())
    assert json.loads(answer) == {
        "query": "“island",
        "total": 1,
        "complete": True,
        "explanation": None,
        "alternatives": [],
        "took_ms": 4.1,
        "hits": [
            {
                "id": found.article.id,
                "headline": "Ice stops the island ferry",
                "published": {
                    "value": "2014-01-04",
                    "precision": "day",
                    "why": "declared",
                    "notice": "",
                    "stated": "",
                },
                "regions": [
                    {
                        "path": ["North America", "Canada", "Nova Scotia"],
                        "code": None,
                        "why": "declared",
                        "names": [],
                    }
                ],
                "credits": [
                    {
                        "name": "Callum Dray",
                        "role": "reporter",
                        "person": "Callum Dray",
                        "spellings": [],
                    }
                ],
                "source": None,
                "language": "en",
                "url": None,
                "score": round(found.score, 4),
                "snippets": ["The cable ferry stopped running on Friday."],
                "cluster": None,
                "others": 0,
            }
        ],
        "facets": {},
        "notices": [{"offset": 0, "message": results.notices[0].message}],
    }


def test_near_duplicates_are_one_entry_of_the_list(service, store, generations):
    store.add(COPIES)
    update(store, generations, WHOOSH)
    results = service.search(SearchQuery("motorcycles"))
    (found,) = results.found
    assert (results.total, found.others) == (1, 2)
    assert (found.article.published.value, found.cluster) == ("2021-03-02", found.article.cluster)
    assert [hit["others"] for hit in results.to_json()["hits"]] == [2]
    facets = {facet.name: facet.values for facet in results.facets}
    assert facets["source"] == (
        FacetValue("Halyard Wire", "Halyard Wire", 1),
        FacetValue("The Shore", "The Shore", 1),
    )
    shore = {"source": FacetFilter(frozenset({"The Shore"}))}
    (found,) = service.search(SearchQuery("motorcycles", filters=shore)).found
    assert (found.article.headline, found.others) == ("Gulf ferry held by weed", 1)


def test_near_duplicates_are_listed_one_by_one_where_the_query_says_so(service, store, generations):
    store.add(COPIES)
    update(store, generations, WHOOSH)
    results = service.search(SearchQuery("motorcycles duplicates:show", sort=Sort.NEWEST))
    assert (results.total, {found.others for found in results.found}) == (3, {0})
    assert headlines(results)[0] == "Gulf without a ferry"
    (cluster,) = {found.cluster for found in results.found}
    assert service.search(SearchQuery(f"cluster:{cluster} duplicates:show")).total == 3
    assert service.search(SearchQuery(f"cluster:{cluster} -gulf duplicates:show")).total == 0
    assert service.search(SearchQuery(f"cluster:{cluster}")).total == 1


def test_a_near_duplicate_that_comes_later_is_taken_in_by_an_update(service, store, generations):
    store.add(COPIES[:1])
    update(store, generations, WHOOSH)
    assert service.search(SearchQuery("motorcycles")).found[0].others == 0
    store.add(COPIES[1:])
    # The index knows the first without others until it has read on.
    (behind,) = service.search(SearchQuery("motorcycles")).found
    assert (behind.article.cluster != "", behind.cluster, behind.others) == (True, "", 0)
    assert not update(store, generations, WHOOSH).rebuilt
    (found,) = service.search(SearchQuery("motorcycles")).found
    assert (found.cluster, found.others) == (found.article.cluster, 2)


def test_what_cannot_be_taken_as_typed_is_a_notice_and_no_error(service):
    results = service.search(SearchQuery("ferry date:soon", sort=Sort.NEWEST))
    assert results.notices == (
        Notice(
            11,
            "“soon” is no date like 2019, 2019-06, 2019-06-04 or 2018..2020-06; "
            "searching for the words instead.",
        ),
    )
    assert results.total == 0


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (None, None, 4),
        (date(2014, 1, 4), None, 3),
        (date(2014, 1, 5), None, 2),
        (None, date(2022, 5, 30), 2),
        (None, date(2022, 5, 31), 3),
        (date(2022, 5, 1), date(2022, 5, 31), 2),
        (date(2022, 5, 2), date(2022, 5, 31), 1),
        (date(2022, 1, 1), date(2014, 1, 1), 0),
    ],
)
def test_dates_bound_a_question_without_and_with_words(service, first, last, expected):
    assert service.search(SearchQuery(first=first, last=last)).total == expected
    narrowed = service.search(SearchQuery("ferry OR weed OR 배", first=first, last=last))
    assert narrowed.total == expected


def test_ticked_and_excluded_values_narrow_the_list_and_come_back_marked(service):
    question = SearchQuery(
        filters={
            "region": FacetFilter(frozenset({"Africa"}), frozenset({"Africa/Uganda"})),
            "language": FacetFilter(exclude=frozenset({"ko"})),
        }
    )
    results = service.search(question)
    assert headlines(results) == ["Ferry runs again"]
    facets = {facet.name: facet.values for facet in results.facets}
    assert facets["region"] == (
        FacetValue("Africa", "Africa", 1, selected=True),
        FacetValue("Africa/Kenya", "Kenya", 1, depth=1),
        FacetValue("Africa/Kenya/Kisumu", "Kisumu", 1, depth=2),
        FacetValue("Africa/Uganda", "Uganda", 0, depth=1, excluded=True),
        FacetValue("North America", "North America", 1),
        FacetValue("North America/Canada", "Canada", 1, depth=1),
        FacetValue("North America/Canada/Nova Scotia", "Nova Scotia", 1, depth=2),
    )
    assert facets["language"] == (
        FacetValue("en", "English", 1),
        FacetValue("ko", "Korean", 0, excluded=True),
    )


def test_pages_put_together_are_the_whole_list(service):
    whole = headlines(service.search(SearchQuery(sort=Sort.NEWEST)))
    assert whole == [
        "Ferry runs again", "Weed idles the boats", "Ice stops the island ferry", "항구가 얼었다",
    ]  # fmt: skip
    pages = [
        service.search(SearchQuery(sort=Sort.NEWEST, offset=offset, limit=3))
        for offset in (0, 3, 6)
    ]
    assert [headlines(page) for page in pages] == [whole[:3], whole[3:], []]
    assert [page.total for page in pages] == [4, 4, 4]
    assert service.search(SearchQuery(limit=0)).found == ()


def test_no_more_values_of_a_facet_come_than_were_asked_for(service):
    results = service.search(SearchQuery(facet_limit=1))
    facets = {facet.name: facet for facet in results.facets}
    assert [value.value for value in facets["region"].values] == ["Africa"]
    assert {name: facet.omitted for name, facet in facets.items()} == {
        "region": 4, "byline": 3, "source": 0, "language": 1, "year": 1, "month": 1, "section": 0,
        "topic": 0, "tag": 0, "collection": 0,
    }  # fmt: skip


def test_an_article_that_was_deleted_since_is_left_out(service, store):
    (gone,) = service.search(SearchQuery("island")).found
    store.delete([gone.article.id])
    results = service.search(SearchQuery("ferry", sort=Sort.NEWEST))
    assert headlines(results) == ["Ferry runs again"]
    assert (results.total, results.behind) == (2, 1)


def test_an_answer_says_how_many_changes_the_index_has_not_read(service, store, generations):
    store.add([record("One more ferry"), record("And one more")])
    assert service.search(SearchQuery("ferry")).behind == 2
    update(store, generations, WHOOSH)
    results = service.search(SearchQuery("ferry"))
    assert (results.total, results.behind) == (3, 0)


@pytest.mark.parametrize("build", [update, rebuild])
def test_a_newer_index_is_opened_without_being_told(service, store, generations, build):
    assert service.search(SearchQuery("bridge")).total == 0
    store.add([record("A bridge instead of the ferry")])
    build(store, generations, WHOOSH)
    assert service.search(SearchQuery("bridge")).total == 1


def test_an_index_that_does_not_change_is_opened_once(service, monkeypatch):
    service.search(SearchQuery())

    def refuse(_directory):
        raise AssertionError

    monkeypatch.setitem(ENGINES, "whoosh", lambda: replace(WHOOSH, open=refuse))
    assert service.search(SearchQuery()).total == 4


def test_an_index_that_is_replaced_while_it_is_opened_is_looked_for_again(
    store, generations, monkeypatch
):
    update(store, generations, WHOOSH)
    opened = []

    def open_late(directory):
        opened.append(directory.name)
        if len(opened) == 1:
            rebuild(store, generations, WHOOSH)
        return WhooshEngine(directory)

    monkeypatch.setitem(ENGINES, "whoosh", lambda: replace(WHOOSH, open=open_late))
    with SearchService(store, generations) as service:
        assert service.search(SearchQuery()).total == 4
    # The second is the check of the rebuild itself.
    assert opened == ["g-000001", "g-000002"]


@pytest.mark.parametrize(
    ("facet", "name", "values"),
    [
        ("region", "Africa/Kenya", {"Africa/Kenya"}),
        ("region", "africa/kenya", {"Africa/Kenya"}),
        ("region", "kisumu", {"Africa/Kenya/Kisumu"}),
        ("region", "Asia", {"Asia"}),
        ("byline", "ruth awino", {"Ruth Awino"}),
        ("byline", "reporter", {"Ruth Awino/reporter", "Callum Dray/reporter"}),
        ("source", "HALYARD WIRE", {"Halyard Wire"}),
        ("language", "ko", {"ko"}),
        ("language", "Korean", {"ko"}),
        ("language", "kor", {"ko"}),
        ("year", "undated", {"undated"}),
    ],
)
def test_values_are_found_by_their_path_or_their_last_name(service, facet, name, values):
    assert service.values_named(facet, name) == values


@pytest.mark.parametrize(
    ("facet", "name", "message"),
    [
        ("region", "Scotia", "no article has the region 'Scotia': did you mean {0}?"),
        (
            "region",
            "ca",
            (
                "no article has the region 'ca': did you mean Africa or Africa/Kenya or "
                "Africa/Kenya/Kisumu or Africa/Uganda or North America?"
            ),
        ),
        ("source", "Mars", "no article has the source 'Mars': 'backfile search --json' has all"),
    ],
)
def test_a_name_that_no_value_has_is_an_error_with_those_that_come_near(
    service, facet, name, message
):
    with pytest.raises(UserError) as unknown:
        service.values_named(facet, name)
    assert str(unknown.value) == message.format("North America/Canada/Nova Scotia")


def test_the_state_says_how_much_there_is_and_how_far_the_index_has_come(service, store):
    store.add([record("Ferry runs again", body=["It does not."])])
    store.delete([service.search(SearchQuery("island")).found[0].article.id])
    assert service.state() == IndexState(
        articles=4, versions=5, sequence=6, indexed_sequence=4, engine="whoosh"
    )


def test_marks_for_any_text(service):
    marked = service.highlighter("headline:ferry weed").mark("Ferry and weed", "body")
    assert [segment.text for segment in marked if segment.hit] == ["weed"]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_phrase_finds_and_marks_what_has_a_hyphen_in_the_text(store, generations, engine):
    text = "The cease-fire talks are not over, and no cease-fire holds."
    store.add([record("Guns fall silent", body=[text], published="2020-01-02")])
    update(store, generations, engine_kind(engine))
    with SearchService(store, generations) as service:
        results = service.search(SearchQuery('"ceasefire talks" over', explain=True))
        marked = service.highlighter('"ceasefire talks"').mark(text, "body")
    (found,) = results.found
    assert "".join(f"[{each.text}]" if each.hit else each.text for each in found.snippets[0]) == (
        "The [cease-fire talks] are not [over], and no cease-fire holds."
    )
    assert [(each.query, each.hits) for each in results.explanation.clauses] == [
        ('"ceasefire talks"', 1), ("over", 1),
    ]  # fmt: skip
    assert [each.text for each in marked if each.hit] == ["cease-fire talks"]


def test_a_service_that_was_closed_opens_again_when_it_is_asked(service):
    service.close()
    service.close()
    assert service.search(SearchQuery()).total == 4


def test_an_archive_without_an_index_says_how_to_make_one(store, generations):
    with SearchService(store, generations) as service, pytest.raises(HomeError) as missing:
        service.search(SearchQuery())
    assert str(missing.value) == (
        f"{generations.root}: there is no index yet: make one with 'backfile update'"
    )


def test_an_index_without_its_manifest_is_damaged_and_not_missing(store, generations):
    update(store, generations, WHOOSH)
    (generations.current().directory / "manifest.json").unlink()
    with (
        SearchService(store, generations) as service,
        pytest.raises(IndexDamagedError, match="run 'backfile rebuild'"),
    ):
        service.search(SearchQuery())


@pytest.mark.parametrize(
    "manifest", [Manifest("whoosh", format=1), Manifest("whoosh", format=99), Manifest("other")]
)
def test_an_index_of_another_version_is_not_read_but_said_to_be_one(store, generations, manifest):
    update(store, generations, EngineKind(manifest.engine, WhooshEngine, WhooshWriter))
    generations.current().record(manifest)
    with SearchService(store, generations) as service:
        with pytest.raises(IndexDamagedError) as unknown:
            service.state()
        assert str(unknown.value) == (
            f"{generations.root}/g-000001: the index was made by another version of Backfile: "
            "no article is lost, run 'backfile update' to make it anew"
        )
        assert update(store, generations, WHOOSH).rebuilt
        assert service.search(SearchQuery()).total == 4


def test_a_damaged_index_is_an_error_until_it_is_mended(service, store, generations):
    service.search(SearchQuery())
    (generations.root / "CURRENT").write_text("g-000009")
    with pytest.raises(IndexDamagedError):
        service.search(SearchQuery())
    rebuild(store, generations, WHOOSH)
    assert service.search(SearchQuery()).total == 4


def test_a_query_is_explained_where_that_is_asked_for(service):
    assert service.search(SearchQuery("ferry island")).explanation is None
    explained = service.search(SearchQuery("ferry zebra", explain=True)).explanation
    assert explained == ExplainedClause(
        "ferry zebra",
        "all of: “ferry”, “zebra”",
        0,
        clauses=(
            ExplainedClause("ferry", "articles with “ferry”", 2),
            ExplainedClause("zebra", "articles with “zebra”", 0, empties=True),
        ),
    )


def test_the_hits_of_a_clause_are_those_within_the_dates_and_what_is_ticked(service):
    question = SearchQuery("ferry", explain=True, first=date(2014, 1, 1), last=date(2014, 12, 31))
    assert service.search(question).explanation.hits == 1


def test_what_finds_nothing_comes_with_what_finds_something(service):
    assert service.search(SearchQuery("ferry zebra")).alternatives == (
        Alternative("ferry", 2, "without “zebra”"),
    )
    assert service.search(SearchQuery("fery island")).alternatives[0] == Alternative(
        "ferry island", 1, "“ferry” instead of “fery”"
    )
    assert service.search(SearchQuery("ferry")).alternatives == ()


def test_any_of_the_words_is_enough_where_that_is_asked_for(service):
    assert service.search(SearchQuery("island zebra")).total == 0
    assert service.search(SearchQuery("island zebra", any_word=True)).total == 1


def test_words_and_names_are_completed(service):
    assert Completion(CompletionKind.WORD, "ferry", "ferry", 2) in service.completions("fer")
    (person, *_) = service.completions("by:cal")
    assert (person.kind, person.query) == (CompletionKind.PERSON, 'by:"Callum Dray"')


def test_a_sentence_is_told_from_the_stored_text(service):
    assert service.search(SearchQuery("cable /S friday")).total == 1
    assert service.search(SearchQuery("cable /S soap")).total == 0


def test_a_search_that_runs_out_of_time_says_so(store, generations):
    update(store, generations, engine_kind("whoosh"))
    with SearchService(store, generations, time_limit_s=0.0) as service:
        results = service.search(SearchQuery("cable /S friday"))
    assert (results.complete, results.total, results.alternatives) == (False, 0, ())


def test_nothing_is_known_to_be_left_where_time_runs_out_for_what_is_left_out(store, generations):
    update(store, generations, engine_kind("whoosh"))
    with SearchService(store, generations, time_limit_s=0.0) as service:
        other = SearchQuery("cable /S friday", filters={"language": FacetFilter(frozenset({"en"}))})
        results = service.search(SearchQuery(without=(other,), timeline=TimelineQuery()))
    assert (results.complete, results.total, results.timeline.points) == (False, 0, ())
