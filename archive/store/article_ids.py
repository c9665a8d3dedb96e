"""Ids of articles as people give them: whole, by their beginning, or in a page's address."""

import re

from archive.errors import NotFoundError, UserError
from archive.model.text import one_line
from archive.store.reader import StoreReader

LEAST_CHARACTERS = 4
# Candidates that are named at most, with as much of their headlines.
_MOST_NAMED = 5
_LONGEST_HEADLINE = 60
# More than an address of a page has.
_LONGEST_SAID = 200
_HEXADECIMAL = re.compile(r"[0-9a-f]+")
_PAGE = re.compile(r"/articles/([0-9a-f]+)(?:[/?#]|$)")


def named_id(store: StoreReader, given: str, *, with_removed: bool = False) -> str:
    """Id of the one article that is meant by its id, the beginning of it, or its page's address.

    Articles that were removed from the archive count too, if asked for. Raises `NotFoundError`
    where there is none, and `UserError`, naming the candidates, where it is the beginning of
    several ids.
    """
    text = one_line(given)[:_LONGEST_SAID]
    page = _PAGE.search(text)
    beginning = page[1] if page else text.lower()
    if not _HEXADECIMAL.fullmatch(beginning):
        raise NotFoundError(f"{text}: the archive holds no article of this id")
    if len(beginning) < LEAST_CHARACTERS:
        raise NotFoundError(
            f"{text}: the archive holds no article of this id: give at least "
            f"{LEAST_CHARACTERS} characters of one"
        )
    found = _beginning_with(store, beginning, with_removed=with_removed)
    if len(found) > 1:
        raise UserError(f"{text}: it begins the ids of several articles: {_told(store, found)}")
    if not found:
        raise NotFoundError(f"{text}: the archive holds no article of this id")
    return found[0]


def _beginning_with(store: StoreReader, beginning: str, *, with_removed: bool) -> list[str]:
    """Ids of articles, in order; one more than are named at most."""
    # "g" comes after all digits: a range is what the primary key is searched by.
    parameters = beginning, f"{beginning}g", with_removed, _MOST_NAMED + 1
    with store.database.raw_reading() as execute:
        return [article_id for (article_id,) in execute(_IN_RANGE, parameters)]


def _told(store: StoreReader, ids: list[str]) -> str:
    known = store.get_many(ids)
    named = [
        f"{each} “{one_line(known[each].headline)[:_LONGEST_HEADLINE] or 'no headline'}”"
        for each in ids[:_MOST_NAMED]
        if each in known
    ]
    more = " and more" if len(ids) > _MOST_NAMED else ""
    return f"{', '.join(named)}{more}"


_IN_RANGE = """
SELECT id FROM articles WHERE id >= ? AND id < ? AND (? OR NOT deleted) ORDER BY id LIMIT ?
"""
