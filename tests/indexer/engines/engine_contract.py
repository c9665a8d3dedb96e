"""Contract tests of the engines. A test module subclasses a suite and says how to build.

`build` takes batches of changes, commits after each, and gives a context that opens the engine
and closes it; `apply` does the writing:

    class TestMyEngine(AgreementWithOracle):
        @staticmethod
        @contextmanager
        def build(*batches):
            with TemporaryDirectory() as home:
                apply(MyWriter(Path(home)), *batches)
                engine = MyEngine(Path(home))
                yield engine
                engine.close()
"""

import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs

from indexer.engines.engine import FacetFilter, Hit, HitPage, SearchRequest, Sort
from indexer.query.ast import Arrivals, Cluster, Everything, Not
from indexer.query.parser import parse
from indexer.search.verification import Verifier
from tests.indexer.engines.corpus import (
    NEWS,
    STORM,
    article,
    corpora,
    id_of,
    name_of,
    queries,
    requests,
    whole_queries,
)
from tests.support.oracle_engine import MemoryEngine


def apply(writer, *batches):
    """Give a writer articles to add and names to delete, commit after each batch, close it."""
    for batch in batches:
        for change in batch:
            if isinstance(change, str):
                writer.delete(id_of(change))
            else:
                writer.add(change)
        writer.commit()
    writer.close()


def asked(engine, request, corpus):
    """The answer to a question, with what the engine cannot tell told from the articles."""
    articles = {article.id: article for article in corpus}

    def get_many(ids):
        return {each: articles[each] for each in ids if each in articles}

    checked = Verifier(engine, get_many).checked(request.query)
    assert checked.complete
    return engine.search(structs.replace(request, query=checked.query))


def found(engine, text, corpus=(*NEWS, *STORM)):
    """The names of all that a query text finds, in articles of a corpus."""
    page = asked(engine, SearchRequest(parse(text).query, limit=100), corpus)
    assert page.total == len(page.hits)
    return {name_of(hit.id) for hit in page.hits}


def listed(engine, **request):
    """The names on a page in their order, of all articles where no query is given."""
    page = engine.search(SearchRequest(**{"query": Everything(), **request}))
    return [name_of(hit.id) for hit in page.hits]


def entries(engine, **request):
    """The names on a page of a collapsed list, each with for how many others it stands."""
    page = engine.search(SearchRequest(**{"query": Everything(), "collapse": True, **request}))
    return [(name_of(hit.id), hit.others) for hit in page.hits]


ALL = {"drugs", "harvest", "trade", "vote", "army", "missile", "poll", "note"}
FINDS = {
    # words
    "drugs": {"drugs"},
    "DRUG": {"drugs"},
    "drugs rice": set(),
    "rice harvest": {"harvest", "note"},
    "market": {"drugs", "harvest"},
    "cooperation": {"trade"},
    "co-operation": {"trade"},
    "cooperat*": {"trade"},
    '"under co-operation of"': {"trade"},
    '"under cooperation"': {"trade"},
    "Soomin": {"drugs", "harvest"},
    "co operation": {"trade"},
    "1200 pills": {"drugs"},
    "1,200": {"drugs"},
    "us": {"trade"},
    "cafe": {"trade"},
    "ledger": set(),
    # phrases
    '"running drugs"': {"drugs"},
    "“running drugs”": {"drugs"},
    '"drugs running"': set(),
    '"rice rice"': {"note"},
    '"residents said The chief"': set(),
    '"drugs in Hamhung Two officers"': set(),
    '"Soo-min Leejin"': set(),
    '"north korea"': {"drugs", "harvest", "army"},
    # beginnings
    "economi*": {"harvest", "trade"},
    "econom*": {"harvest", "trade"},
    "economy": {"harvest"},
    "headline:rice*": {"harvest"},
    "by:leej*": {"drugs", "trade"},
    "running*": {"drugs"},
    # fields
    "headline:rice": {"harvest"},
    "title:rice": {"harvest"},
    "body:rice": {"trade", "note"},
    "caption:market": {"drugs"},
    "added:cafe": {"trade"},
    "added:economic": set(),
    'added:"sells rice"': {"trade"},
    'added:"rice twelve"': set(),
    "removed:bridges": {"trade"},
    'removed:"closed the bridge"': {"trade"},
    "removed:sold*": {"trade"},
    "removed:brigde~2": {"trade"},
    "removed:(soldiers /S bridge)": {"trade"},
    "removed:(closed W/2 bridge)": {"trade"},
    "removed:ten added:twelve": {"trade"},
    "bridge": set(),
    "added:*": {"trade"},
    "removed:* region:asia": {"trade"},
    "-removed:* region:china": {"harvest"},
    "region:asia": {"drugs", "harvest", "trade", "army"},
    'place:"south hamgyong"': {"drugs", "army"},
    "byline:chung": {"drugs", "trade"},
    "translator:chung": {"drugs"},
    "reporter:chung": set(),
    "reporter:(chung OR ahn)": {"drugs", "harvest"},
    'source:"radio harbor"': {"drugs", "harvest"},
    "section:world topic:crime": {"drugs"},
    "lang:ko": {"army"},
    "lang:Korean": {"army"},
    "lang:한국어": {"army"},
    "language:(kor OR 中文)": {"army", "missile"},
    "lang:english": {"drugs", "harvest", "trade"},
    "lang:en -lang:en-CA": {"drugs", "harvest"},
    "lang:EN_ca": {"trade"},
    'lang:"canadian english"': {"trade"},
    "lang:español": {"vote"},
    "lang:es-MX": {"vote"},
    # Neither Canada's English nor Mexico's Spanish.
    "lang:ca": set(),
    "lang:mx": set(),
    "lang:en-US": set(),
    # operators
    "drugs OR trade": {"drugs", "trade"},
    "drugs OR harvest rice": {"drugs", "harvest", "note"},
    "(drugs OR harvest) market": {"drugs", "harvest"},
    "rice -harvest": {"trade"},
    "rice NOT (harvest OR border)": set(),
    "NOT rice": ALL - {"harvest", "trade", "note"},
    "-rice -region:asia": {"vote", "missile", "poll"},
    "drugs OR NOT region:asia": {"drugs", "vote", "missile", "poll", "note"},
    "*": ALL,
    "": ALL,
    "-*": set(),
    # dates
    "date:2019": {"drugs", "harvest", "trade", "vote"},
    "date:2019-06": {"drugs", "harvest"},
    "date:2019-06-30": {"harvest"},
    "date:2019-07-01..2019-07-15": set(),
    "date:2019-06..2019-07": {"drugs", "harvest", "trade"},
    "date:2018": {"missile", "poll"},
    "date:2018-12-31..": {"drugs", "harvest", "trade", "vote", "army", "missile"},
    "date:..2018": {"missile", "poll"},
    "date:2020-02": {"army"},
    "date:*": ALL - {"note"},
    "-date:*": {"note"},
    "date:>=2019-06-30": {"harvest", "trade", "army"},
    "date:>2019-06-30": {"trade", "army"},
    "date:<=2018": {"missile", "poll"},
    "date:<2018-12-31": set(),
    "before:2019": {"missile", "poll"},
    "before:2018-12-31": set(),
    "after:2019-06": {"trade", "army"},
    "after:2020-02-29": set(),
    "after:9999": set(),
    "-date:2019": {"army", "missile", "poll", "note"},
    # scripts
    "함경남도": {"army"},
    "경남": {"army"},
    "북한": {"army"},
    "겨": {"army"},
    "남한": set(),
    "by:안수민": {"army"},
    "导弹": {"missile"},
    "射导": {"missile"},
    "弹导": set(),
    "星期二": {"missile"},
    "เลือกตั้ง": {"poll"},
    "العربية": {"poll"},
    "eleccion espana": {"vote"},
    "elección": {"vote"},
}
FINDS_MORE = {
    # has and lacks
    "byline:*": {"drugs", "harvest", "trade", "army"},
    "-byline:*": {"vote", "missile", "poll", "note"},
    "translator:*": {"drugs"},
    "-body:*": set(),
    "caption:*": {"drugs"},
    "-lang:*": {"poll", "note"},
    # forms of words
    "r?ce": {"harvest", "trade", "note"},
    "*arket": {"drugs", "harvest"},
    "mark?ts": {"harvest"},
    "*nomic*": {"trade"},
    "*operat*": {"trade"},
    "*econom*": {"harvest", "trade"},
    "e*ists": {"harvest"},
    "n?te -r*e": set(),
    "by:*jin": {"drugs", "trade"},
    "region:?pain": {"vote"},
    "c?f*": {"trade"},
    "zz*zz": set(),
    # so many times
    "ATLEAST3(rice)": {"note"},
    "ATLEAST4(rice)": set(),
    "ATLEAST2(harvest OR market)": {"drugs"},
    'ATLEAST2("ahn soo-min")': set(),
    "ATLEAST2(훈련)": {"army"},
    # lengths
    "words:8": {"missile", "note"},
    "words:>=8": ALL - {"vote", "poll"},
    "words:<8": {"vote", "poll"},
    "words:9..11": {"harvest", "army"},
    # near each other
    '"market pills"~2': {"drugs"},
    '"market pills"~1': set(),
    '"rice rice rice"~3': {"note"},
    '"rice rice rice rice"~9': set(),
    '"said chief"~98': set(),
    "officers NEAR/3 carrying": {"drugs"},
    "carrying NEAR/2 officers": {"drugs"},
    "carrying NEAR/1 officers": set(),
    "carrying W/2 officers": set(),
    "officers W/2 carrying": {"drugs"},
    'pills W/3 "the market"': {"drugs"},
    '"the market" NEAR/2 pills': {"drugs"},
    '"the market" W/3 pills': set(),
    "(police OR residents) W/2 (removed OR said)": {"drugs"},
    "-(rice NEAR/9 harvest) rice": {"trade"},
    "soo NEAR/5 leejin": set(),
    "훈련 NEAR/7 북한군": set(),
    "훈련 NEAR/8 북한군": {"army"},
    "훈련 W/9 북한군": set(),
    'region:"korea south"~9': set(),
    'region:"hamgyong south"~0': {"drugs", "army"},
    # in one sentence, in one paragraph
    "officers /S pills": {"drugs"},
    "officers /S police": set(),
    '"economy to" /S market': {"harvest"},
    "operation /S rice": set(),
    "operation /P rice": {"trade"},
    "neighbours /P café /P U.S.": {"trade"},
    "officers /P police": set(),
    "(officers OR chief) /S (removed OR nothing)": {"drugs"},
    "rice -(operation /P rice)": {"harvest", "note"},
    "body:(operation /P rice)": {"trade"},
    "headline:operation /P rice": set(),
    "韩国 /S 星期二": {"missile"},
    # the lead
    "lead:pills": {"drugs"},
    "lead:(rice harvest)": {"note"},
    "lead:note": set(),
    # any number of weights
    "rice^3 harvest^0.5": {"harvest", "note"},
    '("rice harvest"^2 OR drugs)^4': {"drugs", "harvest"},
    # like another
    f"like:{id_of('harvest')}": {"note"},
    f"like:{id_of('vote')}": set(),
    "like:0000000000000000": set(),
    # words spelled otherwise
    "hamhong~": {"drugs"},
    "humhong~": set(),
    "humhong~2": {"drugs"},
    "korea~": {"drugs", "harvest", "army"},
    "by:leejim~": {"drugs", "trade"},
    "harvests~": {"harvest", "note"},
    "eleccoin~2": {"vote"},
    "ronald~2": set(),
}

REGION_COUNTS = {
    "Asia": 4,
    "Asia/North Korea": 3,
    "Asia/North Korea/South Hamgyong": 2,
    "Asia/North Korea/North Hamgyong": 1,
    "Asia/China": 2,
    "Europe": 1,
    "Europe/Spain": 1,
    "(none)": 3,
}
BYLINE_COUNTS = {
    "Ahn Soo-min": 2,
    "Ahn Soo-min/reporter": 2,
    "Leejin Chung": 2,
    "Leejin Chung/translator": 1,
    "Leejin Chung/writer": 1,
    "안수민": 1,
    "안수민/reporter": 1,
    "(none)": 4,
}


def ticked(*values):
    return FacetFilter(include=frozenset(values))


def excluded(*values):
    return FacetFilter(exclude=frozenset(values))


class EngineSuite:
    """Contract of one engine by itself."""

    @pytest.fixture(scope="class")
    @classmethod
    def news(cls):
        with cls.build(NEWS) as engine:
            yield engine

    @pytest.mark.parametrize("text", FINDS, ids=FINDS)
    def test_a_query_finds(self, news, text):
        assert found(news, text) == FINDS[text]

    def test_an_index_knows_its_words_as_they_are_written(self, news):
        words = {}
        for word, count in news.vocabulary():
            words[word] = max(count, words.get(word, 0))
        for word, count in {"rice": 3, "markets": 1, "soo": 2, "harvest": 2, "economic": 1}.items():
            assert 0 < words[word] <= count, word
        assert words.keys() & {"econom", "elección", "ferry", "carri"} == set()

    def test_an_index_knows_how_many_articles_it_holds(self, news):
        assert news.count() == len(NEWS)

    def test_the_whole_answer_to_a_question(self, news):
        page = news.search(
            SearchRequest(
                parse("rice").query,
                filters={"region": ticked("Asia/China")},
                facets=("region", "source", "year"),
                sort=Sort.NEWEST,
                limit=1,
            )
        )
        assert page == HitPage(
            total=2,
            hits=(Hit(id_of("trade"), page.hits[0].score),),
            facets={
                "region": {
                    "Asia": 2,
                    "Asia/North Korea": 1,
                    "Asia/North Korea/North Hamgyong": 1,
                    "Asia/China": 2,
                    "(none)": 1,
                },
                "source": {"Radio Harbor": 1, "Daily Ledger": 1},
                "year": {"2019": 2},
            },
        )

    def test_facets_count_every_value_with_those_above_it_and_the_roles_of_a_name(self, news):
        names = ("region", "byline", "source", "language", "year")
        assert news.search(SearchRequest(Everything(), facets=names, limit=0)).facets == {
            "region": REGION_COUNTS,
            "byline": BYLINE_COUNTS,
            "source": {"Radio Harbor": 2, "Daily Ledger": 2, "(none)": 4},
            "language": {
                "en": 3, "en/en-CA": 1, "es": 1, "es/es-MX": 1, "ko": 1, "zh": 1, "(none)": 2,
            },
            "year": {"2018": 2, "2019": 4, "2020": 1, "undated": 1},
        }  # fmt: skip

    def test_a_date_is_counted_at_the_granularity_of_the_facet_or_as_it_is_known(self, news):
        request = SearchRequest(Everything(), facets=("month", "week", "day"), limit=0)
        coarse = {"2018": 1, "2019": 1, "undated": 1}
        assert news.search(request).facets == {
            "month": {"2018-12": 1, "2019-06": 2, "2019-07": 1, "2020-02": 1, **coarse},
            "week": {
                "2019-W01": 1, "2019-W23": 1, "2019-W26": 1, "2019-07": 1, "2020-W09": 1, **coarse,
            },
            "day": {
                "2018-12-31": 1, "2019-06-04": 1, "2019-06-30": 1, "2019-07": 1, "2020-02-29": 1,
                **coarse,
            },
        }  # fmt: skip

    def test_only_the_facets_asked_for_are_counted(self, news):
        assert news.search(SearchRequest(Everything())).facets == {}

    @pytest.mark.parametrize(
        ("filters", "names"),
        [
            ({"region": ticked("Asia/China", "Europe/Spain")}, {"harvest", "trade", "vote"}),
            ({"region": ticked("Asia/North Korea")}, {"drugs", "harvest", "army"}),
            ({"region": ticked("North Korea")}, set()),
            (
                {"region": ticked("Asia"), "source": ticked("Radio Harbor")},
                {"drugs", "harvest"},
            ),
            ({"byline": ticked("Leejin Chung")}, {"drugs", "trade"}),
            ({"byline": ticked("Leejin Chung/translator")}, {"drugs"}),
            ({"year": ticked("undated", "2018")}, {"note", "missile", "poll"}),
            ({"year": excluded("undated", "2019")}, {"army", "missile", "poll"}),
            ({"region": excluded("Asia")}, {"vote", "missile", "poll", "note"}),
            (
                {
                    "region": FacetFilter(
                        include=frozenset({"Asia"}), exclude=frozenset({"Asia/China"})
                    )
                },
                {"drugs", "army"},
            ),
            ({"source": excluded("Radio Harbor"), "language": ticked("en")}, {"trade"}),
            ({"language": FacetFilter()}, ALL),
            ({"language": ticked("en")}, {"drugs", "harvest", "trade"}),
            ({"language": ticked("en/en-CA", "es")}, {"trade", "vote"}),
            (
                {
                    "language": FacetFilter(
                        include=frozenset({"en"}), exclude=frozenset({"en/en-CA"})
                    )
                },
                {"drugs", "harvest"},
            ),
        ],
    )
    def test_filters_pass_any_value_of_a_facet_and_all_of_the_facets(self, news, filters, names):
        page = news.search(SearchRequest(Everything(), filters=filters, limit=100))
        assert ({name_of(hit.id) for hit in page.hits}, page.total) == (names, len(names))

    def test_a_tick_leaves_the_counts_of_its_own_facet_and_narrows_the_others(self, news):
        facets = news.search(
            SearchRequest(
                Everything(),
                filters={"region": ticked("Europe")},
                facets=("region", "year", "byline"),
            )
        ).facets
        assert facets == {"region": REGION_COUNTS, "year": {"2019": 1}, "byline": {"(none)": 1}}

    def test_an_exclusion_narrows_the_counts_of_its_own_facet_too(self, news):
        filters = {
            "region": FacetFilter(
                include=frozenset({"Europe"}), exclude=frozenset({"Asia/North Korea"})
            )
        }
        request = SearchRequest(Everything(), filters=filters, facets=("region",))
        assert news.search(request).facets == {
            "region": {"Asia": 1, "Asia/China": 1, "Europe": 1, "Europe/Spain": 1, "(none)": 3}
        }

    def test_newest_begins_with_the_latest_day_and_ends_with_the_undated(self, news):
        assert listed(news, sort=Sort.NEWEST) == [
            "army", "trade", "harvest", "drugs", "vote", "missile", "poll", "note"
        ]  # fmt: skip

    def test_oldest_begins_with_the_earliest_day_and_ends_with_the_undated(self, news):
        assert listed(news, sort=Sort.OLDEST) == [
            "poll", "missile", "vote", "drugs", "harvest", "trade", "army", "note"
        ]  # fmt: skip

    def test_articles_of_one_day_go_by_id(self):
        dates = {"c": "2019-06-04", "a": "2019-06", "b": "2019-06-01", "e": None, "d": None}
        batch = [article(name, published=day) for name, day in dates.items()]
        with self.build(batch) as engine:
            assert listed(engine, sort=Sort.NEWEST) == ["c", "a", "b", "d", "e"]
            assert listed(engine, sort=Sort.OLDEST) == ["a", "b", "c", "d", "e"]
            assert listed(engine, sort=Sort.RELEVANCE) == ["c", "a", "b", "d", "e"]

    def test_articles_are_found_and_listed_by_when_they_came_in(self):
        arrivals = {
            "b": (7, "2026-11-29T23:59:59+09:00"),
            "c": (8, "2026-11-30T00:00:00+09:00"),
            "a": (9, "2026-11-30T00:00:00+09:00"),
            "d": (0, ""),
        }
        batch = [
            article(name, "Ferry", published="2019", arrival=number, arrived=moment)
            for name, (number, moment) in arrivals.items()
        ]
        ranges = {
            "received:2026-11-30": ["a", "c"],
            "received:<2026-11-30": ["b"],
            "received:2026-12": [],
            "received:*": ["a", "c", "b"],
            "received:<0001": [],
            "ferry -received:2026-11-29": ["a", "c", "d"],
        }
        with self.build(batch) as engine:
            assert listed(engine, sort=Sort.RECEIVED) == ["a", "c", "b", "d"]
            pages = [listed(engine, sort=Sort.RECEIVED, offset=at, limit=2) for at in (0, 2)]
            assert pages == [["a", "c"], ["b", "d"]]
            found = {
                text: listed(engine, query=parse(text).query, sort=Sort.RECEIVED) for text in ranges
            }
            assert found == ranges
            numbered = {
                Arrivals(7): ["a", "c"],
                Arrivals(7, 8): ["c"],
                Arrivals(0, 7): ["b"],
                Arrivals(9): [],
                Arrivals(8, 8): [],
                Arrivals(8, 2): [],
                Not(Arrivals(8)): ["c", "b", "d"],
            }
            for query, names in numbered.items():
                assert listed(engine, query=query, sort=Sort.RECEIVED) == names, query

    def test_what_readers_put_to_articles_is_found(self):
        batch = [
            article("a", "Ferry", tags=("to read", "harbour"), notes=("Ask the captain.",)),
            article("b", "Ferry", collections=("Winter crossings",), url="https://e.example/x/1"),
        ]
        with self.build(batch) as engine:
            for text, names in {
                'tag:"to read"': ["a"],
                "tag:*": ["a"],
                "note:captains": ["a"],
                "captain": [],
                "collection:winter": ["b"],
                "url:e.example/x": ["b"],
                "url:https://e.example/x/1": ["b"],
                "-collection:*": ["a"],
            }.items():
                assert listed(engine, query=parse(text).query) == names, text
            page = engine.search(SearchRequest(Everything(), facets=("tag", "collection")))
            assert page.facets == {
                "tag": {"to read": 1, "harbour": 1, "(none)": 1},
                "collection": {"Winter crossings": 1, "(none)": 1},
            }

    def test_articles_of_one_day_go_by_the_moment_and_those_without_an_hour_before(self):
        batch = [
            article(name, published=moment)
            for name, moment in {
                "a": "2019-06-04T23:00:00+09:00",
                "b": "2019-06-04T12:30:00",
                "c": "2019-06-04T08:00:01-05:00",
                "d": "2019-06-04T08:00:00-05:00",
                "e": "2019-06-04",
                "f": "2019-06-03T23:59:59-11:00",
                "g": "2019-06-05T00:00:00+14:00",
                "h": "2019-06-04T08:00:01-05:00",
            }.items()
        ]
        order = ["f", "e", "b", "d", "c", "h", "a", "g"]
        with self.build(batch) as engine:
            assert listed(engine, sort=Sort.OLDEST) == order
            assert listed(engine, sort=Sort.NEWEST) == ["g", "a", "c", "h", "d", "b", "e", "f"]
            pages = [listed(engine, sort=Sort.OLDEST, offset=at, limit=3) for at in (0, 3, 6)]
            assert [*pages[0], *pages[1], *pages[2]] == order

    def test_the_earliest_of_one_day_stands_for_its_near_duplicates(self):
        hours = {"a": "18:00:00", "b": "07:15:00", "c": "12:00:00"}
        batch = [
            article(name, published=f"2019-06-04T{hour}+00:00", cluster=id_of("x"))
            for name, hour in hours.items()
        ]
        with self.build(batch) as engine:
            assert entries(engine) == [("b", 2)]
        with self.build(batch, ["b"]) as engine:
            assert entries(engine) == [("c", 1)]

    def test_a_word_in_the_headline_counts_more_than_one_in_the_text(self):
        batch = [
            article("a", "Weather", "A flood is feared in spring."),
            article("b", "A flood", "It is feared in spring again."),
            article("c", "Weather", "It is dry.", captions=("The flood of last spring",)),
        ]
        with self.build(batch) as engine:
            query = parse("flood").query
            page = engine.search(SearchRequest(query))
            assert [name_of(hit.id) for hit in page.hits] == ["b", "a", "c"]
            assert [hit.score for hit in page.hits] == sorted(
                {hit.score for hit in page.hits}, reverse=True
            )

    def test_a_word_in_the_lead_counts_more_than_one_further_on(self):
        filler = "nothing of it here " * 20
        batch = [article("a", "News", f"{filler} flood"), article("b", "News", f"flood {filler}")]
        with self.build(batch) as engine:
            assert listed(engine, query=parse("flood").query) == ["b", "a"]
            assert listed(engine, query=parse("lead:flood").query) == ["b"]

    def test_a_weight_changes_the_order(self):
        batch = [article("a", "Ferry", "A strike"), article("b", "Strike", "A ferry")]
        with self.build(batch) as engine:
            assert listed(engine, query=parse("ferry^9 OR strike").query) == ["a", "b"]
            assert listed(engine, query=parse("ferry OR strike^9").query) == ["b", "a"]
            assert listed(engine, query=parse("ferry^0.1 OR strike").query) == ["b", "a"]

    def test_of_articles_as_relevant_the_late_ones_come_first(self):
        dates = {"a": "2018-06-01", "b": "2019-06-04", "c": None, "d": "2019-01"}
        batch = [article(name, "A flood", published=day) for name, day in dates.items()]
        with self.build(batch) as engine:
            query = parse("flood").query
            assert listed(engine, query=query) == ["b", "d", "a", "c"]
            assert listed(engine, query=query, sort=Sort.FRESH) == ["b", "d", "a", "c"]
            page = engine.search(SearchRequest(query, sort=Sort.FRESH))
            plain = engine.search(SearchRequest(query))
            assert len({hit.score for hit in plain.hits}) == 1
            assert page.hits[0].score == pytest.approx(2 * plain.hits[0].score)
            assert page.hits[3].score == pytest.approx(plain.hits[3].score)

    def test_of_many_that_tie_the_late_ones_come_first_page_by_page(self):
        days = {f"t{n:02}": f"2019-{n % 12 + 1:02}-{n % 5 + 1:02}" for n in range(70)}
        batch = [article(name, "A flood", published=day) for name, day in days.items()]
        order = sorted(sorted(days), key=lambda name: days[name], reverse=True)
        with self.build(batch) as engine:
            for text in ("flood", "flo*", "flood OR river", ""):
                pages = [
                    listed(engine, query=parse(text).query, offset=at, limit=9)
                    for at in range(0, 72, 9)
                ]
                assert [name for page in pages for name in page] == order, text

    def test_an_order_by_freshness_goes_deeper_than_a_page(self):
        batch = [
            article(f"n{number}", "flood " * (9 - number), published=f"20{10 + number}")
            for number in range(9)
        ]
        with self.build(batch) as engine:
            query = parse("flood").query
            whole = listed(engine, query=query, sort=Sort.FRESH)
            pages = [
                listed(engine, query=query, sort=Sort.FRESH, offset=at, limit=2)
                for at in range(0, 10, 2)
            ]
            assert [name for page in pages for name in page] == whole
            assert len(whole) == 9

    @pytest.mark.parametrize("sort", Sort)
    def test_pages_put_together_are_the_whole_list(self, news, sort):
        query = parse("rice OR market OR date:2018").query
        whole = listed(news, query=query, sort=sort)
        pages = [listed(news, query=query, sort=sort, offset=at, limit=2) for at in (0, 2, 4, 6)]
        assert len(whole) == 6
        assert pages == [whole[:2], whole[2:4], whole[4:], []]

    @pytest.mark.parametrize(("offset", "limit"), [(0, 0), (3, 0), (8, 5), (1000, 20)])
    def test_a_page_of_nothing_still_counts(self, news, offset, limit):
        request = SearchRequest(Everything(), facets=("source",), offset=offset, limit=limit)
        assert news.search(request) == HitPage(
            total=8,
            hits=(),
            facets={"source": {"Radio Harbor": 2, "Daily Ledger": 2, "(none)": 4}},
        )

    @pytest.mark.parametrize("batches", [[[]], [NEWS[:2], ["drugs", "harvest"]]])
    def test_an_empty_index_answers(self, batches):
        with self.build(*batches) as engine:
            assert engine.count() == 0
            for text in ("", "rice", '"rice harvest"', "ric*", "-rice", "date:2019"):
                request = SearchRequest(
                    parse(text).query, {"source": ticked("x")}, ("source", "year"), Sort.NEWEST
                )
                assert engine.search(request) == HitPage(0, (), {"source": {}, "year": {}})

    def test_an_article_added_again_is_replaced(self):
        again = article("drugs", "All quiet", regions=("Europe",), published="2021")
        with self.build(NEWS, [again]) as engine:
            assert engine.count() == len(NEWS)
            assert found(engine, "hamhung OR quiet") == {"drugs"}
            assert found(engine, "hamhung") == set()
            assert listed(engine, sort=Sort.NEWEST)[0] == "drugs"
            facets = engine.search(SearchRequest(Everything(), facets=("region",))).facets
            assert facets["region"]["Asia/North Korea/South Hamgyong"] == 1

    def test_an_article_added_twice_before_a_commit_counts_once_and_as_the_last(self):
        with self.build([article("a", "first"), article("a", "second")]) as engine:
            assert engine.count() == 1
            assert (found(engine, "first"), found(engine, "second")) == (set(), {"a"})

    def test_a_deleted_article_is_gone_from_hits_and_counts(self):
        with self.build(NEWS, ["drugs", "nobody"]) as engine:
            assert engine.count() == len(NEWS) - 1
            assert found(engine, "by:ahn") == {"harvest"}
            assert found(engine, "-by:ahn") == ALL - {"drugs", "harvest"}
            facets = engine.search(SearchRequest(Everything(), facets=("byline",))).facets
            assert facets["byline"] == {
                "Ahn Soo-min": 1,
                "Ahn Soo-min/reporter": 1,
                "Leejin Chung": 1,
                "Leejin Chung/writer": 1,
                "안수민": 1,
                "안수민/reporter": 1,
                "(none)": 4,
            }

    def test_adding_and_deleting_in_one_commit_follow_their_order(self):
        changes = [article("a", "one"), "a", article("b", "two"), "b", article("b", "three")]
        with self.build(changes) as engine:
            assert listed(engine) == ["b"]
            assert found(engine, "three") == {"b"}

    @pytest.fixture(scope="class")
    @classmethod
    def storm(cls):
        with cls.build(STORM) as engine:
            yield engine

    def test_of_near_duplicates_the_earliest_stands_for_the_others(self, storm):
        assert entries(storm, sort=Sort.OLDEST) == [("radio", 2), ("calm", 0)]
        assert entries(storm, sort=Sort.NEWEST) == [("calm", 0), ("radio", 2)]
        assert entries(storm, sort=Sort.NEWEST, offset=1) == [("radio", 2)]

    def test_a_list_that_is_not_collapsed_has_every_article_with_its_cluster(self, storm):
        page = storm.search(SearchRequest(Everything(), sort=Sort.OLDEST))
        assert [(name_of(hit.id), hit.cluster, hit.others) for hit in page.hits] == [
            ("radio", id_of("ledger"), 0),
            ("ledger", id_of("ledger"), 0),
            ("calm", "", 0),
            ("wire", id_of("ledger"), 0),
        ]

    def test_near_duplicates_count_once_in_the_total(self, storm):
        assert storm.search(SearchRequest(Everything(), collapse=True)).total == 2
        assert storm.search(SearchRequest(Everything())).total == storm.count() == 4

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("flood", [("ledger", 1)]),
            ("flood -storm", [("wire", 0)]),
            ("harbour", [("radio", 2), ("calm", 0)]),
            ("flood OR dries", [("ledger", 1), ("calm", 0)]),
            ("hurricane", []),
        ],
    )
    def test_the_earliest_is_that_of_those_that_a_query_finds(self, storm, text, expected):
        assert entries(storm, query=parse(text).query, sort=Sort.OLDEST) == expected

    def test_a_hit_has_the_score_that_it_has_by_itself(self, storm):
        query = parse("headline:harbour").query
        scores = {hit.id: hit.score for hit in storm.search(SearchRequest(query)).hits}
        collapsed = storm.search(SearchRequest(query, collapse=True)).hits
        assert {name_of(hit.id) for hit in collapsed} == {"radio", "calm"}
        assert all(hit.score == scores[hit.id] for hit in collapsed)

    def test_a_count_is_the_total_once_its_value_is_ticked(self, storm):
        request = SearchRequest(Everything(), facets=("source", "language", "year"), collapse=True)
        facets = storm.search(request).facets
        assert facets == {
            # Each paper that has the story, also where the earliest is another's.
            "source": {"Radio Harbor": 1, "Daily Ledger": 2, "Halyard Wire": 1},
            "language": {"en": 2, "es": 1},
            "year": {"2019": 2, "undated": 1},
        }
        for name, counts in facets.items():
            for value, count in counts.items():
                narrower = structs.replace(request, filters={name: ticked(value)})
                assert storm.search(narrower).total == count

    def test_a_tick_takes_the_earliest_of_what_is_left(self, storm):
        filters = {"source": ticked("Daily Ledger", "Halyard Wire")}
        assert entries(storm, filters=filters, sort=Sort.OLDEST) == [("ledger", 1), ("calm", 0)]
        filters = {"year": ticked("undated")}
        assert entries(storm, filters=filters) == [("wire", 0)]

    def test_of_one_day_the_smallest_id_is_the_earliest(self):
        dates = {"c": "2019-06-04", "b": "2019-06", "a": "2019-06-01", "d": None}
        batch = [article(n, published=day, cluster=id_of("x")) for n, day in dates.items()]
        with self.build(batch) as engine:
            assert entries(engine) == [("a", 3)]
        with self.build(batch, ["a"], ["b"]) as engine:
            assert entries(engine) == [("c", 1)]

    def test_a_cluster_can_be_asked_for(self, storm):
        def members(query):
            hits = storm.search(SearchRequest(query, sort=Sort.OLDEST)).hits
            return [name_of(hit.id) for hit in hits]

        assert members(Cluster(id_of("ledger"))) == ["radio", "ledger", "wire"]
        assert members(Cluster(id_of("radio"))) == []
        assert members(Cluster("")) == []
        assert found(storm, f"-cluster:{id_of('ledger')}") == {"calm"}
        assert found(storm, f"cluster:{id_of('ledger')} flood") == {"ledger", "wire"}
        assert entries(storm, query=Cluster(id_of("ledger"))) == [("radio", 2)]

    def test_an_article_changes_its_cluster_as_it_is_added_again(self):
        parted = [replace(STORM[0], cluster=""), replace(STORM[2], cluster=id_of("wire"))]
        with self.build(STORM, parted) as engine:
            assert entries(engine, sort=Sort.OLDEST) == [
                ("radio", 0), ("ledger", 0), ("calm", 0), ("wire", 0),
            ]  # fmt: skip

    def test_an_article_of_nothing_is_found_by_everything_only(self):
        with self.build([article("empty")]) as engine:
            assert (found(engine, ""), found(engine, "-x")) == ({"empty"}, {"empty"})
            assert (found(engine, "x"), found(engine, "x*")) == (set(), set())


class WholeLanguage:
    """Contract of an engine that has every operator of the language."""

    queries = whole_queries

    @pytest.mark.parametrize("text", FINDS_MORE, ids=FINDS_MORE)
    def test_an_operator_finds(self, news, text):
        assert found(news, text) == FINDS_MORE[text]

    def test_an_article_of_nothing_has_nothing(self):
        with self.build(
            [article("empty")], [article("x", "X"), article("y", "Y")], ["y"]
        ) as engine:
            assert (found(engine, "headline:*"), found(engine, "body:*")) == ({"x"}, set())
            assert found(engine, "words:0") == {"empty", "x"}
            assert found(engine, "*xx* OR x?x OR xxx~") == set()
            assert (found(engine, "-by:*"), found(engine, "-headline:*")) == (
                {"empty", "x"},
                {"empty"},
            )


# The nodes that score, as they are written.
SCORED = re.compile(r"\b(?:Words|Prefix|Pattern|Fuzzy|Near|AtLeast|Together|Like)\(")


class AgreementWithOracle(EngineSuite):
    """What one engine must do, and what it must do as the memory engine does.

    `examples` is how many archives are made up, with a dozen questions each.
    """

    examples = 25
    queries = queries

    def test_finds_counts_and_orders_as_the_oracle(self):
        @settings(
            max_examples=self.examples,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        )
        @given(corpora(), st.data())
        def agrees(corpus, data):
            oracle = MemoryEngine({article.id: article for article in corpus})
            with self.build(corpus) as engine:
                assert engine.count() == oracle.count()
                for _ in range(12):
                    request = data.draw(requests(corpus, self.queries))
                    ours, theirs = (asked(each, request, corpus) for each in (engine, oracle))
                    assert comparable(ours, request) == comparable(theirs, request), request
                    part = structs.replace(request, offset=1, limit=2)
                    assert asked(engine, part, corpus).hits == ours.hits[1:3], part

        agrees()


def comparable(page, request):
    """The part of a page that two engines must agree on: all but scores, and order by score.

    Where nothing scores, the order is that of ties.
    """
    hits = [(hit.id, hit.cluster, hit.others) for hit in page.hits]
    by_score = request.sort in {Sort.RELEVANCE, Sort.FRESH} and SCORED.search(repr(request.query))
    order = sorted(hits) if by_score else hits
    return page.total, order, {name: dict(counts) for name, counts in page.facets.items()}
