"""Suggestions below the box, by keyboard and pointer; and what else the box offers.

Time stands still on the page until a test lets it pass: however late a key arrives on a busy
machine, it is typed before the pause after it is over.
"""

import json
import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

# More than the time that the page waits for the next letter.
PAUSE_MS = 100
DAY_MS = 86_400_000
HOSTILE = "<img src=x onerror=alert(1)>"
ANSWERS = {
    "ma": [
        {"kind": "word", "text": "market", "query": "market", "count": 1204},
        {"kind": "person", "text": HOSTILE, "query": f'byline:"{HOSTILE}"', "count": 2},
        {"kind": "region", "text": "Maysan", "query": "region:Maysan", "count": 1},
    ],
    "mar": [{"kind": "field", "text": "byline:", "query": "byline:", "count": None}],
    "byline%3A": [{"kind": "person", "text": "Mina Roh", "query": 'byline:"Mina Roh"', "count": 4}],
}


@pytest.fixture
def still_page(measured_page):
    """The front page, on which no time passes by itself."""
    measured_page.clock.install(time=0)
    measured_page.goto("/")
    measured_page.clock.pause_at(DAY_MS)
    return measured_page


@pytest.fixture
def typing(still_page):
    """The front page, its suggestions as they are above, and what was asked for."""
    asked = []

    def answer(route):
        text = route.request.url.partition("q=")[2]
        asked.append(text)
        completions = ANSWERS.get(text, [])
        route.fulfill(json={"query": text, "completions": completions})

    still_page.route("**/api/v1/suggest?*", answer)
    still_page.asked = asked
    return still_page


def box(page):
    return page.get_by_role("combobox", name="Words to look for")


def options(page):
    return page.get_by_role("listbox", name="Suggestions").get_by_role("option")


def type_and_wait(page, text, count):
    box(page).press_sequentially(text)
    page.clock.run_for(PAUSE_MS)
    expect(options(page)).to_have_count(count)


def state(page):
    """What assistive technology is told of the box: open or not, and the option at hand."""
    active = box(page).get_attribute("aria-activedescendant")
    at_hand = page.locator(f"#{active}").inner_text().split("\n")[0] if active else None
    selected = page.locator("[role=option][aria-selected=true]").count()
    assert selected == (1 if active else 0)
    return box(page).get_attribute("aria-expanded"), at_hand


def test_the_box_is_a_combobox_that_controls_its_list(typing):
    assert state(typing) == ("false", None)
    assert box(typing).get_attribute("aria-autocomplete") == "list"
    controlled = typing.locator(f"#{box(typing).get_attribute('aria-controls')}")
    assert controlled.get_attribute("role") == "listbox"
    assert controlled.is_hidden()


def test_what_is_typed_is_suggested_for_and_how_many_there_are_is_said(typing):
    type_and_wait(typing, "ma", 3)
    assert state(typing) == ("true", None)
    assert [" ".join(text.split()) for text in options(typing).all_inner_texts()] == [
        "market 1,204",
        f"{HOSTILE} person 2",
        "Maysan region 1",
    ]
    assert typing.get_by_role("status").inner_text() == "3 suggestions"
    type_and_wait(typing, "r", 1)
    expect(options(typing)).to_contain_text("byline:")
    assert typing.get_by_role("status").inner_text() == "1 suggestion"


def test_an_answer_that_comes_late_never_shows_and_keeps_nothing_from_being_asked(still_page):
    held = []

    def answer(route):
        text = route.request.url.partition("q=")[2]
        if text == "m":
            held.append(route)
        else:
            route.fulfill(json={"query": text, "completions": ANSWERS[text]})

    still_page.route("**/api/v1/suggest?*", answer)
    box(still_page).press_sequentially("m")
    with still_page.expect_request("**/api/v1/suggest?q=m"):
        still_page.clock.run_for(PAUSE_MS)
    box(still_page).press_sequentially("a")
    held[0].fulfill(json={"query": "m", "completions": ANSWERS["mar"]})
    arrived(held[0].request)
    assert options(still_page).count() == 0
    still_page.clock.run_for(PAUSE_MS)
    expect(options(still_page)).to_have_count(3)


def arrived(request):
    """Waits until the page has the answer, or has taken its question back."""
    if response := request.response():
        response.finished()


def test_a_suggestion_is_text_whatever_it_looks_like(typing):
    type_and_wait(typing, "ma", 3)
    assert typing.locator("img").count() == 0
    options(typing).nth(1).click()
    assert box(typing).input_value() == f'byline:"{HOSTILE}"'


def test_arrows_go_round_and_through_the_box(typing):
    type_and_wait(typing, "ma", 3)
    reached = []
    for key in ["ArrowDown"] * 5 + ["ArrowUp"] * 3:
        typing.keyboard.press(key)
        reached.append(state(typing)[1])
    first, second, last = "market", HOSTILE, "Maysan"
    assert reached == [first, second, last, None, first, None, last, second]
    assert box(typing).input_value() == "ma"


def test_enter_takes_the_suggestion_at_hand_and_then_searches(typing):
    type_and_wait(typing, "ma", 3)
    typing.keyboard.press("ArrowDown")
    typing.keyboard.press("Enter")
    assert state(typing) == ("false", None)
    assert box(typing).input_value() == "market"
    assert typing.url.endswith("/")
    with typing.expect_navigation():
        typing.keyboard.press("Enter")
    assert "q=market" in typing.url


def test_a_field_that_is_taken_suggests_what_is_in_it(typing):
    type_and_wait(typing, "mar", 1)
    typing.keyboard.press("ArrowDown")
    typing.keyboard.press("Enter")
    options(typing).get_by_text("Mina Roh").click()
    assert box(typing).input_value() == 'byline:"Mina Roh"'
    assert box(typing).evaluate("e => e === document.activeElement")


def test_enter_searches_for_what_is_typed_while_no_suggestion_is_at_hand(typing):
    type_and_wait(typing, "ma", 3)
    with typing.expect_navigation():
        typing.keyboard.press("Enter")
    assert "q=ma" in typing.url


def test_escape_closes_the_list_and_leaves_what_is_typed(typing):
    type_and_wait(typing, "ma", 3)
    typing.keyboard.press("ArrowDown")
    typing.keyboard.press("Escape")
    assert state(typing) == ("false", None)
    assert box(typing).input_value() == "ma"
    assert typing.get_by_role("status").inner_text() == ""
    typing.keyboard.press("ArrowDown")
    expect(options(typing)).to_have_count(3)


@pytest.mark.parametrize(("steps", "left"), [(0, "ma"), (1, "market")])
def test_tab_goes_on_with_the_suggestion_at_hand_if_there_is_one(typing, steps, left):
    type_and_wait(typing, "ma", 3)
    for _ in range(steps):
        typing.keyboard.press("ArrowDown")
    typing.keyboard.press("Tab")
    assert typing.locator(":focus").inner_text() == "Search"
    assert box(typing).input_value() == left
    assert state(typing) == ("false", None)


def test_what_is_typed_without_a_pause_is_asked_for_once(typing):
    type_and_wait(typing, "mar", 1)
    assert typing.asked == ["mar"]


def test_nothing_is_suggested_in_the_middle_of_a_word(typing):
    type_and_wait(typing, "ma", 3)
    typing.keyboard.press("Home")
    typing.keyboard.type("x")
    typing.clock.run_for(PAUSE_MS)
    expect(options(typing)).to_have_count(0)
    assert typing.asked == ["ma"]


def test_a_server_without_an_answer_leaves_the_box_as_it_is(typing):
    typing.unroute("**/api/v1/suggest?*")
    typing.route("**/api/v1/suggest?*", lambda route: route.fulfill(body=json.dumps(None)))
    box(typing).press_sequentially("ma")
    with typing.expect_response("**/api/v1/suggest?*") as answer:
        typing.clock.run_for(PAUSE_MS)
    arrived(answer.value.request)
    assert state(typing) == ("false", None)


@pytest.mark.parametrize(("scheme", "width"), [("light", 360), ("dark", 1280)])
def test_open_suggestions_pass_the_accessibility_rules(typing, axe, scheme, width):
    typing.emulate_media(color_scheme=scheme)
    typing.set_viewport_size({"width": width, "height": 800})
    type_and_wait(typing, "ma", 3)
    # The rules are checked in turns, by a timer.
    typing.clock.resume()
    assert axe(typing) == []
    typing.keyboard.press("ArrowDown")
    assert axe(typing) == []
    assert typing.evaluate("document.documentElement.scrollWidth") <= width


def test_a_name_of_the_archive_is_found_by_its_first_letters(measured_page):
    measured_page.goto("/?q=ferry")
    box(measured_page).fill("by:ald")
    expect(options(measured_page)).to_contain_text(["Peter Aldane"])
    measured_page.keyboard.press("ArrowDown")
    measured_page.keyboard.press("Enter")
    assert box(measured_page).input_value() == 'by:"Peter Aldane"'
    with measured_page.expect_navigation():
        measured_page.keyboard.press("Enter")
    expect(measured_page.locator("ol.found > li")).not_to_have_count(0)


def test_how_a_search_was_read_is_there_on_demand(page):
    page.goto("/?q=market+quincunx")
    page.get_by_role("link", name="How this was read", exact=True).click()
    reading = page.get_by_role("region", name="How this was read")
    expect(reading.get_by_role("listitem")).to_have_count(3)
    expect(reading).to_contain_text("This finds nothing, so nothing is left from here on.")
    reading.get_by_role("link", name="for market", exact=False).last.click()
    expect(page.locator("ol.found > li")).not_to_have_count(0)


def test_a_search_without_hits_leads_to_one_with_some(page):
    page.goto("/?q=market+quincunx")
    offer = page.get_by_role("region", name="This finds something")
    promised = offer.get_by_role("listitem").first.locator(".count").inner_text()
    offer.get_by_role("link").first.click()
    expect(page.locator("#total")).to_have_text(re.compile(rf"^\s*{promised} "))


def test_any_word_can_be_enough(page):
    page.goto("/?q=ferry+lobster")
    assert page.locator("#total").inner_text().startswith("No articles")
    page.get_by_label("Any word is enough").check()
    page.get_by_role("button", name="Search").click()
    page.wait_for_url("**match=any**")
    expect(page.locator("#total")).to_contain_text("5 articles")
    expect(page.get_by_label("Any word is enough")).to_be_checked()


def test_an_example_of_the_help_is_a_search(page):
    page.goto("/")
    page.get_by_role("link", name="How to search").click()
    page.get_by_role("link", name="ferry crews", exact=True).click()
    expect(page.get_by_label("Words to look for")).to_have_value("ferry crews")
    expect(page.locator("ol.found > li")).not_to_have_count(0)
