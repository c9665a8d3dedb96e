"""Parts of a page that are of other articles or other people: cards, comments, lists, frames."""

import re
from enum import Enum

from lxml import etree
from lxml.html import HtmlElement

from archive.formats.web_page.html_tree import text_length

_TAGS = frozenset({"aside", "footer", "nav", "figure"})
_NAME = re.compile(
    r"comment|related|recommend|teaser|sidebar|popular|latest|newsletter|caption|trending|most-?read|"
    r"read-?(?:more|next|also)|more-?(?:stories|news|from|on)\b|also-?like|promo(?!ted)|carousel|up-?next",
    re.IGNORECASE,
)
_ITEM = re.compile("comment|review", re.IGNORECASE)
_HEADINGS = ("h2", "h3", "h4", "h5")
# A card is small, and near above its byline.
_LARGEST_CARD = 600
_HIGHEST_CARD = 5
_FRAMES = frozenset({"figure", "figcaption", "nav", "footer"})
_LISTS = frozenset({"ul", "ol", "dl"})
_NAME_OF_OTHERS = re.compile(
    r"(?:^|[\s_-])(?:related|teasers?|recommend\w*|popular|trending|comments?|commentlist|comment-\w+|"
    r"repl(?:y|ies)|newsletter|more-(?:stories|news|articles|from)|read-?(?:more|next)|cards?|"
    r"most-?read|carousel)(?=$|[\s_-])",
    re.IGNORECASE,
)
# What has dates of its own, wherever it stands.
_NAME_OF_TODAY = re.compile(
    r"(?:^|[\s_-])(?:events?|ticker|tweet|twitter-tweet|weather|today|current-?date|copyright)"
    r"(?=$|[\s_-])",
    re.IGNORECASE,
)
# What frames a page; right by the headline such names are those of its own parts.
_NAME_OF_FRAME = re.compile(
    r"(?:^|[\s_-])(?:side-?bar|latest|widgets?|promo\w*|foot(?:er)?|menu|breadcrumbs?|next|"
    r"prev(?:ious)?|calendar|slider|masthead|top-?bar)(?=$|[\s_-])",
    re.IGNORECASE,
)
# What says of itself that it is about the article.
_NAME_OF_STATEMENTS = re.compile(
    r"(?:^|[\s_-])(?:meta(?:data)?|info|infos|byline|dateline|authors?|authored|date|entry-meta)"
    r"(?=$|[\s_-])",
    re.IGNORECASE,
)
_LONGEST_STATEMENT = 240
_TEASER_LETTERS, _HEADINGS_OF_TEASER = 25, 2


class PlaceByHeadline(Enum):
    """Where an element stands, told from the headline."""

    UNDER_HEADLINE = "under"
    OVER_HEADLINE = "over"
    ELSEWHERE = "elsewhere"


def is_of_another(element: HtmlElement) -> bool:
    """Whether an element stands in a card of another article, a comment, or outside the story."""
    may_be_card = True
    for height, ancestor in enumerate(element.iterancestors()):
        if ancestor.tag in {"body", "html"}:
            return False
        if ancestor.tag in _TAGS or _NAME.search(ancestor.get("class") or ""):
            return True
        kind = f"{ancestor.get('itemprop') or ''} {ancestor.get('itemtype') or ''}"
        if _ITEM.search(kind) or "comment" in (ancestor.get("id") or "").lower():
            return True
        if may_be_card and height < _HIGHEST_CARD:
            may_be_card = text_length(ancestor) <= _LARGEST_CARD
            if may_be_card and _is_card(ancestor):
                return True
    return False


def _is_card(element: HtmlElement) -> bool:
    """Whether an element has a heading that leads to another page."""
    if element.tag == "a":
        return next(element.iter(*_HEADINGS), None) is not None
    return next(element.iter("h1"), None) is None and any(
        next(heading.iter("a"), None) is not None or _is_in_link(heading, element)
        for heading in element.iter(*_HEADINGS)
    )


def _is_in_link(heading: HtmlElement, card: HtmlElement) -> bool:
    for ancestor in heading.iterancestors():
        if ancestor is card:
            return False
        if ancestor.tag == "a":
            return True
    return False


def is_foreign_block(element: HtmlElement, place: PlaceByHeadline) -> bool:
    """Whether an element is a teaser, a comment, a list of links or a frame of the page.

    By the headline a short line that only states something is none, whatever it is called.
    """
    name = f"{element.get('class') or ''} {element.get('id') or ''}"
    if element.tag == "blockquote" or _NAME_OF_TODAY.search(name):
        return True
    if place is not PlaceByHeadline.UNDER_HEADLINE and (
        element.tag in _FRAMES or _NAME_OF_FRAME.search(name)
    ):
        return True
    if place is not PlaceByHeadline.ELSEWHERE and _only_states(element, name):
        return False
    has_links = element.tag in _LISTS or element.tag == "aside"
    return (
        bool(_NAME_OF_OTHERS.search(name))
        or (has_links and _has_long_link(element))
        or is_teaser(element)
    )


def _only_states(element: HtmlElement, name: str) -> bool:
    """Whether an element is a line of statements about an article, and leads to no other."""
    if _folded_length(element) > _LONGEST_STATEMENT or is_teaser(element):
        return False
    return bool(_NAME_OF_STATEMENTS.search(name)) or not _has_long_link(element)


def is_teaser(element: HtmlElement) -> bool:
    """Whether an element has one heading that links somewhere, or two."""
    linked = 0
    for heading in element.iter(*_HEADINGS):
        inside = heading.find(".//a[@href]") is not None
        if inside or any(above.tag == "a" for above in heading.iterancestors()):
            linked += 1
    return 0 < linked <= _HEADINGS_OF_TEASER


def _has_long_link(element: HtmlElement) -> bool:
    links = element.iterfind(".//a[@href]")
    return any(len("".join(link.itertext()).strip()) > _TEASER_LETTERS for link in links)


_folded_length = etree.XPath("string-length(normalize-space(.))")
