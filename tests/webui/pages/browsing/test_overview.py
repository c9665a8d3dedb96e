"""Overviews are kept until the archive or its index changes, and never when time ran out."""

from dataclasses import replace

import pytest

from tests.webui.fake_archive import ARTICLES, FakeService
from webui.pages.browsing.overview import Overviews, only


class CountingService(FakeService):
    """A service that counts its searches, and whose answers may be cut off."""

    searches = 0
    sequence = 0

    def search(self, question):
        self.searches += 1
        return super().search(question)

    def state(self):
        return replace(super().state(), indexed_sequence=self.sequence)


@pytest.fixture
def service():
    return CountingService(ARTICLES)


def test_an_overview_is_counted_once(service):
    overviews = Overviews(service)
    assert overviews.of("region", "year") is overviews.of("region", "year")
    assert service.searches == 1
    assert overviews.of("region", state=only("language", "en")).total == 2
    assert service.searches == 2


def test_a_change_of_the_index_makes_it_count_anew(service):
    overviews = Overviews(service)
    overviews.of("year")
    service.sequence += 1
    overviews.of("year")
    assert service.searches == 2


def test_what_time_ran_out_for_is_counted_anew():
    service = CountingService(ARTICLES, said={"complete": False})
    overviews = Overviews(service)
    assert not overviews.of("year").complete
    overviews.of("year")
    assert service.searches == 2


def test_no_more_are_kept_than_fit(service):
    overviews = Overviews(service)
    for number in range(200):
        overviews.of("year", state=only("section", f"Section {number}"))
    overviews.of("year", state=only("section", "Section 199"))
    assert service.searches == 200
    overviews.of("year", state=only("section", "Section 0"))
    assert service.searches == 201


def test_articles_without_a_value_are_apart_from_the_values(service):
    overview = Overviews(service).of("section", "year")
    assert [value.value for value in overview.values("section")] == ["Society"]
    assert (overview.missing("section"), overview.missing("year")) == (2, 1)
    assert overview.count("year", "1900") == 0
