"""NewsML-G2 (IPTC): news items alone, in packages and in messages of several."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from archive.errors import SourceError
from archive.facts.dates import first_told, parse_declared
from archive.facts.language_tags import parse_language
from archive.formats.markup.xml import ElementNode, parse_html, parse_xml, root_of
from archive.formats.wire.news_markup import (
    MOST_CREDITED,
    MarkedUpText,
    first_text,
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
from archive.model.article import Article, Credit, Origin, Record, Role, Wire, regions_stated
from archive.model.document import Document, Unreadable
from archive.model.text import one_line

_NAMESPACE = "http://iptc.org/std/nar/2006-10-01/"
_NEWS_ITEM, _PACKAGE, _MESSAGE = "newsItem", "packageItem", "newsMessage"
# Item classes that describe things instead of telling news.
_OTHERS = {
    "conceptItem": "a concept",
    "knowledgeItem": "a vocabulary",
    "planningItem": "what is planned",
    "catalogItem": "a catalog",
    "catalog": "a catalog",
}
_WITHHELD = frozenset({"canceled", "withheld"})
# When an item first went out comes before when this version did, and both before when it was
# written: none of them says when it was published, the first is the nearest to it.
_DATES = (
    ("firstCreated", ("itemMeta", "firstCreated")),
    ("versionCreated", ("itemMeta", "versionCreated")),
    ("contentCreated", ("contentMeta", "contentCreated")),
)
# More than any item is about.
_MOST_SUBJECTS = 2_000
_REQUIRED = ("itemClass", "provider", "versionCreated")
_ROLES = {
    "author": Role.REPORTER,
    "correspondent": Role.REPORTER,
    "reporter": Role.REPORTER,
    "editor": Role.EDITOR,
    "photographer": Role.PHOTOGRAPHER,
    "translator": Role.TRANSLATOR,
    "writer": Role.WRITER,
}


class NewsmlReader:
    """NewsML-G2 documents: one article a news item.

    Items that are withheld or canceled are refused, and so are those without text of their own.
    """

    media_types = (
        "application/vnd.iptc.g2.newsitem+xml",
        "application/vnd.iptc.g2.newsmessage+xml",
        "application/vnd.iptc.g2.packageitem+xml",
        "application/vnd.iptc.g2.conceptitem+xml",
        "application/vnd.iptc.g2.knowledgeitem+xml",
        "application/vnd.iptc.g2.planningitem+xml",
        "application/vnd.iptc.g2.catalogitem+xml",
    )
    suffixes = (".xml", ".newsml")

    def recognizes(self, head: bytes) -> bool:
        """Whether the root element is an item or a message in the IPTC's namespace."""
        root = root_of(head)
        return (
            root is not None
            and root.namespace == _NAMESPACE
            and root.name in {_NEWS_ITEM, _PACKAGE, _MESSAGE, *_OTHERS}
        )

    def read(self, document: Document) -> Iterator[Record | Unreadable]:
        """The items in document order; `parse_xml` lists what is refused."""
        root = parse_xml(document.content, document.name)
        if root.namespace != _NAMESPACE or root.name not in {
            _NEWS_ITEM, _PACKAGE, _MESSAGE, *_OTHERS,
        }:  # fmt: skip
            raise SourceError(
                f"{document.name}: its root element is {root.name!r}, so it is no NewsML-G2: "
                "add it as what it is"
            )
        if root.name == _MESSAGE:
            yield from _read_message(root, document)
            return
        inside = list(root.descendants(_NEWS_ITEM)) if root.name == _PACKAGE else []
        if inside:
            for part, item in enumerate(inside, 1):
                yield _read_item(item, document, part)
        else:
            yield _read_item(root, document, 1)


def _read_message(message: ElementNode, document: Document) -> Iterator[Record | Unreadable]:
    """The items of a message; packages that only refer to them are skipped."""
    items = [item for items in message.all("itemSet") for item in items.elements()]
    news = [item for item in items if item.name != _PACKAGE]
    news += [item for box in items if box.name == _PACKAGE for item in box.descendants(_NEWS_ITEM)]
    if not news:
        raise SourceError(f"{document.name}: a message without news items: nothing to add")
    for part, item in enumerate(news, 1):
        yield _read_item(item, document, part)


def _read_item(item: ElementNode, document: Document, part: int) -> Record | Unreadable:
    guid = item.get("guid")
    who = f"{document.name}, item {part}{f' ({guid[:200]})' if guid else ''}"
    if reason := _fault(item):
        return Unreadable(f"{who}: {reason}", document.name, part, document)
    content = _content(item)
    if content is None:
        kind = _code(item, "itemMeta", "itemClass") or "unknown"
        return Unreadable(
            f"{who}: an item of class {kind[:40]!r} that holds no text of its own: nothing to add",
            document.name,
            part,
            document,
        )
    article = _article(item, content, document, part)
    if not article.headline and not article.body:
        return Unreadable(
            f"{who}: it holds no text and no headline: nothing to add",
            document.name,
            part,
            document,
        )
    return Record(article, document.raw, part)


def _fault(item: ElementNode) -> str:
    """The reason why an item is no news to take, "" if it is."""
    if item.name == _PACKAGE:
        return "a package that points at its items and holds no text: add the items themselves"
    if item.name != _NEWS_ITEM:
        what = _OTHERS.get(item.name, repr(item.name))
        return f"it describes {what} and holds no text: nothing to add"
    if not item.get("guid"):
        return "an item without a guid: ask its sender for a sound copy"
    meta = item.first("itemMeta")
    if meta is None:
        return "an item without itemMeta: ask its sender for a sound copy"
    for name in _REQUIRED:
        if meta.first(name) is None:
            return f"an item without {name} in itemMeta: ask its sender for a sound copy"
    created = first_text(meta.all("versionCreated"))
    try:
        datetime.fromisoformat(created)
    except ValueError:
        return f"versionCreated is no date ({created[:40]!r}): ask its sender for a sound copy"
    if (status := _code(item, "itemMeta", "pubStatus")) in _WITHHELD:
        return f"its provider marked it as {status}: add the version that it has cleared"
    return ""


@dataclass(frozen=True, slots=True)
class _ContentSet:
    """Content of `contentSet`: a text, and the facts in its markup."""

    story: MarkedUpText
    headline: str = ""
    dateline: str = ""
    credits: tuple[Credit, ...] = ()
    language: str | None = None


def _content(item: ElementNode) -> _ContentSet | None:
    """The first content with text, else an empty one (for other media, and for none)."""
    inline = [
        content
        for contents in item.all("contentSet")
        for content in contents.elements()
        if content.name in {"inlineXML", "inlineData"} and content.get("hascontent") != "false"
    ]
    agencies = _sources(item)
    found = [content for each in inline if (content := _inline(each, item, agencies))]
    with_text = next((content for content in found if content.story.paragraphs), None)
    if with_text is None and _code(item, "itemMeta", "itemClass") == "text":
        return next(iter(found), None)
    return with_text


def _inline(inline: ElementNode, item: ElementNode, agencies: list[str]) -> _ContentSet | None:
    """The text of one inline content, None for data that is no text."""
    language = parse_language(inline.get("xml:lang")) or _language(item)
    if inline.name == "inlineData":
        return _data(inline, language)
    nitf = next(inline.descendants("nitf"), None)
    if nitf is not None:
        body = read_nitf(nitf, language, agencies)
        return _ContentSet(body.story, body.headline, body.dateline, body.credits, language)
    if any(child.name not in _MARKUP for child in inline.elements()):
        return None
    story = read_story(inline)
    stated = [
        c
        for line in story.bylines[:MOST_CREDITED]
        for c in stated_credits(line, language, agencies)
    ]
    headline = first_text(inline.descendants("h1", "hl1"))
    return _ContentSet(story, headline, credits=tuple(stated), language=language)


# Root elements of a text in inlineXML; sports results and lists of events are no text.
_MARKUP = frozenset({"html", "body", "div", "article", "section", "p", "block", "body.content"})


def _data(inline: ElementNode, language: str | None) -> _ContentSet | None:
    if inline.get("encoding"):
        return None
    kind = inline.get("contenttype").partition(";")[0].casefold()
    text = "".join(child for child in inline.children if isinstance(child, str))
    if kind in {"text/html", "application/xhtml+xml"}:
        return _ContentSet(read_story(parse_html(text)), language=language)
    if kind in {"", "text/plain"}:
        return _ContentSet(plain_story(text), language=language)
    return None


def _article(item: ElementNode, content: _ContentSet, document: Document, part: int) -> Article:
    language = content.language or _language(item)
    headline, origin = _headline(item, content)
    published = first_told(parse_declared(first_text(item.all(*path)), why) for why, path in _DATES)
    agencies = _sources(item)
    makers = [
        c for maker in content.story.makers[:MOST_CREDITED] for c in maker_credits(maker, agencies)
    ]
    story = content.story.without_headline(headline)
    known = [*agencies, *(c.name for c in content.credits if c.role is Role.AGENCY)]
    return Article(
        headline=headline,
        body=story.paragraphs,
        subheads=story.subheads,
        items=story.items,
        provenance=document.provenance(document.raw, document.position + part - 1),
        captions=story.captions,
        pictures=story.pictures,
        credits=tuple(dict.fromkeys((*_credits(item, known, language), *content.credits, *makers))),
        regions=regions_stated(names_of_places(_names(item, language, places=True))),
        published=published,
        source=next(iter(agencies), None) or _coded_provider(item),
        section=_name(item, language, "contentMeta", "genre"),
        topics=tuple(dict.fromkeys(_names(item, language, places=False))),
        language=language,
        url=_url(item),
        wire=_wire(item, content, language),
        origins=(*origin, *origin_of(published)),
    )


def _headline(item: ElementNode, content: _ContentSet) -> tuple[str, tuple[Origin, ...]]:
    """The main headline of contentMeta, else its first, else the text's own, else the title."""
    stated = list(item.all("contentMeta", "headline"))
    main = [h for h in stated if _last(h.get("role") or h.get("roleuri")) in {"", "main"}]
    for why, text in (
        ("contentMeta/headline", first_text((*main, *stated))),
        ("contentSet", content.headline),
        ("itemMeta/title", first_text(item.all("itemMeta", "title"))),
    ):
        if text:
            return text, (Origin("headline", why),)
    return "", ()


def _credits(item: ElementNode, agencies: list[str], language: str | None) -> Iterator[Credit]:
    """Credits of an item: its byline, creators, and contributors with a known role."""
    for by in islice(item.all("contentMeta", "by"), MOST_CREDITED):
        yield from stated_credits(by.text(), language, agencies)
    for creator in islice(item.all("contentMeta", "creator"), MOST_CREDITED):
        name = _name_of(creator, language)
        role = _ROLES.get(_last(creator.get("role") or creator.get("roleuri")))
        if name and _last(creator.get("type") or creator.get("typeuri")) == "organisation":
            yield Credit(name, Role.AGENCY)
        elif name and role:
            yield Credit(name, role)
        elif name:
            yield from stated_credits(name, language, agencies)
    for contributor in islice(item.all("contentMeta", "contributor"), MOST_CREDITED):
        name = _name_of(contributor, language)
        role = _ROLES.get(_last(contributor.get("role") or contributor.get("roleuri")))
        if name and role:
            yield Credit(name, role)


def _wire(item: ElementNode, content: _ContentSet, language: str | None) -> Wire:
    urgency = first_text(item.all("contentMeta", "urgency"))
    codes = (
        subject.get(attribute)
        for subject in item.all("contentMeta", "subject")
        for attribute in ("qcode", "uri")
    )
    return Wire(
        dateline=first_text(item.all("contentMeta", "dateline")) or content.dateline or None,
        located=_name(item, language, "contentMeta", "located"),
        slugline=first_text(item.all("contentMeta", "slugline")) or None,
        urgency=int(urgency) if urgency in set("123456789") else None,
        embargoed=moment(first_text(item.all("itemMeta", "embargoed"))),
        version=item.get("version") or None,
        subjects=tuple(dict.fromkeys(subject_code(code) for code in codes if code)),
    )


def _names(item: ElementNode, language: str | None, *, places: bool) -> Iterator[str]:
    """Names of an item's subjects: of its places, or of all others, with its keywords."""
    for subject in islice(item.all("contentMeta", "subject"), _MOST_SUBJECTS):
        is_place = _last(subject.get("type") or subject.get("typeuri")) in {"geoArea", "poi"}
        if is_place == places:
            yield from filter(None, [_name_of(subject, language)])
    if not places:
        yield from filter(None, (word.text() for word in item.all("contentMeta", "keyword")))


def _sources(item: ElementNode) -> list[str]:
    """Houses that an item names, the news source first, the rights holder last."""
    parties = (
        *item.all("contentMeta", "infoSource"),
        *item.all("itemMeta", "provider"),
        *item.all("rightsInfo", "copyrightHolder"),
    )
    language = _language(item)
    some = islice(parties, MOST_CREDITED)
    return [name for party in some if (name := _name_of(party, language))]


def _coded_provider(item: ElementNode) -> str | None:
    """The provider by its code in the IPTC's list, where no name is stated."""
    for provider in item.all("itemMeta", "provider"):
        scheme, _, code = provider.get("qcode").partition(":")
        if scheme == "nprov" and code:
            return code
    return None


def _language(item: ElementNode) -> str | None:
    tags = [each.get("tag") for each in item.all("contentMeta", "language")]
    return next(
        filter(None, map(parse_language, filter(None, [*tags, item.get("xml:lang")]))), None
    )


def _url(item: ElementNode) -> str | None:
    """The item's guid, constant across its versions, if it is a URL."""
    guid = item.get("guid")
    return guid if ":" in guid else None


def _name(item: ElementNode, language: str | None, *path: str) -> str | None:
    return next(filter(None, (_name_of(each, language) for each in item.all(*path))), None)


def _name_of(party: ElementNode, language: str | None) -> str:
    """The name in the item's language, else the first."""
    names = list(party.all("name")) or list(party.all("mainConcept", "name"))
    own = [name for name in names if parse_language(name.get("xml:lang")) == language]
    return one_line(first_text((*own, *names)))


def _code(item: ElementNode, *path: str) -> str:
    element = item.first(*path)
    return "" if element is None else _last(element.get("qcode") or element.get("uri"))


def _last(code: str) -> str:
    """The local part of a code: "text" of "ninat:text" and of ".../ninature/text"."""
    return code.replace("/", ":").rpartition(":")[2]
