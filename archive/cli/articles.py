"""The commands that fill the archive: add, inspect, remove."""

import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from itertools import chain

import click

from archive.cli.article_card import card
from archive.cli.article_id import ARTICLE_ID
from archive.cli.mapping_options import mapping_options, stated_by
from archive.cli.named_inputs import inputs_argument, opened_inputs
from archive.cli.progress_bar import progress_bar
from archive.cli.session import (
    Session,
    home_option,
    json_option,
    print_json,
    say,
    stop,
    stop_interrupted,
)
from archive.errors import SourceError
from archive.ingest.document_reading import Reading
from archive.ingest.ingest import add_inputs, read_input
from archive.ingest.inputs import Input
from archive.ingest.map_files import write_map
from archive.ingest.tally import Progress, Tally
from archive.model.article import Article
from archive.model.document import Notice, Unreadable
from archive.model.exported import ExportedCollection, ExportedDocument
from archive.model.text import one_line
from archive.store.store import Outcome, Store

# EX_DATAERR of sysexits.h: some of the input was rejected. The rest has been added.
SOME_REJECTED = 65
# Reasons of each kind that are printed at most.
MOST_SAID = 100
# Columns that are named at most.
MOST_COLUMNS = 20


@click.command()
@inputs_argument
@mapping_options
@click.option(
    "--save-map", metavar="NAME", help="Keep the map of this command in the home, for --map-file."
)
@json_option
@home_option
@click.pass_obj
def add(
    session: Session,
    given: tuple[str, ...],
    allow_private: bool,
    pairs: tuple[str, ...],
    constants: tuple[str, ...],
    map_file: str | None,
    save_map: str | None,
    as_json: bool,
) -> None:
    """Add articles from files and folders, standard input or pages, then update the index.

    Takes web pages, feeds, web archives, agency formats, mail, PDF, EPUB, Word, RTF, Markdown,
    text copied from pages, JSON Lines and CSV, and packages of them. What is already there is
    skipped, what has changed becomes a new version, what cannot be read goes to quarantine. What
    has no date, and columns that nothing was read from, are told at the end.

    A lone - is standard input. A URL is one page, fetched if its site's robots.txt allows it.
    """
    mapping = stated_by(session, pairs, constants, map_file)
    with _interruptible(), opened_inputs(given, mapping, allow_private=allow_private) as inputs:
        if save_map:
            write_map(session.settings.maps, save_map, mapping)
        with session.open_store(create=True) as store, _progress() as progress:

            def work(tally: Tally) -> None:
                add_inputs(store, inputs, tally, progress=progress)

            adding(session, store, work, as_json=as_json)


@contextmanager
def _interruptible() -> Generator[None]:
    """Ends the command in good order after Ctrl-C while nothing has been stored yet."""
    try:
        yield
    except KeyboardInterrupt:
        stop_interrupted(0)


def adding(session: Session, store: Store, work: Callable[[Tally], None], *, as_json: bool) -> None:
    """Run work that adds articles, update the index, print the counts; exits if some failed."""
    started = time.perf_counter()
    tally = Tally()
    try:
        work(tally)
    except KeyboardInterrupt:
        _say_left_out(tally)
        stop_interrupted(tally.stored)
    _say_left_out(tally)
    session.after_change(session, store)
    seconds = time.perf_counter() - started
    counts = {str(outcome): tally.outcomes[outcome] for outcome in Outcome}
    if as_json:
        left_out = {"rejected": len(tally.rejected), "notices": len(tally.notices)}
        told = {
            "left_out": [{"kind": k, "count": n} for k, n in tally.left_out.most_common()],
            "undated": tally.undated,
            "columns_not_used": sorted(tally.columns.unused),
        }
        print_json({**counts, **left_out, **told, "seconds": round(seconds, 3)})
    else:
        said = ", ".join(f"{number:,} {name}" for name, number in counts.items())
        click.echo(f"{said}, {len(tally.rejected):,} rejected in {seconds:.1f} s")
        if missing := "; ".join(_missing(tally)):
            click.echo(missing)
    if tally.rejected:
        stop(SOME_REJECTED)


@click.command()
@inputs_argument
@mapping_options
@json_option
@home_option
@click.pass_obj
def inspect(
    session: Session,
    given: tuple[str, ...],
    allow_private: bool,
    pairs: tuple[str, ...],
    constants: tuple[str, ...],
    map_file: str | None,
    as_json: bool,
) -> None:
    """Show what adding files would store, and store nothing.

    With --json, one article a line.
    """
    mapping = stated_by(session, pairs, constants, map_file)
    rejected = 0
    with opened_inputs(given, mapping, allow_private=allow_private) as inputs:
        for record in chain.from_iterable(map(_read, inputs)):
            if isinstance(record, Unreadable):
                rejected += 1
                say(record.reason)
            elif isinstance(record, Notice):
                say(record.sentence)
            elif isinstance(record, ExportedDocument | ExportedCollection):
                continue
            elif as_json:
                print_json(_without_id(record.article))
            else:
                click.echo(card(record.article) + "\n")
    if rejected:
        stop(SOME_REJECTED)


def _read(file: Input) -> Iterator[Reading]:
    """Records of an input, with the reason in place of one that cannot be had."""
    try:
        yield from read_input(file)
    except SourceError as error:
        yield Unreadable(str(error), file.name)


@click.command()
@click.argument("article_ids", metavar="ID…", nargs=-1, required=True, type=ARTICLE_ID)
@home_option
@click.pass_obj
def remove(session: Session, article_ids: tuple[str, ...]) -> None:
    """Take articles out of the archive and its index.

    Each ID is an article's id, at least four characters of its beginning, or the address of its
    page.

    Their versions stay in the store, unseen, and adding them again brings them back.
    """
    with session.open_store() as store:
        removed = store.delete(article_ids)
        session.after_change(session, store)
    click.echo(f"{removed:,} removed")


def _without_id(article: Article) -> dict[str, object]:
    document = article.to_json()
    del document["id"]
    return document


def _say_left_out(tally: Tally) -> None:
    for reasons, rest in (
        (tally.rejected, "could not be read: 'backfile quarantine list' has all of them"),
        (tally.repeats, "came before in this run"),
        (tally.notices, "notices of such kinds"),
    ):
        for reason in reasons[:MOST_SAID]:
            say(reason)
        if len(reasons) > MOST_SAID:
            say(f"{len(reasons) - MOST_SAID:,} more {rest}")


def _missing(tally: Tally) -> Iterator[str]:
    """What the articles of a run lack, and what of the files is not in them."""
    if tally.undated:
        yield f"{tally.undated:,} of {tally.stored:,} without a date"
    if unused := sorted(tally.columns.unused):
        more = f" and {len(unused) - MOST_COLUMNS:,} more" if len(unused) > MOST_COLUMNS else ""
        shown = ", ".join(one_line(column) for column in unused[:MOST_COLUMNS])
        yield f"columns not used: {shown}{more}"
    if tally.left_out:
        kinds = ", ".join(f"{kind} {count:,}" for kind, count in tally.left_out.most_common())
        yield f"notices: {kinds}"


@contextmanager
def _progress() -> Generator[Callable[[Progress], None]]:
    """Progress bar over the bytes of all files, on a terminal only."""
    started = time.perf_counter()
    with progress_bar("Adding", in_bytes=True) as report:

        def tell(so_far: Progress) -> None:
            if report is not None:
                rate = so_far.tally.read / (time.perf_counter() - started)
                note = f"{so_far.tally.read:,} articles, {rate:,.0f} a second"
                report(so_far.read_bytes, so_far.total_bytes, note)

        yield tell
