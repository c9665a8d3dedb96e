"""The page of a facet: every value of it in a list, and links that lead back to the list."""

import re

import pytest

from archive.authority import SuggestedMerge
from archive.model.article import Credit, Region, Role
from tests.webui.fake_archive import ARTICLES, FakeStore, an_article


def links(element):
    return [(link.text, link.attributes["href"]) for link in element.all("a")]


def rows(page):
    """Each row's name, with what it lies in, and its count."""
    return [
        (row.one("span", class_="named").text, row.one("span", class_="count").text)
        for row in page.one("ol").all("li")
    ]


def acts(page, place=0):
    return links([*page.one("ol").all("li")][place].one("span", class_="acts"))


def crowd(size):
    return [
        an_article(f"Story {n}", credits=(Credit(f"Reporter {n:03}", Role.REPORTER),))
        for n in range(size)
    ]


def test_every_value_has_its_count_and_its_links(page_of):
    page = page_of("/facets/source?q=the")
    assert page.one("h1").text == "2 sources in 2 articles for the"
    assert rows(page) == [("Halyard Wire", "1"), ("Nine Rivers Radio", "1")]
    assert acts(page) == [
        ("only this: Halyard Wire", "/?q=the&source=Halyard+Wire"),
        ("exclude Halyard Wire", "/?q=the&not=source:Halyard+Wire"),
    ]
    assert page.one("a", class_="back").attributes["href"] == "/?q=the"


def test_the_list_that_the_values_are_of_is_that_of_the_address(page_of):
    page = page_of("/facets/language?region=Asia&not=section:Society&page=3")
    assert page.one("h1").text == "1 language in 1 article"
    assert rows(page) == [("Arabic", "1")]
    assert acts(page) == [
        ("only this: Arabic", "/?region=Asia&language=ar&not=section:Society"),
        ("exclude Arabic", "/?region=Asia&not=language:ar&not=section:Society"),
    ]
    assert page.one("a", class_="back").attributes["href"] == (
        "/?region=Asia&not=section:Society&page=3"
    )


def test_a_value_can_be_ticked_beside_others_and_taken_back(page_of):
    page = page_of("/facets/language?language=en")
    assert page.one("h1").text == "2 languages to choose from; what is ticked leaves 2 articles"
    assert rows(page) == [("English ticked", "2"), ("Arabic", "1")]
    assert acts(page, 0) == [
        ("only this: English", "/?language=en"),
        ("undo English", "/articles"),
    ]
    assert acts(page, 1) == [
        ("only this: Arabic", "/?language=ar"),
        ("add Arabic", "/?language=ar&language=en"),
        ("exclude Arabic", "/?language=en&not=language:ar"),
    ]
    excluded = page_of("/facets/language?not=language:en")
    assert excluded.one("h1").text == "1 language in 1 article"
    assert rows(excluded) == [("Arabic", "1"), ("English excluded", "0")]
    assert acts(excluded, 1) == [("undo English", "/articles")]


def test_a_tree_shows_where_a_value_lies(page_of):
    page = page_of("/facets/region?order=name&find=hamg")
    assert rows(page) == [("Asia › North Korea › South Hamgyong", "1")]
    assert page.one("h1").text == "1 of 8 regions in 3 articles"
    tree = page_of("/facets/region")
    assert [
        (row.attributes["class"], row.one("bdi", class_="label").text)
        for row in tree.one("ol").all("li")
    ][:3] == [
        ("level-0", "Asia"),
        ("level-1", "Iraq"),
        ("level-2", "Basra"),
    ]


def test_articles_without_are_a_value(page_of):
    page = page_of("/facets/section")
    assert rows(page) == [("Society", "1"), ("No section", "2")]
    assert ("only this: No section", "/?section=%28none%29") in acts(page, 1)
    assert page.one("h1").text == "1 section in 3 articles"


def test_a_search_in_the_facet_keeps_the_list_the_order_and_the_role(page_of):
    page = page_of("/facets/byline?q=the&role=reporter&order=name&find=x&page=2")
    form = page.one("form", class_="find")
    fields = {each.attributes["name"]: each.attributes["value"] for each in form.all("input")}
    assert fields == {"q": "the", "role": "reporter", "order": "name", "find": "x"}
    assert form.attributes["action"] == "byline"
    assert page.one("p", class_="nothing").text == "No byline in this list has x in its name."


def test_values_go_by_count_or_by_name(page_of):
    page = page_of("/facets/source?q=the&find=wire")
    assert links(page.one("nav", aria_label="Order")) == [
        ("Most articles", "/facets/source?q=the&find=wire"),
        ("A to Z", "/facets/source?q=the&find=wire&order=name"),
    ]
    dates = page_of("/facets/year?order=count")
    assert links(dates.one("nav", aria_label="Order")) == [
        ("Most articles", "/facets/year?order=count"),
        ("Newest first", "/facets/year"),
    ]


def test_the_letters_of_an_index_lead_to_the_first_name_of_each(page_of):
    people = [
        an_article(f"S{n}", credits=(Credit(name, Role.REPORTER),))
        for n, name in enumerate(["Bea", "Émile", "Ben", "한별", *(f"C {n}" for n in range(205))])
    ]
    page = page_of("/facets/byline?order=name", people)
    letters = links(page.one("nav", aria_label="First letters"))
    assert letters == [
        ("B", "/facets/byline?order=name#value-1"),
        ("C", "/facets/byline?order=name#value-3"),
        ("E", "/facets/byline?order=name&offset=200#value-208"),
        ("ㅎ", "/facets/byline?order=name&offset=200#value-209"),
    ]
    last = page_of("/facets/byline?order=name&offset=200", people)
    anchors = [row.attributes["id"] for row in last.one("ol").all("li") if "id" in row.attributes]
    assert anchors == ["value-208", "value-209"]
    assert list(page_of("/facets/byline", people).all("nav", aria_label="First letters")) == []


def test_two_hundred_values_are_on_a_page_and_the_last_one_can_be_reached(page_of):
    articles = crowd(421)
    seen, address = [], "/facets/byline?order=name"
    while address:
        page = page_of(address, articles)
        seen += [name for name, _ in rows(page)]
        following = [*page.all("a", rel="next")]
        address = following[0].attributes["href"] if following else ""
    assert seen == [f"Reporter {n:03} reporter 1" for n in range(421)]
    assert links(page.one("nav", aria_label="Pages")) == [
        ("Previous", "/facets/byline?order=name&offset=200")
    ]
    assert page.one("ol").attributes["start"] == "401"
    beyond = page_of("/facets/byline?order=name&offset=9999", articles)
    assert rows(beyond) == rows(page)


def test_a_role_is_a_choice_of_the_byline(page_of):
    page = page_of("/facets/byline?role=translator&order=name")
    assert rows(page) == [("Hana Seo", "1")]
    assert acts(page)[0] == ("only this: Hana Seo", "/?byline=Hana+Seo/translator&role=translator")
    assert links(page.one("nav", aria_label="Roles")) == [
        ("All names", "/facets/byline?order=name"),
        ("Reporters", "/facets/byline?role=reporter&order=name"),
        ("Translators", "/facets/byline?role=translator&order=name"),
        ("Writers", "/facets/byline?role=writer&order=name"),
    ]


def test_the_roles_of_a_name_lead_to_their_lists(page_of):
    page = page_of("/facets/byline?find=seo")
    assert ("translator 1", "/?byline=Hana+Seo/translator") in links(page.one("ol"))


def test_who_translated_most_in_a_year_is_two_steps_from_the_list(page_of):
    page = page_of("/articles")
    (only,) = [href for text, href in links(page) if text == "only 2016"]
    (translators,) = [href for text, href in links(page_of(only)) if text == "Translators"]
    byline = next(
        f for f in page_of(translators).all("fieldset") if f.one("legend").text == "Byline"
    )
    assert next(byline.all("label")).text == "Hana Seo 1"


@pytest.mark.parametrize("facet", ["nothing", "Region", "regions", "%00"])
def test_a_facet_that_there_is_not_is_said_in_a_sentence(page_of, facet):
    page = page_of(f"/facets/{facet}", status=404)
    assert "is no facet: there are region, byline," in page.text


def test_what_is_ignored_is_said(page_of):
    page = page_of("/facets/source?order=size&offset=-1&from=never")
    notices = page.one("ul", aria_label="Notices").text
    assert "‘size’ is not an order of values: choose count or name." in notices
    assert "‘-1’ is not a valid offset" in notices
    assert "‘never’ is not a date" in notices


def test_a_list_without_articles_has_no_values(page_of):
    assert page_of("/facets/topic?q=zzzz").one("p", class_="nothing").text == (
        "This list has no topics."
    )


def test_weeks_and_days_have_a_page_too(page_of):
    assert rows(page_of("/facets/day")) == [
        ("May 2022", "1"),
        ("3 March 2016", "1"),
        ("Undated", "1"),
    ]


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "\u202egnp.exe", "S" * 100_000])
def test_hostile_names_stay_text_and_keep_the_page_small(client_of, name):
    articles = [
        an_article(
            f"A{n}", source=f"{name}{n}", regions=(Region((f"{name}{n}",), None, "declared"),)
        )
        for n in range(210)
    ]
    client = client_of(articles)
    for address in ["/facets/source", "/facets/region?order=name"]:
        html = client.get(f"{address}").text
        assert "<script>alert" not in html
        assert len(html) < 1_000_000


def test_a_long_address_makes_no_large_page(client_of):
    words = "&q=" + "w" * 7_900
    html = client_of(crowd(421)).get(f"/facets/byline?match=any{words}&find=&not=source:x").text
    assert len(html) < 2_000_000
    articles = [an_article(f"w{n}", credits=(Credit(f"R{n}", Role.REPORTER),)) for n in range(300)]
    chosen = "&".join(f"not=source:{n:030}" for n in range(190))
    page = client_of(articles).get(f"/facets/byline?{chosen}").text
    assert len(page) < 2_000_000
    assert len(re.findall("only this", page)) < 200


def test_every_value_as_json(client_of):
    client = client_of(ARTICLES)
    found = client.get("/api/v1/facets/region?find=kor&q=stay").json
    assert client.get("/api/v1/facets/region?find=kor").json == {
        "facet": "region",
        "total": 3,
        "complete": True,
        "found": 1,
        "values": [
            {
                "value": "Asia/North Korea",
                "label": "North Korea",
                "within": ["Asia"],
                "count": 1,
                "selected": False,
                "excluded": False,
            }
        ],
    }
    assert found["found"] == 0
    shown = client.get("/api/v1/facets/region?limit=2&offset=1&order=name").json
    assert [value["label"] for value in shown["values"]] == ["Asia", "Basra"]
    assert client.get("/api/v1/facets/region?order=size").status_code == 400
    assert client.get("/api/v1/facets/nothing").json["detail"].startswith("‘nothing’ is no facet")


def test_sources_that_may_be_one_are_named_with_the_command_that_joins_them(page_of, monkeypatch):
    suggested = [SuggestedMerge("Reuter's", "Reuters", "one letter apart")] * 7
    monkeypatch.setattr(FakeStore, "merges", suggested)
    page = page_of("/facets/source")
    merges = page.one("section", class_="merges")
    assert len(list(merges.all("li"))) == 5
    assert next(merges.all("code")).text == ("backfile sources merge 'Reuter'\"'\"'s' Reuters")
    assert "2 more suggestions: backfile sources suggest has all." in merges.text
    assert list(page_of("/facets/topic").all("section", class_="merges")) == []


def test_a_joined_source_is_one_value_and_its_article_says_what_it_states(page_of):
    articles = [
        an_article("One", source="REUTERS", source_name="Reuters", source_spellings=("Reuter",)),
        an_article("Two", source="Reuters", source_name="Reuters"),
    ]
    assert rows(page_of("/facets/source", articles)) == [("Reuters", "2")]
    card = page_of(f"/articles/{articles[0].id}", articles).one("aside", class_="card")
    assert "REUTERS joined under Reuters" in card.text
    assert ("REUTERS", "/?source=Reuters") in links(card)
    other = page_of(f"/articles/{articles[1].id}", articles).one("aside", class_="card")
    assert "joined under" not in other.text
