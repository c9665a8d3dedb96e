"""The Whoosh schema of an index, derived from the field registry and read-only once pickled."""

from collections.abc import Callable

from whoosh.fields import FieldType, Schema

from indexer.engines.whoosh.errors import ReadOnlyError
from indexer.engines.whoosh.field_types import ArticleText, Day, WholeValue
from indexer.engines.whoosh.index_entry import (
    CLUSTER,
    DATE,
    FACET_NAMES,
    ID,
    LAST_DAY,
    TEXT_FIELD_OF,
    TITLE,
)


class ArchiveSchema(Schema):
    """Schema that is pickled as the name of a function: the registry has all the rest."""

    def __reduce__(self) -> tuple[Callable[[], Schema], tuple[()]]:
        """Unpickle as `read_only_schema()`, for Whoosh by itself."""
        return read_only_schema, ()


class _ReadOnlySchema(ArchiveSchema):
    def clean(self) -> None:
        """Refuse to be written: Whoosh calls this first whenever it commits."""
        raise ReadOnlyError


def make_schema() -> Schema:
    """The schema for our own reading and writing."""
    return ArchiveSchema(**_fields())


def read_only_schema() -> Schema:
    """The schema that the table of contents unpickles: Whoosh's writers fail to commit with it."""
    return _ReadOnlySchema(**_fields())


def _fields() -> dict[str, FieldType]:
    texts = {
        name: ArticleText(field, stored=name == TITLE, counted=name in FACET_NAMES)
        for name, field in TEXT_FIELD_OF.items()
    }
    facets = {name: WholeValue(facet=True) for name in FACET_NAMES - texts.keys()}
    return {
        **texts,
        **facets,
        ID: WholeValue(stored=True, unique=True),
        CLUSTER: WholeValue(),
        DATE: Day(sorted_by=True),
        LAST_DAY: Day(),
    }
