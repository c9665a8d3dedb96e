"""The commands that fill and read the archive: add, inspect, show, remove."""

import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from archive.article import Article
from archive.cards import card
from archive.commands import Session, home_option, json_option, print_json, say, stop
from archive.errors import MappingError, SourceError, UnreadableRecord
from archive.ingest import Tally, add_files, find_files, read_file
from archive.readers import parse_mapping
from archive.store import Outcome

# sysexits.h: the input was there, but some of it was no good. The rest has been added.
SOME_REJECTED = 65
# What a shell gives a command that Ctrl-C ended.
INTERRUPTED = 130

paths_argument = click.argument(
    "paths", nargs=-1, required=True, type=click.Path(path_type=Path, readable=False)
)
map_option = click.option(
    "--map",
    "pairs",
    multiple=True,
    metavar="FIELD=COLUMN",
    help="Which column (or dotted path) of JSON Lines or CSV holds a field; can be repeated.",
)


@click.command()
@paths_argument
@map_option
@json_option
@home_option
@click.pass_obj
def add(session: Session, paths: tuple[Path, ...], pairs: tuple[str, ...], as_json: bool) -> None:
    """Add articles from files and folders, then bring the index up to date.

    Takes text copied from pages, JSON Lines and CSV, each also gzipped. What is already there
    is skipped, what has changed becomes a new version, what cannot be read is named.
    """
    started = time.perf_counter()
    mapping = parse_mapping(list(pairs))
    files = find_files(paths)
    tally = Tally()
    with session.open_store(create=True) as store:
        try:
            with _progress(files) as progress:
                add_files(store, files, mapping, tally, progress=progress)
        except KeyboardInterrupt:
            _say_left_out(tally)
            say(
                f"stopped: {tally.stored:,} articles of this run are stored: "
                "run the same command again to go on"
            )
            stop(INTERRUPTED)
        _say_left_out(tally)
        session.after_change(session, store)
    seconds = time.perf_counter() - started
    counts = {str(outcome): tally.outcomes[outcome] for outcome in Outcome}
    if as_json:
        print_json({**counts, "rejected": len(tally.rejected), "seconds": round(seconds, 3)})
    else:
        said = ", ".join(f"{number:,} {name}" for name, number in counts.items())
        click.echo(f"{said}, {len(tally.rejected):,} rejected in {seconds:.1f} s")
    if tally.rejected:
        stop(SOME_REJECTED)


@click.command()
@paths_argument
@map_option
@json_option
def inspect(paths: tuple[Path, ...], pairs: tuple[str, ...], as_json: bool) -> None:
    """Show what adding files would store, and store nothing.

    With --json, one article a line.
    """
    mapping = parse_mapping(list(pairs))
    rejected = 0
    for path in find_files(paths):
        try:
            for record in read_file(path, mapping):
                if isinstance(record, UnreadableRecord):
                    rejected += 1
                    say(str(record))
                elif as_json:
                    print_json(_without_id(record.article))
                else:
                    click.echo(card(record.article) + "\n")
        except (SourceError, MappingError) as error:
            rejected += 1
            say(str(error))
    if rejected:
        stop(SOME_REJECTED)


@click.command()
@click.argument("article_id", metavar="ID")
@json_option
@home_option
@click.pass_obj
def show(session: Session, article_id: str, as_json: bool) -> None:
    """Show one article."""
    with session.open_store() as store:
        article = store.get(article_id)
    if as_json:
        print_json(article.to_json())
    else:
        click.echo(card(article))


@click.command()
@click.argument("article_ids", metavar="ID…", nargs=-1, required=True)
@home_option
@click.pass_obj
def remove(session: Session, article_ids: tuple[str, ...]) -> None:
    """Take articles out of the archive and its index.

    Their versions stay in the store, unseen, and adding them again brings them back.
    """
    with session.open_store() as store:
        for article_id in article_ids:
            store.get(article_id)
        removed = store.delete(article_ids)
        session.after_change(session, store)
    click.echo(f"{removed:,} removed")


def _without_id(article: Article) -> dict[str, object]:
    document = article.to_json()
    del document["id"]
    return document


def _say_left_out(tally: Tally) -> None:
    for reason in (*(rejected.reason for rejected in tally.rejected), *tally.repeats):
        say(reason)


@contextmanager
def _progress(files: list[Path]) -> Generator[Callable[[Path, Tally], None]]:
    """A bar over the files on a terminal, nothing elsewhere."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda _path, _tally: None
        return
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[read]} articles read"),
        console=console,
    ) as bar:
        task = bar.add_task("Adding", total=len(files), read="0")
        done: set[Path] = set()

        def report(path: Path, tally: Tally) -> None:
            done.add(path)
            bar.update(task, completed=len(done), read=f"{tally.read:,}")

        yield report
