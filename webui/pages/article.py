"""The article page: an article or a part of it with its hits, as context of article.html."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import count

from msgspec.structs import replace

from archive.citation.cited_article import cited_article
from archive.facts.datelines import filed, parse_dateline
from archive.model.article import Article, Credit, Region
from indexer.highlight.snippets import Highlighter, TextSpan
from indexer.query.ast import Like
from indexer.query.unparse import written
from indexer.schema.fields import path
from webui.formatting import clipped
from webui.links import part_link, value_link
from webui.pages.article_parts import ArticleParts
from webui.pages.article_text import captions_alone, pictures_shown, text_blocks
from webui.pages.contexts import ArticleContext
from webui.pages.desk.embedded_metadata import embedded_metadata
from webui.pages.download import download_of
from webui.pages.hit_survey import MOST_MARKED, HitSurvey, Spans
from webui.pages.view_models import (
    ArticlePart,
    CreditLine,
    DatelineLine,
    LeftOut,
    Neighbour,
    PictureLine,
    Piece,
    Place,
    RegionLine,
    ReportLine,
)
from webui.search_state import WHOLE_ARTICLE, Choice, SearchState

# The most that one page shows of an article: entries of a list, characters of all captions, of the
# headline and of a name. Articles have tens of the first; longer names are none, and not linked.
_MOST_ENTRIES = 100
_MOST_IN_CAPTIONS = 100_000
_LONGEST_HEADLINE = 2_000
_LONGEST_NAME = 300
_MOST_NAMES = 20
# A longer list of pictures is folded: it stands above the text.
_FEW_PICTURES = 3
# Longer openings have no dateline.
_LONGEST_DATELINE = 2_000


@dataclass(frozen=True, slots=True)
class Visit:
    """Circumstances of a page: the part asked for (None for all), its address, the day.

    `size_bytes` is that of the document that the article was read from, None if unknown; times are
    in `time_zone`. `beside` are the articles before and after it in the list it was opened from,
    `report` is its place among its near-duplicates.
    """

    part: int | None
    page_address: str
    today: date
    size_bytes: int | None
    time_zone: str
    beside: tuple[Neighbour | None, Neighbour | None] = (None, None)
    report: ReportLine | None = None


def article_context(
    article: Article, versions: int, highlighter: Highlighter, state: SearchState, visit: Visit
) -> ArticleContext:
    """Context of an article opened from the list of a search state."""
    parts = ArticleParts(article.body)
    shown = _shown(parts, visit.part)
    link = partial(part_link, article.id, state)
    headline = highlighter.mark(article.headline[:_LONGEST_HEADLINE], "headline", article.language)
    all_captions = captions_alone(article)
    captions = [
        highlighter.mark(text, "caption", article.language) for text in _beginning(all_captions)
    ]
    pictures = list(pictures_shown(article, _MOST_ENTRIES, _MOST_IN_CAPTIONS))
    named = [highlighter.mark(picture.caption, "caption", article.language) for picture in pictures]
    above = sum(segment.hit for each in (headline, *captions, *named) for segment in each)
    more = LeftOut(
        headline=max(0, len(article.headline) - _LONGEST_HEADLINE),
        captions=len(all_captions) - len(captions),
        pictures=len(article.pictures) - len(pictures),
        credits=max(0, len(article.credits) - _MOST_ENTRIES),
        regions=max(0, len(article.regions) - _MOST_ENTRIES),
        topics=max(0, len(article.topics) - _MOST_ENTRIES),
    )
    whole_opening = not (more.headline or more.captions or more.pictures)

    def search(texts: Sequence[str], opening: bool) -> Spans:
        return highlighter.spans_in_body(article, texts, opening=opening)

    survey = HitSurvey(parts, shown, lambda part: link(str(part)), whole_opening=whole_opening)
    found = survey.search(above, search)
    numbers = count(1)
    opening = shown[0] == 1
    return ArticleContext(
        state=state,
        hidden=replace(state, text="", any_word=False, page=1).parameters,
        previous=visit.beside[0],
        following=visit.beside[1],
        article=article,
        embedded=embedded_metadata(
            cited_article(article, visit.today, visit.page_address), visit.page_address
        ),
        headline=_pieces(headline, numbers) if opening else (),
        captions=tuple(_pieces(each, numbers) for each in captions) if opening else (),
        pictures=tuple(
            PictureLine(picture.address, _pieces(caption, numbers))
            for picture, caption in zip(pictures, named, strict=True)
        )
        if opening
        else (),
        pictures_open=len(pictures) <= _FEW_PICTURES or any(s.hit for each in named for s in each),
        body=tuple(
            text_blocks(
                article,
                (
                    (number, _cut_at(text, there, numbers))
                    for part, in_part in zip(shown, found, strict=True)
                    for number, (text, there) in enumerate(
                        zip(parts.texts(part), in_part, strict=True), parts.first_paragraph(part)
                    )
                ),
            )
        ),
        hits=survey.count(),
        strip=survey.strip(len(link(WHOLE_ARTICLE))),
        part=_part(parts, shown, link) if parts.count > 1 else None,
        more=more,
        credits=tuple(_credit(credit, highlighter) for credit in article.credits[:_MOST_ENTRIES]),
        regions=tuple(_region(region, highlighter) for region in article.regions[:_MOST_ENTRIES]),
        dateline=_dateline(article),
        source=_list_of("source", article.preferred_source) if article.preferred_source else None,
        alike=SearchState(text=written(Like(article.id))),
        report=visit.report,
        versions=versions,
        download=download_of(article, visit.size_bytes),
        page_address=visit.page_address,
        today=visit.today,
        time_zone=visit.time_zone,
    )


def _shown(parts: ArticleParts, asked: int | None) -> range:
    """Numbers of the parts to show: the one asked for, or all where that is possible."""
    if asked is None:
        return range(1, parts.count + 1 if parts.fits_one_page else 2)
    part = min(asked, parts.count)
    return range(part, part + 1)


def _part(parts: ArticleParts, shown: range, link: Callable[[str], str]) -> ArticlePart:
    whole = len(shown) > 1
    return ArticlePart(
        number=0 if whole else shown[0],
        count=parts.count,
        previous=link(str(shown[0] - 1)) if shown[0] > 1 else "",
        following=link(str(shown[-1] + 1)) if shown[-1] < parts.count else "",
        first=link("1"),
        last=link(str(parts.count)),
        whole=link(WHOLE_ARTICLE) if parts.fits_one_page else "",
    )


def _beginning(texts: Sequence[str]) -> Iterator[str]:
    """The first texts, as many as one page shows; the last one may be cut."""
    left = _MOST_IN_CAPTIONS
    for text in texts[:_MOST_ENTRIES]:
        if left <= 0:
            return
        yield text if len(text) <= left else f"{text[:left]}…"
        left -= len(text)


def _pieces(segments: Sequence[TextSpan], numbers: Iterator[int]) -> tuple[Piece, ...]:
    return tuple(
        Piece(segment.text, _number(numbers) if segment.hit else None) for segment in segments
    )


def _cut_at(
    text: str, spans: Sequence[tuple[int, int]], numbers: Iterator[int]
) -> tuple[Piece, ...]:
    """Text in pieces, of which those of the spans are numbered hits as long as any are marked."""
    pieces: list[Piece] = []
    at = 0
    for start, end in spans:
        number = _number(numbers)
        if number is None:
            break
        if start > at:
            pieces.append(Piece(text[at:start], None))
        pieces.append(Piece(text[start:end], number))
        at = end
    if at < len(text):
        pieces.append(Piece(text[at:], None))
    return tuple(pieces)


def _number(numbers: Iterator[int]) -> int | None:
    number = next(numbers)
    return number if number <= MOST_MARKED else None


def _credit(credit: Credit, highlighter: Highlighter) -> CreditLine:
    shown = clipped(credit.name, _LONGEST_NAME)
    name = highlighter.mark(shown, "byline")
    if not any(segment.hit for segment in name):
        name = highlighter.mark(shown, credit.role)
    return CreditLine(credit, name, _page_of("byline", path(credit.preferred)))


def _region(region: Region, highlighter: Highlighter) -> RegionLine:
    places = tuple(
        Place(
            highlighter.mark(clipped(name, _LONGEST_NAME), "region"),
            _page_of("region", path(*region.path[: depth + 1])),
        )
        for depth, name in enumerate(region.path[:_MOST_NAMES])
    )
    own = region.path[-1].casefold()
    others = [name for name in region.names[:_MOST_NAMES] if name.casefold() != own]
    return RegionLine(places, region.why, tuple(clipped(n, _LONGEST_NAME) for n in others))


def _dateline(article: Article) -> DatelineLine | None:
    dateline = parse_dateline(article.body[0][:_LONGEST_DATELINE]) if article.body else None
    if dateline is None:
        return None
    return DatelineLine(dateline.text, filed(dateline, article.published))


def _list_of(facet: str, value: str) -> SearchState | None:
    if len(value) > _LONGEST_NAME:
        return None
    return SearchState(ticked=frozenset({Choice(facet, value)}))


def _page_of(facet: str, value: str) -> str | None:
    return value_link(facet, value) if len(value) <= _LONGEST_NAME else None
