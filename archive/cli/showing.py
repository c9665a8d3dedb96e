"""The command that shows an article: show."""

import click

from archive.cli.article_card import card
from archive.cli.article_id import ARTICLE_ID
from archive.cli.session import Session, home_option, json_option, print_json


@click.command()
@click.argument("article_id", metavar="ID", type=ARTICLE_ID)
@json_option
@home_option
@click.pass_obj
def show(session: Session, article_id: str, as_json: bool) -> None:
    """Show one article.

    ID is its id, at least four characters of its beginning, or the address of its page.
    """
    with session.open_reader() as store:
        article = store.get(article_id)
    if as_json:
        print_json(article.to_json())
    else:
        click.echo(card(article))
