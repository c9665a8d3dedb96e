"""Credits of a page's article: names that it states, and those that it shows above the text."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from archive.facts.credits.credit_lines import parse_credits
from archive.formats.web_page.byline_names import (
    house_key,
    is_agency,
    is_name,
    is_nobody,
    names_in,
    printed_by,
    without_house,
    without_joined,
)
from archive.formats.web_page.foreign_parts import is_of_another
from archive.formats.web_page.html_tree import text_length
from archive.formats.web_page.json_ld import LinkedArticle, NamedCreator
from archive.formats.web_page.meta_tags import Meta, Statements
from archive.model.article import Credit, Role
from archive.model.text import one_line

_META = (
    "author", "article:author", "og:article:author", "og:author", "byl", "parsely-author",
    "sailthru.author", "dc.creator", "dcterms.creator", "citation_author", "authors", "creator",
)  # fmt: skip
_ROLES = {
    "author": Role.REPORTER, "creator": Role.REPORTER, "translator": Role.TRANSLATOR,
    "editor": Role.EDITOR,
}  # fmt: skip
_BYLINE = re.compile(
    r"(?:^|[\s_-])(?:by-?line|authors?|autor(?:es|en)?|auteurs?|author-?name|writer|reporter|"
    r"journalist|authorline|person-?(?:link|name))(?:$|[\s_-])|byline|author-?name|article-?author",
    re.IGNORECASE,
)
_AUTHORS_PAGE = re.compile(
    r"/(?:authors?|autor(?:en|es|e|i)?|auteurs?|journalists?|reporters?|redakteur\w*|by|staff|"
    r"contributors?|columnists?)/[^/?#]",
    re.IGNORECASE,
)
_WRITTEN_BY = re.compile(
    r"(?:written|posted|published) by|verfasst von|geschrieben von|[ée]crit par|escrito por|"
    r"scritto da|geschreven door|skrevet af|skriven av|napisa|author|autor",
    re.IGNORECASE,
)
# Names with what each of them did: "Words: A / Photos: B", "글 A 기자".
_SAYS_WORK = re.compile("\\w\\s?[:：]\\s?\\w|^[글文]\\s|^(?:記者|记者|본사기자)")
# The author's page as meta elements name it ("chuck-ross"), no name.
_SLUG = re.compile(r"^[a-z0-9]+(?:[-_.][a-z0-9]+)*$")
_MARKED = etree.XPath("//*[@itemprop='author' and not(self::meta or self::link)]")
_NAMES = etree.XPath(".//*[@itemprop='name' and not(self::meta)]")
_MAY_HOLD = ("a", "span", "p", "div", "address", "li", "strong", "em", "h3", "h4", "h5", "cite")
# What stands behind the names in one element: labels of dates, dates, marks.
_BEHIND_NAMES = re.compile(
    r"\s*(?:\b(?:updated|posted|published|last (?:updated|modified)|aktualisiert|veröffentlicht|"
    r"stand|mis à jour|publié|actualizado|publicado|aggiornato|pubblicato|atualizado|обновлено|"
    r"опубликовано|입력|수정|更新|发布|發布)\b|[|·•]|\d{1,4}[-./:年]\s?\d|\b\d{1,2}\.?\s+\w{3,}|"
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\.? \d)",
    re.IGNORECASE,
)
_BELOW_HEADLINE = etree.XPath("(//h1)[1]/following::*[not(self::script or self::style)]")
_MOST_BELOW, _MOST_PASSED = 300, 1_000
_LONGEST = 160
_MOST = 50
# Bylines that a page has more of are those of a list.
_MOST_SHOWN = 100
# Bylines of one article stand together, with no more text between them.
_LARGEST_BLOCK = 700
_FEWEST_LETTERS = 3
_MOST_WORDS = 3


@dataclass(frozen=True, slots=True)
class PageCredits:
    """The credits of a page, and which part of it gave them; "" where there are none."""

    credits: tuple[Credit, ...] = ()
    why: str = ""


def credited(
    root: HtmlElement, linked: tuple[LinkedArticle, ...], meta: Meta, sites: Iterable[str]
) -> PageCredits:
    """The credits: people rather than the paper itself, full names rather than accounts.

    `sites` are the names of the paper, its publisher and its site.
    """
    houses = frozenset(key for name in sites if (key := house_key(name)))
    best = PageCredits()
    best_rank = 0
    for reading in _readings(root, linked, meta, houses):
        found = PageCredits(_distinct(reading.credits)[:_MOST], reading.why)
        people = [credit for credit in found.credits if credit.role is not Role.AGENCY]
        if any(is_name(credit.name) for credit in people):
            return found
        rank = 2 if people else 1 if found.credits else 0
        if rank > best_rank:
            best, best_rank = found, rank
    return best


def _distinct(credits_read: Iterable[Credit]) -> tuple[Credit, ...]:
    each = tuple(dict.fromkeys(credits_read))
    names = without_joined(credit.name for credit in each)
    return tuple(credit for credit in each if credit.name in names)


def _readings(
    root: HtmlElement, linked: tuple[LinkedArticle, ...], meta: Meta, houses: frozenset[str]
) -> Iterator[PageCredits]:
    for article in _of_one(linked):
        found = [credit for named in _authors(article) for credit in _credits(named, houses)]
        yield PageCredits(tuple(found), "JSON-LD")
    for said in (*meta.each(*_META), *_labelled(meta)):
        found = [
            credit
            for text in said.values
            if not _SLUG.match(text)
            for credit in _credits(NamedCreator(text, False, "author"), houses)
        ]
        people = [credit for credit in found if house_key(credit.name) not in houses]
        yield PageCredits(tuple(people or found), said.why)
    yield PageCredits(tuple(_marked(root, houses)), "microdata")
    yield PageCredits(_shown(root, houses), "byline")
    yield PageCredits(_below_headline(root, houses), "line below the headline")


def _of_one(linked: tuple[LinkedArticle, ...]) -> Iterator[LinkedArticle]:
    """The first article described, and others that share a headline or an address with it."""
    for article in linked:
        first = linked[0]
        if (
            article is first
            or not (article.headlines and first.headlines)
            or {*article.headlines, *article.addresses} & {*first.headlines, *first.addresses}
        ):
            yield article


def _marked(root: HtmlElement, houses: frozenset[str]) -> Iterator[Credit]:
    """Whom the page marks as its authors among what it shows (schema.org microdata)."""
    for element in _MARKED(root):
        if not is_of_another(element):
            names = _NAMES(element) or [element]
            for name in names:
                text = one_line(" ".join(name.itertext())[: 4 * _LONGEST])
                if _FEWEST_LETTERS <= len(text) <= _LONGEST:
                    yield from _credits(NamedCreator(text, False, "author"), houses)


def _labelled(meta: Meta) -> Iterator[Statements]:
    """Statements for social networks under a label that means "written by"."""
    for number in "123":
        label = meta.first(f"twitter:label{number}")
        if label and _WRITTEN_BY.match(label.value):
            yield from meta.each(f"twitter:data{number}")
    yield from meta.each("twitter:misc:written by")


def _authors(article: LinkedArticle) -> Iterable[NamedCreator]:
    """The people of an article; creators only where no authors are named."""
    has_authors = any(named.part == "author" for named in article.people)
    return (named for named in article.people if not (has_authors and named.part == "creator"))


def _credits(named: NamedCreator, houses: frozenset[str]) -> Iterator[Credit]:
    if _SAYS_WORK.search(named.name) and (credited := parse_credits(named.name)):
        yield from credited
        return
    for each in names_in(named.name):
        name = without_house(each, houses)
        if is_nobody(name):
            continue
        if named.is_organization or _SLUG.match(name) or is_agency(name, houses):
            yield Credit(name, Role.AGENCY)
        else:
            yield Credit(name, _ROLES[named.part])


def _shown(root: HtmlElement, houses: frozenset[str]) -> tuple[Credit, ...]:
    """The names of the first byline that the page shows, and of others made like it beside it."""
    found: list[Credit] = []
    first: HtmlElement | None = None
    for element in islice(filter(_is_byline, root.iter(*_MAY_HOLD)), _MOST_SHOWN):
        if first is not None and not (
            _make(element) == _make(first) and _are_beside(element, first)
        ):
            continue
        text = one_line(" ".join(element.itertext())[: 4 * _LONGEST])
        if _FEWEST_LETTERS <= len(text) <= _LONGEST and not is_of_another(element):
            named = parse_credits(text) or _named(text, houses)
            if not named and (first_part := _BEHIND_NAMES.split(text)[0]) != text:
                named = parse_credits(first_part) or _named(first_part, houses)
                # A name and a paper, which nothing parts, are no name.
                if any(len(credit.name.split()) > _MOST_WORDS for credit in named):
                    named = ()
            named = tuple(_checked(named, element, houses))
            if first is None and any(credit.role is not Role.AGENCY for credit in named):
                first = element
            found += named
    return tuple(found)


def _checked(
    named: Iterable[Credit], element: HtmlElement, houses: frozenset[str]
) -> Iterator[Credit]:
    """The credits that name somebody; a name ends where the element of its text does."""
    texts = [text for raw in element.itertext() if is_name(text := one_line(raw))]
    for credit in named:
        if credit.role is not Role.REPORTER:
            yield credit
            continue
        begins = (text for text in texts if credit.name.startswith(f"{text} "))
        name = next(begins, None) or without_house(credit.name, houses)
        if is_nobody(name):
            continue
        role = Role.AGENCY if is_agency(name, houses) else Role.REPORTER
        yield Credit(name, role)


def _below_headline(root: HtmlElement, houses: frozenset[str]) -> tuple[Credit, ...]:
    """The names in the first line below the first h1 that says "by", in whatever element."""
    passed = 0
    for element in _BELOW_HEADLINE(root)[:_MOST_BELOW]:
        if element.tag in _MAY_HOLD and not is_of_another(element):
            text = one_line(" ".join(element.itertext())[:_LONGEST])
            names = printed_by(text)
            own = [one_line(raw) for raw in element.itertext()] if names else []
            found = tuple(
                credit
                for name in names
                if any(name in one for one in own)
                for credit in _credits(NamedCreator(name, False, "author"), houses)
            )
            if found and all(is_name(c.name) and c.role is not Role.AGENCY for c in found):
                return found
        passed += len(element.text or "") + len(element.tail or "")
        if passed > _MOST_PASSED:
            break
    return ()


def _are_beside(element: HtmlElement, first: HtmlElement) -> bool:
    """Whether two bylines stand in one block that holds little else."""
    above = set(first.iterancestors())
    shared = next((one for one in element.iterancestors() if one in above), None)
    return shared is not None and text_length(shared) <= _LARGEST_BLOCK


def _named(text: str, houses: frozenset[str]) -> tuple[Credit, ...]:
    """The credits of a text that is nothing but names of people and agencies."""
    named = tuple(_credits(NamedCreator(text, False, "author"), houses))
    known = all(is_name(credit.name) or is_agency(credit.name, houses) for credit in named)
    return named if known else ()


def _make(element: HtmlElement) -> str:
    parent = element.getparent()
    above = parent.tag if parent is not None else ""
    return f"{above}>{element.tag}.{element.get('class')}"


def _is_byline(element: HtmlElement) -> bool:
    if element.get("rel") == "author" or "author" in (element.get("itemprop") or ""):
        return True
    if element.tag == "a" and _AUTHORS_PAGE.search(element.get("href") or ""):
        return True
    return any(
        _BYLINE.search(value) is not None
        for name in ("class", "id", "data-testid", "data-component")
        if (value := element.get(name))
    )
