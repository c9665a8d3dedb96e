"""Publication date of a page's article, from its most reliable statement."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from archive.facts.dates import (
    Conventions,
    Label,
    conventions_of,
    day_first_in,
    first_told,
    month_of,
    parse_date,
    parse_declared,
)
from archive.formats.web_page.json_ld import LinkedArticle
from archive.formats.web_page.local_day import in_local_day
from archive.formats.web_page.meta_tags import Meta
from archive.formats.web_page.page_places import PagePlaces
from archive.formats.web_page.printed_dates import EXACT, PrintedDate, printed_dates
from archive.model.article import Precision, Published

_PUBLISHED = (
    "article:published_time", "og:article:published_time", "article:published", "datepublished",
    "og:published_time", "pubdate", "publishdate", "publish-date", "publish_date",
    "published_time", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime",
    "dc.date.issued", "dcterms.issued", "dc.date.published", "dc.date.created", "dcterms.created",
    "dcterms.available", "citation_publication_date", "citation_online_date", "article.published",
    "published-date", "publication_date", "publication-date", "article_date_original",
    "og:pubdate", "rnews:datepublished", "bt:pubdate", "shareaholic:article_published_time",
    "originalpublicationdate", "date_published", "uploaddate", "datecreated", "article.created",
    "artdate", "ptime", "displaydate",
)  # fmt: skip
# Names that some sites have for the day on which a page was made, or changed.
_PERHAPS_PUBLISHED = ("dc.date", "dcterms.date", "date", "created", "pagedate", "timestamp")
_MODIFIED = (
    "article:modified_time", "og:updated_time", "og:article:modified_time", "datemodified",
    "dcterms.modified", "dc.date.modified", "last-modified", "lastmod", "revised",
)  # fmt: skip
# A day in an address: /2019/06/04/, /2019-06-04-, /20190604/, /2019/0604/, /2019/jun/04/,
# /A201906041030000512.
_DAY_IN_ADDRESS = re.compile(
    r"(?:^|[/_.=-](?-i:[A-Z]{0,4}))(?P<year>(?:19|20)\d\d)(?:"
    r"(?P<mark>[/_-])(?P<month>0?[1-9]|1[0-2])(?P=mark)(?P<day>0?[1-9]|[12]\d|3[01])|"
    r"/(?P<name>[a-z]{3,9})/(?P<day_2>0?[1-9]|[12]\d|3[01])|"
    r"[/-]?(?P<month_3>0[1-9]|1[0-2])[/-]?(?P<day_3>0[1-9]|[12]\d|3[01]))"
    # The time of day, and a number that runs on, in the names of Korean and Chinese papers.
    r"(?:(?<=\d{8})[0-2]\d[0-5]\d\d{0,11})?(?=$|[/_.&?-])",
    re.IGNORECASE,
)
_MONTH_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](0[1-9]|1[0-2])(?=/)")
_IN_FIGURES = re.compile(r"(?<![\d./-])(\d{1,2})([/-])(\d{1,2})\2(?:19|20)\d\d(?![\d/-])")
_MONTHS = 12


def published(
    root: HtmlElement,
    linked: tuple[LinkedArticle, ...],
    meta: Meta,
    address: str | None,
    language: str | None = None,
) -> Published:
    """The date of publication, else of the last change, else unknown.

    The most reliable statement that is exact to the day counts, else the first at all. An instant
    in UTC is told by the local day that the page prints. Where every stated date is refused, the
    first one's notice is kept.
    """
    places = PagePlaces(root)
    conventions = _page_conventions(places, meta, address, language)
    title = root.findtext(".//head/title") or ""
    in_address, month = _day_in_address(address or ""), _month_in_address(address or "")
    printed = list(printed_dates(places, conventions, title[:400], month.value or ""))
    said = list(_readings(linked, meta, printed, in_address, conventions))
    exact = next((date for date in said if date.precision in EXACT), None)
    if exact is None:
        months = [date for date in (*said, month) if date.precision is Precision.MONTH]
        return first_told((*months, *said))
    shown = [
        one.date
        for one in printed
        if one.is_near
        and one.label in {Label.NONE, Label.PUBLISHED}
        and one.date.precision in EXACT
    ]
    return in_local_day(exact, said, [*shown, in_address])


def _readings(
    linked: tuple[LinkedArticle, ...],
    meta: Meta,
    printed: list[PrintedDate],
    in_address: Published,
    conventions: Conventions,
) -> Iterator[Published]:
    """Dates, from the most reliable statement on."""

    def declared(texts: Iterable[str], why: str) -> Iterator[Published]:
        return (parse_declared(text, why, conventions) for text in texts)

    def metas(names: tuple[str, ...]) -> Iterator[Published]:
        return (parse_declared(one.value, one.why, conventions) for one in meta.all(*names))

    yield from (date for one in linked for date in declared(one.published, "JSON-LD"))
    yield from metas(_PUBLISHED)
    for is_near in (True, False):
        yield from _printed(printed, is_near=is_near, labels=(Label.PUBLISHED,))
    yield in_address
    yield from _printed(printed, is_near=True, labels=(Label.NONE,), marked=True)
    yield from _printed(printed, is_near=True, labels=(Label.NONE,))
    yield from metas(_PERHAPS_PUBLISHED)
    yield from _alone(_printed(printed, is_near=False, labels=(Label.NONE,), marked=True))
    yield from _printed(printed, is_near=True, labels=(Label.UPDATED,))
    yield from (date for one in linked for date in declared(one.modified, "JSON-LD"))
    yield from metas(_MODIFIED)
    yield from _alone(_printed(printed, is_near=False, labels=(Label.NONE,)))
    yield from _alone(_printed(printed, is_near=False, labels=(Label.UPDATED,)))


def _printed(
    printed: list[PrintedDate], *, is_near: bool, labels: tuple[Label, ...], marked: bool = False
) -> Iterator[Published]:
    for one in printed:
        if one.is_near is is_near and one.label in labels and (one.is_marked or not marked):
            yield one.date


def _alone(dates: Iterable[Published]) -> list[Published]:
    """The dates, if all are of one day: of several far from the headline none is the article's."""
    found = list(dates)
    return found if len({date.days() for date in found}) == 1 else []


def _page_conventions(
    places: PagePlaces, meta: Meta, address: str | None, language: str | None
) -> Conventions:
    """How the page writes dates: as others on it do that leave no doubt, else as its country does.

    What contradicts itself decides nothing.
    """
    tags = [language, places.root.get("lang"), *(one.value for one in meta.all("og:locale"))]
    stated = [conventions_of(tag) for tag in tags if tag]
    try:
        host = urlsplit(address or "").hostname or ""
    except ValueError:
        host = ""
    orders = _orders_shown(places) or {
        order
        for order in (*(one.day_first for one in stated), day_first_in(host))
        if order is not None
    }
    name = next((one.language for one in stated if one.language), "")
    return Conventions(name, next(iter(orders)) if len(orders) == 1 else None)


def _orders_shown(places: PagePlaces) -> set[bool]:
    """Whether the day stands first, in the dates in figures that leave no doubt."""
    counts: Counter[bool] = Counter()
    for element, text in places.matching(_IN_FIGURES):
        if element.tag in {"script", "style"}:
            continue
        for one, _, two in _IN_FIGURES.findall(text):
            if (int(one) > _MONTHS) != (int(two) > _MONTHS):
                counts[int(one) > _MONTHS] += 1
    return set(counts)


def _day_in_address(address: str) -> Published:
    match = _DAY_IN_ADDRESS.search(address)
    if match is None:
        return Published()
    month = month_of(match["name"]) if match["name"] else int(match["month"] or match["month_3"])
    day = int(match["day"] or match["day_2"] or match["day_3"])
    return parse_date(f"{match['year']}-{month:02}-{day:02}", "address") if month else Published()


def _month_in_address(address: str) -> Published:
    match = _MONTH_IN_ADDRESS.search(address)
    return parse_date(f"{match[1]}-{match[2]}", "address") if match else Published()
