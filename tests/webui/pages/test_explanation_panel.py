"""How a search was read, and what is offered where it finds nothing."""

from indexer.search.results import Alternative, ExplainedClause

STRIKE = ExplainedClause(
    "machine quincunx date:2030",
    "all of these",
    0,
    clauses=(
        ExplainedClause("machine", "“machine”, in any form", 1_204),
        ExplainedClause(
            "quincunx OR fern",
            "any of these",
            3,
            empties=True,
            clauses=(
                ExplainedClause("quincunx", "“quincunx”, in any form", 0),
                ExplainedClause("fern", "“fern”, in any form", 3),
            ),
        ),
        ExplainedClause("date:2030", "dated 2030", 0, empties=True),
    ),
)
WAYS_OUT = (
    Alternative("machine OR quincunx", 1_204, "either word is enough"),
    Alternative("machine", 1, "without “quincunx”"),
)


def links(element):
    return [(link.text, link.attributes["href"]) for link in element.all("a")]


def test_the_explanation_is_a_link_away_and_a_link_back(page_of):
    page = page_of("/?q=machine&region=Asia&match=any&sort=oldest&page=1")
    address = "/?q=machine&match=any&region=Asia&sort=oldest&explain=1#reading"
    assert ("How this was read", address) in links(page)
    page = page_of("/?q=machine&region=Asia&explain=1", said={"explanation": STRIKE})
    assert ("Hide how this was read", "/?q=machine&region=Asia") in links(page)
    assert page.one(id="reading").text == "How this was read"


def test_a_list_of_everything_has_nothing_to_explain(page_of):
    assert "How this was read" not in page_of("/?region=Asia").text
    assert list(page_of("/?region=Asia&explain=1").all("section", class_="reading")) == []


def test_every_clause_is_told_with_what_it_finds_and_what_empties_the_list_in_words(page_of):
    page = page_of("/?q=quincunx&region=Asia&explain=1", said={"explanation": STRIKE})
    panel = page.one("section", class_="reading")
    assert page.one("h2", id=panel.attributes["aria-labelledby"]).text == "How this was read"
    assert [p.text for p in panel.all("p")] == [
        "all of these no articles for machine quincunx date:2030",
        "“machine”, in any form 1,204 articles for machine",
        "any of these 3 articles for quincunx OR fern",
        "No article has both this and all that comes before: nothing is left from here on.",
        "“quincunx”, in any form no articles for quincunx",
        "“fern”, in any form 3 articles for fern",
        "dated 2030 no articles for date:2030",
        "This finds nothing, so nothing is left from here on.",
    ]


def test_parts_are_lists_within_their_clause(page_of):
    page = page_of("/?q=quincunx&explain=1", said={"explanation": STRIKE})
    lists = [len(list(ul.all("li"))) for ul in page.one("section", class_="reading").all("ul")]
    assert lists == [6, 5, 2]


def test_each_clause_leads_to_what_it_finds_by_itself_within_the_same_choices(page_of):
    address = "/?q=quincunx&match=any&region=Asia&sort=newest&explain=1"
    panel = page_of(address, said={"explanation": STRIKE}).one("section", class_="reading")
    assert [href for _, href in links(panel)] == [
        "/?q=machine+quincunx+date:2030&region=Asia&sort=newest",
        "/?q=machine&region=Asia&sort=newest",
        "/?q=quincunx+OR+fern&region=Asia&sort=newest",
        "/?q=quincunx&region=Asia&sort=newest",
        "/?q=fern&region=Asia&sort=newest",
        "/?q=date:2030&region=Asia&sort=newest",
    ]


def test_where_nothing_is_found_the_page_offers_what_finds_something(page_of):
    page = page_of("/?q=machine+quincunx&region=Asia", said={"alternatives": WAYS_OUT})
    offer = page.one("section", class_="ways-out")
    assert page.one("h2", id=offer.attributes["aria-labelledby"]).text == "These find something"
    assert [item.text for item in offer.all("li")] == [
        "machine OR quincunx 1,204 articles either word is enough",
        "machine 1 article without “quincunx”",
    ]
    assert [href for _, href in links(offer)] == [
        "/?q=machine+OR+quincunx&region=Asia",
        "/?q=machine&region=Asia",
    ]


def test_near_duplicates_that_are_shown_one_by_one_stay_so(page_of):
    said = {"explanation": STRIKE.clauses[0], "alternatives": WAYS_OUT[1:]}
    page = page_of("/?q=quincunx+duplicates:show&explain=1", said=said)
    links_to = "/?q=machine+duplicates:show"
    assert links(page.one("section", class_="reading"))[0][1] == links_to
    assert links(page.one("section", class_="ways-out"))[0][1] == links_to


def test_one_way_out_is_told_as_one(page_of):
    page = page_of("/?q=quincunx", said={"alternatives": WAYS_OUT[1:]})
    assert page.one("h2", id="ways-out").text == "This finds something"


def test_what_finds_something_needs_no_other_way(page_of):
    page = page_of("/?q=machine", said={"alternatives": WAYS_OUT})
    assert list(page.all("section", class_="ways-out")) == []


def test_a_list_that_was_cut_off_by_time_says_so(page_of):
    page = page_of("/?q=machine", said={"complete": False})
    assert page.one("h1").text == "At least 1 article for machine"
    assert page.one("p", class_="behind").text == (
        "Time ran out before the whole archive was searched: there may be more articles, and the "
        "counts may be too low."
    )


def test_nothing_is_said_not_to_be_there_where_time_ran_out(page_of):
    page = page_of("/?q=quincunx", said={"complete": False, "alternatives": WAYS_OUT})
    assert page.one("h1").text == "No articles in time for quincunx"
    assert "Nothing on file" not in page.text
    assert list(page.all("section", class_="ways-out")) == []
