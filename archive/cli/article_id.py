"""Parameter type of ids of articles."""

import click

from archive.cli.session import Session
from archive.store.article_ids import named_id


class ArticleId(click.ParamType[str]):
    """Id of a current article, which may be given by a unique beginning or its page's address."""

    name = "id"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The whole id; raises `NotFoundError` or `UserError`."""
        session = ctx.find_object(Session) if ctx else None
        if session is None:
            return value
        with session.open_reader() as store:
            return named_id(store, value)


ARTICLE_ID = ArticleId()
