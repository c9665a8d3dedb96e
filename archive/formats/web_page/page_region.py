"""Main region of a page: all text blocks outside of what frames it, in order.

Listings, collections, services and instructions have their text in many parts of a page, of which
the extraction of a story finds one.
"""

import re
from copy import deepcopy

from lxml.html import HtmlElement

from archive.formats.markup.html_blocks import blocks_of
from archive.formats.web_page.html_tree import text_length

_FRAME = frozenset(
    {"nav", "aside", "footer", "button", "select", "noscript", "template", "dialog", "iframe"}
)
_FRAME_ROLES = frozenset(
    {
        "navigation", "banner", "contentinfo", "search", "dialog", "alertdialog",
        "complementary", "menu", "menubar", "tablist", "alert",
    }
)  # fmt: skip
_FRAME_NAME = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?|footer|sidebar|cookies?|consent|modal|"
    r"popup|share|sharing|social|pagination|pager|filters?|facets?|toolbar|skip|related|newsletter|"
    r"subscribe|advert\w*|ads?|promo|banner|login|signin|signup|search|topbar|masthead|sr-only|"
    r"visually-hidden|screen-reader-text|site-header|comments?|comment-?list|disqus\w*|recommend\w*)(?:$|[\s_-])|"
    r"gdpr|onetrust|cookie|breadcrumb",
    re.IGNORECASE,
)
_MENUS = frozenset({"div", "ul", "ol", "section"})
_HOLDERS = frozenset({"html", "body", "main", "article", "head"})
_MOST_OF_PAGE = 0.5
_LEAST_OF_MAIN = 0.25
# A story with fewer of the region's words is one part of several.
_MOST_OF_REGION, _MOST_OF_REGION_IF_DATED = 0.7, 0.4
# So many words more are worth it; a headline and a line of credits have fewer.
_FEWEST_WORDS_MORE = 50
# Names of categories and months beside a story have fewer words.
_FEWEST_IN_BLOCK = 4
_FEWEST_LINKS = 4
_MOST_OF_LINKS = 0.9
_WORD = re.compile(r"\w+")


def or_region(body: tuple[str, ...], root: HtmlElement, *, is_dated: bool) -> tuple[str, ...]:
    """The body, or the main region of the page where the body is less than most of it.

    What is dated is a story more often than not, with other things beside it.
    """
    region = _region(root)
    words, most = _words(body), _words(region, _FEWEST_IN_BLOCK)
    share = _MOST_OF_REGION_IF_DATED if is_dated else _MOST_OF_REGION
    is_part = words < most * share and most - words >= _FEWEST_WORDS_MORE
    return region if is_part else body


def _region(root: HtmlElement) -> tuple[str, ...]:
    page = deepcopy(root)
    most = text_length(page) * _MOST_OF_PAGE
    for element in list(page.iter()):
        if (
            isinstance(element.tag, str)
            and element.tag not in _HOLDERS
            and element.getparent() is not None
            and _is_frame(element, most)
        ):
            element.drop_tree()
    return tuple(block.text for block in blocks_of(_main(page)))


def _is_frame(element: HtmlElement, most: float) -> bool:
    """Whether an element frames the page; one with the headline or most of the text does not."""
    if element.tag in _FRAME or (element.get("role") or "").lower() in _FRAME_ROLES:
        return True
    if element.get("aria-hidden") == "true":
        return True
    if element.tag == "header":
        return not _has_headline(element) and not _is_in_story(element)
    if element.tag in _MENUS and _is_menu(element):
        return True
    name = f"{element.get('class') or ''} {element.get('id') or ''}"
    return (
        _FRAME_NAME.search(name) is not None
        and not _has_headline(element)
        and text_length(element) < most
    )


def _is_menu(element: HtmlElement) -> bool:
    """Whether an element is a row of links and nothing else: no pictures, no headings."""
    links = [*element.iterfind("a"), *element.iterfind("li/a"), *element.iterfind("*/li/a")]
    return (
        len(links) >= _FEWEST_LINKS
        and sum(map(text_length, links)) >= text_length(element) * _MOST_OF_LINKS
        and next(element.iter("img", "h1", "h2", "h3", "h4", "p"), None) is None
    )


def _has_headline(element: HtmlElement) -> bool:
    return next(element.iter("h1"), None) is not None


def _is_in_story(element: HtmlElement) -> bool:
    return next(element.iterancestors("main", "article"), None) is not None


def _main(page: HtmlElement) -> HtmlElement:
    """The largest main element, or the page where that is little of it."""
    found = [*page.iter("main"), *page.iterfind(".//*[@role='main']")]
    largest = max(found, key=text_length, default=page)
    return largest if text_length(largest) > text_length(page) * _LEAST_OF_MAIN else page


def _words(texts: tuple[str, ...], fewest: int = 1) -> int:
    """Number of words in the texts that have so many."""
    counts = (len(_WORD.findall(text)) for text in texts)
    return sum(count for count in counts if count >= fewest)
