"""The comparison of two lists: every number is a plain count, and leads to such a list."""

import random
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from tests.support.plain_counts import PlainCounts, by_period, total
from tests.webui.conftest import read
from tests.webui.fake_archive import an_article
from tests.webui.pages.test_histogram import archive, listed
from tests.webui.pages.test_trends import table_of
from webui.query_string import read_page

LISTS = (
    "",
    "q=ferry",
    "q=story&region=Africa",
    "q=ferry+OR+ice&from=2012-12&not=source:The+Shore",
    "language=en&source=The+Shore&source=Halyard+Wire",
    "q=duplicates:show&to=2013",
    "region=Asia&region=Africa/Kenya&without=q%3Dice",
    "month=2012-12&week=undated",
)


def found(plain, query):
    return {article.id for article in plain.found(read_page(query.encode()).question)}


@pytest.mark.parametrize("seed", range(12))
def test_every_number_is_a_plain_count_and_the_length_of_its_list(client_of, seed):
    rng = random.Random(seed)  # noqa: S311 - the same lists every time
    articles = archive(rng.choice([30, 300, 2_000, 9_000]))
    plain, client = PlainCounts(articles), client_of(articles)
    first, second = rng.sample(LISTS, 2)
    page = read(client.get("/compare", query_string={"a": first, "b": second}).text)
    by_id = {article.id: article for article in articles}
    ids = [found(plain, query) for query in (first, second)]
    collapsed = ["duplicates:show" not in query for query in (first, second)]

    legend = page.one("ul", class_="keys-of-chart")
    for entry, each, once in zip(legend.all("li"), ids, collapsed, strict=True):
        count = total([by_id[i] for i in each], collapsed=once)
        assert entry.one("span").text.split()[0] == (str(count) if count else "no")

    for side, one, other, once in zip("ab", ids, reversed(ids), collapsed, strict=True):
        section = page.one("section", aria_labelledby=f"only-{side}")
        only = one - other
        count = total([by_id[i] for i in only], collapsed=once)
        figure = section.one("p")
        assert figure.text.startswith(f"{count or 'no'} article")
        assert len(list(section.all("li"))) == min(count, 10)
        shown = {
            a.attributes["href"].split("?")[0].rpartition("/")[2]
            for li in section.all("li")
            for a in li.all("a")
        }
        assert shown <= only
        for link in figure.all("a"):
            assert listed(read(client.get(link.attributes["href"]).text)) == count

    over_time = page.one("section", aria_labelledby="over-time")
    (both,) = over_time.all("p")
    count = total([by_id[i] for i in ids[0] & ids[1]], collapsed=collapsed[0])
    assert both.text == f"Both have {count or 'no'} article{'s' * (count != 1)} in common."
    for link in both.all("a"):
        assert listed(read(client.get(link.attributes["href"]).text)) in (
            count,
            total([by_id[i] for i in ids[0] & ids[1]], collapsed=collapsed[1]),
        )
    for row in page.all("tr"):
        for td in row.all("td"):
            for link in td.all("a"):
                assert listed(read(client.get(link.attributes["href"]).text)) == int(td.text)


def test_both_lists_are_counted_on_one_axis(page_of):
    articles = archive(2_000)
    plain = PlainCounts(articles)
    page = page_of("/compare?a=q%3Dferry", articles)
    rows = table_of(page.one("section", aria_labelledby="over-time"))
    counts = [
        by_period(plain.found(read_page(query).question), "month", collapsed=True)
        for query in (b"q=ferry", b"")
    ]
    periods = sorted(key for key in counts[1] if key and not isinstance(key, str))
    dated = [[int(text) for text, _ in figures] for _, figures in rows][: len(periods)]
    assert dated == [[each.get(period, 0) for each in counts] for period in periods]


def test_values_that_a_list_is_not_about_have_no_number(page_of):
    articles = (
        an_article("One", source="The Shore"),
        an_article("Two", source="Halyard Wire"),
    )
    page = page_of("/compare?a=source%3DThe+Shore", articles)
    rows = table_of(page.one("section", aria_labelledby="by-source"))
    assert {label: [text for text, _ in figures] for label, figures in rows} == {
        "The Shore": ["1", "1"],
        "Halyard Wire": ["–", "1"],
    }


def test_a_form_has_words_and_dates_for_each_list_and_keeps_the_rest(client_of):
    client = client_of(archive(30))
    asked = {"a": "q=ferry&region=Africa&sort=oldest&page=2", "b": "from=2012-12"}
    page = read(client.get("/compare", query_string=asked).text)
    form = page.one("form", class_="pick pair-of-lists")
    fields = {i.attributes["name"]: i.attributes["value"] for i in form.all("input")}
    assert fields == {
        "a": "region=Africa",
        "a_q": "ferry",
        "a_from": "",
        "a_to": "",
        "b": "",
        "b_q": "",
        "b_from": "2012-12",
        "b_to": "",
    }
    sent = read(client.get("/compare", query_string=fields).text)
    names = [a.text for a in sent.one("ul", class_="keys-of-chart").all("a")]
    assert names == ["“ferry”; Region: Africa", "from 2012-12"]
    exchange = next(a for a in page.all("a") if a.text == "Exchange the two")
    assert parse_qs(urlsplit(exchange.attributes["href"]).query) == {
        "a": ["from=2012-12"],
        "b": ["q=ferry&region=Africa"],
    }


def test_a_list_leads_to_its_comparison(page_of):
    page = page_of("/?q=story&region=Africa&view=compact&page=2", archive(30))
    (link,) = (a for a in page.all("a") if a.text == "Compare with …")
    assert parse_qs(urlsplit(link.attributes["href"]).query) == {"a": ["q=story&region=Africa"]}


def test_a_list_without_another_says_so_and_can_be_had_whole(page_of):
    articles = archive(30)
    page = page_of("/?" + urlencode({"q": "story", "without": "q=ferry&region=Africa"}), articles)
    chips = {a.text: a.attributes["href"] for a in page.one("ul", class_="chips").all("a")}
    assert chips["Remove Without “ferry”; Region: Africa"] == "/?q=story"
    hidden = page.one("input", name="without").attributes["value"]
    assert hidden == "q=ferry&region=Africa"


def test_what_cannot_be_read_of_a_list_is_told(page_of):
    page = page_of("/compare?a=q%3D%28ferry&b=page%3D0&b_from=soon", archive(30))
    told = [li.text for li in page.one("ul", class_="notices").all("li")]
    assert "‘soon’ is not a date: write 2019, 2019-06 or 2019-06-04." in told
    assert any(each.startswith("First list, at character 1: ") for each in told)


def nested(depth, width):
    inner = "q=ferry"
    for _ in range(depth):
        inner = urlencode([("q", "story"), *[("without", inner)] * width])
    return inner


@pytest.mark.parametrize(
    "address",
    [
        "/compare?a=" + "%2526" * 1_590,
        "/compare?" + urlencode({"a": "without=" + "without%3D" * 640}),
        "/compare?" + urlencode({"a": nested(6, 1), "b": nested(3, 3)})[:7_980],
        "/?" + nested(7, 1)[:7_980],
        "/trends?" + "&".join(f"word={number}" for number in range(850)),
        "/trends?word=" + "(" * 7_900,
        "/trends?word=%FF%00%D8&from=%FF&region=%00",
        "/compare?a=%FF%FE&b_q=%ED%A0%80&b_to=9999-99",
    ],
)
def test_hostile_addresses_make_a_page_of_bounded_size(client_of, address):
    response = client_of(archive(2_000)).get(address)
    assert response.status_code == 200
    assert len(response.data) < 2_000_000
