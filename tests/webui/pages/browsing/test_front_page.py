"""The front page of an archive: what it holds, what came in last, and this day in other years."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from archive.model.article import Precision, Published
from tests.webui.fake_archive import SEAMSTRESSES, TIME_ZONE, an_article
from tests.webui.pages.browsing.browsing_corpus import CORPUS


def block(page, heading):
    (found,) = (b for b in page.all("section", class_="block") if b.one("h2").text == heading)
    return found


def received(headline, moment):
    provenance = replace(an_article().provenance, received=moment)
    return an_article(headline, provenance=provenance)


def test_it_says_how_much_is_on_file(page_of):
    sizes = page_of("/", CORPUS).one("ul", class_="sizes")
    assert [item.text for item in sizes.all("li")] == [
        "11 articles",
        "9 people",
        "8 regions",
        "5 sources",
        "4 sections",
        "13 with near-duplicates",
        "13 versions",
    ]


def test_a_bar_for_each_year_stands_where_the_year_lies(page_of):
    svg = page_of("/", CORPUS).one("figure", class_="years").one("svg")
    links = list(svg.all("a"))
    assert [link.one("title").text for link in links] == [
        "987: 1 article",
        "2016: 1 article",
        "2019: 4 articles",
        "2020: 1 article",
        "2022: 1 article",
    ]
    assert links[0].attributes["href"] == "/years/0987"
    lefts = [float(next(link.all("rect")).attributes["x"]) for link in links]
    assert lefts == sorted(lefts)


def test_what_came_in_last_is_told_by_the_time_of_receipt_in_the_archives_zone(page_of):
    articles = [
        received("First in", "2026-01-02T22:30:00+00:00"),
        received("Last in", "2026-02-03T22:30:00+00:00"),
    ]
    lines = list(block(page_of("/", articles), "Came in last").all("li"))
    assert [line.one("a").text for line in lines] == ["Last in", "First in"]
    assert lines[0].one("p").text == "4 February 2026, 01:30 +03:00"


def test_this_day_in_earlier_years_has_a_group_for_each_the_latest_first(page_of):
    today = datetime.now(ZoneInfo(TIME_ZONE)).date()
    years = [today.year - n for n in (0, 4, 8)]
    articles = [
        an_article(f"{year}, {n}", published=Published(f"{year}-{today:%m-%d}", Precision.DAY, ""))
        for year in years
        for n in range(5)
        if (year % 4 == today.year % 4)
    ]
    page = page_of("/", articles)
    (found,) = (b for b in page.all("section") if b.one("h2").text == f"On {today.day} {today:%B}")
    assert [h3.text for h3 in found.all("h3")] == [f"{year} 5" for year in years[1:]]
    assert [len(list(ol.all("li"))) for ol in found.all("ol")] == [3, 3]


def test_an_archive_without_dates_regions_and_people_shows_what_it_has(page_of):
    page = page_of("/", [an_article()])
    assert [h2.text for h2 in page.all("h2")] == ["Newest", "Came in last"]
    assert list(page.all("svg")) == []


def test_an_index_that_is_behind_is_said_to_be(page_of):
    assert "2 changes behind" in page_of("/", behind=2).one("p", class_="behind").text


@pytest.mark.parametrize("address", ["/?", "/?q=", "/articles", "/?sort=oldest"])
def test_a_query_string_or_the_address_of_all_articles_gives_a_list(page_of, address):
    kind = list(page_of(address).all("section", class_="results"))
    assert bool(kind) is (address != "/?")


def test_the_rooms_are_linked_from_every_page(page_of):
    for address in ("/", "/?q=machine", f"/articles/{SEAMSTRESSES.id}", "/help", "/people"):
        rooms = page_of(address).one("nav", class_="rooms")
        assert [(a.text, a.attributes["href"]) for a in rooms.all("a")] == [
            ("Articles", "/articles"),
            ("People", "/people"),
            ("Regions", "/regions"),
            ("Days", "/days"),
            ("Sources", "/sources"),
            ("Collections", "/collections"),
            ("Help", "/help"),
        ]


@pytest.mark.parametrize("address", ["/", "/people", "/regions", "/sources/Nine Rivers Radio"])
@pytest.mark.parametrize("complete", [True, False])
def test_counts_that_time_ran_out_for_are_said_to_be_too_low(page_of, address, complete):
    said = [p.text for p in page_of(address, said={"complete": complete}).all("p", class_="behind")]
    assert bool(said) is not complete


def test_an_article_without_a_headline_is_named_by_the_beginning_of_its_text(page_of):
    articles = [
        an_article("", body=("Rain " * 40, "Then sun.")),
        an_article("", id="0" * 16, body=()),
        an_article("word " * 100, id="1" * 16),
    ]
    lines = [li.one("a").text for li in block(page_of("/", articles), "Newest").all("li")]
    rain = " ".join(["Rain"] * 16)
    assert sorted(lines) == sorted([f"{rain}…", "(no headline)", f"{' '.join(['word'] * 60)}…"])
