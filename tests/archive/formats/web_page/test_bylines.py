import json

import pytest

from archive.formats.web_page import read_page
from archive.formats.web_page.byline_names import is_nobody, names_in
from archive.model.article import Provenance, Role

STORY = (
    "The last ferry left the quay at Skarvik on Tuesday with eleven people and a piano on board.",
    "For ninety years the boat had carried the mail, the milk and most brides of the island.",
    "A bridge will do all that from August, said the county, which has built it since 2014.",
)
PARAGRAPHS = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
CANONICAL = '<link rel="canonical" href="https://www.harbourpost.example/islands/ferry">'
SITE = '<meta property="og:site_name" content="Harbour Post">'


def read(story=PARAGRAPHS, *, head="", above="", below="", lang="en"):
    page = (
        f'<html lang="{lang}"><head><title>Ferry stops</title>{head}</head><body><main><article>'
        f"<h1>Ferry stops</h1>{above}{story}</article>{below}</main></body></html>"
    )
    return read_page(page, Provenance("", "text/html", "page.html"))


def people(article):
    return [credit.name for credit in article.credits if credit.role is not Role.AGENCY]


def author(name, kind="Person", **facts):
    stated = {"@type": "NewsArticle", "author": {"@type": kind, "name": name}, **facts}
    return f'<script type="application/ld+json">{json.dumps(stated)}</script>'


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ('By <a href="/nora">Nora Quill</a>, Seán Arda and <a>Ida Brook</a>, QNN',
         ("Nora Quill", "Seán Arda", "Ida Brook")),
        ("&lt;b&gt;Nora Quill&lt;/b&gt;", ("Nora Quill",)),
        ("Quill, Nora; Brook, Ida", ("Nora Quill", "Ida Brook")),
        ("Martin Vale, Jr. and Ida Brook, PhD", ("Martin Vale Jr.", "Ida Brook")),
        ("Martin Vale III", ("Martin Vale III",)),
        ("Nora Quill, M.D.", ("Nora Quill",)),
        ("Jr.", ()),
        ("Ph.D.", ()),
        ("Luke Vale; James Tap; Luke Vale James Tap", ("Luke Vale", "James Tap")),
        ("Nora Quill News reporter", ("Nora Quill",)),
    ],
)  # fmt: skip
def test_names_come_without_markup_and_titles_and_in_order(byline, names):
    assert names_in(byline) == names


@pytest.mark.parametrize(
    "name",
    ["Staff", "Newsroom", "Twitter Facebook", "Admin", "The Editors", "Staff Reporter",
     "Redaktion", "La rédaction", "Redacción", "편집국", "编辑部", "Web Desk"],
)  # fmt: skip
def test_desks_accounts_and_buttons_are_nobody(name):
    assert is_nobody(name)
    article = read(head=f'<meta name="author" content="{name}">')
    assert article.credits == ()
    assert article.source is None


@pytest.mark.parametrize("name", ["Nora Staff", "Ed Itor", "Nora Quill", "Admiral Vale"])
def test_people_are_somebody(name):
    assert not is_nobody(name)


@pytest.mark.parametrize(
    "head",
    [
        f'{SITE}<meta name="author" content="Harbour Post">',
        f'{SITE}<meta name="author" content="harbourpost">',
        f'{CANONICAL}<meta name="author" content="harbourpost.example">',
        f'{SITE}<meta name="author" content="The Harbour Post">',
        '<meta name="author" content="Twitter Facebook">',
        SITE + author("Harbour Post"),
        author("Harbour Post", "Organization"),
        author("Harbour Media", publisher={"@type": "Organization", "name": "Harbour Media"}),
    ],
)
def test_a_printed_byline_goes_before_the_paper_that_is_given_as_its_writer(head):
    assert people(read(head=head, above='<p class="byline">By Nora Quill</p>')) == ["Nora Quill"]


CARD = (
    '<{0} class="river-block"><h2><a href="/s{1}">Another story {1}</a></h2>'
    '<div class="byline"><time>1 hour ago</time> by <a rel="author" href="/author/x">{2}</a></div>'
    "</{0}>"
)
OWN = '<div class="byline">by <a rel="author" href="/author/nora">Nora Quill</a></div>'


@pytest.mark.parametrize("tag", ["li", "div", "article", "section"])
def test_bylines_of_cards_are_of_other_articles(tag):
    cards = "".join(CARD.format(tag, number, name) for number, name in enumerate(["Tom Vale"] * 3))
    assert people(read(above=OWN, below=f"<div>{cards}</div>")) == ["Nora Quill"]
    assert people(read(above=f"<div>{cards}</div>{OWN}")) == ["Nora Quill"]
    assert people(read(below=f"<div>{cards}</div>")) == []


@pytest.mark.parametrize(
    "comment",
    [
        '<div itemprop="comment" itemscope><span itemprop="author">Sea Dog</span></div>',
        '<div itemscope itemtype="//schema.org/Comment"><b itemprop="author">Sea Dog</b></div>',
        '<div id="comments"><div><span class="author">Sea Dog</span></div></div>',
        '<ol class="commentlist"><li><cite class="author">Sea Dog</cite></li></ol>',
    ],
)
def test_readers_who_comment_wrote_no_article(comment):
    assert people(read(above='<span itemprop="author">Nora Quill</span>', below=comment)) == [
        "Nora Quill"
    ]
    assert people(read(below=comment)) == []


def test_two_bylines_side_by_side_are_of_one_article():
    both = '<div><span class="author">Nora Quill</span><span class="author">Ida Brook</span></div>'
    assert people(read(above=both)) == ["Nora Quill", "Ida Brook"]


@pytest.mark.parametrize(
    "rest",
    [
        "<div>Updated: 1 Oct 2021 3:50 pm</div><div>Posted: 28 Sep 2021</div>", " | 4 June 2019",
        " Published 4 June 2019", "<time>June 4, 2019</time>", "<span>2019-06-04</span>",
    ],
)  # fmt: skip
def test_dates_in_the_byline_do_not_hide_the_name(rest):
    assert people(read(above=f'<div class="byline">By Nora Quill {rest}</div>')) == ["Nora Quill"]


def test_the_writer_of_another_article_that_the_page_describes_is_not_credited():
    other = author("Tom Vale", headline="Mayor resigns", url="https://post.example/mayor")
    own = '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry"}</script>'
    assert people(read(head=own + other)) == []


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("<p><strong>By Nora Quill</strong></p>", ["Nora Quill"]),
        ("<p><b>Nora Quill</b></p>", ["Nora Quill"]),
        ("<p><b>Nora Quill, Skarvik</b></p>", ["Nora Quill"]),
        ("<p>Por: Nora Quill</p>", ["Nora Quill"]),
        ("<p>Автор: Анна Берг</p>", ["Анна Берг"]),
        ("<p>记者 王小明</p>", ["王小明"]),
    ],
)
def test_a_line_above_the_story_that_names_its_writer_is_its_byline(line, names):
    article = read(line + PARAGRAPHS)
    assert people(article) == names
    assert article.body == STORY


@pytest.mark.parametrize(
    "line",
    [
        '<p style="text-align: right">Nora Quill</p>', '<p align="right"><b>Nora Quill</b></p>',
        '<p class="has-text-align-right">Nora Quill</p>', "<p><em>Nora Quill</em></p>",
        "<p>(Nora Quill)</p>", "<p>– Nora Quill</p>",
    ],
)  # fmt: skip
def test_a_name_set_apart_below_the_story_is_its_signature(line):
    article = read(PARAGRAPHS + line)
    assert people(article) == ["Nora Quill"]
    assert article.body == STORY


@pytest.mark.parametrize(
    "line",
    [
        "<p><b>Key Points</b></p><p>Three key points were made, all of them at night.</p>",
        "<p><b>Anna Berg</b></p><p>Anna Berg has sailed the ferry for thirty years.</p>",
        "<p>Anna Berg</p>",
        "<p>先日、渡し船が止まった。</p>",
    ],
)
def test_what_the_story_is_about_signs_nothing(line):
    article = read(line + PARAGRAPHS)
    assert people(article) == []
    assert len(article.body) >= len(STORY) + 1


def test_a_sentence_that_begins_with_the_writer_is_no_byline():
    line = "Nora Quill, who has sailed with the ferry for thirty years, said good-bye on Monday."
    article = read(f"<p>{line}</p>{PARAGRAPHS}", above='<p class="byline">By Nora Quill</p>')
    assert article.body == (line, *STORY)


@pytest.mark.parametrize(
    "line",
    [
        "<div class='meta'><span>by <a href='/q=Nora'>Nora Quill</a></span> ● June 4, 2019</div>",
        "<div class='x1'>By<span>Nora Quill</span><span>Published June 4</span></div>",
        "<p class='text-with-icon'>By Nora Quill</p>",
        "<div class='flex'><span>Written by:</span><span>Nora Quill</span></div>",
        "<p class='k'>Von Nora Quill</p>",
    ],
)  # fmt: skip
def test_a_line_below_the_headline_that_says_by_is_the_byline(line):
    assert people(read(above=line)) == ["Nora Quill"]
    # The paper itself, where the page states it as the author, gives way to whom it prints.
    assert people(read(head=SITE + author("Harbour Post", "Organization"), above=line)) == [
        "Nora Quill"
    ]


@pytest.mark.parametrize(
    "line",
    ["<p>By Monday the quay was empty.</p>", "<p>By Harbour Post</p>", "<p>By the sea</p>"],
)
def test_other_lines_that_begin_with_by_are_none(line):
    assert people(read(head=SITE, above=line)) == []


@pytest.mark.parametrize(
    "byline",
    [
        "<div class='byline'>By <a>Nora Quill</a><span>EdTech Content writer</span></div>",
        "<div class='author'><p>Nora Quill</p><p>Tech Reporter</p></div>",
        "<div class='byline'><a>Nora Quill</a> Harbour Post</div>",
        "<div class='byline'>Nora Quill Monday</div>",
    ],
)
def test_a_name_ends_where_its_element_or_the_paper_begins(byline):
    assert people(read(head=SITE, above=byline)) == ["Nora Quill"]


def test_an_account_named_after_the_paper_gives_way_to_a_signature():
    head = '<meta property="og:site_name" content="Harbour News">' + author("Harbour D")
    article = read(f"<p><strong>NORA QUILL</strong></p>{PARAGRAPHS}", head=head)
    assert people(article) == ["NORA QUILL"]


@pytest.mark.parametrize(
    "label", ["<h3><b>Quantum Algorithms</b></h3>", "<p><a><b>Red Posts</b></a></p>"]
)
def test_a_heading_or_a_link_in_bold_at_the_end_is_no_signature(label):
    assert people(read(PARAGRAPHS + label)) == []


def test_what_each_did_is_read_in_a_statement_too():
    article = read(head='<meta name="author" content="Words: Nora Quill / Photos: Ida Brook">')
    assert [(credit.name, credit.role) for credit in article.credits] == [
        ("Nora Quill", Role.REPORTER),
        ("Ida Brook", Role.PHOTOGRAPHER),
    ]
