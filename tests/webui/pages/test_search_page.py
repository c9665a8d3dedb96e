"""The page of a list: its articles, its pages and orders, and what is said where it is empty."""

import re
from urllib.parse import parse_qs, quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.model.article import Credit, Precision, Published, Region, Role
from tests.webui.conftest import read
from tests.webui.fake_archive import BASRA, KISUMU, SEAMSTRESSES, an_article

MANY = tuple(
    an_article(f"Story {n:03}", published=Published(f"{1900 + n}", Precision.YEAR, "declared"))
    for n in range(1, 126)
)
COPIES = tuple(
    an_article(
        headline,
        published=Published(f"2019-06-0{day}", Precision.DAY, "declared"),
        source=source,
        cluster="00000000000000c0",
    )
    for day, headline, source in (
        (2, "Crews tie up ferries", "The Shore"),
        (1, "Ferry crews strike", "Halyard Wire"),
        (3, "Ferries at the pier", "The Shore"),
    )
)
CLUSTER = "cluster:00000000000000c0"


@pytest.fixture(scope="module")
def client(client_of):
    return client_of()


@pytest.fixture(scope="module")
def copies_client(client_of):
    return client_of(COPIES)


def links(element):
    return [(link.text, link.attributes["href"]) for link in element.all("a")]


def test_the_list_of_all_articles_is_newest_first(page_of):
    page = page_of("/articles")
    assert page.one("head").one("title").text == "Backfile"
    assert page.one("p", class_="name").text == "Backfile"
    assert page.one("h1").text == "3 articles"
    assert [h2.text for h2 in page.all("h2")] == [a.headline for a in (KISUMU, SEAMSTRESSES, BASRA)]


def test_links_lead_below_the_folder_that_a_server_has_put_the_pages_in(client):
    for root in ("", "/clippings", ""):
        page = read(client.get("/?q=machine", base_url=f"http://localhost{root}").text)
        result = page.one("li", id=f"a-{SEAMSTRESSES.id}")
        addresses = {
            *(link.attributes["href"] for link in page.all("a")),
            *(script.attributes["src"] for script in page.all("script")),
            page.one("form", id="search").attributes["action"],
        }
        assert result.one("h2").one("a").attributes["href"] == (
            f"{root}/articles/{SEAMSTRESSES.id}?q=machine"
        )
        within = {a for a in addresses if a.startswith((f"{root}/", "#"))}
        assert within == addresses
        assert any(a.startswith("/clippings/") for a in addresses) == bool(root)


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


LONG = an_article(
    "Ferry timetable",
    body=("First paragraph.", "word " * 300, "Last paragraph."),
    regions=(Region(("Africa", "Kenya"), None, "text"),),
    credits=(Credit("Ruth Awino", Role.REPORTER),),
    published=Published("2022-05", Precision.MONTH, "declared"),
    source="Halyard Wire",
    language="en",
)


def test_a_compact_list_has_a_line_of_facts_and_one_snippet_a_list_of_headlines_none(page_of):
    full = page_of("/?q=word", [LONG]).one("li", id=f"a-{LONG.id}")
    assert len(list(full.all("p", class_="snippet"))) > 1
    assert [list(full.all("p", class_=each)) != [] for each in ("regions", "byline")] == [True] * 2
    for density, snippets in (("compact", 1), ("headlines", 0)):
        entry = page_of(f"/?q=word&view={density}", [LONG]).one("li", id=f"a-{LONG.id}")
        assert len(list(entry.all("p", class_="snippet"))) == snippets
        assert entry.one("h2").text == "Ferry timetable"
        assert entry.one("p", class_="facts").text == "May 2022 Halyard Wire"
        assert list(entry.all("p", class_="regions")) == list(entry.all("p", class_="byline")) == []
        (link,) = entry.one("h2").all("a")
        assert link.attributes["href"] == f"/articles/{LONG.id}?q=word&view={density}"


def test_the_line_of_a_compact_list_begins_shortly_before_its_first_hit(page_of):
    late = an_article("Timetable", body=("word " * 20 + "the ferry leaves at noon.", "A ferry."))
    entry = page_of("/?q=ferry&view=compact", [late]).one("li", id=f"a-{late.id}")
    line = entry.one("p", class_="snippet").text
    assert line == "… word word word word word word word the ferry leaves at noon."
    early = an_article("Timetable", body=("The ferry leaves at noon.",))
    entry = page_of("/?q=ferry&view=compact", [early]).one("li", id=f"a-{early.id}")
    assert entry.one("p", class_="snippet").text == "The ferry leaves at noon."


def test_how_a_list_is_shown_is_a_choice_of_links(page_of):
    page = page_of("/?q=story&page=3", MANY)
    assert links(page.one("nav", aria_label="View")) == [
        ("Full", "/?q=story&page=3"),
        ("Compact", "/?q=story&view=compact&page=3"),
        ("Headlines", "/?q=story&view=headlines&page=3"),
    ]
    # The page with the same first article.
    assert links(page.one("nav", aria_label="Articles on a page")) == [
        ("20", "/?q=story&page=3"),
        ("50", "/?q=story&size=50"),
        ("100", "/?q=story&size=100"),
    ]
    page = page_of("/?q=story&view=headlines&size=50&page=3", MANY)
    assert len(list(page.all("h2"))) == 25
    assert page.one("ol", class_="found").attributes["start"] == "101"
    for label, current in (("View", "Headlines"), ("Articles on a page", "50")):
        nav = page.one("nav", aria_label=label)
        assert nav.one("a", aria_current="true").text == current


def test_a_preview_has_the_beginning_of_the_text_where_snippets_do_not_show_it_all(page_of):
    preview = page_of("/articles", [LONG]).one("details", class_="preview")
    first, cut = (p.text for p in preview.all("p"))
    assert first == "First paragraph."
    assert cut.endswith("word …")
    assert 700 < len(cut) < 800
    assert preview.one("summary").text == "Preview of Ferry timetable"
    assert list(page_of("/articles", [an_article()]).all("details", class_="preview")) == []


def test_any_of_the_words_is_a_link_where_all_find_nothing(page_of):
    page = page_of("/?q=weed+machine&region=Europe")
    assert ("any of them", "/?q=weed+machine&match=any&region=Europe") not in links(page)
    page = page_of("/?q=weed+machine")
    assert ("any of them", "/?q=weed+machine&match=any") in links(page)
    for alone in ("/?q=lobster", "/?q=lobster+crab&match=any"):
        assert "any of them" not in dict(links(page_of(alone)))


def test_many_regions_of_an_article_are_told_by_number(page_of):
    places = ("Egypt", "Iraq", "Kenya", "Peru", "Spain")
    spread = an_article(regions=tuple(Region((place,), None, "text") for place in places))
    page = page_of("/articles", [spread])
    assert page.one("p", class_="regions").text == "Egypt; Iraq; Kenya and 2 more"


def test_an_article_of_which_little_is_known_is_listed_all_the_same(page_of):
    result = page_of("/articles", [an_article()]).one("ol", class_="found")
    assert result.text == "Ferry crews strike The ferries stay tied up. undated"


def test_article_text_carries_its_language_and_finds_its_direction(page_of):
    result = page_of("/articles").one("li", id=f"a-{BASRA.id}")
    assert [(e.tag, e.attributes.get("lang")) for e in result.all(dir="auto")] == [
        ("h2", "ar"),
        ("p", "ar"),
    ]


def test_the_total_is_told_in_words(page_of):
    assert page_of("/?q=story", MANY).one("h1").text == "125 articles for story"
    assert page_of("/?q=story+007", MANY).one("h1").text == "1 article for story 007"
    assert page_of("/articles", MANY).one("p", class_="took").text == "in 4.2 ms"


def test_any_word_is_enough_where_that_is_chosen(page_of):
    assert page_of("/?q=weed+machine").one("h1").text == "No articles for weed machine"
    page = page_of("/?q=weed+machine&match=any")
    assert page.one("h1").text == "2 articles for any of weed machine"
    hrefs = [link.attributes["href"] for link in page.one("nav", aria_label="Order").all("a")]
    hrefs += [link.attributes["href"] for h2 in page.all("h2") for link in h2.all("a")]
    assert [parse_qs(href.partition("?")[2])["match"] for href in hrefs] == [["any"]] * 7


def test_a_list_of_what_is_like_an_article_names_it(page_of):
    page = page_of(f"/?q=like:{KISUMU.id}")
    assert page.one("h1").text == f"No articles like {KISUMU.headline}"
    assert (
        page.one("div", class_="nothing").text
        == "Nothing else on file has enough words in common with it."
    )
    assert links(page.one("h1")) == [
        (KISUMU.headline, f"/articles/{KISUMU.id}?q=like:{KISUMU.id}"),
    ]
    assert page.one("head").one("title").text == f"Like {KISUMU.headline} · Backfile"
    gone = page_of("/?q=like:00000000000000ff")
    assert gone.one("h1").text == "No articles for like:00000000000000ff"


def test_pages_of_twenty_are_links(page_of):
    page = page_of("/?page=4", MANY)
    pages = page.one("nav", aria_label="Pages")
    assert links(pages) == [
        ("Previous", "/?page=3"),
        ("Page 1", "/articles"),
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
    assert (
        page_of("/articles", MANY).one("nav", aria_label="Pages").text
        == "Page 1 Page 2 Page 3 … Page 7 Next"
    )


def test_a_page_after_the_last_one_leads_back_to_it(page_of):
    page = page_of("/?page=99", MANY)
    assert page.one("p", class_="nothing").text == (
        "There is no page 99 of this list: go to the last one."
    )
    assert links(page.one("p", class_="nothing")) == [("go to the last one", "/?page=7")]


def test_one_page_needs_no_links_to_pages(page_of):
    assert list(page_of("/articles").all("nav", aria_label="Pages")) == []


def test_the_order_is_a_choice_of_links(page_of):
    orders = page_of("/?q=story&page=2", MANY).one("nav", aria_label="Order")
    assert links(orders) == [
        ("Relevance", "/?q=story"),
        ("Fresh", "/?q=story&sort=fresh"),
        ("Newest", "/?q=story&sort=newest"),
        ("Oldest", "/?q=story&sort=oldest"),
        ("Received", "/?q=story&sort=received"),
    ]
    assert orders.one("a", aria_current="true").text == "Relevance"


def test_relevance_is_no_choice_while_there_are_no_words(page_of):
    orders = page_of("/articles").one("nav", aria_label="Order")
    assert links(orders) == [
        ("Newest", "/articles"),
        ("Oldest", "/?sort=oldest"),
        ("Received", "/?sort=received"),
    ]


def test_what_the_parser_passed_over_is_told_where_it_stands(page_of):
    notices = page_of("/?q=ferry+%22dried+fish").one("ul", aria_label="Notices")
    assert notices.text == (
        "At character 7: The quotation mark is not closed; it closes at the end."
    )


def test_what_the_address_says_in_vain_is_told(page_of):
    notices = page_of("/?page=abc&from=xyz&sort=best").one("ul", aria_label="Notices")
    assert [notice.text for notice in notices.all("li")] == [
        "‘xyz’ is not a date: write 2019, 2019-06 or 2019-06-04.",
        "‘best’ is not a sort order: choose relevance, fresh, newest, oldest or received.",
        "‘abc’ is not a valid page: give a number from 1 to 5,000.",
    ]


@pytest.mark.parametrize(
    ("behind", "text"),
    [
        (1, "The index is 1 change behind the archive: backfile update brings it up to date."),
        (
            1_204,
            "The index is 1,204 changes behind the archive: backfile update brings it up to date.",
        ),
    ],
)
def test_an_index_that_lags_is_told(page_of, behind, text):
    assert page_of("/articles", behind=behind).one("p", class_="behind").text == text


def test_an_index_that_is_up_to_date_is_no_news(page_of):
    assert list(page_of("/articles").all("p", class_="behind")) == []


def test_words_that_find_nothing_get_advice(page_of):
    page = page_of("/?q=quincunx")
    assert page.one("h1").text == "No articles for quincunx"
    nothing = page.one("div", class_="nothing")
    assert nothing.text.startswith("Nothing on file has all of these words.")
    assert links(nothing) == [("all articles, newest first", "/articles")]


def test_words_that_find_nothing_within_a_choice_can_be_looked_for_everywhere(page_of):
    nothing = page_of("/?q=machine&region=Africa").one("div", class_="nothing")
    assert nothing.text == (
        "Nothing on file matches these words and choices. Remove one of the choices above, "
        "or search all articles for these words."
    )
    assert links(nothing) == [("search all articles for these words", "/?q=machine")]


def test_a_choice_without_articles_can_be_left(page_of):
    nothing = page_of("/?from=2030").one("div", class_="nothing")
    assert nothing.text == (
        "Nothing on file matches these choices. Remove one of the choices above, "
        "or see all articles."
    )


def test_an_empty_archive_tells_how_to_fill_it(client_of):
    response = client_of((), home="/srv/news").get("/?q=anything")
    assert response.status_code == 200
    assert "<h1>Nothing on file yet</h1>" in response.text
    assert "<code>/srv/news</code>" in response.text
    assert "<code>backfile add PATH</code>" in response.text


def test_an_entry_that_stands_for_near_duplicates_leads_to_all_of_them(page_of):
    articles = (KISUMU, *COPIES)
    page = page_of("/articles", articles)
    assert page.one("h1").text == "2 articles"
    assert [h2.text for h2 in page.all("h2")] == [KISUMU.headline, "Ferry crews strike"]
    link, first = page.one("p", class_="others").all("a")
    assert first.text == "who was first to report Ferry crews strike"
    assert link.text == "and 2 more, near-duplicates of Ferry crews strike"
    assert link.attributes["href"] == f"/?q={CLUSTER}+duplicates:show&sort=newest"
    whole = page_of(link.attributes["href"], articles)
    assert whole.one("h1").text == f"3 articles for {CLUSTER} duplicates:show"
    assert [h2.text for h2 in whole.all("h2")] == [
        "Ferries at the pier", "Crews tie up ferries", "Ferry crews strike",
    ]  # fmt: skip
    assert list(whole.all("p", class_="others")) == []
    assert list(whole.all("ul", aria_label="Notices")) == []


@pytest.mark.parametrize(
    ("query", "text", "others"),
    [
        ("q=pier", None, 0),
        ("q=headline:crews", f"headline:crews {CLUSTER} duplicates:show", 1),
        ("q=crews+OR+pier", f"(crews OR pier) {CLUSTER} duplicates:show", 2),
        ("q=pier+OR+tie)+ferries", f"{CLUSTER} duplicates:show", 2),
        ("q=“stay+tied", f"{CLUSTER} duplicates:show “stay tied", 2),
        ("q=ferries+OR", f"(ferries OR) {CLUSTER} duplicates:show", 2),
        ("q=ferries" + "+ferries" * 240, f"{CLUSTER} duplicates:show", 2),
        ("q=ferries+-" + "x" * 1960, f"{CLUSTER} duplicates:show", 2),
        ("q=ferries+duplicates:hide", f"ferries duplicates:hide {CLUSTER} duplicates:show", 2),
        ("q=ferries+duplicates:show", None, 0),
        ("q=crews+pier&match=any", f"(crews pier) AND {CLUSTER} duplicates:show", 2),
        ("q=%2Bcrews+pier&match=any", f"(+crews pier) AND {CLUSTER} duplicates:show", 1),
    ],
)
def test_the_way_to_near_duplicates_keeps_the_words(page_of, query, text, others):
    page = page_of(f"/?{query}", COPIES)
    hrefs = [next(p.all("a")).attributes["href"] for p in page.all("p", class_="others")]
    assert [parse_qs(href.partition("?")[2])["q"][0] for href in hrefs] == ([text] if text else [])
    assert [p.text.split(",")[0] for p in page.all("p", class_="others")] == (
        [f"and {others} more"] if others else []
    )


def test_the_way_to_near_duplicates_keeps_what_is_chosen(page_of):
    page = page_of("/?q=ferries&source=The+Shore&sort=oldest&from=2019", COPIES)
    link, _ = page.one("p", class_="others").all("a")
    assert link.text == "and 1 more, near-duplicates of Crews tie up ferries"
    assert link.attributes["href"] == (
        f"/?q=ferries+{CLUSTER}+duplicates:show&source=The+Shore&from=2019&sort=oldest"
    )
    assert page_of(link.attributes["href"], COPIES).one("h1").text.startswith("2 articles")


typed_words = st.sampled_from(
    (
        *("ferries", "crews", "-pier", "tie*", "date:2019", "by:", "headline:", "😀"),
        *("OR", "AND", "NOT", "(", ")", "“", '"', "crews OR pier"),
        *("duplicates:hide", CLUSTER, "cluster:x"),
    )
)


@settings(max_examples=40)
@given(words=st.lists(typed_words, max_size=7), match=st.sampled_from(["all", "any"]))
def test_as_many_near_duplicates_are_listed_as_were_promised(copies_client, words, match):
    asked = {"q": " ".join(words), "match": match}
    page = read(copies_client.get("/", query_string=asked).text)
    for p in page.all("p", class_="others"):
        link, _ = p.all("a")
        whole = read(copies_client.get(link.attributes["href"]).text)
        promised = int(re.match(r"and (\d+) more", p.text)[1])
        listed = len(list(whole.all("h2")))
        (text,) = parse_qs(link.attributes["href"].partition("?")[2])["q"]
        assert listed == 1 + promised or text == f"{CLUSTER} duplicates:show"


def test_the_list_can_be_had_as_json(page_of):
    page = page_of("/?q=machine&region=Asia")
    assert ("This list as JSON", "/api/v1/search?q=machine&region=Asia") in links(page)


def test_the_page_names_its_one_canonical_address(page_of):
    page = page_of("/?page=1&to=&region=Asia&q=machine&unknown=1")
    assert page.one("link", rel="canonical").attributes["href"] == "/?q=machine&region=Asia"


names = st.sampled_from(["q", "match", "page", "from", "to", "sort", "not", "region", "year", "x"])


@settings(max_examples=80)
@given(pairs=st.lists(st.tuples(names, st.text(max_size=30)), max_size=6))
def test_every_query_string_gives_a_page(client, pairs):
    query = "&".join(f"{name}={quote(value, errors='replace')}" for name, value in pairs)
    assert client.get(f"/?{query}").status_code == 200


@settings(max_examples=80)
@given(query=st.binary(max_size=60))
def test_any_bytes_for_a_query_string_give_a_page(client, query):
    sent = {"QUERY_STRING": query.decode("latin-1")}  # as WSGI hands bytes over (PEP 3333)
    assert client.get("/", environ_overrides=sent).status_code == 200
