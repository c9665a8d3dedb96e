"""How articles are laid out in a Whoosh index, all of it derived from the registry of fields.

For every text field the index has the terms with positions, the folded words that stemming changed
as bare terms beside it, and its length in every article. For every facet it has the sets of values
that articles have, and a column that says which of them; further columns hold the id, the cluster
and the days, and of every article its headline is stored.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from archive.model.article import Article
from indexer.analysis.analyzer import Analyzer
from indexer.schema.date_order import moment
from indexer.schema.fields import FACETS, TEXT_FIELDS, Facet

ID_COLUMN, CLUSTER = "id_number", "cluster"
MOMENT, LAST_DAY = "moment", "last_day"

WRITTEN = {field.name: f"written_{field.name}" for field in TEXT_FIELDS}
LENGTH = {field.name: f"length_{field.name}" for field in TEXT_FIELDS}
# The length of a text says how much a word in it counts; that of a list of names does not.
MEASURED = tuple(field.name for field in TEXT_FIELDS if field.analyzer is Analyzer.PROSE)

# What is called otherwise by Whoosh than by us, or is a field there alone.
TITLE, ID, DATE = "title", "id", "date"
TEXT_FIELD_OF = {TITLE if field.name == "headline" else field.name: field for field in TEXT_FIELDS}
FACET_NAMES = frozenset(facet.name for facet in FACETS)


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """What the index has of an article: numbers, the texts of each field, the values of each facet.

    `numbers` go by the names of their columns. `texts` and `values` are in the registry's order.
    """

    numbers: dict[str, int]
    title: str
    texts: tuple[Sequence[str], ...]
    values: tuple[tuple[str, ...], ...]


def entry(article: Article) -> IndexEntry:
    """What the index has of an article."""
    numbers = {ID_COLUMN: int(article.id, 16)}
    if article.cluster:
        numbers[CLUSTER] = int(article.cluster, 16)
    if days := article.published.days():
        numbers[MOMENT], numbers[LAST_DAY] = moment(article.published), days[1].toordinal()
    return IndexEntry(
        numbers,
        article.headline,
        tuple(field.texts(article) for field in TEXT_FIELDS),
        tuple(facet_values(facet, article) for facet in FACETS),
    )


def facet_values(facet: Facet, article: Article) -> tuple[str, ...]:
    """The values of an article in a facet, in order."""
    values = facet.values(article)
    if not values and facet.missing is not None:
        return (facet.missing,)
    return tuple(sorted(values))
