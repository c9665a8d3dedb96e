"""Directories: all people, sources, sections, topics or regions, each with a link to its page."""

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, takewhile
from urllib.parse import urlencode

from archive.errors import NotFoundError
from archive.model.article import Role
from indexer.schema.fields import FACETS, PATH_SEPARATOR
from indexer.search.facets import value_label
from indexer.search.results import FacetValue
from webui.links import address_of, list_link
from webui.pages.browsing.browsing_contexts import DirectoryContext, RegionsContext
from webui.pages.browsing.browsing_parts import CountLine, Crumb
from webui.pages.browsing.front_page import role_lines
from webui.pages.browsing.overview import Overview, Overviews, only
from webui.pages.browsing.rankings import roots, value_line
from webui.pages.browsing.world_map.country_shades import world_map

# Names on a page.
_SIZE = 200
# Regions of the tree, and characters of their paths, that a page of two megabytes holds.
_MOST_REGIONS, _CHARACTERS = 3_000, 120_000
_BY_NAME = "name"
_FACETS = {facet.name: facet for facet in FACETS}
_MISSING = {facet.name: facet.missing for facet in FACETS}
_NOUNS = {
    "byline": ("People", "person", "browse.people"),
    "source": ("Sources", "source", "browse.sources"),
    "section": ("Sections", "section", "browse.sections"),
    "topic": ("Topics", "topic", "browse.topics"),
}


def directory_context(
    overviews: Overviews, facet: str, sort: str = "", role: str = "", page: str = ""
) -> DirectoryContext:
    """Context of a page of a directory, by falling count, or by name if `sort` says so.

    With a `role` it lists the people credited in it. What the parameters cannot mean is passed
    over; `NotFoundError` where there is no such page.
    """
    title, noun, endpoint = _NOUNS[facet]
    every = overviews.of(facet)
    chosen = role if facet == "byline" and role in set(Role) else ""
    lines = _role_holders(every, chosen) if chosen else _lines(every, facet)
    by_name = sort == _BY_NAME
    if by_name:
        lines = sorted(lines, key=lambda line: line.text.casefold())
    number = int(page) if page.isascii() and page.isdecimal() and len(page) < 9 else 1
    shown = lines[(number - 1) * _SIZE : number * _SIZE] if number else []
    if number != 1 and not shown:
        raise NotFoundError(f"there is no page {page} of this directory")

    def link(sort: str, role: str, page: int = 1) -> str:
        given = {"role": role, "sort": sort, "page": str(page) if page > 1 else ""}
        query = urlencode({name: value for name, value in given.items() if value})
        address = address_of(endpoint)
        return f"{address}?{query}" if query else address

    order = _BY_NAME if by_name else ""
    return DirectoryContext(
        complete=every.complete,
        title=title,
        noun=noun,
        number=len(lines),
        choices=tuple(_choices(every, facet, order, chosen, link)),
        lines=tuple(shown),
        missing=_missing(every, facet),
        previous=link(order, chosen, number - 1) if number > 1 else None,
        following=link(order, chosen, number + 1) if len(lines) > number * _SIZE else None,
    )


def regions_context(overviews: Overviews) -> RegionsContext:
    """Context of the directory of regions."""
    every = overviews.of("region")
    shown = _most_frequent(every)
    return RegionsContext(
        complete=every.complete,
        number=len(every.values("region")),
        world=world_map(every),
        tree=_region_tree([value for value in every.values("region") if value.value in shown]),
        omitted=len(every.values("region")) - len(shown),
        missing=_missing(every, "region"),
    )


def _most_frequent(every: Overview) -> frozenset[str]:
    """Regions that fit a page, with all that they lie in, as that is no rarer."""
    ranked = sorted(every.values("region"), key=lambda value: (-value.count, value.depth))
    lengths = accumulate(len(value.value) for value in ranked[:_MOST_REGIONS])
    fitting = takewhile(lambda each: each[1] <= _CHARACTERS, zip(ranked, lengths, strict=False))
    return frozenset(value.value for value, _ in fitting)


def _region_tree(values: Sequence[FacetValue]) -> tuple[CountLine, ...]:
    """Tree of regions that come depth-first."""
    # Read backwards, so that what lies in a region comes before it.
    seen: dict[int, list[CountLine]] = {}
    for value in reversed(values):
        below = tuple(reversed(seen.pop(value.depth + 1, [])))
        seen.setdefault(value.depth, []).append(value_line("region", value, below))
    return tuple(reversed(seen.get(0, [])))


def _lines(every: Overview, facet: str) -> list[CountLine]:
    values = roots(every, facet)
    if facet != "byline":
        return [value_line(facet, value) for value in values]
    return [value_line(facet, value, role_lines(every, value.value)) for value in values]


def _role_holders(every: Overview, role: str) -> list[CountLine]:
    """People credited in a role, with the lists of the articles that credit them in it."""
    held = ((each.value, f"{each.value}{PATH_SEPARATOR}{role}") for each in roots(every, "byline"))
    lines = [
        CountLine(name, list_link(only("byline", value)), every.count("byline", value))
        for name, value in held
        if every.count("byline", value)
    ]
    return sorted(lines, key=lambda line: (-line.count, line.text))


def _choices(
    every: Overview, facet: str, order: str, chosen: str, link: Callable[[str, str], str]
) -> Iterator[tuple[Crumb, ...]]:
    yield (
        Crumb("Most articles", link("", chosen), not order),
        Crumb("A to Z", link(_BY_NAME, chosen), bool(order)),
    )
    held = (
        {value.label for value in every.values(facet) if value.depth} if facet == "byline" else ()
    )
    if held:
        yield (
            Crumb("Any role", link(order, ""), not chosen),
            *(
                Crumb(
                    f"{role.capitalize()}s".replace("ys", "ies"), link(order, role), role == chosen
                )
                for role in Role
                if role in held
            ),
        )


def _missing(every: Overview, facet: str) -> CountLine | None:
    count = every.missing(facet)
    value = _MISSING[facet]
    label = value_label(_FACETS[facet], value)
    return CountLine(label, list_link(only(facet, value)), count) if count else None
