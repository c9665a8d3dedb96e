"""Citations on pages: an article's, a list's, and what programs read in the page of an article."""

import json
from dataclasses import replace
from urllib.parse import parse_qsl

import bibtexparser
import rispy

from archive.model.article import Credit, Published, Role
from tests.webui.fake_archive import ARTICLES, BASRA, KISUMU, SEAMSTRESSES, an_article
from webui.pages.desk import citing

STORY = f"/articles/{SEAMSTRESSES.id}"
HOSTILE = an_article(
    '</script><script>alert("1")</script> & "quotes"',
    credits=(Credit("<b>Ann</b> O'Quill", Role.REPORTER),),
    section="</title><i>",
    source="<u>Courier</u>",
    url='https://example.org/</script>?a=1&b="2"',
)


def test_an_article_is_cited_in_three_styles(page_of):
    page = page_of(f"{STORY}/cite")
    headings = [each.text for each in page.all("h2")]
    assert headings == [
        "Chicago, 17th edition",
        "APA, 7th edition",
        "MLA, 9th edition",
        "BibTeX",
        "RIS",
        "CSL-JSON",
    ]
    chicago, apa, _ = page.all("p", class_="citation")
    assert chicago.text == (
        "Junho Baek, Mina Roh, and Peter Aldane, “The Seamstresses of Hamhung,” trans. Hana Seo, "
        "Nine Rivers Radio, March 3, 2016, sec. Society, "
        "https://example.org/2016/03/hamhung?a=1&b=2."
    )
    assert apa.one("cite").text == "Nine Rivers Radio"


def test_an_article_without_an_address_is_cited_by_its_page(page_of):
    page = page_of(f"/articles/{KISUMU.id}/cite?x=1")
    chicago, *_ = page.all("p", class_="citation")
    assert chicago.text.endswith(f"May 2022, http://localhost/articles/{KISUMU.id}.")


def test_every_record_of_the_page_can_be_downloaded(client_of, page_of):
    client = client_of()
    for record in page_of(f"{STORY}/cite").all("a", class_="download"):
        answer = client.get(record.attributes["href"])
        assert answer.headers["Content-Disposition"].startswith("attachment; filename=citations-")
        assert SEAMSTRESSES.id in answer.text
    ris = client.get(f"{STORY}/cite?format=ris")
    assert ris.headers["Content-Type"] == "application/x-research-info-systems; charset=utf-8"
    assert rispy.loads(ris.text)[0]["title"] == SEAMSTRESSES.headline


def test_an_unknown_article_or_format_is_an_error(client_of):
    client = client_of()
    assert client.get("/articles/nothing/cite").status_code == 404
    assert client.get(f"{STORY}/cite?format=docx").status_code == 400


def test_a_list_is_cited_in_alphabetical_order(page_of):
    page = page_of("/cite?style=apa")
    entries = [each.text for each in page.one("ul", class_="bibliography").all("li")]
    assert len(entries) == len(ARTICLES)
    assert [entry.partition(" ")[0] for entry in entries] == ["Awino,", "Baek,", "البصرة:"]
    assert page.one("nav", aria_label="Style").one("a", aria_current="true").text.startswith("APA")


def test_a_bibliography_has_what_the_list_has(client_of, page_of):
    page = page_of("/cite?q=machine&sort=oldest&style=mla")
    (entry,) = page.one("ul", class_="bibliography").all("li")
    assert "Seamstresses" in entry.text
    assert page.one("a", class_="back").attributes["href"] == "/?q=machine&sort=oldest"
    for way in page.one("p", class_="files").all("a"):
        file = client_of().get(way.attributes["href"]).text
        assert SEAMSTRESSES.id in file
        assert BASRA.id not in file


def test_a_long_bibliography_is_told_page_by_page(monkeypatch, client_of, page_of):
    monkeypatch.setattr(citing, "ENTRIES_A_PAGE", 2)
    page = page_of("/cite?lang=x&style=apa")
    assert "1 to 2 of 3 articles" in page.one("div", class_="citing").text
    following = page.one("a", rel="next").attributes["href"]
    last = page_of(following)
    assert len(list(last.one("ul", class_="bibliography").all("li"))) == 1
    assert last.one("a", rel="prev").attributes["href"] == "/cite?style=apa"
    file = client_of().get(f"{following}&format=bibtex").text
    assert len(bibtexparser.parse_string(file).entries) == 1
    assert not list(page_of("/cite?page=9").all("li", dir="auto"))


def test_what_an_address_says_in_vain_is_told(page_of):
    page = page_of("/cite?style=harvard&page=x")
    assert [each.text for each in page.one("ul", aria_label="Notices").all("li")] == [
        "‘harvard’ is not a style of citations: choose chicago, apa or mla.",
        "‘x’ is not a valid page: give a number from 1 to 200.",
    ]


def test_no_file_is_made_of_a_list_that_is_not_the_one_asked_for(client_of):
    for ignored in ("from=2019-13", "style=harvard"):
        refused = client_of().get(f"/cite?{ignored}&format=ris")
        assert (refused.status_code, refused.mimetype) == (400, "text/html")
        assert f"‘{ignored.partition('=')[2]}’" in refused.text


def test_links_under_an_article_and_a_list_lead_to_citations(page_of):
    links = [a.attributes["href"] for a in page_of(STORY).one("div", class_="desk").all("a")]
    assert {f"{STORY}/cite", f"{STORY}/cite#apa", f"{STORY}/cite?format=ris"} <= set(links)
    desk = page_of("/?q=machine&sort=oldest&size=50").one("div", class_="desk")
    assert "/cite?q=machine&sort=oldest" in [a.attributes["href"] for a in desk.all("a")]


def read_by_zotero(page):
    """The item that Zotero's translator “Embedded Metadata” makes, field by field as it does.

    Tags with a prefix of `_prefixes` become RDF, of which it takes the type and the newspaper;
    those of HighWire win where both name a field; `citation_journal_title` would win as a type.
    """
    head = page.one("head")
    names = [(tag.attributes.get("name"), tag.attributes) for tag in head.all("meta")]
    told = {}
    for name, attributes in names:
        told.setdefault(name or attributes.get("property"), []).append(attributes.get("content"))
    first = {name: contents[0] for name, contents in told.items()}
    authors = told.get("citation_author", [])
    return {
        "itemType": "journalArticle" if "citation_journal_title" in told else first["DC.type"],
        "title": first["citation_title"],
        "creators": authors,
        "publicationTitle": first.get("prism.publicationName"),
        "section": first.get("article:section"),
        "date": first.get("citation_publication_date"),
        "language": first.get("citation_language"),
        "url": first["citation_public_url"],
        "tags": [tag.strip() for tag in first.get("citation_keywords", "").split(";")],
    }


def test_zotero_finds_a_newspaper_article_in_the_page(page_of):
    assert read_by_zotero(page_of(STORY)) == {
        "itemType": "newspaperArticle",
        "title": "The seamstresses of Hamhung",
        "creators": ["Baek, Junho", "Roh, Mina", "Aldane, Peter"],
        "publicationTitle": "Nine Rivers Radio",
        "section": "Society",
        "date": "2016/03/03",
        "language": "en",
        "url": "https://example.org/2016/03/hamhung?a=1&b=2",
        "tags": ["work", "winter"],
    }


def test_coins_says_the_same(page_of):
    (span,) = page_of(STORY).all("span", class_="Z3988")
    told = parse_qsl(span.attributes["title"], strict_parsing=True)
    assert [value for name, value in told if name == "rft.creator"] == [
        "Baek, Junho",
        "Roh, Mina",
        "Aldane, Peter",
    ]
    assert dict(told) | {"rft.creator": ""} == {
        "ctx_ver": "Z39.88-2004",
        "rft_val_fmt": "info:ofi/fmt:kev:mtx:dc",
        "rft.type": "newspaperArticle",
        "rft.title": "The seamstresses of Hamhung",
        "rft.source": "Nine Rivers Radio",
        "rft.date": "2016-03-03",
        "rft.language": "en",
        "rft.identifier": "https://example.org/2016/03/hamhung?a=1&b=2",
        "rft.creator": "",
    }


def test_linked_data_is_a_news_article(page_of):
    page = page_of(f"{STORY}?q=machine")
    (block,) = page.all("script", type="application/ld+json")
    told = json.loads(block.text)
    assert told["@type"] == "NewsArticle"
    assert told["isPartOf"] == {"@type": "Newspaper", "name": "Nine Rivers Radio"}
    assert told["author"][0] == {
        "@type": "Person",
        "name": "Junho Baek",
        "givenName": "Junho",
        "familyName": "Baek",
    }
    assert told["translator"][0]["name"] == "Hana Seo"
    assert told["archivedAt"] == f"http://localhost{STORY}"
    assert page.one("link", rel="canonical").attributes["href"] == f"http://localhost{STORY}"


def test_no_article_breaks_out_of_a_citation_or_of_the_data_in_its_page(page_of):
    articles = (HOSTILE, replace(HOSTILE, id="0" * 16, published=Published()))
    page = page_of(f"/articles/{HOSTILE.id}", articles)
    scripts = [each.attributes for each in page.all("script")]
    assert [each.get("type", "") for each in scripts] == ["", "application/ld+json"]
    (block,) = page.all("script", type="application/ld+json")
    assert json.loads(block.text)["headline"] == HOSTILE.headline
    assert read_by_zotero(page)["title"] == HOSTILE.headline
    for address in (f"/articles/{HOSTILE.id}/cite", "/cite", "/cite?style=mla"):
        inside = page_of(address, articles).one("div", class_="citing")
        assert not [each.tag for each in inside.all() if each.tag in {"script", "b", "u", "i"}]
        assert "</script>" in inside.text
