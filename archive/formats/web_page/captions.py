"""Captions of the pictures of a page's article."""

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement

from archive.model.text import one_line

_CLASS = re.compile(
    r"(?:^|[\s_-])(?:wp-caption-text|caption-?text|(?:image|photo|picture|media|figure|img)"
    r"[_-]{0,2}(?:caption|legend))(?:$|[\s_-])",
    re.IGNORECASE,
)
# Asked of the tree at once, which is ten times as fast as asking every element.
_MAY_BE = etree.XPath(
    "//figcaption|//*[self::p or self::div or self::span][@itemprop='caption' or "
    "contains(@class,'aption') or contains(@class,'egend')]"
)
_ELSEWHERE = frozenset({"a", "aside", "footer", "nav", "li", "template"})
_FEWEST_CHARACTERS, _LONGEST = 8, 1_000


def captions(root: HtmlElement) -> tuple[str, ...]:
    """The captions in page order, without duplicates."""
    texts = (one_line(" ".join(element.itertext())[:_LONGEST]) for element in _elements(root))
    return tuple(dict.fromkeys(text for text in texts if len(text) >= _FEWEST_CHARACTERS))


def _elements(root: HtmlElement) -> Iterator[HtmlElement]:
    for element in _MAY_BE(root):
        elsewhere = any(ancestor.tag in _ELSEWHERE for ancestor in element.iterancestors())
        if not elsewhere and (element.tag == "figcaption" or _is_caption(element)):
            yield element


def _is_caption(element: HtmlElement) -> bool:
    name = element.get("class")
    return element.get("itemprop") == "caption" or bool(name and _CLASS.search(name))
