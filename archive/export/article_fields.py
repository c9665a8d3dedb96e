"""Fields of articles by the names that tables have for them, for exports of chosen fields."""

from collections.abc import Callable, Mapping, Sequence

from archive.errors import UserError
from archive.model.article import Article, Role

# One text or several; the texts of an article in its order.
FieldValue = str | tuple[str, ...]
ID = "id"


def _credited(role: Role) -> Callable[[Article], tuple[str, ...]]:
    return lambda article: tuple(c.name for c in article.credits if c.role is role)


# Columns from which 'add' reads articles have the names that it knows; those that it must not take
# for others (tag, collection, note) have names that it does not.
FIELDS: Mapping[str, Callable[[Article], FieldValue]] = {
    ID: lambda article: article.id,
    "headline": lambda article: article.headline,
    "date": lambda article: article.published.value or "",
    **{str(role): _credited(role) for role in Role},
    "region": lambda article: tuple("/".join(region.path) for region in article.regions),
    "source": lambda article: article.source or "",
    "section": lambda article: article.section or "",
    "topic": lambda article: article.topics,
    "language": lambda article: article.language or "",
    "url": lambda article: article.url or "",
    "body": lambda article: article.body,
    "caption": lambda article: article.captions,
    "received": lambda article: article.arrived,
    "cluster": lambda article: article.cluster,
    "tag": lambda article: article.tags,
    "collection": lambda article: article.collections,
    "note": lambda article: article.notes,
}


def chosen_fields(names: Sequence[str]) -> tuple[str, ...]:
    """Fields by their names, the id always first, all for none; `UserError` for an unknown name."""
    for name in names:
        if name not in FIELDS:
            raise UserError(f"--fields {name}: there is no such field: {', '.join(FIELDS)}")
    return tuple(dict.fromkeys((ID, *names))) if names else tuple(FIELDS)
