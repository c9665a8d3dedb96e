"""The commands for saved searches: backfile saved."""

from dataclasses import asdict
from typing import Any

import click

from archive.cli.session import Session, home_option, json_option, print_json
from archive.store.audit import system_user
from archive.store.saved_searches import SavedSearches
from indexer.cli.search_options import ListOptions, list_options, opened_for_changes
from indexer.cli.wording import counted
from indexer.search.results import SearchQuery
from webui.pages.desk.saved_counts import CountedSearch, counted_searches
from webui.search_state import Choice, SearchState


@click.group()
def saved() -> None:
    """Keep searches under names, and see what is new in them."""


@saved.command()
@click.argument("name")
@list_options
@home_option
@click.pass_obj
def add(session: Session, name: str, **listed: Any) -> None:  # noqa: ANN401 - click's
    """Save a search under a name; what it finds now counts as looked at."""
    with opened_for_changes(session) as (store, service):
        state = _state(ListOptions.of(listed).question(service))
        searches = SavedSearches(store.database)
        number = searches.create(name, state.query, looked=service.horizon(), who=system_user())
        _print(counted_searches([searches.get(number)], service).searches[0])


@saved.command("list")
@json_option
@home_option
@click.pass_obj
def list_(session: Session, as_json: bool) -> None:
    """List saved searches with their counts, and how many articles are new in each."""
    with opened_for_changes(session) as (store, service):
        found = counted_searches(SavedSearches(store.database).listed(), service).searches
    if as_json:
        print_json([_json(each) for each in found])
    else:
        for each in found:
            _print(each)


@saved.command()
@click.argument("name")
@click.option("--seen", is_flag=True, help="Mark what it finds now as looked at.")
@json_option
@home_option
@click.pass_obj
def show(session: Session, name: str, seen: bool, as_json: bool) -> None:
    """Show a saved search: what it asks, and how much is new."""
    with opened_for_changes(session) as (store, service):
        searches = SavedSearches(store.database)
        found = counted_searches([searches.named(name)], service)
        if seen:
            searches.look(found.searches[0].search.id, found.upto, who=system_user())
    if as_json:
        print_json(_json(found.searches[0]))
    else:
        _print(found.searches[0])


@saved.command()
@click.argument("name")
@click.argument("new_name")
@home_option
@click.pass_obj
def rename(session: Session, name: str, new_name: str) -> None:
    """Give a saved search another name."""
    with session.open_store() as store:
        searches = SavedSearches(store.database)
        searches.rename(searches.named(name).id, new_name, who=system_user())


@saved.command()
@click.argument("name")
@home_option
@click.pass_obj
def remove(session: Session, name: str) -> None:
    """Delete a saved search, and its alert."""
    with session.open_store() as store:
        searches = SavedSearches(store.database)
        searches.delete(searches.named(name).id, who=system_user())


def _state(question: SearchQuery) -> SearchState:
    """Search state that asks a question of the command line."""
    filters = question.filters.items()
    return SearchState(
        text=question.text.strip(),
        ticked=frozenset(Choice(name, value) for name, f in filters for value in f.include),
        excluded=frozenset(Choice(name, value) for name, f in filters for value in f.exclude),
        first=question.first,
        last=question.last,
        any_word=question.any_word,
    )


def _json(found: CountedSearch) -> dict[str, Any]:
    search = asdict(found.search)
    kept = ("id", "name", "query", "who", "created", "looked")
    return {
        **{name: search[name] for name in kept},
        "total": found.total,
        "new": found.new,
        "complete": found.complete,
    }


def _print(found: CountedSearch) -> None:
    least = "" if found.complete else "at least "
    total = counted(found.total, "article")
    click.echo(f"{found.search.name}: {least}{total}, {found.new:,} new ({found.says})")
