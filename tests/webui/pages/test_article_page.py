"""The page of an article: the whole text with its hits, where it came from, and the way back."""

from dataclasses import replace

import pytest
from markupsafe import escape

from archive.model.article import Credit, Origin, Precision, Provenance, Published, Role, Wire
from tests.webui.fake_archive import BASRA, KISUMU, RAW, SEAMSTRESSES, an_article
from webui.formatting import file_name, web_address

ADDRESS = f"/articles/{SEAMSTRESSES.id}"


def links(element):
    return [(link.text, link.attributes["href"]) for link in element.all("a")]


def entries(page):
    """The terms of the cards beside the text with what they say."""
    return {
        entry.one("dt").text: [dd.text for dd in entry.all("dd")]
        for card in page.all("dl")
        for entry in card.all("div")
        if not list(entry.all("kbd"))
    }


def test_the_whole_article_is_there(page_of):
    story = page_of(ADDRESS).one("article")
    assert story.one("h1").text == "The seamstresses of Hamhung"
    assert [p.text for p in story.one("div", class_="text").all("p")] == [
        "A sewing machine in Hamhung.",
        "A machine stands at the window.",
        "One machine is shared; no machine is idle.",
    ]
    assert story.one("aside", aria_label="Captions").text == "A sewing machine in Hamhung."
    assert story.one("p", class_="regions").text == "Nine Rivers Radio · Society"
    assert story.one("p", class_="facts").text == "3 March 2016, 10:15 −05:00 date declared"


def test_each_credit_leads_to_all_that_bears_the_name(page_of):
    byline = page_of(ADDRESS).one("p", class_="byline")
    assert byline.text == (
        "Reported by Junho Baek and Mina Roh; translated by Hana Seo; written by Peter Aldane"
    )
    assert links(byline) == [
        ("Junho Baek", "/people/Junho%20Baek"),
        ("Mina Roh", "/people/Mina%20Roh"),
        ("Hana Seo", "/people/Hana%20Seo"),
        ("Peter Aldane", "/people/Peter%20Aldane"),
    ]


def test_a_name_that_was_credited_twice_is_linked_under_each_role(page_of):
    twice = an_article(credits=(Credit("Mina Roh", Role.EDITOR), Credit("Mina Roh", Role.WRITER)))
    byline = page_of(f"/articles/{twice.id}", [twice]).one("p", class_="byline")
    assert byline.text == "Edited by Mina Roh; written by Mina Roh"


def test_each_part_of_a_region_leads_to_all_that_is_about_it(page_of):
    page = page_of(ADDRESS)
    assert entries(page)["Region"] == [
        "Asia › North Korea › South Hamgyong named 4 times, as “Hamhung”",
        "Asia declared",
    ]
    assert links(page.one("aside", aria_label="About this article"))[:4] == [
        ("Asia", "/regions/Asia"),
        ("North Korea", "/regions/Asia/North%20Korea"),
        ("South Hamgyong", "/regions/Asia/North%20Korea/South%20Hamgyong"),
        ("Asia", "/regions/Asia"),
    ]


def test_what_is_known_of_it_is_on_file(page_of):
    page = page_of(ADDRESS)
    assert entries(page) == {
        "Region": [
            "Asia › North Korea › South Hamgyong named 4 times, as “Hamhung”",
            "Asia declared",
        ],
        "Source": ["Nine Rivers Radio"],
        "Topics": ["work, winter"],
        "Language": ["English"],
        "Address": ["https://example.org/2016/03/hamhung?a=1&b=2"],
        "File": ["hamhung.txt record 2"],
        "Received": ["22 November 2025, 17:35 UTC"],
        "Versions": ["1"],
        "SHA-256": [RAW.sha256[:16]],
    }
    assert page.one("code", title=RAW.sha256).text == RAW.sha256[:16]


def test_what_is_not_known_is_not_on_file(page_of):
    bare = an_article()
    assert entries(page_of(f"/articles/{bare.id}", [bare])) == {
        "File": ["ferries.txt"],
        "Versions": ["1"],
        "SHA-256": [RAW.sha256[:16]],
    }


def test_each_fact_says_which_part_of_the_file_it_was_taken_from(page_of):
    page = page_of(
        ADDRESS,
        [
            replace(
                SEAMSTRESSES,
                origins=(
                    Origin("headline", "JSON-LD, meta og:title"),
                    Origin("body", "page"),
                    Origin("published", "declared"),
                    Origin("source", "meta og:site_name"),
                    Origin("topics", "meta keywords"),
                    Origin("language", "html lang"),
                    Origin("url", "canonical link"),
                    Origin("credits", "JSON-LD"),
                    Origin("section", "JSON-LD"),
                    Origin("captions", "figures"),
                ),
            )
        ],
    )
    known = entries(page)
    assert {name: known[name] for name in ("Source", "Topics", "Language", "Address")} == {
        "Source": ["Nine Rivers Radio meta og:site_name"],
        "Topics": ["work, winter meta keywords"],
        "Language": ["English html lang"],
        "Address": ["https://example.org/2016/03/hamhung?a=1&b=2 canonical link"],
    }
    assert known["Read from"] == [
        "Headline JSON-LD, meta og:title",
        "Credits JSON-LD",
        "Section JSON-LD",
        "Captions figures",
        "Text page",
    ]


def test_the_origin_of_a_date_is_told_where_it_is_not_its_reason(page_of):
    made = an_article(
        published=Published("2019", Precision.YEAR, "made"),
        origins=(Origin("published", "dcterms:created"),),
    )
    page = page_of(f"/articles/{made.id}", [made])
    assert page.one("p", class_="facts").text == "2019 date of the file"
    assert entries(page)["Read from"] == ["Date dcterms:created"]


def test_a_moment_is_told_in_the_archives_zone_beside_what_the_file_states(page_of):
    article = an_article(
        published=Published(
            "2019-06-05T06:30:00+03:00",
            Precision.INSTANT,
            "declared",
            stated="2019-06-04T23:30:00-04:00",
        )
    )
    page = page_of(f"/articles/{article.id}", [article])
    assert page.one("p", class_="facts").text == (
        "5 June 2019, 06:30 +03:00 date declared stated as 4 June 2019, 23:30 −04:00"
    )
    assert "Times with a time zone are shown in Africa/Nairobi" in page.one("footer").text


def test_a_date_that_was_refused_is_told(page_of):
    notice = "“5 January 2097” lies in the future"
    article = an_article(published=Published(notice=notice))
    page = page_of(f"/articles/{article.id}", [article])
    assert page.one("p", class_="facts").text == "undated"
    assert page.one("p", class_="notice").text == notice


def test_the_day_of_a_dateline_is_told_as_derived_where_its_year_is(page_of):
    article = an_article(
        body=("KISUMU, May 3 (Halyard Wire) — The ferries stay tied up.",),
        published=Published("2022-05-04", Precision.DAY, "declared"),
    )
    page = page_of(f"/articles/{article.id}", [article])
    day = "3 May 2022: dateline, its year derived from the article's date"
    assert entries(page)["Dateline"] == [f"KISUMU, May 3 (Halyard Wire) — {day}"]
    undated = replace(article, published=Published())
    page = page_of(f"/articles/{article.id}", [undated])
    assert entries(page)["Dateline"] == ["KISUMU, May 3 (Halyard Wire) —"]


def test_a_credit_leads_to_all_spellings_of_the_person(page_of):
    credit = Credit("BAEK JUN-HO", Role.REPORTER, person="Junho Baek")
    article = an_article(credits=(credit,))
    byline = page_of(f"/articles/{article.id}", [article]).one("p", class_="byline")
    assert links(byline) == [("BAEK JUN-HO", "/people/Junho%20Baek")]


def test_what_an_agency_states_is_on_the_card(page_of):
    item = an_article(
        wire=Wire(
            dateline="ALDHAVEN, Nov 17",
            located="Aldhaven",
            slugline="ferries-strike",
            urgency=3,
            embargoed="2026-11-17T12:00:00+00:00",
            version="2",
            subjects=("medtop:20000170", "medtop:20000525"),
        )
    )
    page = page_of(f"/articles/{item.id}", [item])
    assert [h2.text for h2 in page.one("aside", class_="card").all("h2")] == [
        "On file",
        "On the wire",
        "How it came in",
    ]
    assert list(entries(page).items())[:7] == [
        ("Dateline", ["ALDHAVEN, Nov 17"]),
        ("Filed from", ["Aldhaven"]),
        ("Slugline", ["ferries-strike"]),
        ("Urgency", ["3 of 9, where 1 is most urgent"]),
        ("Embargoed until", ["17 November 2026, 12:00 UTC"]),
        ("The agency’s version", ["2"]),
        ("Subject codes", ["medtop:20000170, medtop:20000525"]),
    ]


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "\"'><img src=x onerror=alert(1)>"])
def test_what_a_file_states_of_itself_never_becomes_markup(client_of, text):
    hostile = an_article(
        id="h",
        source="x",
        language="en",
        wire=Wire(text, text, text, 1, text, text, (text,)),
        origins=tuple(Origin(field, text) for field in ("headline", "source", "language", "body")),
        provenance=Provenance(RAW.sha256, "text/plain", "x", address=text, retrieved=text),
    )
    html = client_of([hostile]).get("/articles/h").text
    assert html.count(escape(text)) == 12
    assert text not in html


def test_where_the_bytes_were_fetched_is_told_with_the_time(page_of):
    fetched = an_article(
        provenance=Provenance(
            RAW.sha256,
            "text/plain",
            "crawl.warc.gz",
            address="https://example.org/a",
            retrieved="2026-11-17T09:02:11+00:00",
        )
    )
    page = page_of(f"/articles/{fetched.id}", [fetched])
    known = entries(page)
    assert known["Fetched from"] == ["https://example.org/a"]
    assert known["Fetched"] == ["17 November 2026, 09:02 UTC"]
    assert ("https://example.org/a", "https://example.org/a") in links(page)


def test_the_versions_can_be_compared_where_there_are_several(page_of):
    page = page_of(ADDRESS, [SEAMSTRESSES, SEAMSTRESSES, SEAMSTRESSES])
    assert entries(page)["Versions"] == ["3, see what changed"]
    assert ("3, see what changed", f"{ADDRESS}/versions") in links(page)
    assert not [href for _, href in links(page_of(ADDRESS)) if href.endswith("/versions")]


def test_the_original_address_opens_without_telling_where_from(page_of):
    link = page_of(ADDRESS).one("a", rel="noopener noreferrer nofollow")
    assert link.attributes["href"] == "https://example.org/2016/03/hamhung?a=1&b=2"


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "JavaScript://x/%0aalert(1)", "data:text/html,x", "//x", "http", "[::"],
)
def test_an_address_that_is_no_page_is_text(page_of, url):
    strange = an_article(url=url)
    page = page_of(f"/articles/{strange.id}", [strange])
    assert entries(page)["Address"] == [url]
    assert web_address(url) is None
    assert [href for _, href in links(page) if not href.startswith(("/", "#"))] == []


def test_hits_are_numbered_through_headline_captions_and_text(page_of):
    page = page_of(f"{ADDRESS}?q=seamstresses+machine")
    marks = [
        (mark.attributes["id"], mark.inside[0]) for mark in page.all("mark") if mark.attributes
    ]
    assert marks == [
        ("hit-1", "seamstresses"),
        ("hit-2", "machine"),
        ("hit-3", "machine"),
        ("hit-4", "machine"),
        ("hit-5", "machine"),
    ]
    assert page.one("p", class_="hits").text == "5 hits · go to the first or press n"
    assert ("go to the first", "#hit-1") in links(page)


def test_each_hit_leads_to_its_neighbours_and_the_last_to_the_first(page_of):
    page = page_of(f"{ADDRESS}?q=shared+OR+window+OR+idle")
    bars = [page.one("mark", id=f"hit-{n}").one("span", class_="hit-bar") for n in (1, 2, 3)]
    assert [(bar.one("span").text, [href for _, href in links(bar)]) for bar in bars] == [
        ("Hit 1 of 3", ["#hit-3", "#hit-2", "#main"]),
        ("Hit 2 of 3", ["#hit-1", "#hit-3", "#main"]),
        ("Hit 3 of 3", ["#hit-2", "#hit-1", "#main"]),
    ]


def test_a_single_hit_has_no_neighbours(page_of):
    bar = page_of(f"{ADDRESS}?q=window").one("span", class_="hit-bar")
    assert links(bar) == [("Close", "#main")]


def test_the_bar_of_a_hit_does_not_turn_the_direction_of_its_paragraph(page_of):
    page = page_of(f"/articles/{BASRA.id}?q=السمك")
    assert page.one("h1").attributes == {"dir": "auto", "lang": "ar"}
    bar = page.one("span", class_="hit-bar")
    assert bar.attributes == {"class": "hit-bar", "dir": "ltr", "lang": "en"}


def test_hits_in_credits_and_regions_are_marked_too(page_of):
    page = page_of(f"{ADDRESS}?q=baek+korea")
    assert [mark.text for mark in page.all("mark")] == ["Baek", "Korea"]
    assert page.one("p", class_="hits").text == "No hit in the text itself"


def test_a_hit_in_a_role_is_marked_in_the_credit(page_of):
    page = page_of(f"{ADDRESS}?q=translator:seo")
    assert [mark.text for mark in page.all("mark")] == ["Seo"]


def test_without_a_search_nothing_is_marked(page_of):
    page = page_of(ADDRESS)
    assert list(page.all("mark")) == list(page.all("p", class_="hits")) == []


def test_the_way_back_restores_the_search_at_the_article(page_of):
    state = "q=machine&region=Asia&not=source:Nobody&from=2010&sort=oldest&page=2"
    page = page_of(f"{ADDRESS}?{state}")
    assert links(page.one("nav", aria_label="Way back"))[0] == (
        "Back to the results",
        f"/?{state}#a-{SEAMSTRESSES.id}",
    )


def test_who_came_without_a_search_can_go_to_all_articles(page_of):
    assert links(page_of(ADDRESS).one("nav", aria_label="Way back"))[0] == (
        "Back to all articles",
        f"/articles#a-{SEAMSTRESSES.id}",
    )


def test_the_articles_before_and_after_it_in_the_list_are_links(page_of):
    # Newest first: of 2022, of 2016, undated.
    (before, after) = links(page_of(ADDRESS).one("p", class_="beside"))
    assert before == (
        "Previous article: Weed idles the boats of Kisumu",
        f"/articles/{KISUMU.id}",
    )
    assert after == (f"Next article: {BASRA.headline}", f"/articles/{BASRA.id}")
    last = page_of(f"{ADDRESS}?not=language:ar&sort=newest&view=compact")
    assert links(last.one("p", class_="beside")) == [
        (before[0], f"{before[1]}?not=language:ar&sort=newest&view=compact")
    ]


def test_the_article_after_the_last_of_a_page_is_on_the_next_page(page_of):
    many = tuple(an_article(f"Story {n:02}", cluster="") for n in range(45))
    ids = sorted(article.id for article in many)
    page = page_of(f"/articles/{ids[19]}", many)
    assert [href for _, href in links(page.one("p", class_="beside"))] == [
        f"/articles/{ids[18]}",
        f"/articles/{ids[20]}?page=2",
    ]
    page = page_of(f"/articles/{ids[20]}?page=2", many)
    assert [href for _, href in links(page.one("p", class_="beside"))] == [
        f"/articles/{ids[19]}",
        f"/articles/{ids[21]}?page=2",
    ]


def test_an_article_that_is_not_in_the_list_has_no_neighbours(page_of):
    page = page_of(f"{ADDRESS}?q=ferry")
    assert list(page.all("p", class_="beside")) == []


def test_another_search_keeps_what_was_chosen(page_of):
    address = f"{ADDRESS}?q=machine&match=any&region=Asia&not=source:Nobody&from=2010&explain=1"
    form = page_of(f"{address}&page=2").one("form", id="search")
    assert [(i.attributes["name"], i.attributes["value"]) for i in form.all("input")] == [
        ("q", "machine"),
        ("region", "Asia"),
        ("not", "source:Nobody"),
        ("from", "2010"),
        ("explain", "1"),
        ("match", "any"),
    ]
    assert "checked" in form.one("input", name="match").attributes


def test_an_article_leads_to_more_like_it(page_of):
    link = page_of(f"{ADDRESS}?q=machine&region=Asia").one("p", class_="alike").one("a")
    assert (link.text, link.attributes["href"]) == ("More like this", f"/?q=like:{SEAMSTRESSES.id}")


def test_an_article_that_is_not_there_is_a_404_with_its_reason(page_of):
    page = page_of("/articles/ffff", status=404)
    assert page.one("h1").text == "Not on file"
    assert "ffff: the archive holds no article of this id" in page.one("main").text


def test_the_file_comes_out_as_it_came_in(client_of):
    response = client_of().get(f"{ADDRESS}/raw")
    assert response.data == RAW.content
    assert response.headers["Content-Type"] == "application/octet-stream"
    assert response.headers["Content-Disposition"] == "attachment; filename=hamhung.txt"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cache-Control"] == "no-cache, max-age=0"
    assert (f"{ADDRESS}/raw") in client_of().get(ADDRESS).text


def test_the_file_of_an_article_that_is_not_there_is_a_404(client_of):
    assert client_of().get("/articles/ffff/raw").status_code == 404


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("clippings/ferries.txt", "ferries.txt"),
        ("C:\\clippings\\ferries.txt", "ferries.txt"),
        ("https://example.org/2019/ferries%20strike.html?page=1#top", "ferries strike.html"),
        ("https://example.org/", "article-f"),
        ("-", "-"),
        ("", "article-f"),
        ("../..", "article-f"),
        ("a\r\nSet-Cookie: x=1", "a__Set-Cookie_ x=1"),
        ("invoice\u202efdp.exe", "invoice_fdp.exe"),
        ('a"b<c>.txt', "a_b_c_.txt"),
        ("감자.txt", "감자.txt"),
        ("x" * 300 + ".txt", "x" * 96 + ".txt"),
    ],
)
def test_a_file_name_is_fit_to_be_saved_under(client_of, source, name):
    article = an_article(id="f", provenance=Provenance(RAW.sha256, "text/plain", source))
    assert file_name(article) == name
    response = client_of([article]).get("/articles/f/raw")
    assert response.headers["Content-Disposition"].startswith("attachment; filename")


def test_every_article_can_be_had_as_json(page_of):
    page = page_of(ADDRESS)
    assert ("This article as JSON", f"/api/v1{ADDRESS}") in links(page)


def test_the_text_says_its_language_where_it_is_known(page_of):
    spoken = page_of(f"/articles/{KISUMU.id}").one("div", class_="text")
    assert spoken.attributes["lang"] == "en"
    silent = replace(KISUMU, language=None)
    text = page_of(f"/articles/{silent.id}", [silent]).one("div", class_="text")
    assert "lang" not in text.attributes
