"""Commands on feeds: add, list, poll, remove."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial

import click

from archive.cli.session import (
    Session,
    home_option,
    json_option,
    print_json,
    say,
    stop,
    stop_interrupted,
)
from archive.feeds.http_client import Fetcher
from archive.feeds.polling import Pages, poll
from archive.ingest.events import Checkpoint, Given
from archive.ingest.ingest import add_documents
from archive.ingest.tally import Tally
from archive.store.feed_list import Feed, FeedList
from archive.store.store import Outcome

# EX_TEMPFAIL of sysexits.h: some of the feeds, or of their items, could not be had.
SOME_FAILED = 75


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
    report = _PollReport()
    with session.open_store() as store:
        feed_list = FeedList(store.database)
        due = feed_list.due(datetime.now(UTC))
        pages = Pages(
            Fetcher(allow_private=allow_private),
            known=lambda wanted: wanted in store.get_many([wanted]),
            missed=say,
        )
        polled = _polled(due, pages, feed_list, report)
        try:
            add_documents(store, polled, report.tally, report.print_new)
        except KeyboardInterrupt:
            stop_interrupted(report.tally.stored)
        session.after_change(session, store)
    counts = {str(outcome): report.tally.outcomes[outcome] for outcome in Outcome}
    problems = report.problems
    if as_json:
        print_json({"feeds": len(due), **counts, "problems": problems})
    else:
        said = ", ".join(f"{number:,} {name}" for name, number in counts.items())
        click.echo(f"{len(due):,} feeds polled: {said}, {problems:,} problems")
    if problems:
        stop(SOME_FAILED)


def _polled(
    due: Iterable[Feed], pages: Pages, feed_list: FeedList, report: "_PollReport"
) -> Iterator[Given]:
    """Documents of all feeds; a checkpoint after each saves its state once they are stored."""
    for feed in due:
        came = poll(feed, pages)
        if came.problem:
            report.note(came.problem)
        yield from came.documents
        yield Checkpoint(partial(feed_list.record, feed.url, came.after))


@dataclass(slots=True)
class _PollReport:
    """Prints problems while polling goes on, and counts them."""

    tally: Tally = field(default_factory=Tally)
    _feeds_at_fault: int = 0
    _rejected: int = 0
    _notices: int = 0

    @property
    def problems(self) -> int:
        """Number of feeds that failed, and of unreadable documents."""
        return self._feeds_at_fault + len(self.tally.rejected)

    def note(self, problem: str) -> None:
        """Print why a feed failed, and count it."""
        say(problem)
        self._feeds_at_fault += 1

    def print_new(self) -> None:
        """Print rejections and notices that were added to the tally since the last call."""
        for sentence in self.tally.rejected[self._rejected :]:
            say(sentence)
        for sentence in self.tally.notices[self._notices :]:
            say(sentence)
        self._rejected, self._notices = len(self.tally.rejected), len(self.tally.notices)


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
