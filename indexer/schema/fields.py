"""The single registry of fields: schema, parser, facets and help all derive from it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from archive.model.article import Article, Credit, Role
from indexer.analysis.analyzer import Analyzer, beginning

# Parts the names of a path in a facet's value: "Asia/North Korea/South Hamgyong".
PATH_SEPARATOR = "/"
UNDATED = "undated"
# How much of an article's text is its lead.
LEAD_WORDS = 60


@dataclass(frozen=True, slots=True)
class TextField:
    """A field that is searched by its words.

    `weight` is how much a word there counts beside one in the body (docs/decisions/0008 has how
    they were chosen); `default` says whether a word without a field is looked for here. A field
    that is `extra` repeats a part of one of those: a word without a field counts for more if it
    is here as well. `texts` gives what an article has in the field.
    """

    name: str
    help: str
    analyzer: Analyzer
    texts: Callable[[Article], Sequence[str]]
    weight: float = 1.0
    default: bool = False
    extra: bool = False
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facet:
    """A field that is counted and filtered by whole values.

    `values` gives an article's values without repetition. In a tree every value is a path of
    names, and comes with all the paths above it. `missing` is the value that stands for an
    article without one, None where such articles are not counted.
    """

    name: str
    label: str
    values: Callable[[Article], Sequence[str]]
    tree: bool = False
    missing: str | None = None


def path(*names: str) -> str:
    """Names from the widest to the narrowest as one facet value."""
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


def _year(article: Article) -> list[str]:
    days = article.published.days()
    return [str(days[0].year)] if days else []


def _lead(article: Article) -> list[str]:
    return beginning(article.body, LEAD_WORDS)


def _region_names(article: Article) -> list[str]:
    return list(dict.fromkeys(name for region in article.regions for name in region.path))


def _some(value: str | None) -> list[str]:
    return [value] if value else []


def _names(credited: Iterable[Credit]) -> list[str]:
    """The names as printed, and all others that the same people go by."""
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
    TextField("source", "the publisher or agency", Analyzer.NAMES, lambda a: _some(a.source)),
    TextField("section", "the section it stood in", Analyzer.NAMES, lambda a: _some(a.section)),
    TextField("topic", "a topic it is filed under", Analyzer.NAMES, lambda a: a.topics),
    TextField(
        "lang",
        "its language, as a code: en, ko, zh",
        Analyzer.NAMES,
        lambda article: _some(article.language),
        aliases=("language",),
    ),
)

FACETS: tuple[Facet, ...] = (
    Facet("region", "Region", _region_paths, tree=True),
    Facet("byline", "Byline", _byline_paths, tree=True),
    Facet("source", "Source", lambda article: _some(article.source)),
    Facet("language", "Language", lambda article: _some(article.language)),
    Facet("year", "Year", _year, missing=UNDATED),
)

DATE_FIELD = "date"
DATE_HELP = "its date: date:2019, date:2019-06, date:2018..2020-06"
BEFORE_FIELD, AFTER_FIELD = "before", "after"
BEFORE_HELP = "its date, before a day, month, year or range begins"
AFTER_HELP = "its date, after a day, month, year or range ends"
WORDS_FIELD = "words"
WORDS_HELP = "how many words its text has: words:>800, words:200..400"
CLUSTER_FIELD = "cluster"
CLUSTER_HELP = "the near-duplicates that it belongs to, by their id: what “and 4 more” leads to"
LIKE_FIELD = "like"
LIKE_HELP = "articles that share the words of one, given by its id"
# No field of an article: it says how the list is shown.
DUPLICATES_FIELD = "duplicates"


def text_field(name: str) -> TextField | None:
    """The text field of this name or alias, None where there is none."""
    return _BY_NAME.get(name.casefold())


def default_fields() -> tuple[TextField, ...]:
    """The fields in which a word without a field is looked for."""
    return tuple(field for field in TEXT_FIELDS if field.default)


def ranked_fields() -> tuple[TextField, ...]:
    """The fields in which a word without a field counts: those, and the extra ones."""
    return tuple(field for field in TEXT_FIELDS if field.default or field.extra)


_BY_NAME = {name: field for field in TEXT_FIELDS for name in (field.name, *field.aliases)}
