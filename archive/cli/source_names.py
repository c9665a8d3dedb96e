"""Commands on the authority file of sources."""

import click

from archive.authority import Kind, sources_file
from archive.cli.authority import COUNTS_AFTER, edit, having, print_counted
from archive.cli.session import Session, home_option, json_option, print_json, say
from archive.facts.name_key import name_key
from archive.model.text import one_line
from archive.store.credited_people import SOURCES


@click.group()
def sources() -> None:
    """Say which spellings are one source: a publisher, a paper, an agency.

    It is kept in sources.toml in the archive's home, which can be edited by hand as well.
    """


@sources.command("list")
@click.argument("text", default="")
@click.option("--limit", type=click.IntRange(0), default=50, show_default=True)
@json_option
@home_option
@click.pass_obj
def list_sources(session: Session, text: str, limit: int, as_json: bool) -> None:
    """List the sources, most articles first, and how each is spelled.

    With TEXT those that have it in a spelling. With --json one a line.
    """
    with session.open_store() as store:
        found = having(SOURCES.counted(store.database), name_key(one_line(text)))
        counting = SOURCES.applied(store.database)
    print_counted(found, limit, as_json=as_json)
    if sources_file(session.settings.home).read().to_json() != counting.to_json():
        say(f"sources.toml has been changed since: {COUNTS_AFTER}")


@sources.command("suggest")
@click.option("--limit", type=click.IntRange(0), default=50, show_default=True)
@json_option
@home_option
@click.pass_obj
def suggest_sources(session: Session, limit: int, as_json: bool) -> None:
    """Suggest merges: names of sources that may be spellings of one.

    They are equal but for “the”, a legal form or a domain, or one letter apart. Nothing is
    changed: 'backfile sources merge' confirms one; what stands in distinct = ["…"] in
    sources.toml is not suggested. With --json one a line.
    """
    with session.open_store() as store:
        found = store.suggested_source_merges()
    for each in found[:limit]:
        if as_json:
            print_json(each.to_json())
        else:
            click.echo(f"{each.name}  may be  {each.into}  ({each.why})")
    if as_json:
        return
    if len(found) > limit:
        say(f"{len(found) - limit:,} more: use --limit")
    say("merge with 'backfile sources merge FROM INTO'" if found else "no two sources look alike")


@sources.command("alias")
@click.argument("name")
@click.argument("spellings", metavar="SPELLING…", nargs=-1, required=True)
@home_option
@click.pass_obj
def alias_source(session: Session, name: str, spellings: tuple[str, ...]) -> None:
    """Make spellings NAME's. NAME is shown for all of them.

    "Reuters" and "REUTERS" are one anyway.
    """
    edit(session, lambda edits: edits.alias(Kind.SOURCE, name, spellings))


@sources.command("merge")
@click.argument("name", metavar="FROM")
@click.argument("into", metavar="INTO")
@home_option
@click.pass_obj
def merge_sources(session: Session, name: str, into: str) -> None:
    """Make FROM and INTO one source, shown as INTO, with all spellings of both.

    Each article keeps the source that it states.
    """
    edit(session, lambda edits: edits.merge(Kind.SOURCE, name, into))


@sources.command("prefer")
@click.argument("name")
@home_option
@click.pass_obj
def prefer_source(session: Session, name: str) -> None:
    """Show NAME, a spelling of a source, for all the others."""
    edit(session, lambda edits: edits.prefer(Kind.SOURCE, name))


@sources.command("split")
@click.argument("name")
@click.argument("spelling")
@home_option
@click.pass_obj
def split_source(session: Session, name: str, spelling: str) -> None:
    """Take a SPELLING away from NAME: it is another source."""
    edit(session, lambda edits: edits.split(Kind.SOURCE, name, spelling))
