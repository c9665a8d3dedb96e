"""Pictures of HTML: which of its images are named, and by what."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from archive.formats.markup.html_pictures import pictures_in
from archive.model.article import Picture

BASE = "https://courier.example/2019/story"


FIGURE = '<figure><img src="/a.jpg" alt="x"><figcaption>A <b>boat</b></figcaption></figure>'
CAPTIONED = '<div class="wp-caption"><img src="/a.jpg"><p class="wp-caption-text">A boat</p></div>'


def pictures(markup, base=BASE):
    return pictures_in(html.fromstring(f"<article>{markup}</article>"), base)


def addresses(markup):
    return [picture.address for picture in pictures(markup)]


@pytest.mark.parametrize(
    ("image", "address"),
    [
        ('<img src="a.jpg">', "https://courier.example/2019/a.jpg"),
        ('<img src="/a.jpg?w=1&amp;h=2">', "https://courier.example/a.jpg?w=1&h=2"),
        ('<img src="//cdn.example/a b.jpg">', "https://cdn.example/a%20b.jpg"),
        ('<img src="data:image/gif;base64,A" data-src="/a.jpg">', "https://courier.example/a.jpg"),
        ('<img src="/blank.gif" data-original="/a.jpg">', "https://courier.example/a.jpg"),
        ('<img srcset="/s.jpg 300w, /l.jpg 1200w, /m.jpg 600w">', "https://courier.example/l.jpg"),
        ('<img src="/a.jpg" srcset="/a.jpg 1x,/b.jpg 2x">', "https://courier.example/b.jpg"),
        ('<img src="/a.jpg" srcset="data:image/svg+xml,%3C, x 9w">', "https://courier.example/a.jpg"),
        ('<picture><source srcset="/w.jpg 900w"><img></picture>', "https://courier.example/w.jpg"),
        ('<amp-img src="/a.jpg"></amp-img>', "https://courier.example/a.jpg"),
        ('<img src="/counter-protest.jpg">', "https://courier.example/counter-protest.jpg"),
        ('<figure><a href="/gallery"><img src="/a.jpg"></a></figure>', "https://courier.example/a.jpg"),
        ('<a href="/a-large.jpg"><img src="/a.jpg"></a>', "https://courier.example/a.jpg"),
    ],
)  # fmt: skip
def test_an_address_is_that_of_the_picture_itself(image, address):
    assert addresses(image) == [address]


@pytest.mark.parametrize(
    "markup",
    [
        "<img>",
        '<img src="data:image/png;base64,AAAA">',
        '<img src="javascript:alert(1)">',
        '<img src="ftp://courier.example/a.jpg">',
        '<img src="https://">',
        '<img src="/a.jpg" width="1" height="1">',
        '<img src="/a.jpg" width="48px">',
        '<img src="/a.jpg" style="display: none">',
        '<img src="/a.jpg" hidden>',
        '<img src="/sign.svg">',
        '<img src="/icons/mail.png">',
        '<img src="/site-logo.png">',
        '<img src="https://secure.gravatar.com/a.jpg">',
        '<img src="https://t.example/pixel.gif?id=1">',
        '<img src="/l.gif?a=1">',
        '<a href="/other-story"><img src="/a.jpg"></a>',
        '<aside><img src="/a.jpg"></aside>',
        '<div class="related-stories"><img src="/a.jpg"></div>',
        '<div class="article-author"><img src="/a.jpg"></div>',
        '<article><img src="/a.jpg"></article>',
    ],
)
def test_what_is_no_picture_of_the_text_is_left_out(markup):
    assert pictures(markup) == ()


@pytest.mark.parametrize(
    ("markup", "caption"),
    [
        (FIGURE, "A boat"),
        (CAPTIONED, "A boat"),
        ('<img src="/a.jpg" alt="  A\nboat ">', "A boat"),
        ('<img src="/a.jpg" alt="IMG_2034.JPG">', ""),
        ('<img src="/a.jpg">', ""),
    ],
)  # fmt: skip
def test_a_caption_is_the_figures_or_the_alternative_text(markup, caption):
    assert pictures(markup) == (Picture("https://courier.example/a.jpg", caption),)


def test_a_picture_is_named_once_and_a_gallery_not_to_its_end():
    assert len(pictures('<img src="/a.jpg"><noscript><img src="/a.jpg"></noscript>')) == 1
    assert len(pictures("".join(f'<img src="/{n}00.jpg">' for n in range(99)))) == 50


def test_without_a_base_only_whole_addresses_are_named():
    found = pictures('<img src="/a.jpg"><img src="https://cdn.example/b.jpg">', "")
    assert found == (Picture("https://cdn.example/b.jpg"),)


PIECES = st.sampled_from(
    ("<img src=", "<figure>", "</figure>", "<a href=x>", "srcset='", "' ", "1x, ", "data:,", ">",
     "https://", "[", "%", "é", "\n", "/a.jpg", "<figcaption>", "ftp:", "\\", "@", ":99999", "//")
)  # fmt: skip


@given(st.lists(PIECES, max_size=25))
def test_whatever_is_in_a_page_an_address_is_on_the_web(pieces):
    for picture in pictures("".join(pieces)):
        assert picture.address.startswith(("http://", "https://"))
        assert not set(picture.address) & set(' \n"<>\\')
