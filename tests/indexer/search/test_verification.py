"""What an engine cannot tell is told from the stored articles, in time or not at all."""

import time

import pytest

from indexer.engines.engine import SearchRequest
from indexer.query.ast import And, AtLeast, Everything, Like, Listed, Near, Not, Together, Words
from indexer.query.parser import parse
from indexer.search.verification import VerifiableQuery, Verifier
from tests.indexer.engines.corpus import article, id_of
from tests.support.oracle_engine import MemoryEngine

NEWS = {
    each.id: each
    for each in (
        article("a", "", "The ferry left. The crew stayed.", "A strike.", published="2019"),
        article("b", "", "The ferry and its crew left."),
        article("c", "Crew", "A ferry, a ferry and a ferry."),
        article("d", "", "Nothing else."),
    )
}


class Poor(MemoryEngine):
    """An engine that tells words and facts only, and remembers what it was asked."""

    def __init__(self):
        super().__init__(NEWS)
        self.asked = []

    def finds(self, leaf):
        return not isinstance(leaf, AtLeast | Near | Together | Like)

    def ids(self, query):
        self.asked.append(query)
        return super().ids(query)


class Shelf:
    """Stored articles, with a note of those that were read."""

    def __init__(self, articles=NEWS):
        self.articles = articles
        self.read = []

    def get_many(self, ids):
        self.read += ids
        return {each: self.articles[each] for each in ids if each in self.articles}


def names(*letters):
    return frozenset(map(id_of, letters))


def found(text, shelf, engine=None):
    engine = engine or Poor()
    checked = Verifier(engine, shelf.get_many).checked(parse(text).query)
    assert checked.complete
    return {hit.id for hit in engine.search(SearchRequest(checked.query)).hits}


FINDS = {
    "ferry /S crew": "b",
    "ferry /P crew": "ab",
    "ferry /P strike": "",
    "ATLEAST3(ferry)": "c",
    '"crew ferry left"~1': "a",
    '"crew ferry left"~0': "",
    '"ferry its left"~2': "b",
    "ferry -(ferry /S crew)": "ac",
    "(ferry /S crew) OR else": "bd",
    "(ferry /S crew)^2": "b",
}


@pytest.mark.parametrize("text", FINDS)
def test_what_a_poor_engine_finds_with_the_articles(text):
    assert found(text, Shelf()) == names(*FINDS[text])


def test_what_the_engine_tells_by_itself_is_left_as_it_is():
    shelf = Shelf()
    query = parse("(ferry OR crew*) -date:2019 words:>3 headline:*").query
    assert Verifier(Poor(), shelf.get_many).checked(query) == VerifiableQuery(query)
    assert shelf.read == []


def test_only_articles_that_have_the_words_are_read():
    shelf = Shelf()
    found("ferry /S crew", shelf)
    # "c" has them as well, in two fields.
    assert shelf.read == [id_of("a"), id_of("b"), id_of("c")]


def test_what_stands_beside_narrows_what_is_read():
    shelf = Shelf()
    assert found("date:2019 (ferry /P crew)", shelf) == names("a")
    assert shelf.read == [id_of("a")]


def test_what_is_denied_beside_narrows_as_well():
    shelf = Shelf()
    found("-strike (ferry /P crew)", shelf)
    assert shelf.read == [id_of("b"), id_of("c")]


def test_an_article_that_is_gone_from_the_store_is_not_found():
    without = {each: NEWS[each] for each in NEWS if each != id_of("b")}
    assert found("ferry /S crew", Shelf(without)) == set()
    assert found(f"like:{id_of('b')}", Shelf(without)) == set()


def test_when_time_runs_out_too_little_is_found_and_it_is_said():
    over = time.monotonic() - 1
    checker = Verifier(Poor(), Shelf().get_many, over)
    checked = checker.checked(Together(("ferry", "crew"), "sentence"))
    assert not checked.complete
    assert Poor().ids(checked.query) == set()


def test_when_time_runs_out_what_denies_finds_nothing():
    over = time.monotonic() - 1
    query = Not(Together(("ferry", "crew"), "sentence"))
    assert Verifier(Poor(), Shelf().get_many, over).checked(query) == VerifiableQuery(
        Listed(frozenset()), complete=False
    )


def test_time_that_is_not_used_up_changes_nothing():
    later = time.monotonic() + 3_600
    checked = Verifier(Poor(), Shelf().get_many, later).checked(AtLeast(3, "ferry"))
    assert checked == VerifiableQuery(And((Words("ferry"), Listed(names("c")))))


def test_a_checker_says_of_each_query_whether_it_is_complete():
    checker = Verifier(Poor(), Shelf().get_many, time.monotonic() - 1)
    assert not checker.checked(AtLeast(3, "ferry")).complete
    assert checker.checked(Everything()).complete
