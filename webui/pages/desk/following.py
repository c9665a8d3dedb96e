"""Following of the authority files: how articles and index are brought up in bounded time.

An edit of an authority file may concern every article there is: in a small archive all of them
follow at once, in a large one a process of low priority does the work, for which a page waits some
seconds at most.
"""

from archive.authority import as_json, names_file, regions_file, sources_file
from archive.errors import AuthorityError, BusyError
from archive.store.credited_people import PEOPLE, SOURCES
from archive.store.refresh import refresh
from archive.store.stale_articles import stale_number
from webui.services import backend, catch_up, catch_up_apart

# Archives of more articles are brought up by a process of their own: the files of a region are
# looked for in every text.
MOST_ARTICLES_AT_ONCE = 2_000
LONGEST_WAIT_S = 2.0


def follow_authority() -> bool:
    """Bring all articles up to the authority files; False where they follow later."""
    store = backend().store
    if store.counts().articles > MOST_ARTICLES_AT_ONCE:
        return catch_up_apart(wait_s=LONGEST_WAIT_S)
    try:
        refresh(store, backend().settings.home)
    except (AuthorityError, BusyError):
        return False
    return catch_up(MOST_ARTICLES_AT_ONCE)


def is_behind() -> bool:
    """Whether articles or index do not follow the files and the store yet.

    Raises `AuthorityError` for a file with a fault: nothing follows it until it is mended.
    """
    state, store = backend().service.state(), backend().store
    if state.sequence != state.indexed_sequence or stale_number(store.database):
        return True
    home = backend().settings.home
    return (
        names_file(home).read().to_json() != PEOPLE.applied(store.database).to_json()
        or sources_file(home).read().to_json() != SOURCES.applied(store.database).to_json()
        or as_json(regions_file(home).read()) != as_json(store.amendments)
    )
