"""A receipt of a list, taken away and verified; a batch of queries, and a way into its lists."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_reading import assert_total

pytestmark = pytest.mark.browser


def test_a_receipt_is_verified_and_a_batch_leads_to_its_lists(page, tmp_path):
    page.goto("/?q=ferry")
    page.get_by_role("link", name="Receipt").click()
    expect(page.get_by_role("heading", name="Receipt of a search")).to_be_visible()
    with page.expect_download() as started:
        page.get_by_role("link", name="Download as JSON").click()
    receipt = tmp_path / "receipt.json"
    started.value.save_as(receipt)
    page.get_by_label("File of a receipt").set_input_files(receipt)
    page.get_by_role("button", name="Verify").click()
    expect(page.get_by_role("heading", name="The archive still answers so")).to_be_visible()

    page.goto("/?q=ferry")
    page.get_by_role("link", name="Batch").click()
    page.get_by_label("Queries").fill("ferry\n-ferry\nisland ferry\n")
    page.get_by_label("Count by").select_option("region")
    page.get_by_role("button", name="Count", exact=True).click()
    rows = page.get_by_role("table").get_by_role("row")
    expect(rows).to_have_count(5)
    with page.expect_download() as started:
        page.get_by_role("button", name="Download as CSV").click()
    assert started.value.suggested_filename == "batch-by-region.csv"
    cell = rows.nth(1).get_by_role("link").nth(1)
    promised = int(cell.inner_text())
    cell.click()
    assert_total(page, promised)


def test_the_pages_of_receipts_and_batches_have_no_barriers(measured_page, axe):
    page = measured_page
    page.goto("/receipt?q=ferry&region=Africa")
    assert axe(page) == []
    page.goto("/batch")
    page.get_by_label("Queries").fill('ferry,Boats\n"x"y,Bad\n')
    page.get_by_role("button", name="Count", exact=True).click()
    expect(page.get_by_role("table")).to_be_visible()
    assert axe(page) == []
