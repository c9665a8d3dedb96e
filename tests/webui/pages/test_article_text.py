"""Subheads, lists and pictures on an article's page."""

from html import unescape
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from archive.model.article import Picture
from tests.webui.fake_archive import an_article
from webui.pages.article_text import text_blocks
from webui.pages.view_models import BlockKind, Piece

BODY = ("The ferry ran.", "What it cost", "Ten boats:", "the Tern", "the Heron", "Next", "No boat.")
HARBOR = Picture("https://courier.example/harbor.jpg?w=1&h=2", "The ferry in the harbor.")
ARTICLE = an_article(
    "A ferry year",
    body=BODY,
    subheads=(1, 5),
    items=(3, 4),
    captions=("The ferry in the harbor.", "A sailor."),
    pictures=(HARBOR, Picture("https://courier.example/b.jpg")),
)


def page(client_of, article, query=""):
    answer = client_of([article]).get(f"/articles/{article.id}{query}")
    assert answer.status_code == 200
    return html.fromstring(answer.text)


def words(element):
    for bar in element.xpath(".//*[@class='hit-bar']"):
        bar.drop_tree()
    return " ".join(element.text_content().split())


def test_subheads_are_headings_and_items_in_a_row_are_a_list(client_of):
    (text,) = page(client_of, ARTICLE).xpath("//article/div[contains(@class, 'text')]")
    blocks = [(each.tag, words(each)) for each in text if each.tag != "aside"]
    assert blocks == [
        ("p", BODY[0]), ("h2", BODY[1]), ("p", BODY[2]), ("ul", f"{BODY[3]} {BODY[4]}"),
        ("h2", BODY[5]), ("p", BODY[6]),
    ]  # fmt: skip
    assert [words(item) for item in text.xpath("./ul/li")] == list(BODY[3:5])
    assert all(each.get("dir") == "auto" for each in text.xpath("./p | ./h2 | ./ul/li"))


def test_no_level_of_headings_is_passed_over(client_of):
    levels = [int(each.tag[1]) for each in page(client_of, ARTICLE).xpath("//h1|//h2|//h3|//h4")]
    assert levels[0] == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))


def test_pictures_are_named_by_caption_and_address_and_never_loaded(client_of):
    found = page(client_of, ARTICLE, "?q=ferry")
    (aside,) = found.xpath("//aside[@class='captions']")
    assert [words(each) for each in aside.xpath("./p")] == ["A sailor."]
    first, second = aside.xpath(".//li")
    assert words(first.xpath("./p")[0]) == HARBOR.caption
    assert first.xpath(".//mark/text()") == ["ferry"]
    assert [link.get("href") for link in aside.xpath(".//li//p[@class='address']/a")] == [
        HARBOR.address, "https://courier.example/b.jpg",
    ]  # fmt: skip
    for link in aside.xpath(".//li//p[@class='address']/a"):
        assert set(link.get("rel").split()) == {"noreferrer", "noopener", "nofollow"}
    assert len(second.xpath("./p")) == 1
    loading = "//img | //picture | //video | //iframe | //*[@srcset] | //*[@background]"
    assert found.xpath(loading) == []
    assert not [each for each in found.xpath("//@src") if "courier.example" in each]


def test_hits_are_numbered_in_the_order_of_the_page(client_of):
    found = page(client_of, ARTICLE, "?q=ferry OR boat OR tern")
    ids = found.xpath("//mark/@id")
    assert ids == [f"hit-{number}" for number in range(1, len(ids) + 1)]
    # Headline, picture, and four in the body.
    assert len(ids) == 6
    assert found.xpath("//p[@class='hits']")[0].text_content().startswith("6 hits")


def test_a_long_list_of_pictures_is_folded_unless_a_hit_is_in_it(client_of):
    many = tuple(Picture(f"https://courier.example/{n}.jpg", f"Boat {n}") for n in range(300))
    article = an_article("A ferry year", pictures=many)
    (folded,) = page(client_of, article).xpath("//aside[@class='captions']/details")
    assert folded.get("open") is None
    assert len(folded.xpath(".//li")) == 100
    assert words(folded.xpath("./summary")[0]) == "Pictures 300, by caption and address"
    assert words(folded.xpath("./p")[0]) == "and 200 pictures more"
    (opened,) = page(client_of, article, "?q=boat").xpath("//aside[@class='captions']/details")
    assert opened.get("open") is not None


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "https://x/" + "a" * 3_000]
)
def test_an_address_that_is_none_of_the_web_is_no_link(client_of, address):
    article = an_article("A ferry year", pictures=(Picture(address, "A boat"),))
    found = page(client_of, article)
    assert found.xpath("//aside[@class='captions']//a") == []
    assert address[:20] in unescape(found.text_content())


def test_numbers_outside_of_the_body_change_nothing(client_of):
    article = an_article("A ferry year", subheads=(-1, 7), items=(9,))
    assert len(page(client_of, article).xpath("//div[contains(@class, 'text')]/p")) == 1


def test_parts_of_a_long_article_keep_its_structure(client_of):
    body = tuple(f"Word {n} " + "boat " * 3_000 for n in range(40))
    body = (*body, "What it cost", "the Tern", "the Heron", "The end.")
    article = an_article("A ferry year", body=body, subheads=(40,), items=(41, 42))
    found = page(client_of, article, "?part=99")
    assert [words(each) for each in found.xpath("//div[contains(@class, 'text')]/h2")] == [body[40]]
    assert [words(each) for each in found.xpath("//div[contains(@class, 'text')]/ul/li")] == [
        "the Tern", "the Heron",
    ]  # fmt: skip
    first = page(client_of, article, "?part=1")
    assert first.xpath("//div[contains(@class, 'text')]/ul") == []


@given(st.lists(st.integers(-2, 12)), st.lists(st.integers(-2, 12)), st.integers(0, 10))
def test_blocks_hold_every_paragraph_once_and_in_order(subheads, items, length):
    article = an_article("A", subheads=tuple(subheads), items=tuple(items))
    pieces = [(Piece(f"Paragraph {number}", None),) for number in range(length)]
    blocks = list(text_blocks(article, enumerate(pieces)))
    assert [each for block in blocks for each in block.paragraphs] == pieces
    assert all(one.kind is not other.kind for one, other in pairwise(blocks))


def test_a_paragraph_that_is_too_long_for_a_subhead_is_a_paragraph():
    article = an_article("A", subheads=(0,))
    (block,) = text_blocks(article, [(0, (Piece("a" * 301, None),))])
    assert block.kind is BlockKind.TEXT
