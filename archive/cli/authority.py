"""Commands on authority files, names and regions, and on the time zone."""

from collections.abc import Callable, Sequence

import click

from archive.authority import Kind, means_nothing, names_file, regions_file, shown_path
from archive.cli.session import Session, home_option, json_option, print_json, say
from archive.errors import UserError
from archive.facts.name_key import name_key
from archive.facts.regions import Amendments, find_region
from archive.facts.regions.amendments import Path
from archive.model.text import one_line
from archive.model.time_zones import zone_named
from archive.store import audit
from archive.store.authority_edits import AuthorityEdits, region_named
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
    edit(session, lambda edits: edits.alias(Kind.PERSON, name, spellings))


@names.command("merge")
@click.argument("name", metavar="FROM")
@click.argument("into", metavar="INTO")
@home_option
@click.pass_obj
def merge_names(session: Session, name: str, into: str) -> None:
    """Make FROM and INTO one person, shown as INTO, with all spellings of both."""
    edit(session, lambda edits: edits.merge(Kind.PERSON, name, into))


@names.command("prefer")
@click.argument("name")
@home_option
@click.pass_obj
def prefer_name(session: Session, name: str) -> None:
    """Show NAME, a spelling of somebody's name, for all the others."""
    edit(session, lambda edits: edits.prefer(Kind.PERSON, name))


@names.command("split")
@click.argument("name")
@click.argument("spelling")
@home_option
@click.pass_obj
def split_name(session: Session, name: str, spelling: str) -> None:
    """Take a SPELLING away from NAME: it stands for somebody else."""
    edit(session, lambda edits: edits.split(Kind.PERSON, name, spelling))


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
    edit(session, lambda edits: edits.mean(region, given))


@regions.command("merge")
@click.argument("region", metavar="FROM")
@click.argument("into", metavar="INTO")
@home_option
@click.pass_obj
def merge(session: Session, region: str, into: str) -> None:
    """Show the region FROM, and all that lies in it, under INTO."""
    edit(session, lambda edits: edits.merge_region(region, into))


@regions.command("split")
@click.argument("name")
@home_option
@click.pass_obj
def split_region(session: Session, name: str) -> None:
    """Let NAME mean no region; or show a merged region by itself again."""
    edit(session, lambda edits: edits.split_region(name))


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


def _meant(said: Amendments, name: str) -> tuple[str, str, Path | None]:
    """Name, "means", and its region under the amendments, None for no region."""
    if region := find_region(name, said):
        return name, "means", said.shown(region.path)
    return name, "means", None if means_nothing(said, name) else region_named(name)


def edit(session: Session, change: Callable[[AuthorityEdits], str]) -> None:
    """Edit an authority file of the run's home, and say what was written."""
    with session.open_store() as store:
        home, who = session.settings.home, audit.system_user()
        sentence = change(AuthorityEdits(store.database, home, who=who))
    say_written(sentence)


def say_written(what: str) -> None:
    """Say what was written, and how it is made to count."""
    click.echo(f"{what}: {COUNTS_AFTER}")
