"""Articles before and after one in the list that it was opened from."""

from dataclasses import replace as with_fields

from msgspec.structs import replace

from archive.store.store import Store
from indexer.search.service import SearchService
from webui.links import article_link
from webui.pages.view_models import Neighbour
from webui.search_state import SearchState


def neighbours(
    article_id: str, state: SearchState, service: SearchService, store: Store
) -> tuple[Neighbour | None, Neighbour | None]:
    """Articles before and after an article in a list, None at its ends.

    Both are None where the article is not on the page of the list that the state names.
    """
    question = state.question()
    # One more on either side: the article may be the first or the last one of its page.
    first = max(question.offset - 1, 0)
    last = question.offset + question.limit + 1
    ids = service.listed(with_fields(question, offset=first, limit=last - first))
    if article_id not in ids:
        return None, None
    place = ids.index(article_id)
    beside = {at: ids[at] for at in (place - 1, place + 1) if 0 <= at < len(ids)}
    found = store.get_many(beside.values())
    before, after = (
        _neighbour(found[beside[at]].headline, beside[at], state, first + at)
        if at in beside and beside[at] in found
        else None
        for at in (place - 1, place + 1)
    )
    return before, after


def _neighbour(headline: str, article_id: str, state: SearchState, place: int) -> Neighbour:
    page = place // state.display.size + 1
    return Neighbour(headline, article_link(article_id, replace(state, page=page)))
