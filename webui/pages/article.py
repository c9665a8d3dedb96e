"""The article page: an article's text with the hits of a search, as context of article.html."""

from collections.abc import Iterator, Sequence
from itertools import count

from msgspec.structs import replace

from archive.facts.datelines import filed, parse_dateline
from archive.model.article import Article, Credit, Region
from indexer.highlight.snippets import Highlighter, TextSpan
from indexer.query.ast import Like
from indexer.query.unparse import written
from indexer.schema.fields import path
from webui.pages.contexts import ArticleContext
from webui.pages.view_models import CreditLine, DatelineLine, Neighbour, Piece, Place, RegionLine
from webui.search_state import Choice, SearchState


def article_context(
    article: Article,
    versions: int,
    highlighter: Highlighter,
    state: SearchState,
    beside: tuple[Neighbour | None, Neighbour | None],
    time_zone: str,
) -> ArticleContext:
    """Context of an article opened from the list of a search state; times are in `time_zone`.

    `beside` are the articles before and after it in that list.
    """
    numbers = count(1)
    headline = _pieces(highlighter.mark(article.headline, "headline"), numbers)
    captions = tuple(_pieces(highlighter.mark(c, "caption"), numbers) for c in article.captions)
    body = tuple(_pieces(paragraph, numbers) for paragraph in highlighter.body(article))
    return ArticleContext(
        state=state,
        hidden=replace(state, text="", any_word=False, page=1).parameters,
        previous=beside[0],
        following=beside[1],
        article=article,
        headline=headline,
        captions=captions,
        body=body,
        hits=next(numbers) - 1,
        credits=tuple(_credit(credit, highlighter) for credit in article.credits),
        regions=tuple(_region(region, highlighter) for region in article.regions),
        dateline=_dateline(article),
        source=_list_of("source", article.source) if article.source else None,
        alike=SearchState(text=written(Like(article.id))),
        versions=versions,
        time_zone=time_zone,
    )


def _pieces(segments: Sequence[TextSpan], numbers: Iterator[int]) -> tuple[Piece, ...]:
    return tuple(
        Piece(segment.text, next(numbers) if segment.hit else None) for segment in segments
    )


def _credit(credit: Credit, highlighter: Highlighter) -> CreditLine:
    name = highlighter.mark(credit.name, "byline")
    if not any(segment.hit for segment in name):
        name = highlighter.mark(credit.name, credit.role)
    return CreditLine(credit, name, _list_of("byline", path(credit.preferred)))


def _region(region: Region, highlighter: Highlighter) -> RegionLine:
    places = tuple(
        Place(
            highlighter.mark(name, "region"),
            _list_of("region", path(*region.path[: depth + 1])),
        )
        for depth, name in enumerate(region.path)
    )
    own = region.path[-1].casefold()
    return RegionLine(places, region.why, tuple(n for n in region.names if n.casefold() != own))


def _dateline(article: Article) -> DatelineLine | None:
    dateline = parse_dateline(article.body[0]) if article.body else None
    if dateline is None:
        return None
    return DatelineLine(dateline.text, filed(dateline, article.published))


def _list_of(facet: str, value: str) -> SearchState:
    return SearchState(ticked=frozenset({Choice(facet, value)}))
