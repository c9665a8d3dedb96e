"""The small pages of the shared folder that went wrong, and what is right for each."""

import pytest

from archive.facts.completion import completed
from archive.formats.web_page.page_reader import WebPageReader
from archive.model.document import Document

pytestmark = pytest.mark.shared

# So begins the story that most of the pages tell.
FIRST = "The harbour board of Quillmouth voted on Tuesday to close the north pier"


def read(shared_data, name):
    content = (shared_data / "faults" / name).read_bytes()
    (record,) = WebPageReader().read(Document(name, content, "text/html"))
    return completed(record.article)


def names(article):
    return [credit.name for credit in article.credits]


@pytest.mark.parametrize(
    ("name", "author", "paragraphs"),
    [("f_en_by.html", "Nora Quill", 2), ("f_ko_by.html", "김철수", 2)],
)
def test_short_pages_keep_headline_byline_and_paragraphs_apart(
    shared_data, name, author, paragraphs
):
    article = read(shared_data, name)
    assert names(article) == [author]
    assert len(article.body) == 2
    assert not any(author in text or article.headline in text for text in article.body)


@pytest.mark.parametrize(
    ("name", "people"),
    [
        ("p02_meta_anchor.html", ["Nora Quill", "Seán Mac Arda", "Ida Brook"]),  # no markup
        ("p03_related_authors.html", ["Nora Quill"]),  # cards behind the article are others'
        ("r03_river_no_main_byline.html", []),  # nor is a teaser's byline this one's
        ("r07_itemprop.html", ["Nora Quill"]),  # who comments wrote no article
        ("r28_staff.html", []),  # no person, no agency
        ("r34_author_dup.html", ["Luke Vale", "James Tap"]),  # no third
    ],
)
def test_those_who_wrote_are_credited(shared_data, name, people):
    article = read(shared_data, name)
    assert names(article) == people
    assert article.source is None


def test_the_offer_to_subscribe_is_no_text(shared_data):
    article = read(shared_data, "p21_paywall.html")
    assert len(article.body) == 3
    assert not any("ubscribe" in text for text in article.body)


def test_readings_do_not_stand_between_the_signs(shared_data):
    article = read(shared_data, "y1_ruby.html")
    assert len(article.body) == 2
    assert article.body[0].startswith("虐待を防ぐ会議が火曜日に")


def test_the_article_in_a_declarative_shadow_root_is_read(shared_data):
    article = read(shared_data, "y2_shadow.html")
    assert article.headline == "Pier to close"
    assert len(article.body) == 4
    assert article.body[0].startswith(FIRST)


def test_windows_1252_under_the_label_utf_8_has_letters(shared_data):
    article = read(shared_data, "p18_charset_lie.html")
    assert article.headline == "Café pier “closes”"
    assert article.body[0].startswith("The café on the pier – “Le Château” –")
    assert "José Núñez" in article.body[0]
