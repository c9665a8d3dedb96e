"""NITF, the News Industry Text Format of the IPTC, versions 3.0 to 3.6."""

from collections.abc import Iterator

from archive.errors import SourceError
from archive.facts.dates import first_told, parse_declared
from archive.facts.language_tags import parse_language
from archive.formats.markup.xml import ElementNode, parse_xml, root_of
from archive.formats.wire.news_markup import (
    MOST_CREDITED,
    iso_date,
    maker_credits,
    moment,
    names_of_places,
    origin_of,
    read_nitf,
)
from archive.model.article import Article, Record, Wire, regions_stated
from archive.model.document import Document, Unreadable
from archive.model.text import one_line

# Places of the date of publication, the most trustworthy first: the day that a
# paper printed it, that the agency issued it, that it was free to be printed.
_DATES = (
    ("date.publication", ("head", "pubdata"), "date.publication"),
    ("date.issue", ("head", "docdata", "date.issue"), "norm"),
    ("date.release", ("head", "docdata", "date.release"), "norm"),
    ("story.date", ("body", "body.head", "dateline", "story.date"), "norm"),
)
_SUBJECT_NAMES = ("tobject.subject.detail", "tobject.subject.matter", "tobject.subject.type")


class NitfReader:
    """NITF documents: one article a document."""

    media_types = ("application/nitf+xml", "text/vnd.iptc.nitf")
    suffixes = (".nitf", ".xml")

    def recognizes(self, head: bytes) -> bool:
        """Whether the root element is `nitf`, which has a namespace from 3.4 on."""
        root = root_of(head)
        return root is not None and root.name == "nitf"

    def read(self, document: Document) -> Iterator[Record | Unreadable]:
        """The article, or the reason why there is none; `parse_xml` lists what is refused."""
        nitf = parse_xml(document.content, document.name)
        if nitf.name != "nitf":
            raise SourceError(
                f"{document.name}: its root element is {nitf.name!r}, so it is no NITF: "
                "add it as what it is"
            )
        if reason := _withheld(nitf):
            yield Unreadable(f"{document.name}: {reason}", document.name, document=document)
            return
        article = _article(nitf, document)
        if not article.headline and not article.body:
            raise SourceError(
                f"{document.name}: NITF without headline and text: there is nothing to add"
            )
        yield Record(article, document.raw)


def _withheld(nitf: ElementNode) -> str:
    """The reason why a document is not to be kept: its agency withdrew it."""
    status = _first(nitf, ("head", "docdata"), "management-status").casefold()
    if status in {"canceled", "cancelled", "killed", "withheld"}:
        return f"its agency marked it as {status}: add the version that it has cleared"
    return ""


def _article(nitf: ElementNode, document: Document) -> Article:
    language = parse_language(nitf.get("xml:lang") or _first(nitf, ("body",), "xml:lang"))
    paper = _first(nitf, ("head", "pubdata"), "name")
    holder = _first(nitf, ("head", "docdata", "doc.copyright"), "holder")
    body = read_nitf(nitf, language, [name for name in (paper, holder) if name])
    story = body.story.without_headline(body.headline)
    makers = [
        credit for maker in body.story.makers[:MOST_CREDITED] for credit in maker_credits(maker, ())
    ]
    published = first_told(
        parse_declared(iso_date(_first(nitf, path, attribute)), why)
        for why, path, attribute in _DATES
    )
    return Article(
        headline=body.headline,
        body=story.paragraphs,
        subheads=story.subheads,
        items=story.items,
        provenance=document.provenance(document.raw),
        captions=story.captions,
        pictures=story.pictures,
        credits=tuple(dict.fromkeys((*body.credits, *makers))),
        regions=regions_stated(names_of_places(_places(nitf))),
        published=published,
        source=paper or body.distributor or holder or None,
        section=_first(nitf, ("head", "pubdata"), "position.section") or None,
        topics=tuple(dict.fromkeys(_topics(nitf))),
        language=language,
        url=_first(nitf, ("head", "pubdata"), "ex-ref") or None,
        wire=_wire(nitf, body.dateline),
        origins=origin_of(published),
    )


def _wire(nitf: ElementNode, dateline: str) -> Wire:
    urgency = _first(nitf, ("head", "docdata", "urgency"), "ed-urg")
    return Wire(
        dateline=dateline or None,
        located=next((p.text() for p in nitf.all("body", "body.head", "dateline", "location")), "")
        or None,
        slugline=_first(nitf, ("head", "docdata", "fixture"), "fix-id")
        or _first(nitf, ("head", "docdata", "du-key"), "key")
        or None,
        urgency=int(urgency) if urgency in set("123456789") else None,
        embargoed=moment(_first(nitf, ("head", "docdata", "date.release"), "norm")),
        version=_first(nitf, ("head", "docdata", "du-key"), "version") or None,
        subjects=tuple(
            dict.fromkeys(
                code
                for subject in nitf.all("head", "tobject", "tobject.subject")
                if (code := subject.get("tobject.subject.refnum"))
            )
        ),
    )


def _topics(nitf: ElementNode) -> Iterator[str]:
    """The most specific name of each subject, and the keywords."""
    for subject in nitf.all("head", "tobject", "tobject.subject"):
        names = (subject.get(attribute) for attribute in _SUBJECT_NAMES)
        yield from [name for name in names if name][:1]
    for keyword in nitf.all("head", "docdata", "key-list", "keyword"):
        yield from filter(None, [keyword.get("key")])
    for classifier in nitf.all("head", "docdata", "identified-content", "classifier"):
        yield from filter(None, [classifier.get("value") or classifier.text()])


def _places(nitf: ElementNode) -> Iterator[str]:
    """The places that the document is about, not those where it was written."""
    for content in nitf.all("head", "docdata", "identified-content"):
        for place in content.all("location"):
            yield one_line(place.text())


def _first(nitf: ElementNode, path: tuple[str, ...], attribute: str) -> str:
    """An attribute at the end of an element path, "" where unstated."""
    return next(filter(None, (element.get(attribute) for element in nitf.all(*path))), "")
