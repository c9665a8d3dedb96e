"""The list of feeds to poll, as a table of the store's database."""

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
    """One feed with the state of its last poll.

    `polled` and `next_poll` are ISO 8601 in UTC; "" means never polled and due now. `etag` and
    `last_modified` are the server's validators, "" for none. `failures` counts consecutive ones,
    `problem` is the last one's sentence. A `stopped` feed answered 410 and is not polled again.
    `seen` has the keys of the items in its last document.
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
    """Repository of the feeds in a store's database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, url: str) -> bool:
        """Add a feed; False if it was listed, in which case it only becomes due again.

        Raises `SourceError` for anything but an http or https address.
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
        """All feeds, ordered by address."""
        with self._database.reading() as connection:
            rows = connection.execute(sa.select(feeds).order_by(feeds.c.url)).mappings().all()
        return [_feed(row) for row in rows]

    def due(self, now: datetime) -> Sequence[Feed]:
        """Feeds due at `now`, the longest overdue first; stopped ones are left out."""
        moment = now.isoformat(timespec="seconds")
        waiting = [feed for feed in self.list() if not feed.stopped and feed.next_poll <= moment]
        return sorted(waiting, key=lambda feed: feed.next_poll)

    def remove(self, url: str) -> None:
        """Remove a feed; `NotFoundError` if it is not listed."""
        with self._database.writing() as connection:
            gone = connection.execute(sa.delete(feeds).where(feeds.c.url == url.strip()))
        if not gone.rowcount:
            raise NotFoundError(f"{url}: no such feed is polled: see 'backfile feeds list'")

    def record(self, url: str, feed: Feed) -> None:
        """Save the state after a poll of `url`, to be called once its documents are stored.

        A feed that moved permanently takes its new address; one removed meanwhile stays removed.
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
