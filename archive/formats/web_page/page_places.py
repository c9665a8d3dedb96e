"""Places in a page, told from its headline: what stands by it, and what is another article's."""

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import islice, takewhile

from lxml.html import HtmlElement

from archive.formats.web_page.foreign_parts import PlaceByHeadline, is_foreign_block, is_teaser
from archive.model.text import one_line

_NO_TEXT = frozenset({"script", "style", "noscript", "template", "textarea", "title", "option"})
_NOT_WORDS = re.compile(r"[\W_]+")
_FIGURE = re.compile(r"[\d年년]")
_FEWEST_LETTERS = 4
_FEWEST_OF_TITLE = 10
_PARTS_OF_TITLE = re.compile(r"\s+[|•·»:–—-]+\s+|\s*\|\s*")
# A story has begun with a long paragraph, or the second: the first may be its standfirst.
_LONG_PARAGRAPH, _PARAGRAPH, _BEGUN = 180, 80, 2
_MOST_BEFORE, _MOST_AFTER, _RIGHT_BEFORE = 40, 120, 10
_MOST_HEADINGS, _LONGEST_TEXT = 200, 500


class PagePlaces:
    """Where the elements of a page stand, in document order, relative to its headline."""

    def __init__(self, root: HtmlElement) -> None:
        self.root = root
        self.elements: list[HtmlElement] = list(root.iter("*"))
        self._number = {element: number for number, element in enumerate(self.elements)}
        self._of_others: dict[tuple[HtmlElement, PlaceByHeadline], bool] = {}

    def stating(self, pattern: re.Pattern[str]) -> list[HtmlElement]:
        """The elements of whose own text the pattern matches a part, and those with data."""
        found = {*self._with_data, *(element for element, _ in self.matching(pattern))}
        return sorted(found, key=self._number.__getitem__)

    def matching(self, pattern: re.Pattern[str]) -> Iterator[tuple[HtmlElement, str]]:
        """The short texts that the pattern matches a part of, with the elements they stand in.

        Only texts with a figure count, or a sign for a year.
        """
        return ((element, text) for element, text in self._with_figures if pattern.search(text))

    @cached_property
    def _with_figures(self) -> list[tuple[HtmlElement, str]]:
        """The texts that may hold a date: looked for in one pass, as no page has many of them."""
        found: list[tuple[HtmlElement, str]] = []
        has_figure = _FIGURE.search
        for element in self.elements:
            text, tail = element.text, element.tail
            if text and not text.isspace() and has_figure(text[:_LONGEST_TEXT]):
                found.append((element, text))
            if tail and not tail.isspace() and has_figure(tail[:_LONGEST_TEXT]):
                around = element.getparent()
                if around is not None:
                    found.append((around, tail))
        return [
            (element, text)
            for element, text in found
            if len(text) <= _LONGEST_TEXT and element.tag not in _NO_TEXT
        ]

    @cached_property
    def _with_data(self) -> list[HtmlElement]:
        """The elements with an attribute that states a date for programs."""
        with_title = [element for element in self.root.iter("abbr") if element.get("title")]
        return with_title + [
            element
            for element in self.elements
            if element.get("datetime") or "ate" in element.get("itemprop", "")
        ]

    @cached_property
    def headline(self) -> HtmlElement | None:
        """The heading that the title repeats, else the first of the highest; None without one."""
        title = self.root.findtext(".//head/title") or ""
        parts = {_key(part) for part in (title, *_PARTS_OF_TITLE.split(title))}
        parts = {part for part in parts if len(part) >= _FEWEST_OF_TITLE}
        whole = _key(title)
        headings = [
            (element, key)
            for element in islice(self.root.iter("h1", "h2", "h3"), _MOST_HEADINGS)
            if len(key := _key("".join(element.itertext())[:400])) >= _FEWEST_LETTERS
        ]
        repeated: list[tuple[int, HtmlElement]] = []
        for element, key in headings:
            if key in whole and (element.tag == "h1" or 3 * len(key) > len(whole)):
                repeated.append((len(key), element))
                continue
            inside = max((len(part) for part in parts if part in key), default=0)
            if inside and (element.tag == "h1" or 2 * inside > len(key)):
                repeated.append((inside, element))
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

    @cached_property
    def opening(self) -> HtmlElement | None:
        """The first paragraph of the text, None where none is found."""
        if self.headline is None:
            return None
        start, end = self._number[self.headline] + 1, self._span[1] + 1
        return next(filter(_is_text, self.elements[start:end]), None)

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

    def counts(self, element: HtmlElement) -> bool:
        """Whether a date there can be the article's: what frames the page above it is of today."""
        return self.is_behind(element) or self.is_near(element)

    def is_behind(self, element: HtmlElement) -> bool:
        """Whether an element stands behind the headline, or there is no headline."""
        return self.headline is None or self._number[element] > self._number[self.headline]

    def is_of_others(self, element: HtmlElement) -> bool:
        """Whether an element is part of a teaser, a comment, a page's foot or the like.

        What the headline stands in is none of these, whatever it is called.
        """
        place = self._place(element)
        passed: list[tuple[HtmlElement, PlaceByHeadline]] = []
        found = False
        for ancestor in (element, *element.iterancestors()):
            if ancestor in self._around_story:
                break
            key = (ancestor, place)
            if key in self._of_others:
                found = self._of_others[key]
                break
            passed.append(key)
            if is_foreign_block(ancestor, place) and not self._is_own_foot(ancestor):
                found = True
                break
        self._of_others |= dict.fromkeys(passed, found)
        return found

    def is_in_teaser(self, element: HtmlElement) -> bool:
        """Whether an element stands under a heading that leads to an article."""
        above = takewhile(lambda one: one not in self._around_story, element.iterancestors())
        return any(map(is_teaser, above))

    def _place(self, element: HtmlElement) -> PlaceByHeadline:
        if self.headline is None or not self.is_near(element):
            return PlaceByHeadline.ELSEWHERE
        if self.is_behind(element):
            return PlaceByHeadline.UNDER_HEADLINE
        return PlaceByHeadline.OVER_HEADLINE

    def _is_own_foot(self, element: HtmlElement) -> bool:
        """Whether an element is the foot of the headline's own article."""
        above = element.getparent()
        return (
            element.tag == "footer"
            and above is not None
            and above.tag == "article"
            and above in self._around_story
        )


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
