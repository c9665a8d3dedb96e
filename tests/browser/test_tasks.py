"""What docs/tasks.md says: each task in so many steps, from the front page."""

import csv
import re
from io import StringIO
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import opened

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

    def open_first(self):
        self.taken += 1
        self.page.locator("ol.found > li h2 a").first.click()
        self.page.wait_for_url(re.compile("/articles/[0-9a-f]{16}"))

    def send(self, button, **typed):
        """Fill in a form and press its button."""
        self.taken += 1
        for label, text in typed.items():
            self.page.get_by_label(label.replace("_", " ")).first.fill(text)
        self.page.get_by_role("button", name=button, exact=True).click()

    def download(self, name):
        self.taken += 1
        with self.page.expect_download() as download:
            self.page.locator(".desk").get_by_role("link", name=name).first.click()
        return download.value.path().read_text("utf-8-sig")


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


def cite_an_article(steps):
    steps.ask("ferry")
    steps.open_first()
    steps.press("Chicago", within=".desk")
    expect(steps.page.locator(".citation")).to_have_count(6)


def take_a_list_away(steps):
    steps.ask("market")
    found = steps.page.locator("#total").inner_text()
    rows = list(csv.DictReader(StringIO(steps.download("CSV"))))
    assert f"{len(rows)} articles" in found


def save_a_search_and_see_what_is_new(steps):
    steps.ask("ferry")
    steps.send("Save", Save_this_search_as="Ferries")
    steps.press("Saved searches", within=".colophon")
    saved = steps.page.get_by_role("listitem").filter(has_text="Ferries")
    expect(saved).to_contain_text("nothing new")


def subscribe_to_a_search(steps):
    steps.ask("ferry")
    steps.press("Atom", within=".desk")


def count_forty_queries(steps):
    steps.press("Articles", within=".rooms")
    steps.press("Batch", within=".desk")
    steps.send("Count", Queries="\n".join(f"market date:{year}" for year in range(1987, 2027)))
    expect(steps.page.locator("tbody tr")).to_have_count(40)


def correct_a_date(steps):
    steps.ask("ferry")
    steps.open_first()
    steps.press("Correct", within=".desk")
    steps.send("Correct", Date="2012-04-15", Why_is_that_right="The year was misread.")
    expect(steps.page.locator("p.facts")).to_contain_text("15 April 2012")


def collect_ten_articles_and_hand_them_over(steps):
    steps.ask("region:Asia")
    steps.press("Put into a collection", within=".desk")
    steps.page.get_by_label("Name of").fill("For Mina")
    steps.send("Put the ticked ones into it")
    assert steps.page.locator(".collected > li").count() >= 10
    # Copied, and sent to somebody.
    steps.taken += 1
    link = steps.page.locator(".link").inner_text()
    steps.page.goto(link)
    expect(steps.page.get_by_role("heading", level=1)).to_have_text("For Mina")


READING_ROOM = {
    "All stories of a subject in one province": stories_of_a_subject_in_one_province,
    "Who translated most in a year": who_translated_most_in_a_year,
    "The first mention of a phrase": first_mention_of_a_phrase,
    "Coverage of a subject by month": coverage_of_a_subject_by_month,
    "A region’s coverage in two years": coverage_of_a_region_in_two_years,
    "Everything on a day": everything_on_a_day,
    "Everything by one person, however spelt": everything_by_one_person,
}
DESK = {
    "Cite an article": cite_an_article,
    "Take a list away": take_a_list_away,
    "Save a search, and see what is new": save_a_search_and_see_what_is_new,
    "Subscribe to a search": subscribe_to_a_search,
    "Count 40 queries at once": count_forty_queries,
    "Correct a date": correct_a_date,
    "Collect ten articles, and hand them over": collect_ten_articles_and_hand_them_over,
}


@pytest.fixture(scope="module")
def own_server(demo_of):
    """An archive of its own, as the tasks of the desk change it."""
    yield from demo_of("desk")


@pytest.fixture
def own_page(chromium, own_server):
    yield from opened(chromium, own_server, scripts=True)


def written_down():
    return dict(re.findall(r"^\| ([^|]+?) +\| (\d) \|", TASKS.read_text("utf-8"), re.MULTILINE))


def test_every_task_that_is_written_down_is_taken():
    assert written_down().keys() == READING_ROOM.keys() | DESK.keys()
    assert all(int(written_down()[task]) <= 4 for task in DESK)


def test_each_task_of_a_reader_takes_as_many_steps_as_are_written_down(measured_page):
    for task, way in READING_ROOM.items():
        steps = Steps(measured_page)
        way(steps)
        assert (task, str(steps.taken)) == (task, written_down()[task])


def test_each_task_at_the_desk_takes_as_many_steps_as_are_written_down(own_page):
    for task, way in DESK.items():
        steps = Steps(own_page)
        way(steps)
        assert (task, str(steps.taken)) == (task, written_down()[task])
