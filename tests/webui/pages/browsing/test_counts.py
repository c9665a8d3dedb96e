"""Every number of the pages of browsing is the length of what it links to, and a plain count."""

import re
from collections import defaultdict

import pytest

from archive.model.article import Role
from indexer.schema.fields import FACETS, path
from tests.webui.conftest import read
from tests.webui.pages.browsing.browsing_corpus import CORPUS, SLASHED

_NUMBER = re.compile("([0-9,]+|no) ")
FACETS_BY_NAME = {facet.name: facet for facet in FACETS}


@pytest.fixture(scope="module")
def client(client_of):
    return client_of(CORPUS)


@pytest.fixture(scope="module")
def get(client):
    """The page of an address, kept for the next who asks."""
    kept = {}

    def page(address):
        if address not in kept:
            response = client.get(address)
            assert response.status_code == 200, address
            kept[address] = read(response.text)
        return kept[address]

    return page


def length(page):
    """The number that a list, or a page of browsing, says of itself."""
    said = [*page.all("h1", id="total"), *page.all("p", class_="whole")][0].text
    number = _NUMBER.match(f"{said} ")[1]
    return 0 if number == "no" else int(number.replace(",", ""))


def counted(page):
    """Links with the numbers beside them, wherever a page of browsing counts."""
    for list_ in page.all("ol", class_="counts"):
        yield from (pair for item in list_.all("li") for pair in of_line(item))
    for sizes in page.all("ul", class_="sizes"):
        yield from ((link, link.one("strong").text) for link in sizes.all("a"))
    for tree in page.all("div", class_="atlas"):
        yield from (first_of(item) for item in tree.all("li"))
    for heading in (*page.all("h2"), *page.all("h3"), *page.all("caption")):
        yield from (first_of(heading) for _ in heading.all("a"))
    yield from (pair for row in page.all("tr") for pair in cells(row))
    yield from (pair for hint in page.all("p", class_="hint") for pair in of_hint(hint))


def first_of(element):
    return next(element.all("a")), next(element.all("span", class_="count")).text


def of_line(item):
    yield first_of(item)
    for small in item.all("small"):
        yield from ((link, link.text.rpartition(" ")[2]) for link in small.all("a"))


def of_hint(hint):
    for link in hint.all("a"):
        if number := re.search("([0-9,]+) article", hint.text):
            yield link, number[1]


def cells(row):
    for cell in row.all("td"):
        for link in cell.all("a"):
            small = [s.text.split()[0] for s in link.all("small")]
            yield link, small[0] if small else link.text
    heads, numbers = list(row.all("th")), [cell.text for cell in row.all("td")]
    for head in heads:
        for link in head.all("a"):
            beside = head.text.removeprefix(link.text).strip()
            if beside or len(numbers) == 1:
                yield link, beside or numbers[0]


def browsed(get, start="/"):
    """All pages of browsing that links lead to, by address."""
    found, waiting = {}, [start]
    while waiting:
        address = waiting.pop()
        if address in found:
            continue
        page = found[address] = get(address)
        for link in page.all("a"):
            href = link.attributes["href"]
            if re.match("/(people|regions|sources|sections|topics|days|months|years)", href):
                waiting.append(href)
    return found


def test_every_number_is_the_length_of_the_list_or_page_that_it_links_to(get):
    pages = browsed(get)
    assert len(pages) > 60
    seen = 0
    for address, page in pages.items():
        for link, number in counted(page):
            target = get(link.attributes["href"])
            assert int(number.replace(",", "")) == length(target), (address, link.attributes)
            seen += 1
    assert seen > 400


def test_what_a_page_is_about_leads_to_a_list_of_the_same_length(get):
    for address, page in browsed(get).items():
        for whole in page.all("p", class_="whole"):
            for link in whole.all("a"):
                assert length(get(link.attributes["href"])) == length(page), address


def clusters(articles):
    """Articles as lists count them: near-duplicates are one."""
    return len({article.cluster or article.id for article in articles})


def holders(facet):
    """Articles by each value of a facet."""
    found = defaultdict(list)
    for article in CORPUS:
        for value in FACETS_BY_NAME[facet].values(article):
            found[value].append(article)
    return found


@pytest.mark.parametrize(
    ("folder", "facet"),
    [
        ("people", "byline"),
        ("regions", "region"),
        ("sources", "source"),
        ("sections", "section"),
        ("topics", "topic"),
        ("days", "day"),
        ("months", "month"),
        ("years", "year"),
    ],
)
def test_pages_count_as_a_plain_count_does(get, folder, facet):
    by_title = defaultdict(set)
    for address, page in browsed(get).items():
        if address.startswith(f"/{folder}/"):
            by_title[address].add(length(page))
    expected = {
        value: clusters(articles)
        for value, articles in holders(facet).items()
        if facet not in {"day", "month"}
        or len(value) == len({"day": "2019-06-02"}.get(facet, "2019-06"))
    }
    if facet == "byline":
        expected = {value: count for value, count in expected.items() if "/" not in value}
    reachable = {v: c for v, c in expected.items() if v not in {"/", "//", "..", "\n"}}
    counts = sorted(next(iter(each)) for each in by_title.values())
    if folder in {"days", "months", "years"}:
        counts = [count for count in counts if count]
    assert counts == sorted(reachable.values())


def test_roles_are_counted_by_year(get):
    page = get("/people/Junho%20Baek")
    table = page.one("div", class_="role-years").one("table")
    rows = [[cell.text for cell in (*row.all("th"), *row.all("td"))] for row in table.all("tr")]
    assert rows == [
        ["Year", "Reporter 3"],
        ["2019", "1"],
        ["2016", "1"],
        ["Undated", "1"],
    ]


def test_colleagues_are_counted_also_where_a_name_is_part_of_another(get):
    def together(address):
        block = next(
            b
            for b in get(address).all("section", class_="block")
            if b.one("h2").text == "Credited together"
        )
        return {
            next(li.all("bdi")).text: li.one("span", class_="count").text for li in block.all("li")
        }

    assert together("/people/Junho%20Baek")["Edie Thorn"] == "2"
    # “Baek” as a word is in “Junho Baek” too.
    assert together("/people/Baek") == {"Junho Baek": "1", "Edie Thorn": "1"}


def test_names_that_are_hard_to_link_have_their_page_or_their_list(get, client):
    people = {a.text: a.attributes["href"] for a in get("/people").all("a")}
    value = path(SLASHED)
    assert get(people[value]).one("h1").text == value
    assert length(get(people["é" * 300])) == 1
    sections = {a.text: a.attributes["href"] for a in get("/sections").all("a")}
    assert sections["News/World"] == "/sections/News/World"
    assert sections["/"] == "/?section=/"
    for address in ("/people/a%00b", "/people/%FF", "/regions/..%2F..", "/topics/" + "x" * 4000):
        assert client.get(address).status_code in {302, 404}, address


def test_role_holders_are_those_of_the_role(get):
    page = get(f"/people?role={Role.TRANSLATOR}")
    assert [li.one("bdi").text for li in page.one("ol", class_="counts").all("li")] == ["Hana Seo"]
