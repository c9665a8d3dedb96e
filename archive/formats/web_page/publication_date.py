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
from archive.formats.web_page.json_ld import LinkedArticle, read_pages
from archive.formats.web_page.local_day import in_local_day, is_in_utc
from archive.formats.web_page.meta_tags import Meta
from archive.formats.web_page.page_places import PagePlaces
from archive.formats.web_page.printed_dates import (
    EXACT,
    PrintedDate,
    dates_of_frames,
    printed_dates,
)
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
# The day first, or in figures alone: /29-10-2021, /05032019-.
_DAY_FIRST_IN_ADDRESS = re.compile(
    r"(?:^|[/_~=-])(?P<one>0?[1-9]|[12]\d|3[01])(?P<mark>[-_.])(?P<two>0?[1-9]|[12]\d|3[01])(?P=mark)"
    r"(?P<year>(?:19|20)\d\d)(?=$|[/_.&?#-])|"
    r"/(?P<one_2>[0-3]\d)(?P<two_2>[0-3]\d)(?P<year_2>(?:19|20)\d\d)(?=$|[/_.&?#-])"
)
# The address that an archive of the web keeps a page under holds that of the page.
_KEPT_BY_ARCHIVE = re.compile(
    r"^https?://[^/]+/(?:[\w.-]+/){0,2}\d{14}(?:[a-z]{2}_)?/(?P<page>(?:https?:/{1,2})?[\w-]+\.\S+)"
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
    address = _original(address or "")
    in_address, month = _day_in_address(address), _month_in_address(address)
    if agreed := _agreed(linked, meta, in_address):
        return agreed
    places = PagePlaces(root)
    conventions = _page_conventions(places, meta, address, language)
    title = root.findtext(".//head/title") or ""
    printed = list(printed_dates(places, conventions, title[:400], month.value or ""))
    declared = list(_declared(linked, meta, conventions))
    sure = [*declared, *_shown(printed, in_address)]
    said = [*sure, *_less_sure(linked, meta, printed, address, conventions)]
    if not any(date.precision in EXACT for date in sure):
        of_page = (text for one in read_pages(root) for text in one.published)
        said[len(sure) : len(sure)] = [
            parse_declared(text, "JSON-LD", conventions) for text in of_page
        ]
    if not any(date.precision in EXACT for date in said):
        said += _least_sure(printed, list(dates_of_frames(places, conventions)))
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
    exact = _outvoted(exact, declared, shown, in_address)
    shown += _alone(_printed(printed, is_near=False, labels=(Label.NONE,), marked=True))
    return in_local_day(exact, said, [*shown, in_address])


def _agreed(
    linked: tuple[LinkedArticle, ...], meta: Meta, in_address: Published
) -> Published | None:
    """The date that two statements agree on, where nothing that the page prints would change it."""
    declared = list(_declared(linked, meta, Conventions()))
    exact = next(iter(declared), None)
    if exact is None or exact.precision not in EXACT:
        return None
    firsts = [_first_exact(part) for part in (*_by_kind(declared), [in_address])]
    if sum(one is not None and _days_between(one, exact) <= 1 for one in firsts) <= 1:
        return None
    changes = (text for one in linked for text in one.modified)
    said = [
        *declared,
        *_metas(meta, _PERHAPS_PUBLISHED, Conventions()),
        *(parse_declared(text, "JSON-LD", Conventions()) for text in changes),
        *_metas(meta, _MODIFIED, Conventions()),
    ]
    local = in_local_day(exact, declared, ())
    if local != exact:
        return local
    is_settled = not is_in_utc(exact, said)
    return exact if is_settled else None


def _by_kind(declared: list[Published]) -> tuple[list[Published], list[Published]]:
    """What is declared in JSON-LD, and in meta elements."""
    in_json = [date for date in declared if date.why.startswith("JSON-LD")]
    return in_json, [date for date in declared if not date.why.startswith("JSON-LD")]


def _declared(
    linked: tuple[LinkedArticle, ...], meta: Meta, conventions: Conventions
) -> Iterator[Published]:
    """What a page declares to be its date of publication."""
    yield from (
        parse_declared(text, "JSON-LD", conventions) for one in linked for text in one.published
    )
    yield from _metas(meta, _PUBLISHED, conventions)


def _shown(printed: list[PrintedDate], in_address: Published) -> Iterator[Published]:
    """What a page shows as its date of publication, from the most reliable on."""
    yield from _printed(printed, is_near=True, labels=(Label.PUBLISHED,))
    yield in_address
    yield from _printed(printed, is_near=True, labels=(Label.NONE,), marked=True)
    yield from _printed(printed, is_near=True, labels=(Label.NONE,))
    yield from _printed(printed, is_near=False, labels=(Label.PUBLISHED,))


def _less_sure(
    linked: tuple[LinkedArticle, ...],
    meta: Meta,
    printed: list[PrintedDate],
    address: str,
    conventions: Conventions,
) -> Iterator[Published]:
    """Dates that may be the article's, from the most reliable on; those of changes last."""
    perhaps = list(_metas(meta, _PERHAPS_PUBLISHED, conventions))
    changed = list(_printed(printed, is_near=True, labels=(Label.UPDATED,)))
    marked = _alone(_printed(printed, is_near=False, labels=(Label.NONE,), marked=True))
    if first := _first_exact(perhaps):
        # Nothing is published after its change, nor after the day that it shows.
        yield from (date for date in (*changed, *marked) if _is_earlier(date, first))
    yield from perhaps
    yield _day_first_in_address(address, conventions)
    yield from marked
    yield from changed
    yield from (
        parse_declared(text, "JSON-LD", conventions) for one in linked for text in one.modified
    )
    yield from _metas(meta, _MODIFIED, conventions)


def _least_sure(printed: list[PrintedDate], framed: list[PrintedDate]) -> Iterator[Published]:
    """Dates of a page that states no other, from the most reliable on."""
    yield from _alone(_printed(framed, is_near=True, labels=(Label.PUBLISHED,)))
    yield from _alone(_printed(framed, is_near=True, labels=(Label.NONE,), marked=True))
    yield from _alone(_printed(framed, is_near=False, labels=(Label.PUBLISHED,)))
    yield from _alone(_printed(printed, is_near=False, labels=(Label.NONE,)))
    yield from _alone(_printed(printed, is_near=False, labels=(Label.UPDATED,)))
    yield from _alone(_printed(framed, is_near=False, labels=(Label.UPDATED,), marked=True))


def _metas(meta: Meta, names: tuple[str, ...], conventions: Conventions) -> Iterator[Published]:
    return (parse_declared(one.value, one.why, conventions) for one in meta.all(*names))


def _outvoted(
    exact: Published, declared: list[Published], shown: list[Published], in_address: Published
) -> Published:
    """The date, or the one that two other parts of the page agree on where it stands alone.

    Days next to each other are one day in two zones.
    """
    parts = (*_by_kind(declared), shown[:1], [in_address])
    firsts = [one for part in parts if (one := _first_exact(part))]
    others = [one for one in firsts if _days_between(one, exact) > 1]
    if len(firsts) - len(others) > 1 or len(others) <= 1:
        return exact
    agreed = all(_days_between(one, others[0]) <= 1 for one in others)
    return others[0] if agreed else exact


def _first_exact(dates: Iterable[Published]) -> Published | None:
    return next((date for date in dates if date.precision in EXACT), None)


def _days_between(one: Published, other: Published) -> int:
    days, others = one.days(), other.days()
    return abs((days[0] - others[0]).days) if days and others else 0


def _is_earlier(one: Published, other: Published) -> bool:
    days, others = one.days(), other.days()
    return one.precision in EXACT and bool(days and others and days[0] < others[0])


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
    places: PagePlaces, meta: Meta, address: str, language: str | None
) -> Conventions:
    """How the page writes dates: as others on it do that leave no doubt, else as its country does.

    What contradicts itself decides nothing.
    """
    tags = [language, places.root.get("lang"), *(one.value for one in meta.all("og:locale"))]
    stated = [conventions_of(tag) for tag in tags if tag]
    try:
        host = urlsplit(address).hostname or ""
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
    for _, text in places.matching(_IN_FIGURES):
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


def _day_first_in_address(address: str, conventions: Conventions) -> Published:
    match = _DAY_FIRST_IN_ADDRESS.search(address)
    if match is None:
        return Published()
    one, two, year = (match[name] or match[f"{name}_2"] for name in ("one", "two", "year"))
    date = parse_date(f"{one}/{two}/{year}", "address", conventions)
    return date if date.precision in EXACT else Published()


def _original(address: str) -> str:
    """The address of a page, also where an archive keeps it under one of its own."""
    match = _KEPT_BY_ARCHIVE.match(address)
    if match is None:
        return address
    return match["page"] if "://" in match["page"] else f"http://{match['page']}"


def _month_in_address(address: str) -> Published:
    match = _MONTH_IN_ADDRESS.search(address)
    return parse_date(f"{match[1]}-{match[2]}", "address") if match else Published()
