"""A librarian puts right what is wrong, with JavaScript and without."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_a_wrong_date_is_put_right_in_four_steps_and_taken_back(page, axe, request):
    has_script = "without script" not in request.node.name
    page.goto("/articles?q=ferry&sort=relevance")
    page.locator("ol.found > li h2 a").first.click()
    page.wait_for_url(re.compile("/articles/[0-9a-f]{16}"))
    facts = page.locator("p.facts")
    before = facts.inner_text()
    page.get_by_role("link", name="Correct", exact=True).click()
    page.get_by_label("Date").fill("2012-04-15")
    page.get_by_label("Why is that right?").fill("the year was misread")
    if has_script:
        assert axe(page) == []
    page.get_by_role("button", name="Correct", exact=True).click()
    page.wait_for_url(re.compile("#corrected$"))
    expect(facts).to_contain_text("15 April 2012")
    told = page.get_by_role("region", name="Corrected here")
    expect(told).to_contain_text("the year was misread")
    if has_script:
        assert axe(page) == []
    told.get_by_role("button", name="Undo the correction of the date").click()
    expect(told).to_have_count(0)
    assert facts.inner_text() == before
    page.goto("/corrections")
    expect(page.get_by_role("main")).to_contain_text("undone by")
    if has_script:
        assert axe(page) == []


def test_two_names_are_joined_and_parted(page, axe, request):
    page.goto("/people/Tomas%20Vik")
    page.get_by_role("link", name="The same person as …").click()
    page.get_by_label("Name to show for both").fill("Lena Aro")
    page.get_by_role("button", name="Make them one").click()
    page.wait_for_url(re.compile("/authority$"))
    expect(page.get_by_role("main")).to_contain_text("“Tomas Vik” was joined into Lena Aro")
    page.goto("/people/Tomas%20Vik")
    expect(page.get_by_role("heading", level=1)).to_have_text("Lena Aro")
    page.get_by_role("link", name="The same person as …").click()
    if "without script" not in request.node.name:
        assert axe(page) == []
    page.get_by_label("Spelling of somebody else").select_option("Tomas Vik")
    page.get_by_role("button", name="Part it").click()
    page.goto("/people/Tomas%20Vik")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tomas Vik")
