"""The article that this project began with, read as it was copied from its page."""

import pytest

from archive.ingest.ingest import read_file
from archive.model.article import Credit, Published, Region, Role

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def article(shared_data):
    path = shared_data.parent / "seeds" / "rfa-officers-drug-running.txt"
    (record,) = read_file(path, {})
    assert record.raw.content == path.read_bytes()
    return record.article


def test_its_headline_is_the_first_line(article):
    assert article.headline == (
        "North Korean Military Officers Resort to Drug Running to Make Ends Meet"
    )


def test_its_three_credits_come_in_their_order_with_their_roles(article):
    assert article.credits == (
        Credit("Myungchul Lee", Role.REPORTER),
        Credit("Dukin Han", Role.TRANSLATOR),
        Credit("Eugene Whong", Role.WRITER),
    )
    assert article.source == "RFA"


def test_its_caption_is_apart_from_the_story_and_has_lost_its_slug(article):
    (caption,) = article.captions
    assert caption.startswith("North Korean soldiers check")
    assert caption.endswith("Tumen River station.")
    assert caption not in article.body


def test_its_story_is_fifteen_paragraphs_without_the_furniture_of_its_page(article):
    assert len(article.body) == 15
    assert article.body[0].startswith("As North Korea’s economic")
    assert article.body[-1].endswith("for their families!”")
    text = "\n".join(article.body)
    for furniture in ("WhatsApp", "nk-train-check", "Reported by", "comment", "moderator"):
        assert furniture not in text


def test_its_regions_are_the_country_and_the_province_with_the_reason_for_each(article):
    assert article.regions == (
        Region(
            ("Asia", "North Korea"), "KP", "headline", ("North Korean", "North Korea", "Korean")
        ),
        Region(
            ("Asia", "North Korea", "South Hamgyong"), "KP-08", "named twice", ("South Hamgyong",)
        ),
    )


def test_its_date_is_unknown_because_the_page_states_none(article):
    assert article.published == Published()


def test_it_is_in_english(article):
    assert article.language == "en"
