"""Browsing as a reader does: from the front page to people, places and days, and to their lists."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

PAGES = (
    "/",
    "/people",
    "/people/Junho%20Baek",
    "/regions",
    "/regions/Asia/North%20Korea",
    "/sources",
    "/sections",
    "/days",
    "/years/2016",
    "/months/2016-03",
    "/days/2016-03-03",
)


def number(locator):
    return int(re.search(r"[\d,]+", locator.inner_text())[0].replace(",", ""))


def rooms(page):
    return page.get_by_role("navigation", name="The archive")


def test_from_the_front_page_to_a_person_a_region_and_a_day(page):
    page.goto("/")
    person = page.locator("section", has=page.get_by_role("heading", name="People", exact=True))
    line = person.locator("li").first
    name, promised = line.get_by_role("link").first.inner_text(), number(line.locator(".count"))
    line.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    assert number(page.locator(".whole")) == promised
    page.locator(".whole a").click()
    assert number(page.locator("#total")) == promised

    rooms(page).get_by_role("link", name="Regions").click()
    page.locator(".atlas").get_by_role("link", name="North Korea").click()
    expect(page.get_by_role("navigation", name="The way up").get_by_role("link")).to_have_count(2)
    page.get_by_role("link", name=re.compile("^All .* as a list")).click()
    expect(page.locator("ol.found > li").first).to_be_visible()

    rooms(page).get_by_role("link", name="Days").click()
    page.get_by_role("link", name=re.compile("March 2016")).click()
    page.get_by_role("table").get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("3 March 2016")
    page.locator(".headlines a").first.click()
    page.get_by_role("link", name="Back to the results").click()
    expect(page).to_have_url(re.compile("day=2016-03-03"))


def test_a_country_on_the_map_leads_to_its_page(page):
    page.goto("/regions")
    page.locator(".world a", has=page.locator("title", has_text="Myanmar")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Myanmar")


@pytest.mark.parametrize("look", ["dark", "forced colours"])
def test_pages_of_browsing_fit_the_screen_and_pass_the_accessibility_rules(
    measured_page, look, axe
):
    forced = look == "forced colours"
    measured_page.emulate_media(
        color_scheme="dark" if look == "dark" else "light",
        forced_colors="active" if forced else "none",
    )
    for address in PAGES:
        measured_page.goto(address)
        for width in (360, 768, 1440):
            measured_page.set_viewport_size({"width": width, "height": 900})
            across = measured_page.evaluate("document.documentElement.scrollWidth")
            assert across <= width, (address, width)
        # Forced colours are the reader's own, and no other rule looks at colours.
        assert forced or axe(measured_page) == [], address
