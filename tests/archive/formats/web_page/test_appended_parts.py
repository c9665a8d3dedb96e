"""Stories and lists that a page appends to its own story."""

import pytest

from archive.formats.web_page import read_page
from archive.model.article import Provenance

STORY = (
    "The harbour master of Quillon closed the northern lock on Monday after a barge struck it.",
    "Nobody was hurt, and the barge was towed to the yard, where divers looked at its bow.",
    "The lock opens again on Thursday, when a new gate arrives from the foundry in Marrow.",
)
NEXT = (
    "A baker in Tolmin has won the prize for the longest loaf of the province this winter.",
    "The loaf was eleven metres long and was eaten by the pupils of two schools at noon.",
    "The baker said that the oven had to be opened at both ends to get the loaf out whole.",
)
GERMAN = (
    "Der Gemeinderat von Altenau hat am Dienstag den Bau einer neuen Brücke beschlossen.",
    "Die alte Brücke aus Holz trägt seit dem Hochwasser nur noch Fußgänger und Fahrräder.",
    "Mit dem Bau soll begonnen werden, sobald das Land seinen Zuschuss bewilligt hat.",
)
TIME = "<time datetime='2024-03-04'>4 March 2024</time>"


def paragraphs(texts):
    return "".join(f"<p>{text}</p>" for text in texts)


def read(body, head=""):
    page = f"<html><head><title>Lock closed</title>{head}</head><body>{body}</body></html>"
    return read_page(page, Provenance("", "text/html", "page.html")).body


FIRST = f"<h1>Lock closed</h1>{TIME}{paragraphs(STORY)}"


@pytest.mark.parametrize("head", ["", "<meta property='og:type' content='article'>"])
@pytest.mark.parametrize("appended", [NEXT, GERMAN])
@pytest.mark.parametrize(
    "page",
    [
        "<article>{0}</article><article><h1>Other</h1>{1}</article>",
        "<main><article>{0}</article><article><h1>Other</h1>{1}</article></main>",
        (
            "<main><div><article>{0}</article></div><div><article><h1>Other</h1>{1}</article></div>"
            "</main>"
        ),
        "<div class='story'>{0}</div><div class='story'><h1>Other</h1>{2}{1}</div>",
        (
            "<article>{0}</article><aside>x</aside><article><header><h1>Other</h1>{2}</header>{1}"
            "</article><article><h1>Third</h1>{1}</article>"
        ),
    ],
)
def test_of_an_endless_page_the_first_story_is_kept(page, appended, head):
    assert read(page.format(FIRST, paragraphs(appended), TIME), head) == STORY


@pytest.mark.parametrize(
    "page",
    [
        (
            "<main><section><h1>Lock closed</h1>{0}</section><section><h1>Gate</h1>{1}</section>"
            "</main>"
        ),
        "<article><h1>Lock closed</h1>{0}<h2>The gate</h2>{1}</article>",
    ],
)
def test_parts_of_one_story_with_headings_of_their_own_are_kept(page):
    body = read(page.format(paragraphs(STORY), paragraphs(NEXT)))
    assert set(STORY) | set(NEXT) <= set(body)


def test_a_story_behind_another_is_kept_where_the_title_is_its_own():
    other = f"<article><h1>Other</h1>{paragraphs(NEXT)}</article>"
    assert set(STORY) <= set(read(f"{other}<article>{FIRST}</article>"))


def test_a_story_below_a_head_of_its_own_is_kept():
    head = f"<div class='hero'><h1>Lock closed</h1>{TIME}<p>{NEXT[0]}</p><p>{NEXT[1]}</p>"
    story = f"<h1>What happened</h1>{TIME}{paragraphs(STORY)}<h1>About the lock</h1>"
    body = read(
        f"{head}<p>{NEXT[2]}</p></div><div class='content'><article>{story}</article></div>"
    )
    assert set(STORY) <= set(body)


@pytest.mark.parametrize(
    "heading", ["Related Posts", "You may also like", "Das könnte Sie auch interessieren",
                "À lire aussi", "Te puede interesar", "Читайте также:", "関連記事", "相关阅读"]
)  # fmt: skip
def test_a_list_of_other_stories_goes_with_its_heading(heading):
    teasers = "".join(f"<div><a href='/{n}'>Loaf {n}</a><p>{NEXT[n]}</p></div>" for n in range(2))
    box = f"<div class='more'><div><h3>{heading}</h3></div><div>{teasers}</div></div>"
    filler = paragraphs(f"{text} It was day {n}." for n in range(4) for text in STORY)
    body = read(f"<article><h1>Lock closed</h1>{filler}{box}</article>")
    assert len(body) == 12
    assert not set(NEXT) & set(body)


def test_a_story_under_a_heading_like_that_of_a_list_is_kept():
    body = read(f"<article><h1>Lock</h1><h2>Related news</h2>{paragraphs(STORY)}</article>")
    assert body[-3:] == STORY


def test_a_box_with_the_story_in_it_is_no_list_of_others():
    filler = paragraphs(f"{' '.join(STORY)} It was day {n}." for n in range(8))
    links = "<ul><li><a href='/1'>Loaf of the year</a></li></ul>"
    aside = "".join(f"<p>{' '.join(NEXT)} It was week {n}.</p>" for n in range(4))
    box = f"<div class='row'><h3>Popular posts:</h3>{links}{aside}</div>"
    body = read(f"<article><h1>Lock closed</h1>{filler}{box}</article>")
    assert len([text for text in body if "It was week" in text]) == 4


def test_code_that_a_page_shows_twice_stays_twice():
    code = "<pre><code>" + "pump.run(speed=40, valve='north', until='empty', loud=False) " * 2
    parts = f"<h2>One</h2>{code}</code></pre><h2>Two</h2>{code}</code></pre>"
    body = read(f"<article><h1>Lock closed</h1>{paragraphs(STORY)}{parts}</article>")
    assert sum(text.startswith("pump.run") for text in body) == 2


def test_a_story_that_a_page_holds_twice_is_read_once():
    twice = f"<div class='wide'>{paragraphs(STORY)}</div><div class='narrow'>{paragraphs(STORY)}"
    assert read(f"<article><h1>Lock closed</h1>{twice}</div></article>") == STORY
