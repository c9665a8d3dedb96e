"""Entries of a result list: the articles found, their regions in words and their links."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from archive.model.article import Region
from indexer.highlight.snippets import TextSpan
from indexer.query.ast import Cluster, ParsedQuery
from indexer.query.narrowing import narrowed_texts
from indexer.search.results import FoundArticle
from webui.formatting import clipped, region_text
from webui.links import around_id
from webui.pages.view_models import Entry
from webui.search_state import Density, SearchState

# Regions shown on the one line that an entry has for them; an article may have thirty.
_MOST_REGIONS = 3
_PREVIEW_CHARACTERS = 800
# Characters before the first hit on the one line of a compact list.
_BEFORE_HIT = 40

Snippets = tuple[tuple[TextSpan, ...], ...]
# Characters of a headline and of a region; the longest of newspapers have a third as many.
_LONGEST_HEADLINE = 500
_LONGEST_REGION = 300


def entries(
    state: SearchState, parsed: ParsedQuery, found: Sequence[FoundArticle]
) -> tuple[Entry, ...]:
    """Entries of one page of a list, in the order of the hits."""
    before, after = around_id(state)
    wholes = _wholes(state, parsed, found)
    return tuple(
        _entry(each, f"{before}{each.article.id}{after}", state.display.density, whole)
        for each, whole in zip(found, wholes, strict=True)
    )


def _entry(found: FoundArticle, link: str, density: Density, whole: SearchState | None) -> Entry:
    regions = narrowest(found.article.regions)
    return Entry(
        found=_shortened(found),
        link=link,
        regions=tuple(
            clipped(region_text(region.path), _LONGEST_REGION) for region in regions[:_MOST_REGIONS]
        ),
        more_regions=max(0, len(regions) - _MOST_REGIONS),
        snippets=_SNIPPETS[density](found.snippets),
        preview=_preview(found),
        whole=whole,
    )


def _line(snippets: Snippets) -> Snippets:
    """Snippet with the first hit, from a little before it on: it is shown on one line."""
    for snippet in snippets:
        for place, segment in enumerate(snippet):
            if segment.hit:
                labels = (each for each in snippet[:place] if each.label)
                before = "".join(each.text for each in snippet[:place] if not each.label)
                if len(before) > _BEFORE_HIT:
                    before = f"… {before[-_BEFORE_HIT:].partition(' ')[2]}"
                return ((*labels, TextSpan(before, hit=False), *snippet[place:]),)
    return snippets[:1]


_SNIPPETS: Mapping[Density, Callable[[Snippets], Snippets]] = {
    Density.FULL: lambda snippets: snippets,
    Density.COMPACT: _line,
    Density.HEADLINES: lambda snippets: (),
}


def _preview(found: FoundArticle) -> tuple[str, ...]:
    """Beginning of an article's text, nothing where its snippets show all of it."""
    body = found.article.body
    snippets = (segment.text for snippet in found.snippets for segment in snippet)
    return () if "".join(snippets) == "".join(body) else tuple(_beginning(body))


def _beginning(body: Sequence[str]) -> Iterator[str]:
    """First paragraphs of a text up to a number of characters, the last one cut between words."""
    room = _PREVIEW_CHARACTERS
    for paragraph in body:
        if len(paragraph) > room:
            yield f"{paragraph[:room].rpartition(' ')[0] or paragraph[:room]} …"
            return
        yield paragraph
        room -= len(paragraph)


def _shortened(found: FoundArticle) -> FoundArticle:
    """Hit with no more of its headline than a list has room for."""
    if len(found.article.headline) <= _LONGEST_HEADLINE:
        return found
    left = _LONGEST_HEADLINE
    headline: list[TextSpan] = []
    for segment in found.headline:
        headline.append(TextSpan(segment.text[:left], segment.hit))
        left -= len(segment.text)
        if left <= 0:
            break
    return replace(found, headline=(*headline, TextSpan(" …", hit=False)))


def narrowest(regions: Sequence[Region]) -> tuple[Region, ...]:
    """Regions that contain none of the others: Basra, but not Iraq."""
    wider = {region.path[:depth] for region in regions for depth in range(len(region.path))}
    return tuple(region for region in regions if region.path not in wider)


def _wholes(
    state: SearchState, parsed: ParsedQuery, found: Sequence[FoundArticle]
) -> Iterator[SearchState | None]:
    """For each entry the list of its near-duplicates, None where it has none."""
    clusters = [Cluster(each.cluster) for each in found if each.others]
    texts = iter(narrowed_texts(parsed, clusters, any_word=state.any_word))
    for each in found:
        if each.others:
            # In the order of this list: without words its natural order would be another.
            yield replace(state, text=next(texts), page=1).sorted_by(state.order)
        else:
            yield None
