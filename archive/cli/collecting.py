"""The commands on what readers make of articles: collections, tags and notes."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import asdict

import click

from archive.cli.article_id import ARTICLE_ID, KEPT_ID
from archive.cli.session import Session, home_option, json_option, print_json
from archive.errors import NotFoundError, UserError
from archive.store.annotations import Annotations
from archive.store.audit import system_user
from archive.store.collections import ArticleList, Collections
from archive.store.store import Store

name_argument = click.argument("name", metavar="NAME")
ids_argument = click.argument(
    "article_ids", metavar="ID…", nargs=-1, required=True, type=ARTICLE_ID
)


@click.group()
def collections() -> None:
    """Keep articles in named lists, in an order of their own and with notes.

    NAME is the name of a collection, or its number. A search finds what is in one by
    collection:NAME.
    """


@collections.command("list")
@json_option
@home_option
@click.pass_obj
def list_collections(session: Session, as_json: bool) -> None:
    """List all collections, each with its number and size. With --json one a line."""
    with session.open_store() as store:
        found = Collections(store.database).listed()
    for each in found:
        if as_json:
            print_json(asdict(each))
        else:
            click.echo(f"{each.id:>6}  {each.size:>6,}  {each.name}")


@collections.command("show")
@name_argument
@json_option
@home_option
@click.pass_obj
def show_collection(session: Session, name: str, as_json: bool) -> None:
    """Show the articles of a collection in their order, each with its note."""
    with session.open_store() as store:
        kept = Collections(store.database)
        chosen = _chosen(kept, name)
        entries = kept.entries(chosen.id)
        held = store.get_many(each.article_id for each in entries)
    if as_json:
        print_json({**asdict(chosen), "articles": [asdict(each) for each in entries]})
        return
    click.echo(chosen.name)
    if chosen.description:
        click.echo(chosen.description)
    for place, entry in enumerate(entries, 1):
        article = held.get(entry.article_id)
        headline = article.headline if article else "(no longer in the archive)"
        click.echo(f"{place:>4}  {entry.article_id}  {headline}")
        if entry.note:
            click.echo("\n".join(f"      {line}" for line in entry.note.splitlines()))


@collections.command("new")
@name_argument
@click.option("--description", default="", help="What the collection is for.")
@home_option
@click.pass_obj
def new_collection(session: Session, name: str, description: str) -> None:
    """Make a collection."""
    with session.open_store() as store:
        number = Collections(store.database).create(name, description, who=system_user())
    click.echo(f"collection {number} made")


@collections.command("add")
@name_argument
@ids_argument
@click.option("--note", default="", help="Note on each of them.")
@home_option
@click.pass_obj
def add_to_collection(session: Session, name: str, article_ids: tuple[str, ...], note: str) -> None:
    """Put articles at the end of a collection; those that are in it stay where they are."""
    with _changing(session) as store:
        kept = Collections(store.database)
        chosen = _chosen(kept, name)
        added = kept.add(chosen.id, article_ids, note=note, who=system_user())
    click.echo(f"{added:,} added, {chosen.size + added:,} in the collection")


@collections.command("remove")
@name_argument
@click.argument("article_ids", metavar="ID…", nargs=-1, required=True, type=KEPT_ID)
@home_option
@click.pass_obj
def remove_from_collection(session: Session, name: str, article_ids: tuple[str, ...]) -> None:
    """Take articles out of a collection; they stay in the archive."""
    with _changing(session) as store:
        kept = Collections(store.database)
        removed = kept.remove(_chosen(kept, name).id, article_ids, who=system_user())
    click.echo(f"{removed:,} taken out")


@collections.command("rename")
@name_argument
@click.argument("new_name")
@click.option("--description", help="Another description; the old one stays without this.")
@home_option
@click.pass_obj
def rename_collection(session: Session, name: str, new_name: str, description: str | None) -> None:
    """Give a collection another name."""
    with _changing(session) as store:
        kept = Collections(store.database)
        kept.rename(_chosen(kept, name).id, new_name, description, who=system_user())


@collections.command("delete")
@name_argument
@home_option
@click.pass_obj
def delete_collection(session: Session, name: str) -> None:
    """Delete a collection; its articles stay in the archive."""
    with _changing(session) as store:
        kept = Collections(store.database)
        chosen = _chosen(kept, name)
        kept.delete(chosen.id, who=system_user())
    click.echo(f"deleted a collection of {chosen.size:,}")


@collections.command("note")
@name_argument
@click.argument("article_id", metavar="ID", type=KEPT_ID)
@click.argument("text")
@home_option
@click.pass_obj
def note_in_collection(session: Session, name: str, article_id: str, text: str) -> None:
    """Write the note of an article in a collection; an empty TEXT removes it."""
    with session.open_store() as store:
        kept = Collections(store.database)
        kept.annotate(_chosen(kept, name).id, article_id, text, who=system_user())


@collections.command("move")
@name_argument
@click.argument("article_id", metavar="ID", type=KEPT_ID)
@click.argument("place", type=click.IntRange(1))
@home_option
@click.pass_obj
def move_in_collection(session: Session, name: str, article_id: str, place: int) -> None:
    """Move an article to a PLACE of its collection, 1 for the first."""
    with session.open_store() as store:
        kept = Collections(store.database)
        kept.move(_chosen(kept, name).id, article_id, place, who=system_user())


@click.command()
@click.argument("article_ids", metavar="[ID]…", nargs=-1, type=ARTICLE_ID)
@click.option("--add", "added", multiple=True, metavar="TAG", help="Tag to add; repeatable.")
@click.option("--remove", "removed", multiple=True, metavar="TAG", help="Tag to remove.")
@home_option
@click.pass_obj
def tag(
    session: Session,
    article_ids: tuple[str, ...],
    added: tuple[str, ...],
    removed: tuple[str, ...],
) -> None:
    """Add tags to articles or remove them; a search finds them by tag:TAG.

    Without --add and --remove, the tags of the articles; without an ID, all tags with the number of
    their articles.
    """
    if (added or removed) and not article_ids:
        raise UserError("say which articles: give their ids")
    if not added and not removed:
        with session.open_store() as store:
            _print_tags(store, article_ids)
        return
    with _changing(session) as store:
        annotations = Annotations(store.database)
        for article_id in article_ids:
            store.get(article_id)
        given = annotations.add_tags(article_ids, added, who=system_user()) if added else 0
        taken = annotations.remove_tags(article_ids, removed, who=system_user()) if removed else 0
    click.echo(f"{given:,} tagged, {taken:,} untagged")


@click.command()
@click.argument("article_id", metavar="ID", type=ARTICLE_ID)
@click.argument("text", default="")
@click.option("--remove", "removed", type=click.IntRange(1), help="Number of a note to remove.")
@home_option
@click.pass_obj
def note(session: Session, article_id: str, text: str, removed: int | None) -> None:
    """Add a note to an article, or remove one; a search finds it by note:WORDS.

    Without TEXT and --remove, the notes of the article, each with its number.
    """
    if not text and removed is None:
        with session.open_store() as store:
            store.get(article_id)
            found = Annotations(store.database).notes_of(article_id)
        for each in found:
            click.echo(f"{each.id:>6}  {each.moment}  {each.who}: {each.text}")
        return
    with _changing(session) as store:
        annotations = Annotations(store.database)
        numbers = {each.id for each in annotations.notes_of(article_id)}
        if removed is not None and removed not in numbers:
            raise NotFoundError(f"{removed}: the article has no note of this number")
        # First what may be refused: the old note is gone only where the new one is kept.
        if text:
            annotations.add_note(article_id, text, who=system_user())
        if removed is not None:
            annotations.remove_note(removed, who=system_user())


def _print_tags(store: Store, article_ids: tuple[str, ...]) -> None:
    for article_id in article_ids:
        click.echo(f"{article_id}  {', '.join(store.get(article_id).tags)}".rstrip())
    if not article_ids:
        for each, count in Annotations(store.database).tag_counts():
            click.echo(f"{count:>6,}  {each}")


@contextmanager
def _changing(session: Session) -> Generator[Store]:
    """The open store, and the index brought up to what is changed."""
    with session.open_store() as store:
        yield store
        session.after_change(session, store)


def _chosen(kept: Collections, name: str) -> ArticleList:
    """Collection of this name, else of this number."""
    try:
        return kept.named(name)
    except NotFoundError:
        if name.isascii() and name.isdigit():
            return kept.get(int(name))
        raise
