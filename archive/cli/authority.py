"""Commands on authority files, names and regions, and on the time zone."""

from collections.abc import Sequence

import click

from archive.authority import (
    add_spellings,
    means_nothing,
    merge_people,
    merge_regions,
    name_key,
    names_file,
    part_merged,
    regions_file,
    set_meaning,
    shown_path,
    split_off,
)
from archive.cli.session import Session, home_option, json_option, print_json, say
from archive.errors import UserError
from archive.facts.regions import Amendments, find_region
from archive.facts.regions.amendments import Path
from archive.model.text import one_line
from archive.model.time_zones import zone_named
from archive.store.credited_people import PEOPLE
from archive.store.names_in_use import CountedName

COUNTS_AFTER = "run 'backfile update' to make it count"


@click.group()
def names() -> None:
    """Say which spellings of a name are one person's or agency's.

    It is kept in names.toml in the archive's home, which can be edited by hand as well.
    """


@names.command("list")
@click.argument("text", default="")
@click.option("--limit", type=click.IntRange(0), default=50, show_default=True)
@json_option
@home_option
@click.pass_obj
def list_names(session: Session, text: str, limit: int, as_json: bool) -> None:
    """List who is credited, most articles first, and how each is spelled.

    With TEXT those that have it in a spelling. With --json one a line.
    """
    with session.open_store() as store:
        found = having(PEOPLE.counted(store.database), name_key(one_line(text)))
        counting = PEOPLE.applied(store.database)
    print_counted(found, limit, as_json=as_json)
    if names_file(session.settings.home).read().to_json() != counting.to_json():
        say(f"names.toml has been changed since: {COUNTS_AFTER}")


@names.command("alias")
@click.argument("name")
@click.argument("spellings", metavar="SPELLING…", nargs=-1, required=True)
@home_option
@click.pass_obj
def alias_name(session: Session, name: str, spellings: tuple[str, ...]) -> None:
    """Make spellings NAME's. NAME is shown for all of them.

    "Kim Jong-un" and "KIM JONG UN" are one anyway.
    """
    name, *others = names_given(name, *spellings)
    _check_known(session, name)
    with names_file(session.settings.home).editing() as document:
        person = add_spellings(document, name, others)
    say_written(f"{quoted_names(others)} {are_or_is(others)} “{person}” from now on")


@names.command("merge")
@click.argument("name", metavar="FROM")
@click.argument("into", metavar="INTO")
@home_option
@click.pass_obj
def merge_names(session: Session, name: str, into: str) -> None:
    """Make FROM and INTO one person, shown as INTO, with all spellings of both."""
    name, into = names_given(name, into)
    _check_known(session, name, into)
    with names_file(session.settings.home).editing() as document:
        person = merge_people(document, name, into)
    say_written(f"“{name}” and all its spellings are “{person}” from now on")


@names.command("split")
@click.argument("name")
@click.argument("spelling")
@home_option
@click.pass_obj
def split_name(session: Session, name: str, spelling: str) -> None:
    """Take a SPELLING away from NAME: it stands for somebody else."""
    name, spelling = names_given(name, spelling)
    _check_known(session, name)
    with names_file(session.settings.home).editing() as document:
        person = split_off(document, name, spelling)
    say_written(f"“{spelling}” is not “{person}” from now on")


@click.group()
def regions() -> None:
    """Say what names of places mean, over what the gazetteer says.

    A region is given by its name, its path ("Asia/North Korea/South Hamgyong") or its code
    ("KP-08"). It is kept in regions.toml in the archive's home, which can be edited by hand too.
    """


@regions.command("list")
@click.argument("text", default="")
@json_option
@home_option
@click.pass_obj
def list_regions(session: Session, text: str, as_json: bool) -> None:
    """List what was said about places, or with TEXT what that name means.

    With --json one a line.
    """
    session.open_store().close()
    said = regions_file(session.settings.home).read()
    if text:
        rows = [_meant(said, one_line(text))]
    else:
        rows = sorted(
            [(name, "means", region) for name, region in said.meanings.items()]
            + [(shown_path(region), "is shown under", into) for region, into in said.merged.items()]
        )
    for name, what, region in rows:
        if as_json:
            print_json({"name": name, "what": what, "region": region and shown_path(region)})
        else:
            click.echo(f"{name}  {what}  {' › '.join(region) if region else 'no region'}")


@regions.command("alias")
@click.argument("region")
@click.argument("given", metavar="NAME…", nargs=-1, required=True)
@home_option
@click.pass_obj
def alias_region(session: Session, region: str, given: tuple[str, ...]) -> None:
    """Let names mean REGION."""
    meant = names_given(*given)
    session.open_store().close()
    path = _region(region)
    with regions_file(session.settings.home).editing() as document:
        set_meaning(document, meant, path)
    verb = "means" if len(meant) == 1 else "mean"
    say_written(f"{quoted_names(meant)} {verb} {' › '.join(path)} from now on")


@regions.command("merge")
@click.argument("region", metavar="FROM")
@click.argument("into", metavar="INTO")
@home_option
@click.pass_obj
def merge(session: Session, region: str, into: str) -> None:
    """Show the region FROM, and all that lies in it, under INTO."""
    session.open_store().close()
    path, into_path = _region(region), _region(into)
    with regions_file(session.settings.home).editing() as document:
        merge_regions(document, path, into_path)
    say_written(f"{' › '.join(path)} is shown under {' › '.join(into_path)} from now on")


@regions.command("split")
@click.argument("name")
@home_option
@click.pass_obj
def split_region(session: Session, name: str) -> None:
    """Let NAME mean no region; or show a merged region by itself again."""
    (name,) = names_given(name)
    session.open_store().close()
    region = find_region(name)
    with regions_file(session.settings.home).editing() as document:
        was_merged = region is not None and part_merged(document, region.path)
        if not was_merged:
            set_meaning(document, [name], None)
    what = "is shown by itself" if was_merged else "means no region"
    say_written(f"“{name}” {what} from now on")


@click.command("time-zone")
@click.argument("zone", default="")
@home_option
@click.pass_obj
def time_zone(session: Session, zone: str) -> None:
    """Show the time zone of the archive's days, or set it to ZONE.

    A zone is named as in Asia/Seoul or Europe/Berlin.
    Dates of which a file states no zone, or no time of day, never move.
    """
    with session.open_store() as store:
        if not zone:
            click.echo(store.time_zone)
            return
        try:
            zone_named(zone)
        except ValueError as error:
            raise UserError(str(error)) from error
        moved = store.set_time_zone(zone)
    say_written(f"the archive's days are those of {zone}; {moved:,} articles state a time of day")


def print_counted(found: Sequence[CountedName], limit: int, *, as_json: bool) -> None:
    """Print the first names with their articles and spellings, and how many more there are."""
    for person in found[:limit]:
        if as_json:
            print_json(person.to_json())
        else:
            others = "; ".join(person.spellings)
            click.echo(f"{person.articles:>8,}  {person.name}{f'  ({others})' if others else ''}")
    if len(found) > limit and not as_json:
        say(f"{len(found) - limit:,} more: use --limit, or name a part of them")


def having(people: Sequence[CountedName], key: str) -> list[CountedName]:
    """Those of some names that have a key in a spelling."""
    return [
        person
        for person in people
        if any(key in name_key(each) for each in (person.name, *person.spellings))
    ]


def _check_known(session: Session, *given: str) -> None:
    """Raises `UserError` for a name that neither an article nor `names.toml` has."""
    with session.open_store() as store:
        owners = names_file(session.settings.home).read()
        for name in given:
            if not (owners.person(name) or PEOPLE.is_known(store.database, name)):
                raise UserError(
                    f"“{name}” is credited nowhere: 'backfile names list TEXT' finds names"
                )


def names_given(*given: str) -> list[str]:
    """Names of a command line, tidied; `UserError` for one of nothing."""
    named = [one_line(name) for name in given]
    if not all(named):
        raise UserError("a name of nothing was given: write it in quotation marks")
    return named


def _region(name: str) -> Path:
    region = find_region(one_line(name))
    if region is None:
        raise UserError(
            f"“{name}” is no region that is known: 'backfile regions list NAME' tells what a name "
            "means"
        )
    return region.path


def _meant(said: Amendments, name: str) -> tuple[str, str, Path | None]:
    """Name, "means", and its region under the amendments, None for no region."""
    if region := find_region(name, said):
        return name, "means", said.shown(region.path)
    return name, "means", None if means_nothing(said, name) else _region(name)


def quoted_names(names: Sequence[str]) -> str:
    """Names in quotation marks, joined by commas."""
    return ", ".join(f"“{name}”" for name in names)


def are_or_is(names: Sequence[str]) -> str:
    """The verb that suits so many names."""
    return "is" if len(names) == 1 else "are"


def say_written(what: str) -> None:
    """Say what was written, and how it is made to count."""
    click.echo(f"{what}: {COUNTS_AFTER}")
