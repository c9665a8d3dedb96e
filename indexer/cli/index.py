"""The commands that keep the index: update, rebuild, engines."""

from collections.abc import Callable
from dataclasses import asdict

import click

from archive.cli.progress_bar import progress_bar
from archive.cli.session import Session, home_option, json_option, print_json, say
from archive.errors import AuthorityError
from archive.store.refresh import Refreshed, refresh
from archive.store.store import Store
from indexer.cli.benchmark import EngineMeasurement, measure
from indexer.cli.output import print_engines
from indexer.cli.wording import counted, sentence_case
from indexer.engines.registry import ENGINES, KNOWN_ENGINES, engine_kind
from indexer.index import build
from indexer.index.generations import Generations


def update_index(session: Session, store: Store) -> None:
    """Update the index of this run's home, with a progress bar on a terminal.

    An error in the owner's names file is reported, and does not stop the update.
    """
    try:
        _say_refreshed(_refreshed(session, store))
    except AuthorityError as error:
        say(f"{error}; until then what it said before counts")
    built = _build(build.update, session, store)
    if built.reason:
        say(f"{built.reason}, so it was built anew ({built.seconds:.1f} s)")


@click.command()
@json_option
@home_option
@click.pass_obj
def update(session: Session, as_json: bool) -> None:
    """Bring the index up to the stored articles.

    Before that, what was changed in names.toml, sources.toml and regions.toml is made to count:
    only the articles that it concerns are worked out anew.
    """
    with session.open_store() as store:
        _bring_up(build.update, session, store, as_json=as_json)


@click.command()
@click.option("--engine", default="", metavar="NAME", help="whoosh, or tantivy for large archives.")
@json_option
@home_option
@click.pass_obj
def rebuild(session: Session, engine: str, as_json: bool) -> None:
    """Build the index anew beside the old one, check it, and put it in its place."""
    if engine:
        session.override(engine=engine)
    with session.open_store() as store:
        _bring_up(build.rebuild, session, store, as_json=as_json)


def _bring_up(
    how: Callable[..., build.Built], session: Session, store: Store, *, as_json: bool
) -> None:
    refreshed = _refreshed(session, store)
    built = _build(how, session, store)
    if as_json:
        numbers = asdict(built)
        del numbers["reason"]
        print_json(
            numbers
            | {
                "seconds": round(built.seconds, 3),
                "refreshed": refreshed.articles,
                "refresh_seconds": round(refreshed.seconds, 3),
            }
        )
        return
    _say_refreshed(refreshed)
    if built.reason:
        outcome = f"{sentence_case(built.reason)}, so it was built anew"
    else:
        outcome = "Index built anew" if built.rebuilt else "Index brought up to date"
    click.echo(
        f"{outcome}: {counted(built.changes, 'change')} read, "
        f"{counted(built.articles, 'article')}, {built.seconds:.1f} s"
    )


@click.command()
@click.option("--measure", "measured", is_flag=True, help="Build and ask an index by each.")
@json_option
@home_option
@click.pass_obj
def engines(session: Session, measured: bool, as_json: bool) -> None:
    """List the search engines: which are installed, which is in use, and when to switch.

    With --measure each indexes this archive, in a folder that is removed again, and answers
    questions from it: that takes as long as a rebuild by each.
    """
    numbers: dict[str, EngineMeasurement] = {}
    if measured:
        with session.open_store() as store:
            for kind in map(engine_kind, ENGINES):
                with progress_bar(f"Measuring {kind.name}") as progress:
                    numbers[kind.name] = measure(store, kind, session.settings.home, progress)
    used = session.settings.engine or build.engine_in_use(_generations(session))
    if as_json:
        print_json(
            [
                {
                    "name": known.name,
                    "installed": known.version or None,
                    "in_use": known.name == used,
                    "suits": known.suits,
                    "measured": asdict(numbers[known.name]) if known.name in numbers else None,
                }
                for known in KNOWN_ENGINES
            ]
        )
    else:
        print_engines(used, numbers)


def _refreshed(session: Session, store: Store) -> Refreshed:
    """Apply changes of the owner's names and regions files, before the index is built."""
    with progress_bar("Looking at names and regions") as progress:
        return refresh(store, session.settings.home, progress)


def _say_refreshed(refreshed: Refreshed) -> None:
    if refreshed.articles:
        have = "article has" if refreshed.articles == 1 else "articles have"
        other = "other regions, languages or names"
        say(f"{refreshed.articles:,} {have} {other} now ({refreshed.seconds:.1f} s)")


def _generations(session: Session) -> Generations:
    return Generations(session.settings.index)


def _build(how: Callable[..., build.Built], session: Session, store: Store) -> build.Built:
    generations = _generations(session)
    kind = engine_kind(session.settings.engine or build.engine_in_use(generations))
    with progress_bar("Indexing") as progress:
        return how(store, generations, kind, progress)
