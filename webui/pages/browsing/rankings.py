"""Short lists of pages: the most frequent values of a facet, and articles by their headlines."""

from collections.abc import Iterable

from archive.model.article import Article
from indexer.schema.fields import FACETS, LONGEST_VALUE
from indexer.search.facets import value_label
from indexer.search.results import FacetValue
from webui.formatting import clipped
from webui.links import article_link, list_link, value_link
from webui.pages.browsing.browsing_parts import CountLine, HeadlineLine, Ranking
from webui.pages.browsing.overview import ALL, Overview, within
from webui.search_state import SearchState

_LONGEST_HEADLINE, _LONGEST_BEGINNING = 300, 80
_FACETS = {facet.name: facet for facet in FACETS}


def value_line(facet: str, value: FacetValue, below: tuple[CountLine, ...] = ()) -> CountLine:
    """Line of a value of all articles, with a link to its page."""
    return CountLine(value.label, value_link(facet, value.value), value.count, below)


def line_within(overview: Overview, facet: str, value: str) -> CountLine:
    """Line of a value within an overview's list, with a link to that part of the list."""
    label = value_label(_FACETS[facet], value)
    link = list_link(within(overview.state, facet, value))
    return CountLine(label, link, overview.count(facet, value))


def ranking_within(overview: Overview, facet: str, label: str, most: int = 10) -> Ranking:
    """Most frequent values within an overview's list: of a tree the roots, of regions countries."""
    values = places(overview) if facet == "region" else roots(overview, facet)
    ranked = sorted(values, key=lambda value: -value.count)
    lines = tuple(line_within(overview, facet, value.value) for value in ranked[:most])
    return Ranking(label, lines, max(0, len(ranked) - most), None)


def roots(overview: Overview, facet: str) -> list[FacetValue]:
    """Values of a facet at the top of its tree; all of a flat one. Those too long are left out."""
    return [
        value
        for value in overview.values(facet)
        if value.depth == 0 and len(value.value) <= LONGEST_VALUE
    ]


def places(overview: Overview) -> list[FacetValue]:
    """Regions at the level of countries, and those above that contain none."""
    values = overview.values("region")
    divided = {value.value.partition("/")[0] for value in values if value.depth}
    return [
        value
        for value in values
        if value.depth == 1 or (value.depth == 0 and value.value not in divided)
    ]


def headline_lines(
    articles: Iterable[Article], state: SearchState = ALL
) -> tuple[HeadlineLine, ...]:
    """Lines of articles opened from the list of a search state."""
    return tuple(headline_line(article, state) for article in articles)


def headline_line(article: Article, state: SearchState = ALL, about: str = "") -> HeadlineLine:
    """Line of an article opened from the list of a search state, with a word about it.

    An article without a headline is named by the beginning of its text.
    """
    beginning = clipped(article.body[0], _LONGEST_BEGINNING) if article.body else ""
    text = clipped(article.headline, _LONGEST_HEADLINE) or beginning or "(no headline)"
    return HeadlineLine(article, text, article_link(article.id, state), about)
