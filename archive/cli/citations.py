"""The command that cites articles."""

from datetime import datetime

import click

from archive.citation.cited_article import cited_article
from archive.citation.styled_text import plain
from archive.citation.styles import RecordFormat, Style, bibliography, citation, written
from archive.cli.article_id import ARTICLE_ID
from archive.cli.session import Session, home_option
from archive.model.time_zones import zone_named

_NAMES = [*map(str, Style), *map(str, RecordFormat)]


@click.command()
@click.argument("article_ids", metavar="ID…", nargs=-1, required=True, type=ARTICLE_ID)
@click.option(
    "--style",
    "name",
    type=click.Choice(_NAMES),
    default=str(Style.CHICAGO),
    show_default=True,
    help="Style for readers, or format for programs.",
)
@home_option
@click.pass_obj
def cite(session: Session, article_ids: tuple[str, ...], name: str) -> None:
    """Cite articles, in a style or as records for a reference manager.

    Of several articles a style makes a bibliography in alphabetical order. An article without an
    address of its own has none in its citation: only the pages know theirs.
    """
    with session.open_reader() as store:
        today = datetime.now(zone_named(store.time_zone)).date()
        articles = [cited_article(store.get(each), today) for each in article_ids]
    if name in set(RecordFormat):
        for piece in written(articles, RecordFormat(name)):
            click.echo(piece, nl=False)
    elif len(articles) == 1:
        click.echo(plain(citation(articles[0], Style(name))))
    else:
        for entry in bibliography(articles, Style(name)):
            click.echo(plain(entry))
