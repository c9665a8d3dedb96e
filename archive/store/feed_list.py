"""The door to the list of feeds that are polled."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import sqlalchemy as sa

from archive.errors import NotFoundError, SourceError
from archive.store.connection import Database
from archive.store.tables import feeds


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed, with what is remembered of its last poll.

    `polled` and `next_poll` are ISO 8601 in UTC, "" for never and for at once. `etag` and
    `last_modified` are what the server gave, "" for nothing. `failures` counts those in a row,
    and `problem` is the sentence that the last one gave. A feed that is `stopped` is gone for
    good and not asked again. `seen` has the keys of the items that it held.
    """

    url: str
    title: str = ""
    etag: str = ""
    last_modified: str = ""
    polled: str = ""
    next_poll: str = ""
    failures: int = 0
    problem: str = ""
    stopped: bool = False
    seen: frozenset[str] = frozenset()


class FeedList:
    """The feeds in a store's database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, url: str) -> bool:
        """Put a feed on the list; False where it was there, and is only asked again soon.

        Raises `SourceError` where it is no address that can be fetched.
        """
        url = _checked(url)
        again = {"next_poll": "", "failures": 0, "problem": "", "stopped": False}
        with self._database.writing() as connection:
            known = sa.update(feeds).where(feeds.c.url == url).values(again)
            if connection.execute(known).rowcount:
                return False
            connection.execute(sa.insert(feeds).values(_row(Feed(url))))
            return True

    def list(self) -> Sequence[Feed]:
        """All feeds by address."""
        with self._database.reading() as connection:
            rows = connection.execute(sa.select(feeds).order_by(feeds.c.url)).mappings().all()
        return [_feed(row) for row in rows]

    def due(self, now: datetime) -> Sequence[Feed]:
        """The feeds to poll now, the one that has waited longest first."""
        moment = now.isoformat(timespec="seconds")
        waiting = [feed for feed in self.list() if not feed.stopped and feed.next_poll <= moment]
        return sorted(waiting, key=lambda feed: feed.next_poll)

    def remove(self, url: str) -> None:
        """Take a feed off the list; `NotFoundError` where it is not on it."""
        with self._database.writing() as connection:
            gone = connection.execute(sa.delete(feeds).where(feeds.c.url == url.strip()))
        if not gone.rowcount:
            raise NotFoundError(f"{url}: no such feed is polled: see 'backfile feeds list'")

    def record(self, url: str, feed: Feed) -> None:
        """Write down what a poll of the feed at `url` came to, once all it gave is stored.

        Where the feed has moved, its address is replaced; where it was removed meanwhile, it
        stays so.
        """
        with self._database.writing() as connection:
            known = connection.execute(sa.delete(feeds).where(feeds.c.url == url))
            if known.rowcount:
                connection.execute(sa.delete(feeds).where(feeds.c.url == feed.url))
                connection.execute(sa.insert(feeds).values(_row(feed)))


def _checked(url: str) -> str:
    url = url.strip()
    try:
        parts = urlsplit(url)
        is_web = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        is_web = False
    if not is_web or not url.isprintable() or " " in url:
        raise SourceError(f"{url}: it is no address of a feed: give one with http or https")
    return url


def _row(feed: Feed) -> dict[str, Any]:
    return asdict(feed) | {"seen": " ".join(sorted(feed.seen))}


def _feed(row: sa.RowMapping) -> Feed:
    stated: dict[str, Any] = {str(name): value for name, value in row.items()}
    stated["seen"] = frozenset(row["seen"].split())
    return Feed(**stated)
