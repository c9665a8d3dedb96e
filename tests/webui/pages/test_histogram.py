"""The histogram over a list: its numbers, its links, and what it says without being seen."""

import random
from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from archive.model.article import Precision, Published, Region
from tests.webui.conftest import read
from tests.webui.fake_archive import an_article

WORDS = ("ferry", "ice", "harbour", "weed")
PLACES = (("Africa", "Kenya"), ("Africa", "Uganda"), ("Asia", "Nepal"), ("Europe", "Spain"))
PRECISIONS = {10: Precision.DAY, 7: Precision.MONTH, 4: Precision.YEAR}


def on(value):
    return Published(value, PRECISIONS[len(value)], "declared") if value else Published()


def archive(days):
    """Forty articles within so many days; some of them know less of their date, or nothing."""
    rng = random.Random(days)  # noqa: S311 - the same archive every time
    return tuple(
        an_article(
            f"Story {number} of the {rng.choice(WORDS)}",
            published=on(
                (date(2012, 11, 20) + timedelta(days=rng.randrange(days))).isoformat()[
                    : rng.choice((10, 10, 10, 7, 4, 0))
                ]
            ),
            regions=tuple(
                Region(path, None, "declared") for path in rng.sample(PLACES, rng.randrange(3))
            ),
            source=rng.choice(("Halyard Wire", "The Shore", None)),
            language=rng.choice(("en", "es")),
            cluster="00000000000000ab" if number % 7 == 0 else "",
        )
        for number in range(40)
    )


def bars_of(page):
    """The bars of a page: address, and number of articles, as the drawing and the table say."""
    chart = page.one("figure", class_="timeline")
    drawn = [
        (bar.attributes["href"], bar.one("title").text)
        for svg in list(chart.all("svg"))[:1]
        for bar in svg.all("a")
    ]
    rows = [list(row.all()) for row in chart.one("tbody").all("tr")]
    told = [
        (cells[0].one("a").attributes["href"], cells[0].text, cells[-1 if len(row) < 3 else 1].text)
        for row in rows
        for cells in [[c for c in row if c.tag in {"th", "td"}]]
    ]
    return drawn, told


def listed(page):
    number = page.one("h1").text.split()[0]
    return 0 if number == "No" else int(number.replace(",", ""))


@pytest.mark.parametrize("days", [30, 300, 2_000, 9_000])
@pytest.mark.parametrize(
    "query",
    [
        "/articles",
        "/?q=ferry&page=2",
        "/?q=ferry+OR+ice&from=2012-11-28&to=2014-03-05",
        "/?region=Africa&not=source:The+Shore",
        "/?month=2012-12&month=2013-01&year=2012",
        "/?week=2012-W50&week=undated",
        "/?q=duplicates:show&day=2012-12-03&day=2012-12",
        "/?q=story&language=en&chart=shares",
    ],
)
def test_the_number_of_a_bar_is_the_length_of_the_list_that_it_leads_to(client_of, days, query):
    client = client_of(archive(days))
    page = read(client.get(query).text)
    if not list(page.all("figure", class_="timeline")):
        assert listed(page) == 0
        return
    drawn, told = bars_of(page)
    for (address, title), (same, label, count) in zip(drawn, told, strict=False):
        assert address == same
        assert title.startswith(f"{label}: {count} article")
    for address, _, count in told:
        assert listed(read(client.get(address).text)) == int(count)


def test_bars_keep_what_else_narrows_and_shows_the_list(page_of):
    page = page_of("/?q=story&region=Africa&sort=oldest&stack=source&page=2", archive(2_000))
    drawn, _ = bars_of(page)
    for address, _ in drawn:
        values = parse_qs(urlsplit(address).query)
        assert values.pop("from")
        assert values.pop("to")
        assert values == {
            "q": ["story"],
            "region": ["Africa"],
            "sort": ["oldest"],
            "stack": ["source"],
        }


@pytest.mark.parametrize(("days", "unit"), [(30, "day"), (300, "week"), (2_000, "month")])
def test_dates_that_are_known_less_exactly_stand_apart(page_of, days, unit):
    page = page_of("/articles", archive(days))
    assert f"Articles by {unit}, " in page.one("span", class_="caption").text
    apart = page.one("p", class_="apart").text
    assert apart.startswith("Not among the bars: ")
    assert " undated" in apart
    assert " known only as 201" in apart


def test_a_single_day_has_one_bar(page_of):
    page = page_of("/articles", (an_article("One", published=on("2012-04-15")),))
    drawn, _ = bars_of(page)
    assert [title for _, title in drawn] == ["15 April 2012: 1 article"]
    assert page.one("span", class_="caption").text == "1 article in one day: 15 April 2012"


def test_gaps_are_as_wide_as_their_time(page_of):
    days = ("2012-04-01", "2012-04-02", "2012-04-10")
    page = page_of("/articles", tuple(an_article(day, published=on(day)) for day in days))
    slots = [rect.attributes for rect in page.all("rect", class_="slot")]
    assert [slot["x"] for slot in slots] == ["0%", "10%", "90%"]
    assert {slot["width"] for slot in slots} == {"10%"}


def test_the_highest_bar_reaches_the_top_and_its_number_is_told(page_of):
    page = page_of("/articles", archive(9_000))
    drawn, told = bars_of(page)
    highest = max(int(count) for _, label, count in told[: len(drawn)])
    assert page.one("text", class_="top").text == str(highest)
    tops = [float(rect.attributes["y"]) for rect in page.all("rect", class_="bar part-0")]
    assert min(tops) == 16


def test_a_list_without_dates_has_no_bars(page_of):
    page = page_of("/articles", (an_article("Undated"),))
    assert list(page.all("svg", class_="bars")) == []
    assert page.one("p", class_="apart").text == "No dates to draw: 1 undated"


def test_an_empty_list_has_no_chart(page_of):
    assert list(page_of("/?q=nothing").all("figure")) == []


def test_the_chart_can_be_hidden_and_shown_again(page_of):
    page = page_of("/?q=story&chart=none", archive(30))
    assert list(page.all("svg")) == []
    choices = page.one("nav", aria_label="What the bars show")
    assert [(a.text, a.attributes["href"]) for a in choices.all("a")] == [
        ("Counts", "/?q=story"),
        ("Share of all articles", "/?q=story&chart=shares"),
        ("Hidden", "/?q=story&chart=none"),
    ]
    assert choices.one("a", aria_current="true").text == "Hidden"


def test_shares_are_of_all_articles_of_that_time(page_of):
    articles = tuple(
        an_article(f"{word} {number}", published=on("2012-04-15"))
        for word, count in (("Ferry", 2), ("Ice", 6))
        for number in range(count)
    )
    page = page_of("/?q=headline:ferry&chart=shares", articles)
    assert page.one("text", class_="top").text == "25%"
    row = page.one("tbody").one("tr")
    assert [cell.text for cell in row.all()][:1] == ["15 April 2012"]
    assert [cell.text for cell in row.all("td")] == ["2", "25%"]


def test_parts_of_bars_are_those_of_the_lists_that_the_legend_leads_to(client_of):
    client = client_of(archive(9_000))
    for stack in ("region", "source", "language"):
        page = read(client.get(f"/?q=story&stack={stack}").text)
        head, *rows = page.one("figure", class_="timeline").one("table").all("tr")
        names = [cell.text for cell in head.all("th")][2:]
        legend = page.one("ul", class_="keys-of-chart")
        links = {a.text: a.attributes["href"] for a in legend.all("a")}
        assert list(links) == names
        assert names[-1] == "None of these"
        bars = len(list(page.one("svg", class_="bars parted").all("a")))
        for place, name in enumerate(names):
            narrowed = read(client.get(links[name]).text)
            _, told = bars_of(narrowed) if listed(narrowed) else ((), ())
            counts = {label: count for _, label, count in told}
            for row in rows[:bars]:
                label = row.one("th").text
                assert [td.text for td in row.all("td")][place + 1] == counts.get(label, "0")


def test_long_addresses_have_a_chart_without_links(page_of):
    page = page_of(f"/?q=story+OR+{'x' * 3_000}", archive(2_000))
    bars = list(page.one("svg", class_="bars").all("a"))
    assert bars
    assert not any("href" in bar.attributes for bar in bars)
