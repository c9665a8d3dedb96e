"""Letters that went wrong, and what is right for each."""

import pytest

from archive.ingest.ingest import read_file
from archive.model.article import Record

pytestmark = pytest.mark.shared


@pytest.fixture
def read(shared_data):
    """The articles of a file of faults, and the sentences on what is left out."""

    def reading(name):
        found = list(read_file(shared_data / "faults" / name, {}))
        articles = [each.article for each in found if isinstance(each, Record)]
        return articles, [each.sentence for each in found if not isinstance(each, Record)]

    return reading


def openings(article):
    return [" ".join(paragraph.split()[:2]) for paragraph in article.body]


def test_text_picture_text_is_one_text_in_order_and_the_pictures_are_named(read):
    (article,), (notice,) = read("a1_apple_interleaved.eml")
    assert openings(article) == ["The harbour", "Fishing crews", "A spokesman"]
    assert "x.png (image/png), y.png (image/png)" in notice


def test_a_body_in_rtf_is_the_text(read):
    (article,), notices = read("a6_rtf_body.eml")
    assert (article.headline, openings(article), notices) == ("Rtf body", ["The harbour"], [])


def test_an_attached_message_is_an_article_of_its_own(read):
    (letter, story), notices = read("a7_forward_attached.eml")
    assert openings(letter) == ["Please file"]
    assert (story.headline, openings(story)) == ("The real story", ["The harbour", "Fishing crews"])
    assert notices == []


def test_parts_under_another_boundary_than_the_stated_one_are_read(read):
    (article,), notices = read("a9_bad_boundary.eml")
    assert (openings(article), notices) == (["The harbour"], [])


def test_a_blank_behind_the_transfer_encoding_changes_nothing(read):
    (article,), _ = read("a18_cte_space.eml")
    assert article.body == ("Café fermé depuis mardi.",)


def test_bare_from_lines_part_messages(read):
    articles, notices = read("m09_bare_from.mbox")
    assert [each.headline for each in articles] == ["Bare one", "Bare two"]
    assert [openings(each) for each in articles] == [["The harbour"], ["Fishing crews"]]
    assert notices == []


def test_a_year_of_two_digits_is_of_the_last_century(read):
    (article,), _ = read("md_b.eml")
    assert article.published.value == "1996-03-05T22:30:00-05:00"


def test_a_comment_behind_the_zone_is_none_of_the_date(read):
    (article,), _ = read("md_e.eml")
    assert article.published.value == "1996-03-05T22:30:00-05:00"
