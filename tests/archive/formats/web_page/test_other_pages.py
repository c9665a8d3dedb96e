"""Pages that are no news: forums, documentation, products, lists."""

import pytest

from archive.errors import SourceError
from archive.formats.web_page import read_page
from archive.formats.web_page.discussion import is_forum
from archive.formats.web_page.html_tree import parse
from archive.model.article import Provenance

POSTS = (
    "Has anybody replaced the impeller of a Quillux 40 without taking the whole pump off?",
    "Yes, I did it last year. You have to undo the four bolts on the cover first.",
    "Thanks, that worked. The gasket had gone as well, so I cut a new one from cork.",
    "Do not forget to grease the shaft. I did, and it seized after two weeks.",
)
MENU = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/b'>Boards</a></li></ul></nav>"


def read(body, *, head="", title="Impeller of a Quillux 40"):
    page = (
        f"<html><head><title>{title}</title>{head}</head><body>{MENU}{body}"
        "<footer>2024 Quill</footer></body></html>"
    )
    return read_page(page, Provenance("", "text/html", "page.html"))


@pytest.mark.parametrize("program", ["phpBB 3.3", "XenForo", "Discourse 3.1", "vBulletin 5"])
def test_what_readers_write_is_the_text_of_a_forum(program):
    posts = "".join(f'<li class="comment"><p>{text}</p></li>' for text in POSTS[1:])
    body = f'<main><h1>Impeller</h1><p>{POSTS[0]}</p><ol class="comments">{posts}</ol></main>'
    assert read(body, head=f'<meta name="generator" content="{program}">').body == POSTS
    assert read(body).body == POSTS[:1]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ('<html id="phpbb"><body><p>x</p></body></html>', True),
        ('<body class="bbpress topic"><p>x</p></body>', True),
        ('<div itemtype="https://schema.org/DiscussionForumPosting"><p>x</p></div>', True),
        ('<meta name="generator" content="WordPress 6"><p>x</p>', False),
        ('<body class="single-post"><p>A forum of the harbour</p></body>', False),
    ],
)
def test_a_forum_is_known_by_its_program(page, expected):
    assert is_forum(parse(page)) is expected


def test_a_short_page_of_documentation_is_its_main_part_in_blocks():
    body = (
        "<main><h1>pump.run()</h1><p>Runs the pump until it is stopped.</p><h2>Parameters</h2>"
        "<dl><dt>speed</dt><dd>The speed in turns a minute.</dd></dl>"
        "<pre><code>pump.run(speed=40)</code></pre></main>"
    )
    assert read(body, title="pump.run()").body == (
        "Runs the pump until it is stopped.",
        "Parameters",
        "speed",
        "The speed in turns a minute.",
        "pump.run(speed=40)",
    )


def test_a_list_of_products_with_a_text_is_read_and_one_without_is_refused():
    cards = "".join(f"<li><a href='/p/{n}'><h3>Pump number {n}</h3></a></li>" for n in range(60))
    intro = (
        "<p>We stock bilge pumps for boats of every size, from dinghies to trawlers of iron.</p>"
    )
    listed = f"<h1>Bilge pumps</h1>{{}}<ul>{cards}</ul>"
    assert read(f"<main>{listed.format(intro)}</main>", title="Pumps").body[0] == intro[3:-4]
    with pytest.raises(SourceError, match="headings and links"):
        read(f"<main>{listed.format('')}</main>", title="Pumps")


@pytest.mark.parametrize(
    "message",
    [
        '<div class="post"><div class="postbody"><div class="post-body">{}</div></div></div>',
        (
            '<article class="message"><div class="message-body"><p class="bbWrapper">{}</p></div>'
            "</article>"
        ),
        '<div class="post"><p class="by">ann, 3 May</p><div itemprop="text">{}</div></div>',
        '<div class="topic-post"><div class="cooked"><p>{}</p></div></div>',
        (
            '<div class="answer"><div class="s-prose js-post-body"><p>{}</p></div>'
            '<div class="comment-text">See above.</div></div>'
        ),
    ],
)
def test_the_messages_of_a_thread_are_its_text_in_order(message):
    posts = "".join(message.format(text) for text in POSTS)
    body = f"<main><h1>Impeller</h1>{posts}<a href='/n'>New topics</a></main>"
    head = '<script type="application/ld+json">{"@type": "DiscussionForumPosting"}</script>'
    assert read(body, head=head).body == POSTS


def test_the_text_that_opens_a_thread_stays_above_its_messages():
    posts = "".join(f'<div class="post-body"><p>{text}</p></div>' for text in POSTS[1:])
    body = f"<main><h1>Impeller</h1><p>{POSTS[0]}</p>{posts}</main>"
    assert read(body, head='<meta name="generator" content="MyBB">').body == POSTS


def test_a_thread_that_is_drawn_by_scripts_is_read_from_what_is_there_without_them():
    texts = [f"{text} That was on day {day}." for day in range(3) for text in POSTS]
    posts = "".join(f'<div class="post"><div itemprop="text">{text}</div></div>' for text in texts)
    body = f"<div id='app'></div><noscript><h1>Impeller</h1>{posts}</noscript>"
    assert read(body, head='<meta name="generator" content="Discourse 3">').body == tuple(texts)


@pytest.mark.parametrize("frame", ["section", "div", "li"])
def test_a_page_in_many_parts_is_read_whole(frame):
    parts = [
        f"Plan number {n} pumps {n} litres a minute and costs less each year." for n in range(12)
    ]
    cards = "".join(f"<{frame}><h3>Plan {n}</h3><p>{p}</p></{frame}>" for n, p in enumerate(parts))
    menu = "<div class='links'>" + "".join(f"<a href='/{n}'>Part {n}</a>" for n in range(40))
    body = f"{menu}</div><main><h1>Plans</h1>{cards}</main><div class='cookie-bar'>Cookies!</div>"
    found = read(body, title="Plans").body
    assert [text for text in found if text in parts] == parts
    assert not any("Cookies" in text or "Part 1" in text for text in found)


def test_remarks_of_readers_are_no_part_of_a_page_in_many_parts():
    parts = [
        f"Plan number {n} pumps {n} litres a minute and costs less each year." for n in range(12)
    ]
    cards = "".join(f"<section><h3>Plan {n}</h3><p>{p}</p></section>" for n, p in enumerate(parts))
    remarks = "".join(f"<div class='comment'><p>{text}</p></div>" for text in POSTS)
    found = read(f"<h1>Plans</h1>{cards}<div class='comments'>{remarks}</div>", title="Plans").body
    assert not set(POSTS) & set(found)
