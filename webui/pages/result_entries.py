"""The entries of a list: each an article as it was found, and the links that it has."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from archive.model.article import Region
from indexer.query.ast import And, Cluster, ParsedQuery
from indexer.query.parser import MAX_CHARACTERS, parse
from indexer.schema.fields import CLUSTER_FIELD, DUPLICATES_FIELD
from indexer.search.results import FoundArticle
from webui.formatting import around_id, region_text
from webui.pages.view_models import Entry
from webui.search_state import SearchState

# Near-duplicates one by one.
SHOWN = f"{DUPLICATES_FIELD}:show"
# An entry has a line for its regions; one may be about thirty.
_MOST_REGIONS = 3


def entries(
    state: SearchState, parsed: ParsedQuery, found: Sequence[FoundArticle]
) -> tuple[Entry, ...]:
    """The entries of the page of a list, in the order in which they were found."""
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
    """The regions that hold none of the others: of Iraq and Basra, Basra."""
    wider = {region.path[:depth] for region in regions for depth in range(len(region.path))}
    return tuple(region for region in regions if region.path not in wider)


def _wholes(
    state: SearchState, parsed: ParsedQuery, found: Sequence[FoundArticle]
) -> Iterator[SearchState | None]:
    """The list of all that each entry stands for, None for itself alone."""
    cluster = next((each.cluster for each in found if each.others), "")
    before, after = _around(cluster, state, parsed) if cluster else ("", "")
    # Sorted as this list is, though its words may be none.
    whole = replace(state, text=SHOWN, page=1).sorted_by(state.order)
    for each in found:
        text = f"{before}{_all_of(each.cluster)}{after}"
        yield replace(whole, text=text) if each.others else None


def _around(cluster: str, state: SearchState, parsed: ParsedQuery) -> tuple[str, str]:
    """What stands before and after the name of a cluster in the query that finds all of it.

    Those that the words of the state find; of a text that nothing can be added to, as of one that
    is too long, only the cluster is left. It is the same for all clusters: their names are alike.
    """
    text = state.text
    ways = ((f"{text} ", ""), (f"({text}) ", ""), (f"({text}) AND ", ""), ("", f" {text}"))
    fit = (way for way in ways if text and _narrows(way, cluster, state, parsed))
    return next(fit, ("", ""))


def _narrows(way: tuple[str, str], cluster: str, state: SearchState, parsed: ParsedQuery) -> bool:
    """Whether it finds what is meant within a cluster, and shows all of it."""
    text = _all_of(cluster).join(way)
    narrowed = parse(text, any_word=state.any_word)
    meant = parsed.query
    clauses = meant.clauses if isinstance(meant, And) else (meant,)
    wanted = {And((*clauses, Cluster(cluster))), And((Cluster(cluster), *clauses))}
    return len(text) <= MAX_CHARACTERS and narrowed.show_duplicates and narrowed.query in wanted


def _all_of(cluster: str) -> str:
    """What finds all articles of a cluster, one by one."""
    return f"{CLUSTER_FIELD}:{cluster} {SHOWN}"
