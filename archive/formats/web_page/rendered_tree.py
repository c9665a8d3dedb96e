"""The tree of a page as a browser shows it: shadow roots in place, readings and scripts out."""

import re

from lxml.html import HtmlElement

from archive.formats.web_page.html_tree import text_length

# Names of classes for the large first letter of a text.
_DROP_CAP = re.compile(
    r"drop-?_?cap|first-?_?letter|big-?_?letter|initial-?_?(?:letter|cap)?(?:$|[\s_-])|lettrine|"
    r"capitular|kapit[äa]lchen|letrina|versal",
    re.IGNORECASE,
)
_INLINE = frozenset({"span", "big", "font", "b", "strong", "em", "i", "a"})
_FIRST_LETTER = re.compile(r"[\"'“‘«„]?\s?[^\W\d_]")
_MOST_ROOTS = 200
_OFFER = re.compile(
    r"(?:^|[\s_-])(?:newsletter|subscribe|subscription|sign-?up|offer|regwall|consent|cookies?|"
    r"donate|donation|abo-?box|inscription)(?:$|[\s_-]|[A-Z])|[a-z](?:Newsletter|Subscribe|SignUp)"
)
_LONGEST_OFFER = 600
_LEAST_NOSCRIPT = 500


def attach_shadow_roots(root: HtmlElement) -> None:
    """Put declarative shadow roots where they are shown (HTML Standard, 13.2.6.4.4).

    The children of the host go into the slots that are called by their names; those without a slot
    are not shown. They stay behind a root that has no slots at all, which may be damage.
    """
    templates = [one for one in root.iter("template") if _is_shadow_root(one)]
    for template in templates[:_MOST_ROOTS]:
        host = template.getparent()
        if host is None:
            continue
        light = [child for child in host if child is not template]
        if next(template.iter("slot"), None) is None:
            template.tag = "div"
            template.attrib.clear()
            continue
        loose_text = [host.text or "", template.tail or ""]
        host.text, template.tail = "", ""
        for child in light:
            host.remove(child)
        template.tag = "div"
        template.attrib.clear()
        _fill_slots(template, light, " ".join(loose_text).strip())


def drop_readings(root: HtmlElement) -> None:
    """Remove how words are said (ruby), and what encloses it where browsers cannot show it."""
    for element in list(root.iter("rt", "rp", "rtc")):
        if element.getparent() is not None:
            element.drop_tree()
    for element in list(root.iter("ruby", "rb")):
        if element.getparent() is not None:
            element.drop_tag()


def join_drop_caps(root: HtmlElement) -> None:
    """Join the large first letter of a text to its word."""
    for element in list(root.iter(*_INLINE)):
        text = (element.text or "").strip()
        if not text or len(text) > 3 or len(element) or not _FIRST_LETTER.fullmatch(text):
            continue
        rest = element.tail or ""
        called = _DROP_CAP.search(element.get("class") or "") is not None
        joined = rest.lstrip() if called else rest
        if element.getparent() is not None and joined[:1].isalpha() and (called or _opens(element)):
            element.text, element.tail = text, joined
            element.drop_tag()


def drop_offers(root: HtmlElement) -> None:
    """Remove small boxes that are named for a newsletter, a subscription or consent."""
    for element in list(root.iter("div", "section", "form", "aside", "ul")):
        name = f"{element.get('class') or ''} {element.get('id') or ''}"
        if (
            _OFFER.search(name)
            and element.getparent() is not None
            and next(element.iter("h1"), None) is None
            and text_length(element) <= _LONGEST_OFFER
        ):
            element.drop_tree()


def drop_scripts(root: HtmlElement) -> None:
    """Remove elements without text, except JSON-LD scripts, which may hold the story.

    Line breaks get a newline, so that the words around them stay apart.
    """
    for element in list(root.iter("script", "style", "template", "svg", "iframe")):
        parent = element.getparent()
        if parent is not None and "articleBody" not in (element.text or ""):
            element.drop_tree()
    for line_break in root.iter("br"):
        line_break.tail = f"\n{line_break.tail or ''}"


def show_noscript(root: HtmlElement) -> None:
    """Put the text for readers without scripts in place, where it is more than all the rest."""
    largest = max(root.iterfind("body//noscript"), key=_noscript_length, default=None)
    if largest is None or (length := _noscript_length(largest)) < _LEAST_NOSCRIPT:
        return
    if length * 2 > text_length(root):
        largest.drop_tag()


def _noscript_length(element: HtmlElement) -> int:
    """The length of the text in characters."""
    return len("".join(element.itertext()))


def _is_shadow_root(template: HtmlElement) -> bool:
    return "shadowrootmode" in template.attrib or "shadowroot" in template.attrib


def _fill_slots(shown: HtmlElement, light: list[HtmlElement], loose_text: str) -> None:
    for slot in list(shown.iter("slot")):
        name = slot.get("name") or ""
        assigned = [child for child in light if (child.get("slot") or "") == name]
        text = "" if name else loose_text
        if assigned or text:
            for child in list(slot):
                slot.remove(child)
            slot.text = text
            slot.extend(assigned)
        if slot.getparent() is not None:
            slot.drop_tag()


def _opens(element: HtmlElement) -> bool:
    """Whether nothing stands before an element in its paragraph."""
    parent = element.getparent()
    return parent is not None and element.getprevious() is None and not (parent.text or "").strip()
