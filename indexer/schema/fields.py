"""Field registry: the single source of the index schema, the parser, the facets and the help."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from archive.facts.language_tags import language_levels
from archive.model.article import Article, Credit, Precision, Role
from indexer.analysis.analyzer import Analyzer, beginning

# Separates the levels of a hierarchical facet value: "Asia/North Korea/South Hamgyong".
PATH_SEPARATOR = "/"
# Facet values of articles without a date, and without anything else.
UNDATED = "undated"
NONE = "(none)"
# A longer value is no name: pages do not offer it among others.
LONGEST_VALUE = 400
# The facet whose values are names, each with the roles below it.
BYLINE = "byline"
# The facet whose values are tags of languages, each with its varieties below it.
LANGUAGE = "language"
# The field that has these tags.
LANGUAGE_FIELD = "lang"
# Length of the lead, the beginning of the body.
LEAD_WORDS = 60


@dataclass(frozen=True, slots=True)
class TextField:
    """Full-text field: its texts are analysed into terms.

    `texts` extracts the field's values from an article. `weight` is the boost of its score, 1 for
    the body (docs/decisions/0008 tells how they were chosen). A word without a field is searched
    in the `default` fields. An `extra` field repeats a part of one of these, and only adds to the
    score: a match in the body ranks higher if it is in the lead as well. A `former` field has words
    that the article need not have any more, which nobody is offered while typing.
    """

    name: str
    help: str
    analyzer: Analyzer
    texts: Callable[[Article], Sequence[str]]
    weight: float = 1.0
    default: bool = False
    extra: bool = False
    former: bool = False
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facet:
    """Facet: a field that is counted and filtered by whole values.

    `values` extracts the distinct values of an article. In a `tree` a value is a path of names,
    and all its ancestors are values of the article too. `missing` is the value of articles without
    any. The values of a `dates` facet are ISO 8601 dates at its granularity, or coarser where an
    article's date is. Facets that are not `listed` are counted only on request.
    """

    name: str
    label: str
    values: Callable[[Article], Sequence[str]]
    tree: bool = False
    dates: bool = False
    listed: bool = True

    @property
    def missing(self) -> str:
        """Value of the articles that have none of their own."""
        return UNDATED if self.dates else NONE

    def values_of(self, article: Article) -> Sequence[str]:
        """Distinct values that an article is counted under, at least one."""
        return self.values(article) or (self.missing,)


def path(*names: str) -> str:
    """Hierarchical facet value of names, the widest first; a slash in a name becomes "∕"."""
    return PATH_SEPARATOR.join(name.replace(PATH_SEPARATOR, "∕") for name in names)


def _region_paths(article: Article) -> list[str]:
    paths = {
        path(*region.path[: depth + 1]): None
        for region in article.regions
        for depth in range(len(region.path))
    }
    return list(paths)


def _byline_paths(article: Article) -> list[str]:
    paths: dict[str, None] = {}
    for credit in article.credits:
        paths[path(credit.preferred)] = None
        paths[path(credit.preferred, credit.role)] = None
    return list(paths)


def _language_levels(article: Article) -> tuple[str, ...]:
    return language_levels(article.language) if article.language else ()


def language_path(tag: str) -> str:
    """Facet value of a language's tag: "de/de-AT"."""
    return path(*language_levels(tag))


def present_value(facet: str, value: str) -> str:
    """Facet value as it is now, from an address or a receipt that may be older.

    Languages were no tree: "de-AT" is "de/de-AT".
    """
    if facet != LANGUAGE or value == NONE or PATH_SEPARATOR in value:
        return value
    return language_path(value)


def _language_paths(article: Article) -> list[str]:
    levels = _language_levels(article)
    return [path(*levels[: depth + 1]) for depth in range(len(levels))]


def _language_terms(article: Article) -> list[str]:
    """Each tag as one word: Catalan, "ca", is not in Canada's English, "enCA"."""
    return [tag.replace("-", "") for tag in _language_levels(article)]


def _year(article: Article) -> list[str]:
    days = article.published.days()
    return [str(days[0].year)] if days else []


def _month(article: Article) -> list[str]:
    return _granule(article, Precision.MONTH, lambda day: day.isoformat()[:7])


def _week(article: Article) -> list[str]:
    return _granule(article, Precision.DAY, _iso_week)


def _day(article: Article) -> list[str]:
    return _granule(article, Precision.DAY, date.isoformat)


def _granule(article: Article, granularity: Precision, written: Callable[[date], str]) -> list[str]:
    """Date of an article at a granularity, coarser where the article's date is."""
    published = article.published
    days = published.days()
    if days is None:
        return []
    if published.precision is Precision.YEAR:
        return [days[0].isoformat()[:4]]
    if published.precision is Precision.MONTH and granularity is not Precision.MONTH:
        return [days[0].isoformat()[:7]]
    return [written(days[0])]


def _iso_week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def _lead(article: Article) -> list[str]:
    return beginning(article.body, LEAD_WORDS)


def _region_names(article: Article) -> list[str]:
    return list(dict.fromkeys(name for region in article.regions for name in region.path))


def received_day(article: Article) -> date | None:
    """Day on which an article first came in, in the archive's zone; None before it is stored."""
    return date.fromisoformat(article.arrived[:10]) if article.arrived else None


def _optional(value: str | None) -> list[str]:
    return [value] if value else []


def _source_names(article: Article) -> list[str]:
    """Names of the source: as printed, preferred, and all other spellings."""
    names = (article.source, article.preferred_source, *article.source_spellings)
    return list(dict.fromkeys(name for name in names if name))


def _names(credited: Iterable[Credit]) -> list[str]:
    """Names of credited people: as printed, preferred, and all other spellings."""
    return [
        name
        for credit in credited
        for name in dict.fromkeys((credit.name, credit.preferred, *credit.spellings))
    ]


def _credited(role: Role) -> Callable[[Article], list[str]]:
    def names(article: Article) -> list[str]:
        return _names(credit for credit in article.credits if credit.role is role)

    return names


TEXT_FIELDS: tuple[TextField, ...] = (
    TextField(
        "headline",
        "words of the headline",
        Analyzer.PROSE,
        lambda article: [article.headline],
        weight=4.0,
        default=True,
        aliases=("title",),
    ),
    TextField(
        "body",
        "words of the article's text",
        Analyzer.PROSE,
        lambda article: article.body,
        default=True,
        aliases=("text",),
    ),
    TextField(
        "lead",
        f"the first {LEAD_WORDS} words of its text",
        Analyzer.PROSE,
        _lead,
        weight=0.3,
        extra=True,
    ),
    TextField(
        "caption",
        "words under its pictures",
        Analyzer.PROSE,
        lambda article: article.captions,
        weight=0.7,
        default=True,
    ),
    TextField(
        "added",
        "words that a later version put in",
        Analyzer.PROSE,
        lambda article: article.added,
        former=True,
    ),
    TextField(
        "removed",
        "words that a later version took out",
        Analyzer.PROSE,
        lambda article: article.removed,
        former=True,
    ),
    TextField(
        "region",
        "a place it is about, at any level",
        Analyzer.NAMES,
        _region_names,
        default=True,
        aliases=("place",),
    ),
    TextField(
        "byline",
        "a credited name, whatever the role",
        Analyzer.NAMES,
        lambda article: _names(article.credits),
        weight=0.5,
        default=True,
        aliases=("by", "author"),
    ),
    *(
        TextField(str(role), f"a name credited as {role}", Analyzer.NAMES, _credited(role))
        for role in Role
    ),
    TextField("source", "the publisher or agency", Analyzer.NAMES, _source_names),
    TextField("section", "the section it stood in", Analyzer.NAMES, lambda a: _optional(a.section)),
    TextField("topic", "a topic it is filed under", Analyzer.NAMES, lambda a: a.topics),
    TextField(
        "url", "its web address, or a part of it", Analyzer.NAMES, lambda a: _optional(a.url)
    ),
    TextField("tag", "a tag that somebody gave it", Analyzer.NAMES, lambda a: a.tags),
    TextField("collection", "a collection that it is in", Analyzer.NAMES, lambda a: a.collections),
    TextField("note", "words of a note on it", Analyzer.PROSE, lambda a: a.notes),
    TextField(
        LANGUAGE_FIELD,
        "its language, by its name or its code: German, Deutsch, de, de-AT",
        Analyzer.NAMES,
        _language_terms,
        aliases=("language",),
    ),
)

FACETS: tuple[Facet, ...] = (
    Facet("region", "Region", _region_paths, tree=True),
    Facet(BYLINE, "Byline", _byline_paths, tree=True),
    Facet("source", "Source", lambda article: _optional(article.preferred_source)),
    Facet(LANGUAGE, "Language", _language_paths, tree=True),
    Facet("year", "Year", _year, dates=True),
    Facet("month", "Month", _month, dates=True),
    Facet("section", "Section", lambda article: _optional(article.section)),
    Facet("topic", "Topic", lambda article: tuple(dict.fromkeys(article.topics))),
    Facet("tag", "Tag", lambda article: article.tags),
    Facet("collection", "Collection", lambda article: article.collections),
    Facet("week", "Week", _week, dates=True, listed=False),
    Facet("day", "Day", _day, dates=True, listed=False),
)

# Facets offered beside a list.
LISTED_FACETS = tuple(facet.name for facet in FACETS if facet.listed)

DATE_FIELD = "date"
DATE_HELP = "its date: date:2019, date:2019-06, date:2018..2020-06"
BEFORE_FIELD, AFTER_FIELD = "before", "after"
BEFORE_HELP = "its date, before a day, month, year or range begins"
AFTER_HELP = "its date, after a day, month, year or range ends"
YEAR_FIELD = "year"
YEAR_HELP = "its year: year:2019, year:2019..2021; the same as date:2019"
RECEIVED_FIELD = "received"
RECEIVED_HELP = "the day on which it first came into the archive, in the forms of date:"
WORDS_FIELD = "words"
WORDS_HELP = "how many words its text has: words:>800, words:200..400"
CLUSTER_FIELD = "cluster"
CLUSTER_HELP = "the near-duplicates that it belongs to, by their id: what “and 4 more” leads to"
LIKE_FIELD = "like"
LIKE_HELP = "articles that share the words of one, given by its id"
# A display option rather than a field of the article.
DUPLICATES_FIELD = "duplicates"


def text_field(name: str) -> TextField | None:
    """Text field by name or alias, regardless of case; None where there is none."""
    return _BY_NAME.get(name.casefold())


def default_fields() -> tuple[TextField, ...]:
    """Fields that a word without a field is searched in."""
    return tuple(field for field in TEXT_FIELDS if field.default)


def current_fields() -> tuple[TextField, ...]:
    """Fields of what an article says now, from which words are offered."""
    return tuple(field for field in TEXT_FIELDS if not field.former)


def ranked_fields() -> tuple[TextField, ...]:
    """Fields that contribute to the score of a word without a field: default and extra ones."""
    return tuple(field for field in TEXT_FIELDS if field.default or field.extra)


_BY_NAME = {name: field for field in TEXT_FIELDS for name in (field.name, *field.aliases)}
