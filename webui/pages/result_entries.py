"""Entries of a result list: the articles found, their regions in words and their links."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from archive.model.article import Region
from indexer.query.ast import Cluster, ParsedQuery
from indexer.query.narrowing import narrowed_texts
from indexer.search.results import FoundArticle
from webui.formatting import region_text
from webui.links import around_id
from webui.pages.view_models import Entry
from webui.search_state import SearchState

# Regions shown on the one line that an entry has for them; an article may have thirty.
_MOST_REGIONS = 3


def entries(
    state: SearchState, parsed: ParsedQuery, found: Sequence[FoundArticle]
) -> tuple[Entry, ...]:
    """Entries of one page of a list, in the order of the hits."""
    before, after = around_id(state)
    wholes = _wholes(state, parsed, found)
    return tuple(
        _entry(each, f"{before}{each.article.id}{after}", whole)
        for each, whole in zip(found, wholes, strict=True)
    )


def _entry(found: FoundArticle, link: str, whole: SearchState | None) -> Entry:
    regions = narrowest(found.article.regions)
    return Entry(
        found=found,
        link=link,
        regions=tuple(region_text(region.path) for region in regions[:_MOST_REGIONS]),
        more_regions=max(0, len(regions) - _MOST_REGIONS),
        whole=whole,
    )


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
