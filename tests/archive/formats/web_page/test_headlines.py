"""Which of the several headlines of a page is the article's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.formats.web_page.headlines import ShownHeading, choose, shown_headings
from archive.formats.web_page.html_tree import parse
from archive.formats.web_page.meta_tags import Statement

PRINTED = "The ferry that sailed for ninety years stops on Sunday"
FOR_SEARCH = "Why the ferry stops on Sunday, and all you need to know"


def headline(shown, sites=(), **stated):
    names = {
        "ld": "JSON-LD",
        "og": "og:title",
        "twitter": "twitter:title",
        "title": "title element",
    }
    said = [Statement(text, names[part]) for part, text in stated.items()]
    chosen = choose(said, [ShownHeading(text, where) for text, where in shown], sites)
    return chosen.value if chosen else None


def test_the_h1_wins_over_titles_made_for_search_engines_and_networks():
    said = {"og": FOR_SEARCH, "twitter": FOR_SEARCH, "title": FOR_SEARCH}
    assert headline([(PRINTED, "h1")], **said) == PRINTED
    # JSON-LD and og:title that differ from each other insist on nothing.
    assert headline([(PRINTED, "h1")], ld=FOR_SEARCH, og=f"{FOR_SEARCH} now") == PRINTED


def test_json_ld_and_og_title_that_agree_win_over_an_h1_that_is_not_the_title():
    said = {"ld": FOR_SEARCH, "og": FOR_SEARCH}
    assert headline([(PRINTED, "h1")], **said) == FOR_SEARCH
    assert headline([(PRINTED, "h1")], **said, title=PRINTED) == PRINTED


def test_what_the_page_shows_as_well_stays_before_an_h1():
    shown = [(PRINTED, "h1"), (FOR_SEARCH, "part of h1")]
    assert headline(shown, og=FOR_SEARCH, twitter=FOR_SEARCH, title=FOR_SEARCH) == FOR_SEARCH


def test_the_h1_that_is_like_the_titles_counts_not_the_first():
    shown = [("The Harbour Magazine", "h1"), (PRINTED, "h1"), ("More from the harbour", "h1")]
    assert headline(shown, og=f"{PRINTED}, 4 June") == PRINTED


@pytest.mark.parametrize("other", ["Our blog and podcast", "A message from the editor of us all"])
def test_an_h1_that_is_like_none_of_the_titles_is_none(other):
    assert headline([(other, "h1")], og=PRINTED, title=PRINTED) == PRINTED


def test_an_h1_in_a_list_is_one_where_no_json_ld_says_otherwise():
    said = {"og": FOR_SEARCH, "title": FOR_SEARCH}
    assert headline([(PRINTED, "trail of links")], **said) == PRINTED
    assert headline([(PRINTED, "trail of links")], **said, ld=FOR_SEARCH) == FOR_SEARCH


def test_an_h1_in_the_navigation_outside_of_the_story_counts_where_it_is_stated():
    page = parse(
        f"<html><body><nav><ul><li><h1>{PRINTED}</h1></li></ul></nav>"
        "<article><header><h2>Ferry: the last one</h2></header><p>Text.</p></article></body></html>"
    )
    assert page is not None
    shown = shown_headings(page)
    assert [(one.text, one.where) for one in shown[:1]] == [(PRINTED, "navigation")]
    stated = [Statement("Ferry: the last one", "JSON-LD"), Statement(PRINTED, "og:title"),
              Statement(PRINTED, "twitter:title"), Statement(PRINTED, "title element")]  # fmt: skip
    chosen = choose(stated, shown, [])
    assert chosen is not None
    assert chosen.value == PRINTED


@pytest.mark.parametrize(
    ("title", "sites"),
    [
        (f"{PRINTED} | Harbour Post", ["harbourpost.example"]),
        (f"{PRINTED} - Post", ["post.example", "post"]),
        (f"{PRINTED} | County Coast Farming Services", ["ccfs"]),
        (f"{PRINTED} | Towns | Harbour Post", ["Harbour Post"]),
    ],
)
def test_the_site_behind_a_headline_goes(title, sites):
    assert headline([], sites, og=title) == PRINTED


def test_a_dash_within_a_headline_stays_where_the_site_is_behind_a_second():
    title = "The early reviews of the ferry are here — and nobody is happy"
    assert headline([], ["Dock"], og=f"{title} - Dock", title=f"{title} - Dock") == title


def test_a_motto_longer_than_the_headline_goes_where_the_headline_stands_alone_too():
    short = "Ferries of the county"
    motto = "We write about the sea, slowly, and about those who live from it and with it"
    assert headline([(short, "h1")], og=f"{short} | {motto}", title=f"{short} | {motto}") == short


def test_what_stands_behind_the_colon_of_an_h1_stays():
    short = "The cost of a new ferry"
    assert headline([(f"{short}: pier by pier", "h1")], og=short, title=short) == (
        f"{short}: pier by pier"
    )


def test_the_marks_are_those_of_the_h1_and_the_case_is_that_of_the_statement():
    assert headline([("Ferry design: a guide", "h1")], og="Ferry design - a guide") == (
        "Ferry design: a guide"
    )
    assert headline([(PRINTED.upper(), "h1")], og=PRINTED) == PRINTED


def test_a_headline_in_the_place_of_the_publisher_is_no_name_of_the_site():
    assert headline([(PRINTED, "h1")], ["MSN", PRINTED], og=PRINTED) == PRINTED


@given(
    st.lists(st.text(max_size=60), max_size=4),
    st.lists(st.tuples(st.text(max_size=60), st.sampled_from(["h1", "heading", "part of h1"]))),
)
def test_a_headline_is_a_part_of_what_is_stated_or_shown(titles, shown):
    headings = [ShownHeading(text, where) for text, where in shown]
    chosen = choose([Statement(title, "og:title") for title in titles], headings, [])
    texts = [*titles, *(text for text, _ in shown)]
    assert chosen is None or any(chosen.value in text for text in texts)
