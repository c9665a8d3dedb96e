"""ninjs, News in JSON of the IPTC: versions 1 (body_text), 2 and 3 (bodies)."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import cast

from archive.errors import SourceError
from archive.facts.dates import first_told, parse_declared
from archive.facts.language_tags import parse_language
from archive.formats.markup.xml import parse_html, parse_xml
from archive.formats.wire.news_markup import (
    MOST_CREDITED,
    MarkedUpText,
    maker_credits,
    moment,
    names_of_places,
    origin_of,
    plain_story,
    read_nitf,
    read_story,
    stated_credits,
    subject_code,
)
from archive.formats.wire.ninjs_schema import fault
from archive.model.article import Article, Origin, Picture, Published, Record, Wire, regions_stated
from archive.model.document import Document, Unreadable
from archive.model.text import clean, one_line
from archive.model.web_address import absolute_address

LARGEST_JSON_BYTES = 50_000_000
_WITHHELD = frozenset({"canceled", "withheld"})
# When an item first went out comes before when this version did, and both before when it was
# written: none of them says when it was published, the first is the nearest to it.
_DATES = (
    ("firstCreated", "firstcreated"),
    ("versionCreated", "versioncreated"),
    ("contentCreated", "contentcreated"),
)
_ABOUT = ("subject", "subjects", "person", "people", "organisation", "organisations", "event",
          "events", "object", "objects")  # fmt: skip
_SHOWN = frozenset({"picture", "graphic"})
_PICTURED = _SHOWN | {"video", "audio"}
# Keys that ninjs has and other JSON has not, with the address that every item must have.
_TELLING = re.compile(
    r'"(?:versioncreated|versionCreated|firstCreated|pubstatus|pubStatus|representationtype|'
    r"representationType|body_x?html|body_text|description_text|headlines|bodies|copyrightholder|"
    r'copyrightHolder|urgency|slugline|\$standard)"\s*:'
)
_URGENCY = range(1, 10)
_ADDRESS = re.compile(r'"uri"\s*:\s*"')
_NAMED_STANDARD = re.compile(r'"\$?standard"\s*:\s*\{[^{}]*ninjs', re.IGNORECASE)
_OTHER_JSON = re.compile(r'"https?://jsonfeed\.org/|"@context"\s*:')
_MARKED = re.compile(r"</(?:p|div|section|article|body)>|<br\s*/?>", re.IGNORECASE)


class NinjsReader:
    """ninjs items: one article an item, and one for each associated text.

    Items that violate the schema are refused, and so are those that are withheld or canceled.
    """

    media_types = ("application/ninjs+json",)
    suffixes = (".ninjs", ".json")

    def recognizes(self, head: bytes) -> bool:
        """Whether the keys are those of ninjs; not JSON Feed's, not JSON-LD's."""
        text = head.decode("utf-8", "replace").lstrip("\ufeff \t\r\n")
        if not text.startswith(("{", "[")) or _OTHER_JSON.search(text):
            return False
        is_item = _ADDRESS.search(text) and _TELLING.search(text)
        return bool(is_item or _NAMED_STANDARD.search(text))

    def read(self, document: Document) -> Iterator[Record | Unreadable]:
        """The items in order; a file has one, or a list of them."""
        loaded = _loaded(document)
        items = cast("list[object]", loaded) if isinstance(loaded, list) else [loaded]
        if not items:
            raise SourceError(f"{document.name}: an empty list: there is nothing to add")
        part = 1
        for number, item in enumerate(items):
            if reason := _fault(item):
                yield _unreadable(reason, document, part)
                part += 1
                continue
            for each in _with_texts(cast("dict[str, object]", item)):
                yield _record(each, document, part, number)
                part += 1


def _loaded(document: Document) -> object:
    name = document.name
    if len(document.content) > LARGEST_JSON_BYTES:
        raise SourceError(
            f"{name}: larger than {LARGEST_JSON_BYTES // 1_000_000} MB: split it into smaller files"
        )
    try:
        return json.loads(document.content, parse_constant=_refuse)
    except UnicodeDecodeError as error:
        raise SourceError(
            f"{name}: not UTF-8 text (byte {error.start + 1}): save it as UTF-8"
        ) from None
    except json.JSONDecodeError as error:
        raise SourceError(
            f"{name}: not JSON (line {error.lineno}, column {error.colno}: {error.msg}): "
            "ask its sender for a sound copy"
        ) from None
    except (RecursionError, ValueError):
        raise SourceError(
            f"{name}: not JSON that can be read (too deep, or a number that is none): "
            "ask its sender for a sound copy"
        ) from None


def _refuse(constant: str) -> object:
    raise ValueError(constant)


def _fault(item: object) -> str:
    """The reason why an item is not to be taken, "" if it is."""
    if not isinstance(item, dict):
        return "JSON, but no object with fields, so no ninjs item: add it as what it is"
    fields = cast("dict[str, object]", item)
    if reason := fault(fields):
        return f"not valid ninjs: {reason}: ask its sender for a sound copy"
    return ""


def _with_texts(item: dict[str, object]) -> Iterator[dict[str, object]]:
    """The item, and its associated items with a text of their own."""
    yield item
    waiting = _associated(item)[::-1]
    while waiting:
        inside = waiting.pop()
        if inside.get("type", "text") in {"text", "composite"} and _story(inside).paragraphs:
            yield inside
        waiting += _associated(inside)[::-1]


def _record(
    item: dict[str, object], document: Document, part: int, number: int
) -> Record | Unreadable:
    if (status := _text(item, "pubStatus", "pubstatus")) in _WITHHELD:
        return _unreadable(
            f"its provider marked it as {status}: add the version that it has cleared",
            document,
            part,
        )
    article = _article(item, document, document.position + number)
    flash = article.headline and item.get("type", "text") == "text" and _headlines(item)
    if not article.body and not flash:
        kind = f" of type {item['type']!r}" if "type" in item else ""
        return _unreadable(
            f"an item{kind} that holds no text of its own: nothing to add", document, part
        )
    return Record(article, document.raw, part)


def _unreadable(reason: str, document: Document, part: int) -> Unreadable:
    return Unreadable(f"{document.name}, item {part}: {reason}", document.name, part, document)


def _article(item: dict[str, object], document: Document, position: int) -> Article:
    headline, why = next(iter(_headlines(item)), (_text(item, "title"), "title"))
    language = parse_language(_text(item, "language"))
    houses = _houses(item)
    story = _story(item).without_headline(headline)
    pictured = [each for each in _associated(item) if each.get("type") in _PICTURED]
    makers = [*story.makers, *(_text(each, "by", "byline") for each in pictured)]
    credits_found = [
        *stated_credits(_text(item, "by", "byline"), language, houses),
        *(
            c
            for line in story.bylines[:MOST_CREDITED]
            for c in stated_credits(line, language, houses)
        ),
        *(c for maker in makers[:MOST_CREDITED] for c in maker_credits(maker, houses)),
    ]
    published = first_told(_dates(item))
    uri = _text(item, "uri")
    return Article(
        headline=headline,
        body=story.paragraphs,
        subheads=story.subheads,
        items=story.items,
        provenance=document.provenance(document.raw, position),
        captions=tuple(dict.fromkeys((*story.captions, *_captions(pictured)))),
        pictures=tuple(dict.fromkeys((*story.pictures, *_pictures(pictured)))),
        credits=tuple(dict.fromkeys(credits_found)),
        regions=regions_stated(names_of_places(_names(item, "place", "places"))),
        published=published,
        source=next(iter(houses), None),
        section=next(_names(item, "genre", "genres"), None),
        topics=tuple(dict.fromkeys(_names(item, *_ABOUT))),
        language=language,
        # Only what has a scheme; it stays the same from version to version.
        url=uri if re.match(r"[a-z][a-z0-9+.-]*:\S", uri, re.IGNORECASE) else None,
        wire=_wire(item),
        origins=((Origin("headline", why),) if headline else ()) + origin_of(published),
    )


def _headlines(item: dict[str, object]) -> list[tuple[str, str]]:
    """The headlines with their origins, the main one first."""
    found = [(_text(item, "headline"), "headline")]
    named = _objects(item, "headlines")
    main = [each for each in named if each.get("role", "main") == "main"]
    found += [(_text(each, "value"), "headlines") for each in (*main, *named)]
    found += [(_text(item, key), key) for key in item if key.startswith("headline_")]
    return [(one_line(_unmarked(text)), why) for text, why in found if text]


def _unmarked(text: str) -> str:
    return parse_html(text).text() if re.search(r"</?\w+[^<>]*>", text) else text


@dataclass(frozen=True, slots=True)
class _NinjsBody:
    kind: str
    text: str


def _story(item: dict[str, object]) -> MarkedUpText:
    """The text of the richest body: HTML, then NITF, then plain text."""
    bodies = [
        _NinjsBody(
            f"{_text(body, 'contentType', 'contenttype')} {_text(body, 'role')}".casefold(), text
        )
        for body in _objects(item, "bodies")
        if isinstance(text := body.get("value"), str)
    ]
    bodies += [
        _NinjsBody(key.removeprefix("body_").casefold(), text)
        for key, text in item.items()
        if key.startswith("body_") and isinstance(text, str)
    ]
    stories = (_read_body(body) for body in sorted(bodies, key=_rank))
    return next((story for story in stories if story.paragraphs), MarkedUpText())


def _rank(body: _NinjsBody) -> int:
    if "html" in body.kind:
        return 0
    if "nitf" in body.kind and "application/xml" not in body.kind:
        return 1
    return 2 if "text" in body.kind else 3


def _read_body(body: _NinjsBody) -> MarkedUpText:
    if _rank(body) == 1:
        try:
            root = parse_xml(clean(body.text), "body")
        except SourceError:
            return MarkedUpText()
        return read_nitf(root, None, ()).story
    if _rank(body) == 0 or _MARKED.search(body.text):
        return read_story(parse_html(body.text))
    return plain_story(body.text)


def _dates(item: dict[str, object]) -> Iterator[Published]:
    for names in _DATES:
        why = next((name for name in names if name in item), "")
        yield parse_declared(_text(item, *names), why)


def _wire(item: dict[str, object]) -> Wire:
    urgency = item.get("urgency")
    return Wire(
        located=_text(item, "located") or None,
        slugline=_text(item, "slugline") or None,
        urgency=int(urgency) if isinstance(urgency, float | int) and urgency in _URGENCY else None,
        embargoed=moment(_text(item, "embargoedUntil", "embargoed")),
        version=_text(item, "version") or None,
        subjects=tuple(dict.fromkeys(_codes(item))),
    )


def _codes(item: dict[str, object]) -> Iterator[str]:
    for subject in _objects(item, "subject", "subjects"):
        scheme, code = _text(subject, "scheme"), _text(subject, "code")
        whole = f"{scheme}{code}" if code else ""
        yield from filter(None, [subject_code(whole or _text(subject, "uri", "literal"))])


def _houses(item: dict[str, object]) -> list[str]:
    """Houses that an item names, the news source first, then the rights holder."""
    names = [
        *_names(item, "infosource", "infosources", "infoSources"),
        _text(item, "copyrightHolder", "copyrightholder"),
    ]
    return [name for name in names if name]


def _captions(pictured: list[dict[str, object]]) -> Iterator[str]:
    for picture in pictured:
        texts = [_text(each, "value") for each in _objects(picture, "descriptions")]
        texts += [_text(picture, key) for key in ("description_text", "description_caption")]
        yield from [one_line(_unmarked(text)) for text in texts if text][:1]


def _pictures(pictured: list[dict[str, object]]) -> Iterator[Picture]:
    """Pictures that have a rendition on the web, by the address of the widest."""
    for picture in pictured:
        stated = picture.get("renditions")
        named = cast("dict[str, object]", stated).values() if isinstance(stated, dict) else ()
        found = [
            (_width(each), address)
            for each in (*_fields_in(named), *_objects(picture, "renditions"))
            if (address := absolute_address(_text(each, "href")))
        ]
        if found and picture.get("type") in _SHOWN:
            _, address = max(found, key=lambda one: one[0])
            yield Picture(address, next(_captions([picture]), ""))


def _width(rendition: dict[str, object]) -> float:
    width = rendition.get("width")
    return width if isinstance(width, int | float) and isfinite(width) else 0


def _associated(item: dict[str, object]) -> list[dict[str, object]]:
    inside = item.get("associations")
    if isinstance(inside, dict):
        return _fields_in(cast("dict[str, object]", inside).values())
    return _objects(item, "associations")


def _objects(item: Mapping[str, object], *names: str) -> list[dict[str, object]]:
    """The objects in the lists of these names."""
    found: list[dict[str, object]] = []
    for name in names:
        value = item.get(name)
        if isinstance(value, list):
            found += _fields_in(cast("list[object]", value))
    return found


def _fields_in(values: Iterable[object]) -> list[dict[str, object]]:
    return [cast("dict[str, object]", value) for value in values if isinstance(value, dict)]


def _names(item: Mapping[str, object], *names: str) -> Iterator[str]:
    return filter(None, (_text(each, "name") for each in _objects(item, *names)))


def _text(item: Mapping[str, object], *names: str) -> str:
    """The first text of these names on one line, "" where there is none."""
    found = (one_line(value) for name in names if isinstance(value := item.get(name), str))
    return next(filter(None, found), "")
