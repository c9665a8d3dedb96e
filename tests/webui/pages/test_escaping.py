"""What articles, queries and addresses say is text, whatever it looks like."""

from dataclasses import replace

import pytest

from archive.errors import UserError
from archive.model.article import Credit, Precision, Provenance, Published, Region, Role
from indexer.search.results import Alternative, ExplainedClause
from tests.webui.fake_archive import RAW, an_article

SCRIPT = "<script>alert(1)</script>"
BREAKOUT = "\"'><img src=x onerror=alert(1)>"
OVERRIDE = "\u202egnp.exe\u2067"


def hostile(text):
    """An article that says the same thing everywhere."""
    return an_article(
        text,
        id="h",
        body=(text, f"{text} word"),
        captions=(text,),
        credits=(Credit(text, Role.REPORTER),),
        regions=(Region((text, text), None, text),),
        published=Published("2019", Precision.YEAR, text),
        source=text,
        section=text,
        topics=(text,),
        language=text,
        url=text,
        provenance=Provenance(RAW.sha256, text, text, 1, "2025-11-22T17:35:12+00:00"),
    )


@pytest.mark.parametrize("text", [SCRIPT, BREAKOUT])
@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/?q=word",
        "/?q=word&stack=region",
        "/articles/h?q=word",
        "/articles/h",
        "/articles/h/cite",
        "/cite",
        "/compare?a=q%3Dword",
        "/trends?word=word",
    ],
)
def test_what_an_article_says_never_becomes_markup(client_of, page_of, text, address):
    articles = [hostile(text)]
    html = client_of(articles).get(address).text
    assert text not in html
    assert "<img" not in html
    page = page_of(address, articles)
    scripts = [
        each for each in page.all("script") if "ld+json" not in each.attributes.get("type", "")
    ]
    assert [script.attributes.keys() for script in scripts] == [{"src", "defer"}]
    handlers = [a for element in page.all() for a in element.attributes if a.startswith("on")]
    assert handlers == []


@pytest.mark.parametrize("text", [SCRIPT, BREAKOUT])
@pytest.mark.parametrize(
    "name", ["q", "region", "byline", "source", "not", "from", "sort", "page", "year"]
)
@pytest.mark.parametrize("path", ["/", "/articles/h"])
def test_what_an_address_says_never_becomes_markup(client_of, path, name, text):
    response = client_of([hostile("x")]).get(path, query_string={name: f"region:{text}"})
    assert response.status_code == 200
    assert text not in response.text
    assert "<img" not in response.text


@pytest.mark.parametrize("text", [SCRIPT, BREAKOUT])
@pytest.mark.parametrize(
    ("path", "name", "value"),
    [
        ("/trends", "word", "{}"),
        ("/trends", "region", "{}"),
        ("/compare", "a", "q={}"),
        ("/compare", "a", "source={}&without=q%3D{}"),
        ("/compare", "b_q", "{}"),
        ("/", "without", "region={}"),
    ],
)
def test_what_an_address_says_of_several_searches_never_becomes_markup(
    client_of, path, name, value, text
):
    asked = {"word": "x", name: value.replace("{}", text)}
    response = client_of([hostile("x")]).get(path, query_string=asked)
    assert response.status_code == 200
    assert text not in response.text
    assert "<img" not in response.text


def said_of(text):
    """An answer that says the same thing everywhere."""
    clause = ExplainedClause(text, text, 0, empties=True)
    return {
        "explanation": replace(clause, clauses=(clause,)),
        "alternatives": (Alternative(text, 1, text),),
    }


@pytest.mark.parametrize("text", [SCRIPT, BREAKOUT])
def test_what_an_explanation_says_never_becomes_markup(client_of, text):
    html = client_of(said=said_of(text)).get("/?q=quincunx&explain=1").text
    assert html.count("&lt;img" if text is BREAKOUT else "&lt;script&gt;") == 6
    assert text not in html
    assert "<img" not in html


@pytest.mark.parametrize("text", [SCRIPT, BREAKOUT])
def test_what_is_suggested_is_json_and_no_page(client_of, text):
    named = an_article(credits=(Credit(text, Role.REPORTER),))
    response = client_of([named]).get("/api/v1/suggest", query_string={"q": text[0]})
    assert response.content_type == "application/json"
    assert response.json["completions"][0]["text"] == text


def test_what_an_error_says_never_becomes_markup(client_of):
    html = client_of(error=UserError(SCRIPT)).get("/").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert SCRIPT not in html


def test_json_is_no_page(client_of):
    response = client_of([hostile(SCRIPT)]).get("/api/v1/search")
    assert response.content_type == "application/json"
    assert "&lt;script&gt;" in response.json["hits"][0]["snippets"][0]


def unisolated(element):
    """The texts of an element that could turn the direction of what stands around them."""
    for part in element.inside:
        if isinstance(part, str):
            yield from [part] if "\u202e" in part else []
        elif part.tag not in {"bdi", "title"} and part.attributes.get("dir") != "auto":
            yield from unisolated(part)


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/?q=word&region=" + OVERRIDE,
        "/?q=word&stack=source&without=q%3D" + OVERRIDE,
        "/articles/h?q=word",
        "/compare?a=q%3Dword&b=region%3D" + OVERRIDE,
        "/trends?word=word&word=region:" + OVERRIDE,
    ],
)
def test_marks_of_direction_turn_nothing_but_the_name_that_has_them(page_of, address):
    assert list(unisolated(page_of(address, [hostile(OVERRIDE)]))) == []


def test_marks_of_direction_turn_nothing_but_the_clause_that_has_them(page_of):
    page = page_of("/?q=quincunx&explain=1", said=said_of(OVERRIDE))
    assert OVERRIDE in page.text
    assert list(unisolated(page)) == []
