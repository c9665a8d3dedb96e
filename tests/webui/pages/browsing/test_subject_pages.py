"""Pages of people, regions, sources, sections and topics, and their directories."""

import pytest

from archive.model.article import Credit, Region, Role
from tests.webui.fake_archive import an_article
from tests.webui.pages.browsing.browsing_corpus import CORPUS, by

JOINED = (
    an_article("One", credits=(Credit("KIM JONG UN", Role.WRITER, "Kim Jong-un"),)),
    an_article("Two", credits=(Credit("김정은", Role.EDITOR, "Kim Jong-un", ("Kim Jong Un",)),)),
    an_article("Three", credits=(Credit("AC/DC", Role.AGENCY),)),
)


def links(element):
    return [(link.text, link.attributes["href"]) for link in element.all("a")]


def test_the_spellings_that_count_as_one_person_are_listed(page_of):
    spellings = page_of("/people/Kim%20Jong-un", JOINED).one("p", class_="spellings")
    assert links(spellings) == [
        ("KIM JONG UN", "/?q=byline:%22KIM+JONG+UN%22"),
        ("김정은", "/?q=byline:%EA%B9%80%EC%A0%95%EC%9D%80"),
        ("Kim Jong Un", "/?q=byline:%22Kim+Jong+Un%22"),
    ]


@pytest.mark.parametrize("spelling", ["KIM%20JONG%20UN", "Kim%20Jong%20Un", "김정은"])
def test_another_spelling_leads_to_the_person(client_of, spelling):
    response = client_of(JOINED).get(f"/people/{spelling}")
    assert (response.status_code, response.location) == (302, "/people/Kim%20Jong-un")


def test_a_name_with_a_slash_has_its_page(client_of):
    client = client_of(JOINED)
    assert client.get("/people/AC/DC").status_code == 200
    assert client.get("/people/AC∕DC").status_code == 200


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("/people/Nobody", "nobody of the name “Nobody” is credited in this archive"),
        ("/people/Junho%20Baek/reporter", "nobody of the name “Junho Baek∕reporter” is credited"),
        ("/regions/Asia/Nowhere", "no article is about the region “Asia/Nowhere” in this archive"),
        ("/sources/x", "no article is from the source “x” in this archive"),
        ("/sections/x", "no article is of the section “x” in this archive"),
        ("/topics/x", "no article is on the topic “x” in this archive"),
        ("/people?page=2", "there is no page 2 of this directory"),
        ("/people/" + "x" * 1000, "nobody of the name “" + "x" * 80 + "…” is credited"),
    ],
)
def test_what_is_not_on_file_is_said_in_a_sentence(page_of, address, sentence):
    assert sentence in page_of(address, CORPUS, status=404).one("main").text


def test_a_region_says_what_lies_in_it_and_what_it_lies_in(page_of):
    page = page_of("/regions/Asia/North%20Korea", CORPUS)
    assert links(page.one("nav", aria_label="The way up")) == [
        ("Regions", "/regions"),
        ("Asia", "/regions/Asia"),
    ]
    block = next(b for b in page.all("section", class_="block") if b.one("h2").text == "Within it")
    assert links(block) == [("South Hamgyong", "/regions/Asia/North%20Korea/South%20Hamgyong")]


def test_the_first_and_the_last_date_lead_to_their_articles(page_of):
    facts = page_of("/people/Junho%20Baek", CORPUS).one("main").one("header")
    texts = [link.text for link in facts.all("a")]
    assert texts == ["3 articles", "3 March 2016, 10:15 −05:00", "1 June 2019"]


def test_someone_without_any_date_has_neither_chart_nor_ends(page_of):
    page = page_of("/sources/x", [an_article(source="x")])
    assert next(page.all("p", class_="facts")).text.startswith("undated")
    assert "First" not in page.one("main").text


def test_directories_are_ordered_by_count_or_by_name_and_come_in_pages(page_of):
    crowd = [an_article(f"Story {n}", credits=by(f"Person {n:03}")) for n in range(250)]
    crowd.append(an_article("Another", credits=by("Person 249")))
    first = page_of("/people", crowd)
    names = [item.one("bdi").text for item in first.one("ol", class_="counts").all("li")]
    assert (names[0], names[1], len(names)) == ("Person 249", "Person 000", 200)
    assert links(first.one("nav", aria_label="Pages")) == [("Next", "/people?page=2")]
    second = page_of("/people?sort=name&page=2", crowd)
    names = [item.one("bdi").text for item in second.one("ol", class_="counts").all("li")]
    assert (names[0], names[-1], len(names)) == ("Person 200", "Person 249", 50)
    assert links(second.one("nav", aria_label="Pages")) == [("Previous", "/people?sort=name")]


def test_what_a_directory_is_asked_for_in_vain_is_passed_over(page_of):
    plain = page_of("/people", CORPUS).one("main").text
    for asked in (
        "sort=x",
        "role=king",
        "page=x",
        "page=-1",
        "page=%D9%A3",
        "page=1e9",
        "sort=&page=",
    ):
        assert page_of(f"/people?{asked}", CORPUS).one("main").text == plain


@pytest.mark.parametrize("folder", ["people", "regions", "sources", "sections", "topics", "days"])
def test_a_directory_of_nothing_says_so(page_of, folder):
    page = page_of(f"/{folder}", [an_article()])
    assert page.one("h1").text


def test_a_region_of_an_unusual_name_is_found_by_its_path(page_of):
    article = an_article(regions=(Region(("Ásia", "50% & #1?"), None, "declared"),))
    address = next(a for _, a in links(page_of("/regions", [article]).one("main")) if "50" in a)
    assert address == "/regions/%C3%81sia/50%25%20%26%20%231%3F"
    assert page_of(address, [article]).one("h1").text == "50% & #1?"
