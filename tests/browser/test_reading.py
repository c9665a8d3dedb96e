"""What a reader does in a browser, with JavaScript and without."""

import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def total(page):
    """The number of articles that the page says there are."""
    return int(re.search(r"[\d,]+", page.locator("#total").inner_text())[0].replace(",", ""))


def state(page):
    """What the address says of the list; a form adds the fields that were left blank."""
    return parse_qsl(urlsplit(page.url).query)


def assert_total(page, number):
    """Waits for a list of so many articles."""
    expect(page.locator("#total")).to_have_text(re.compile(rf"^\s*{number:,} "))


def listed(page):
    return page.locator("ol.found > li")


def box(page):
    """The search box: with a script it is a combobox, without one a search field."""
    return page.get_by_label("Words to look for")


def open_filters(page):
    """Unfold the filters where they are folded: on a phone, and without a script."""
    if not page.get_by_role("button", name="Apply").is_visible():
        page.locator("details.filters > summary").click()


def test_search_tick_read_step_through_the_hits_and_come_back(page):
    page.goto("/articles")
    everything = total(page)
    box(page).fill("market")
    page.get_by_role("button", name="Search").click()
    page.wait_for_url(re.compile("q=market"))
    found = total(page)
    assert 0 < found < everything
    expect(listed(page)).to_have_count(found)

    open_filters(page)
    region = page.get_by_role("group", name="Region")
    value = region.locator("input[type=checkbox]").first
    promised = int(region.locator(".count").first.inner_text())
    value.check()
    page.get_by_role("button", name="Apply").click()
    page.wait_for_url(re.compile("region="))
    assert_total(page, promised)
    assert promised < found
    expect(listed(page)).to_have_count(promised)
    open_filters(page)
    expect(page.get_by_role("group", name="Region").locator("input:checked")).to_have_count(1)
    results = state(page)

    listed(page).first.locator("h2 a").click()
    page.get_by_role("link", name="go to the first").click()
    hits = page.locator("mark[id^='hit-']").count()
    assert hits > 1
    for number in range(1, hits + 1):
        page.wait_for_url(f"**#hit-{number}")
        hit = page.locator(f"#hit-{number}")
        expect(hit).to_be_visible()
        if number < hits:
            hit.get_by_role("link", name=re.compile("next", re.IGNORECASE)).click()

    page.get_by_role("link", name="Back to the results").click()
    assert_total(page, promised)
    assert state(page) == results
    assert box(page).input_value() == "market"


def test_a_value_is_left_out_and_taken_back(page):
    page.goto("/?q=market")
    open_filters(page)
    found = total(page)
    source = page.get_by_role("group", name="Source")
    promised = int(source.locator(".count").first.inner_text())
    source.get_by_role("link", name=re.compile("not", re.IGNORECASE)).first.click()
    assert_total(page, found - promised)
    page.get_by_role("list", name="What narrows the list").get_by_role("link").first.click()
    assert_total(page, found)


def test_a_story_that_came_more_than_once_opens_into_all_of_its_copies(page):
    page.goto("/?q=hyacinth+week")
    collapsed = total(page)
    more = listed(page).first.get_by_role("link", name=re.compile(r"^and \d+ more"))
    others = int(re.search(r"\d+", more.inner_text())[0])
    more.click()
    assert_total(page, others + 1)
    expect(listed(page)).to_have_count(others + 1)
    page.goto("/?q=hyacinth+week+duplicates:show")
    assert_total(page, collapsed + others)


def test_the_first_result_is_three_keys_from_the_top_of_the_page(page):
    page.goto("/?q=market")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to the results")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text(listed(page).first.locator("h2").inner_text())


def test_a_compact_list_has_eight_results_on_a_screen(measured_page):
    measured_page.set_viewport_size({"width": 1440, "height": 900})
    measured_page.goto("/?q=market&view=compact")
    eighth = listed(measured_page).nth(7).bounding_box()
    assert eighth["y"] + eighth["height"] <= 900


def test_keys_walk_a_list_open_an_article_and_go_on_from_there(measured_page):
    page = measured_page
    page.goto("/?q=market&view=compact")
    headlines = listed(page).locator("h2").all_inner_texts()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(page.locator(":focus")).to_have_text(headlines[1])
    page.keyboard.press("o")
    expect(page.get_by_role("heading", level=1)).to_have_text(headlines[1])
    page.keyboard.press("j")
    expect(page.get_by_role("heading", level=1)).to_have_text(headlines[2])
    page.keyboard.press("n")
    expect(page.locator("#hit-1")).to_be_visible()
    assert page.url.endswith("#hit-1")
    page.keyboard.press("/")
    assert box(page).evaluate("box => box === document.activeElement")
    page.keyboard.type("?jk")
    assert box(page).input_value().endswith("?jk")


def test_the_keys_are_listed_and_can_be_switched_off(measured_page, axe):
    page = measured_page
    page.goto("/?q=market")
    page.keyboard.press("?")
    panel = page.get_by_role("dialog", name="Keys")
    expect(panel).to_be_visible()
    assert axe(page) == []
    panel.get_by_label("Keys are on").uncheck()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    page.reload()
    page.keyboard.press("j")
    expect(page.locator(".at-hand")).to_have_count(0)
    page.get_by_role("button", name="Keys").click()
    panel.get_by_label("Keys are on").check()
    panel.get_by_role("button", name="Close").click()
    page.keyboard.press("j")
    expect(page.locator(".at-hand")).to_have_count(1)


def test_a_preview_opens_in_its_place(page):
    page.goto("/?q=market&view=headlines")
    entry = listed(page).first
    expect(entry.locator(".preview p").first).to_be_hidden()
    entry.locator("summary").click()
    expect(entry.locator(".preview p").first).to_be_visible()


def test_the_keyboard_alone_reaches_the_box_the_filters_and_an_article(measured_page):
    measured_page.goto("/?q=market")
    measured_page.keyboard.press("Tab")
    focused = measured_page.locator(":focus")
    assert "skip" in focused.inner_text().lower()
    reached = set()
    for _ in range(150):
        measured_page.keyboard.press("Tab")
        tag = measured_page.locator(":focus")
        if not tag.count():
            break
        reached.add(tag.evaluate("e => e.closest('ol.found') ? 'article' : e.name || e.type"))
    assert {"q", "match", "region", "submit", "article"} <= reached


@pytest.mark.parametrize("width", [360, 768, 1440])
@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/?q=market&region=Asia",
        "/?q=(market+OR+%22dried+fish%22)+-headline:harbour&explain=1",
        "/?q=zzzz+market&explain=1",
        "/help",
        "/nowhere",
    ],
)
def test_no_page_is_wider_than_the_screen(measured_page, address, width):
    measured_page.set_viewport_size({"width": width, "height": 800})
    measured_page.goto(address)
    assert measured_page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_pass_the_accessibility_rules(measured_page, scheme, axe):
    measured_page.emulate_media(color_scheme=scheme)
    measured_page.goto("/?q=market&region=Asia")
    open_filters(measured_page)
    assert axe(measured_page) == []
    listed(measured_page).first.locator("h2 a").click()
    measured_page.wait_for_url("**/articles/**")
    assert axe(measured_page) == []
    for address in ("/?q=(market+OR+fish)+zzzz&match=any&explain=1", "/?q=zzzz+market", "/help"):
        measured_page.goto(address)
        assert axe(measured_page) == []
