"""Facets in a browser: ticking, choosing alone, searching in a long one, and their own pages."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

FOCUSED = "document.activeElement.value"


def test_a_tick_acts_at_once_and_the_reader_stays_where_she_was(measured_page):
    page = measured_page
    page.goto("/articles")
    source = page.get_by_role("group", name="Source")
    box = source.locator(".value input").first
    box.scroll_into_view_if_needed()
    value, before = box.get_attribute("value"), box.bounding_box()["y"]
    box.focus()
    page.keyboard.press("Space")
    page.wait_for_url(re.compile("source="))
    expect(source.locator("input:checked")).to_have_value(value)
    page.wait_for_function(f"{FOCUSED} === {value!r}")
    ticked = source.locator(".value input:checked")
    if page.evaluate("scrollY") > 0:
        assert abs(ticked.bounding_box()["y"] - before) < 2

    # The values of a facet are one stop of Tab, and the arrows move among them.
    page.keyboard.press("Home")
    first = page.evaluate(FOCUSED)
    page.keyboard.press("ArrowDown")
    second = page.evaluate(FOCUSED)
    assert first != second
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text(re.compile("^only"))

    page.go_back()
    page.wait_for_url(re.compile("/articles$"))
    expect(page.locator(".facets input:checked")).to_have_count(0)


def test_a_long_facet_is_searched_in_place(measured_page):
    page = measured_page
    page.goto("/articles")
    finder = page.get_by_label("Find a region")
    finder.fill("KOREA")
    region = page.get_by_role("group", name="Region")
    found = region.locator("form + ul .value")
    expect(found.first).to_be_visible()
    assert "Asia › North Korea" in found.first.inner_text()
    finder.press("Escape")
    expect(found).to_have_count(0)
    finder.fill("korea")
    found.first.locator("input").click()
    page.wait_for_url(re.compile("region=Asia"))
    expect(region.locator(".value input:checked").first).to_be_focused()


def test_the_page_of_a_facet_leads_back_to_the_list(page):
    page.goto("/articles")
    if not page.get_by_role("button", name="Apply").is_visible():
        page.locator("details.filters > summary").click()
    page.get_by_role("group", name="Region").get_by_role("link", name="see all regions").click()
    page.wait_for_url(re.compile("/facets/region"))
    page.get_by_role("link", name="A to Z").click()
    page.get_by_role("navigation", name="First letters").get_by_text("N", exact=True).click()
    page.get_by_label("Find a region").fill("north korea")
    page.get_by_role("button", name="Find").click()
    row = page.locator("ol.values > li").first
    expect(row).to_contain_text("Asia › North Korea")
    promised = row.locator(".count").inner_text()
    row.get_by_role("link", name=re.compile("^only this")).click()
    expect(page.locator("#total")).to_have_text(re.compile(rf"^\s*{promised} "))


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1440, "dark")])
def test_nothing_bars_a_reader_from_the_page_of_a_facet(measured_page, axe, width, scheme):
    page = measured_page
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    for address in (
        "/facets/byline?role=translator",
        "/facets/region?order=name&region=Asia&not=region:Africa",
        "/facets/source?find=zzz",
        "/articles?region=Asia&not=region:Asia/China&role=reporter",
    ):
        page.goto(address)
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
