"""A list taken away: the files that a link and a form give, and a dossier that needs nothing."""

import csv
import io
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_a_list_goes_into_a_file_in_two_steps_and_a_dossier_asks_for_nothing(
    page, chromium, tmp_path
):
    page.goto("/?q=ferry")
    total = int(page.locator("#total").inner_text().split()[0])
    with page.expect_download() as taken:
        page.locator(".desk").get_by_role("link", name="CSV").click()
    text = Path(taken.value.path()).read_text("utf-8-sig")
    assert taken.value.suggested_filename == "backfile-ferry.csv"
    assert len(list(csv.DictReader(io.StringIO(text)))) == total

    page.locator(".desk").get_by_role("link", name="other formats").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Export")
    page.get_by_text("Only some fields").click()
    page.get_by_label("headline").check()
    page.get_by_label("JSON Lines").first.check()
    with page.expect_download() as taken:
        page.get_by_role("button", name="Export").click()
    lines = Path(taken.value.path()).read_text().splitlines()
    assert len(lines) == total
    assert all(line.startswith('{"id":"') and '"headline":' in line for line in lines)

    page.get_by_label("Dossier").check()
    with page.expect_download() as taken:
        page.get_by_role("button", name="Export").click()
    dossier = tmp_path / "dossier.html"
    taken.value.save_as(dossier)
    alone = chromium.new_page()
    asked = []
    alone.on("request", lambda request: asked.append(request.url))
    alone.goto(dossier.as_uri())
    expect(alone.locator("article")).to_have_count(total)
    alone.locator("nav a").last.click()
    expect(alone.locator("article").last).to_be_in_viewport()
    assert alone.locator("article").last.locator("mark").count() > 0
    style = "getComputedStyle(document.querySelector('article')).borderTopStyle"
    assert alone.evaluate(style) == "solid"
    assert Axe().run(alone).response["violations"] == []
    assert {address.partition("#")[0] for address in asked} == {dossier.as_uri()}
    alone.close()
