"""What docs/tasks.md says of a reading room: each task in so many steps, from the front page."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

TASKS = Path(__file__).parents[2] / "docs" / "tasks.md"


class Steps:
    """A reader at the front page, whose steps are counted."""

    def __init__(self, page):
        self.page = page
        self.taken = 0
        page.goto("/")

    def ask(self, text):
        self.taken += 1
        self.page.get_by_label("Words to look for").fill(text)
        self.page.get_by_label("Words to look for").press("Enter")
        expect(self.page.locator("#total")).to_be_visible()

    def press(self, name, within="body"):
        self.taken += 1
        self.page.locator(within).get_by_role("link", name=name).first.click()

    def unfold(self, name):
        self.taken += 1
        self.page.locator("summary", has_text=f"Within {name}").first.click()

    def tick(self, name):
        self.taken += 1
        with self.page.expect_navigation():
            self.page.locator(".facets").get_by_label(re.compile(f"^{name}")).first.check()


def stories_of_a_subject_in_one_province(steps):
    steps.ask("market")
    steps.unfold("Asia")
    steps.unfold("North Korea")
    steps.tick("Ryanggang")
    expect(steps.page.locator("#total")).to_contain_text("1 article")


def who_translated_most_in_a_year(steps):
    steps.ask("date:2016")
    steps.press("Translators", within=".facets")
    byline = steps.page.get_by_role("group", name="Byline")
    expect(byline.locator(".value").first).to_contain_text("Hana Seo")


def first_mention_of_a_phrase(steps):
    steps.ask('"the market"')
    steps.press("Oldest")
    expect(steps.page.locator("ol.found > li").first.locator("time")).to_contain_text("2013")


def coverage_of_a_subject_by_month(steps):
    steps.ask("market date:2019..2025")
    bar = steps.page.locator("svg.bars a[href]").last
    expect(bar.locator("title")).to_have_text("February 2025: 1 article")


def coverage_of_a_region_in_two_years(steps):
    steps.press("Regions", within=".rooms")
    steps.press("North Korea", within=".atlas")
    rows = steps.page.locator("figure.years table tr")
    for year in ("2016", "2026"):
        expect(rows.filter(has_text=year).locator("td")).to_have_text("1")


def everything_on_a_day(steps):
    steps.ask("date:2019-06-04")
    expect(steps.page.locator("#total")).to_contain_text("2 articles")


def everything_by_one_person(steps):
    steps.press("People", within=".rooms")
    steps.press("Hana Seo")
    expect(steps.page.get_by_role("heading", level=1)).to_have_text("Hana Seo")
    expect(steps.page.get_by_role("link", name="6 articles", exact=True)).to_be_visible()


def test_each_task_takes_as_many_steps_as_are_written_down(measured_page):
    written = dict(re.findall(r"^\| ([^|]+?) +\| (\d) \|", TASKS.read_text(), re.MULTILINE))
    for task, title in (
        (stories_of_a_subject_in_one_province, "All stories of a subject in one province"),
        (who_translated_most_in_a_year, "Who translated most in a year"),
        (first_mention_of_a_phrase, "The first mention of a phrase"),
        (coverage_of_a_subject_by_month, "Coverage of a subject by month"),
        (coverage_of_a_region_in_two_years, "A region’s coverage in two years"),
        (everything_on_a_day, "Everything on a day"),
        (everything_by_one_person, "Everything by one person, however spelt"),
    ):
        steps = Steps(measured_page)
        task(steps)
        assert (title, str(steps.taken)) == (title, written.pop(title))
    assert written == {}
