"""Places in a page, told from its headline: what stands by it, and what is another article's."""

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from typing import Any, cast

from lxml import etree
from lxml.html import HtmlElement

from archive.model.text import one_line

_OF_OTHERS = frozenset({"figure", "figcaption", "nav"})
_NO_TEXT = ("script", "style", "noscript", "template", "textarea", "title", "option")
_LISTS = frozenset({"ul", "ol", "dl"})
_CLASS_OF_OTHERS = re.compile(
    r"(?:^|[\s_-])(?:related|teasers?|recommend\w*|popular|trending|comments?|commentlist|comment-\w+|"
    r"repl(?:y|ies)|newsletter|more-(?:stories|news|articles|from)|read-?(?:more|next)|cards?|events?|"
    r"most-?read|ticker|carousel|tweet|twitter-tweet|weather|today|current-?date|copyright)(?=$|[\s_-])",
    re.IGNORECASE,
)
# What frames a page; right by the headline such names are those of its own parts.
_CLASS_OF_FRAME = re.compile(
    r"(?:^|[\s_-])(?:side-?bar|latest|widgets?|promo\w*|foot(?:er)?|menu|breadcrumbs?|next|"
    r"prev(?:ious)?|calendar|slider|masthead|top-?bar)(?=$|[\s_-])",
    re.IGNORECASE,
)
_NOT_WORDS = re.compile(r"[\W_]+")
_FEWEST_LETTERS = 4
_TEASER_LETTERS, _HEADINGS_OF_TEASER = 25, 2
# A story has begun with a long paragraph, or the second: the first may be its standfirst.
_LONG_PARAGRAPH, _PARAGRAPH, _BEGUN = 180, 80, 2
_MOST_BEFORE, _MOST_AFTER, _RIGHT_BEFORE = 40, 120, 10
_MOST_HEADINGS, _LONGEST_TEXT = 200, 500


_texts = etree.XPath("descendant::text()")
_with_data = etree.XPath("descendant::*[@datetime or @itemprop or self::abbr]")


class PagePlaces:
    """Where the elements of a page stand, in document order, relative to its headline."""

    def __init__(self, root: HtmlElement) -> None:
        self.root = root
        self.elements: list[HtmlElement] = list(root.iter("*"))
        self._number = {element: number for number, element in enumerate(self.elements)}
        self._of_others: dict[tuple[HtmlElement, bool], bool] = {}

    def stating(self, pattern: re.Pattern[str]) -> list[HtmlElement]:
        """The elements of whose own text the pattern matches a part, and those with data."""
        found = {*_with_data(self.root), *(element for element, _ in self.matching(pattern))}
        stating = (element for element in found if element.tag not in _NO_TEXT)
        return sorted(stating, key=self._number.__getitem__)

    def matching(self, pattern: re.Pattern[str]) -> Iterator[tuple[HtmlElement, str]]:
        """The short texts that the pattern matches a part of, with the elements they stand in."""
        for text in self._texts:
            if len(text) <= _LONGEST_TEXT and pattern.search(text):
                element = text.getparent()
                yield element.getparent() if text.is_tail else element, text

    @cached_property
    def _texts(self) -> list[Any]:
        # Strings that know where they stand (lxml's smart strings).
        return cast("list[Any]", _texts(self.root))

    @cached_property
    def headline(self) -> HtmlElement | None:
        """The heading that the title repeats, else the first of the highest; None without one."""
        title = _key(self.root.findtext(".//head/title") or "")
        headings = [
            (element, key)
            for element in islice(self.root.iter("h1", "h2", "h3"), _MOST_HEADINGS)
            if len(key := _key("".join(element.itertext())[:400])) >= _FEWEST_LETTERS
        ]
        repeated = [
            (len(key), element)
            for element, key in headings
            if title
            and (
                title in key
                or (key in title and (element.tag == "h1" or 3 * len(key) > len(title)))
            )
        ]
        if repeated:
            return max(repeated, key=lambda one: one[0])[1]
        return next((element for element, _ in headings if element.tag == "h1"), None)

    @cached_property
    def _around_story(self) -> set[HtmlElement]:
        """The headline, and all that it or the story's first paragraph stands in."""
        if self.headline is None:
            long = next(filter(_is_long, self.elements), None)
            return {self.root} if long is None else set(long.iterancestors())
        around = {self.headline, *self.headline.iterancestors()}
        first = self.elements[min(self._span[1], len(self.elements) - 1)]
        return around | set(first.iterancestors()) if _is_text(first) else around

    @cached_property
    def _span(self) -> tuple[int, int]:
        """The numbers of the elements from above the headline to where the story has begun."""
        if self.headline is None:
            return 0, -1
        start = self._number[self.headline]
        paragraphs = 0
        for number, element in enumerate(self.elements[start + 1 : start + _MOST_AFTER], start + 1):
            paragraphs += element.tag == "p" and len(own_text(element)) >= _PARAGRAPH
            if paragraphs == _BEGUN or _is_long(element):
                return start - _MOST_BEFORE, number
        return start - _MOST_BEFORE, start + _MOST_AFTER

    def is_near(self, element: HtmlElement) -> bool:
        """Whether an element stands by the headline: above the text, and not in a page's head."""
        number = self._number[element]
        first, last = self._span
        if self.headline is None or not first <= number <= last:
            return False
        start = self._number[self.headline]
        if number >= start - _RIGHT_BEFORE:
            return True
        shared = next((a for a in element.iterancestors() if a in self._around_story), None)
        return shared is not None and shared.tag not in {"body", "html"}

    def is_behind(self, element: HtmlElement) -> bool:
        """Whether an element stands behind the headline, or there is no headline."""
        return self.headline is None or self._number[element] > self._number[self.headline]

    def is_of_others(self, element: HtmlElement) -> bool:
        """Whether an element is part of a teaser, a comment, a page's foot or the like.

        What the headline stands in is none of these, whatever it is called.
        """
        by_headline = self.is_near(element) and self.is_behind(element)
        passed: list[tuple[HtmlElement, bool]] = []
        found = False
        for ancestor in (element, *element.iterancestors()):
            if ancestor in self._around_story:
                break
            key = (ancestor, by_headline)
            if key in self._of_others:
                found = self._of_others[key]
                break
            passed.append(key)
            if self._is_block_of_others(ancestor, by_headline=by_headline):
                found = True
                break
        self._of_others |= dict.fromkeys(passed, found)
        return found

    def _is_block_of_others(self, element: HtmlElement, *, by_headline: bool) -> bool:
        is_of_frame = element.tag in _OF_OTHERS and not by_headline
        has_links = element.tag == "aside" and _has_long_link(element)
        if element.tag == "blockquote" or is_of_frame or has_links:
            return True
        name = f"{element.get('class') or ''} {element.get('id') or ''}"
        if not by_headline and (
            (element.tag == "footer" and not self._is_of_article(element))
            or _CLASS_OF_FRAME.search(name)
        ):
            return True
        return bool(_CLASS_OF_OTHERS.search(name)) or self._is_teaser(element)

    def _is_of_article(self, footer: HtmlElement) -> bool:
        """Whether a foot is that of the headline's own article."""
        above = footer.getparent()
        return above is not None and above.tag == "article" and above in self._around_story

    def _is_teaser(self, element: HtmlElement) -> bool:
        """Whether an element has one heading that links somewhere, or is a list of such links."""
        linked = 0
        for heading in element.iter("h2", "h3", "h4", "h5"):
            inside = heading.find(".//a[@href]") is not None
            if inside or any(above.tag == "a" for above in heading.iterancestors()):
                linked += 1
        return 0 < linked <= _HEADINGS_OF_TEASER or (
            element.tag in _LISTS and _has_long_link(element)
        )


def _has_long_link(element: HtmlElement) -> bool:
    links = element.iterfind(".//a[@href]")
    return any(len("".join(link.itertext()).strip()) > _TEASER_LETTERS for link in links)


def _is_long(element: HtmlElement) -> bool:
    return element.tag not in _NO_TEXT and len(own_text(element)) >= _LONG_PARAGRAPH


def _is_text(element: HtmlElement) -> bool:
    return element.tag not in _NO_TEXT and len(own_text(element)) >= _PARAGRAPH


def own_text(element: HtmlElement) -> str:
    """The text of an element without that of other blocks in it, blanks folded."""
    if element.tag == "p":
        return one_line(" ".join(element.itertext()))
    return one_line(" ".join((element.text or "", *(child.tail or "" for child in element))))


def _key(text: str) -> str:
    return _NOT_WORDS.sub("", text).casefold()
