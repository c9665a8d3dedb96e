"""Pages that are no news: forums, documentation, products, lists."""

import pytest

from archive.errors import SourceError
from archive.formats.web_page import read_page
from archive.formats.web_page.html_tree import parse
from archive.formats.web_page.discussion import is_forum
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
