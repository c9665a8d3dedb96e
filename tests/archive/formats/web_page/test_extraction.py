import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import SourceError
from archive.formats.web_page.page_reader import WebPageReader
from archive.model.article import Credit, Precision, Published, Role
from archive.model.document import Document
from tests.archive.formats.reading import read_whole

LINKED = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "The Harbour Post"},
        {"@type": "Person", "@id": "#ann", "name": "Ann Lindqvist"},
        {
            "@type": "NewsArticle",
            "headline": "Ferry to Skarvik stops after ninety years",
            "author": [{"@id": "#ann"}, {"@type": "Person", "name": "Jo Berg"}],
            "translator": {"@type": "Person", "name": "Mia Holt"},
            "datePublished": "2019-06-04T08:00:00+02:00",
            "dateModified": "2019-06-07T09:30:00+02:00",
            "publisher": {"@type": "Organization", "name": "Harbour Post Media Ltd"},
            "articleSection": "Islands",
            "keywords": ["Ferries", "Skarvik"],
        },
    ],
}
STORY = (
    "The last ferry left the quay at Skarvik on Tuesday with eleven people and a piano on board.",
    "For ninety years the boat had carried the mail, the milk and most brides of the island.",
    "A bridge will do all that from August, said the county, which has built it since 2014.",
)
AGAIN = "save the article's own page and add it again"
PAGE = f"""<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8">
<title>Ferry to Skarvik stops after ninety years | The Harbour Post</title>
<link rel="canonical" href="/islands/ferry-stops">
<meta property="og:title" content="Ferry to Skarvik stops after ninety years - The Harbour Post">
<meta property="og:site_name" content="The Harbour Post">
<meta property="og:description" content="Eleven people and a piano were on the last crossing.">
<meta name="author" content="Harbour Post staff">
<script type="application/ld+json">{json.dumps(LINKED)}</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/islands">Islands</a></li></ul></nav>
<article><header><h1>Ferry to Skarvik stops after ninety years</h1>
<p class="standfirst">Eleven people and a piano were on the last crossing.</p>
<p class="byline">By Ann Lindqvist and Jo Berg</p></header>
<figure><img src="quay.jpg"><figcaption>The quay at Skarvik on Tuesday.</figcaption></figure>
<p>{STORY[0]}</p><p>Advertisement</p><p>{STORY[1]}</p>
<h2>What comes now</h2><p>{STORY[2]}</p>
<ul><li>The bridge is to open on 1 August, two years late.</li>
<li>The boat is for sale for a krona to whoever keeps it afloat.</li></ul></article>
<aside><h2>Related</h2><a href="/a">Mayor resigns over herring</a></aside>
<footer><p>We use cookies. Sign up for our newsletter.</p></footer></body></html>"""


def read(page, *, address="https://post.example/f?id=3", media_type="text/html", name="page.html"):
    content = page if isinstance(page, bytes) else page.encode()
    (record,) = read_whole(WebPageReader(), Document(name, content, media_type, address=address))
    return record.article


def page_of(*, head="", body="", lang="en"):
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
    return f"<html lang={lang}><head>{head}</head><body>{body}{paragraphs}</body></html>"


def linked(**facts):
    stated = {"@type": "NewsArticle", "headline": "Ferry to Skarvik stops", **facts}
    return f'<script type="application/ld+json">{json.dumps(stated)}</script>'


def test_a_page_gives_all_that_it_states_and_says_where_it_stood():
    article = read(PAGE)
    assert article.headline == "Ferry to Skarvik stops after ninety years"
    assert article.body == (
        "Eleven people and a piano were on the last crossing.",
        STORY[0],
        STORY[1],
        "What comes now",
        STORY[2],
        "The bridge is to open on 1 August, two years late.",
        "The boat is for sale for a krona to whoever keeps it afloat.",
    )
    assert article.captions == ("The quay at Skarvik on Tuesday.",)
    assert article.credits == (
        Credit("Ann Lindqvist", Role.REPORTER),
        Credit("Jo Berg", Role.REPORTER),
        Credit("Mia Holt", Role.TRANSLATOR),
    )
    assert article.published == Published("2019-06-04T08:00:00+02:00", Precision.INSTANT, "JSON-LD")
    assert article.source == "The Harbour Post"
    assert article.section == "Islands"
    assert article.topics == ("Ferries", "Skarvik")
    assert article.language == "en-GB"
    assert article.url == "https://post.example/islands/ferry-stops"
    assert {origin.field: origin.why for origin in article.origins} == {
        "headline": "JSON-LD and og:title agree",
        "credits": "JSON-LD",
        "published": "JSON-LD",
        "source": "og:site_name",
        "section": "JSON-LD",
        "topics": "JSON-LD",
        "language": "html lang",
        "url": "canonical link",
        "body": "page",
        "captions": "figures",
    }


def test_two_parts_of_a_page_that_agree_outweigh_the_third():
    head = linked(headline="Ferry stops: what we know") + (
        '<meta property="og:title" content="Skarvik ferry makes last crossing | Post">'
        '<meta property="og:site_name" content="Post">'
    )
    body = "<h1>Skarvik ferry makes last crossing</h1>"
    assert read(page_of(head=head, body=body)).headline == "Skarvik ferry makes last crossing"


def test_a_heading_in_the_trail_of_links_is_not_the_headline():
    head = linked(headline="The island says goodbye to its ferry") + "<title>Ferry, Skarvik</title>"
    body = (
        "<nav><ul><li><h1>Ferry Skarvik news</h1></li></ul></nav>"
        "<main><header><h2>The island says goodbye to its ferry</h2></header></main>"
    )
    article = read(page_of(head=head, body=body))
    assert article.headline == "The island says goodbye to its ferry"
    assert article.origins[0].why == "JSON-LD and heading agree"


@pytest.mark.parametrize(
    ("title", "site"),
    [
        ("Ferry makes its last crossing | The Post", "The Post"),
        ("Ferry makes its last crossing - post.example", "Post"),
        ("The Post: Ferry makes its last crossing", "The Post"),
        ("The Post – Ferry makes its last crossing", "The Post"),
    ],
)
def test_the_name_of_the_site_is_no_part_of_the_headline(title, site):
    head = f'<title>{title}</title><meta property="og:site_name" content="{site}">'
    body = "<h1>Ferry makes its last crossing</h1>" if ": " in title else ""
    article = read(page_of(head=head, body=body))
    assert article.headline == "Ferry makes its last crossing"


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("By Ann Lindqvist", [("Ann Lindqvist", Role.REPORTER)]),
        (
            "Von Ann Lindqvist und Jo Berg, dpa",
            [
                ("Ann Lindqvist", Role.REPORTER),
                ("Jo Berg", Role.REPORTER),
                ("dpa", Role.AGENCY),
            ],
        ),
        ("Ann Lindqvist, Professor of Ferries, Oslo", [("Ann Lindqvist", Role.REPORTER)]),
        ("Ann Lindqvist (ali) ann@post.example", [("Ann Lindqvist", Role.REPORTER)]),
        ("김하늘 기자", [("김하늘", Role.REPORTER)]),
        ("AFP", [("AFP", Role.AGENCY)]),
        ("Post staff", [("Post staff", Role.AGENCY)]),
        ("https://social.example/post", []),
        ("@skarvikpost", []),
    ],
)
def test_names_stand_apart_and_without_what_surrounds_them(author, expected):
    article = read(page_of(head=linked(author={"@type": "Person", "name": author})))
    assert [(credit.name, credit.role) for credit in article.credits] == expected


def test_the_person_in_the_byline_is_credited_before_the_paper_in_the_head():
    head = linked(author={"@type": "Organization", "name": "The Harbour Post"})
    body = '<h1>Ferry to Skarvik stops</h1><p class="byline">By Ann Lindqvist</p>'
    article = read(page_of(head=head, body=body))
    assert article.credits == (Credit("Ann Lindqvist", Role.REPORTER),)


def test_json_with_a_comment_and_a_comma_too_many_is_read():
    script = '{"@type": "NewsArticle", // ours\n"headline": "Ferry stops at last today",}'
    head = f'<script type="application/ld+json">{script}</script>'
    assert read(page_of(head=head)).headline == "Ferry stops at last today"


@pytest.mark.parametrize(
    ("head", "body", "address", "expected"),
    [
        (
            '<meta property="article:published_time" content="2019-06-04T08:00:00Z">',
            "",
            None,
            ("2019-06-04T08:00:00+00:00", "article:published_time"),
        ),
        ("", '<time datetime="2019-06-04">4 June</time>', None, ("2019-06-04", "time element")),
        ("", "", "https://post.example/2019/06/04/ferry", ("2019-06-04", "address")),
        (linked(dateModified="2019-06-07"), "", None, ("2019-06-07", "JSON-LD")),
        ("", "", "https://post.example/ferry", (None, "")),
    ],
)
def test_a_date_says_where_it_was_found(head, body, address, expected):
    article = read(page_of(head=head, body=f"<h1>Ferry stops</h1>{body}"), address=address)
    assert (article.published.value, article.published.why) == expected


@pytest.mark.parametrize(
    ("canonical", "expected"),
    [
        ("https://post.example/", "https://post.example/f?id=3"),
        ("//post.example/islands/ferry", "https://post.example/islands/ferry"),
        ("islands/ferry", "https://post.example/islands/ferry"),
        ("javascript:alert(1)", "https://post.example/f?id=3"),
        ("https://[broken", "https://post.example/f?id=3"),
    ],
)
def test_an_address_is_whole_and_names_a_page(canonical, expected):
    head = f'<title>Ferry stops at last today</title><link rel="canonical" href="{canonical}">'
    assert read(page_of(head=head)).url == expected


def test_a_story_broken_into_parts_by_advertisements_is_whole():
    parts = [
        "".join(f"<p>{sentence} This was part {number}.</p>" for sentence in STORY * 2)
        for number in range(4)
    ]
    body = "<h1>Ferry stops</h1><article>" + "".join(
        f'<div class="chunk">{part}</div><div class="ad">Buy a boat</div>' for part in parts
    )
    article = read(f"<html><body>{body}</article></body></html>")
    for number in range(4):
        assert f"{STORY[0]} This was part {number}." in article.body
    assert "Buy a boat" not in article.body


def test_lines_broken_inside_of_a_paragraph_keep_their_words_apart():
    body = f"<h1>Ferry stops</h1><p>{STORY[0]}<br>{STORY[1]}</p>"
    assert read(page_of(body=body)).body[:2] == STORY[:2]


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (b"", "page.html: an empty page: save it again from its address"),
        (b"<!-- nothing -->", "page.html: an empty page: save it again from its address"),
        (
            b"<html><body><p>Loading</p></body></html>",
            f"page.html: a page with neither headline nor text: {AGAIN}",
        ),
        (
            page_of(head="<title>404 Not Found</title>", body="<h1>404 Not Found</h1>").encode(),
            f'page.html: a page that says "404 Not Found", no article: {AGAIN}',
        ),
        (
            b"<html><head><title>Islands today, all of them</title></head><body>"
            b"<h1>Islands today, all of them</h1><ul>"
            + b"<li><a href='/a'>Mayor resigns</a></li>" * 40
            + b"</ul></body></html>",
            f"page.html: a page of headings and links without a text: {AGAIN}",
        ),
        (
            b"\x89PNG\x1a\x02\x03" + bytes(range(256)) * 40,
            "page.html: no text but some other file: give it its own name",
        ),
        (
            b"<p>a</p>" * 20_000,
            f"page.html: too large for the page of one article: {AGAIN}",
        ),
    ],
)
def test_what_is_no_article_is_refused_with_a_reason(page, reason):
    with pytest.raises(SourceError) as refusal:
        read(page)
    assert str(refusal.value) == reason


def test_a_page_cut_off_in_the_middle_gives_what_there_is():
    cut = PAGE[: PAGE.index("A bridge will do")]
    article = read(cut)
    assert article.headline == "Ferry to Skarvik stops after ninety years"
    assert article.body[1:3] == STORY[:2]


def test_tags_never_closed_do_not_hide_the_story():
    deep = "<font>" * 100_000
    article = read(f"<html><body><h1>Ferry stops</h1>{deep}" + "".join(f"<p>{s}" for s in STORY))
    assert article.headline == "Ferry stops"
    assert article.body == STORY


def test_what_http_says_of_the_language_of_bytes_is_followed():
    page = page_of(head="<title>Fähre hält für immer</title>", lang="de").encode("latin-1")
    article = read(page, media_type="text/html; charset=ISO-8859-1")
    assert article.headline == "Fähre hält für immer"


def test_a_page_is_known_by_how_it_begins():
    reader = WebPageReader()
    assert reader.recognizes(b"\xef\xbb\xbf <!DOCTYPE HTML PUBLIC '-//W3C//DTD'>")
    assert reader.recognizes("<html>".encode("utf-16"))
    assert not reader.recognizes(b"Dear editor, <b>hello</b>")
    assert not reader.recognizes(b'{"html": 1}')


@given(st.binary(max_size=400), st.binary(max_size=400))
def test_whatever_the_bytes_there_is_an_article_or_a_reason(before, inside):
    page = before + b"<html><body><h1>Ferry</h1><p>" + inside + STORY[0].encode() * 3
    try:
        article = read(page)
    except SourceError as refusal:
        assert str(refusal).startswith("page.html: ")
    else:
        article.headline.encode()
        assert all(paragraph.strip() == paragraph != "" for paragraph in article.body)


@given(
    st.recursive(
        st.none() | st.integers() | st.text(max_size=20),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ["@type", "@id", "@graph", "author", "name", "headline", "datePublished", "url"]
                ),
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
def test_whatever_the_json_there_is_an_article(stated):
    script = json.dumps([stated, {"@type": "NewsArticle", "author": stated, "headline": stated}])
    head = f'<script type="application/ld+json">{script.replace("</", "")}</script>'
    assert read(page_of(head=head, body="<h1>Ferry stops</h1>")).body == STORY
