"""The trends page: each number is the length of the list that it links to."""

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.support.plain_counts import PlainCounts, by_period
from tests.webui.conftest import read
from tests.webui.pages.test_histogram import archive, listed
from webui.query_string import read_page


def table_of(page):
    """The rows of the table below the lines: label, and figures with their links."""
    return [
        (
            row.one("th").text,
            [(td.text, [a.attributes["href"] for a in td.all("a")]) for td in row.all("td")],
        )
        for row in page.one("tbody").all("tr")
    ]


@pytest.mark.parametrize("days", [30, 300, 2_000, 9_000])
@pytest.mark.parametrize(
    "query",
    [
        "word=ferry&word=ice&word=weed",
        "word=%22of+the+ferry%22&word=harbour&word=nothing-at-all&from=2012-12",
        "word=story&word=ferry+OR+ice&region=Africa&not=source:The+Shore",
        "word=story&week=undated&month=2012-12",
        "word=duplicates:show&word=ice",
    ],
)
def test_each_number_is_the_length_of_the_list_that_it_links_to(client_of, days, query):
    client = client_of(archive(days))
    page = read(client.get(f"/trends?{query}").text)
    words = parse_qs(query)["word"]
    legend = page.one("ul", class_="keys-of-chart")
    assert [a.text for a in legend.all("a")] == words
    for entry in legend.all("li"):
        count = listed(read(client.get(entry.one("a").attributes["href"]).text))
        assert entry.one("span").text.split()[0] == (str(count) if count else "no")
    if not list(page.all("tbody")):
        return
    for _, figures in table_of(page):
        assert len(figures) == len(words)
        for text, links in figures:
            assert bool(links) == (text != "0")
            assert all(listed(read(client.get(link).text)) == int(text) for link in links)


def test_numbers_are_those_of_a_plain_count(page_of):
    articles = archive(2_000)
    plain = PlainCounts(articles)
    page = page_of("/trends?word=ferry&word=weed", articles)
    columns = [
        by_period(plain.found(read_page(f"q={word}".encode()).question), "month", collapsed=True)
        for word in ("ferry", "weed")
    ]
    rows = [[int(text) for text, _ in figures] for _, figures in table_of(page)]
    periods = sorted(
        {key for counts in columns for key in counts if key and not isinstance(key, str)}
    )
    others = sorted({key for counts in columns for key in counts if isinstance(key, str)})
    keys = [*periods, *others, *([None] if any(None in counts for counts in columns) else [])]
    assert rows == [[counts.get(key, 0) for counts in columns] for key in keys]


def test_points_link_to_the_list_of_the_word_in_that_time(page_of):
    page = page_of("/trends?word=ferry&word=ice&source=The+Shore", archive(2_000))
    drawing = page.one("svg", class_="lines")
    points = list(drawing.all("a"))
    linked = [links for _, figures in table_of(page) for _, links in figures for links in links]
    assert {point.attributes["href"] for point in points} <= set(linked)
    for point in points:
        values = parse_qs(urlsplit(point.attributes["href"]).query)
        assert values["q"][0] in {"ferry", "ice"}
        assert values["source"] == ["The Shore"]
        assert f", {values['q'][0]}: " in point.one("title").text


def test_shares_are_of_all_articles_of_that_time(page_of):
    page = page_of("/trends?word=story&word=ferry&chart=shares", archive(9_000))
    dated = [row for row in table_of(page) if row[0].isdecimal()]
    assert {figures[0][0].partition(" ")[2] for _, figures in dated} == {"(100%)"}
    assert page.one("a", aria_current="true").text == "Share of all articles of that time"


def test_a_form_asks_for_words_and_keeps_what_narrows(page_of):
    page = page_of("/trends?word=ferry&from=2012&region=Asia&not=source:The+Shore", archive(30))
    form = page.one("form", class_="pick words")
    fields = [(i.attributes["name"], i.attributes["value"]) for i in form.all("input")]
    assert fields == [
        ("word", "ferry"),
        *[("word", "")] * 4,
        ("from", "2012"),
        ("to", ""),
        ("region", "Asia"),
        ("not", "source:The Shore"),
    ]


@pytest.mark.parametrize(
    ("query", "notice"),
    [
        (
            "word=a&word=b&word=c&word=d&word=e&word=f",
            "6 words are too many: these are the first 5.",
        ),
        ("word=ferry&from=soon", "‘soon’ is not a date: write 2019, 2019-06 or 2019-06-04."),
        ("word=%28ferry", "(ferry, at character 1: "),
    ],
)
def test_what_cannot_be_drawn_is_told(page_of, query, notice):
    page = page_of(f"/trends?{query}", archive(30))
    (told,) = page.one("ul", class_="notices").all("li")
    assert told.text.startswith(notice)


def test_without_words_there_is_a_form(page_of):
    page = page_of("/trends?word=&word=+")
    assert page.one("h1").text == "Trends"
    assert list(page.all("figure")) == []


def test_a_list_leads_to_the_trends_of_its_words(page_of):
    page = page_of("/?q=story&region=Africa&sort=oldest&view=compact", archive(30))
    (link,) = (a for a in page.all("a") if a.text == "Trends")
    assert link.attributes["href"] == "/trends?word=story&region=Africa"
