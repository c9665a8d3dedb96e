"""Cited article: what of an article citations name, by CSL's roles for newspaper articles."""

import re
from dataclasses import dataclass
from datetime import date

from archive.citation.capitalization import Headline
from archive.citation.cited_names import CitedName, cited_name, visible_line
from archive.model.article import Article, Precision, Published, Role

ARCHIVE = "Backfile"
# Signs of bullets and arrows about headlines.
_MARKS = "■□▪▫▲△▶►▷▼▽◆◇◈●○◎★☆※•‣❖✦♦➤→⇒"
_WEB_ADDRESS = re.compile(r"https?://[^\s\x00-\x1f]+", re.IGNORECASE)
_AUTHORS = (Role.REPORTER, Role.WRITER)
_ENGLISH = "en"
_UNTITLED = "[Untitled article]"
# More of an article is no headline, name or address; citations are shown many to a page.
_LONGEST_HEADLINE = 2_000
_LONGEST_NAME = 300
_LONGEST_ADDRESS = 2_000
_MOST_NAMES = 100


@dataclass(frozen=True, slots=True)
class CitedDate:
    """Date at the precision at which it is known; 0 for a month or day that is not."""

    year: int
    month: int = 0
    day: int = 0

    @property
    def parts(self) -> tuple[int, ...]:
        """Year, month and day as far as they are known."""
        return tuple(filter(None, (self.year, self.month, self.day)))

    @property
    def iso(self) -> str:
        """ISO 8601, cut to the parts that are known: "2014-01"."""
        return "-".join((f"{self.year:04}", *(f"{part:02}" for part in self.parts[1:])))


@dataclass(frozen=True, slots=True)
class CitedArticle:
    """Article as citations name it.

    `published` is None for an undated article. `container` is the newspaper, "" if unknown; an
    agency stands for it where there is none, and for the authors where nobody else does. `address`
    is the article's own, else that of its page in the archive, "" where neither is known.
    `accessed` is the day of the citation.
    """

    id: str
    headline: Headline
    authors: tuple[CitedName, ...]
    translators: tuple[CitedName, ...]
    editors: tuple[CitedName, ...]
    container: str
    published: CitedDate | None
    section: str
    language: str
    keywords: tuple[str, ...]
    address: str
    accessed: CitedDate


def cited_article(article: Article, accessed: date, page_address: str = "") -> CitedArticle:
    """Cited article of an article; `page_address` is its page in the archive, if it has one."""
    people = _named(article, *_AUTHORS)
    agencies = _named(article, Role.AGENCY)
    container = _name(article.source) or (agencies[0].family if agencies else "")
    wire = tuple(name for name in agencies if name.family.casefold() != container.casefold())
    return CitedArticle(
        id=article.id,
        headline=_headline(article),
        authors=people or wire,
        translators=_named(article, Role.TRANSLATOR),
        editors=_named(article, Role.EDITOR),
        container=container,
        published=_date(article.published),
        section=_name(article.section),
        language=_name(article.language),
        keywords=tuple(filter(None, map(_name, article.topics[:_MOST_NAMES]))),
        address=_address(article.url) or page_address,
        accessed=CitedDate(accessed.year, accessed.month, accessed.day),
    )


def _named(article: Article, *roles: Role) -> tuple[CitedName, ...]:
    """Names of the credits in some roles, without what is only a blank."""
    credited = [c for c in article.credits if c.role in roles and len(c.name) <= _LONGEST_NAME]
    names = (cited_name(credit, article.language) for credit in credited[:_MOST_NAMES])
    return tuple(dict.fromkeys(name for name in names if name.family))


def _name(text: str | None) -> str:
    return visible_line((text or "")[:_LONGEST_NAME])


def _headline(article: Article) -> Headline:
    """Headline on one line, without the signs about it that are no part of its words."""
    text = visible_line(article.headline[: _LONGEST_HEADLINE + 1])
    if len(text) > _LONGEST_HEADLINE:
        text = f"{text[:_LONGEST_HEADLINE].rstrip()}…"
    bare = text.strip(f"{_MARKS} ")
    places = (name for region in article.regions for name in (*region.path, *region.names))
    people = (credit.preferred for credit in article.credits)
    is_english = (article.language or _ENGLISH).lower().split("-")[0] == _ENGLISH
    return Headline(bare or text or _UNTITLED, article.body, (*places, *people), is_english)


def _date(published: Published) -> CitedDate | None:
    days = published.days()
    if days is None:
        return None
    first, _ = days
    match published.precision:
        case Precision.YEAR:
            return CitedDate(first.year)
        case Precision.MONTH:
            return CitedDate(first.year, first.month)
        case _:
            return CitedDate(first.year, first.month, first.day)


def _address(url: str | None) -> str:
    stated = (url or "").strip()
    is_short = len(stated) <= _LONGEST_ADDRESS
    return stated if is_short and _WEB_ADDRESS.fullmatch(stated) else ""
