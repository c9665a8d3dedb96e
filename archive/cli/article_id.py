"""Parameter type of ids of articles."""

import click

from archive.cli.session import Session
from archive.store.article_ids import named_id


class ArticleId(click.ParamType[str]):
    """Id of an article, which may be given by a unique beginning or its page's address.

    It is a current one, unless those removed from the archive are also meant.
    """

    name = "id"

    def __init__(self, *, with_removed: bool = False) -> None:
        self._with_removed = with_removed

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The whole id; raises `NotFoundError` or `UserError`."""
        session = ctx.find_object(Session) if ctx else None
        if session is None:
            return value
        with session.open_reader() as store:
            return named_id(store, value, with_removed=self._with_removed)


ARTICLE_ID = ArticleId()
# Collections keep the places of articles that were removed.
KEPT_ID = ArticleId(with_removed=True)
