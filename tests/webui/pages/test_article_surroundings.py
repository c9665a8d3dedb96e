"""What stands around an article's text: on paper, and beside scripts read from right to left."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from archive.model.article import Credit, Role
from tests.webui.fake_archive import BASRA, KISUMU, SEAMSTRESSES, TIME_ZONE, an_article

RIGHT_TO_LEFT = [
    ("أسعار السمك ترتفع", "ارتفع سعر السمك في السوق."),
    ("شباط פברואר", ""),
    ("הספינות נשארו בנמל", "הספינות נשארו."),
    ("ماهیگیران اعتصاب کردند", "بازار بسته بود."),
    ("ماہی گیروں کی ہڑتال", ""),
    ("بېلىقچىلار ئىش تاشلىدى", ""),
    ("Reuters: ارتفاع أسعار السمك في البصرة", ""),
    ("2019", "ارتفع سعر السمك في السوق."),
    ("", "ارتفع سعر السمك في السوق."),
    ("ދިވެހި", ""),
]
LEFT_TO_RIGHT = [
    ("Ferry crews strike", "ارتفع سعر السمك"),
    ("The word سوق means market", ""),
    ("감자 가격이 올랐다", ""),
    ("2019", ""),
    ("", ""),
    ("Ciné à Besançon", "ارتفع"),
]


@pytest.mark.parametrize(
    ("text", "direction"),
    [(text, "rtl") for text in RIGHT_TO_LEFT] + [(text, "ltr") for text in LEFT_TO_RIGHT],
)
def test_what_stands_around_a_text_goes_along_with_its_direction(page_of, text, direction):
    headline, paragraph = text
    article = an_article(headline, id="d", body=(paragraph,) if paragraph else ())
    story = page_of("/articles/d", [article]).one("article")
    assert story.attributes["class"] == f"story {direction}"
    assert story.one("h1").attributes["dir"] == "auto"
    entry = page_of("/articles", [article]).one("li", id="a-d").one("article")
    assert entry.attributes["class"] == direction


def test_the_demo_of_directions_is_told_apart(page_of):
    classes = {
        a.id: page_of(f"/articles/{a.id}").one("article").attributes["class"]
        for a in (BASRA, KISUMU, SEAMSTRESSES)
    }
    assert classes == {
        BASRA.id: "story rtl",
        KISUMU.id: "story ltr",
        SEAMSTRESSES.id: "story ltr",
    }


def test_paper_says_where_the_article_comes_from_and_when_it_was_read(page_of):
    before = datetime.now(ZoneInfo(TIME_ZONE)).date()
    page = page_of(f"/articles/{SEAMSTRESSES.id}?q=machine")
    after = datetime.now(ZoneInfo(TIME_ZONE)).date()
    lines = [p.text for p in page.one("div", class_="imprint").all("p")]
    credited = ", ".join(f"{each.name} ({each.role})" for each in SEAMSTRESSES.credits)
    assert lines[:4] == [
        "Source: Nine Rivers Radio",
        f"Credits: {credited}",
        "Published at https://example.org/2016/03/hamhung?a=1&b=2",
        f"This page: http://localhost/articles/{SEAMSTRESSES.id}",
    ]
    read_on = page.one("div", class_="imprint").one("time").attributes["datetime"]
    assert read_on in {before.isoformat(), after.isoformat()}
    assert re.fullmatch(r"Read on \d+ \w+ \d{4} \(Africa/Nairobi\)", lines[4])


def test_paper_says_nothing_of_what_is_not_known(page_of):
    bare = an_article(id="b")
    lines = [p.text for p in page_of("/articles/b", [bare]).one("div", class_="imprint").all("p")]
    assert [line.partition(" ")[0] for line in lines] == ["This", "Read"]


def test_hits_can_be_wanted_on_paper_where_there_are_any(page_of):
    assert list(page_of(f"/articles/{KISUMU.id}?q=tied").all("input", id="print-marks"))
    assert not list(page_of(f"/articles/{KISUMU.id}").all("input", id="print-marks"))


def test_a_name_longer_than_any_is_shown_in_part_and_not_linked(page_of):
    article = an_article(id="n", credits=(Credit("n" * 400, Role.WRITER),))
    byline = page_of("/articles/n", [article]).one("p", class_="byline")
    assert byline.text == f"Written by {'n' * 300}…"
    assert not list(byline.all("a"))
