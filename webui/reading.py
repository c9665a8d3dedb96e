"""The page of an article: its text with the hits of a search, as article.html shows it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count
from urllib.parse import unquote, urlsplit

from archive.article import Article, Credit, Region
from indexer.fields import path
from indexer.snippets import Highlighter, Segment
from webui.contexts import ArticleContext, CreditLine, Piece, Place, RegionLine
from webui.urls import Choice, SearchState

# Separators, what Windows refuses, controls, and the marks that turn the direction of text.
_UNFIT_FOR_A_FILE_NAME = re.compile(
    '[\\\\/:*?"<>|\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]'
)
_LONGEST_FILE_NAME = 100


def article_context(
    article: Article, versions: int, highlighter: Highlighter, state: SearchState
) -> ArticleContext:
    """The page of an article opened from the list of a state."""
    numbers = count(1)
    headline = _pieces(highlighter.mark(article.headline, "headline"), numbers)
    captions = tuple(_pieces(highlighter.mark(c, "caption"), numbers) for c in article.captions)
    body = tuple(_pieces(highlighter.mark(p, "body"), numbers) for p in article.body)
    return ArticleContext(
        state=state,
        hidden=replace(state, text="", page=1).parameters,
        article=article,
        headline=headline,
        captions=captions,
        body=body,
        hits=next(numbers) - 1,
        credits=tuple(_credit(credit, highlighter) for credit in article.credits),
        regions=tuple(_region(region, highlighter) for region in article.regions),
        source=_list_of("source", article.source) if article.source else None,
        address=web_address(article.url),
        file_name=file_name(article),
        versions=versions,
    )


def web_address(url: str | None) -> str | None:
    """An address that a browser opens as a page; None for every other one."""
    try:
        scheme = urlsplit(url or "").scheme.lower()
    except ValueError:
        return None
    return url if scheme in {"http", "https"} else None


def file_name(article: Article) -> str:
    """The name under which an article's file came in, fit to be saved under anywhere."""
    source = article.provenance.source
    if web_address(source):
        source = unquote(urlsplit(source).path)
    name = re.split(r"[/\\]", source.rstrip("/\\"))[-1]
    name = _UNFIT_FOR_A_FILE_NAME.sub("_", name).strip(". ")
    return name[-_LONGEST_FILE_NAME:] or f"article-{article.id}"


def _pieces(segments: Sequence[Segment], numbers: Iterator[int]) -> tuple[Piece, ...]:
    return tuple(
        Piece(segment.text, next(numbers) if segment.hit else None) for segment in segments
    )


def _credit(credit: Credit, highlighter: Highlighter) -> CreditLine:
    name = highlighter.mark(credit.name, "byline")
    if not any(segment.hit for segment in name):
        name = highlighter.mark(credit.name, credit.role)
    return CreditLine(credit, name, _list_of("byline", path(credit.name)))


def _region(region: Region, highlighter: Highlighter) -> RegionLine:
    places = tuple(
        Place(
            highlighter.mark(name, "region"),
            _list_of("region", path(*region.path[: depth + 1])),
        )
        for depth, name in enumerate(region.path)
    )
    return RegionLine(places, region.why)


def _list_of(facet: str, value: str) -> SearchState:
    return SearchState(ticked=frozenset({Choice(facet, value)}))
