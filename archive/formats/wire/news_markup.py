"""News markup (NITF, XHTML): paragraphs, captions, headlines and bylines of stories."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum, auto
from functools import reduce
from itertools import islice
from operator import add

from archive.facts.credits.credit_lines import parse_byline
from archive.formats.markup.xml import ElementNode
from archive.model.article import Credit, Origin, Picture, Published, Role
from archive.model.text import one_line, paragraphs
from archive.model.web_address import absolute_address

_BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "body.content", "body.end", "block",
        "bq", "center", "dd", "div", "dl", "dt", "fn", "footer", "h1", "h2", "h3", "h4", "h5",
        "h6", "header", "hedline", "hl1", "hl2", "hr", "li", "main", "nitf-table", "ol", "p",
        "pre", "section", "table", "tagline", "tbody", "tr", "ul",
    }
)  # fmt: skip
_DROPPED = frozenset(
    {
        "body.head", "canvas", "form", "head", "iframe", "media-metadata", "media-object",
        "media-reference", "nav", "noscript", "object", "rp", "rt", "script", "style", "svg",
        "template", "title",
    }
)  # fmt: skip
_MEDIA = frozenset({"figure", "media"})
_CAPTIONS = frozenset({"figcaption", "media-caption", "caption"})
_PRODUCERS = frozenset({"media-producer"})
# Subheads, and items of lists.
_KINDS = frozenset({"h2", "h3", "h4", "h5", "h6", "hl2", "li"})
_MOST_PICTURES = 50
_CELLS = frozenset({"td", "th"})
# Classes that credit people in HTML, which has no element for it.
_BYLINE_CLASSES = frozenset({"author", "byline", "credit"})
_BLANK = re.compile(r"\s+")
_BREAKS = re.compile(r"\n\s*\n")

# More than any story credits; reading a byline takes 100 µs.
MOST_CREDITED = 200
# A longer text is no byline, and would take long to read.
_LONGEST_BYLINE = 400
_LONGEST_NAME = 200
# A job after a name, maybe with the house: "Staff Reporter", "Associated Press Writer".
_JOB = re.compile(
    r"^(?P<house>.*?)\s*\b(?:staff|senior|chief|special|foreign|sports|political)?\s*"
    r"(?:writers?|reporters?|correspondents?|editors?|staff|bureau chief|photographers?|"
    r"columnists?|contributors?|journalists?)$",
    re.IGNORECASE,
)
# "By" in the languages whose bylines `parse_byline` does not know; each may be a name in others.
_BY = {
    "da": "af", "de": "von", "fr": "par", "it": "di", "nb": "av", "nl": "door", "nn": "av",
    "no": "av", "sv": "av",
}  # fmt: skip
_ALIASES = {"mediatopic": "medtop", "subjectcode": "subj"}
_NEWSCODES = re.compile(r"^https?://cv\.iptc\.org/newscodes/(mediatopic|subjectcode)/")
_DATE = re.compile(
    r"^(?P<year>\d{4})-?(?P<month>\d\d)-?(?P<day>\d\d)"
    r"(?:[T ]?(?P<hour>\d\d):?(?P<minute>\d\d)(?::?(?P<second>\d\d)(?:[.,]\d+)?)?)?"
    r"(?P<zone>Z|[+-]\d\d(?::?\d\d)?)?$"
)


@dataclass(frozen=True, slots=True)
class MarkedUpText:
    """Text extracted from markup, each paragraph on one line.

    `bylines` are as written; `makers` are those of pictures and other media in it. `subheads` and
    `items` are the numbers of those of the paragraphs.
    """

    paragraphs: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    bylines: tuple[str, ...] = ()
    makers: tuple[str, ...] = ()
    subheads: tuple[int, ...] = ()
    items: tuple[int, ...] = ()
    pictures: tuple[Picture, ...] = ()

    def __add__(self, other: "MarkedUpText") -> "MarkedUpText":
        """Both texts, one after the other."""
        before = len(self.paragraphs)
        return MarkedUpText(
            self.paragraphs + other.paragraphs,
            self.captions + other.captions,
            self.bylines + other.bylines,
            self.makers + other.makers,
            self.subheads + tuple(before + number for number in other.subheads),
            self.items + tuple(before + number for number in other.items),
            self.pictures + other.pictures,
        )

    def without_headline(self, headline: str) -> "MarkedUpText":
        """The text, without the headline where it stands above it once more."""
        if self.paragraphs[:1] != (headline,):
            return self
        return replace(
            self,
            paragraphs=self.paragraphs[1:],
            subheads=tuple(number - 1 for number in self.subheads if number),
            items=tuple(number - 1 for number in self.items if number),
        )


@dataclass(frozen=True, slots=True)
class NitfBody:
    """Facts in the body of a NITF document, "" or empty where unstated."""

    headline: str
    story: MarkedUpText
    credits: tuple[Credit, ...]
    dateline: str
    distributor: str


class _PlaceRef(Enum):
    TEXT = auto()
    CAPTION = auto()
    BYLINE = auto()
    MEDIA = auto()
    MAKER = auto()
    NOWHERE = auto()


def read_story(element: ElementNode) -> MarkedUpText:
    """Extract an element's text, media in it apart; scripts and forms are left out."""
    text = _ParagraphBuffer()
    # A mark is what to do when the element that it stands for is at its end.
    waiting: list[tuple[ElementNode | str | _ElementEnd, _PlaceRef]] = [(element, _PlaceRef.TEXT)]
    while waiting:
        node, place = waiting.pop()
        if isinstance(node, str):
            text.add(node, place)
        elif isinstance(node, _ElementEnd):
            text.end(node, place)
        elif (inside := _place(node, place)) is not _PlaceRef.NOWHERE:
            waiting.append((_ElementEnd(node.name, inside), place))
            text.start(node, inside, place)
            waiting += ((child, inside) for child in reversed(node.children))
    text.flush(_PlaceRef.TEXT)
    found = text.found
    return MarkedUpText(
        tuple(found[_PlaceRef.TEXT]),
        tuple(found[_PlaceRef.CAPTION]),
        tuple(found[_PlaceRef.BYLINE]),
        tuple(found[_PlaceRef.MAKER]),
        tuple(text.subheads),
        tuple(text.items),
        tuple(_pictures(element)),
    )


def _pictures(element: ElementNode) -> Iterator[Picture]:
    """Pictures of NITF's media and HTML's figures that have an address on the web."""
    for media in islice(element.descendants(*_MEDIA), _MOST_PICTURES):
        if media.get("media-type").casefold() in {"", "image", "photo", "graphic", "other"}:
            files = (
                absolute_address(file.get("source") or file.get("src"))
                for file in media.descendants("media-reference", "img")
            )
            if address := next(filter(None, files), ""):
                yield Picture(address, first_text(media.descendants(*_CAPTIONS)))


def read_nitf(nitf: ElementNode, language: str | None, agencies: Collection[str]) -> NitfBody:
    """Parse headline, text and credits of a `nitf` element in any namespace."""
    head = nitf.first("body", "body.head") or ElementNode("body.head")
    ends = [part for name in ("body.content", "body.end") for part in nitf.all("body", name)]
    story = reduce(add, map(read_story, ends), MarkedUpText())
    bylines = [
        *head.descendants("byline"),
        *(b for part in ends for b in part.descendants("byline")),
    ]
    return NitfBody(
        headline=first_text(head.all("hedline", "hl1")) or first_text(nitf.all("head", "title")),
        story=story,
        credits=tuple(
            credit
            for byline in bylines[:MOST_CREDITED]
            for credit in byline_credits(byline, language, agencies)
        ),
        dateline=first_text(head.descendants("dateline")),
        distributor=first_text(head.all("distributor")),
    )


def plain_story(text: str) -> MarkedUpText:
    """Split a text without markup into paragraphs."""
    return MarkedUpText(paragraphs(text))


def first_text(elements: Iterable[ElementNode]) -> str:
    """The text of the first element that has any, "" where none has."""
    return next(filter(None, (element.text() for element in elements)), "")


def byline_credits(
    byline: ElementNode, language: str | None, agencies: Collection[str]
) -> list[Credit]:
    """Credits of a NITF byline: its marked-up people and organizations, else its text.

    A byttl is the job or the house of the name before it; alone, it is the house.
    """
    titles = [title.text() for title in byline.descendants("byttl")]
    rest = ElementNode("byline", children=[c for c in byline.children if not _is_title(c)])
    people = [person.text() for person in rest.descendants("person")]
    named = [Credit(name, Role.REPORTER) for name in people if name]
    if not named:
        named = stated_credits(rest.text(), language, agencies)
    houses = [house for title in titles if (house := _house(title, agencies))]
    if not named and not houses:
        houses = [title for title in titles if title and not _JOB.match(title)]
    return [*named, *(Credit(house, Role.AGENCY) for house in houses)]


def stated_credits(text: str, language: str | None, agencies: Collection[str]) -> list[Credit]:
    """Credits of a byline; `agencies` are the sources that the item itself names.

    Job titles ("Staff Writer") are left out; a house in them becomes an agency if it is known as
    one.
    """
    text = one_line(text)
    if len(text) > _LONGEST_BYLINE:
        return []
    by = _BY.get((language or "").partition("-")[0])
    if by and text.casefold().startswith(f"{by} "):
        text = text[len(by) + 1 :]
    found: list[Credit] = []
    for credit in parse_byline(text):
        if _is_agency(credit.name, agencies):
            found.append(Credit(credit.name, Role.AGENCY))
        elif not _JOB.match(credit.name):
            found.append(credit)
        elif house := _house(credit.name, agencies):
            found.append(Credit(house, Role.AGENCY))
    return found


def maker_credits(text: str, agencies: Collection[str]) -> list[Credit]:
    """Credits of a picture's makers: people are photographers."""
    return [
        Credit(credit.name, Role.PHOTOGRAPHER) if credit.role is Role.REPORTER else credit
        for credit in stated_credits(text, None, agencies)
    ]


def names_of_places(names: Iterable[str]) -> list[str]:
    """The place names short enough to be names, without duplicates."""
    return list(dict.fromkeys(name for name in names if 0 < len(name) <= _LONGEST_NAME))


def subject_code(code: str) -> str:
    """A subject's code, with NewsML-G2's alias for the IPTC's own schemes."""
    return _NEWSCODES.sub(lambda match: f"{_ALIASES[match[1]]}:", code)


def iso_date(text: str) -> str:
    """Expand a basic ISO 8601 date to the extended form; any other text is unchanged.

    In NITF, midnight without a zone stands for no time, and a zone without a time means nothing.
    """
    match = _DATE.match(one_line(text))
    if match is None:
        return text
    day = f"{match['year']}-{match['month']}-{match['day']}"
    time = f"{match['hour']}:{match['minute']}:{match['second'] or '00'}"
    if match["hour"] is None or (time == "00:00:00" and not match["zone"]):
        return day
    zone = match["zone"] or ""
    if len(zone) > 1:
        minutes = zone[3:].removeprefix(":") or "00"
        zone = f"{zone[:3]}:{minutes}"
    return f"{day}T{time}{zone}"


def origin_of(published: Published) -> tuple[Origin, ...]:
    """The origin of a date, by the name of its field, None for no date."""
    return (Origin("published", published.why.partition(",")[0]),) if published.value else ()


def moment(text: str) -> str | None:
    """Parse an ISO 8601 moment, which may lie in the future; None for any other text."""
    try:
        return datetime.fromisoformat(iso_date(text)).isoformat() if text.strip() else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class _ElementEnd:
    """Marker of an element's end on the stack; the element was at `place`."""

    name: str
    place: _PlaceRef


@dataclass(slots=True)
class _ParagraphBuffer:
    """Paragraphs so far, and the one being assembled."""

    found: dict[_PlaceRef, list[str]] = field(
        default_factory=lambda: {place: list[str]() for place in _PlaceRef}
    )
    _parts: list[str] = field(default_factory=list[str])
    subheads: list[int] = field(default_factory=list[int])
    items: list[int] = field(default_factory=list[int])
    _kinds: list[str] = field(default_factory=list[str])
    _preformatted: int = 0

    def add(self, text: str, place: _PlaceRef) -> None:
        if place is not _PlaceRef.MEDIA:
            self._parts.append(text if self._preformatted else _BLANK.sub(" ", text))

    def start(self, element: ElementNode, inside: _PlaceRef, outside: _PlaceRef) -> None:
        if element.name in _BLOCKS or inside is not outside:
            self.flush(outside)
        if element.name in _KINDS:
            self._kinds.append(element.name)
        if element.name == "pre":
            self._preformatted += 1
        elif element.name == "br":
            self._parts.append("\n")

    def end(self, mark: _ElementEnd, outside: _PlaceRef) -> None:
        if mark.name in _BLOCKS or mark.place is not outside:
            self.flush(mark.place)
        if mark.name in _KINDS:
            self._kinds.pop()
        if mark.name == "pre":
            self._preformatted -= 1
        elif mark.name in _CELLS:
            self._parts.append(" ")

    def flush(self, place: _PlaceRef) -> None:
        """End the paragraph; a double line break inside it ends one too."""
        text = "".join(self._parts)
        self._parts.clear()
        before = len(self.found[place])
        if self._preformatted:
            self.found[place] += paragraphs(text)
        else:
            self.found[place] += filter(None, map(one_line, _BREAKS.split(text)))
        if place is _PlaceRef.TEXT and self._kinds:
            numbers = self.items if self._kinds[-1] == "li" else self.subheads
            numbers += range(before, len(self.found[place]))


def _place(element: ElementNode, outside: _PlaceRef) -> _PlaceRef:
    if element.name in _DROPPED:
        return _PlaceRef.NOWHERE
    classes = _BYLINE_CLASSES.intersection(element.attributes.get("class", "").split())
    if outside is _PlaceRef.MEDIA:
        if element.name in _CAPTIONS:
            return _PlaceRef.CAPTION
        return _PlaceRef.MAKER if classes or element.name in _PRODUCERS else _PlaceRef.MEDIA
    if outside is _PlaceRef.CAPTION and classes:
        return _PlaceRef.MAKER
    if outside is _PlaceRef.TEXT:
        if element.name in _MEDIA:
            return _PlaceRef.MEDIA
        if classes or element.name == "byline":
            return _PlaceRef.BYLINE
    return outside


def _is_title(child: ElementNode | str) -> bool:
    return isinstance(child, ElementNode) and child.name == "byttl"


def _house(title: str, agencies: Collection[str]) -> str | None:
    """The known agency in a job title, None if it has none."""
    job = _JOB.match(title)
    house = job["house"] if job else title
    return house if house and _is_agency(house, agencies) else None


def _is_agency(name: str, agencies: Collection[str]) -> bool:
    known = {_without_article(agency) for agency in agencies}
    return _without_article(name) in known or any(
        credit.role is Role.AGENCY and credit.name == name for credit in parse_byline(name)
    )


def _without_article(name: str) -> str:
    return name.casefold().removeprefix("the ")
