"""The commands for alerts: backfile alerts."""

from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import click
from filelock import FileLock, Timeout

from archive.cli.session import Session, home_option, json_option, print_json, say, stop
from archive.durable_file import replace_file
from archive.errors import BusyError, NotFoundError, system_errors_named
from archive.settings import Settings
from archive.store.arrivals import identity
from archive.store.audit import system_user
from archive.store.connection import Database
from archive.store.saved_searches import WRITTEN, SavedSearch, SavedSearches, is_address
from archive.store.store import Store
from indexer.cli.search_options import opened_for_changes
from indexer.cli.wording import counted
from indexer.desk.alerts import Digest, Silence, next_digest, silence
from indexer.index.generations import Generations
from indexer.search.service import SearchService
from webui.cli.alert_messages import Letterhead, digest_message, plain_text, silence_message
from webui.cli.mail_server import MailServer, check_mail_settings, mail_server
from webui.pages.desk.saved_counts import saved_state

# Nobody waits for an alert.
_TIME_LIMIT_S = 60.0
# Of one search in one run: the next run goes on.
_MOST_DIGESTS = 10
_SENDER = "backfile@localhost"

Send = Callable[[SavedSearch, EmailMessage], None]


@click.group()
def alerts() -> None:
    """Be told of what is new in saved searches, by mail or as files."""


@alerts.command("list")
@json_option
@home_option
@click.pass_obj
def list_(session: Session, as_json: bool) -> None:
    """List the saved searches that have an alert."""
    with session.open_store() as store:
        found = [each for each in SavedSearches(store.database).listed() if each.alert_to]
    if as_json:
        print_json([_json(each) for each in found])
        return
    for each in found:
        silent = ", also of a silence" if each.on_silence else ""
        last = f", last on {each.alerted_moment}" if each.alerted_moment else ""
        click.echo(f"{each.name}: {_where(each)}{silent}{last}")


@alerts.command("set")
@click.argument("name")
@click.option(
    "--to",
    required=True,
    metavar="ADDRESS",
    help="The mail address, or - for where a run writes to.",
)
@click.option("--on-silence", is_flag=True, help="Also tell when nothing came for unusually long.")
@home_option
@click.pass_obj
def set_(session: Session, name: str, to: str, on_silence: bool) -> None:
    """Give a saved search an alert: it tells what comes in from now on."""
    with opened_for_changes(session) as (store, service):
        searches = SavedSearches(store.database)
        search = searches.named(name)
        searches.set_alert(
            search.id, to, on_silence=on_silence, after=service.horizon(), who=system_user()
        )


@alerts.command()
@click.argument("name")
@home_option
@click.pass_obj
def remove(session: Session, name: str) -> None:
    """Take the alert of a saved search away; the search stays."""
    with session.open_store() as store:
        searches = SavedSearches(store.database)
        searches.set_alert(searches.named(name).id, "", after=0, who=system_user())


@alerts.command()
@click.option("--dry-run", is_flag=True, help="Say what would be told; tell and note nothing.")
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write messages into this folder in place of mailing them.",
)
@home_option
@click.pass_obj
def run(session: Session, dry_run: bool, output: Path | None) -> None:
    """Tell what is new in saved searches since the last run: for cron or a systemd timer.

    Each article is told once. Where the mail server fails, nothing is lost: the exit code is 75,
    and the next run tells it.
    """
    settings = session.settings
    failed = False
    with ExitStack() as stack:
        store = stack.enter_context(session.open_store())
        service = stack.enter_context(
            SearchService(store, Generations(settings.index), _TIME_LIMIT_S)
        )
        stack.enter_context(_alone(settings))
        searches = SavedSearches(store.database)
        due = [each for each in searches.listed() if each.alert_to]
        told = _Run(settings, store, service, searches)
        if dry_run:
            for search in due:
                told.foretell(search)
            return
        if not output and any(each.alert_to != WRITTEN for each in due):
            check_mail_settings(settings)
        outbox = _Outbox(settings, output, stack)
        for search in due:
            try:
                told.tell(search, outbox.send)
            except NotFoundError:
                # Deleted meanwhile.
                continue
            except BusyError as error:
                say(str(error))
                failed = True
                if outbox.down:
                    break
    if failed:
        stop(BusyError.exit_code)


@dataclass(frozen=True, slots=True)
class _Run:
    """One run over the saved searches."""

    settings: Settings
    store: Store
    service: SearchService
    searches: SavedSearches

    def foretell(self, search: SavedSearch) -> None:
        """Say what a run would tell of a search."""
        digest = self._next(search)
        number = len(digest.articles) + digest.more
        silent = self._silence(search) if not number else None
        what = f"silent for {silent.lasted.days:,} days" if silent else counted(number, "article")
        click.echo(f"{search.name}: {what} to tell {_where(search)}")

    def tell(self, search: SavedSearch, send: Send) -> None:
        """Send the digests of a search, each noted before and after, or tell of its silence."""
        told = 0
        for _ in range(_MOST_DIGESTS):
            digest = self._next(search)
            if digest.articles:
                self.searches.begin_digest(search.id, digest.upto)
                send(search, digest_message(digest, self._head()))
                told += len(digest.articles)
            if digest.articles or digest.upto > search.alerted or digest.late or search.pending:
                self.searches.end_digest(search.id, digest.upto, digest.late)
            # What came in after a digest was begun waits for the next one.
            if not (digest.more or search.pending):
                break
            search = self.searches.get(search.id)
        if told:
            click.echo(f"{search.name}: told {_where(search)} of {counted(told, 'article')}")
        elif silent := self._silence(search):
            send(search, silence_message(silent, self._head()))
            self.searches.note_silence(search.id, silent.last.article.arrival)
            click.echo(f"{search.name}: told {_where(search)} of a silence")

    def _next(self, search: SavedSearch) -> Digest:
        question = saved_state(search.query).question()
        digest = next_digest(search, question, self.service, self._database)
        if not digest.complete:
            raise BusyError(
                f"{search.name}: time ran out before the whole archive was searched: "
                "narrow the search"
            )
        return digest

    def _silence(self, search: SavedSearch) -> Silence | None:
        if not search.on_silence:
            return None
        question = saved_state(search.query).question()
        return silence(search, question, self.service, datetime.now(UTC))

    @property
    def _database(self) -> Database:
        return self.store.database

    def _head(self) -> Letterhead:
        stated = self.settings.smtp_from
        # Messages that are written need none of the settings for mail.
        sender = stated if is_address(stated) else _SENDER
        return Letterhead(identity(self._database), sender, _address(self.settings))


def _address(settings: Settings) -> str:
    """Address of the pages, with a slash at its end."""
    if settings.address:
        return f"{settings.address.rstrip('/')}/"
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{settings.port}/"


def _where(search: SavedSearch) -> str:
    return "where the run writes" if search.alert_to == WRITTEN else search.alert_to


@contextmanager
def _alone(settings: Settings) -> Generator[None]:
    """Hold the lock of runs; raises `BusyError` where another run holds it."""
    lock = FileLock(settings.home / "alerts.lock", timeout=0)
    with system_errors_named(settings.home):
        try:
            lock.acquire()
        except Timeout as error:
            raise BusyError("another run of alerts is under way: it tells what is new") from error
    try:
        yield
    finally:
        lock.release()


class _Outbox:
    """Sends messages: as files, or by mail and on standard output.

    The mail server is asked at the first mail only. It is `down` where it cannot be reached.
    """

    def __init__(self, settings: Settings, output: Path | None, stack: ExitStack) -> None:
        if output:
            with system_errors_named(output):
                output.mkdir(parents=True, exist_ok=True)
        self.down = False
        self._settings = settings
        self._output = output
        self._stack = stack
        self._server: MailServer | None = None

    def send(self, search: SavedSearch, message: EmailMessage) -> None:
        """Send a message; raises `BusyError` where it cannot be sent now."""
        if self._output:
            _write(self._output, message)
        elif search.alert_to == WRITTEN:
            click.echo(plain_text(message))
        else:
            self._mail_server().send(message)

    def _mail_server(self) -> MailServer:
        if self._server is None:
            try:
                self._server = self._stack.enter_context(mail_server(self._settings))
            except BusyError:
                self.down = True
                raise
        return self._server


def _write(folder: Path, message: EmailMessage) -> None:
    """Write a message to a file that is named by its id: the same one is written over itself."""
    name = message["Message-ID"].strip("<>").partition("@")[0]
    path = folder / f"{name}.eml"
    with system_errors_named(path):
        replace_file(path, message.as_string())


def _json(search: SavedSearch) -> dict[str, Any]:
    return {
        "name": search.name,
        "query": search.query,
        "to": search.alert_to,
        "on_silence": search.on_silence,
        "alerted": search.alerted,
        "alerted_moment": search.alerted_moment,
    }
