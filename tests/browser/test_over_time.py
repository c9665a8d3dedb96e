"""Coverage over time in a browser: narrowing by bars, comparing lists, and trends."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_reading import assert_total, state, total

pytestmark = pytest.mark.browser

PAGES = (
    "/?q=market&stack=region&chart=shares",
    "/compare?a=q%3Dmarket&b=q%3Dferry",
    "/trends?word=market&word=river&word=winter",
)


def unfold(page):
    """Open the table behind a chart."""
    page.locator("details.behind-chart > summary").first.click()


def test_a_period_a_comparison_and_the_trends_of_a_topic(page):
    page.goto("/?q=market")
    everything = total(page)
    unfold(page)
    row = page.locator(".timeline tbody tr").first
    promised = int(row.locator("td").first.inner_text())
    row.get_by_role("link").click()
    page.wait_for_url(re.compile("from="))
    assert_total(page, promised)
    page.go_back()

    page.get_by_role("link", name="Compare with …").click()
    second = page.get_by_role("group", name="Second list")
    second.get_by_label("Words").fill("ferry")
    page.get_by_role("button", name="Compare").click()
    page.wait_for_url(re.compile("b_q=ferry"))
    only = page.get_by_role("region", name=re.compile("^Only in the first list: “market”"))
    link = only.get_by_role("link").first
    promised = int(re.search(r"\d+", link.inner_text())[0])
    assert 0 < promised <= everything
    link.click()
    assert_total(page, promised)

    page.get_by_role("link", name="Trends").click()
    page.get_by_label("Second word").fill("river")
    page.get_by_role("button", name="Draw").click()
    expect(page.locator(".keys-of-chart li")).to_have_count(2)
    page.get_by_role("link", name="Share of all articles of that time").click()
    expect(page.get_by_role("heading", level=2)).to_have_text(re.compile("^Share of all articles"))


def test_bars_are_links_and_dragging_over_them_narrows_to_their_time(measured_page):
    page = measured_page
    page.goto("/articles")
    bars = page.locator("svg.bars > a")
    first, last = bars.nth(1), bars.nth(3)
    bounds = [each.locator(".slot").bounding_box() for each in (first, last)]
    y = bounds[0]["y"] + 40
    page.mouse.move(bounds[0]["x"] + bounds[0]["width"] / 2, y)
    page.mouse.down()
    page.mouse.move(bounds[1]["x"] + bounds[1]["width"] / 2, y, steps=4)
    expect(page.locator("svg.bars .picked")).to_have_count(1)
    expected = [
        ("from", first.get_attribute("data-from")),
        ("to", last.get_attribute("data-to")),
    ]
    page.mouse.up()
    page.wait_for_url(re.compile("from="))
    assert state(page) == expected
    page.go_back()

    promised = int(re.search(r"(\d+) article", bars.nth(2).locator("title").text_content())[1])
    bars.nth(2).locator(".slot").click()
    page.wait_for_url(re.compile("from="))
    assert_total(page, promised)


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_charts_stay_in_their_box_and_move_nothing(measured_page, width):
    measured_page.set_viewport_size({"width": width, "height": 900})
    for address in PAGES:
        measured_page.goto(address)
        unfold(measured_page)
        assert measured_page.evaluate("document.documentElement.scrollWidth") <= width
    measured_page.goto(PAGES[0])
    shift = """() => new Promise((done) => {
        let sum = 0;
        new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) sum += entry.value;
        }).observe({ type: "layout-shift", buffered: true });
        requestAnimationFrame(() => requestAnimationFrame(() => done(sum)));
    })"""
    assert measured_page.evaluate(shift) < 0.01


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1440, "light")])
def test_charts_pass_the_accessibility_rules(measured_page, axe, scheme, width):
    measured_page.set_viewport_size({"width": width, "height": 900})
    measured_page.emulate_media(color_scheme=scheme)
    for address in ("/articles", *PAGES, "/compare", "/trends"):
        measured_page.goto(address)
        if measured_page.locator("details.behind-chart").count():
            unfold(measured_page)
        assert axe(measured_page) == []
