"""The entries of a list as HTML: each a headline with what was found below it, and a line of facts.

A page has twenty of them, for which a template takes twice as long.
"""

from collections.abc import Iterator, Sequence
from html import escape

from markupsafe import Markup
from msgspec.structs import replace

from archive.model.article import Article, Credit, Region
from indexer.highlight.snippets import to_html
from indexer.query.ast import And, Cluster, ParsedQuery
from indexer.query.parser import MAX_CHARACTERS, parse
from indexer.schema.fields import CLUSTER_FIELD, DUPLICATES_FIELD
from indexer.search.results import FoundArticle
from webui.formatting import (
    around_id,
    by_role,
    dated,
    language_text,
    list_link,
    number_text,
    region_text,
)
from webui.search_state import SearchState

# Near-duplicates one by one.
SHOWN = f"{DUPLICATES_FIELD}:show"
# An entry has a line for its regions; one may be about thirty.
_MOST_REGIONS = 3


def entries(state: SearchState, parsed: ParsedQuery, found: Sequence[FoundArticle]) -> Markup:
    """All the entries of a list as items, "" for none."""
    wholes = _wholes(state, parsed, found)
    before, after = around_id(state)
    items = (
        _item(each, f"{before}{each.article.id}{after}", whole)
        for each, whole in zip(found, wholes, strict=True)
    )
    return Markup("".join(items))  # noqa: S704 - all that is no tag is escaped


def _item(found: FoundArticle, link: str, whole: SearchState | None) -> str:
    article = found.article
    lang = f' lang="{escape(article.language)}"' if article.language else ""
    headline = f'<a href="{escape(link)}">{to_html(found.headline)}</a>'
    lines = [
        f'<p class="regions">{_regions(article.regions)}</p>' if article.regions else "",
        f'<h2 dir="auto"{lang}>{headline}</h2>',
        *(f'<p class="snippet" dir="auto"{lang}>{to_html(each)}</p>' for each in found.snippets),
        f'<p class="facts">{_facts(article)}</p>',
        f'<p class="byline">{_byline(article.credits)}</p>' if article.credits else "",
        f'<p class="others">{_others(found, whole)}</p>' if whole else "",
    ]
    inside = "\n".join(filter(None, lines))
    return f'<li id="a-{article.id}"><article>\n{inside}\n</article></li>\n'


def _regions(regions: Sequence[Region]) -> str:
    shown = narrowest(regions)
    named = "; ".join([_bdi(region_text(region.path)) for region in shown[:_MOST_REGIONS]])
    more = len(shown) - _MOST_REGIONS
    return f"{named} and {more} more" if more > 0 else named


def narrowest(regions: Sequence[Region]) -> tuple[Region, ...]:
    """The regions that hold none of the others: of Iraq and Basra, Basra."""
    wider = {region.path[:depth] for region in regions for depth in range(len(region.path))}
    return tuple(region for region in regions if region.path not in wider)


def _facts(article: Article) -> str:
    facts: list[str] = [dated(article.published)]
    if article.source:
        facts.append(f"<span>{_bdi(article.source)}</span>")
    if article.language:
        facts.append(f"<span>{_bdi(language_text(article.language))}</span>")
    return " ".join(facts)


def _byline(credits_: Sequence[Credit]) -> str:
    """Names after what they did, without repeating a role."""
    groups = [
        f"{group.phrase} {_enumerated([_bdi(credit.name) for credit in group.credits])}"
        for group in by_role(credits_)
    ]
    said = "; ".join(groups)
    return said[0].upper() + said[1:]


def _enumerated(names: Sequence[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def _others(found: FoundArticle, whole: SearchState) -> str:
    """The link to all that the entry stands for."""
    headline = _bdi(found.article.headline)
    return (
        f'<a href="{escape(list_link(whole))}">and {number_text(found.others)} more'
        f'<span class="unseen">, near-duplicates of {headline}</span></a>'
    )


def _bdi(text: str) -> str:
    return f"<bdi>{escape(text)}</bdi>"


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
