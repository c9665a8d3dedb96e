"""The commands that build and ask the index: update, rebuild, engines, search, stats."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import asdict

import click
from rich.console import Console
from rich.progress import Progress

from archive.commands import Session, home_option, json_option, print_json, say
from archive.errors import AuthorityError, IndexDamagedError, UserError
from archive.refresh import Refreshed, refresh
from archive.store import Store
from indexer import build
from indexer.engine import FacetFilter, Sort
from indexer.engines import DEFAULT_ENGINE, ENGINES, KNOWN_ENGINES, engine_kind
from indexer.fields import FACETS
from indexer.generations import Generations
from indexer.measuring import Measured, measure
from indexer.parser import date_range
from indexer.printing import print_engines, print_results
from indexer.query import DateRange
from indexer.results import Question
from indexer.search import SearchService

_FACET_NAMES = tuple(facet.name for facet in FACETS)


def update_index(session: Session, store: Store) -> None:
    """Bring the index of this run's home up to its store, with a bar on a terminal.

    A fault in what the owner says about names is told, and keeps nothing from being found.
    """
    try:
        _say_refreshed(_refreshed(session, store))
    except AuthorityError as error:
        say(f"{error}; until then what it said before counts")
    _build(build.update, session, store)


@click.command()
@json_option
@home_option
@click.pass_obj
def update(session: Session, as_json: bool) -> None:
    """Bring the index up to the stored articles.

    Before that, what was changed in names.toml and regions.toml is made to count: only the
    articles that it concerns are worked out anew.
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
        session.settings = session.settings.model_copy(update={"engine": engine})
    with session.open_store() as store:
        _bring_up(build.rebuild, session, store, as_json=as_json)


def _bring_up(
    how: Callable[..., build.Built], session: Session, store: Store, *, as_json: bool
) -> None:
    refreshed = _refreshed(session, store)
    built = _build(how, session, store)
    if as_json:
        print_json(
            asdict(built)
            | {
                "seconds": round(built.seconds, 3),
                "refreshed": refreshed.articles,
                "refresh_seconds": round(refreshed.seconds, 3),
            }
        )
        return
    _say_refreshed(refreshed)
    what = "built anew" if built.rebuilt else "brought up to date"
    click.echo(
        f"Index {what}: {built.changes:,} changes read, {built.articles:,} articles, "
        f"{built.seconds:.1f} s"
    )


def _refreshed(session: Session, store: Store) -> Refreshed:
    """What came of letting the owner's names and regions count, before the index is built."""
    with _progress("Looking at names and regions") as progress:
        return refresh(store, session.settings.home, progress)


def _say_refreshed(refreshed: Refreshed) -> None:
    if refreshed.articles:
        have = "article has" if refreshed.articles == 1 else "articles have"
        say(f"{refreshed.articles:,} {have} other regions or names now ({refreshed.seconds:.1f} s)")


def _facet_options(command: Callable[..., None]) -> Callable[..., None]:
    for name in reversed(_FACET_NAMES):
        command = click.option(
            f"--{name}", multiple=True, metavar="VALUE", help=f"Only this {name}; can be repeated."
        )(command)
    return command


@click.command()
@click.argument("query", default="")
@_facet_options
@click.option("--from", "first", metavar="DATE", help="From this day, month or year on.")
@click.option("--to", "last", metavar="DATE", help="Up to and with this day, month or year.")
@click.option(
    "--exclude", multiple=True, metavar="FACET=VALUE", help="None with this value; can be repeated."
)
@click.option(
    "--sort",
    type=click.Choice([str(sort) for sort in Sort]),
    help="Default: relevance, newest for no query.",
)
@click.option("--any", "any_word", is_flag=True, help="One of the words is enough.")
@click.option(
    "--explain", is_flag=True, help="Show how the query was read, and what each part finds."
)
@click.option("--limit", type=click.IntRange(0, 1000), default=10, show_default=True)
@click.option("--offset", type=click.IntRange(0), default=0, help="Skip so many hits.")
@json_option
@home_option
@click.pass_obj
def search(
    session: Session,
    query: str,
    first: str | None,
    last: str | None,
    exclude: tuple[str, ...],
    sort: str | None,
    any_word: bool,
    explain: bool,
    limit: int,
    offset: int,
    as_json: bool,
    **included: tuple[str, ...],
) -> None:
    """Search the archive. Without a query, everything, newest first."""
    with session.open_store() as store, SearchService(store, _generations(session)) as service:
        results = service.search(
            Question(
                text=query,
                filters=_filters(service, included, exclude),
                first=_days(first, "--from").first,
                last=_days(last, "--to").last,
                sort=Sort(sort) if sort else Sort.RELEVANCE if query.strip() else Sort.NEWEST,
                offset=offset,
                limit=limit,
                any_word=any_word,
                explain=explain,
            )
        )
    if as_json:
        print_json(results.to_json())
    else:
        print_results(results)


@click.command()
@json_option
@home_option
@click.pass_obj
def stats(session: Session, as_json: bool) -> None:
    """Show how much the archive holds, and how far the index has read it."""
    with session.open_store() as store, SearchService(store, _generations(session)) as service:
        state = asdict(service.state())
    if as_json:
        print_json(state)
    else:
        for name, value in state.items():
            click.echo(
                f"{name.replace('_', ' '):<18}{value:,}"
                if isinstance(value, int)
                else f"{name:<18}{value}"
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
    numbers: dict[str, Measured] = {}
    if measured:
        with session.open_store() as store:
            for kind in ENGINES.values():
                with _progress(f"Measuring {kind.name}") as progress:
                    numbers[kind.name] = measure(store, kind, session.settings.home, progress)
    used = session.settings.engine or _engine_in_use(_generations(session))
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


def _generations(session: Session) -> Generations:
    return Generations(session.settings.index)


def _build(how: Callable[..., build.Built], session: Session, store: Store) -> build.Built:
    generations = _generations(session)
    kind = engine_kind(session.settings.engine or _engine_in_use(generations))
    with _progress("Indexing") as progress:
        return how(store, generations, kind, progress)


def _engine_in_use(generations: Generations) -> str:
    """The name of the engine that made the index, the default one's where there is none."""
    try:
        current = generations.current()
        manifest = current.manifest() if current else None
    except IndexDamagedError:
        manifest = None
    return manifest.engine if manifest else DEFAULT_ENGINE


@contextmanager
def _progress(what: str) -> Generator[build.Progress | None]:
    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    with Progress(console=console) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _filters(
    service: SearchService, included: dict[str, tuple[str, ...]], excluded: tuple[str, ...]
) -> dict[str, FacetFilter]:
    """The ticked values by facet, found by the names that were typed."""
    without: dict[str, list[str]] = {}
    for pair in excluded:
        facet, equals, name = pair.partition("=")
        if not equals or facet not in _FACET_NAMES:
            raise UserError(
                f"--exclude {pair}: write it as facet=value, with one of {', '.join(_FACET_NAMES)}"
            )
        without.setdefault(facet, []).append(name)
    return {
        facet: FacetFilter(
            include=_values(service, facet, included[facet]),
            exclude=_values(service, facet, without.get(facet, ())),
        )
        for facet in _FACET_NAMES
        if included[facet] or facet in without
    }


def _values(
    service: SearchService, facet: str, names: tuple[str, ...] | list[str]
) -> frozenset[str]:
    return frozenset(value for name in names for value in service.values_named(facet, name))


def _days(text: str | None, option: str) -> DateRange:
    if text is None:
        return DateRange(None, None)
    days = date_range(text)
    if days is None or days.first is None or days.last is None:
        raise UserError(f"{option} {text}: write a day, month or year, such as 2019-06-04 or 2019")
    return days
