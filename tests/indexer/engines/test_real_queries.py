"""Whatever people type, and whatever is made of it, is answered by every engine."""

from itertools import islice

import pytest

from indexer.engines.registry import ENGINES
from tests.bench.queries import NEWS_QUERIES, naughty_strings, web_queries
from tests.bench.searching.homes import stories
from tests.bench.searching.strings import mutated, unanswered, unexplained, unparsed

pytestmark = pytest.mark.shared

# All are parsed, some of them answered; `tests.bench.searching.strings` has 100,000 answered.
MUTATIONS, ANSWERED, SEED = 5_000, 1_000, 2019


@pytest.fixture(scope="module")
def typed(shared_data):
    """Strings that break software, and what people asked a web search for."""
    strings = [*naughty_strings(shared_data), *NEWS_QUERIES, *web_queries(shared_data)]
    assert len(strings) == 485 + 60 + 5_000
    return strings


@pytest.fixture(scope="module")
def mutations(typed):
    return list(islice(mutated(typed, SEED), MUTATIONS))


@pytest.fixture(scope="module")
def corpus(shared_data, tmp_path_factory):
    return stories(tmp_path_factory.mktemp("stories"), 200)


def test_what_people_type_is_parsed(typed):
    assert unparsed(typed) == []


def test_mutations_of_it_are_parsed(mutations):
    assert unparsed(mutations) == []


def test_what_people_type_and_mutations_of_it_are_explained(typed, mutations):
    assert unexplained([*typed, *mutations[:ANSWERED]]) == []


@pytest.mark.parametrize("engine", ENGINES)
def test_what_people_type_is_answered(corpus, engine, typed):
    assert unanswered(corpus, engine, typed[: 485 + 60 + ANSWERED]) == []


@pytest.mark.parametrize("engine", ENGINES)
def test_mutations_of_it_are_answered(corpus, engine, mutations):
    assert unanswered(corpus, engine, mutations[:ANSWERED]) == []
