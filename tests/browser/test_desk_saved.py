"""A search is saved, seen to have something new, marked as seen, and subscribed to."""

import re
import uuid

import feedparser
import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_a_search_is_saved_and_subscribed_to_in_a_few_steps(page):
    name = f"Markets {uuid.uuid4().hex[:6]}"
    # A feed has near-duplicates one by one: so has this list.
    page.goto("/?q=market+duplicates:show")
    # Saving: the name, and Save.
    page.get_by_label("Save this search as").fill(name)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page).to_have_url(re.compile(r"/saved#search-\d+$"))
    entry = page.locator("li", has_text=name)
    expect(entry).to_contain_text("nothing new")
    total = entry.locator(".counts a").first.inner_text()
    entry.locator(".counts a").first.click()
    expect(page.locator("#total")).to_contain_text(total)

    # Looking: the page of saved searches is linked from all pages.
    page.locator(".colophon").get_by_role("link", name="Saved searches").click()
    entry.locator("summary").click()
    entry.get_by_label("New name").fill(f"{name} anew")
    entry.get_by_role("button", name="Rename").click()
    expect(page.get_by_role("heading", name=f"{name} anew")).to_be_visible()

    # Subscribing: the feed's link, for the program that reads it.
    link = page.locator("li", has_text=name).get_by_role("link", name="Feed of")
    answer = page.request.get(link.get_attribute("href"))
    feed = feedparser.parse(answer.body())
    assert (feed.bozo, f"{len(feed.entries)} articles") == (False, total)

    entry.locator("summary").click()
    entry.get_by_role("button", name="Delete this saved search").click()
    expect(page.locator("main")).not_to_contain_text(name)


def test_the_form_and_the_page_of_saved_searches_are_accessible(measured_page, axe):
    measured_page.goto("/?q=flood")
    measured_page.get_by_label("Save this search as").fill("فيضانات")
    assert axe(measured_page) == []
    measured_page.get_by_role("button", name="Save", exact=True).click()
    measured_page.locator("main summary").first.click()
    assert axe(measured_page) == []
