"""Discussion threads: what readers write in a forum is the text of its pages."""

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement

from archive.formats.markup.html_blocks import blocks_of
from archive.formats.web_page.main_text_repair import PageBlock, is_text
from archive.model.text import one_line

_FORUM_PROGRAM = re.compile(
    r"phpbb|vbulletin|xenforo|\bxf\b|discourse|simple machines|\bsmf\b|mybb|invision|ipsapp|"
    r"\bips\b|vanilla forums|flarum|fluxbb|punbb|nodebb|woltlab|burning board|yabb|"
    r"ubb\.threads|bbpress",
    re.IGNORECASE,
)
_FORUM_ITEMS = etree.XPath(
    "//*[contains(@itemtype, 'DiscussionForumPosting') or contains(@itemtype, 'schema.org/QAPage')]"
)
_FORUM_TYPE = re.compile(r'"@type"\s*:\s*\[?\s*"(?:DiscussionForumPosting|QAPage)"')
# How forum programs call the element of one message.
_MESSAGE = re.compile(
    r"(?:^|[\s_-])(?:(?:js-)?(?:forum-)?(?:post|message|answer|topic|entry|usertext)[_-]{0,2}"
    r"(?:body|content|text|message|prose)|bbwrapper|cooked|s-prose|cpost_contentwrap|msg)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_REMARK = re.compile(
    r"(?:^|[\s_-])comment[_-]{0,2}(?:body|content|text|message)(?:$|[\s_-])", re.IGNORECASE
)
_OF_MESSAGE = frozenset({"text", "articlebody", "commenttext"})
_NO_MESSAGE = frozenset(
    {"html", "body", "main", "form", "textarea", "input", "span", "a", "button"}
)
_FEWEST_CHARACTERS = 80


def is_forum(root: HtmlElement) -> bool:
    """Whether a page is of a forum, by the program that made it or what it says of itself."""
    generators = (one.get("content") or "" for one in root.iter("meta") if _is_generator(one))
    if any(map(_FORUM_PROGRAM.search, generators)):
        return True
    body = root.find("body")
    stated = [] if body is None else [body.get("id") or "", body.get("class") or ""]
    stated += [root.get("id") or "", root.get("class") or ""]
    return (
        any(map(_FORUM_PROGRAM.search, stated))
        or bool(_FORUM_ITEMS(root))
        or any(_FORUM_TYPE.search(one.text or "") for one in root.iter("script"))
    )


def with_messages(body: tuple[str, ...], root: HtmlElement) -> tuple[str, ...]:
    """The messages of a thread in order, behind the long paragraphs that open it.

    The body itself where the page marks up fewer than two messages. Remarks below messages are
    taken where they are all that the page marks up.
    """
    messages = _outermost(root, _MESSAGE)
    if len(messages) < 2:
        messages = _outermost(root, _REMARK)
    if len(messages) < 2:
        return body
    texts = tuple(block.text for message in messages for block in blocks_of(message))
    return (*_opening(root, messages[0]), *texts)


def _is_generator(meta: HtmlElement) -> bool:
    return (meta.get("name") or "").lower() in {"generator", "application-name", "copyright"}


def _outermost(root: HtmlElement, called: re.Pattern[str]) -> list[HtmlElement]:
    """The elements of messages in page order; one that holds several messages is none itself."""
    candidates = [
        element
        for element in root.iter()
        if isinstance(element.tag, str)
        and element.tag not in _NO_MESSAGE
        and (called.search(element.get("class") or "") or _is_text_of_item(element))
    ]
    known = set(candidates)
    inside: dict[HtmlElement, int] = {}
    for element in candidates:
        holder = next((one for one in element.iterancestors() if one in known), None)
        if holder is not None:
            inside[holder] = inside.get(holder, 0) + 1
    single = [one for one in candidates if inside.get(one, 0) < 2]
    taken = set(single)
    return [one for one in single if not any(above in taken for above in one.iterancestors())]


def _is_text_of_item(element: HtmlElement) -> bool:
    return (element.get("itemprop") or "").lower() in _OF_MESSAGE


def _opening(root: HtmlElement, first: HtmlElement) -> Iterator[str]:
    """The long paragraphs between the headline and the first message."""
    below_headline = False
    for element in root.iter("h1", "p", str(first.tag)):
        if element is first:
            return
        below_headline = below_headline or element.tag == "h1"
        if below_headline and element.tag == "p":
            text = one_line("".join(element.itertext()))
            if len(text) >= _FEWEST_CHARACTERS and is_text(PageBlock(element, text, 0)):
                yield text
