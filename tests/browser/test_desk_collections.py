"""Articles into a collection, and the collection handed over and cited, as a reader does it."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_articles_go_into_a_collection_that_is_handed_over_and_cited(page, axe, request):
    way = request.node.callspec.params["page"]
    name = f"Asia, {way}"

    def offends():
        """What axe, which is a script itself, holds against the page."""
        return axe(page) if way == "with script" else []

    page.goto("/")
    page.get_by_label("Words to look for").fill("region:Asia")
    page.get_by_label("Words to look for").press("Enter")
    page.get_by_role("link", name="Put into a collection").click()
    assert offends() == []
    boxes = page.get_by_role("checkbox", checked=True)
    ticked = boxes.count() - 1
    assert ticked >= 10
    boxes.last.uncheck()
    page.get_by_label("Name of").fill(name)
    page.get_by_role("button", name="Put the ticked ones into it").click()

    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    expect(page.locator(".collected > li")).to_have_count(ticked)
    assert offends() == []
    shared = page.locator(".link").inner_text()
    assert shared == page.url.partition("?")[0].partition("#")[0]

    second = page.locator(".collected > li").nth(1)
    headline = second.get_by_role("heading").inner_text()
    second.locator("summary").click()
    second.get_by_label("Note").fill("First report")
    second.get_by_role("button", name="Keep the note").click()
    expect(page.locator(".collected .noted")).to_have_text("First report")
    second.locator("summary").click()
    second.get_by_role("button", name=re.compile("^Up")).click()
    first = page.locator(".collected > li").first
    expect(first.get_by_role("heading")).to_have_text(headline)
    assert "#a-" in page.url

    page.goto(shared)
    page.get_by_role("link", name="Cite", exact=True).click()
    expect(page.locator(".bibliography > li")).to_have_count(ticked)
    page.get_by_role("link", name="APA").click()
    assert offends() == []
    with page.expect_download() as download:
        page.get_by_role("link", name="RIS").click()
    assert download.value.suggested_filename == "citations.ris"
    assert download.value.path().read_text(encoding="utf-8").count("TY  - NEWS") == ticked

    page.goto(shared)
    first.get_by_role("link").click()
    page.get_by_text("Collect, tag or note").click()
    page.get_by_label("Tags, with commas between").fill("to check, <b>ice</b>")
    page.get_by_role("button", name="Add the tags").click()
    expect(page.locator(".kept > p").first).to_contain_text(name)
    expect(page.get_by_role("link", name="<b>ice</b>")).to_be_visible()
    assert offends() == []
    page.get_by_role("link", name="Chicago").click()
    expect(page.locator(".citation")).to_have_count(6)
    assert offends() == []

    page.goto(shared)
    page.get_by_text("Rename, describe or delete").click()
    page.get_by_role("link", name="Delete this collection").click()
    page.get_by_role("button", name="Delete the collection").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Collections")
    expect(page.get_by_role("link", name=name)).to_have_count(0)
