"""Pictures of HTML: their addresses and captions, without icons, portraits and what only counts."""

import re
from collections.abc import Iterator
from itertools import islice

from archive.formats.markup.element import XmlElement
from archive.model.article import Picture
from archive.model.text import one_line
from archive.model.web_address import absolute_address

# More than any article has but a gallery.
_MOST_PICTURES = 50
_MOST_ELEMENTS = 2_000
_MOST_SOURCES = 20
_OUTSIDE = frozenset({"aside", "button", "footer", "form", "nav", "template"})
# Elements whose classes say what the page is like: "comments-open".
_WHOLE = frozenset({"article", "body", "html", "main"})
_OUTSIDE_CLASS = re.compile(
    r"comment|related|recommend|promo|newsletter|sidebar|teaser|footer|author|byline|avatar|"
    r"(?:^|[\s_-])(?:share|social)|sponsor|advert|logo|modal|cookie|more-?(?:from|on|stories)|"
    r"most-?read",
    re.IGNORECASE,
)
# Addresses of what is no picture of an article: signs, portraits, and what counts readers.
_NO_PICTURE = re.compile(
    r"/(?:1x1|avatars?|beacon|blank|counter|emojis?|favicons?|gravatar|icons?|logos?|pixel|"
    r"placeholder|spacer|sprites?|tracker|tracking|transparent)(?:[/.?]|$)|"
    r"[/_-](?:avatar|icon|logo|placeholder|spacer|sprite|pixel|blank)(?:[_-]\w{1,20})?\."
    r"(?:gif|ico|png|webp)|\.svg(?:$|[?#])|"
    r"/\w{1,2}\.gif(?:$|\?)|//[^/]{0,99}(?:doubleclick\.|scorecardresearch\.|google-analytics\.|gravatar\.)",
    re.IGNORECASE,
)
# Attributes for the address where a script loads the picture when it comes into sight.
_LATER = ("data-src", "data-original", "data-lazy-src", "data-full-src", "data-hi-res-src")
_SETS = ("data-srcset", "data-lazy-srcset", "srcset")
_LONGEST_SET = 10_000
_BETWEEN = re.compile(r",\s|(?<=[wx]),")
_WIDTH = re.compile(r"(\d{1,6})(?:\.\d{1,4})?[wx]")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_PIXELS = re.compile(r"\s*(\d{1,5})\s*(?:px)?\s*$")
# Smaller ones are signs and portraits, or count readers.
_SMALLEST_PIXELS = 100
_LONGEST_CAPTION = 1_000
_CAPTION_CLASS = re.compile(r"caption|legend", re.IGNORECASE)
_FILE_NAME = re.compile(r"\S{1,200}\.(?:jpe?g|png|gif|webp|avif|tiff?)", re.IGNORECASE)


def pictures_in(root: XmlElement, base: str = "") -> tuple[Picture, ...]:
    """The pictures of a tree in order, each address once, resolved against a base.

    The caption is the figure's, else the alternative text. Those in teasers, in lists of other
    articles and beside the text are left out, and those that are too small to show anything.
    """
    found: dict[str, str] = {}
    for image in islice(root.iter("img", "amp-img"), _MOST_ELEMENTS):
        address = next(
            filter(_is_picture, (absolute_address(one, base) for one in _addresses(image))), ""
        )
        if not address or _is_small(image):
            continue
        if address not in found and _is_of_text(image, root):
            found[address] = _caption(image)
            if len(found) == _MOST_PICTURES:
                break
    return tuple(Picture(address, caption) for address, caption in found.items())


def _is_picture(address: str) -> bool:
    return bool(address) and not _NO_PICTURE.search(address)


def _addresses(image: XmlElement) -> Iterator[str]:
    """Addresses of a picture: of the widest first, of what stands in for it until then last."""
    yield from (_widest(image.get(name) or "") for name in _SETS)
    yield from (image.get(name) or "" for name in (*_LATER, "src"))
    around = next(image.iterancestors("picture"), None)
    if around is not None:
        for source in islice(around.iter("source"), _MOST_SOURCES):
            yield from (_widest(source.get(name) or "") for name in _SETS)


def _widest(candidates: str) -> str:
    """The address of the widest picture of a srcset (HTML Standard, 4.8.4.2), "" for none."""
    widest, address = -1, ""
    if candidates.lstrip()[:5].lower() == "data:":
        return ""
    for candidate in _BETWEEN.split(candidates[:_LONGEST_SET]):
        stated, _, descriptor = candidate.strip().partition(" ")
        width = _WIDTH.fullmatch(descriptor.strip())
        if stated and (wide := int(width[1]) if width else 1) > widest:
            widest, address = wide, stated
    return address


def _is_small(image: XmlElement) -> bool:
    if _HIDDEN.search(image.get("style") or "") or image.get("hidden") is not None:
        return True
    stated = (_PIXELS.match(image.get(name) or "") for name in ("width", "height"))
    return any(size is not None and int(size[1]) < _SMALLEST_PIXELS for size in stated)


def _is_of_text(image: XmlElement, root: XmlElement) -> bool:
    """Whether a picture is of the text by where it stands."""
    others = {"article"} if root.tag in {"article", "main"} else set[str]()
    for element in (image, *image.iterancestors()):
        if element is root:
            return True
        if element.tag in _OUTSIDE or element.tag in others:
            return False
        if element.tag not in _WHOLE and _OUTSIDE_CLASS.search(element.get("class") or ""):
            return False
        if element.tag == "a" and element.get("href") and not _shows_picture(element):
            return False
    return True


def _shows_picture(link: XmlElement) -> bool:
    """Whether a link shows the picture in it, larger, rather than another article."""
    address = (link.get("href") or "").partition("?")[0]
    figure = next(link.iterancestors("figure"), None)
    return figure is not None or _FILE_NAME.fullmatch(address) is not None


def _caption(image: XmlElement) -> str:
    figure = next(image.iterancestors("figure"), None)
    if figure is not None and (text := _figcaption(figure)):
        return text
    for around in islice(image.iterancestors("div", "p", "span", "td", "dl"), 2):
        if not _CAPTION_CLASS.search(around.get("class") or ""):
            continue
        for element in around.iterdescendants("p", "div", "span", "dd"):
            if _CAPTION_CLASS.search(element.get("class") or "") and (text := _text(element)):
                return text
    stated = one_line(image.get("alt") or "")[:_LONGEST_CAPTION]
    return "" if _FILE_NAME.fullmatch(stated) else stated


def _figcaption(figure: XmlElement) -> str:
    return next((text for each in figure.iter("figcaption") if (text := _text(each))), "")


def _text(element: XmlElement) -> str:
    words = " ".join(map(str, islice(element.itertext(), 200)))
    return one_line(words[: 2 * _LONGEST_CAPTION])[:_LONGEST_CAPTION]
