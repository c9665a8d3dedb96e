"""The page of a list: what it shows, and that each of its controls works without a script."""

from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.article import Credit, Precision, Published, Region, Role
from archive.errors import IndexDamagedError
from tests.webui.fake_archive import ARTICLES, BASRA, KISUMU, SEAMSTRESSES, an_article

MANY = tuple(
    an_article(f"Story {n:03}", published=Published(f"{1900 + n}", Precision.YEAR, "declared"))
    for n in range(1, 126)
)


def links(element):
    return [(link.text, link.attributes["href"]) for link in element.all("a")]


def facet(page, label):
    """The part of the form that has one facet's check boxes."""
    return next(f for f in page.all("fieldset") if f.one("legend").text == label)


def sent(page, submit="search"):
    """What a browser without a script sends when the form is submitted as it stands."""
    form = page.one("form", id=submit)
    inputs = [*form.all("input"), *page.all("input", form=submit)]
    pairs = [
        (field.attributes["name"], field.attributes.get("value", ""))
        for field in inputs
        if field.attributes.get("type") != "checkbox" or "checked" in field.attributes
    ]
    return urlencode(pairs, safe="/:")


def test_the_front_page_lists_every_article_newest_first(page_of):
    page = page_of("/")
    assert page.one("title").text == "Backfile"
    assert page.one("p", class_="name").text == "Backfile"
    assert page.one("h1").text == "3 articles"
    assert [h2.text for h2 in page.all("h2")] == [a.headline for a in (KISUMU, SEAMSTRESSES, BASRA)]


def test_a_result_says_what_the_article_is(page_of):
    page = page_of("/?q=machine&sort=newest")
    result = page.one("li", id=f"a-{SEAMSTRESSES.id}")
    assert result.one("p", class_="regions").text == "Asia › North Korea › South Hamgyong"
    assert links(result) == [
        (SEAMSTRESSES.headline, f"/articles/{SEAMSTRESSES.id}?q=machine&sort=newest")
    ]
    assert [snippet.text for snippet in result.all("p", class_="snippet")] == [
        "A machine stands at the window.",
        "One machine is shared; no machine is idle.",
        "A sewing machine in Hamhung.",
    ]
    assert result.one("p", class_="facts").text == (
        "3 March 2016, 10:15 −05:00 Nine Rivers Radio English"
    )
    assert result.one("p", class_="byline").text == (
        "Reported by Junho Baek and Mina Roh; translated by Hana Seo; written by Peter Aldane"
    )
    assert result.one("time").attributes["datetime"] == "2016-03-03T10:15:00-05:00"


def test_hits_are_marked_in_headlines_and_snippets(page_of):
    page = page_of("/?q=seamstresses+machine")
    result = page.one("ol", class_="found")
    assert [mark.text for mark in result.one("h2").all("mark")] == ["seamstresses"]
    assert {mark.text for p in result.all("p") for mark in p.all("mark")} == {"machine"}


def test_many_regions_of_an_article_are_told_by_number(page_of):
    places = ("Egypt", "Iraq", "Kenya", "Peru", "Spain")
    spread = an_article(regions=tuple(Region((place,), None, "text") for place in places))
    page = page_of("/", [spread])
    assert page.one("p", class_="regions").text == "Egypt; Iraq; Kenya and 2 more"


def test_an_article_of_which_little_is_known_is_listed_all_the_same(page_of):
    result = page_of("/", [an_article()]).one("ol", class_="found")
    assert result.text == "Ferry crews strike The ferries stay tied up. undated"


def test_article_text_carries_its_language_and_finds_its_direction(page_of):
    result = page_of("/").one("li", id=f"a-{BASRA.id}")
    assert [
        (e.tag, e.attributes.get("lang"))
        for e in result.all(dir="auto")
    ] == [("h2", "ar"), ("p", "ar")]


def test_the_total_is_told_in_words(page_of):
    assert page_of("/?q=story", MANY * 1).one("h1").text == "125 articles for story"
    assert page_of("/?q=story+007", MANY).one("h1").text == "1 article for story 007"
    assert page_of("/", MANY).one("p", class_="took").text == "in 4.2 ms"


def test_pages_of_twenty_are_links(page_of):
    page = page_of("/?page=4", MANY)
    pages = page.one("nav", aria_label="Pages")
    assert links(pages) == [
        ("Previous", "/?page=3"),
        ("Page 1", "/"),
        ("Page 2", "/?page=2"),
        ("Page 3", "/?page=3"),
        ("Page 4", "/?page=4"),
        ("Page 5", "/?page=5"),
        ("Page 6", "/?page=6"),
        ("Page 7", "/?page=7"),
        ("Next", "/?page=5"),
    ]
    assert pages.one("a", aria_current="page").text == "Page 4"
    assert pages.one("a", rel="prev").text == "Previous"
    assert pages.one("a", rel="next").text == "Next"
    assert page.one("link", rel="prev").attributes["href"] == "/?page=3"
    assert page.one("link", rel="next").attributes["href"] == "/?page=5"
    assert page.one("ol", class_="found").attributes["start"] == "61"
    assert len(list(page.all("h2"))) == 20


def test_pages_far_from_this_one_are_left_out(page_of):
    assert page_of("/", MANY).one("nav", aria_label="Pages").text == "Page 1 Page 2 Page 3 … Page 7 Next"


def test_a_page_after_the_last_one_leads_back_to_it(page_of):
    page = page_of("/?page=99", MANY)
    assert page.one("p", class_="nothing").text == (
        "There is no page 99 of this list: go to the last one."
    )
    assert links(page.one("p", class_="nothing")) == [("go to the last one", "/?page=7")]


def test_one_page_needs_no_links_to_pages(page_of):
    assert list(page_of("/").all("nav", aria_label="Pages")) == []


def test_the_order_is_a_choice_of_links(page_of):
    orders = page_of("/?q=story&page=2", MANY).one("nav", aria_label="Order")
    assert links(orders) == [
        ("Relevance", "/?q=story"),
        ("Newest", "/?q=story&sort=newest"),
        ("Oldest", "/?q=story&sort=oldest"),
    ]
    assert orders.one("a", aria_current="true").text == "Relevance"


def test_relevance_is_no_choice_while_there_are_no_words(page_of):
    orders = page_of("/").one("nav", aria_label="Order")
    assert links(orders) == [("Newest", "/"), ("Oldest", "/?sort=oldest")]


def test_each_facet_has_check_boxes_with_counts(page_of):
    page = page_of("/")
    assert [f.one("legend").text for f in page.all("fieldset")] == [
        "Date",
        "Region",
        "Byline",
        "Source",
        "Language",
        "Year",
    ]
    boxes = list(facet(page, "Language").all("label"))
    assert [(box.one("input").attributes["value"], box.text) for box in boxes] == [
        ("en", "English 2"),
        ("ar", "Arabic 1"),
    ]
    assert all(box.one("input").attributes["form"] == "search" for box in boxes)


def test_regions_nest_three_levels_deep(page_of):
    region = facet(page_of("/"), "Region")
    asia = next(iter(region.one("ul").all("li")))
    korea = next(iter(asia.one("details").all("li"))) if False else None
    assert korea is None
