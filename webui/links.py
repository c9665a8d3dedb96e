"""Links of the pages: addresses of lists, articles and the API, from a search state."""

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote, urlencode

from flask import request, url_for
from msgspec.structs import replace

from indexer.search.facet_listing import ValueOrder
from webui.search_state import Choice, Display, SearchState

# Pages on the values of facets, by facet.
_PAGES = {
    "region": "browse.region",
    "byline": "browse.person",
    "source": "browse.source",
    "section": "browse.section",
    "topic": "browse.topic",
    "year": "browse.year",
    "month": "browse.month",
    "day": "browse.day",
}
# Segments that browsers and servers take out of a path, and a line end, which no route matches.
_UNFIT_FOR_A_PATH = re.compile(r"(?:^|/)\.{0,2}(?:/|$)|\n")


def address_of(endpoint: str) -> str:
    """Address of an endpoint without parameters."""
    return _address(endpoint, request.script_root)


def list_link(state: SearchState) -> str:
    """Address of the list of a search state."""
    return _with_query(address_of("pages.search"), state) if state.query else everything()


def everything() -> str:
    """Address of the list of all articles, newest first."""
    return address_of("pages.articles")


def facet_link(
    facet: str,
    state: SearchState,
    *,
    find: str = "",
    order: ValueOrder | None = None,
    offset: int = 0,
) -> str:
    """Address of the page with all values of a facet in the list of a search state."""
    address = _facet_address("pages.facet", facet, request.script_root)
    of_listing = {"find": find, "order": order, "offset": offset}
    written = urlencode({name: value for name, value in of_listing.items() if value})
    query = "&".join(filter(None, (state.query, written)))
    return f"{address}?{query}" if query else address


def facet_api_link(facet: str) -> str:
    """Address of the values of a facet in the JSON API."""
    return _facet_address("api.facet", facet, request.script_root)


def article_link(article_id: str, state: SearchState) -> str:
    """Address of an article opened from the list of a search state."""
    before, after = around_id(state)
    return f"{before}{article_id}{after}"


def part_link(article_id: str, state: SearchState, part: str) -> str:
    """Address of a part of a long article, by its number, or of the `WHOLE_ARTICLE`."""
    address = article_link(article_id, state)
    return f"{address}{'&' if state.query else '?'}part={part}"


def around_id(state: SearchState) -> tuple[str, str]:
    """Parts before and after the id in addresses of articles opened from a list."""
    before, after = _around_id(request.script_root)
    return before, _with_query(after, state)


def value_link(facet: str, value: str) -> str:
    """Address of the page on a value of a facet; of its list where a path cannot name the value."""
    if facet == "year":
        value = value.zfill(4)
    if _UNFIT_FOR_A_PATH.search(value):
        return list_link(SearchState(ticked=frozenset({Choice(facet, value)})))
    return f"{_before_name(_PAGES[facet], request.script_root)}{quote(value, safe='/:')}"


def receipt_link(state: SearchState, form: str = "") -> str:
    """Address of the receipt of a list, as a page or in a form of a file."""
    address = _with_query(address_of("receipt.receipt"), state.bare())
    return f"{address}{'&' if '?' in address else '?'}format={form}" if form else address


def api_link(state: SearchState) -> str:
    """Address of the list of a search state in the JSON API."""
    return _with_query(address_of("api.search"), state)


def choice_link(value: str, facet: str) -> str:
    """Address of the list of the articles that have a value of a facet."""
    return list_link(SearchState(ticked=frozenset({Choice(facet, value)})))


def gather_link(state: SearchState) -> str:
    """Address of the page that puts the articles of a list's page into a collection."""
    return _with_query(address_of("collections.gather"), state)


def cite_link(state: SearchState) -> str:
    """Address of the bibliography of the list of a search state."""
    return _with_query(address_of("cite.a_list"), replace(state.bare(), sort=state.sort))


def feed_link(state: SearchState, format_: str) -> str:
    """Address of the feed of a list: "atom", "rss" or "json"."""
    address = _feed_address(format_, request.script_root)
    query = feed_query(state)
    return f"{address}?{query}" if query else address


def feed_query(state: SearchState) -> str:
    """Query string of the feed of a list: what is in it, and how many entries a page has."""
    return state.bare().shown_as(Display(size=state.display.size)).query


def export_link(state: SearchState, chosen: str = "") -> str:
    """Address of the list of a search state as a file of a format; of the page that asks for one.

    The order of the list is that of the file.
    """
    address = _with_query(address_of("export.export"), replace(state.bare(), sort=state.sort))
    return f"{address}{'&' if '?' in address else '?'}format={chosen}" if chosen else address


def compare_link(first: SearchState, second: SearchState) -> str:
    """Address of the comparison of two lists; all articles are the list of no query string."""
    pairs = {"a": first.bare().query, "b": second.bare().query}
    given = {name: query for name, query in pairs.items() if query}
    address = address_of("pages.compare")
    return f"{address}?{urlencode(given)}" if given else address


def trends_link(words: Iterable[str], frame: SearchState) -> str:
    """Address of the trends of words, each with all that narrows a state but its own words."""
    pairs = [("word", word) for word in words]
    pairs += [(p.name, p.value) for p in replace(frame, text="").parameters]
    address = address_of("pages.trends")
    return f"{address}?{urlencode(pairs)}" if pairs else address


# Cached: `url_for` takes as long as rendering an entry. The result depends only on the script root,
# the path that the application is mounted at.
@lru_cache(maxsize=64)
def _address(endpoint: str, _root: str) -> str:
    return url_for(endpoint)


@lru_cache(maxsize=64)
def _facet_address(endpoint: str, facet: str, _root: str) -> str:
    return url_for(endpoint, facet=facet)


@lru_cache(maxsize=16)
def _feed_address(format_: str, _root: str) -> str:
    return url_for("feeds.feed", format_=format_)


@lru_cache(maxsize=8)
def _around_id(_root: str) -> tuple[str, str]:
    """Parts before and after the id in the address of an article."""
    before, _, after = url_for("pages.article", article_id="_").rpartition("_")
    return before, after


@lru_cache(maxsize=16)
def _before_name(endpoint: str, _root: str) -> str:
    """Part before the name in the address of a page on a value."""
    return url_for(endpoint, name="_").removesuffix("_")


def _with_query(address: str, state: SearchState) -> str:
    query = state.query
    return f"{address}?{query}" if query else address
