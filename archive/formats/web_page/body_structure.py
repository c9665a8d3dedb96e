"""Structure of a page's story: which paragraphs are subheads and items, and its pictures."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urljoin

from lxml.html import HtmlElement

from archive.formats.markup.block import LONGEST_SUBHEAD
from archive.formats.markup.html_pictures import pictures_in
from archive.formats.web_page.main_text_repair import PageBlock, key
from archive.model.article import Picture

_SUBHEADS = ("h2", "h3", "h4", "h5", "h6")
_LISTS = frozenset({"ul", "ol"})
_ELSEWHERE = frozenset({"nav", "aside", "footer", "form", "template"})
# Pieces of text in an item; one of more is no item but a part of the page.
_MOST_PIECES = 200
_LONGEST_ITEM = 2_000


@dataclass(frozen=True, slots=True)
class BodyStructure:
    """Numbers of the body's paragraphs that are subheads or items of lists, and the pictures."""

    subheads: tuple[int, ...] = ()
    items: tuple[int, ...] = ()
    pictures: tuple[Picture, ...] = ()


def structure_of(
    body: Sequence[str], blocks: Sequence[PageBlock], root: HtmlElement, address: str | None
) -> BodyStructure:
    """Match the paragraphs of the body to the headings and items of the page by their letters.

    `address` is the page's own, which the pictures' are resolved against.
    """
    keys = list(map(key, body))
    known = set(keys) - {""}
    told = [block for block in blocks if block.element.tag == "p" and key(block.text) in known]
    subheads = _found(root, _SUBHEADS, known, LONGEST_SUBHEAD) - {key(one.text) for one in told}
    items = _found(root, ("li",), known, _LONGEST_ITEM) - subheads
    story = _story(root, [block.element for block in told])
    return BodyStructure(
        tuple(number for number, one in enumerate(keys) if one in subheads),
        tuple(number for number, one in enumerate(keys) if one in items),
        pictures_in(story, _base(root, address)) if story is not None else (),
    )


def _found(
    root: HtmlElement, tags: Sequence[str], known: Collection[str], longest: int
) -> set[str]:
    """Those of the known keys that elements of the page have, navigation and the like aside."""
    found: set[str] = set()
    for element in root.iter(*tags):
        text = "".join(islice(_pieces(element), _MOST_PIECES))
        is_known = len(text) <= longest and key(text) in known
        if is_known and not any(one.tag in _ELSEWHERE for one in element.iterancestors()):
            found.add(key(text))
    return found


def _pieces(element: HtmlElement) -> Iterator[str]:
    """The pieces of an element's text, without those of lists in it."""
    yield element.text or ""
    for child in element:
        if child.tag not in _LISTS:
            yield from child.itertext()
        yield child.tail or ""


def _story(root: HtmlElement, told: list[HtmlElement]) -> HtmlElement | None:
    """The part of the page around the story: its article or main element, else what holds it all.

    None where no paragraph of the page is in the story.
    """
    if not told:
        return None
    around = [[*reversed([*one.iterancestors()])] for one in (told[0], told[-1])]
    shared = [one for one, other in zip(*around, strict=False) if one is other]
    named = (one for one in reversed(shared) if one.tag in {"article", "main"})
    return next(named, shared[-1] if shared else root)


def _base(root: HtmlElement, address: str | None) -> str:
    """The address that relative ones are resolved against (HTML Standard, 2.4.3)."""
    stated = next((one.get("href") for one in root.iter("base") if one.get("href")), "")
    try:
        return urljoin(address or "", stated)
    except ValueError:
        return address or ""
