"""The page of a cluster: who reported first, how long after came the others, and what differs."""

from dataclasses import replace
from datetime import timedelta

import pytest

from archive.model.article import Precision, Published, article_id
from tests.webui.conftest import read
from tests.webui.fake_archive import an_article
from webui.pages.time_gaps import after_text, gap_text

NAMES = ("Ferry held by weed", "Weed holds ferry", "Ferry stuck", "Ferry waits", "No ferry today")
CLUSTER = min(map(article_id, NAMES))
TEXT = ("The weed holds the ferry.", "The crew of 120 men waits.", "The weed grows.")


def published(value):
    precisions = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}
    if value is None:
        return Published()
    return Published(value, precisions.get(len(value), Precision.INSTANT), "declared")


def report(number, value, *body, **fields):
    return an_article(
        NAMES[number], body=body or TEXT, published=published(value), cluster=CLUSTER, **fields
    )


FIRST = report(1, "2019-06-04T08:00:00+00:00", source="Halyard Wire")
SECOND = report(
    2, "2019-06-04T12:30:00+00:00", TEXT[0], "The crew of 90 men waits.", TEXT[2], source="Ledger"
)
SAME_DAY = report(0, "2019-06-05", *TEXT, "It may take days.", source="Radio Harbor")
VAGUE = report(3, "2019-07")
UNDATED = report(4, None)
REPORTS = (UNDATED, VAGUE, SECOND, SAME_DAY, FIRST)


@pytest.fixture
def page(page_of):
    return lambda query="": page_of(f"/clusters/{CLUSTER}{query}", REPORTS)


def test_the_earliest_is_named_and_the_others_follow_undated_ones_last(page):
    shown = page()
    assert shown.one("h1").text == FIRST.headline
    assert (
        shown.one("p", class_="regions").text == "5 reports that say the same, the earliest first"
    )
    assert shown.one("p", class_="first-report").text == (
        "First to report: Halyard Wire, 4 June 2019, 08:00 UTC"
    )
    assert [h2.text for h2 in shown.all("h2")] == [
        "Halyard Wire 1 of 5",
        "Ledger 2 of 5",
        "Radio Harbor 3 of 5",
        "Without a source 4 of 5",
        "Without a source 5 of 5",
    ]
    assert [[dd.text for dd in each.all("dd")] for each in shown.all(class_="version")] == [
        ["4 June 2019, 08:00 UTC", "the first"],
        ["4 June 2019, 12:30 UTC", "4 hours after the first"],
        ["5 June 2019", "1 day after the first"],
        ["July 2019", "how long after the first is not known"],
        ["undated", "undated, so it stands last"],
    ]


def test_each_is_compared_with_the_first_and_what_is_the_same_is_counted(page):
    first, second, third, *_ = page().all(class_="changes")
    assert first.one("h3").text == FIRST.headline
    assert not list(first.all("ins"))
    assert [each.text for each in second.one(class_="text").all("p")] == [
        "1 paragraph the same",
        "The crew of 120 90 men waits.",
        "1 paragraph the same",
    ]
    assert [each.text for each in second.one(class_="text").all("del")] == ["120"]
    assert [each.text for each in third.one(class_="text").all("ins")] == ["It may take days."]


def test_each_headline_leads_to_its_article(page):
    links = {a.attributes["href"] for h3 in page().all("h3") for a in h3.all("a")}
    assert links == {f"/articles/{each.id}" for each in REPORTS}


def test_where_none_is_dated_none_is_called_first(page_of):
    undated = [replace(each, published=Published()) for each in (FIRST, SECOND)]
    shown = page_of(f"/clusters/{CLUSTER}", [*undated, report(0, None)])
    assert shown.one("p", class_="first-report").text == (
        "None of them has a date: which was first is not known"
    )
    assert "the first" not in {dd.text for dd in shown.all("dd")}


def test_a_member_that_the_cluster_is_not_called_by_leads_to_it(client_of):
    (other,) = [each for each in (FIRST, SECOND) if each.id != CLUSTER][:1]
    answer = client_of(REPORTS).get(f"/clusters/{other.id}")
    assert (answer.status_code, answer.location) == (302, f"/clusters/{CLUSTER}")


def test_what_is_no_cluster_is_not_found(page_of):
    page_of("/clusters/nothing", REPORTS, status=404)
    page_of("/clusters/%22%20OR%20a", REPORTS, status=404)
    alone = an_article("Alone")
    page_of(f"/clusters/{alone.id}", (alone,), status=404)
    page_of(f"/clusters/{CLUSTER}?with={alone.id}", (*REPORTS, alone), status=404)


def many(count):
    names = [f"Report {number}" for number in range(count)]
    cluster = min(map(article_id, names))
    return cluster, [
        an_article(name, published=published(f"2019-06-04T08:{n:02}:00Z"), cluster=cluster)
        for n, name in enumerate(names)
    ]


def test_a_large_cluster_is_paged_and_every_page_knows_the_first(page_of):
    cluster, reports = many(25)
    seen = []
    for number in (1, 2, 3):
        shown = page_of(f"/clusters/{cluster}?page={number}", reports)
        assert shown.one("h1").text == "Report 0"
        seen += [h3.text for h3 in shown.all("h3")]
        assert "Page " + f"{number} of 3" in shown.one("nav", aria_label="Pages").text
    assert [each.split()[-1] for each in seen] == [str(number) for number in range(25)]
    beyond = page_of(f"/clusters/{cluster}?page=9", reports)
    assert "There are no reports on this page." in beyond.one("main").text
    told = page_of(f"/clusters/{cluster}?page=x", reports).one("ul", class_="notices").text
    assert told == "‘x’ is not a valid page: give a number from 1 to 5,000."


def test_long_reports_are_compared_on_pages_of_their_own(page_of):
    long = tuple(f"Paragraph {number} " + "of weed " * 2_000 for number in range(7))
    reports = [replace(each, body=(*long, each.headline)) for each in (FIRST, SECOND, SAME_DAY)]
    shown = page_of(f"/clusters/{CLUSTER}", reports)
    (link,) = (a for a in shown.all("a") if "?with=" in a.attributes["href"])
    alone = page_of(link.attributes["href"], reports)
    assert [a.text for a in alone.all("a", href=f"/articles/{SAME_DAY.id}")]
    assert alone.one(class_="text").one("p", class_="omitted").text == "7 paragraphs the same"


def test_what_is_too_long_for_any_page_says_so(page_of):
    long = replace(SECOND, body=("weed " * 200_000,))
    shown = page_of(f"/clusters/{CLUSTER}", [FIRST, long, UNDATED])
    assert "These two are too long to be compared on a page." in shown.one("main").text


def test_what_reports_say_never_becomes_markup(client_of):
    hostile = "<script>alert(1)</script>"
    reports = [replace(each, source=hostile, body=(hostile,)) for each in REPORTS]
    text = client_of(reports).get(f"/clusters/{CLUSTER}").text
    assert "<script>alert" not in text
    assert hostile in read(text).one("h2", id=f"report-{FIRST.id}").text


def test_an_article_says_its_place_among_the_reports(page_of):
    def place(article):
        card = page_of(f"/articles/{article.id}", REPORTS).one("aside", class_="card")
        return next(each.text for each in card.all("div") if each.text.startswith("Reports"))

    assert place(FIRST) == "Reports First of 5 reports".replace("Reports ", "Reports", 1)
    assert place(SECOND) == (
        "ReportsOne of 5 reports, 4 hours after the first: Weed holds ferry Halyard Wire"
    )
    assert place(VAGUE).startswith("ReportsOne of 5 reports; the first is: Weed holds ferry")
    alone = an_article("Alone")
    assert "Reports" not in page_of(f"/articles/{alone.id}", (alone,)).one("aside").text


def test_the_list_leads_to_who_was_first(page_of):
    shown = page_of("/articles", REPORTS)
    links = {a.attributes["href"]: a.text for a in shown.one("p", class_="others").all("a")}
    assert links[f"/clusters/{CLUSTER}"].startswith("who was first")


@pytest.mark.parametrize(
    ("first", "later", "told"),
    [
        ("2019-06-04T08:00:00Z", "2019-06-04T08:00:00Z", "at the same moment as"),
        ("2019-06-04T08:00:00Z", "2019-06-04T17:00:30+09:00", "less than a minute after"),
        ("2019-06-04T08:00:00Z", "2019-06-04T08:12:00Z", "12 minutes after"),
        ("2019-06-04T08:00:00Z", "2019-06-05T08:00:00Z", "24 hours after"),
        ("2019-06-04T08:00:00Z", "2019-06-04", "the same day as"),
        ("2019-06-04", "2019-06-07T08:00:00Z", "3 days after"),
        ("2019-06-04T08:00:00", "2019-06-04T09:00:00", "the same day as"),
        ("2019-06-04", "2019-06-03", ""),
        ("2019-06", "2019-06-03", ""),
        ("2019-06-04", "2020", ""),
        ("2019-06-04", None, ""),
    ],
)
def test_how_long_after_is_told_as_far_as_both_dates_are_known(first, later, told):
    assert after_text(published(first), published(later)) == told


@pytest.mark.parametrize(
    ("gap", "told"),
    [
        (timedelta(minutes=1), "1 minute"),
        (timedelta(hours=47, minutes=59), "47 hours"),
        (timedelta(days=2), "2 days"),
        (timedelta(days=61), "2 months"),
        (timedelta(days=800), "2 years"),
    ],
)
def test_a_time_is_told_in_its_greatest_unit(gap, told):
    assert gap_text(gap) == told
