"""Parts of a page that are of other articles or other people: cards, comments, lists, frames."""

import re

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
