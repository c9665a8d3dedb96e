"""The commands for feeds: add, list, poll, remove."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial

import click

from archive.cli.session import Session, home_option, json_option, print_json, say, stop
from archive.feeds.http_client import Fetcher
from archive.feeds.polling import NewItem, articles_of, poll
from archive.feeds.robots import Robots
from archive.ingest.document_reading import read_document
from archive.model.article import Record, article_id, canonical_url
from archive.model.document import Unreadable
from archive.store.feed_list import Feed, FeedList
from archive.store.store import Outcome, Store

# sysexits.h: some of the feeds, or of what they hold, could not be had.
SOME_FAILED = 75

# One transaction: so many articles, or so much of their pages.
_BATCH_RECORDS, _BATCH_BYTES = 50, 16_000_000


@click.group()
def feeds() -> None:
    """Keep a list of feeds, and add what is new in them."""


@feeds.command()
@click.argument("urls", metavar="URL…", nargs=-1, required=True)
@home_option
@click.pass_obj
def add(session: Session, urls: tuple[str, ...]) -> None:
    """Put feeds on the list; 'feeds poll' then reads them."""
    with session.open_store(create=True) as store:
        feed_list = FeedList(store.database)
        added = sum([feed_list.add(url) for url in urls])
    click.echo(f"{added:,} added, {len(urls) - added:,} there before")


@feeds.command(name="list")
@json_option
@home_option
@click.pass_obj
def list_feeds(session: Session, as_json: bool) -> None:
    """Show the feeds, and how their last poll went."""
    with session.open_store() as store:
        listed = FeedList(store.database).list()
    if as_json:
        print_json([_shown(feed) for feed in listed])
        return
    for feed in listed:
        click.echo(f"{feed.url}\n  {feed.title or '(no title yet)'} · {_state(feed)}")
    if not listed:
        click.echo("no feeds: put one on the list with 'backfile feeds add URL'")


@feeds.command()
@click.argument("url", metavar="URL")
@home_option
@click.pass_obj
def remove(session: Session, url: str) -> None:
    """Take a feed off the list; its articles stay."""
    with session.open_store() as store:
        FeedList(store.database).remove(url)
    click.echo("removed")


@feeds.command(name="poll")
@click.option("--allow-private", is_flag=True, help="Fetch from servers in private networks, too.")
@json_option
@home_option
@click.pass_obj
def poll_feeds(session: Session, allow_private: bool, as_json: bool) -> None:
    """Add what is new in the feeds that are due, then bring the index up to date.

    Each new item's page is fetched; where it cannot be had, the item's own text is kept. Run
    it as often as you like: a feed is asked every half hour at the most.
    """
    fetcher = Fetcher(allow_private=allow_private)
    robots = Robots(fetcher)
    tally = _PollTally()
    with session.open_store() as store:
        feed_list = FeedList(store.database)
        due = feed_list.due(datetime.now(UTC))
        for feed in due:
            polled = poll(feed, fetcher, robots, known=partial(_is_known, store))
            for batch in _batches(polled.stories, tally):
                tally.outcomes.update(store.add(batch))
            feed_list.record(feed.url, polled.after)
            if polled.after.problem:
                tally.note(polled.after.problem)
        session.after_change(session, store)
    counts = {str(outcome): tally.outcomes[outcome] for outcome in Outcome}
    problems = tally.problems
    if as_json:
        print_json({"feeds": len(due), **counts, "problems": problems})
    else:
        said = ", ".join(f"{number:,} {name}" for name, number in counts.items())
        click.echo(f"{len(due):,} feeds polled: {said}, {problems:,} problems")
    if problems:
        stop(SOME_FAILED)


@dataclass(slots=True)
class _PollTally:
    """What polling came to so far: articles, and what could not be had of feeds."""

    outcomes: Counter[Outcome] = field(default_factory=Counter[Outcome])
    problems: int = 0

    def note(self, problem: str) -> None:
        """Say what could not be had, and count it."""
        say(problem)
        self.problems += 1


def _batches(stories: Iterable[NewItem | Unreadable], tally: _PollTally) -> Iterator[list[Record]]:
    """The articles of the stories, as many at once as are worth a transaction."""
    batch: list[Record] = []
    size_bytes = 0
    for story in stories:
        if isinstance(story, Unreadable):
            tally.note(story.reason)
            continue
        if story.reason:
            say(story.reason)
        found = articles_of(story, read_document)
        for article in (record.article for record in found):
            if article.published.notice:
                say(f"{article.provenance.source}: {article.published.notice}")
        batch += found
        size_bytes += sum(len(record.raw.content) for record in found if story.page)
        if len(batch) >= _BATCH_RECORDS or size_bytes >= _BATCH_BYTES:
            yield batch
            batch, size_bytes = [], 0
    yield batch


def _is_known(store: Store, url: str) -> bool:
    """Whether the archive holds an article of this address."""
    wanted = article_id(f"url:{canonical_url(url)}")
    return wanted in store.get_many([wanted])


def _state(feed: Feed) -> str:
    if feed.stopped:
        return f"stopped: {feed.problem}"
    if feed.problem:
        times = "once" if feed.failures == 1 else f"{feed.failures:,} times"
        return f"failed {times}, next at {feed.next_poll}: {feed.problem}"
    return f"polled {feed.polled}, next at {feed.next_poll}" if feed.polled else "not polled yet"


def _shown(feed: Feed) -> dict[str, object]:
    return {
        "url": feed.url,
        "title": feed.title,
        "polled": feed.polled,
        "next_poll": feed.next_poll,
        "failures": feed.failures,
        "problem": feed.problem,
        "stopped": feed.stopped,
    }
