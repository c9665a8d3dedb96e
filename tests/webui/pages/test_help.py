"""The page of the query language."""

from urllib.parse import parse_qs

import pytest

from indexer.schema.fields import LIKE_FIELD, TEXT_FIELDS
from indexer.search.query_reference import INTRODUCTION, SECTIONS, forms
from tests.webui.fake_archive import SEAMSTRESSES


@pytest.fixture(scope="module")
def page(page_of):
    return page_of("/help")


def plain(text):
    return " ".join(text.replace("`", "").split())


def test_the_page_has_all_that_the_language_has(page):
    assert page.one("h1").text == "How to search"
    assert [h2.text for h2 in page.all("h2")] == [section.title for section in SECTIONS]
    assert [dt.one("kbd").text for dt in page.all("dt")] == [form.typed for form in forms()]
    assert [dd.text for dd in page.all("dd")] == [plain(form.finds) for form in forms()]
    paragraphs = [p.text for p in page.one("main").all("p")]
    said = [INTRODUCTION, *(text for section in SECTIONS for text in section.paragraphs)]
    assert paragraphs == list(map(plain, said))


def test_every_field_is_in_its_table(page):
    names = [th.text for th in page.all("th", scope="row")]
    assert {f"{field.name}:" for field in TEXT_FIELDS} | {f"{LIKE_FIELD}:"} <= set(names)


def test_the_contents_lead_to_each_section(page):
    contents = list(page.one("nav", aria_label="On this page").all("a"))
    ids = {h2.attributes["id"]: h2.text for h2 in page.all("h2")}
    assert {link.attributes["href"].lstrip("#"): link.text for link in contents} == ids
    assert len(ids) == len(SECTIONS)


def test_each_example_is_a_search_of_this_archive(page):
    for dt, form in zip(page.all("dt"), forms(), strict=True):
        asked = parse_qs(dt.one("a").attributes["href"].partition("?")[2])
        assert asked == {"q": [form.typed]} | ({"match": ["any"]} if form.any_word else {})


def test_what_is_typed_looks_like_it_and_no_backtick_is_left(page):
    assert "`" not in page.text
    (order,) = (p for p in page.all("p") if p.text.startswith("Operators are in capitals"))
    assert [kbd.text for kbd in order.all("kbd")] == ["NOT", "AND", "OR", "cooperative"]


@pytest.mark.parametrize("address", ["/", "/?q=x", f"/articles/{SEAMSTRESSES.id}", "/help"])
def test_the_help_stands_beside_every_box(page_of, address):
    (link,) = (a for a in page_of(address).all("a") if a.text == "How to search")
    assert link.attributes["href"] == "/help"
