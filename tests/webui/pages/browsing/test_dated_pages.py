"""Pages of days, months and years, and the calendar."""

from unittest.mock import ANY

import pytest

from tests.webui.fake_archive import an_article
from tests.webui.pages.browsing.browsing_corpus import CORPUS, on


def links(element):
    return [(link.text, link.attributes["href"]) for link in element.all("a")]


def test_a_day_shows_everything_of_it(page_of):
    page = page_of("/days/2019-06-02", CORPUS)
    assert page.one("h1").text == "2 June 2019"
    assert page.one("p", class_="whole").text == "2 articles"
    groups = page.one("div", class_="day").all("section")
    assert [links(group) for group in groups] == [
        [("/", "/?section=/&day=2019-06-02"), ("A day in June", ANY)],
        [("Coast", "/?section=Coast&day=2019-06-02"), ("Crews tie up ferries", ANY)],
    ]


def test_sources_and_else_sections_part_a_day(page_of):
    def headings(articles):
        page = page_of("/days/2019-06-02", articles)
        return [h2.text for h2 in page.one("div", class_="day").all("h2")]

    def story(headline, **said):
        return an_article(headline, published=on("2019-06-02"), **said)

    three = [story("1", source="A", section="X"), story("2", source="B", section="X"), story("3")]
    assert headings(three) == ["A 1", "B 1", "No source 1"]
    assert headings([story("1", section="X"), story("2", section="Y")]) == ["X 1", "Y 1"]
    assert headings([story("1"), story("2")]) == ["Articles"]


def test_more_than_a_page_of_a_day_are_led_to_as_a_list(page_of):
    many = [an_article(f"Story {n}", published=on("2019-06-02")) for n in range(70)]
    group = page_of("/days/2019-06-02", many).one("div", class_="day").one("section")
    assert len(list(group.one("ol").all("li"))) == 60
    assert links(group)[-1] == ("All 70 articles", "/?day=2019-06-02")


def test_the_nearest_days_with_articles_are_linked_also_from_an_empty_day(page_of):
    page = page_of("/days/2019-06-20", CORPUS)
    assert page.one("p", class_="whole").text == "no articles"
    assert links(page.one("nav", aria_label="Before and after")) == [
        ("2 June 2019", "/days/2019-06-02"),
        ("2 June 2020", "/days/2020-06-02"),
    ]
    assert links(page_of("/days/0500-01-01", CORPUS).one("nav", class_="neighbours")) == [
        ("2 June 0987", "/days/0987-06-02")
    ]


def test_a_day_mentions_what_is_known_only_by_its_month_and_year(page_of):
    hints = [hint.text for hint in page_of("/days/2019-06-02", CORPUS).all("p", class_="hint")]
    assert hints == [
        "1 article known only by June 2019: see it",
        "1 article known only by 2019: see it",
    ]


def test_the_same_day_in_other_years_is_counted(page_of):
    page = page_of("/days/2019-06-02", CORPUS)
    block = next(
        b for b in page.all("section", class_="block") if "other years" in b.one("h2").text
    )
    assert [li.text for li in block.all("li")] == ["2020 1", "0987 1"]


def test_a_month_is_a_calendar_whose_days_with_articles_link(page_of):
    page = page_of("/months/2019-06", CORPUS)
    table = page.one("table", class_="month")
    rows = [[cell.text for cell in row.all("td")] for row in table.all("tr")][1:]
    assert rows[0] == ["", "", "", "", "", "1 1 article", "2 2 articles"]
    assert rows[-1] == ["24", "25", "26", "27", "28", "29", "30"]
    assert [a for _, a in links(table)] == ["/days/2019-06-01", "/days/2019-06-02"]


def test_a_year_has_twelve_months(page_of):
    page = page_of("/years/2019", CORPUS)
    captions = [caption.text for caption in page.all("caption")]
    assert (len(captions), captions[0], captions[5]) == (12, "January 2019", "June 2019 3")


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        (
            "/days/2012-02-30",
            "“2012-02-30” is no day of the calendar: write one such as 2012-04-15",
        ),
        ("/days/yesterday", "“yesterday” is no day of the calendar"),
        ("/days/2012-04", "“2012-04” is no day of the calendar"),
        ("/days/٢٠١٢-٠٤-١٥", "is no day of the calendar"),
        ("/months/2012-13", "“2012-13” is no month of the calendar: write one such as 2012-04"),
        ("/months/2012", "“2012” is no month of the calendar"),
        ("/years/0", "“0” is no year of the calendar: write one such as 2012"),
        ("/years/" + "9" * 500, "is no year of the calendar"),
        ("/days/<script>", "“<script>” is no day of the calendar"),
    ],
)
def test_what_is_no_date_is_not_found(page_of, address, sentence):
    assert sentence in page_of(address, CORPUS, status=404).one("main").text
