"""Links of the pages: addresses of lists, articles and the API, from a search state."""

from functools import lru_cache

from flask import request, url_for

from webui.search_state import SearchState


def address_of(endpoint: str) -> str:
    """Address of an endpoint without parameters."""
    return _address(endpoint, request.script_root)


def list_link(state: SearchState) -> str:
    """Address of the list of a search state."""
    return _with_query(address_of("pages.search"), state) if state.query else everything()


def everything() -> str:
    """Address of the list of all articles, newest first."""
    return address_of("pages.articles")


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


def api_link(state: SearchState) -> str:
    """Address of the list of a search state in the JSON API."""
    return _with_query(address_of("api.search"), state)


# Cached: `url_for` takes as long as rendering an entry. The result depends only on the script root,
# the path that the application is mounted at.
@lru_cache(maxsize=64)
def _address(endpoint: str, _root: str) -> str:
    return url_for(endpoint)


@lru_cache(maxsize=8)
def _around_id(_root: str) -> tuple[str, str]:
    """Parts before and after the id in the address of an article."""
    before, _, after = url_for("pages.article", article_id="_").rpartition("_")
    return before, after


def _with_query(address: str, state: SearchState) -> str:
    query = state.query
    return f"{address}?{query}" if query else address
