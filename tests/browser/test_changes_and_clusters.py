"""From a list to who reported first, and from all changes to what one of them changed."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_who_was_first_and_what_changed_since(page):
    page.goto("/?q=hyacinth")
    page.get_by_role("link", name=re.compile("^who was first")).click()
    expect(page.get_by_text("First to report: Halyard Wire")).to_be_visible()
    reports = page.locator(".version")
    expect(reports).to_have_count(3)
    reports.nth(1).locator("h3 a").click()
    expect(page.locator(".card")).to_contain_text("One of 3 reports, 1 day after the first")

    page.goto("/changes")
    page.get_by_role("link", name="With a note", exact=True).click()
    expect(page.locator("ol.found > li")).to_have_count(1)
    page.locator("ol.found h2 a").click()
    expect(page.locator("ins").filter(has_text="2,500")).to_have_count(2)
    page.get_by_role("link", name="All articles that changed").click()
    expect(page.locator("ol.found > li")).to_have_count(2)


@pytest.mark.parametrize("scheme", ["dark"])
def test_changes_and_clusters_pass_the_accessibility_rules(measured_page, scheme, axe):
    measured_page.emulate_media(color_scheme=scheme)
    for address in ("/?q=hyacinth", "/changes", "/changes?source=none&page=x"):
        measured_page.goto(address)
        assert axe(measured_page) == []
    measured_page.goto("/?q=hyacinth")
    measured_page.get_by_role("link", name=re.compile("^who was first")).click()
    expect(measured_page.locator(".version")).to_have_count(3)
    assert axe(measured_page) == []
    for width in (360, 768, 1440):
        measured_page.set_viewport_size({"width": width, "height": 900})
        assert measured_page.evaluate("document.documentElement.scrollWidth") == width
